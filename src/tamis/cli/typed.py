"""What a typed word means: a day, a date of birth, a country, an identifier.

In: one word of the command line. Out: a value that the records accept, or a usage error that names the option and says
what to write instead. Tables of countries and kinds belong to `values`.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tamis.records import Identifier, PartialDate, PartyKind

if TYPE_CHECKING:  # click 8.5 made it generic for type checkers; older ones cannot be subscripted
    Word = click.ParamType[Any]
else:
    Word = click.ParamType


class Day(Word):
    """A whole day, YYYY-MM-DD, no later than today.

    Attributes:
        words: Words that are accepted beside a day, and passed on as they are.
    """

    name = "date"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date | str:
        """Return the day; refuse what is no day, and days to come."""
        if isinstance(value, dt.date) or value in self.words:
            return value  # type: ignore[no-any-return]
        try:
            day = dt.date.fromisoformat(value) if len(value) == len("YYYY-MM-DD") else None
        except ValueError:
            day = None
        if day is None:
            choices = " or ".join(["a day YYYY-MM-DD", *map(repr, self.words)])
            self.fail(f"{value!r} is not {choices}", param, ctx)
        return self._past(day, value, param, ctx)

    def _past(self, day: dt.date, value: str, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if day > latest_today():
            self.fail(f"{value} has not come yet", param, ctx)
        return day


class BirthDate(Word):
    """A date of birth as people write it: 1965, 1965-04-17, 17 Apr 1965, 1960/1965."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        """Return the date; refuse what is no date, and dates to come."""
        if isinstance(value, PartialDate):
            return value
        from tamis.values.dates import parse_date

        try:
            date = parse_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if date.first > latest_today():
            self.fail(f"{value!r} has not come yet; nobody is born then", param, ctx)
        return date


class Country(Word):
    """A country by name or ISO code."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the alpha-2 code in lower case; refuse what names no country."""
        from tamis.values.countries import country_code

        code = country_code(value)
        if code is None:
            self.fail(f"{value!r} names no country; write a name or a two-letter code, such as pk", param, ctx)
        return code


class IdentifierText(Word):
    """An identifier as KIND:VALUE."""

    name = "kind:value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Identifier:
        """Return the identifier; refuse an unknown kind and name the nearest."""
        if isinstance(value, Identifier):
            return value
        from tamis.values.identifiers import KINDS

        kind, _, number = value.partition(":")
        kind = kind.strip().lower().replace("-", "_")
        if not number.strip():
            self.fail(f"{value!r} is not KIND:VALUE, such as passport:AB1234567", param, ctx)
        if kind not in KINDS:
            close = difflib.get_close_matches(kind, sorted(KINDS), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the kinds are {', '.join(sorted(KINDS))}"
            self.fail(f"unknown kind {kind!r}; {hint}", param, ctx)
        return Identifier(kind=kind, value=number.strip())


class FileNamed(Word):
    """A file to write, whose suffix says what goes into it.

    Attributes:
        suffixes: Those that there is something to write for.
    """

    name = "file"

    def __init__(self, *suffixes: str) -> None:
        self.suffixes = suffixes

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; refuse a suffix that means nothing here."""
        path = Path(value)
        if path.suffix.lower() not in self.suffixes:
            self.fail(f"{value!r}: give a file whose name ends in {' or '.join(self.suffixes)}", param, ctx)
        return path


_LISTING_ID = re.compile(r"[a-z][a-z0-9_-]*:\S")


def looks_like_id(text: str) -> bool:
    """Say whether text is a listing's id, `<watchlist>:<reference>`, rather than a name."""
    return _LISTING_ID.match(text) is not None


KIND = click.Choice([kind.value for kind in PartyKind], case_sensitive=False)
GENDER = click.Choice(["male", "female"], case_sensitive=False)


def latest_today() -> dt.date:
    """Return the day it is where the day begins first (UTC+14): no date up to it is in the future for everybody."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=14))).date()


def utc_today() -> dt.date:
    """Return today's date in UTC, by which ages are told."""
    return dt.datetime.now(dt.UTC).date()
