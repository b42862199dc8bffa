"""Outlook: what queries may still reach, before any listed name is looked at as a whole.

In: units and what is near them. Out: three figures a query, from which the comparison says how many nats a candidate must
cover at the least. Must not know: thresholds, weights of the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.index.board import Near
from tamis.index.known import KnownTokens
from tamis.index.units import Units
from tamis.values.arrays import F64, I64, U64
from tamis.values.overlap import NEARLY
from tamis.values.rarity import UNSEEN
from tamis.values.similarity import agreement_of

LEAST_NATS = 2.0
"""A commoner word is worth no second look when it is left over."""

_STRANGER = 0.76
"""Most likeness of two words that share neither a form nor one less a letter, where one of them is short: their skeletons
of three letters differ in one."""

_TWO_EDITS = 1.727
"""The same where both are longer: two edits at least, one of them of a consonant, over the letters of the longer word."""


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


def outlook_of(units: Units, near: Near, known: KnownTokens) -> Outlook:
    """Return the outlook of a batch, of what is near its units."""
    count, plain = len(units.total), np.flatnonzero(units.plain)
    naming = plain[units.full[plain]]
    owner = units.query[naming]
    left, dearest, lightest = np.zeros((count, 2)), np.zeros((count, 2)), np.full((count, 2), np.inf)
    loose = np.zeros(count, dtype=np.uint64)
    might = _left_over(units, naming, known)
    start = np.flatnonzero(np.diff(owner, prepend=-1))
    if len(start):
        of, mask = owner[start], np.where((might > 0).any(axis=1), units.mask[naming], np.uint64(0))
        lightest[of] = np.minimum.reduceat(units.nats[naming], start)
        dearest[of] = np.maximum.reduceat(might, start)
        # one word at least is near, or the name would not be looked at
        left[of] = np.add.reduceat(might, start) - np.minimum.reduceat(might, start)
        loose[of] = np.bitwise_or.reduceat(mask, start)
    return Outlook(left, dearest, loose, lightest, _all_near(units, near, naming))


def _left_over(units: Units, naming: I64, known: KnownTokens) -> F64:
    """Return float64[n, 2]: most nats that each naming word adds when it is left over."""
    length = known.lengths[units.uid[naming], 1]
    alike = np.maximum(_STRANGER, 1 - _TWO_EDITS / (length + 2))
    worth = (units.nats[naming] + UNSEEN) / 2
    worth[(units.nats[naming] < LEAST_NATS).any(axis=1)] = 0.0
    result: F64 = worth * agreement_of(alike)[:, None]
    return result


def _all_near(units: Units, near: Near, naming: I64) -> F64:
    """Return float64[n_queries, 2]: least reach of names in which every naming word is met."""
    shape = (len(units.query), 2)
    spelt, initial = np.full(shape, np.inf), np.full(shape, np.inf)
    for least, some in ((spelt, near.full & (near.alike > NEARLY)), (initial, ~near.full)):
        np.minimum.at(least, near.unit[some], near.reach[some])
    two = np.flatnonzero(units.two)
    plain = np.flatnonzero(units.plain)
    of_query = np.searchsorted(units.query[plain], units.query[two])
    first = plain[np.minimum(of_query + _low_bit(units.mask[two]), len(plain) - 1)] if len(two) else two
    for row in (first, first + 1):  # two words written as one share what they reach
        np.minimum.at(spelt, row, spelt[two] / 2)
    either = np.minimum(spelt, initial)[naming]
    owner, count = units.query[naming], len(units.total)
    total, dearer = np.zeros((count, 2)), np.full((count, 2), np.inf)
    np.add.at(total, owner, either)
    with np.errstate(invalid="ignore"):
        np.minimum.at(dearer, owner, np.nan_to_num(spelt[naming] - either, nan=np.inf, posinf=np.inf))
    none = np.bincount(owner, minlength=count) == 0
    return np.where(none[:, None], 0.0, total + dearer)


def _low_bit(mask: U64) -> I64:
    place: I64 = np.bitwise_count((mask & (~mask + np.uint64(1))) - np.uint64(1)).astype(np.int64)
    return place
