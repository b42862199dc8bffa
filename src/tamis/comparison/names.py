"""Overlaps -> how far a query's name agrees with each listed name, aligned token to token.

In: `Overlaps`, sorted by pair. Out: one agreement in [0, 1] a pair, and the alignment behind it. Every array has a
row for each pair or each entry of the overlaps. Must not know: thresholds, attributes, which listing a name is of.

The sum that is weighed, in nats of rarity:

    covered   = sum of worth x agreement over the tokens that meet, each token used once
    agreement = covered / (worth + what the query has over + b x what the listing has over + 1.8 x the smaller of both)

A listed name may say more than was asked (b is small: people leave out middle names); when both sides have a
remainder it is a different name, which the last term charges. Common names are evidence of little: below 22 nats
covered in all the agreement is lowered, unless the names are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.overlap import COVERAGE, Overlaps
from tamis.values.similarity import agreement_of

LEFT_OVER_PERSON = 0.285
"""What a nat costs that only the listed name of a person has. Source: fit on altered names of the UN list."""

LEFT_OVER_OTHER = 0.37
"""The same for organisations, vessels and aircraft, whose words are left out less."""

CONFLICT = 1.8
"""What a nat costs that both sides have over: an omitted name costs little, a different one much. Same fit."""

ENOUGH = 22.0
"""Nats covered at which rarity stops mattering: about two rare names and a common one."""

COMMON = 0.3
"""What a name of no rarity at all loses."""

LONE = 0.8
"""Factor where a single full token meets a person who has more: a surname alone is no name."""

_SLOPE = 0.625  # keeps .70 where it was before COMMON was taken off


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The result of aligning n_pairs pairs.

    Attributes:
        agreement: float64[n_pairs] in [0, 1]; 1 when the names are the same, in whatever order.
        covered: float64[n_pairs], nats that agree.
        query_over, name_over: float64[n_pairs], nats that only the query, only the listed name has.
        chosen: bool[n_entries], the entries of the alignment.
    """

    agreement: F64
    covered: F64
    query_over: F64
    name_over: F64
    chosen: Bools


def align(overlaps: Overlaps) -> Aligned:
    """Align each pair's tokens one to one, dearest first, and weigh the result."""
    count = len(overlaps.query)
    chosen = _choose(overlaps)
    pair = overlaps.pair[chosen]
    gain = agreement_of(overlaps.alike[chosen])
    worth = overlaps.worth[chosen]
    covered, weighed = _sum(pair, worth * gain, count), _sum(pair, worth, count)
    query_over = np.maximum(0.0, overlaps.query_nats - _sum(pair, overlaps.query_part[chosen], count))
    name_over = np.maximum(0.0, overlaps.name_nats - _sum(pair, overlaps.name_part[chosen], count))
    left_over = np.where(overlaps.other == 1, LEFT_OVER_OTHER, LEFT_OVER_PERSON)
    cost = query_over + left_over * name_over + CONFLICT * np.minimum(query_over, name_over)
    plain = covered / np.maximum(weighed + cost, 1e-9)
    full = _sum(pair, overlaps.full[chosen].astype(np.float64), count)
    plain = np.where((full <= 1) & (overlaps.other == 0) & (name_over > 1.0), plain * LONE, plain)
    rare = plain - COMMON * np.maximum(0.0, 1.0 - covered / ENOUGH)
    agreement = np.clip(1.0 - _SLOPE * (1.0 - rare), 0.0, 1.0)
    same = (covered == weighed) & (query_over == 0) & (name_over == 0) & (_least_alike(overlaps, chosen, count) == 1.0)
    agreement[same] = 1.0
    agreement[covered < COVERAGE * (weighed + query_over)] = 0.0
    agreement = np.floor(agreement * 1e4 + 0.5) / 1e4
    return Aligned(agreement=agreement, covered=covered, query_over=query_over, name_over=name_over, chosen=chosen)


def _sum(pair: I64, values: F64, count: int) -> F64:
    total = np.zeros(count)
    np.add.at(total, pair, values)
    return total


def _least_alike(overlaps: Overlaps, chosen: Bools, count: int) -> F64:
    least = np.ones(count)
    np.minimum.at(least, overlaps.pair[chosen], overlaps.alike[chosen])
    return least


def _choose(overlaps: Overlaps) -> Bools:
    """Take entries greedily, the most valuable of each pair first, until every token is used or alone."""
    value = overlaps.worth * (overlaps.alike - 0.5)
    otherwise = _may_be_same(overlaps)[overlaps.pair] & ~_same_word(overlaps)
    shift = np.abs(_bit(overlaps.query_mask) - _bit(overlaps.name_mask))
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
    of_query = _sum(pair, overlaps.query_part[same], count) >= overlaps.query_nats
    of_name = _sum(pair, overlaps.name_part[same], count) >= overlaps.name_nats
    result: Bools = of_query & of_name
    return result


def _same_word(overlaps: Overlaps) -> Bools:
    """Say which entries are one word that both sides have."""
    joined = _several(overlaps.query_mask) | _several(overlaps.name_mask)
    result: Bools = (overlaps.alike == 1.0) & ~joined
    return result


def _several(mask: U64) -> Bools:
    """Say which masks have more than one bit."""
    result: Bools = (mask & (mask - np.uint64(1))) != 0
    return result


def _bit(mask: U64) -> F64:
    """Return the position of the lowest bit."""
    lowest: F64 = np.log2((mask & (~mask + np.uint64(1))).astype(np.float64))
    return lowest
