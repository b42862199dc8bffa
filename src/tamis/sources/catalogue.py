"""The catalogue of watchlists: their names, titles, publishers and addresses, from `lists.toml`.

In: nothing, or a name that somebody typed. Out: what is known of a list, or an error naming the nearest one.
Knows nothing of files and formats.
"""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from tamis.errors import UnknownListError

OWN = "own"
_OWN_NAME = re.compile(r"own(?:-[a-z0-9]+(?:-[a-z0-9]+)*)?")
OPEN_SANCTIONS = "os"
_OPEN_SANCTIONS_NAME = re.compile(r"os-[a-z0-9]+(?:[-_][a-z0-9]+)*")
_OWN_LIKE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistInfo:
    """What tamis knows of a watchlist before it has read it.

    Attributes:
        name: `un`, `ofac-sdn`, ...
        title: The list's name for people.
        authority: Who publishes it.
        homepage: The publisher's page about it.
        addresses: Where its files are published; empty where there is no fixed address.
        rhythm_days: Days after which a list that has not been renewed is stale; 0 for a list that is closed or one's own.
        licence: Terms of reuse, in a few words; empty where not known.
        readable: False for a list whose parser comes with a later version.
        also: Other words that people use for it.
        needs_token: True where its addresses answer only to a token.
    """

    name: str
    title: str
    authority: str
    homepage: str
    addresses: tuple[str, ...]
    rhythm_days: int
    licence: str
    readable: bool
    also: tuple[str, ...] = ()
    needs_token: bool = False


@functools.cache
def watchlists() -> Mapping[str, WatchlistInfo]:
    """Return the published watchlists by name, in the order of `lists.toml`; one's own lists are not among them."""
    text = resources.files("tamis.sources").joinpath("lists.toml").read_text(encoding="utf-8")
    known = {}
    for name, row in tomllib.loads(text).items():
        addresses, also = tuple(row.pop("addresses")), tuple(row.pop("also"))
        known[name] = WatchlistInfo(name=name, addresses=addresses, also=also, **row)
    return MappingProxyType(known)


def check_watchlist(name: str) -> None:
    """Refuse a name that no watchlist has; `own`, `own-<name>` and `os-<dataset>` are fine.

    Raises:
        UnknownListError: naming the nearest known one.
    """
    if name in watchlists() or is_own(name) or is_open_sanctions(name):
        return
    known = ", ".join([*watchlists(), OWN, "own-<name>", "os-<dataset>"])
    raise UnknownListError(f"there is no watchlist {name[:60]!r}; did you mean {_nearest(name)}? Known: {known}")


def is_own(name: str) -> bool:
    """Say whether a watchlist is one of the user's own."""
    return _OWN_NAME.fullmatch(name) is not None


def is_open_sanctions(name: str) -> bool:
    """Say whether a watchlist is one of OpenSanctions' datasets: `os-us_ofac_sdn`."""
    return _OPEN_SANCTIONS_NAME.fullmatch(name) is not None


def is_readable(name: str) -> bool:
    """Say whether this version has a parser for a watchlist."""
    info = watchlists().get(name)
    return info is None or info.readable


def homepage_of(name: str) -> str | None:
    """Return the publisher's page about a watchlist; None for one of the user's own."""
    if is_open_sanctions(name):
        return f"https://www.opensanctions.org/datasets/{name.removeprefix('os-')}/"
    return None if is_own(name) else watchlists()[name].homepage


def title_of(name: str) -> str:
    """Return a watchlist's name for people."""
    if is_open_sanctions(name):
        return f"OpenSanctions {name.removeprefix('os-')}"
    if is_own(name):
        return "Own watchlist" if name == OWN else f"Own watchlist {name.removeprefix('own-')}"
    return watchlists()[name].title


def _nearest(name: str) -> str:
    """Return the known name that a wrong one comes nearest to."""
    typed = _OWN_LIKE.sub("-", name.lower()).strip("-")
    if typed in watchlists() or is_own(typed) or is_open_sanctions(typed):
        return typed
    words = {word: info.name for info in watchlists().values() for word in (info.name, *info.also)}
    words |= {OWN: OWN, "os": "os-<dataset>", "opensanctions": "os-<dataset>"}
    nearest = difflib.get_close_matches(typed, words, n=1, cutoff=0.0)
    return words[nearest[0]] if nearest else OWN
