"""The order of hits: by score; among equals by what else speaks for them; and the same party's listings together.

In: hits and which of them are the same party. Out: the hits in order, each with the reason for its place among hits of
the same score. Scores are not touched here. Must not know: queries, lists.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from tamis.records import Hit, NameQuality

_QUALITY_RANK = {NameQuality.PRIMARY: 0, NameQuality.ALIAS: 1, NameQuality.FORMER: 2, NameQuality.WEAK: 3}
_Key = tuple[float, int, int, int, str]
_REASONS = (
    "",
    "more of its attributes agree",
    "the listed name that met is of better quality",
    "it stands on the UN list, which other lists cite",
    "its id comes first",
)


def _key(hit: Hit) -> _Key:
    agreeing = sum(piece.agreement > 0 for piece in hit.evidence if piece.feature != "name")
    quality = _QUALITY_RANK[hit.name.quality] if hit.name else 0
    return (-hit.score, -agreeing, quality, int(hit.watchlist != "un"), hit.listing)


def in_order(hits: Sequence[Hit], same: Mapping[str, Mapping[str, str]]) -> tuple[Hit, ...]:
    """Return the hits best first, listings of one party behind the best of them.

    Args:
        hits: In any order.
        same: listing id -> (id of another hit that is the same party -> why).
    """
    if len(hits) == 1:
        return (_told(hits[0], same, ""),)
    ranked = sorted(hits, key=_key)
    leaders: list[Hit] = []
    placed: set[str] = set()
    followers: dict[str, list[Hit]] = {}
    for hit in ranked:
        if hit.listing in placed:
            continue
        group = [
            other for other in ranked if other.listing in same.get(hit.listing, {}) and other.listing not in placed
        ]
        placed.update([hit.listing, *(other.listing for other in group)])
        leaders.append(hit)
        followers[hit.listing] = group
    out: list[Hit] = []
    for place, hit in enumerate(leaders):
        after = leaders[place + 1] if place + 1 < len(leaders) else None
        out.append(_told(hit, same, _why_before(hit, after)))
        out.extend(_told(other, same, "") for other in followers[hit.listing])
    return tuple(out)


def _told(hit: Hit, same: Mapping[str, Mapping[str, str]], order_why: str) -> Hit:
    others = same.get(hit.listing, {})
    if not others and not order_why:
        return hit
    why = "; ".join(f"{listing}: {reason}" for listing, reason in sorted(others.items()))
    return dataclasses.replace(hit, also=tuple(sorted(others)), also_why=why, order_why=order_why)


def _why_before(hit: Hit, after: Hit | None) -> str:
    """Say what puts a hit before the next one of the same score."""
    if after is None or after.score != hit.score:
        return ""
    first, second = _key(hit), _key(after)
    place = next(place for place in range(len(first)) if first[place] != second[place])
    return f"before {after.listing}: {_REASONS[place]}"
