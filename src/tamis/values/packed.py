"""Byte strings as rows of one array, so that many pairs of them are compared at once.

In: short ASCII byte strings. Out: their first `WIDTH` bytes as a matrix, and the strings themselves for the few that are
longer. Must not know: what the strings mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tamis.values.arrays import I64, U8, U32, U64, Bools

WIDTH = 16
"""Bytes of a row: of a hundred distinct tokens of names fewer than one is longer."""


class Texts(Protocol):
    """Byte strings by row."""

    def __getitem__(self, row: int, /) -> bytes:
        """Return the string of a row."""
        ...


@dataclass(frozen=True, slots=True)
class Packed:
    """n byte strings.

    Attributes:
        head: uint64[n, 2], the first `WIDTH` bytes, zeros behind the end.
        length: int64[n], bytes of the whole strings.
        texts: The strings; asked for those that are longer than a row.
    """

    head: U64
    length: I64
    texts: Texts

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> Packed:
        """Return strings packed; they must hold no zero bytes."""
        return cls(heads_of(strings), np.fromiter(map(len, strings), dtype=np.int64, count=len(strings)), strings)

    @property
    def matrix(self) -> U8:
        """uint8[n, WIDTH]: the first bytes of the strings."""
        return self.head.view(np.uint8)

    def take(self, rows: I64) -> Packed:
        """Return some of the strings."""
        return Packed(self.head[rows], self.length[rows], Some(self.texts, rows))

    def strings(self, rows: I64) -> list[bytes]:
        """Return some of the strings themselves."""
        found: list[bytes] = self.head[rows].view(f"S{WIDTH}").ravel().tolist()
        for place in np.flatnonzero(self.length[rows] > WIDTH).tolist():
            found[place] = self.texts[int(rows[place])]
        return found


def heads_of(strings: Sequence[bytes]) -> U64:
    """Return uint64[n, 2]: the first `WIDTH` bytes of strings, zeros behind the end."""
    return np.array(strings, dtype=f"S{WIDTH}").view(np.uint64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class Some:
    """Some strings of others, by their rows there."""

    texts: Texts
    rows: I64

    def __getitem__(self, row: int) -> bytes:
        """Return the string of a row."""
        return self.texts[int(self.rows[row])]


class Blob:
    """Strings that stand behind each other in a blob, string i at `offset[i]:offset[i + 1]`, read one at a time."""

    def __init__(self, blob: U8, offset: U32) -> None:
        self._blob, self._offset = memoryview(blob.data), offset

    def __getitem__(self, row: int) -> bytes:
        """Return the string of a row."""
        return bytes(self._blob[self._offset[row] : self._offset[row + 1]])


def heads_in(blob: U8, offset: U32) -> U64:
    """Return uint64[n, 2]: the first `WIDTH` bytes of the strings of a blob, zeros behind the end."""
    padded = np.concatenate([blob, np.zeros(WIDTH, dtype=np.uint8)])
    windows = np.ndarray(len(blob) + 1, dtype=f"V{WIDTH}", buffer=padded, strides=(1,))
    found = windows[offset[:-1]].view(np.uint64).reshape(-1, 2)
    found &= _SHOWN[np.minimum(np.diff(offset), WIDTH)]
    return found


_SHOWN = np.where(np.arange(WIDTH) < np.arange(WIDTH + 1)[:, None], np.uint8(255), np.uint8(0)).view(np.uint64)
"""By length, the bits of a row that a string fills."""


def equal(query: Packed, listing: Packed) -> Bools:
    """Return bool[n]: which strings, pair by pair, are the same."""
    same: Bools = query.length == listing.length
    same &= (query.head == listing.head).all(axis=1)
    for row in np.flatnonzero(same & (query.length > WIDTH)).tolist():
        same[row] = query.texts[row] == listing.texts[row]
    return same
