"""The scoreboard: which postings belong to names that may cover enough of a query.

In: what is near the units of a batch, and how much must be covered. Out: promising entries. Sums are kept in slots that
several names may share: that can only add what is promising. A few queries at a time, so that their slots stay in the
cache. Must not know: spellings, thresholds.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tamis.index.arrays import Index
from tamis.index.known import expand
from tamis.index.units import Units
from tamis.values.arrays import F32, F64, I32, I64, U8, U64, Bools

_SLOTS = (1 << 12, 1 << 14)  # for each query: as many as there are names, within these bounds
_BOARD = 1 << 18  # slots at a time: a scoreboard of 1 MB stays in the cache
_BLUR = np.float32(1e-3)  # sums of so short numbers are off by less; what they let through is counted exactly later


@dataclass(frozen=True, slots=True)
class Near:
    """What units are near: listed tokens, then neighbouring tokens of listed names that are one word when joined.

    Attributes:
        unit: int64[n], rows of units, rising in either part.
        alike: float64[n], how alike; name_nats: float64[n, 2], what the listed side weighs.
        worth: float64[n, 2], what full agreement weighs; reach: float64[n, 2], the most that it adds.
        begin, length: int64[n], which postings hold the names, or which pairs of the index.
        full: bool[n], a naming word; letters: int64[n], of the listed side.
        together: uint64[n], as many bits as the listed side has tokens.
        tokens: How many of the rows are listed tokens.
    """

    unit: I64
    alike: F64
    name_nats: F64
    worth: F64
    reach: F64
    begin: I64
    length: I64
    full: Bools
    letters: I64
    together: U64
    tokens: int

    @classmethod
    def join(cls, tokens: Near, pairs: Near) -> Near:
        """Return both parts as one."""
        if not len(pairs.unit):
            return tokens
        joined: dict[str, Any] = {
            name: np.concatenate([getattr(tokens, name), getattr(pairs, name)]) for name in cls.__slots__[:-1]
        }
        return dataclasses.replace(tokens, **joined)


@dataclass(frozen=True, slots=True)
class Promising:
    """Entries before they are made, n in all.

    Attributes:
        row: int64[n], rows of what is near; place: int64[n], which posting, or which pair of the index.
        name: int64[n], the listed name; other: int64[n], 1 where it is no person's.
        adds: float64[n], the most that each adds.
    """

    row: I64
    place: I64
    name: I64
    other: I64
    adds: F64

    def take(self, rows: I64) -> Promising:
        """Return some of the entries."""
        return Promising(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class _Noted:
    """What is near, as the board reads it: query, postings, and float32[n, 2] what each adds and the least of its query."""

    query: I64
    begin: I64
    length: I64
    adds: F32
    least: F32


class Board:
    """The scoreboard over one index; `hidden` names (bool[n_names]) never promise anything."""

    def __init__(self, index: Index, hidden: Bools | None) -> None:
        self._index = index
        self._hidden = hidden
        self._slots = min(max(_SLOTS[0], 1 << (max(index.n_names, 1) - 1).bit_length()), _SLOTS[1])

    def promising(self, units: Units, near: Near, least: F64) -> Promising:
        """Return what belongs to names that may reach the least, float64[n_queries, 2]: as persons, as others."""
        many = max(1, min(_BOARD // self._slots, len(least)))
        query = units.query[near.unit]
        noted = _Noted(
            query, near.begin, near.length, near.reach.astype(np.float32), least.astype(np.float32)[query] - _BLUR
        )
        scores = np.zeros(many * self._slots, dtype=np.float32)
        starts = np.arange(0, max(len(least), 1) + many, many)
        tokens = near.tokens
        bounds = query[:tokens].searchsorted(starts).tolist(), (tokens + query[tokens:].searchsorted(starts)).tolist()
        parts = [
            self._of_some(noted, scores, start, [slice(*bound[place : place + 2]) for bound in bounds])
            for place, start in enumerate(starts[:-1].tolist())
        ]
        found = list(itertools.chain(*parts))
        if not found:
            none = np.zeros(0, dtype=np.int64)
            return Promising(none, none, none, none, np.zeros(0))
        row, place, name, column = found[0] if len(found) == 1 else map(np.concatenate, zip(*found, strict=True))
        return Promising(row, place, name.astype(np.int64), column & 1, near.reach.ravel().take(column))

    def _of_some(
        self, noted: _Noted, scores: F32, start: int, rows: Sequence[slice]
    ) -> list[tuple[I64, I64, I32, I64]]:
        """Return row, place, name and twice the row or one more of what is promising; `scores` are 0 before and after."""
        index = self._index
        tables = (index.posting_name, index.posting_other), (index.pair_name, index.pair_other)
        parts = [
            self._postings(noted, start, *one) for one in zip(rows, tables, strict=True) if one[0].start < one[0].stop
        ]
        for slot, adds, *_ in parts:
            np.add.at(scores, slot, adds)
        found = []
        for slot, _, name, place, column in parts:
            keep = scores.take(slot) >= noted.least.ravel().take(column)
            if self._hidden is not None:
                keep &= ~self._hidden[name]
            kept = keep.nonzero()[0]
            found.append((column[kept] >> 1, place[kept], name[kept], column[kept]))
        for slot, *_ in parts:
            scores[slot] = 0
        return found

    def _postings(
        self, noted: _Noted, start: int, rows: slice, tables: tuple[I32, U8]
    ) -> tuple[I64, F32, I32, I64, I64]:
        """Return of each posting of some rows the slot, what it adds, name, place, and twice its row or one more for others."""
        length = noted.length[rows]
        place = expand(noted.begin[rows], length)
        name = tables[0].take(place)
        slot = ((noted.query[rows] - start) * self._slots).repeat(length)
        slot += name & np.int32(self._slots - 1)
        column = np.arange(2 * rows.start, 2 * rows.stop, 2).repeat(length)
        column += tables[1].take(place)
        return slot, noted.adds.ravel().take(column), name, place, column
