"""The columns of an own watchlist in CSV, and how each is read.

In: one row's values by column. Out: a Listing. Several values in one column are joined by `;`.
Knows columns; nothing of files and delimiters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from tamis.records import Designation, Detail, Identifier, Listing, Name, NameQuality, PartialDate, PartyKind, Place
from tamis.values.countries import country_code
from tamis.values.dates import parse_date
from tamis.values.identifiers import KINDS
from tamis.values.scripts import script_of

T = TypeVar("T")

COLUMNS: dict[str, str] = {
    "id": "id",
    "reference": "id",
    "name": "names",
    "names": "names",
    "alias": "aliases",
    "aliases": "aliases",
    "weak_alias": "weak_aliases",
    "weak_aliases": "weak_aliases",
    "former_name": "former_names",
    "former_names": "former_names",
    "kind": "kind",
    "type": "kind",
    "birth_date": "birth_dates",
    "birth_dates": "birth_dates",
    "date_of_birth": "birth_dates",
    "dob": "birth_dates",
    "birth_place": "birth_places",
    "birth_places": "birth_places",
    "country": "countries",
    "countries": "countries",
    "nationality": "countries",
    "nationalities": "countries",
    "gender": "genders",
    "genders": "genders",
    "identifier": "identifiers",
    "identifiers": "identifiers",
    "address": "addresses",
    "addresses": "addresses",
    "title": "titles",
    "titles": "titles",
    "position": "positions",
    "positions": "positions",
    "authority": "authority",
    "programme": "programme",
    "listed_on": "listed_on",
    "delisted_on": "delisted_on",
    "legal_basis": "legal_basis",
    "remarks": "remarks",
}
"""Heading -> column."""

KIND = {
    "person": PartyKind.PERSON,
    "individual": PartyKind.PERSON,
    "organisation": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION,
    "entity": PartyKind.ORGANISATION,
    "company": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "ship": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
    "wallet": PartyKind.WALLET,
    "unknown": PartyKind.UNKNOWN,
}
GENDER = {"male": "male", "m": "male", "female": "female", "f": "female"}
NAME_COLUMNS = {
    "names": NameQuality.PRIMARY,
    "aliases": NameQuality.ALIAS,
    "weak_aliases": NameQuality.WEAK,
    "former_names": NameQuality.FORMER,
}
AUTHORITY = "Own"
_IDENTIFIER_PARTS = 3


class ColumnError(ValueError):
    """A value that its column cannot hold; the message names the column and says what to write."""


def listing_from_row(values: dict[str, str]) -> Listing:
    """Return the listing of one row.

    The first of several `names` is the primary name, the others are aliases.

    Args:
        values: Texts by column, none blank; `id` is a whole listing id. What `COLUMNS` does not know is kept as a detail.

    Raises:
        ColumnError: a value that cannot be read.
    """
    read = _Row(values)
    names = tuple(
        Name(text, NameQuality.ALIAS if column == "names" and position else quality, _script(text))
        for column, quality in NAME_COLUMNS.items()
        for position, text in enumerate(read.texts(column))
    )
    if not names:
        raise ColumnError("column 'names': there is no name")
    return Listing(
        id=values["id"],
        kind=read.one("kind", _kind) or PartyKind.UNKNOWN,
        names=names,
        birth_dates=read.each("birth_dates", parse_date),
        birth_places=read.each("birth_places", Place),
        countries=read.each("countries", _country),
        genders=read.each("genders", _gender),
        identifiers=read.each("identifiers", _identifier),
        addresses=read.each("addresses", Place),
        titles=tuple(read.texts("titles")),
        positions=tuple(read.texts("positions")),
        designations=_designations(read),
        remarks=values.get("remarks"),
        details=tuple(Detail(column, value) for column, value in values.items() if column not in COLUMNS.values()),
    )


class _Row:
    """A row's values, read column by column; an error names the column."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def texts(self, column: str) -> list[str]:
        """Return the column's values, blanks squeezed."""
        return [text for text in (" ".join(part.split()) for part in self.values.get(column, "").split(";")) if text]

    def each(self, column: str, reader: Callable[[str], T]) -> tuple[T, ...]:
        """Return what a reader makes of each value."""
        found = []
        for text in self.texts(column):
            try:
                found.append(reader(text))
            except ValueError as error:
                raise ColumnError(f"column {column!r}: {error}") from None
        return tuple(found)

    def one(self, column: str, reader: Callable[[str], T]) -> T | None:
        """Return what a reader makes of a column that holds one value."""
        found = self.each(column, reader)
        if len(found) > 1:
            raise ColumnError(f"column {column!r}: one value is needed, not {len(found)}")
        return found[0] if found else None


def _designations(read: _Row) -> tuple[Designation, ...]:
    """Return one designation for each programme; none where the row tells nothing of the act."""
    authority, basis = (read.one(column, str) for column in ("authority", "legal_basis"))
    listed_on, delisted_on = (read.one(column, _day) for column in ("listed_on", "delisted_on"))
    programmes: list[str | None] = [*read.texts("programme")]
    if not programmes and not (authority or basis or listed_on or delisted_on):
        return ()
    return tuple(
        Designation(authority or AUTHORITY, programme, listed_on, delisted_on, basis)
        for programme in programmes or [None]
    )


def _script(text: str) -> str | None:
    script = script_of(text)
    return None if script == "Latn" else script


def _kind(text: str) -> PartyKind:
    kind = KIND.get(text.lower())
    if kind is None:
        raise ValueError(f"{text!r} is none of {', '.join(PartyKind)}")
    return kind


def _country(text: str) -> str:
    code = country_code(text)
    if code is None:
        raise ValueError(f"{text!r} is no country that tamis knows; write its ISO 3166 code, such as pk")
    return code


def _gender(text: str) -> str:
    gender = GENDER.get(text.lower())
    if gender is None:
        raise ValueError(f"{text!r} is neither male nor female; leave it empty if not known")
    return gender


def _identifier(text: str) -> Identifier:
    """Read `passport:X1:pk`, `tax:123`."""
    parts = [part.strip() for part in text.split(":")]
    kind = parts[0].lower()
    if kind not in KINDS or len(parts) < 2 or not parts[1]:
        raise ValueError(f"{text!r} is not KIND:VALUE or KIND:VALUE:COUNTRY; kinds are {', '.join(sorted(KINDS))}")
    if len(parts) > _IDENTIFIER_PARTS:
        raise ValueError(f"{text!r} holds more than KIND:VALUE:COUNTRY; write it in JSON Lines")
    return Identifier(kind, parts[1], _country(parts[2]) if len(parts) == _IDENTIFIER_PARTS and parts[2] else None)


def _day(text: str) -> dt.date:
    found: PartialDate = parse_date(text)
    if found.day is None or found.until is not None or found.circa:
        raise ValueError(f"{text!r} is not a day; write it as 2024-01-31")
    return found.first
