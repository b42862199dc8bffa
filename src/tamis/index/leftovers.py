"""The words that candidate names and queries have left over, compared directly.

In: candidates found through other words. Out: entries for pairs of left-over words that are alike though they share no
form and no single deletion: two typing errors, dropped vowels, heard spellings; and which candidates they cannot save.
Only pairs of words whose letters and lengths allow it are compared. Must not know: thresholds, policies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.index.arrays import Index
from tamis.index.known import KnownTokens, expand
from tamis.index.spellings import Spellings
from tamis.index.units import EPSILON, NO_ENTRIES, Entries, Units, worth_of
from tamis.index.vicinity import LEAST_NATS
from tamis.values.arrays import F64, I64, U8, U64, Bools
from tamis.values.rarity import Role
from tamis.values.similarity import LEAST, agreement_of, most_alike


@dataclass(frozen=True, slots=True)
class _Words:
    """Left-over words: the pair they are of, the listed word's place and token, the unit of the query."""

    pair: I64
    spot: U64
    listed: I64
    unit: I64

    def take(self, rows: Bools | I64) -> _Words:
        """Return some rows."""
        return _Words(self.pair[rows], self.spot[rows], self.listed[rows], self.unit[rows])


class Leftovers:
    """Compares left-over words against one index."""

    def __init__(self, index: Index, spellings: Spellings, known: KnownTokens) -> None:
        self._index = index
        self._known = known
        self._spellings = spellings
        self._named = np.isin(index.token_role, (Role.ORDINARY, Role.BUSINESS))
        lengths = index.raw_offset[1:] - index.raw_offset[:-1], index.sound_offset[1:] - index.sound_offset[:-1]
        self._lengths = np.stack(lengths, axis=1)

    def entries(self, units: Units, found: Entries, lacking: F64) -> tuple[Entries, Bools]:
        """Return the entries that left-over words add, and which candidates they may save.

        Args:
            units: What the queries are looked up by.
            found: Entries of the candidates, sorted by query and name.
            lacking: float64[n_pairs], nats that left-over words must add, 0 where none must.
        """
        index = self._index
        if not len(found.query):
            return NO_ENTRIES, lacking <= EPSILON
        query, name, query_used, name_used = _pairs_of(found)
        words = self._words(units, query, name, query_used, name_used)
        letters = self._bound(units, words)
        rows = (letters >= LEAST).nonzero()[0]
        words, letters = words.take(rows), letters[rows]
        enough = lacking <= EPSILON
        if not enough.all():
            enough |= self._most(units, words, letters, index.name_other[name]) >= lacking - EPSILON
            words = words.take(enough[words.pair].nonzero()[0])
        if not len(words.pair):
            return NO_ENTRIES, enough
        alike = self._alike(units.uid[words.unit], words.listed)
        if lacking.any():
            enough &= (lacking <= EPSILON) | (
                self._most(units, words, alike, index.name_other[name]) >= lacking - EPSILON
            )
            alike[~enough[words.pair]] = 0.0
        rows = alike.nonzero()[0]
        if not len(rows):
            return NO_ENTRIES, enough
        words, alike = words.take(rows), alike[rows]
        unit, listed = words.unit, words.listed
        other = index.name_other[name[words.pair]]
        worth = worth_of(units, unit, alike, index.token_nats[listed], index.token_unseen[listed])
        row = np.arange(len(unit))
        return Entries(
            query[words.pair], name[words.pair], units.mask[unit], np.uint64(1) << words.spot, alike, worth[row, other],
            units.nats[unit, other], index.token_nats[listed, other], np.ones(len(unit), dtype=bool), units.syllable[unit], units.letters[unit],
            (index.raw_offset[listed + 1] - index.raw_offset[listed]).astype(np.int64),
        ), enough  # fmt: skip

    def _words(self, units: Units, query: I64, name: I64, query_used: U64, name_used: U64) -> _Words:
        """Return the pairs of words that no entry uses: naming words of some weight."""
        index = self._index
        asked = (units.plain & units.full & (units.nats >= LEAST_NATS).all(axis=1)).nonzero()[0]
        first = units.query[asked].searchsorted(np.arange(len(units.total) + 1))
        begin = first[query]
        counts = first[query + 1] - begin
        pair = np.arange(len(query)).repeat(counts)
        unit = asked[expand(begin, counts)]
        free = ((query_used[pair] & units.mask[unit]) == 0).nonzero()[0]
        pair, unit = pair[free], unit[free]
        whose = name[pair]
        start = index.name_offset[whose].astype(np.int64)
        counts = index.name_offset[whose + 1] - start
        row = expand(start, counts)
        spot = (row - start.repeat(counts)).astype(np.uint64)
        listed = index.name_token[row].astype(np.int64)
        pair, unit = pair.repeat(counts), unit.repeat(counts)
        free = (self._named[listed] & (name_used[pair] >> spot & np.uint64(1) == 0)).nonzero()[0]
        return _Words(pair[free], spot[free], listed[free], unit[free])

    def _bound(self, units: Units, words: _Words) -> F64:
        """Return float64[n]: the most that the words can be alike, by their letters and lengths alone."""
        index, known, uid, listed = self._index, self._known, units.uid[words.unit], words.listed
        lengths = self._lengths[listed].astype(np.int64)
        cross = known.abjad[uid] != index.token_abjad[listed]
        return most_alike(known.letters[uid], index.token_letters[listed], known.lengths[uid, :2], lengths, cross)

    def _most(self, units: Units, words: _Words, alike: F64, other: U8) -> F64:
        """Return float64[n_pairs]: the most nats that left-over words can add."""
        index, column = self._index, other[words.pair].astype(np.int64)
        worth = (units.nats[words.unit, column] + index.token_nats[words.listed, column]) / 2
        gain = worth * agreement_of(alike)
        first = np.ones(len(gain), dtype=bool)
        first[1:] = (words.pair[1:] != words.pair[:-1]) | (words.unit[1:] != words.unit[:-1])
        best = np.maximum.reduceat(gain, np.flatnonzero(first)) if len(gain) else gain
        total: F64 = np.bincount(words.pair[first], weights=best, minlength=len(other)).astype(np.float64)
        return total

    def _alike(self, uid: I64, listed: I64) -> F64:
        """Return the likeness of each (token of a query, listed token); what was compared lately is remembered."""
        known = self._known.compared
        key = uid * np.int64(self._index.n_tokens) + listed
        alike, missing = known.find(key)
        if len(missing):
            rest = np.sort(key[missing])
            rest = rest[np.concatenate([[True], rest[1:] != rest[:-1]])]
            asked, there = np.divmod(rest, self._index.n_tokens)
            found = self._spellings.alike(self._known.spelt, asked, there)
            known.keep(rest, found)
            alike[missing] = found[np.searchsorted(rest, key[missing])]
        return alike


def _pairs_of(found: Entries) -> tuple[I64, I64, U64, U64]:
    """Return the (query, name) pairs of sorted entries and the masks of the words that meet in them."""
    first = np.ones(len(found.query), dtype=bool)
    first[1:] = (found.query[1:] != found.query[:-1]) | (found.name[1:] != found.name[:-1])
    start = np.flatnonzero(first)
    if not len(start):
        return found.query, found.name, found.query_mask, found.name_mask
    query_used, name_used = (
        np.bitwise_or.reduceat(found.query_mask, start),
        np.bitwise_or.reduceat(found.name_mask, start),
    )
    return found.query[start], found.name[start], query_used, name_used
