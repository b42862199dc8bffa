"""What lists and customers come to since the last run: the pairs that changed, screened; nothing else.

In: the lists as they stood and as they stand, customers, the hits that are kept. Out: for each pair what is found now and
why it was looked at. The result is that of screening everybody anew. Must not know databases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tamis.records import Delta, Hit, Listing, Query, encode
from tamis.review import compared_digest
from tamis.screening import Screener

Found = dict[str, dict[str, object]]
"""Id of a listing -> what is kept of the hit."""


@dataclass(slots=True)
class ListChanges:
    """What happened to listings.

    Attributes:
        reasons: Id of each listing that may have other hits now -> why, in words; empty where nothing changed in words.
        listings: Those that are on the lists now.
        sought: Those of them that may be met by customers who did not meet them before: what is compared of them changed.
        unsure: Lists whose earlier publication is gone, so that everybody is screened anew.
    """

    reasons: dict[str, str] = field(default_factory=dict)
    listings: list[Listing] = field(default_factory=list)
    sought: list[Listing] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def take(self, delta: Delta) -> None:
        """Add what changed in one list."""
        self.reasons |= {one.id: "delisted" for one in delta.removed}
        self.reasons |= {one.id: "listing added" for one in delta.added}
        self.reasons |= {one.listing: one.text for one in delta.amended}
        self.reasons |= {one.id: "" for one in delta.restated}
        self.listings += [*delta.added, *(one.after for one in delta.amended), *delta.restated]
        compared_anew = [
            one.after for one in delta.amended if compared_digest(one.before) != compared_digest(one.after)
        ]
        self.sought += [*delta.added, *compared_anew, *delta.restated]


def kept(hit: Hit) -> dict[str, object]:
    """Return what is kept of a hit: what the pair decides alone."""
    twin = encode(hit)
    names = ("listing", "watchlist", "caption", "kind", "score", "name", "evidence", "designations")
    return {name: twin[name] for name in names}


def screened(screener: Screener, people: Iterable[tuple[int, Query]]) -> Iterator[tuple[int, Found]]:
    """Yield each customer's number with what is found of it."""
    numbers: list[int] = []

    def asked() -> Iterator[Query]:
        for number, query in people:
            numbers.append(number)
            yield query

    for place, screening in enumerate(screener.screen_many(asked(), group=False)):
        yield numbers[place], {hit.listing: kept(hit) for hit in screening.hits}


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that is not as it was: `new`, `changed` or `ended`."""

    customer: int
    listing: str
    what: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


def compared(customer: int, before: Found, after: Found, told: Iterable[str] = ()) -> Iterator[Change]:
    """Yield what changed of one customer; `told` are listings whose standing hits are told of whatever they score."""
    amended = set(told)
    for listing in sorted(before.keys() | after.keys()):
        old, new = before.get(listing), after.get(listing)
        if old is None:
            yield Change(customer, listing, "new", None, new)
        elif new is None:
            yield Change(customer, listing, "ended", old, None)
        elif old["score"] != new["score"] or old["name"] != new["name"] or listing in amended:
            yield Change(customer, listing, "changed", old, new)
        elif old != new:
            yield Change(customer, listing, "", old, new)  # kept anew, nothing to tell
