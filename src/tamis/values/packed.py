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
        texts: The strings.
    """

    head: U64
    length: I64
    texts: Texts

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> Packed:
        """Return strings packed; they must hold no zero bytes."""
        head = np.array(strings, dtype=f"S{WIDTH}").view(np.uint64).reshape(-1, 2)
        return cls(head, np.fromiter(map(len, strings), dtype=np.int64, count=len(strings)), strings)

    @classmethod
    def of_blob(cls, blob: U8, offset: U32) -> Packed:
        """Return the strings that stand behind each other in a blob, string i at `offset[i]:offset[i + 1]`."""
        start = offset[:-1].astype(np.int64)
        length = offset[1:] - start
        shown = np.minimum(length, WIDTH)
        row = np.repeat(np.arange(len(length)), shown)
        column = np.arange(len(row)) - np.repeat(np.cumsum(shown) - shown, shown)
        matrix = np.zeros((len(length), WIDTH), dtype=np.uint8)
        matrix[row, column] = blob[start[row] + column]
        return cls(matrix.view(np.uint64), length, Blob(blob, offset))

    def matrix(self, rows: I64) -> U8:
        """Return uint8[n, WIDTH]: the first bytes of some strings."""
        result: U8 = np.take(self.head, rows, axis=0).view(np.uint8)
        return result

    def strings(self, rows: I64) -> list[bytes]:
        """Return some of the strings."""
        found: list[bytes] = np.take(self.head, rows, axis=0).view(f"S{WIDTH}").ravel().tolist()
        for place in np.flatnonzero(self.length[rows] > WIDTH).tolist():
            found[place] = self.texts[rows[place]]
        return found


class Blob:
    """The strings of a blob, read one at a time."""

    def __init__(self, blob: U8, offset: U32) -> None:
        self._blob, self._offset = memoryview(blob.data), offset

    def __getitem__(self, row: int) -> bytes:
        """Return the string of a row."""
        return bytes(self._blob[self._offset[row] : self._offset[row + 1]])


def equal(query: Packed, listing: Packed, asked: I64, listed: I64) -> Bools:
    """Return bool[n]: which strings, pair by pair, are the same."""
    length = query.length[asked]
    same: Bools = length == listing.length[listed]
    same &= (np.take(query.head, asked, axis=0) == np.take(listing.head, listed, axis=0)).all(axis=1)
    for row in np.flatnonzero(same & (length > WIDTH)).tolist():
        same[row] = query.texts[asked[row]] == listing.texts[listed[row]]
    return same
