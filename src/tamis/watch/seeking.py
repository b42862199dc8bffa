"""Which customers could meet a changed listing: the engine's own bounds, asked from the listings' side.

In: a screener over the changed listings, and turned customers. Out: the numbers of those who may reach a hit on one of
them. How alike words are, what they are worth and what must be covered are the engine's figures; everything that is not
known before a pair is aligned is taken at its best, so that nobody is lost. Whoever is found is screened forwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from tamis.comparison.bounds import least_covered
from tamis.index.keys import exact_keys, joined_keys
from tamis.index.known import expand
from tamis.index.units import EPSILON, reach_of, units_of, worth_of
from tamis.records import Listing
from tamis.screening import Screener
from tamis.screening.attributes import agreements_of
from tamis.screening.score import weight_of
from tamis.values.arrays import F64, I64, U8, U64, Bools
from tamis.values.classes import equivalents
from tamis.values.forms import forms_of
from tamis.values.names import name_readings
from tamis.values.overlap import COVERAGE, INITIAL_ALIKE, NEARLY
from tamis.values.rarity import Role
from tamis.values.similarity import agreement_of
from tamis.watch.turned import CUT_WORD, TWO, Turned
from tamis.watch.turning import cut_keys

_SHORTEST_CUT = 2
_LEAST_ALIKE_TWO = 0.85
"""Two words written as one that are less alike than this to a listed word are not compared."""
_WRITTEN_AS_ONE = 0.97
_INITIAL = float(agreement_of(np.array([INITIAL_ALIKE]))[0])
_AT_ONCE = 200_000  # pairs whose attributes are compared together


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where words of customers meet listed names, sorted by the name.

    Attributes:
        name: int64[n], listed name; unit: int64[n].
        reach: float64[n], the most nats that the unit covers.
        met: float64[n], how many naming words are met as they are spelt, or by an initial.
    """

    name: I64
    unit: I64
    reach: F64
    met: F64


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A name of a customer and a listed name, what they reach together, and how many naming words may be met as spelt."""

    asked: I64
    listed: I64
    reach: F64
    met: F64

    def take(self, rows: Bools | slice) -> _Pairs:
        """Return some of them."""
        return _Pairs(self.asked[rows], self.listed[rows], self.reach[rows], self.met[rows])


class Seeker:
    """Seeks customers for some listings.

    Args:
        small: A screener over these listings alone.
        listings: The same listings.
    """

    def __init__(self, small: Screener, listings: Iterable[Listing]) -> None:
        self._index = small.index
        self._policy = small.policy
        self._known = small.matcher.lookup.known
        self._least = small.matcher.least(None)
        texts = {name.text for one in listings for name in one.names}
        words = {token for text in texts for reading in name_readings(text) for token in reading}
        self._keys = self._asked_keys(sorted(words))

    def among(self, turned: Turned) -> I64:
        """Return the numbers of the customers who could meet one of the listings, ascending."""
        found = np.zeros(len(turned.number), dtype=bool)
        index = self._index
        keys = np.unique(np.concatenate([index.identifier_key, index.whole_key, index.acronym_key]))
        found[turned.identifier_customer[_under(turned.identifier, keys)]] = True
        spots = self._spots(turned)
        floors = COVERAGE * turned.name_total - turned.name_given - EPSILON
        starts = np.flatnonzero(np.diff(spots.name, prepend=-1)).tolist()
        waiting: list[_Pairs] = []
        for start, end in itertools.pairwise([*starts, len(spots.name)]):
            waiting.append(self._reached(turned, spots, slice(start, end), floors))
            if sum(len(one.asked) for one in waiting) >= _AT_ONCE:
                self._mark(turned, waiting, found)
                waiting = []
        self._mark(turned, waiting, found)
        result: I64 = turned.number[found]
        return result

    def _asked_keys(self, words: list[str]) -> U64:
        """Return every key that a word near one of the listed words may be kept under."""
        index = self._index
        raw = [
            bytes(index.raw[start:end]) for start, end in zip(index.raw_offset[:-1], index.raw_offset[1:], strict=True)
        ]
        beginnings = {one[:end] for one in raw for end in range(_SHORTEST_CUT, len(one))}
        others = sorted({other for word in words for other, _ in equivalents(word)})
        keys = [index.form_key, joined_keys(index.pair_key, index.pair_key).ravel(), cut_keys(sorted(beginnings))]
        if others:
            keys.append(exact_keys(forms_of(others).raw))
        return np.unique(np.concatenate(keys))

    def _spots(self, turned: Turned) -> _Spots:
        """Return where the customers' words meet the listed names, each unit once for each name at its best."""
        units = np.unique(turned.key_unit[_under(turned.key, self._keys)]).astype(np.int64)
        parts = [self._by_initial(turned), *(self._by_word(turned, units) if len(units) else ())]
        name, unit = (np.concatenate([part[place] for part in parts]).astype(np.int64) for place in (0, 1))
        reach, met = (np.concatenate([part[place] for part in parts]).astype(np.float64) for place in (2, 3))
        order = np.lexsort((unit, name))
        name, unit, reach, met = name[order], unit[order], reach[order], met[order]
        first = np.ones(len(name), dtype=bool)
        first[1:] = (name[1:] != name[:-1]) | (unit[1:] != unit[:-1])
        if not len(name):
            return _Spots(name, unit, reach, met)
        begin = np.flatnonzero(first)
        return _Spots(name[begin], unit[begin], np.maximum.reduceat(reach, begin), np.maximum.reduceat(met, begin))

    def _by_word(self, turned: Turned, units: I64) -> list[tuple[I64, I64, F64, F64]]:
        """Return (listed name, unit, reach, met) where units are near listed words, or two of them written as one."""
        index, known = self._index, self._known
        words = turned.words(units)
        number = np.array(known.number(words), dtype=np.int64)
        weighed = replace(
            units_of([(word,) for word in words], (), known),
            nats=turned.unit_nats[units],
            unseen=turned.unit_unseen[units],
        )
        kind = turned.unit_kind[units]
        naming = _naming_words(turned, units)
        starts, counts = known.near(number)
        row, places = np.repeat(np.arange(len(units)), counts), expand(starts, counts)
        listed, alike = known.near_token[places].astype(np.int64), known.near_alike[places]
        initial = index.token_role[listed] == Role.INITIAL
        stands_for = initial & (alike == INITIAL_ALIKE)  # of these there are more than share a key: see `_by_initial`
        keep = ~stands_for & ((kind[row] != TWO) | (alike > _LEAST_ALIKE_TWO))
        row, listed, alike = row[keep], listed[keep], alike[keep]
        worth = worth_of(weighed, row, alike, index.token_nats[listed], index.token_unseen[listed])
        begin = index.posting_offset[listed].astype(np.int64)
        many = index.posting_offset[listed + 1] - begin
        name, again = index.posting_name[expand(begin, many)].astype(np.int64), np.repeat(np.arange(len(row)), many)
        reach = reach_of(weighed, row, alike, worth)
        met = ((alike > NEARLY) | initial[keep]) * naming[row]
        near = name, units[row[again]], reach[again, index.name_other[name]], met[again]
        rows, pair = self._as_one(number, kind)
        name = index.pair_name[pair].astype(np.int64)
        likeness = np.full(len(rows), _WRITTEN_AS_ONE)
        worth = worth_of(weighed, rows, likeness, self._nats_of_pairs(pair), np.zeros((len(rows), 2), dtype=bool))
        reach = reach_of(weighed, rows, likeness, worth)[np.arange(len(rows)), index.name_other[name]]
        return [near, (name, units[rows], reach, naming[rows])]

    def _as_one(self, number: I64, kind: U8) -> tuple[I64, I64]:
        """Return (row of the unit, row of the index's pairs) where neighbouring listed words, written as one, are a unit."""
        key = self._index.pair_key
        rows = np.tile(np.flatnonzero(kind != CUT_WORD), 2)
        hashes = self._known.hashes[number[rows[: len(rows) // 2]]].T.ravel()
        starts = np.searchsorted(key, hashes, side="left")
        counts = np.searchsorted(key, hashes, side="right") - starts
        return np.repeat(rows, counts), expand(starts, counts)

    def _nats_of_pairs(self, pair: I64) -> F64:
        """Return float64[n, 2]: what the listed words of pairs weigh together."""
        index = self._index
        begin = index.name_offset[index.pair_name[pair]].astype(np.int64) + index.pair_place[pair]
        many = index.pair_many[pair].astype(np.int64)
        nats = np.zeros((len(pair), 2))
        np.add.at(nats, np.repeat(np.arange(len(pair)), many), index.token_nats[index.name_token[expand(begin, many)]])
        return nats

    def _by_initial(self, turned: Turned) -> tuple[I64, I64, F64, F64]:
        """Return (listed name, unit, reach, met) where a listed initial may stand for a word."""
        index = self._index
        initials = np.flatnonzero(index.token_role == Role.INITIAL)
        names, units = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for token in initials.tolist():
            start, end = index.raw_offset[token : token + 2].tolist()
            begun = (
                np.flatnonzero(turned.unit_letter == index.raw[start]) if end - start == 1 else np.zeros(0, np.int64)
            )
            held = index.posting_name[index.posting_offset[token] : index.posting_offset[token + 1]]
            names.append(np.repeat(held.astype(np.int64), len(begun)))
            units.append(np.tile(begun, len(held)))
        name, unit = np.concatenate(names), np.concatenate(units)
        over = np.maximum(0.0, turned.unit_nats[unit, index.name_other[name]] - 1.0)
        return name, unit, _INITIAL + COVERAGE * over, _naming_words(turned, unit)

    def _reached(self, turned: Turned, spots: _Spots, some: slice, floors: F64) -> _Pairs:
        """Return the names of customers that may meet one listed name, its attributes taken at their best."""
        listed = int(spots.name[some.start])
        other = int(self._index.name_other[listed])
        begin = turned.unit_start[spots.unit[some]]
        counts = turned.unit_start[spots.unit[some] + 1] - begin
        held = turned.unit_name[expand(begin, counts)]
        reach: F64 = np.bincount(held, np.repeat(spots.reach[some], counts), len(floors)).astype(np.float64)
        asked = np.flatnonzero((reach > 0) & (reach >= floors[:, other]))
        met: F64 = np.bincount(held, np.repeat(spots.met[some], counts), len(floors)).astype(np.float64)[asked]
        pairs = _Pairs(asked, np.full(len(asked), listed), reach[asked], met)
        index, policy = self._index, self._policy
        listing = int(index.name_listing[listed])
        dated, placed, born = (
            int(offset[listing + 1] > offset[listing])
            for offset in (index.birth_offset, index.country_offset, index.birth_country_offset)
        )
        bonus = policy.birth_date_weight * dated + policy.country_weight * max(placed, born)
        bonus += policy.gender_weight * int(index.listing_gender[listing] > 0)
        return pairs.take(self._enough(turned, pairs, np.full(len(asked), bonus)))

    def _mark(self, turned: Turned, waiting: list[_Pairs], found: Bools) -> None:
        """Mark the customers of the pairs that may reach a hit with what their attributes say."""
        if not waiting:
            return
        pairs = _Pairs(*(np.concatenate([getattr(one, name) for one in waiting]) for name in _Pairs.__slots__))
        pairs = pairs.take(~found[turned.name_customer[pairs.asked]])
        customer = turned.name_customer[pairs.asked].astype(np.int64)
        listing = self._index.name_listing[pairs.listed].astype(np.int64)
        said = np.zeros(len(customer))
        for feature, agreement in agreements_of(turned.asked, self._index, customer, listing).items():
            said += agreement * weight_of(self._policy, feature)
        found[customer[self._enough(turned, pairs, said)]] = True

    def _enough(self, turned: Turned, pairs: _Pairs, said: F64) -> Bools:
        """Say which pairs may be hits, given what is said beside their names."""
        index, weight = self._index, self._policy.name_weight
        if weight <= 0:
            return np.ones(len(pairs.asked), dtype=bool)
        other = index.name_other[pairs.listed].astype(np.int64)
        wanted = (self._least[index.listing_kind[index.name_listing[pairs.listed]]] - said) / weight
        otherwise, without = least_covered(wanted, turned.name_lightest[pairs.asked, other], other)
        whole = pairs.reach + turned.name_given[pairs.asked, other] + EPSILON
        spelt = pairs.met >= turned.name_naming[pairs.asked]
        enough: Bools = spelt | (whole >= without) | (whole + turned.name_left[pairs.asked, other] >= otherwise)
        return enough


def _naming_words(turned: Turned, units: I64) -> F64:
    """Return float64[n]: how many naming words units are made of."""
    result: F64 = np.where(turned.unit_naming[units], np.where(turned.unit_kind[units] == TWO, 2.0, 1.0), 0.0)
    return result


def _under(sorted_keys: U64, keys: U64) -> I64:
    """Return the positions of all entries under some keys."""
    starts = np.searchsorted(sorted_keys, keys, side="left")
    return expand(starts, np.searchsorted(sorted_keys, keys, side="right") - starts)
