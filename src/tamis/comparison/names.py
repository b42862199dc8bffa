"""Overlaps -> how far a query's name agrees with each listed name, aligned token to token.

In: `Overlaps`, sorted by pair. Out: one agreement in [0, 1] a pair, and the alignment behind it. Every array has a
row for each pair or each entry of the overlaps. Must not know: thresholds, attributes, which listing a name is of.

The alignment is measured (`FEATURES`, in nats of rarity and shares) and the measures are weighed by the table in
`comparison.name_weights`, which was learnt from altered names and from people who are on no list. Every weight pushes
one way only: more that agrees never lowers the agreement, more that is left over never raises it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np

from tamis.comparison.choosing import choose, lowest_bit, several, sums
from tamis.comparison.name_weights import AT_THRESHOLD, BIAS, STEPS
from tamis.values.arrays import F64, I64, U8, Bools
from tamis.values.overlap import ACRONYM_ALIKE, COVERAGE, SAME_LETTERS, Overlaps
from tamis.values.rarity import UNSEEN
from tamis.values.similarity import agreement_of

FEATURES = (
    "share",
    "covered",
    "query_over",
    "name_over",
    "conflict",
    "least_alike",
    "full",
    "lone",
    "syllables",
    "exact",
    "letters",
    "crossed",
    "rarest",
    "second",
    "complete",
    "whole",
    "other_syllables",
    "more_syllables",
    "spelt",
    "lost",
    "met_letters",
    "stranger_kind",
    "lonely",
    *("across", "across_over", "across_conflict", "across_lost"),
    *("apart", "unlike_syllables", "turned", "another", "across_another"),
)
"""What is measured of an alignment.

- share: covered / (worth of what met + query_over + b x name_over + 1.8 x conflict); b is .285 for persons, who leave
  out middle names, and .37 for others;
- covered: nats that agree: worth x agreement, summed over the tokens that meet;
- query_over, name_over: nats that only the query, only the listing has; conflict: the smaller of both: an omitted name
  costs little, a different one much;
- least_alike: likeness of the two full tokens that are least alike;
- full: number of full tokens that meet; lone: 1 where one full token meets a person who has more;
- syllables: share of the worth that stands on syllables; exact: share of it on tokens that are spelt (nearly) the same;
- letters: share of the letters, the query's and those that they meet, in tokens that meet, each by its likeness: common words
  count here like rare ones;
- rarest, second: most nats that one full token agrees by, and the next: three common names meet by chance where one rare one
  does not;
- complete: covered, where the query has nothing over but a particle; whole: covered, where neither side has;
- other_syllables, more_syllables: query_over and name_over, times the share of syllables: Chinese and Korean names have no
  middle names to leave out;
- spelt: number of full tokens that are spelt (nearly) the same; lost: nats that the tokens that meet do not agree by;
- met_letters: letters that meet, each by its likeness, the mean of both sides;
- stranger_kind: nats that only the query has, as far as its words are those of the other sort: Sabrina Smith is no ship Sabrina;
- lonely: 1 where one full token meets, and the query has more;
- across: 1 where the scripts differ; across_over, across_conflict, across_lost: query_over, conflict and lost there: a skeleton of
  consonants is no spelling;
- apart: conflict, where it holds a person's name as much at least as a rare one, and the worth of full tokens that meet and are hardly alike: Dulaimi is not Kubaysi;
- unlike_syllables: syllables that meet others, by a romanisation that is not the likeliest; turned: 1 where two neighbouring
  syllables meet neighbours in the other order, and each side has more;
- another, across_another: words that meet another name that the lexicon knows, the commoner the more; within a script, across;
- crossed: 1 where three syllables or more meet in another order than one name with the family name first or last.
"""

_SPELT_THE_SAME = 0.975
"""Likeness from which two tokens count as the same spelling: Ladin and Laden, or the same name in two scripts."""

_HARDLY = (0.6, 0.8)
"""Likenesses between which two words turn from others into spellings of one."""

_ONE_NAME, _OTHER_NAMES, _COMMON = 0.96, 0.2, 5.0
"""Likeness below which two known names are two names, what less makes them wholly others, and the nats below those of an unknown
name at which a name counts as one that is common (one person in fifty)."""

_NO_SMALL_WORD, _OTHER_WORD = 2.0, 7.0
"""Nats from which what both sides have over holds a name of its own on either, and what it counts at least then: Mohamed is as
much another than Ahmed as Romdhane is. Of persons alone: words of organisations are added, left out and translated."""

_MOST_APART = ((3.0, 7.0), (0.99, 0.69))
"""What names agree at most, by the nats in which they are apart: whoever shares all names but one is a relative as often."""

_MOST_EXCHANGED = 0.65
"""What names agree at most whose syllables stand in another order: Su Yong is not Yong Su."""

_MOST_BY_ACRONYM = ((3.0, 4.0, 6.0), (0.68, 0.75, 0.85))
"""What an acronym and the name that it is of agree at most, by its letters: of three letters several firms on a long list make
any, and of four one in ten or so."""

NOTHING_OVER = 0.8
"""Nats up to which what is left over is a particle."""

LEFT_OVER = (0.285, 0.37)
CONFLICT = 1.8
NAT = 0.05
"""What one nat is worth in agreement: twenty nats are one unit of score, as for all other evidence."""

THRESHOLD = 0.7
_CONTRADICTION = 0.31
"""What a name loses that says of itself that it is another: SEA LANTERN 9 is not SEA LANTERN 8, and Ali bin Hassan is the
father of Hassan bin Ali. The same words by that are no hit by themselves, and are one with a date of birth that agrees."""

_FINE = 1024.0
_FULL, _APART, *_ORDERS = (FEATURES.index(one) for one in ("full", "apart", "crossed", "turned"))
_AT_ONCE = 1000  # pairs: what they measure stays in the cache

BEST_UNEQUAL = 0.99
"""Only names of the same words agree in full; those of the same letters, divided into other words, agree so much."""

SAME_BUT_LIGHT = 0.98
"""So much agree names of the same words but for titles: Dr. Ahmad Al-Abd is Ahmad Al-Abd."""

LIGHT = 0.4
"""Nats up to which what is left over is titles, two at most; a particle is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The result of aligning n_pairs pairs.

    Attributes:
        agreement: float64[n_pairs] in [0, 1]; 1 when the names are the same, in whatever order.
        covered: float64[n_pairs], nats that agree.
        query_over, name_over: float64[n_pairs], nats that only the query, only the listed name has.
        chosen: bool[n_entries], the entries of the alignment.
        measured: float64[n_pairs, len(FEATURES)].
    """

    agreement: F64
    covered: F64
    query_over: F64
    name_over: F64
    chosen: Bools
    measured: F64


_NONE = np.zeros(0)
_NOTHING = Aligned(
    agreement=_NONE, covered=_NONE, query_over=_NONE, name_over=_NONE, chosen=_NONE > 0, measured=np.zeros((0, len(FEATURES)))
)  # fmt: skip


def measure(overlaps: Overlaps, chosen: Bools) -> F64:
    """Return float64[n_pairs, len(FEATURES)]: what the alignment by the chosen entries measures."""
    count = len(overlaps.query)
    pair, alike, worth = overlaps.pair[chosen], overlaps.alike[chosen], overlaps.worth[chosen]
    full = overlaps.full[chosen]
    covered, weighed = sums(pair, worth * agreement_of(alike), count), sums(pair, worth, count)
    query_over = np.maximum(0.0, overlaps.query_nats - sums(pair, overlaps.query_part[chosen], count))
    name_over = np.maximum(0.0, overlaps.name_nats - sums(pair, overlaps.name_part[chosen], count))
    conflict = np.minimum(query_over, name_over)
    left_over, some = np.array(LEFT_OVER)[overlaps.other.astype(np.int64)], np.maximum(weighed, 1e-9)
    share = covered / np.maximum(weighed + query_over + left_over * name_over + CONFLICT * conflict, 1e-9)
    least = np.ones(count)
    np.minimum.at(least, pair[full], alike[full])
    fulls = sums(pair, full.astype(np.float64), count)
    lone = ((fulls <= 1) & (overlaps.other == 0) & (name_over > 1.0)).astype(np.float64)
    syllables = sums(pair, worth * overlaps.syllable[chosen], count) / some
    exact = sums(pair, worth * (alike >= _SPELT_THE_SAME), count) / some
    both = (overlaps.letters[chosen] + overlaps.name_letters[chosen]).astype(np.float64)
    all_letters = overlaps.query_letters + sums(pair, overlaps.name_letters[chosen].astype(np.float64), count)
    letters = sums(pair, both * alike, count) / np.maximum(all_letters, 1.0)
    crossed = _crossed(overlaps, chosen).astype(np.float64)
    complete = np.where(query_over <= NOTHING_OVER, covered, 0.0)
    whole = np.where(name_over <= NOTHING_OVER, complete, 0.0)
    rarest, second = _two_best(pair, worth * agreement_of(alike) * full, count)
    spelt = sums(pair, (full & (alike >= _SPELT_THE_SAME)).astype(np.float64), count)
    lost, met = weighed - covered, sums(pair, both * alike, count) / 2
    stranger_kind = np.minimum(query_over, np.maximum(0.0, overlaps.query_nats - overlaps.query_otherwise))
    lonely = ((fulls <= 1) & (query_over > 1.0)).astype(np.float64)
    across = overlaps.across.astype(np.float64)
    unlike = sums(pair, (overlaps.syllable[chosen] & (alike < _SPELT_THE_SAME)).astype(np.float64), count)
    another, apart = _another(overlaps, chosen), _apart(overlaps, chosen, conflict)
    return np.stack(
        [
            share, covered, query_over, name_over, conflict, least, fulls, lone, syllables, exact, letters, crossed,
            rarest, second, complete, whole, syllables * query_over, syllables * name_over, spelt, lost, met,
            stranger_kind, lonely, across, across * query_over, across * conflict, across * lost, apart, unlike, _turned(overlaps, chosen), (1 - across) * another, across * another,
        ],
        axis=1,
    )  # fmt: skip


def _two_best(pair: I64, values: F64, count: int) -> tuple[F64, F64]:
    """Return float64[count] twice: the most of each pair's values, and the next; `pair` never falls."""
    best, next_best = np.zeros(count), np.zeros(count)
    starts = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]])[: len(pair)])
    if len(starts):
        best[pair[starts]] = np.maximum.reduceat(values, starts)
        highest = np.flatnonzero(values == best[pair])
        owner = pair[highest]
        first = highest[np.concatenate([[True], owner[1:] != owner[:-1]])]
        rest = values.copy()
        rest[first] = 0.0
        next_best[pair[starts]] = np.maximum.reduceat(rest, starts)
    return best, next_best


def _crossed(overlaps: Overlaps, chosen: Bools) -> Bools:
    """Say in which pairs three syllables or more meet in an order that no turning round of the family name explains."""
    rows = np.flatnonzero(chosen & overlaps.syllable & ~several(overlaps.query_mask) & ~several(overlaps.name_mask))
    rows = rows[np.lexsort((overlaps.query_mask[rows], overlaps.pair[rows]))]
    pair, place = overlaps.pair[rows], overlaps.name_mask[rows]
    count = len(overlaps.query)
    first = np.ones(len(rows), dtype=bool)
    first[1:] = pair[1:] != pair[:-1]
    many = np.bincount(pair, minlength=count)
    following = np.roll(place, -1)
    last = np.roll(first, -1)
    following[last] = place[first]  # of the last syllable the first follows
    falls = np.bincount(pair[following < place], minlength=count)
    result: Bools = (many >= 3) & (falls >= 2)
    return result


def _apart(overlaps: Overlaps, chosen: Bools, conflict: F64) -> F64:
    """Return float64[n_pairs]: the nats in which two names are apart."""
    hardly = np.clip((_HARDLY[1] - overlaps.alike[chosen]) / (_HARDLY[1] - _HARDLY[0]), 0.0, 1.0)
    named = (conflict > _NO_SMALL_WORD) & (overlaps.other == 0)
    words = np.where(named, np.maximum(conflict, _OTHER_WORD), conflict)
    unlike = overlaps.worth[chosen] * overlaps.full[chosen] * hardly
    return words + sums(overlaps.pair[chosen], unlike, len(conflict))


def _another(overlaps: Overlaps, chosen: Bools) -> F64:
    """Return float64[n_pairs]: how many words meet another name that the lexicon knows, the commoner the more, the less alike the more.

    A slip seldom makes one known name of another; a stranger is met the more often, the more people are called so.
    """
    single = overlaps.full & ~overlaps.syllable & ~several(overlaps.query_mask) & ~several(overlaps.name_mask)
    rows = np.flatnonzero(chosen & single & (overlaps.query_part < UNSEEN) & (overlaps.name_part < UNSEEN))
    common = (UNSEEN - np.minimum(overlaps.query_part[rows], overlaps.name_part[rows])) / _COMMON
    unlike = np.clip((_ONE_NAME - overlaps.alike[rows]) / _OTHER_NAMES, 0.0, 1.0)
    return sums(overlaps.pair[rows], common * unlike, len(overlaps.query))


def _turned(overlaps: Overlaps, chosen: Bools) -> F64:
    """Say (1 or 0) in which pairs two syllables alone meet, next to each other on both sides and in the other order."""
    rows = np.flatnonzero(chosen & overlaps.syllable & ~several(overlaps.query_mask) & ~several(overlaps.name_mask))
    pair, count = overlaps.pair[rows], len(overlaps.query)
    two = np.bincount(pair, minlength=count) == 2
    rows = rows[two[pair]]
    pair, asked, listed = (
        overlaps.pair[rows][::2],
        lowest_bit(overlaps.query_mask[rows]),
        lowest_bit(overlaps.name_mask[rows]),
    )
    steps = (asked[1::2] - asked[::2]) * (listed[1::2] - listed[::2])
    more = (overlaps.query_nats > 8.0) & (overlaps.name_nats > 8.0)
    result = np.zeros(count)
    result[pair[steps == -1]] = 1.0
    return result * more


def align(overlaps: Overlaps) -> Aligned:
    """Align each pair's tokens one to one, dearest first, and weigh the result."""
    if not len(overlaps.query):
        return _NOTHING
    chosen = choose(overlaps)
    measured = measure(overlaps, chosen)
    nats = _nats_of(measured, overlaps.other)
    agreement = np.clip(THRESHOLD + NAT * (nats - AT_THRESHOLD), 0.0, BEST_UNEQUAL)
    covered, query_over, name_over = measured[:, 1:4].T
    count, least = len(overlaps.query), np.ones(len(overlaps.query))
    np.minimum.at(least, overlaps.pair[chosen], overlaps.alike[chosen])
    nothing_over = (query_over == 0) & (name_over == 0) & (covered > 0)
    agreement = np.minimum(agreement, np.interp(measured[:, _APART], *_MOST_APART))
    agreement = np.minimum(agreement, _most_by_acronym(overlaps, chosen))
    exchanged = measured[:, _ORDERS].any(axis=1)
    agreement[exchanged] = np.minimum(agreement[exchanged], _MOST_EXCHANGED)
    agreement[(measured[:, _FULL] > 0) & (query_over <= LIGHT) & (name_over <= LIGHT) & (least == 1.0)] = SAME_BUT_LIGHT
    agreement[nothing_over & (least >= SAME_LETTERS)] = BEST_UNEQUAL
    agreement[nothing_over & (least == 1.0)] = 1.0
    weighed = sums(overlaps.pair[chosen], overlaps.worth[chosen], count)
    agreement[_contradicts(overlaps, chosen)] -= _CONTRADICTION
    agreement[covered < COVERAGE * (weighed + query_over)] = 0.0
    agreement = np.floor(np.maximum(agreement, 0.0) * 1e4 + 0.5) / 1e4
    return Aligned(
        agreement=agreement,
        covered=covered,
        query_over=query_over,
        name_over=name_over,
        chosen=chosen,
        measured=measured,
    )


def _most_by_acronym(overlaps: Overlaps, chosen: Bools) -> F64:
    """Return float64[n_pairs]: what names agree at most of which one is an acronym of the other; 1 where none is."""
    most = np.ones(len(overlaps.query))
    rows = np.flatnonzero(chosen & (overlaps.alike == ACRONYM_ALIKE))
    most[overlaps.pair[rows]] = np.interp(
        np.minimum(overlaps.letters[rows], overlaps.name_letters[rows]), *_MOST_BY_ACRONYM
    )
    return most


@dataclass(frozen=True, slots=True)
class _Table:
    """The learnt table as arrays, n_steps each: which measure, where a step begins, how wide it is, and weights [n, 2]."""

    measure: I64
    low: F64
    width: F64
    weight: F64


@functools.cache
def _table() -> _Table:
    measure = np.array([FEATURES.index(step[0]) for step in STEPS], dtype=np.int64)
    low, high = (np.array([step[side] for step in STEPS], dtype=np.float64) for side in (1, 2))
    weight = np.array([step[3:] for step in STEPS], dtype=np.float64)
    return _Table(measure, low, high - low, np.rint(weight * _FINE) / _FINE)


def _nats_of(measured: F64, other: U8) -> F64:
    """Return float64[n_pairs]: what the measures add up to; in steps so fine that sums do not depend on their order."""
    table, column = _table(), other.astype(np.int64)
    result: F64 = np.array(BIAS)[column]
    for start in range(0, len(result), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        share = (measured[rows, table.measure] - table.low) / table.width
        np.clip(share, 0.0, 1.0, out=share)
        added = np.rint(share * _FINE) @ (table.weight / _FINE)
        result[rows] += added[np.arange(len(added)), column[rows]]
    return result


@functools.cache
def most_of(feature: str, column: int) -> float:
    """Return the most that a feature adds."""
    return max(0.0, float(curve_of(feature, column)[1].max(initial=0.0)))


def added_by(feature: str, column: int, values: F64) -> F64:
    """Return what a feature adds at some values."""
    at, added = curve_of(feature, column)
    return np.interp(values, at, added)


@functools.cache
def curve_of(feature: str, column: int) -> tuple[F64, F64]:
    """Return where the steps of a feature begin and end, and what has been added there."""
    table = _table()
    rows = np.flatnonzero(table.measure == FEATURES.index(feature))
    rows = rows[np.argsort(table.low[rows])]
    ends = np.stack([table.low[rows], table.low[rows] + table.width[rows]], axis=1).ravel()
    steps = np.stack([np.zeros(len(rows)), table.weight[rows, column]], axis=1).ravel()
    return np.concatenate([[-1.0], ends]), np.concatenate([[0.0], np.cumsum(steps)])


def _contradicts(overlaps: Overlaps, chosen: Bools) -> Bools:
    """Say which pairs have other numbers, or exchange father and son."""
    count = len(overlaps.query)
    pair, query_mask, name_mask = overlaps.pair[chosen], overlaps.query_mask[chosen], overlaps.name_mask[chosen]
    query_used, name_used = np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.uint64)
    np.bitwise_or.at(query_used, pair, query_mask)
    np.bitwise_or.at(name_used, pair, name_mask)
    numbers: Bools = (overlaps.query_numbers & ~query_used != 0) & (overlaps.name_numbers & ~name_used != 0)
    both = (overlaps.query_filiation >= 0) & (overlaps.name_filiation >= 0)
    if not both.any():
        return numbers
    result: Bools = numbers | (both & _exchanged(overlaps, chosen))
    return result


def _exchanged(overlaps: Overlaps, chosen: Bools) -> Bools:
    """Say which pairs have the father of each side before the "son of" of the other: Ali bin Hassan, Hassan bin Ali.

    A name that stands on both sides of it (Ali Said bin Ali) may meet itself either way and exchanges nothing.
    """
    count, pair = len(overlaps.query), overlaps.pair
    query_place, name_place = lowest_bit(overlaps.query_mask), lowest_bit(overlaps.name_mask)
    query_father = query_place == overlaps.query_filiation[pair] + 1
    name_father = name_place == overlaps.name_filiation[pair] + 1
    found = [np.zeros(count, dtype=bool) for _ in range(3)]
    found[0][pair[query_father & name_father]] = True
    found[1][pair[chosen & query_father & (name_place < overlaps.name_filiation[pair])]] = True
    found[2][pair[chosen & name_father & (query_place < overlaps.query_filiation[pair])]] = True
    result: Bools = ~found[0] & found[1] & found[2]
    return result
