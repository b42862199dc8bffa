"""What the parts of OFAC's advanced XML point at: reference values, locations, documents, dates.

In: elements without namespaces. Out: their values with the numbers looked up. A number that leads nowhere is reported. Knows the
schema of the advanced form; nothing of listings.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from lxml import etree

from tamis.records import Place
from tamis.sources.draft import squeeze
from tamis.sources.findings import Findings
from tamis.sources.ofac_features import Document, Part, Period, bare, place_from

_LAST_MONTH = 12
_DATE_ROLES = {"issue date": "issued", "expiration date": "expires"}
_TRUE = frozenset({"true", "1"})


def text_of(element: etree._Element, path: str) -> str:
    """Return the text at a path below an element, blanks squeezed; empty where there is none."""
    return squeeze(element.findtext(path))


def is_true(element: etree._Element, name: str) -> bool:
    """Say whether an attribute is true."""
    return str(element.get(name, "")).lower() in _TRUE


class References:
    """The reference values of a file: `AliasType`, `Country`, `FeatureType` ... by number."""

    def __init__(self, findings: Findings) -> None:
        self._values: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
        self._findings = findings

    def read(self, element: etree._Element) -> None:
        """Take in the ReferenceValueSets element."""
        for values in element:
            for value in values:
                attributes = {str(name): str(text) for name, text in value.attrib.items()}
                self._values[value.tag, attributes.get("ID", "")] = (squeeze(value.text), attributes)

    def text(self, kind: str, number: str | None, where: str) -> str:
        """Return what a number stands for; empty, and reported, where the file does not say.

        Args:
            kind: Such as `AliasType`.
            number: As an element has it; None and blank stand for nothing.
            where: The listing, for the report.
        """
        if not number:
            return ""
        found = self._values.get((kind, number))
        if found is None:
            self._findings.note_unread(f"reference to {kind} {number}, which the file does not hold", where)
            return ""
        return found[0]

    def attribute(self, kind: str, number: str | None, name: str) -> str:
        """Return an attribute of a reference value; empty where there is none."""
        return self._values.get((kind, number or ""), ("", {}))[1].get(name, "")

    def country(self, number: str | None, where: str) -> str:
        """Return the name of a country; its code where it has none."""
        return self.text("Country", number, where) or self.attribute("Country", number, "ISO2")


@dataclass(frozen=True, slots=True)
class Location:
    """A location that features point at.

    Attributes:
        country: Its country's name; the name of an area or what it says in one line where there is none.
        places: The address; the same in other scripts behind it.
    """

    country: str
    places: tuple[Place, ...]


def location_in(element: etree._Element, references: References) -> Location:
    """Return what a Location says."""
    where = f"location {element.get('ID')}"
    countries = [references.country(one.get("CountryID"), where) for one in element.iterfind("LocationCountry")]
    for area in element.iterfind("LocationAreaCode"):
        number = area.get("AreaCodeID")
        name = references.attribute("AreaCode", number, "Description") or references.text("AreaCode", number, where)
        countries += [name] if name not in countries else []
    told = [name for name in dict.fromkeys(countries) if name]
    main: list[Part] = []
    others: dict[str, list[Part]] = {}
    for part in element.iterfind("LocationPart"):
        kind = references.text("LocPartType", part.get("LocPartTypeID"), where)
        values = [(is_true(one, "Primary"), one) for one in part.iterfind("LocationPartValue")]
        values.sort(key=lambda pair: not pair[0])
        for place, (_, value) in enumerate(values):
            comment, text = text_of(value, "Comment"), text_of(value, "Value")
            (main if place == 0 else others.setdefault(comment, [])).append((kind, text))
    country = told[0] if told else ""
    note = "; ".join(told[1:])
    places = [place_from(main, country, note)]
    places += [place_from(parts, country, comment) for comment, parts in others.items()]
    line = ", ".join(bare(text) for _, text in main if text)
    return Location(country or line, tuple(place for place in places if place != Place()))


def day_in(element: etree._Element | None, *, last: bool = False) -> dt.date | None:
    """Return the day that Year, Month and Day tell; of a year or a month alone its first, or its last."""
    if element is None:
        return None
    year, month, day = (text_of(element, name) for name in ("Year", "Month", "Day"))
    if not year:
        return None
    try:
        number = int(month) if month else (_LAST_MONTH if last else 1)
        ends = calendar.monthrange(int(year), number)[1] if last else 1
        return dt.date(int(year), number, int(day) if day else ends)
    except (ValueError, calendar.IllegalMonthError):
        return None


def period_in(element: etree._Element | None) -> Period | None:
    """Return what a DatePeriod says; None for an empty one."""
    if element is None:
        return None
    begin = _span(element.find("Start"))
    end = _span(element.find("End")) or begin
    begin = begin or end
    if begin is None or end is None:
        return None
    circa = any(is_true(one, "Approximate") for name in ("Start", "End") for one in element.iterfind(name))
    return Period(begin, end, circa)


def _span(element: etree._Element | None) -> tuple[dt.date, dt.date] | None:
    if element is None:
        return None
    start, until = element.find("From"), element.find("To")
    first = day_in(start if start is not None else until)
    last = day_in(until if until is not None else start, last=True)
    return (first, last) if first and last else None


def document_in(
    element: etree._Element, references: References, locations: dict[str, Location]
) -> tuple[Document, str]:
    """Return an IDRegDocument, and the number of the name that it bears."""
    where = f"document {element.get('ID')}"
    dates = {"issued": "", "expires": ""}
    notes = [text_of(element, "Comment"), text_of(element, "IssuingAuthority")]
    for date in element.iterfind("DocumentDate"):
        period = period_in(date.find("DatePeriod"))
        kind = references.text("IDRegDocDateType", date.get("IDRegDocDateTypeID"), where)
        words = period.words() if period else ""
        if kind.lower() in _DATE_ROLES:
            dates[_DATE_ROLES[kind.lower()]] = words
        elif words:
            notes.append(f"{kind} {words}")
    place = locations.get(element.get("IssuedIn-LocationID") or "")
    if place is not None:
        texts = [text for one in place.places[:1] for text in (one.text, one.street, one.city, one.region) if text]
        notes.append(f"issued in {', '.join(texts) or place.country}")
    validity = references.text("Validity", element.get("ValidityID"), where)
    notes.append(validity if validity.lower() not in ("", "valid") else "")
    reference = element.find("DocumentedNameReference")
    document = Document(
        label=references.text("IDRegDocType", element.get("IDRegDocTypeID"), where) or "Identification Number",
        number=text_of(element, "IDRegistrationNo"),
        country=references.country(element.get("IssuedBy-CountryID"), where),
        notes=tuple(note for note in notes if note),
        **dates,
    )
    return document, "" if reference is None else str(reference.get("DocumentedNameID", ""))
