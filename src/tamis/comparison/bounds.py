"""Bounds: how much names must have in common to agree so much, told before any of them is aligned.

In: the agreement wanted and what is known of pairs by then. Out: nats. Nothing here asks for too much: no pair that would agree
enough is lost. Must not know: queries, listings, thresholds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tamis.comparison.name_weights import AT_THRESHOLD, BIAS
from tamis.comparison.names import (
    BEST_UNEQUAL,
    CONFLICT,
    FEATURES,
    LEFT_OVER,
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
_BY_FULL = ("full", "spelt")
"""Measures that are no more than the number of full tokens that meet."""

_STEPS = 128
"""Steps of a nat, and of 1 for shares, in which bounds are kept: to look one up takes a tenth of working it out."""


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
    wanted, known = AT_THRESHOLD + (least - ROUNDING - THRESHOLD) / NAT, _bounds()
    otherwise = known.needed.of(wanted - known.unlike.take(other), other)
    left = wanted - known.best.take(other) - known.query_over.of(lightest, other)
    without = np.where(
        lightest <= NOTHING_OVER, known.needed.of(left, other), known.needed_without_complete.of(left, other)
    )
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
    other, known = meeting.other, _bounds()
    wanted = (least - (ROUNDING + THRESHOLD)) / NAT + known.wanted.take(other)
    reached = known.cover.of(meeting.covered, other) + known.full.of(meeting.full, other)
    reached += known.share.of(_share(meeting.covered, meeting.query_over, meeting.name_over, other), other)
    reached += known.query_over.of(meeting.query_over, other) + known.name_over.of(meeting.name_over, other)
    met = reached + known.least_alike.take(other) >= wanted
    met |= ((meeting.query_over <= 0) & (meeting.name_over <= 0)) | (least - ROUNDING > BEST_UNEQUAL)
    lacking = np.zeros(len(least))
    under = np.flatnonzero(~met)
    if not len(under):
        return lacking
    low, other = meeting.take(under), other[under]
    listed = np.maximum(0.0, low.name_over - UNSEEN * low.left_words)
    otherwise = wanted[under] - known.nearly.take(other) - known.full.of(low.full + low.left_words, other)
    otherwise -= known.name_over.of(listed, other)
    otherwise -= known.share.of(_share(low.covered + low.left, np.zeros(len(under)), listed, other), other)
    lacking[under] = np.maximum(known.needed.of(otherwise, other) - low.covered, np.where(low.left > 0, 1e-6, np.inf))
    return lacking


_NOT_KNOWN = tuple(
    feature
    for feature in FEATURES
    if feature not in (*_BY_COVER, *_BY_FULL, "share", "query_over", "name_over", "least_alike")
)
"""Measures that pairs are taken to have at their best before they are aligned."""


@dataclass(frozen=True, slots=True)
class _Stepped:
    """A curve for persons and one for others, by steps: the most between one step and the next, or the least.

    Attributes:
        values: float64[2 * size], of persons, then of others; where the curves end the last value stands for all beyond.
        size: Steps of each.
        each: Steps of 1.
    """

    values: F64
    size: int
    each: int

    @classmethod
    def most(cls, curves: Callable[[F64, int], F64], top: float, each: int) -> _Stepped:
        """Return the most of curves that end at `top` at the latest and only rise or only fall."""
        size = int(np.ceil(top * each)) + 2
        at = np.arange(size + 1) / each
        both = [curves(at, column) for column in (0, 1)]
        return cls(np.concatenate([np.maximum(one[:-1], one[1:]) for one in both]), size, each)

    @classmethod
    def least(cls, curves: Callable[[F64, int], F64], top: float, each: int) -> _Stepped:
        """Return the least of curves that only rise and end at `top` at the latest."""
        size = int(np.ceil(top * each)) + 2
        return cls(np.concatenate([curves(np.arange(size) / each, column) for column in (0, 1)]), size, each)

    def of(self, value: F64, other: I64) -> F64:
        """Return the bound for values, those below 0 as 0."""
        step = np.minimum(np.maximum(value * self.each, 0.0), self.size - 1.0).astype(np.int64)
        step += other * self.size
        return self.values.take(step)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is added at most, and needed at least, by steps; the constants, float64[2], for persons and for others.

    Attributes:
        cover: By what is covered. full: By the number of full tokens. share, query_over, name_over: By these measures.
        needed: Nats that must be covered for a sum to be added; needed_without_complete: where the query has more over.
        best: Most of all that is not by cover; unlike: the same where no word is met as it is spelt.
        wanted: What is wanted for `THRESHOLD`, of which what is not known is taken off.
        least_alike: The most that this measure adds; nearly: the same where a word is met by one `NEARLY` alike at most.
    """

    cover: _Stepped
    full: _Stepped
    share: _Stepped
    query_over: _Stepped
    name_over: _Stepped
    needed: _Stepped
    needed_without_complete: _Stepped
    best: F64
    unlike: F64
    wanted: F64
    least_alike: F64
    nearly: F64


@functools.cache
def _bounds() -> _Bounds:
    features = (*_BY_COVER, "query_over", "name_over")
    top = max(curve_of(one, column)[0].max() / _BY_COVER.get(one, 1.0) for one in features for column in (0, 1))
    most = {one: np.array([most_of(one, column) for column in (0, 1)]) for one in FEATURES}
    least_alike = most["least_alike"]
    nearly = np.array([added_by("least_alike", column, np.array([NEARLY]))[0] for column in (0, 1)])
    best = np.array(BIAS) + sum(most[one] for one in FEATURES if one not in _BY_COVER)
    wanted = AT_THRESHOLD - np.array(BIAS) - sum(most[one] for one in _NOT_KNOWN)
    enough = max(_covering(column, complete=True)[0].max() for column in (0, 1))

    def steps(name: str) -> _Stepped:
        return _Stepped.most(lambda at, column: added_by(name, column, at), top, _STEPS)

    return _Bounds(
        cover=_Stepped.most(lambda at, column: _by_cover(column, at), top, _STEPS),
        full=_Stepped.least(lambda at, column: sum((added_by(one, column, at) for one in _BY_FULL), 0.0 * at), 64, 1),
        share=_Stepped.most(lambda at, column: added_by("share", column, at), 1.0, 8 * _STEPS),
        query_over=steps("query_over"),
        name_over=steps("name_over"),
        needed=_Stepped.least(lambda at, column: _needed(at, column, complete=True), enough, _STEPS),
        needed_without_complete=_Stepped.least(lambda at, column: _needed(at, column, complete=False), enough, _STEPS),
        best=best, unlike=best - least_alike + nearly, wanted=wanted, least_alike=least_alike, nearly=nearly,
    )  # fmt: skip


def _share(covered: F64, query_over: F64, name_over: F64, other: I64) -> F64:
    """Return the most that `share` can be; what full agreement weighs is no less than what is covered."""
    conflict = np.minimum(query_over, name_over)
    left_over = _LEFT_OVER.take(other)
    return covered / np.maximum(covered + query_over + left_over * name_over + CONFLICT * conflict, 1e-9)


_LEFT_OVER = np.array(LEFT_OVER)


def may_agree(least: float, met: tuple[F64, F64, F64], other: I64) -> Bools:
    """Say which pairs may agree as much as `least`, from the most that can meet; all else is taken at its best.

    Args:
        least: The agreement wanted.
        met: float64[n] thrice: the most nats covered, the least that the listed name has over, and the most that the two
            words are alike which are least alike.
        other: int64[n], 1 where the listed party is no person.
    """
    covered, name_over, alike = met
    same: Bools = (name_over <= ROUNDING) & (alike >= SAME_LETTERS - ROUNDING)
    if least - ROUNDING > BEST_UNEQUAL:
        return same
    wanted = AT_THRESHOLD + (least - ROUNDING - THRESHOLD) / NAT - ROUNDING
    best = np.zeros(len(covered))
    for column in (0, 1):
        rows = np.flatnonzero(other == column)
        some, over = covered[rows], name_over[rows]
        best[rows] = BIAS[column] + sum(most_of(feature, column) for feature in _UNSEEN)
        best[rows] += _by_cover(column, some) + added_by(
            "share", column, _share(some, np.zeros(len(rows)), over, other[rows])
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
