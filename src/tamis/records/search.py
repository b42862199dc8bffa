"""Search and its answer: what the listings say in words, not who a name means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.errors import QueryError
from tamis.records.codec import encode
from tamis.records.hit import Reconstruction
from tamis.records.listing import Designation
from tamis.records.party import PartyKind

SEARCH_LIMIT = 1000
"""The longest text that is searched for, in code points: as long as the longest name that is screened."""

FIELDS = (
    "names", "identifiers", "positions", "links", "programmes", "addresses", "particulars", "remarks", "details",
)  # fmt: skip
"""Where words are sought. `particulars` are nationality, birth and gender; `details` what has no field of its own."""

_MOST = 10**9  # more than any list holds, less than a database counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: words, filters, or both. Several values of one filter widen it, several filters narrow.

    Attributes:
        text: Words, "phrases", prefix*, AND, OR, NOT, ( ); None for all that the filters leave.
        fields: Where the words are sought, of `FIELDS`; everywhere when empty.
        kinds: Kinds of party.
        countries: Alpha-2 codes, lower case: of nationality, address or birth place.
        address_countries: Alpha-2 codes, lower case: of an address.
        programmes: Words that a programme's name holds.
        listed_from: Earliest day of listing.
        listed_to: Latest day of listing.
        offset: How many of the found are passed over.
        limit: How many are returned at most; None for all.

    Raises:
        QueryError: nothing is asked for, or something that makes no sense.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    text: str | None = None
    fields: tuple[str, ...] = ()
    kinds: tuple[PartyKind, ...] = ()
    countries: tuple[str, ...] = ()
    address_countries: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    listed_from: dt.date | None = None
    listed_to: dt.date | None = None
    offset: int = 0
    limit: int | None = 20

    def __post_init__(self) -> None:
        filters = (
            self.kinds,
            self.countries,
            self.address_countries,
            self.programmes,
            self.listed_from,
            self.listed_to,
        )
        if self.text is None and not any(filters):
            raise QueryError("give words to look for, or a filter such as a country")
        for field in self.fields:
            if field not in FIELDS:
                raise QueryError(f"{field[:40]!r} is no field of a listing; they are {', '.join(FIELDS)}")
        if self.fields and self.text is None:
            raise QueryError("a field is where words are sought: give the words too")
        if self.listed_from and self.listed_to and self.listed_from > self.listed_to:
            raise QueryError(f"listed from {self.listed_from} to {self.listed_to}: the first day comes after the last")
        if not 0 <= self.offset <= _MOST or (self.limit is not None and not 1 <= self.limit <= _MOST):
            raise QueryError(f"an offset is 0 or more, a limit 1 or more, neither over {_MOST:,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where words were found.

    Attributes:
        field: One of `FIELDS`.
        text: The published value, or an excerpt of it between `…`.
        marks: [start, end) of each word found, in code points of `text`; empty where the value is in another script or
            spelling than the words, or answers a filter.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    field: str
    text: str
    marks: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One listing that a search found.

    Attributes:
        listing: Id of the listing.
        watchlist: Its watchlist.
        caption: The primary name, recased for reading.
        kind: Kind of the listed party.
        designations: The acts behind the listing.
        countries: Nationality or country as listed, alpha-2 codes.
        passages: Where the words were found, most of them first.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    watchlist: str
    caption: str
    kind: PartyKind
    designations: tuple[Designation, ...] = ()
    countries: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """The full answer to one search.

    Attributes:
        search: What was asked.
        total: How many listings meet it, whatever the limit.
        found: The listings from `offset` on, best first.
        snapshots: Ids of the snapshots asked.
        as_of: The day asked for, None for now.
        reconstructed: Snapshots that stand in for that day.
        warnings: What the reader must know: stale or incomplete lists, what a filter could not judge.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    search: Search
    total: int
    found: tuple[Found, ...]
    snapshots: tuple[str, ...]
    as_of: dt.date | None = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin
