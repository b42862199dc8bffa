"""Hashes of short byte strings and of all their single deletions, by arithmetic and in bulk.

Two strings one edit apart (insert, delete, replace, swap of neighbours) share a single deletion, or one is a single
deletion of the other; looking up equal hashes finds them without comparing all with all. A hash is the polynomial
sum of byte_i x BASE^i modulo 2^64, so the hash without byte j is prefix + suffix / BASE: no string is built.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tamis.values.arrays import I64, U32, U64

HASHED_BYTES = 40
"""Longer tokens are hashed by their first 40 bytes; the comparison sees them whole."""

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_INVERSE = pow(_BASE, -1, 1 << 64)
_POWERS = np.array([pow(_BASE, i, 1 << 64) for i in range(HASHED_BYTES + 1)], dtype=np.uint64)


def _matrix(strings: Sequence[bytes]) -> tuple[U64, I64]:
    """Return bytes as uint64[n, longest] padded with zeros, and lengths int64[n]."""
    lengths = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    width = min(int(lengths.max(initial=1)), HASHED_BYTES)
    table = np.array([string[:width] for string in strings], dtype=f"S{max(width, 1)}")
    matrix = table.view(np.uint8).reshape(len(strings), -1).astype(np.uint64)
    return matrix, np.minimum(lengths, width)


def hashes_of(strings: Sequence[bytes]) -> U64:
    """Return uint64[n]: the hash of each string; the empty string has hash 0."""
    if not strings:
        return np.zeros(0, dtype=np.uint64)
    matrix, _ = _matrix(strings)
    result: U64 = (matrix * _POWERS[: matrix.shape[1]]).sum(axis=1, dtype=np.uint64)
    return result


def letters_of(strings: Sequence[bytes]) -> U32:
    """Return uint32[n]: which letters each string holds, one bit a letter; each edit changes at most two of them."""
    if not strings:
        return np.zeros(0, dtype=np.uint32)
    matrix, _ = _matrix(strings)
    bits = np.left_shift(np.uint64(1), matrix & np.uint64(31)) * (matrix > 0)
    result: U32 = np.bitwise_or.reduce(bits, axis=1).astype(np.uint32)
    return result


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
    matrix, lengths = _matrix(strings)
    terms = matrix * _POWERS[: matrix.shape[1]]
    upto = terms.cumsum(axis=1, dtype=np.uint64)
    total = upto[:, -1:]
    without = (upto - terms) + (total - upto) * np.uint64(_INVERSE)
    wanted = (np.arange(matrix.shape[1]) < lengths[:, None]) & (lengths >= shortest)[:, None]
    rows, columns = np.nonzero(wanted)
    return without[rows, columns], rows
