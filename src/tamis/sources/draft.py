"""Draft: a listing in the making, filled value by value while an entry is read.

In: published values, already told apart by a parser. Out: a Listing. Here stands what all publishers share: blanks,
duplicates, dates and countries that no table knows. It must not know any publisher's words.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TypeVar

from tamis.records import (
    Designation,
    Detail,
    Identifier,
    Link,
    Listing,
    Name,
    NamePart,
    NameQuality,
    PartialDate,
    PartyKind,
    Place,
)
from tamis.sources.findings import Findings
from tamis.values.countries import country_code, country_codes, is_country_name, only_country
from tamis.values.dates import parse_date
from tamis.values.scripts import script_of

_LATIN = "Latn"
SAME_PARTY = "same party as"
"""The relation of a listing to another list's listing that it cites as its own."""

_REMARK_AT_END = re.compile(r"[\s.,]*(?:\([^()]*\))?[\s.,]*$")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9.]+")
T = TypeVar("T")


def squeeze(text: str | None) -> str:
    """Return a text with every run of blanks and line ends as one blank, empty for None."""
    return " ".join(text.split()) if text else ""


def slug(text: str) -> str:
    """Return a text as one word of a listing's id: small letters, digits and points, `-` for all else."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_SLUG.sub("-", plain).strip("-.")


def distinct_id(listing_id: str, seen: set[str], findings: Findings) -> str:
    """Return the id, once it is its listing's own: where a publisher gives a number twice, the second has `#2` behind it.

    Args:
        listing_id: `<watchlist>:<reference>`.
        seen: The ids so far; the one that is returned is added.
        findings: Takes a warning for a number that stands twice.
    """
    found, count = listing_id, 1
    while found in seen:
        count += 1
        found = f"{listing_id}#{count}"
    if count > 1:
        findings.warn("a reference that stands twice, told apart by #2 behind it", found.partition(":")[2])
    seen.add(found)
    return found


def noted_date(text: str, words: str, notes: list[str]) -> PartialDate | None:
    """Return the date of a document; what is none is kept as a note, behind the words (`issued on`)."""
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        notes.append(f"{words} {text}")
        return None


def unique(values: list[T]) -> tuple[T, ...]:
    """Return the values without repetition, in their order."""
    return tuple(dict.fromkeys(values))


class Draft:
    """One listing in the making; every list keeps the publisher's order."""

    def __init__(self, listing_id: str, kind: PartyKind, findings: Findings) -> None:
        self.id = listing_id
        self.kind = kind
        self.findings = findings
        self.names: list[Name] = []
        self.birth_dates: list[PartialDate] = []
        self.birth_places: list[Place] = []
        self.countries: list[str] = []
        self.genders: list[str] = []
        self.identifiers: list[Identifier] = []
        self.addresses: list[Place] = []
        self.titles: list[str] = []
        self.positions: list[str] = []
        self.designations: list[Designation] = []
        self.links: list[Link] = []
        self.amended_on: list[dt.date] = []
        self.details: list[Detail] = []
        self.remarks: str | None = None
        self.source: str | None = None

    @property
    def reference(self) -> str:
        """The publisher's own reference."""
        return self.id.partition(":")[2]

    def add_name(
        self,
        text: str,
        quality: NameQuality,
        parts: tuple[NamePart, ...] = (),
        note: str | None = None,
        language: str | None = None,
    ) -> None:
        """Add a name; its script is told where it is not Latin. A text without letter or digit is kept as a detail."""
        text = squeeze(text)
        if not any(map(str.isalnum, text)):
            self.add_detail("name without letters", text)
            return
        script = script_of(text)
        self.names.append(Name(text, quality, None if script == _LATIN else script, language, parts, note or None))

    def add_birth_date(self, text: str, label: str = "birth date") -> None:
        """Add a date of birth in any notation; what is no date is kept as a detail and reported."""
        try:
            self.birth_dates.append(parse_date(text))
        except ValueError:
            self.findings.warn(f"{label} that could not be read, kept as a detail", f"{self.reference} {text!r}")
            self.add_detail(label, text)

    def add_country(self, text: str, label: str) -> None:
        """Add a nationality, registration or flag; what more it says, or what no table knows, is kept as a detail."""
        code = country_code(text)
        self.countries.extend(country_codes(text) if code is None else (code,))
        if not is_country_name(text):
            self.add_detail(label, text)

    def add_place(self, places: list[Place], place: Place) -> None:
        """Add an address or place of birth that holds anything at all."""
        if place != Place():
            places.append(place)

    def add_reference(self, kind: str, value: str, target: str | None) -> None:
        """Add another publisher's reference for the same party: as an identifier, and as a link where it names a listing.

        Args:
            kind: `un_reference`, `uk_reference` or `ofsi_group`.
            value: The reference as published.
            target: Id of the other listing; None where the reference is of a form that no listing has any more.
        """
        self.identifiers.append(Identifier(kind, value))
        if target is not None:
            self.links.append(Link(SAME_PARTY, target, None, value))

    def add_detail(self, label: str, value: str | None) -> None:
        """Keep a value that has no field of its own."""
        value = squeeze(value)
        if value:
            self.details.append(Detail(label, value))

    def finish(self) -> Listing:
        """Return the listing, repetitions left out.

        Raises:
            ValueError: it has no name.
        """
        return Listing(
            id=self.id,
            kind=self.kind,
            names=unique(self.names),
            birth_dates=unique(self.birth_dates),
            birth_places=unique(self.birth_places),
            countries=unique(self.countries),
            genders=unique(self.genders),
            identifiers=unique(self.identifiers),
            addresses=unique(self.addresses),
            titles=unique(self.titles),
            positions=unique(self.positions),
            designations=unique(self.designations),
            links=unique(self.links),
            remarks=self.remarks,
            amended_on=unique(self.amended_on),
            details=unique(self.details),
            source=self.source,
        )


def place_of(
    *,
    street: str = "",
    city: str = "",
    region: str = "",
    postcode: str = "",
    country: str = "",
    note: str = "",
) -> Place:
    """Return a place from its published parts; a country that no table knows is kept in the note."""
    code = only_country(country) if country else None
    if country and not is_country_name(country):
        note = "; ".join(part for part in (country, note) if part)
    return Place(None, street or None, city or None, region or None, postcode or None, code, note or None)


def undivided_place(text: str) -> Place:
    """Return a place that the publisher gives in one line; its last part tells the country, where it does."""
    text = squeeze(text)
    return Place(text or None, country=only_country(_REMARK_AT_END.sub("", text).rpartition(",")[2]) if text else None)
