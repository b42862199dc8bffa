"""Words -> the listed names that hold something near them, and the most that each word may add to such a name.

In: words as tokens, each with the neighbours that it may be one word with. Out: row numbers, and answers about rows: which
names two of them share. Everything is an upper bound: what is worked out here can only let too much through. Each row is
worked out once, and all are forgotten when they grow too many. Must not know: texts, thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.growing import Growing
from tamis.index.known import expand
from tamis.index.lookup import Lookup
from tamis.index.meetings import Reached, reached
from tamis.index.units import units_of
from tamis.values.arrays import F32, F64, I64, U32, Bools
from tamis.values.overlap import INITIAL_ALIKE
from tamis.values.rarity import UNSEEN, Role
from tamis.values.similarity import agreement_of

Asked = tuple[str, tuple[str, ...], str]
"""The last token of the word before where the two may be one word (else ""), the word's tokens, the first token of the next."""

_NEAR = 0.7  # least likeness: below it a third of a word's weight would be left
_MOST = 8_000_000  # entries: 160 MB
_STRANGER = 0.76  # how alike a word may be to one of a name that shares no form with it; `outlook` says why
_TWO_EDITS = 1.727
_NAMES = np.int64(32)  # bits of a key that hold the name
_NAME_BITS = (np.int64(1) << _NAMES) - 1
_LAST_PLACE = np.uint32(1) << np.uint32(31)  # stands for all places from there on
_BOARDED = 64  # names asked of one row from which it is laid out on a board


@dataclass(frozen=True, slots=True)
class Shared:
    """What a word has with a listed name.

    Attributes:
        owner: int64[n], the position of what was asked.
        name: int64[n], rows of listed names.
        covers: float32[n], most nats of the name that the word covers.
        part: float32[n], most nats that the words of the name weigh which it meets.
        alike: float32[n], how alike they are at most; 1 where no naming word meets.
        full: float32[n], how many naming words meet at most.
        places: uint32[n], the places of the words of the name that meet, as bits.
    """

    owner: I64
    name: I64
    covers: F32
    part: F32
    alike: F32
    full: F32
    places: U32

    def take(self, rows: I64 | Bools) -> Shared:
        """Return some rows."""
        return Shared(*(getattr(self, name)[rows] for name in self.__slots__))


class NamesNear:
    """What is near words in one index."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._board = np.full(lookup.index.n_names, -1, dtype=np.int64)
        self._forget()

    def _forget(self) -> None:
        self._row: dict[Asked, int] = {}
        self._joins: dict[tuple[str, str], bool] = {}
        self._key = Growing(np.int64)
        self._covers, self._part, self._alike, self._full = (Growing(np.float32) for _ in range(4))
        self._places_met = Growing(np.uint32)
        self._end = Growing(np.int64)
        self._stranger = Growing(np.float64, 2)
        self._wild = Growing(bool)

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget: rows given before are void then."""
        return len(self._key) > _MOST

    def make_room(self) -> bool:
        """Forget everything where too much is remembered; say whether that was so."""
        if not self.is_full:
            return False
        self._forget()
        return True

    @property
    def stranger(self) -> F64:
        """float64[n_rows, 2]: most nats that a word covers of a name that holds nothing near it."""
        return self._stranger.rows

    @property
    def wild(self) -> Bools:
        """bool[n_rows]: whether the word is an initial, which meets every word that begins with it."""
        return self._wild.rows

    def counts(self, rows: I64) -> I64:
        """Return how many listed names are near each row."""
        ends = self._end.rows
        result: I64 = ends[rows] - np.where(rows > 0, ends[rows - 1], 0)
        return result

    def joins(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        """Say which pairs of neighbouring tokens may be one word of a listed name written apart."""
        known = self._joins
        missing = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        if missing:
            units = units_of(missing, (), self._lookup.known)
            joined = set(units.query[units.two].tolist())
            known.update((pair, place in joined) for place, pair in enumerate(missing))
        return [known[pair] for pair in pairs]

    def rows(self, words: Sequence[Asked]) -> I64:
        """Return int64[n]: the rows of words, working out those that are new."""
        known = self._row
        missing = [word for word in dict.fromkeys(words) if word not in known]
        for start in range(0, len(missing), 4096):
            self._learn(missing[start : start + 4096])
        return np.fromiter((known[word] for word in words), dtype=np.int64, count=len(words))

    def _learn(self, words: Sequence[Asked]) -> None:
        """Work out rows: units of each word with its neighbours, of which those that touch the word count."""
        lookup = self._lookup
        lookup.known.make_room()
        names = [tuple(token for token in (before, *own, after) if token) for before, own, after in words]
        begin = np.array([int(bool(before)) for before, _, _ in words], dtype=np.uint64)
        many = np.array([len(own) for _, own, _ in words], dtype=np.uint64)
        one = np.uint64(1)
        own = ((one << many) - one) << begin
        units = units_of(names, (), lookup.known)
        found = reached(lookup, units, (units.mask & own[units.query]) != 0)
        self._keep(found, many.astype(np.int64))
        plain = units.plain & ((units.mask & own[units.query]) != 0)
        length = lookup.known.lengths[units.uid, 1]
        alike = np.maximum(_STRANGER, 1 - _TWO_EDITS / (length + 2))
        most = (units.nats + UNSEEN) / 2 * agreement_of(alike)[:, None]
        stranger = np.zeros((len(words), 2))
        np.add.at(stranger, units.query[plain], most[plain])
        self._stranger.add(stranger)
        initial = plain & (lookup.known.role[units.uid] == Role.INITIAL)
        self._wild.add(np.bincount(units.query[initial], minlength=len(words)) > 0)
        self._row.update((word, len(self._row)) for word in words)

    def _keep(self, found: Reached, tokens: I64) -> None:
        """Keep what is near words of so many tokens: the sum of all that a word meets in a name."""
        near = found.alike >= _NEAR
        key = (found.query[near] << _NAMES) | found.name[near]
        order = np.argsort(key, kind="stable")
        key = key[order]
        covers, part, alike = (one[near][order] for one in (found.covers, found.part, found.alike))
        full, places = found.full[near][order], found.places[near][order]
        alike = np.where(full, alike, 1.0)
        starts = np.flatnonzero(np.concatenate([np.ones(min(len(key), 1), dtype=bool), key[1:] != key[:-1]]))
        if len(starts) < len(key):
            covers, part = np.add.reduceat(covers, starts), np.add.reduceat(part, starts)
            alike, key = np.maximum.reduceat(alike, starts), key[starts]
            full, places = np.logical_or.reduceat(full, starts), np.bitwise_or.reduceat(places, starts)
        first, before = np.int64(len(self._row)), len(self._key)
        self._key.add(key + (first << _NAMES))
        self._covers.add(covers.astype(np.float32))
        self._part.add(part.astype(np.float32))
        self._alike.add(alike.astype(np.float32))
        self._places_met.add(places)
        self._full.add(np.where(full, tokens[key >> _NAMES], 0).astype(np.float32))
        self._end.add(before + np.searchsorted(key >> _NAMES, np.arange(1, len(tokens) + 1)))

    def near(self, rows: I64) -> Shared:
        """Return the names near rows."""
        counts = self.counts(rows)
        return self._at(np.repeat(np.arange(len(rows)), counts), expand(self._end.rows[rows] - counts, counts))

    def _at(self, owner: I64, place: I64) -> Shared:
        name = self._key.rows[place] & _NAME_BITS
        kept = (self._covers, self._part, self._alike, self._full, self._places_met)
        return Shared(owner, name, *(one.rows[place] for one in kept))

    def find(self, rows: I64, names: I64) -> tuple[Bools, Shared]:
        """Return which of (row, name) pairs are near, and what those have; owner is the position of the pair."""
        place = self._places(rows, names)
        there = place >= 0
        return there, self._at(np.flatnonzero(there), place[there])

    def common(self, one: I64, two: I64) -> Shared:
        """Return the names that both rows of each pair are near, with what both have together."""
        fewer = self.counts(one) <= self.counts(two)
        small, large = np.where(fewer, one, two), np.where(fewer, two, one)
        mine = self.near(small)
        there, other = self.find(large[mine.owner], mine.name)
        mine = mine.take(there)
        places = mine.places | other.places
        several = (places & (places - np.uint32(1))) >= np.uint32(
            1
        )  # else both meet the same word, and one of them alone counts
        several |= places >= _LAST_PLACE
        covers = np.where(several, mine.covers + other.covers, np.maximum(mine.covers, other.covers))
        part = np.where(several, mine.part + other.part, np.maximum(mine.part, other.part))
        alike = np.minimum(mine.alike, other.alike)
        return Shared(mine.owner, mine.name, covers, part, alike, mine.full + other.full, places)

    def _places(self, rows: I64, names: I64) -> I64:
        """Return int64[n]: where (row, name) stands among the entries, -1 where it does not.

        A row that many names are asked of is laid out on a board of all names: one step a name instead of twenty.
        """
        place = np.full(len(rows), -1, dtype=np.int64)
        order = np.argsort(rows, kind="stable")
        sorted_rows = rows[order]
        starts = np.flatnonzero(
            np.concatenate([np.ones(min(len(rows), 1), dtype=bool), sorted_rows[1:] != sorted_rows[:-1]])
        )
        sizes = np.diff(starts, append=len(rows))
        many = sizes > _BOARDED
        few = order[np.repeat(~many, sizes)]
        place[few] = self._searched(rows[few], names[few])
        ends = self._end.rows
        for start, size in zip(starts[many].tolist(), sizes[many].tolist(), strict=True):
            some, row = order[start : start + size], int(sorted_rows[start])
            begin, end = (int(ends[row - 1]) if row else 0), int(ends[row])
            own = self._key.rows[begin:end] & _NAME_BITS
            self._board[own] = np.arange(begin, end)
            place[some] = self._board[names[some]]
            self._board[own] = -1
        return place

    def _searched(self, rows: I64, names: I64) -> I64:
        """Return the same for a few names a row."""
        key = self._key.rows
        if not len(key):
            return np.full(len(rows), -1, dtype=np.int64)
        want = (rows << _NAMES) | names
        place = np.minimum(np.searchsorted(key, want), len(key) - 1)
        return np.where(key[place] == want, place, -1)


INITIAL_COVERS = float(agreement_of(np.array([INITIAL_ALIKE]))[0])
"""Nats that an initial covers of the word that begins with it."""
