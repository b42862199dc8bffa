"""Which entries of an overlap make the alignment: words are paired one to one, the most valuable first.

In: `Overlaps`, sorted by pair. Out: the entries chosen. Must not know: what the alignment is worth.
"""

from __future__ import annotations

import numpy as np

from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.overlap import Overlaps


def sums(pair: I64, values: F64, count: int) -> F64:
    """Return float64[count]: the sum of each pair's values."""
    return np.bincount(pair, weights=values, minlength=count).astype(np.float64, copy=False)


def choose(overlaps: Overlaps) -> Bools:
    """Take entries greedily, the most valuable of each pair first, until every token is used or alone."""
    value = overlaps.worth * (overlaps.alike - 0.5)
    otherwise = _may_be_same(overlaps)[overlaps.pair] & ~_same_word(overlaps)
    shift = np.abs(lowest_bit(overlaps.query_mask) - lowest_bit(overlaps.name_mask))
    order = np.lexsort((overlaps.name_mask, overlaps.query_mask, shift, -value, otherwise, overlaps.pair))
    chosen = np.zeros(len(value), dtype=bool)
    query_used = np.zeros(len(overlaps.query), dtype=np.uint64)
    name_used = np.zeros(len(overlaps.query), dtype=np.uint64)
    while len(order):
        pair = overlaps.pair[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = pair[1:] != pair[:-1]
        taken = order[first]
        chosen[taken] = True
        query_used[overlaps.pair[taken]] |= overlaps.query_mask[taken]
        name_used[overlaps.pair[taken]] |= overlaps.name_mask[taken]
        used = (query_used[pair] & overlaps.query_mask[order]) | (name_used[pair] & overlaps.name_mask[order])
        order = order[used == 0]
    return chosen


def _may_be_same(overlaps: Overlaps) -> Bools:
    """Say which pairs may be the same words on both sides: there each word first meets itself.

    Two words written as one are worth more than each of them: taken by worth alone, `general s` would meet `general`
    in the listing `GENERAL S`, and each side would have an `s` over.
    """
    same, count = _same_word(overlaps), len(overlaps.query)
    pair = overlaps.pair[same]
    of_query = sums(pair, overlaps.query_part[same], count) >= overlaps.query_nats
    of_name = sums(pair, overlaps.name_part[same], count) >= overlaps.name_nats
    result: Bools = of_query & of_name
    return result


def _same_word(overlaps: Overlaps) -> Bools:
    """Say which entries are one word that both sides have."""
    joined = several(overlaps.query_mask) | several(overlaps.name_mask)
    result: Bools = (overlaps.alike == 1.0) & ~joined
    return result


def several(mask: U64) -> Bools:
    """Say which masks have more than one bit."""
    result: Bools = (mask & (mask - np.uint64(1))) != 0
    return result


def lowest_bit(mask: U64) -> F64:
    """Return the position of the lowest bit."""
    lowest: F64 = np.log2((mask & (~mask + np.uint64(1))).astype(np.float64))
    return lowest
