"""Windows -> what their words could mean: the same lookup and alignment as screening, in batches.

In: tokenised windows. Out: for each the readings that reach the policy's threshold and whose first and last token meet
the listed name: with a stranger at the edge, the shorter window is the name. Must not know: texts, support, order.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from tamis.comparison.names import Aligned, align
from tamis.index import KINDS, QUALITIES, Index
from tamis.index.meetings import overlaps_among
from tamis.records import PartyKind
from tamis.screening.matching import Matcher
from tamis.screening.rules import TWO_SURNAMES, Reading
from tamis.screening.score import score_of
from tamis.values.arrays import I64, U64, Bools
from tamis.values.names import LEGAL_MARK
from tamis.values.normalise import is_abjad
from tamis.values.overlap import Overlaps
from tamis.values.packed_countries import pack_country
from tamis.values.rarity import Role, role_of
from tamis.values.tables import read_table

_BATCH = 256
_CRAFT = (PartyKind.VESSEL, PartyKind.AIRCRAFT)
_Asked = tuple[tuple[str, ...], bytes | None]
"""Tokens of a name, and the rows of the listed names that it could be, None for any: another text may leave it others."""

_REMEMBERED = 100_000  # names; most have no reading


def least_agreement(matcher: Matcher) -> float:
    """Return the least agreement of names from which words may be a reading, whatever kind of party they mean."""
    weight = matcher.policy.name_weight
    return (float(matcher.least(None).min()) - 1e-6) / weight if weight > 0 else 0.0


class Reader:
    """Reads names, and remembers what it read: the same words come up in many texts."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._known: dict[_Asked, tuple[Reading, ...]] = {}

    def read(
        self, names: Sequence[tuple[str, ...]], listed: Sequence[I64 | None] | None = None
    ) -> list[tuple[Reading, ...]]:
        """Return the readings of each name, best first, one a listing.

        Args:
            names: Tokens of each name.
            listed: For each the rows of the listed names that it could be; None for any, as for all where left out.
        """
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known, some = self._known, [None] * len(names) if listed is None else listed
        asked = [(name, None if rows is None else rows.tobytes()) for name, rows in zip(names, some, strict=True)]
        new = {key: rows for key, rows in zip(asked, some, strict=True) if key not in known}
        free = [key for key, rows in new.items() if rows is None]
        known.update(zip(free, read_names(self._matcher, [name for name, _ in free]), strict=True))
        bound = [(key, rows) for key, rows in new.items() if rows is not None]
        for start in range(0, len(bound), _BATCH):
            keys, among = zip(*bound[start : start + _BATCH], strict=True)
            batch = [name for name, _ in keys]
            told = _of_batch(self._matcher, batch, overlaps_among(self._matcher.lookup, batch, among))
            known.update(zip(keys, told, strict=True))
        return [known[key] for key in asked]


def read_names(matcher: Matcher, names: Sequence[tuple[str, ...]]) -> list[tuple[Reading, ...]]:
    """Return the readings of each name, best first, one a listing."""
    found: list[tuple[Reading, ...]] = []
    for start in range(0, len(names), _BATCH):
        some = names[start : start + _BATCH]
        found.extend(_of_batch(matcher, some, matcher.lookup.overlaps(some)))
    return found


def _of_batch(matcher: Matcher, names: Sequence[tuple[str, ...]], overlaps: Overlaps) -> list[tuple[Reading, ...]]:
    aligned = align(overlaps)
    index, weight, least = matcher.index, matcher.policy.name_weight, matcher.least(None)
    kind = index.listing_kind[index.name_listing[overlaps.name]]
    pairs = np.flatnonzero(aligned.agreement * weight >= least[kind] - 1e-6)
    pairs = pairs[
        _meet_at_both_ends(overlaps, aligned.chosen, pairs, np.fromiter(map(len, names), np.uint64, len(names)))
    ]
    best: list[dict[int, tuple[tuple[float, int, int, int], int]]] = [{} for _ in names]
    for pair, query, name in zip(
        pairs.tolist(), overlaps.query[pairs].tolist(), overlaps.name[pairs].tolist(), strict=True
    ):
        listing = int(index.name_listing[name])
        score = score_of([(float(aligned.agreement[pair]), weight)])
        if score < least[index.listing_kind[listing]]:
            continue
        rank = (-score, int(index.name_quality[name]), listing, name)
        known = best[query].get(listing)
        if known is None or rank < known[0]:
            best[query][listing] = rank, pair
    return [
        tuple(_reading(matcher, overlaps, aligned, pair, names[query]) for _, pair in sorted(one.values()))
        for query, one in enumerate(best)
    ]


def _meet_at_both_ends(overlaps: Overlaps, chosen: Bools, pairs: I64, lengths: U64) -> Bools:
    """Return bool[n]: which pairs have both the first and the last of the query's words, of which there are `lengths`, met."""
    masks = np.append(np.where(chosen, overlaps.query_mask, np.uint64(0)), np.uint64(0))
    bounds = np.stack([np.searchsorted(overlaps.pair, pairs, side) for side in ("left", "right")], axis=1)
    met = np.bitwise_or.reduceat(masks, bounds.ravel())[::2] if len(pairs) else masks[:0]
    one = np.uint64(1)
    result: Bools = (met & (met >> (lengths[overlaps.query[pairs]] - one)) & one).astype(bool)
    return result


def _reading(matcher: Matcher, overlaps: Overlaps, aligned: Aligned, pair: int, tokens: tuple[str, ...]) -> Reading:
    """Return what a pair says."""
    start, end = np.searchsorted(overlaps.pair, [pair, pair + 1]).tolist()
    chosen = aligned.chosen[start:end]
    mask = int(np.bitwise_or.reduce(overlaps.query_mask[start:end][chosen], initial=np.uint64(0)))
    full = overlaps.full[start:end][chosen]
    index, name = matcher.index, int(overlaps.name[pair])
    kind = KINDS[index.listing_kind[index.name_listing[name]]]
    crossing = any(map(is_abjad, tokens)) != _is_abjad_name(matcher, name)
    return Reading(
        listing=int(index.name_listing[name]),
        name=name,
        score=score_of([(float(aligned.agreement[pair]), matcher.policy.name_weight)]),
        covered=float(aligned.covered[pair]),
        missing=float(aligned.query_over[pair]),
        over=float(aligned.name_over[pair]),
        full=_count_full(overlaps, start, chosen, crossing),
        alike=float(overlaps.alike[start:end][chosen][full].min(initial=1.0)),
        quality=QUALITIES[index.name_quality[name]],
        person=KINDS_OF_PERSONS[index.listing_kind[index.name_listing[name]]],
        caseless=any(is_abjad(token) for token in tokens),
        crossing=crossing,
        ordered=_is_ordered(overlaps, start, end, chosen),
        generic=not any(role_of(token) in _TELLING for token in tokens),
        ordinary=kind not in _CRAFT and _is_ordinary(tokens) and not _is_formed(tokens, mask),
        surname=_meets_surname(index, name, overlaps.name_mask[start:end][chosen]),
    )


def _count_full(overlaps: Overlaps, start: int, chosen: Bools, crossing: bool) -> int:
    """Count the words that meet. Two that the listed name writes as one count as two, but not between scripts.

    Between scripts only consonants are compared, and those of two short words are soon like those of one.
    """
    total = 0
    for place in (np.flatnonzero(chosen) + start).tolist():
        if overlaps.full[place]:
            total += 1 if crossing else int(overlaps.query_mask[place]).bit_count()
    return total


def _is_ordered(overlaps: Overlaps, start: int, end: int, chosen: Bools) -> bool:
    order = np.argsort(overlaps.query_mask[start:end][chosen], kind="stable")
    there = overlaps.name_mask[start:end][chosen][order]
    return bool((there[1:] > there[:-1]).all())


def _is_abjad_name(matcher: Matcher, name: int) -> bool:
    index = matcher.index
    return bool(index.token_abjad[index.name_token[index.name_offset[name] : index.name_offset[name + 1]]].any())


def _meets_surname(index: Index, name: int, masks: U64) -> bool:
    """Say whether the last word of the listed name is met, or where people have two surnames the first of them."""
    mask = int(np.bitwise_or.reduce(masks, initial=np.uint64(0)))
    length = int(index.name_offset[name + 1] - index.name_offset[name])
    if mask >> (length - 1) & 1:
        return True
    listing = int(index.name_listing[name])
    countries = index.country[index.country_offset[listing] : index.country_offset[listing + 1]].tolist()
    return length > 2 and bool(mask >> (length - 2) & 1) and not _two_surnames().isdisjoint(countries)


@functools.cache
def _two_surnames() -> frozenset[int]:
    return frozenset(pack_country(code) for code in TWO_SURNAMES)


def _is_ordinary(tokens: tuple[str, ...]) -> bool:
    """Say whether the words, particles and legal forms apart, are all words for plain things."""
    telling = [token for token in tokens if role_of(token) in (Role.ORDINARY, Role.BUSINESS)]
    return bool(telling) and len(telling) <= _FEW and all(token in _ordinary_words() for token in telling)


def _is_formed(tokens: tuple[str, ...], mask: int) -> bool:
    """Say whether a legal form stands with the words that the listed name has too: Blue Lantern Ltd is a firm."""
    return any(token.startswith(LEGAL_MARK) and mask >> place & 1 for place, token in enumerate(tokens))


@functools.cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("ordinary_words"))


_FEW = 2
"""Words for plain things of which a name says nothing by itself; three together are rare."""

_TELLING = (Role.ORDINARY, Role.NUMBER)

KINDS_OF_PERSONS = tuple(kind in (PartyKind.PERSON, PartyKind.UNKNOWN) for kind in PartyKind)
"""By the index's number of a kind: whether its names are weighed as persons' names."""
