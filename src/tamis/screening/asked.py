"""What a caller asks, as records: a name with attributes as people write them becomes a Query.

In: texts, or records. Out: records, checked once. Must not know: lists, scores.
"""

from __future__ import annotations

import datetime as dt

from tamis.errors import QueryError
from tamis.records import Identifier, Listing, Name, PartialDate, PartyKind, Query, check_name
from tamis.values.countries import country_code
from tamis.values.dates import parse_date


def as_listing(listing: Listing | str) -> Listing:
    """Return a Listing: itself, or one that has a name and nothing else.

    Raises:
        QueryError: the name makes no sense.
    """
    return listing if isinstance(listing, Listing) else Listing(id="own:compared", names=as_query(listing).names)


def as_query(query: Query | str, **attributes: object) -> Query:
    """Return a Query: itself, or made from a name and attributes as people write them.

    Raises:
        QueryError: an attribute that is not known or makes no sense.
    """
    if isinstance(query, str) and not attributes and query.strip():
        return Query(names=(Name(query),))
    if isinstance(query, Query):
        if any(value for value in attributes.values()):
            raise QueryError("attributes go into the Query itself, not beside it")
        return query
    unknown = set(attributes) - {"kind", "birth_date", "country", "gender", "identifiers", "reference"}
    if unknown:
        raise QueryError(f"unknown attribute {min(unknown)!r}; known: kind, birth_date, country, gender, identifiers")
    given = {name: _texts(value) for name, value in attributes.items()}
    if query or not given.get("identifiers"):
        check_name(query)
    return Query(
        kind=_kind(given.get("kind", ())),
        names=(Name(query),) if query or not given.get("identifiers") else (),
        birth_dates=tuple(_date(text) for text in given.get("birth_date", ())),
        countries=tuple(_country(text) for text in given.get("country", ())),
        genders=tuple(_gender(text) for text in given.get("gender", ())),
        identifiers=tuple(_identifier(one) for one in given.get("identifiers", ())),
        reference=str(attributes["reference"]) if attributes.get("reference") else None,
    )


def _texts(value: object) -> tuple[object, ...]:
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _kind(values: tuple[object, ...]) -> PartyKind:
    if not values:
        return PartyKind.UNKNOWN
    try:
        return PartyKind(str(values[0]))
    except ValueError:
        raise QueryError(f"{values[0]!r} is no kind of party; known: {', '.join(PartyKind)}") from None


def _date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        date = parse_date(str(value))
    except ValueError as error:
        raise QueryError(f"date of birth: {error}") from None
    if date.first > dt.date.today():
        raise QueryError(f"date of birth {value}: it lies in the future")
    return date


def _country(value: object) -> str:
    code = country_code(str(value))
    if code is None:
        raise QueryError(f"{value!r} is no country that we know; give its name or its two-letter code")
    return code


def _gender(value: object) -> str:
    known = {"m": "male", "male": "male", "f": "female", "female": "female"}
    try:
        return known[str(value).strip().lower()]
    except KeyError:
        raise QueryError(f"{value!r} is no gender that lists give; known: male, female") from None


def _identifier(value: object) -> Identifier:
    if isinstance(value, Identifier):
        return value
    kind, colon, number = str(value).partition(":")
    if not (colon and kind.strip() and number.strip()):
        raise QueryError(f"an identifier is KIND:VALUE, such as passport:X1234567, not {value!r}")
    return Identifier(kind.strip().lower(), number.strip())
