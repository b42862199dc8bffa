"""How much names could agree, from what little is known of them before they are aligned.

In: the most that can meet. Out: whether an agreement is within reach; too often rather than not. Must not know: how what
meets was found.
"""

from __future__ import annotations

import numpy as np

from tamis.comparison.name_weights import BIAS
from tamis.comparison.names import (
    BEST_UNEQUAL,
    CONFLICT,
    FEATURES,
    LEFT_OVER,
    ROUNDING,
    added_by,
    most_added,
    nats_covered_for,
    nats_for,
)
from tamis.values.arrays import F64, I64, Bools
from tamis.values.overlap import NEARLY, Meeting
from tamis.values.rarity import UNSEEN


def lacking_of(least: F64, meeting: Meeting) -> F64:
    """Say how many nats words left over must add to pairs for an agreement of `least`: 0 where none must, infinite where none can.

    All that is not known of a pair before it is aligned is taken at its best, so that this never asks for too much.

    Args:
        least: float64[n], the agreement wanted.
        meeting: What the pairs have in common at their best.
    """
    lacking = np.zeros(len(least))
    for column in (0, 1):
        rows = np.flatnonzero((meeting.other == column) & (least - ROUNDING <= BEST_UNEQUAL))
        if not len(rows):
            continue
        some = meeting.take(rows)
        wanted = nats_for(least[rows]) - BIAS[column]
        wanted -= sum(most_added(feature, column) for feature in _NOT_KNOWN)
        over = some.query_over, some.name_over
        reached = added_by("covered", column, some.covered) + added_by("full", column, some.full)
        reached += added_by("share", column, most_share(some.covered, *over, column))
        reached += added_by("query_over", column, over[0]) + added_by("name_over", column, over[1])
        met = (reached + most_added("least_alike", column) >= wanted) | ((over[0] <= 0) & (over[1] <= 0))
        under = np.flatnonzero(~met)
        if not len(under):
            continue
        low = some.take(under)
        listed = np.maximum(0.0, low.name_over - UNSEEN * low.left_words)
        otherwise = wanted[under] - added_by("least_alike", column, np.array([NEARLY]))[0]
        otherwise -= added_by("full", column, low.full + low.left_words) + added_by("name_over", column, listed)
        otherwise -= added_by("share", column, most_share(low.covered + low.left, np.zeros(len(under)), listed, column))
        lacking[rows[under]] = np.maximum(
            nats_covered_for(otherwise, column) - low.covered, np.where(low.left > 0, 1e-6, np.inf)
        )
    return lacking


_NOT_KNOWN = ("letters", "exact", "lone", "syllables", "crossed", "conflict")
"""Measures that pairs are taken to have at their best before they are aligned."""


def most_share(covered: F64, query_over: F64, name_over: F64, column: int) -> F64:
    """Return the most that `share` can be; what full agreement weighs is no less than what is covered."""
    conflict = np.minimum(query_over, name_over)
    return covered / np.maximum(covered + query_over + LEFT_OVER[column] * name_over + CONFLICT * conflict, 1e-9)


def may_agree(least: float, met: tuple[F64, F64, F64], other: I64) -> Bools:
    """Say which pairs may agree as much as `least`, from the most that can meet; all else is taken at its best.

    Args:
        least: The agreement wanted.
        met: float64[n] thrice: the most nats covered, the least that the listed name has over, and the most that the two
            words are alike which are least alike.
        other: int64[n], 1 where the listed party is no person.
    """
    covered, name_over, alike = met
    same: Bools = (name_over <= ROUNDING) & (alike >= 1 - ROUNDING)
    if least - ROUNDING > BEST_UNEQUAL:
        return same
    best = np.zeros(len(covered))
    for column in (0, 1):
        rows = np.flatnonzero(other == column)
        one, over = covered[rows], name_over[rows]
        share = most_share(one, np.zeros(len(rows)), over, column)
        at = {"share": share, "covered": one, "name_over": over, "least_alike": alike[rows]}
        rest = sum(most_added(feature, column) for feature in FEATURES if feature not in at)
        best[rows] = BIAS[column] + rest + sum(added_by(feature, column, values) for feature, values in at.items())
    enough: Bools = best >= nats_for(least) - ROUNDING
    return same | enough
