"""Bounds: how much names must have in common to agree so much, told before any of them is aligned.

In: the agreement wanted and what is known of pairs by then. Out: nats. Nothing here asks for too much: no pair that would agree
enough is lost. Must not know: queries, listings, thresholds.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

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
    if len(least) > _FEW:
        return _least_covered(least, lightest, other)
    found = [_least_of_one(*one) for one in zip(least.tolist(), lightest.tolist(), other.tolist(), strict=True)]
    otherwise, without = np.array(found, dtype=np.float64).reshape(-1, 2).T
    return otherwise, without


@functools.lru_cache(maxsize=20_000)
def _least_of_one(least: float, lightest: float, other: int) -> tuple[float, float]:
    """Return the same for one query: thresholds are few and weights are steps, so that they come again."""
    otherwise, without = _least_covered(np.array([least]), np.array([lightest]), np.array([other]))
    return float(otherwise[0]), float(without[0])


def _least_covered(least: F64, lightest: F64, other: I64) -> tuple[F64, F64]:
    wanted, known = AT_THRESHOLD + (least - ROUNDING - THRESHOLD) / NAT, _bounds()
    otherwise = known.needed.of([wanted - known.unlike.take(other)], other)
    left = wanted - known.best.take(other) - known.query_over.of([lightest], other)
    without = np.where(
        lightest <= NOTHING_OVER, known.needed.of([left], other), known.needed_without_complete.of([left], other)
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
    other, known, agreed = meeting.other, _bounds(), meeting.agreed
    wanted = (least - (ROUNDING + THRESHOLD)) / NAT + known.wanted.take(other)
    complete = np.where(meeting.query_over > NOTHING_OVER + ROUNDING, 0.0, agreed)
    whole = np.where(meeting.name_over > NOTHING_OVER + ROUNDING, 0.0, complete)
    second = np.minimum(agreed / 2, agreed - meeting.most)
    share = _share(agreed, meeting.query_over, meeting.name_over, other)
    measures = (
        agreed, meeting.most, second, complete, whole, meeting.full, meeting.full, share,
        meeting.query_over, meeting.name_over, meeting.letters, meeting.met_letters,
    )  # fmt: skip
    met = known.reached.of(measures, other) + known.least_alike.take(other) >= wanted
    light = (meeting.query_over <= LIGHT + ROUNDING) & (meeting.name_over <= LIGHT + ROUNDING)
    met |= light | (least - ROUNDING > BEST_UNEQUAL)
    lacking = np.zeros(len(least))
    under = np.flatnonzero(~met)
    if not len(under):
        return lacking
    low, other = meeting.take(under), other[under]
    listed = np.maximum(0.0, low.name_over - UNSEEN * low.left_words)
    full, share = low.full + low.left_words, _share(low.agreed + low.left, np.zeros(len(under)), listed, other)
    otherwise = wanted[under] - known.otherwise.take(other) - known.left_over.of((full, full, share, listed), other)
    lacking[under] = np.maximum(known.needed.of([otherwise], other) - low.agreed, np.where(low.left > 0, 1e-6, np.inf))
    return lacking


_FEW = 8  # queries that are looked up one by one
_AT_ONCE = 1000  # pairs: their measures stay in the cache

_REACHED = (
    *_BY_COVER, *_BY_FULL, "share", "query_over", "name_over", "letters", "met_letters",
)  # fmt: skip
"""Measures whose best is known of pairs before they are aligned, those by cover by what they are of."""

_LEFT = (*_BY_FULL, "share", "name_over")
"""Measures whose best is known where words left over agree too."""


@dataclass(frozen=True, slots=True)
class _Stepped:
    """Curves of some measures, for persons and for others, by steps: what is between one step and the next at best.

    Attributes:
        values: float64[n_measures * 2 * size]; where the curves end the last value stands for all beyond.
        size: Steps of each.
        each: Steps of 1, for each measure.
    """

    values: F64
    size: int
    each: list[float]

    @classmethod
    def of_measures(cls, names: Sequence[str]) -> _Stepped:
        """Return the most that measures add, which only rise or only fall by more."""
        tops = [max(float(curve_of(name, column)[0].max()) for column in (0, 1)) for name in names]
        each = [_STEPS * (8.0 if top <= 1 else 1.0) for top in tops]
        size = 2 + max(int(np.ceil(top * steps)) for top, steps in zip(tops, each, strict=True))
        curves = [
            added_by(name, column, np.arange(size + 1) / steps)
            for name, steps in zip(names, each, strict=True)
            for column in (0, 1)
        ]
        return cls(np.concatenate([np.maximum(one[:-1], one[1:]) for one in curves]), size, each)

    @classmethod
    def of_needs(cls, *, complete: bool) -> _Stepped:
        """Return the nats that are needed at least to add so much."""
        size = 2 + int(np.ceil(max(_covering(column, complete)[0].max() for column in (0, 1)) * _STEPS))
        at = np.arange(size) / _STEPS
        return cls(np.concatenate([_needed(at, column, complete=complete) for column in (0, 1)]), size, [float(_STEPS)])

    def of(self, measures: Sequence[F64], other: I64) -> F64:
        """Return the sum for measures, those below 0 as 0."""
        column, result = other * self.size, np.zeros(len(other))
        each = np.array(self.each)[:, None]
        begin = np.arange(0, 2 * self.size * len(each), 2 * self.size)[:, None]
        for start in range(0, len(other), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            step = np.array([measure[some] for measure in measures])
            step *= each
            np.maximum(step, 0.0, out=step)
            np.minimum(step, self.size - 1.0, out=step)
            place = step.astype(np.int64)
            place += column[some]
            place += begin
            result[some] = self.values.take(place).sum(axis=0)
        return result


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is added at most, and needed at least, by steps; the constants, float64[2], for persons and for others.

    Attributes:
        reached: By the measures `_REACHED`. left_over: By `_LEFT`. query_over: By this measure alone.
        needed: Nats that must be covered for a sum to be added; needed_without_complete: where the query has more over.
        best: Most of all that is not by cover; unlike: the same where no word is met as it is spelt.
        wanted: What is wanted for `THRESHOLD`, of which what is not known is taken off.
        least_alike: The most that this measure adds; otherwise: what all add at most that `_LEFT` and cover do not tell, where
            a word is met by one `NEARLY` alike at most.
    """

    reached: _Stepped
    left_over: _Stepped
    query_over: _Stepped
    needed: _Stepped
    needed_without_complete: _Stepped
    best: F64
    unlike: F64
    wanted: F64
    least_alike: F64
    otherwise: F64


@functools.cache
def _bounds() -> _Bounds:
    most = {one: np.array([most_of(one, column) for column in (0, 1)]) for one in FEATURES}
    least_alike = most["least_alike"]
    nearly = np.array([added_by("least_alike", column, np.array([NEARLY]))[0] for column in (0, 1)])
    best = np.array(BIAS) + sum(most[one] for one in FEATURES if one not in _BY_COVER)
    known = sum(most[one] for one in FEATURES if one not in (*_REACHED, "least_alike"))
    return _Bounds(
        reached=_Stepped.of_measures(_REACHED), left_over=_Stepped.of_measures(_LEFT),
        query_over=_Stepped.of_measures(["query_over"]),
        needed=_Stepped.of_needs(complete=True), needed_without_complete=_Stepped.of_needs(complete=False),
        best=best, unlike=best - least_alike + nearly, wanted=AT_THRESHOLD - np.array(BIAS) - known,
        least_alike=least_alike, otherwise=nearly + most["letters"] + most["met_letters"],
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
