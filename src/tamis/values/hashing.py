"""Hashes of short byte strings and of all their single deletions, by arithmetic and in bulk.

Two strings one edit apart (insert, delete, replace, swap of neighbours) share a single deletion, or one is a single
deletion of the other; looking up equal hashes finds them without comparing all with all. A hash is the polynomial
sum of byte_i x BASE^i modulo 2^64, so the hash without byte j is prefix + suffix / BASE: no string is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import I64, U8, U32, U64

HASHED_BYTES = 40
"""Longer tokens are hashed by their first 40 bytes; the comparison sees them whole."""

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_INVERSE = pow(_BASE, -1, 1 << 64)
_POWERS = np.array([pow(_BASE, i, 1 << 64) for i in range(HASHED_BYTES + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Lettered:
    """Strings by their bytes, from which everything below is worked out.

    Attributes:
        matrix: uint8[n, width], their first `HASHED_BYTES` bytes, zeros behind the end.
        lengths: int64[n], how many of those there are.
    """

    matrix: U8
    lengths: I64

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> Lettered:
        """Return strings by their bytes; they must hold no zero bytes."""
        lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        width = min(int(lengths.max(initial=1)), HASHED_BYTES) or 1
        table = np.array(strings, dtype=f"S{width}")
        return cls(table.view(np.uint8).reshape(len(strings), width), np.minimum(lengths, width))

    def hashes(self) -> U64:
        """Return uint64[n]: the hash of each string; the empty string has hash 0."""
        result: U64 = (self.matrix * _POWERS[: self.matrix.shape[1]]).sum(axis=1, dtype=np.uint64)
        return result

    def letters(self, count: int) -> U32:
        """Return uint32[count]: which letters the first strings hold, one bit a letter; each edit changes at most two of them."""
        result: U32 = np.bitwise_or.reduce(_LETTER_BIT[self.matrix[:count]], axis=1)
        return result

    def deletions(self, shortest: I64) -> tuple[U64, U64, I64]:
        """Return the hash of each string, and those of all single deletions of strings that have at least so many bytes.

        Args:
            shortest: int64[n], for each string.

        Returns:
            uint64[n] hashes; uint64[m] of the deletions and int64[m] the positions of their strings.
        """
        terms = self.matrix * _POWERS[: self.matrix.shape[1]]
        upto = terms.cumsum(axis=1, dtype=np.uint64)
        total = upto[:, -1]
        many = np.where(self.lengths >= shortest, self.lengths, 0)
        rows, columns = (np.arange(terms.shape[1]) < many[:, None]).nonzero()
        flat = rows * terms.shape[1] + columns
        before = upto.take(flat)
        return total, (before - terms.take(flat)) + (total.take(rows) - before) * np.uint64(_INVERSE), rows


_LETTER_BIT = np.left_shift(np.uint32(1), (np.arange(256) & 31).astype(np.uint32))
_LETTER_BIT[0] = 0  # behind the end


def hashes_of(strings: Sequence[bytes]) -> U64:
    """Return uint64[n]: the hash of each string; the empty string has hash 0."""
    return Lettered.of(strings).hashes() if strings else np.zeros(0, dtype=np.uint64)


def letters_of(strings: Sequence[bytes]) -> U32:
    """Return uint32[n]: which letters each string holds, as `Lettered.letters` says."""
    return Lettered.of(strings).letters(len(strings)) if strings else np.zeros(0, dtype=np.uint32)


def shifted(hashes: U64, by: I64) -> U64:
    """Return the hashes that strings have `by` bytes further right: so the hash of a + b is that of a plus b's shifted."""
    result: U64 = hashes * _POWERS[np.minimum(by, HASHED_BYTES)]
    return result


def deletions_of(strings: Sequence[bytes], shortest: int) -> tuple[U64, I64]:
    """Return the hashes of all single deletions of the strings that have at least `shortest` bytes.

    Returns:
        uint64[m] hashes and int64[m] the positions of their strings in `strings`.
    """
    if not strings:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    _, less, owner = Lettered.of(strings).deletions(np.full(len(strings), shortest))
    return less, owner
