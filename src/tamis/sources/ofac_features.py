"""What OFAC's two relational forms (advanced and enhanced XML) share: names in parts and scripts, dates, features, documents.

In: values that a parser has looked up, by OFAC's own labels. Out: parts of a draft, as the CSV and the sdnList forms of the
same entry would fill them. Knows OFAC's words; nothing of XML.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tamis.records import NamePart, NameQuality, Place
from tamis.sources import ofac
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.ofac_remarks import birth_place, read_labelled, read_unknown_identifier

SCRIPT = {
    "latin": "Latn",
    "latn": "Latn",
    "arabic": "Arab",
    "armenian": "Armn",
    "chinese simplified": "Hans",
    "chinese traditional": "Hant",
    "cyrillic": "Cyrl",
    "georgian": "Geor",
    "greek": "Grek",
    "hebrew": "Hebr",
    "japanese": "Jpan",
    "korean": "Kore",
}
"""OFAC's word for a script -> ISO 15924; of any other the script is told from the letters."""

PART_ROLE = {
    "Last Name": "family",
    "Maiden Name": "maiden",
    "Matronymic": "matronymic",
    "First Name": "given",
    "Middle Name": "middle",
    "Patronymic": "patronymic",
    "Nickname": "nickname",
}
"""Type of a name part -> role. Entity, vessel and aircraft names are whole names, without parts."""

_FAMILY = ("Last Name", "Maiden Name", "Matronymic")
_GIVEN = ("First Name", "Middle Name", "Patronymic", "Nickname")
_GIVEN_FIRST = frozenset({"Arab", "Hebr"})
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of writing direction, which OFAC puts around names in Arabic and Hebrew."""

VALID = frozenset({"", "valid", "true", "confirmed", "unknown", "none"})
"""What is said of a document or a feature that is as it seems; anything else is kept."""

_MONTHS = calendar.month_abbr
_LAST_MONTH = 12
_REGION = "Region: "
VESSEL_FEATURES = {
    "vessel call sign": "call sign",
    "call sign": "call sign",
    "vessel type": "type",
    "vessel flag": "flag",
    "vessel owner": "owner",
    "vessel tonnage": "tonnage",
    "tonnage": "tonnage",
    "vessel gross registered tonnage": "gross registered tonnage",
    "gross registered tonnage": "gross registered tonnage",
}
_COUNTRY_FEATURES = {
    "nationality country": "nationality",
    "nationality": "nationality",
    "citizenship country": "citizenship",
    "citizenship": "citizenship",
    "registration country": "registration country",
}

Part = tuple[str, str]
"""Type and value of a name part or an address part."""


@dataclass(frozen=True, slots=True)
class Period:
    """A date of the relational forms: it begins within one span and ends within another.

    Attributes:
        begin: First and last day on which it can begin.
        end: First and last day on which it can end.
        circa: True where it is approximate.
    """

    begin: tuple[dt.date, dt.date]
    end: tuple[dt.date, dt.date]
    circa: bool = False

    def words(self) -> str:
        """Return the date as OFAC's remarks write it: `1965`, `circa 1957`, `Apr 1961`, `1951 to 1953`."""
        whole = _span_words(self.begin[0], self.end[1])
        if whole is None:
            start = _span_words(*self.begin) or _span_words(self.begin[0], self.begin[0])
            until = _span_words(*self.end) or _span_words(self.end[1], self.end[1])
            whole = f"{start} to {until}"
        return f"circa {whole}" if self.circa else whole


def _span_words(first: dt.date, last: dt.date) -> str | None:
    """Return the day, month or year that a span of days is; None where it is none of them."""
    if first == last:
        return f"{first.day:02d} {_MONTHS[first.month]} {first.year:04d}"
    if first.year != last.year or first.day != 1:
        return None
    if (first.month, last.month, last.day) == (1, _LAST_MONTH, 31):
        return f"{first.year:04d}"
    if first.month == last.month and last.day == calendar.monthrange(last.year, last.month)[1]:
        return f"{_MONTHS[first.month]} {first.year:04d}"
    return None


def add_name(draft: Draft, parts: Sequence[Part], quality: NameQuality, script: str, note: str | None = None) -> None:
    """Add a name from its parts.

    Args:
        draft: The listing.
        parts: OFAC's type of each part (`Last Name`, `Entity Name` ...) and its value.
        quality: How it is rated.
        script: OFAC's word for its script.
        note: What else is said of it.
    """
    code = SCRIPT.get(script.lower())
    add_whole_name(draft, _whole(parts, code), parts, quality, code, note)


def add_whole_name(
    draft: Draft, text: str, parts: Sequence[Part], quality: NameQuality, script: str | None, note: str | None = None
) -> None:
    """Add a name that is told whole; marks of writing direction are left out of it.

    Args:
        draft: The listing.
        text: The whole name.
        parts: Its parts, as for `add_name`.
        quality: How it is rated.
        script: ISO 15924 code; None where the publisher's word for it is not known.
        note: What else is said of it.
    """
    named = tuple(
        NamePart(role, bare(value))
        for known, role in PART_ROLE.items()
        for kind, value in parts
        if kind == known and bare(value)
    )
    before = len(draft.names)
    draft.add_name(bare(text), quality, named if len(named) > 1 else (), note)
    if script is not None and len(draft.names) > before:
        told = None if script == "Latn" and draft.names[-1].script is None else script
        draft.names[-1] = dataclasses.replace(draft.names[-1], script=told)


def bare(text: str) -> str:
    """Return a text without marks of writing direction, blanks squeezed."""
    return squeeze(_BIDI.sub("", text))


def _whole(parts: Sequence[Part], script: str | None) -> str:
    """Return the name as OFAC writes it: `LAST, First Middle`, in Arabic `First Middle Last`."""
    family, given = _side(parts, _FAMILY, script), _side(parts, _GIVEN, script)
    whole = [value for kind, value in parts if kind not in PART_ROLE]
    if script in _GIVEN_FIRST:
        return " ".join([*whole, given, family])
    if script in _UNSPACED:
        return "".join([*whole, family, given])
    return " ".join([*whole, ", ".join(part for part in (family, given) if part)])


def _side(parts: Sequence[Part], kinds: Sequence[str], script: str | None) -> str:
    joint = "" if script in _UNSPACED else " "
    return joint.join(value for kind in kinds for told, value in parts if told == kind)


def alias_quality(draft: Draft, kind: str, *, primary: bool, weak: bool) -> tuple[NameQuality, str | None]:
    """Return the quality of a name and the note that goes with it, as the sdnList form rates it."""
    if primary:
        return NameQuality.PRIMARY, None
    quality = (
        NameQuality.ALIAS if kind.lower() in ("", "name") else ofac.quality_of(kind, draft.reference, draft.findings)
    )
    if weak:
        return NameQuality.WEAK, "f.k.a." if quality is NameQuality.FORMER else None
    return quality, None


def place_from(parts: Iterable[Part], country: str, note: str = "") -> Place:
    """Return the address that parts by OFAC's types make (`ADDRESS1`, `CITY`, `STATE/PROVINCE` ...)."""
    told: dict[str, list[str]] = {}
    for kind, value in parts:
        if bare(value):
            told.setdefault(kind.upper(), []).append(bare(value))
    street = ", ".join(text for kind in ("ADDRESS1", "ADDRESS2", "ADDRESS3") for text in told.pop(kind, []))
    city, region, postcode, area = (
        ", ".join(told.pop(kind, [])) for kind in ("CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
    )
    rest = "; ".join(text for texts in told.values() for text in texts)
    if area and not country:
        country, area = f"{_REGION}{area}", ""
    note = "; ".join(text for text in (area and f"{_REGION}{area}", rest, note) if text)
    return place_of(street=street, city=city, region=region, postcode=postcode, country=country, note=note)


def read_feature(draft: Draft, label: str, value: str, comment: str = "", reliability: str = "") -> None:
    """Read one feature by its label.

    Args:
        draft: The listing.
        label: OFAC's word for it, such as `Birthdate` or `Digital Currency Address - XBT`.
        value: In the notation of the remarks: a text, a date in words, a country's name.
        comment: What is said of it.
        reliability: OFAC's word, kept where it is not `Confirmed`.
    """
    label, value = squeeze(label.replace("’", "'")), bare(value)
    if value:
        _read_value(draft, label, value)
    draft.add_detail(f"{label.rstrip(' :-')} (comment)", comment)
    if reliability.lower() not in VALID:
        draft.add_detail("reliability", f"{label} {value}: {reliability}")


def _read_value(draft: Draft, label: str, value: str) -> None:
    key = label.lower()
    if key in _READERS:
        _READERS[key](draft, value)
    elif key in VESSEL_FEATURES:
        ofac.add_vessel(draft, {VESSEL_FEATURES[key]: value})
    elif key in _COUNTRY_FEATURES:
        draft.add_country(value, _COUNTRY_FEATURES[key])
    elif not read_labelled(draft, label, value):
        draft.findings.note_unread(f'feature "{label}", kept as a detail', draft.reference)
        draft.add_detail(label, value)


def _read_birth_place(draft: Draft, value: str) -> None:
    draft.add_place(draft.birth_places, birth_place(value))


_READERS: dict[str, Callable[[Draft, str], None]] = {
    "birthdate": lambda draft, value: draft.add_birth_date(value),
    "place of birth": _read_birth_place,
    "title": ofac.add_titles,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A registration or identity document.

    Attributes:
        label: OFAC's word for its type.
        number: As published; blank where it is not told.
        country: Name of the issuing country.
        issued: Date of issue in words.
        expires: Date of expiry in words.
        notes: What else is said of it.
    """

    label: str
    number: str
    country: str = ""
    issued: str = ""
    expires: str = ""
    notes: tuple[str, ...] = ()


def read_document(draft: Draft, document: Document) -> None:
    """Read a document, written as the remarks of the CSV form write it."""
    notes = "; ".join(note for note in map(bare, document.notes) if note)
    value = bare(document.number)
    value += f" ({document.country})" if document.country else ""
    value += f" issued {document.issued}" if document.issued else ""
    value += f" expires {document.expires}" if document.expires else ""
    if not bare(document.number):
        draft.add_detail(document.label, "; ".join(text for text in (squeeze(value), notes) if text))
        return
    before = len(draft.identifiers)
    if not read_labelled(draft, document.label, value):
        read_unknown_identifier(draft, document.label, value)
    if not notes:
        return
    if len(draft.identifiers) == before:
        draft.add_detail(f"{document.label} (note)", notes)
        return
    last = draft.identifiers[-1]
    note = "; ".join(text for text in (last.note, notes) if text)
    draft.identifiers[-1] = dataclasses.replace(last, note=note)
