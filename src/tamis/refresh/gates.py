"""The gates: what keeps a publication from taking the place of the one in force.

In: what a publication amounts to, and the one in force. Out: Concerns. Whether a file is that list at all, and whole,
is for the parsers to say: a page of HTML, XML that is cut off, fewer entries than the file itself counts. A refresh
refuses on a concern, unless it was told to accept its kind; an import warns, since a person chose the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tamis.records import Snapshot
from tamis.refresh.measures import Measures
from tamis.refresh.rules import ListRules

LEAST_LISTINGS = {
    "un": 500,  # 875 to 1,100 from 2017 to 2026
    "ofac-sdn": 4_000,  # 7,379 in 2019, 19,181 in August 2026
    "ofac-cons": 200,  # 442 to 639 from 2018 to 2026
    "eu": 1_000,  # some 2,000 in 2018
    "uk": 3_000,  # 6,046 in May 2026
    "ch": 3_000,  # 17,312 in September 2026, those delisted included
    "ca": 1_000,  # 1,369 in 2020, 4,759 in 2025
    "au": 1_500,  # 3,846 in August 2026
}
"""The fewest listings that a list is believed with: about half of the fewest that were counted in real files."""

SMALL = 50
"""Below so many listings a share says little: three listings more or less are already 6 %."""

VANISHED = 10
"""So many listings that had a particular do not lose it all at once: a column is missing."""

_WHAT_IS_UNREAD = re.compile(r"(?P<what>.*): \d+, first in .*|(?P<other>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Concern:
    """Why a publication should not take the place of the one in force.

    Attributes:
        kind: `drop`, `unread`, `older` or `least`; the first two can be accepted.
        text: The same in words.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two publications that are compared.

    Attributes:
        snapshot: The snapshot, or what it would be.
        measures: What it amounts to.
    """

    snapshot: Snapshot
    measures: Measures


def concerns(before: Side | None, after: Side, rules: ListRules) -> Iterator[Concern]:
    """Yield what speaks against a publication, the weightiest first."""
    yield from _too_few(after, rules)
    if before is not None:
        yield from _falls(before, after, rules.fall_limit)
        yield from _fill_falls(before, after, rules.fill_fall_limit)
        yield from _newly_unread(before.snapshot, after.snapshot)


def _too_few(after: Side, rules: ListRules) -> Iterator[Concern]:
    least = LEAST_LISTINGS.get(after.snapshot.watchlist, 1) if rules.least_listings is None else rules.least_listings
    if after.measures.listings < least:
        yield Concern("least", f"{after.measures.listings:,} listings, where the whole list has at least {least:,}")


def _falls(before: Side, after: Side, limit: float) -> Iterator[Concern]:
    old, new = before.measures.listings, after.measures.listings
    if new < old * (1 - limit):
        text = (
            f"{new} listings, {old} in the publication of {before.snapshot.published}: a fall of more than {limit:.0%}"
        )
        yield Concern("drop", text)


def _fill_falls(before: Side, after: Side, limit: float) -> Iterator[Concern]:
    old_all, new_all = before.measures.listings, after.measures.listings
    for what, old in before.measures.filled.items():
        new = after.measures.filled.get(what, 0)
        vanished = old >= VANISHED and not new
        if vanished or (old >= SMALL and new / new_all < (1 - limit) * old / old_all):
            yield Concern(
                "drop",
                f"{new / new_all:.1%} of the listings have {what}, {old / old_all:.1%} in the publication of "
                f"{before.snapshot.published}: a fall of more than {limit:.0%}",
            )


def _newly_unread(before: Snapshot, after: Snapshot) -> Iterator[Concern]:
    new = [text for text in after.unread if _unread_thing(text) not in set(map(_unread_thing, before.unread))]
    if new:
        yield Concern("unread", f"new in the file, and not read: {', '.join(new)}")


def _unread_thing(text: str) -> str:
    """Return what was not read, without how often and where."""
    match = _WHAT_IS_UNREAD.fullmatch(text)
    assert match is not None
    return match["what"] if match["what"] is not None else match["other"]


def advice(found: Iterable[Concern]) -> str:
    """Return what a person can do who knows that the publication is right."""
    kinds = {concern.kind for concern in found}
    flags = [flag for kind, flag in (("drop", "--accept-drop"), ("unread", "--accept-unread")) if kind in kinds]
    cures = [f"if that is right, type it with {' '.join(flags)}"] if flags else []
    if "least" in kinds:
        cures.append("if the list is so short now, set least_listings in tamis.toml")
    return "; ".join(cures)
