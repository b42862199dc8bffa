"""Vicinity: what units are near in one index, remembered unit by unit.

In: units. Out: what is `Near` them, and the least that each reaches by a word spelt like it and by an initial. The same words come
again and again, in the names of one file and from query to query: what is near one is worked out once, until too much is kept.
Must not know: names of queries, thresholds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.index.arrays import Index
from tamis.index.board import Near
from tamis.index.growing import Growing
from tamis.index.keys import maybe_present
from tamis.index.known import KnownTokens, expand
from tamis.index.units import SHORTEST_JOINED, Units, reach_of, worth_of
from tamis.values.arrays import F64, I64
from tamis.values.overlap import NEARLY
from tamis.values.rarity import UNSEEN, Role
from tamis.values.similarity import agreement_of

_LINKING = (Role.PARTICLE, Role.FILIATION)
_WRITTEN_AS_ONE = 0.97  # how alike "abdul rahman" and "abdulrahman" count
_MOST = 200_000  # rows of what is near: 18 MB

LEAST_NATS = 2.0
"""A commoner word is worth no second look when it is left over."""

_STRANGER = 0.76
"""Most likeness of two words that share neither a form nor one less a letter, where one of them is short: their skeletons
of three letters differ in one."""

_TWO_EDITS = 1.727
"""The same where both are longer: two edits at least, one of them of a consonant, over the letters of the longer word."""

_NONE = np.zeros(0, dtype=np.int64)
_NATS = np.zeros((0, 2))
_NOTHING = Near(_NONE, _NATS[:, 0], _NATS, _NATS, _NATS, _NONE, _NONE, _NONE > 0, _NONE, _NONE.astype(np.uint64), 0)


@dataclass(frozen=True, slots=True)
class Around:
    """What is near units.

    Attributes:
        near: The rows.
        spelt, initial: float64[n_units, 2], the least reach of a word spelt (nearly) like the unit, of an initial; infinite for none.
        left_over: float64[n_units, 2], most nats that the unit adds when it is left over.
    """

    near: Near
    spelt: F64
    initial: F64
    left_over: F64


class _Kept:
    """Rows of `Near` of many units, those of each together."""

    def __init__(self) -> None:
        nats = (Growing(np.float64, 2) for _ in range(3))
        self._columns = (
            Growing(np.float64), *nats, Growing(np.int64), Growing(np.int64), Growing(bool), Growing(np.int64), Growing(np.uint64),
        )  # fmt: skip
        self._end = Growing(np.int64)
        self._end.add(np.zeros(1, dtype=np.int64))

    def __len__(self) -> int:
        return len(self._columns[0])

    def add(self, near: Near, count: int) -> None:
        """Keep what is near the next `count` units; `near.unit` counts them from 0 and never falls."""
        self._end.add(len(self) + near.unit.searchsorted(np.arange(1, count + 1)))
        for column, name in zip(self._columns, Near.__slots__[1:-1], strict=True):
            column.add(getattr(near, name))

    def take(self, numbers: I64) -> Near:
        """Return the rows of units."""
        ends = self._end.rows
        starts = ends[numbers]
        counts = ends[numbers + 1] - starts
        rows = expand(starts, counts)
        unit = np.arange(len(numbers)).repeat(counts)
        alike, name_nats, worth, reach, *rest = (column.rows.take(rows, axis=0) for column in self._columns)
        begin, length, full, letters, together = rest
        return Near(unit, alike, name_nats, worth, reach, begin, length, full, letters, together, len(unit))


class Vicinity:
    """What is near units in one index."""

    def __init__(self, index: Index, known: KnownTokens) -> None:
        self._index = index
        self._known = known
        self._letters: I64 = index.raw_offset[1:].astype(np.int64) - index.raw_offset[:-1]
        self._sounds: I64 = index.sound_offset[1:].astype(np.int64) - index.sound_offset[:-1]
        self._linking = np.isin(index.token_role, _LINKING)
        self._forget()

    def _forget(self) -> None:
        self._words = self._known.words  # another list when the tokens are forgotten, and their numbers are void
        self._number: dict[tuple[int, int, bool, bool, float, float], int] = {}
        self._tokens, self._joined = _Kept(), _Kept()
        self._least = Growing(np.float64, 6)  # columns of `spelt`, `initial` and `left_over`

    def of(self, units: Units) -> Around:
        """Return what is near units."""
        if self._words is not self._known.words or len(self._tokens) > _MOST:
            self._forget()
        known = self._number
        keys = list(
            zip(
                units.uid.tolist(), units.first.tolist(), units.two.tolist(), units.plain.tolist(), *units.nats.T.tolist(), strict=True
            )
        )  # fmt: skip
        new = {key: row for row, key in enumerate(keys) if key not in known}
        if new:
            self._learn(units.take(np.fromiter(new.values(), dtype=np.int64, count=len(new))))
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
        numbers = np.fromiter(map(known.__getitem__, keys), dtype=np.int64, count=len(keys))
        near = Near.join(self._tokens.take(numbers), self._joined.take(numbers))
        least = self._least.rows[numbers]
        return Around(near, least[:, :2], least[:, 2:4], least[:, 4:])

    def _learn(self, units: Units) -> None:
        tokens, joined = self._near(units), self._pairs(units)
        self._tokens.add(tokens, len(units.uid))
        self._joined.add(joined, len(units.uid))
        near = Near.join(tokens, joined)
        shape = (len(units.uid), 2)
        spelt, initial = np.full(shape, np.inf), np.full(shape, np.inf)
        for least, some in ((spelt, near.full & (near.alike > NEARLY)), (initial, ~near.full)):
            np.minimum.at(least, near.unit[some], near.reach[some])
        self._least.add(np.concatenate([spelt, initial, self._left_over(units)], axis=1))

    def _left_over(self, units: Units) -> F64:
        """Return float64[n, 2]: most nats that units add when they are left over."""
        length = self._known.lengths[units.uid, 1]
        alike = np.maximum(_STRANGER, 1 - _TWO_EDITS / (length + 2))
        worth = (units.nats + UNSEEN) / 2
        worth[(units.nats < LEAST_NATS).any(axis=1)] = 0.0
        result: F64 = worth * agreement_of(alike)[:, None]
        return result

    def _near(self, units: Units) -> Near:
        """Return each unit's near listed tokens; of two written as one only those that are like them."""
        index, known = self._index, self._known
        starts, counts = known.near(units.uid)
        row = np.repeat(np.arange(len(counts)), counts)
        flat = expand(starts, counts)
        alike = known.near_alike[flat]
        keep = ~units.two[row] | (alike > 0.85)
        linking = np.isin(known.role[units.uid], _LINKING)[row]
        same = known.lengths[units.uid, 0][row] == self._letters[known.near_token[flat]]
        keep &= same | (linking == self._linking[known.near_token[flat]]) | (alike > NEARLY)  # Ali is no al
        row, listed, alike = row[keep], known.near_token[flat[keep]].astype(np.int64), alike[keep]
        nats = index.token_nats[listed]
        worth = worth_of(units, row, alike, nats, index.token_unseen[listed])
        begin = index.posting_offset[listed].astype(np.int64)
        full = units.full[row] & (index.token_role[listed] != Role.INITIAL)
        return Near(
            row, alike, nats, worth, reach_of(units, row, alike, worth), begin, index.posting_offset[listed + 1] - begin,
            full, self._letters[listed], np.ones(len(row), dtype=np.uint64), len(row),
        )  # fmt: skip

    def _pairs(self, units: Units) -> Near:
        """Return where two neighbouring tokens of a listed name, written as one, are a word of the query, or two of it."""
        index, known = self._index, self._known
        rows = np.flatnonzero(
            known.paired[units.uid] & (units.plain | units.two) & (known.lengths[units.uid, 0] >= SHORTEST_JOINED)
        )
        if not len(rows):
            return _NOTHING
        keys = known.hashes[units.uid[rows]].T.ravel()
        rows = np.concatenate([rows, rows])
        there = np.flatnonzero(maybe_present(index.pair_presence, keys))
        rows, keys = rows[there], keys[there]
        starts = np.searchsorted(index.pair_key, keys, side="left")
        counts = np.searchsorted(index.pair_key, keys, side="right") - starts
        source = np.repeat(rows, counts)
        found = expand(starts, counts)
        name = index.pair_name[found].astype(np.int64)
        begin = index.name_offset[name].astype(np.int64) + index.pair_place[found]
        many = index.pair_many[found].astype(np.int64)
        moved = (
            ~units.two[source]
            | (many > 2)
            | (known.lengths[units.first[source], 1] != self._sounds[index.name_token[begin]])
        )
        kept = np.flatnonzero(moved)[np.argsort(source[moved], kind="stable")]
        source, found, begin, many = source[kept], found[kept], begin[kept], many[kept]
        owner = np.repeat(np.arange(len(source)), many)
        token = index.name_token[expand(begin, many)]
        nats = np.zeros((len(source), 2))
        np.add.at(nats, owner, index.token_nats[token])
        letters = np.bincount(owner, weights=self._letters[token], minlength=len(source)).astype(np.int64)
        alike = np.full(len(source), _WRITTEN_AS_ONE)
        worth = worth_of(units, source, alike, nats, np.zeros(nats.shape, dtype=bool))
        ones = np.ones(len(source), dtype=np.int64)
        together = (np.uint64(1) << many.astype(np.uint64)) - np.uint64(1)
        reach = reach_of(units, source, alike, worth)
        return Near(source, alike, nats, worth, reach, found, ones, ones > 0, letters, together, 0)
