"""Outlook: what queries may still reach, before any listed name is looked at as a whole.

In: units and what is near them. Out: three figures a query, from which the comparison says how many nats a candidate must
cover at the least. Must not know: thresholds, weights of the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.index.units import Units
from tamis.index.vicinity import Around
from tamis.values.arrays import F64, I64, U64


@dataclass(frozen=True, slots=True)
class Outlook:
    """What queries may reach, float64[n_queries, 2] each: against persons, against others.

    Attributes:
        left: Most nats that words add which are near no word of the candidate and are compared only when left over.
        most_left: float64[n_queries, 2], most nats that one such word adds.
        loose: uint64[n_queries], the places of the words that are.
        lightest: What the lightest naming word weighs: so much a name has not that lacks one; infinite where there is none.
        all_near: Least reach of a name in which every naming word is met, as it is spelt or by an initial; infinite where no
            listed token is spelt (nearly) like some word.
    """

    left: F64
    most_left: F64
    loose: U64
    lightest: F64
    all_near: F64


def outlook_of(units: Units, around: Around) -> Outlook:
    """Return the outlook of a batch, of what is around its units."""
    count = len(units.total)
    left, dearest, lightest, all_near = np.zeros((4, count, 2))
    lightest += np.inf
    loose = np.zeros(count, dtype=np.uint64)
    naming = (units.plain & units.full).nonzero()[0]
    if len(naming):
        owner = units.query[naming]
        first = np.ones(len(owner), dtype=bool)
        first[1:] = owner[1:] != owner[:-1]
        start = first.nonzero()[0]
        of, might = owner[start], around.left_over[naming]
        mask = units.mask[naming] * might.any(axis=1)
        lightest[of] = np.minimum.reduceat(units.nats[naming], start)
        dearest[of] = np.maximum.reduceat(might, start)
        # one word at least is near, or the name would not be looked at
        left[of] = np.add.reduceat(might, start) - np.minimum.reduceat(might, start)
        loose[of] = np.bitwise_or.reduceat(mask, start)
        all_near[of] = _all_near(units, around, naming, start)
    return Outlook(left, dearest, loose, lightest, all_near)


def _all_near(units: Units, around: Around, naming: I64, start: I64) -> F64:
    """Return float64[n, 2]: least reach of names in which every naming word of a query is met; where each begins is `start`."""
    spelt, initial = around.spelt, around.initial
    two = units.two.nonzero()[0]
    if len(two):
        plain = units.plain.nonzero()[0]
        of_query = units.query[plain].searchsorted(units.query[two])
        first = plain[np.minimum(of_query + _low_bit(units.mask[two]), len(plain) - 1)]
        spelt = spelt.copy()
        for row in (first, first + 1):  # two words written as one share what they reach
            np.minimum.at(spelt, row, spelt[two] / 2)
    spelt = spelt[naming]
    either = np.minimum(spelt, initial[naming])
    dearer = spelt - np.where(np.isinf(either), 0.0, either)
    result: F64 = np.add.reduceat(either, start) + np.minimum.reduceat(dearer, start)
    return result


def _low_bit(mask: U64) -> I64:
    place: I64 = np.bitwise_count((mask & (~mask + np.uint64(1))) - np.uint64(1)).astype(np.int64)
    return place
