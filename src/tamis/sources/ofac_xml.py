"""OFAC's sdnList XML, the form of `sdn.xml` and `consolidated.xml`.

In: the root of the tree, its elements without their namespace. Out: a listing for each sdnEntry. Every element is read, kept as a detail,
or reported once as unread. It must not know where the file came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from lxml import etree

from tamis.errors import FormatError, PublicationError
from tamis.records import Listing, NameQuality
from tamis.sources import ofac
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.ofac_remarks import birth_place, read_labelled, read_remarks, read_unknown_identifier
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, parse_xml, whole_text

PARSER = "ofac-xml/1"
ROOT = "sdnList"
CATEGORY = {"strong": None, "weak": NameQuality.WEAK, "": None}
"""Category of an alias -> the quality that overrides its type's; any other is none and reported."""

VESSEL_LABELS = {
    "callSign": "call sign",
    "vesselType": "type",
    "vesselFlag": "flag",
    "vesselOwner": "owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross registered tonnage",
}
ADDRESS_PARTS = frozenset(
    {"uid", "address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country"}
)
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
Element: TypeAlias = etree._Element


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read the list's file; see `read_ofac_xml`."""
    main = files["main"]
    published, listings, told = read_ofac_xml(parse_xml(main), str(main.path), watchlist, findings)
    return Parsed(parser=PARSER, listings=listings, published_at=published, told=told)


def read_ofac_xml(
    root: Element, path: str, watchlist: str, findings: Findings
) -> tuple[str | None, list[Listing], str | None]:
    """Return the day of publication, the listings, and the list that the programmes tell.

    Args:
        root: Root of the tree, `sdnList`.
        path: The file's name, for messages.
        watchlist: Prefix of the ids.
        findings: Takes what is not known.

    Raises:
        FormatError: fewer or more entries than Record_Count, an entry without number or name, a number twice.
        PublicationError: a day of publication that is none.
    """
    listings: dict[str, Listing] = {}
    programmes: list[list[str]] = []
    for element in root:
        name = element.tag
        if name == "sdnEntry":
            draft = _read_entry(element, path, watchlist, findings)
            if draft.id in listings:
                raise FormatError(f"{path}: the uid {draft.reference} stands twice; the file is damaged")
            listings[draft.id] = draft.finish()
            programmes.append([act.programme or "" for act in draft.designations])
        elif name != "publshInformation":
            findings.note_unread(f"element {name}", "the list")
    published = _check_information(root, path, len(listings), findings)
    return published, ofac.with_targets(list(listings.values())), ofac.watchlist_by_programmes(programmes)


def _check_information(root: Element, path: str, count: int, findings: Findings) -> str | None:
    """Return the day of publication, once the number of entries is what the file says."""
    values: dict[str, str] = {}
    for element in root:
        if element.tag == "publshInformation":
            values = {child.tag: squeeze(child.text) for child in element}
    for name in values.keys() - {"Publish_Date", "Record_Count"}:
        findings.note_unread(f"element publshInformation/{name}", "the list")
    told = values.get("Record_Count", "")
    if told.isdigit() and int(told) != count:
        raise FormatError(
            f"{path}: {count} entries where Record_Count says {told}; the file is cut off, download it again"
        )
    if not count:
        raise FormatError(f"{path}: the list holds no entry; download it again")
    return _published_on(values.get("Publish_Date", ""), path)


def _published_on(text: str, path: str) -> str | None:
    """Return the day of publication, told as MM/DD/YYYY, in ISO 8601; None where it is not told."""
    if not text:
        return None
    match = _US_DATE.fullmatch(text)
    try:
        month, day, year = (int(part) for part in match.groups()) if match else (0, 0, 0)
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise PublicationError(f"{path}: Publish_Date {text!r} is no date MM/DD/YYYY; the file is damaged") from None


def _read_entry(element: Element, path: str, watchlist: str, findings: Findings) -> Draft:
    values = {child.tag: squeeze(child.text) for child in element if not len(child)}
    number = values.get("uid", "")
    if not number:
        raise FormatError(f"{path}: an sdnEntry has no uid; the file is damaged")
    draft = Draft(f"{watchlist}:{number}", ofac.kind_of(values.get("sdnType", ""), number, findings), findings)
    draft.source = f"sdnEntry uid {number}"
    ofac.add_name(draft, _whole_name(values), NameQuality.PRIMARY)
    if not draft.names:
        raise FormatError(f"{path}: entry {number} has no name; the file is damaged")
    ofac.add_titles(draft, values.get("title", ""))
    read_remarks(draft, values.get("remarks", ""))
    for child in element:
        name = child.tag
        reader = _READERS.get(name)
        if reader is not None:
            reader(draft, child)
        elif name not in _READ_HERE:
            _keep_unknown(draft, child, f"sdnEntry/{name}")
    if not draft.designations:
        ofac.add_programmes(draft, ())
    return draft


def _whole_name(values: dict[str, str]) -> str:
    """Return `LAST, First` for a person, the last name alone for all others: as the CSV form writes it."""
    return ", ".join(part for part in (values.get("lastName", ""), values.get("firstName", "")) if part)


def _items(draft: Draft, element: Element, known: Iterable[str]) -> list[dict[str, str]]:
    """Return each child's values by local name; what is not known is reported."""
    allowed = frozenset(known)
    rows = []
    for child in element:
        for value in child:
            if value.tag not in allowed:
                _keep_unknown(draft, value, f"{child.tag}/{value.tag}")
        rows.append({value.tag: squeeze(value.text) for value in child})
    return rows


def _read_programmes(draft: Draft, element: Element) -> None:
    ofac.add_programmes(draft, [squeeze(child.text) for child in element])


def _read_aliases(draft: Draft, element: Element) -> None:
    for values in _items(draft, element, ("uid", "type", "category", "lastName", "firstName")):
        quality = ofac.quality_of(values.get("type", ""), draft.reference, draft.findings)
        category = values.get("category", "").lower()
        if category not in CATEGORY:
            draft.findings.note_unread(f'category "{category}" of an alias, read as strong', draft.reference)
        override = CATEGORY.get(category)
        note = "f.k.a." if override is not None and quality is NameQuality.FORMER else None
        ofac.add_name(draft, _whole_name(values), override or quality, note)


def _read_addresses(draft: Draft, element: Element) -> None:
    for values in _items(draft, element, ADDRESS_PARTS):
        street = ", ".join(values[key] for key in ("address1", "address2", "address3") if values.get(key))
        place = place_of(
            street=street,
            city=values.get("city", ""),
            region=values.get("stateOrProvince", ""),
            postcode=values.get("postalCode", ""),
            country=values.get("country", ""),
        )
        draft.add_place(draft.addresses, place)


def _read_birth_dates(draft: Draft, element: Element) -> None:
    for values in _items(draft, element, ("uid", "dateOfBirth", "mainEntry")):
        if values.get("dateOfBirth"):
            draft.add_birth_date(values["dateOfBirth"])


def _read_birth_places(draft: Draft, element: Element) -> None:
    for values in _items(draft, element, ("uid", "placeOfBirth", "mainEntry")):
        if values.get("placeOfBirth"):
            draft.add_place(draft.birth_places, birth_place(values["placeOfBirth"]))


def _read_countries(draft: Draft, element: Element) -> None:
    for values in _items(draft, element, ("uid", "country", "mainEntry")):
        if values.get("country"):
            draft.add_country(values["country"], element.tag.removesuffix("List"))


def _read_identifiers(draft: Draft, element: Element) -> None:
    """Read `id` elements, written as the remarks of the CSV form write them."""
    known = ("uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate")
    for values in _items(draft, element, known):
        label, value = values.get("idType", ""), values.get("idNumber", "")
        value += f" ({values['idCountry']})" if values.get("idCountry") else ""
        value += f" issued {values['issueDate']}" if values.get("issueDate") else ""
        value += f" expires {values['expirationDate']}" if values.get("expirationDate") else ""
        if not value.strip():
            draft.add_detail("identifier", label)
        elif not read_labelled(draft, label, value):
            read_unknown_identifier(draft, label, value)


def _read_vessel(draft: Draft, element: Element) -> None:
    values = {child.tag: squeeze(child.text) for child in element}
    for child in element:
        if child.tag not in VESSEL_LABELS:
            _keep_unknown(draft, child, f"vesselInfo/{child.tag}")
    ofac.add_vessel(draft, {label: values.get(name, "") for name, label in VESSEL_LABELS.items()})


def _keep_unknown(draft: Draft, element: Element, path: str) -> None:
    """Report an element that no table knows, and keep what it says."""
    draft.findings.note_unread(f"element {path}", draft.reference)
    draft.add_detail(path, whole_text(element))


_READ_HERE = frozenset({"uid", "firstName", "lastName", "sdnType", "title", "remarks"})
_READERS: dict[str, Callable[[Draft, Element], None]] = {
    "programList": _read_programmes,
    "idList": _read_identifiers,
    "akaList": _read_aliases,
    "addressList": _read_addresses,
    "dateOfBirthList": _read_birth_dates,
    "placeOfBirthList": _read_birth_places,
    "nationalityList": _read_countries,
    "citizenshipList": _read_countries,
    "vesselInfo": _read_vessel,
}
