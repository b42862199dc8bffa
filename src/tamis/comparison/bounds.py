"""Bounds: how much names must have in common to agree so much, told before any of them is aligned.

In: the agreement wanted and what is known of pairs by then. Out: nats. Nothing here asks for too much: no pair that would agree
enough is lost. Must not know: queries, listings, thresholds.
"""

from __future__ import annotations

import functools

import numpy as np

from tamis.comparison.name_weights import AT_THRESHOLD, BIAS
from tamis.comparison.names import (
    BEST_UNEQUAL,
    CONFLICT,
    FEATURES,
    LEFT_OVER,
    LIGHT,
    NAT,
    NOTHING_OVER,
    THRESHOLD,
    added_by,
    curve_of,
    most_of,
)
from tamis.values.arrays import F64, I64, Bools
from tamis.values.overlap import NEARLY, SAME_LETTERS, Meeting
from tamis.values.rarity import UNSEEN

ROUNDING = 1e-3

_BY_COVER = {"covered": 1.0, "rarest": 1.0, "second": 0.5, "complete": 1.0, "whole": 1.0}
"""Measures that are no more than such a share of what is covered."""
_ONLY_COMPLETE = ("complete", "whole")


def least_covered(least: F64, lightest: F64, other: I64) -> tuple[F64, F64]:
    """Say how many nats must be covered for an agreement of `least`, unless every naming word is met as it is spelt.

    All else is taken at its best, so that this never asks for too much.

    Args:
        least: float64[n], the agreement wanted.
        lightest: float64[n], what the lightest naming word of the query weighs.
        other: int64[n], 1 where the listed party is no person.

    Returns:
        float64[n] twice: where some naming word is met by one that is `NEARLY` alike at most; where one is not met.
    """
    wanted = AT_THRESHOLD + (least - ROUNDING - THRESHOLD) / NAT
    otherwise, without = np.zeros(len(least)), np.zeros(len(least))
    for column in (0, 1):
        rows = np.flatnonzero(other == column)
        if not len(rows):
            continue
        best = BIAS[column] + sum(most_of(feature, column) for feature in FEATURES if feature not in _BY_COVER)
        unlike = best - most_of("least_alike", column) + added_by("least_alike", column, np.array([NEARLY]))[0]
        otherwise[rows] = _needed(wanted[rows] - unlike, column, complete=True)
        left = wanted[rows] - best - added_by("query_over", column, lightest[rows])
        particle = lightest[rows] <= NOTHING_OVER
        without[rows] = np.where(particle, _needed(left, column, complete=True), _needed(left, column, complete=False))
    beyond = least - ROUNDING > BEST_UNEQUAL
    otherwise[beyond] = without[beyond] = np.inf
    return otherwise, without


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
        wanted = AT_THRESHOLD + (least[rows] - ROUNDING - THRESHOLD) / NAT - BIAS[column]
        wanted -= sum(most_of(feature, column) for feature in _NOT_KNOWN)
        over = some.query_over, some.name_over
        reached = (
            _by_cover(column, some.covered) + added_by("full", column, some.full) + added_by("spelt", column, some.full)
        )
        reached += added_by("share", column, _share(some.covered, *over, column))
        reached += added_by("query_over", column, over[0]) + added_by("name_over", column, over[1])
        light = (over[0] <= LIGHT + ROUNDING) & (over[1] <= LIGHT + ROUNDING)
        met = (reached + most_of("least_alike", column) >= wanted) | light
        under = np.flatnonzero(~met)
        if not len(under):
            continue
        low = some.take(under)
        listed = np.maximum(0.0, low.name_over - UNSEEN * low.left_words)
        otherwise = wanted[under] - added_by("least_alike", column, np.array([NEARLY]))[0]
        otherwise -= added_by("full", column, low.full + low.left_words) + added_by("name_over", column, listed)
        otherwise -= added_by("spelt", column, low.full + low.left_words)
        otherwise -= added_by("share", column, _share(low.covered + low.left, np.zeros(len(under)), listed, column))
        lacking[rows[under]] = np.maximum(
            _needed(otherwise, column, complete=True) - low.covered, np.where(low.left > 0, 1e-6, np.inf)
        )
    return lacking


_NOT_KNOWN = tuple(
    feature
    for feature in FEATURES
    if feature not in (*_BY_COVER, "share", "query_over", "name_over", "least_alike", "full", "spelt")
)
"""Measures that pairs are taken to have at their best before they are aligned."""


def _share(covered: F64, query_over: F64, name_over: F64, column: int) -> F64:
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
    same: Bools = (name_over <= LIGHT + ROUNDING) & (alike >= SAME_LETTERS - ROUNDING)
    if least - ROUNDING > BEST_UNEQUAL:
        return same
    wanted = AT_THRESHOLD + (least - ROUNDING - THRESHOLD) / NAT - ROUNDING
    best = np.zeros(len(covered))
    for column in (0, 1):
        rows = np.flatnonzero(other == column)
        some, over = covered[rows], name_over[rows]
        best[rows] = BIAS[column] + sum(most_of(feature, column) for feature in _UNSEEN)
        best[rows] += _by_cover(column, some) + added_by(
            "share", column, _share(some, np.zeros(len(rows)), over, column)
        )
        best[rows] -= np.where(over > NOTHING_OVER + ROUNDING, added_by("whole", column, some), 0.0)
        best[rows] += added_by("name_over", column, over) + added_by("least_alike", column, alike[rows])
    enough: Bools = best >= wanted
    return same | enough


_UNSEEN = tuple(one for one in FEATURES if one not in (*_BY_COVER, "share", "name_over", "least_alike"))
"""Measures that pairs are taken to have at their best before it is known what the query has over."""


@functools.cache
def _covering(column: int, complete: bool) -> tuple[F64, F64]:
    """Return what is added by and by as more is covered, at its best and ever rising, and the nats at which it is."""
    features = [one for one in _BY_COVER if complete or one not in _ONLY_COMPLETE]
    knots = [curve_of(feature, column)[0] / _BY_COVER[feature] for feature in features]
    at = np.unique(np.concatenate(knots))
    added = np.sum([added_by(feature, column, at * _BY_COVER[feature]) for feature in features], axis=0)
    return added + np.arange(len(added)) * 1e-12, np.maximum(at, 0.0)


def _by_cover(column: int, covered: F64) -> F64:
    """Return the most that is added where so many nats are covered."""
    result: F64 = np.sum([added_by(one, column, covered * share) for one, share in _BY_COVER.items()], axis=0)
    return result


def _needed(nats: F64, column: int, *, complete: bool) -> F64:
    """Return how many nats must be covered to add so much; infinite where nothing does."""
    added, at = _covering(column, complete)
    return np.where(nats <= 0, 0.0, np.interp(nats, added, at, right=np.inf))
