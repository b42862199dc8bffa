"""The rules of refreshing: addresses, tokens, limits, each with its default and what the user sets instead.

In: tables of settings, as TOML has them, or text from the environment. Out: `Rules`. Must not know where the settings
stand, nor what is done by them; it loads nothing heavy, because every command reads the settings.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from tamis.sources import check_watchlist

Table = Mapping[str, Any]

FALL = 0.20
"""Twice the largest fall between two UN lists from 2017 to 2026: some 10 %, in March 2020 and September 2024."""

FILL_FALL = 0.20
"""The largest fall of a share between two UN lists from 2017 to 2026 is 12 %: countries, in November 2025, when 121
entries came back at once, most of them organisations without a nationality. Between OFAC's Consolidated lists of
2024 to 2026 none that concerns more than 20 listings reaches 2 %."""

ONLY_FOR_ONE = frozenset({"addresses", "token", "least_listings"})
"""What makes sense for one list alone."""

_PURPOSE = "open-source sanctions screening"


def default_user_agent() -> str:
    """Return what tamis calls itself.

    OFAC's server turns away whatever does not begin with `Mozilla/` and a digit or is shorter than 40 characters
    (as OpenSanctions' crawlers met it in July 2026); the rest of the line says honestly who asks.
    """
    version = sys.modules["tamis"].__version__  # loaded before any of its modules; none of them imports it
    return f"Mozilla/5.0 (compatible; tamis/{version}; {_PURPOSE})"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """How one list is refreshed.

    Attributes:
        addresses: Where its files are; empty for the publisher's own of `lists.toml`.
        token: What its address wants as `?token=`; None for none. Never shown.
        user_agent: What tamis calls itself.
        interval_h: Hours that a list which was not named is left alone after it was last asked for; 0 for none.
        attempts: How often an address is tried.
        time_limit_s: The longest time for one address, in seconds.
        stall_limit_s: The longest silence of a server, in seconds.
        wait_limit_s: The longest wait that a server may ask for, in seconds.
        backoff_s: The wait after the first failure, in seconds; doubled after each further one.
        size_limit_mib: The largest file, in MiB.
        fall_limit: The largest fall of the number of listings that is believed, as a fraction.
        fill_fall_limit: The largest fall of the share of listings with a particular, as a fraction of that share.
        least_listings: The fewest listings that can be the whole list; None for what tamis expects.
    """

    addresses: tuple[str, ...] = ()
    token: str | None = field(default=None, repr=False)
    user_agent: str = field(default_factory=default_user_agent)
    interval_h: float = 0.0
    attempts: int = 4
    time_limit_s: float = 900.0
    stall_limit_s: float = 30.0
    wait_limit_s: float = 120.0
    backoff_s: float = 1.0
    size_limit_mib: float = 256.0
    fall_limit: float = FALL
    fill_fall_limit: float = FILL_FALL
    least_listings: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the user sets instead of the defaults.

    Attributes:
        general: For every list, by setting.
        lists: For one list, by its name, then by setting; beats `general`.
        only: The lists that are refreshed when none is named; None for all that can be.
    """

    general: Table = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, Table] = field(default_factory=lambda: MappingProxyType({}))
    only: tuple[str, ...] | None = None

    def for_list(self, watchlist: str) -> ListRules:
        """Return how one list is refreshed."""
        return ListRules(**{**self.general, **self.lists.get(watchlist, {})})

    def over(self, other: Rules) -> Rules:
        """Return these rules on top of others."""
        names = [*other.lists, *self.lists]
        lists = {name: {**other.lists.get(name, {}), **self.lists.get(name, {})} for name in names}
        return Rules({**other.general, **self.general}, lists)


def read_rules(table: object) -> Rules:
    """Return the rules of a `[refresh]` table; a table inside is for the list that it is named after.

    Raises:
        ValueError: an unknown key, a wrong value, or no such list; names the key.
    """
    if not isinstance(table, Mapping):
        raise ValueError(f"expected a table, such as [refresh], got {table!r}")
    general = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lists = {name: _read(value, f"{name}.") for name, value in table.items() if isinstance(value, Mapping)}
    for name in lists:
        _check_list(name)
    for key in sorted(ONLY_FOR_ONE & general.keys()):
        raise ValueError(f"{key}: is for one list; put it under [refresh.un] or the like")
    return Rules(_read(general, ""), lists)


def read_variables(variables: Mapping[str, str]) -> Rules:
    """Return the rules of environment variables, named without `TAMIS_REFRESH_`: `EU_TOKEN`, `TIME_LIMIT_S`.

    Raises:
        ValueError: an unknown setting or list, or a wrong value; names the variable.
    """
    table: dict[str, Any] = {}
    for name, text in variables.items():
        key = max((one for one in READERS if name.lower().endswith(one)), key=len, default="")
        rest = name.lower().removesuffix(key).strip("_").replace("_", "-")
        if not key:
            raise ValueError(f"{name}: ends in none of {', '.join(one.upper() for one in READERS)}")
        value = text.split() if key == "addresses" else text
        (table.setdefault(rest, {}) if rest else table)[key] = value
    return read_rules(table)


def _check_list(name: str) -> None:
    from tamis.errors import UnknownListError

    try:
        check_watchlist(name)
    except UnknownListError as error:
        raise ValueError(str(error)) from None


def _read(table: Table, where: str) -> dict[str, Any]:
    read = {}
    for key, value in table.items():
        if key not in READERS:
            raise ValueError(f"{where}{key}: no such setting; there are {', '.join(READERS)}")
        try:
            read[key] = READERS[key](value)
        except ValueError as error:
            raise ValueError(f"{where}{key}: {error}") from None
    return read


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError("expected one line of text")
    return value.strip()


def _ascii(value: object) -> str:
    text = _text(value)
    if not text.isascii():
        raise ValueError(f"a header of HTTP holds ASCII alone, got {text!r}")
    return text


def _addresses(value: object) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not given:
        raise ValueError('expected addresses, such as ["https://mirror.example/list.xml"]')
    for one in given:
        parts = urlsplit(one) if isinstance(one, str) else urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname or any(char.isspace() for char in one):
            raise ValueError("an address begins with https:// or http:// and has no blanks")
    return tuple(given)


def _number(least: float, most: float) -> Callable[[object], float]:
    def read(value: object) -> float:
        try:
            number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
        except ValueError:
            number = -1.0
        if not least <= number <= most:
            raise ValueError(f"expected a number from {least:g} to {most:g}, got {value!r}")
        return number

    return read


def _count(least: int, most: int) -> Callable[[object], int]:
    number = _number(least, most)

    def read(value: object) -> int:
        if not number(value).is_integer():
            raise ValueError(f"expected a whole number, got {value!r}")
        return int(number(value))

    return read


_DAY_S = 86_400
READERS: dict[str, Callable[[object], Any]] = {
    "addresses": _addresses,
    "token": _text,
    "user_agent": _ascii,
    "interval_h": _number(0, 24 * 365),
    "attempts": _count(1, 20),
    "time_limit_s": _number(0.1, _DAY_S),
    "stall_limit_s": _number(0.1, _DAY_S),
    "wait_limit_s": _number(0, _DAY_S),
    "backoff_s": _number(0, 3600),
    "size_limit_mib": _number(0.001, 4096),
    "fall_limit": _number(0, 1),
    "fill_fall_limit": _number(0, 1),
    "least_listings": _count(0, 10**9),
}
assert READERS.keys() == {one.name for one in fields(ListRules)}
