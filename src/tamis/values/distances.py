"""How many letters separate strings, for many pairs at once.

In: packed strings, pair by pair, and which pairs are asked about. Out: distances. Few pairs go to rapidfuzz one by one. Many are worked out side by side:
each cell of the table of the classic algorithm is one row of an array that holds it for every pair, and a diagonal of
such rows is one step. Strings longer than a packed row always go to rapidfuzz. Both ways give the same numbers.
Must not know: what the strings mean, what a distance costs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cpdist

from tamis.values.arrays import I64, U8
from tamis.values.packed import WIDTH, Packed

_FEW = 4000
"""Pairs up to which the two hundred steps of a table cost more than asking pair by pair."""

_AT_ONCE = 4096
"""Pairs side by side: the rows of three diagonals stay in the cache."""

_NO_SWAP = 64  # more than any distance of strings that fit a row

_Table = Callable[[U8, U8, I64, I64], U8]


def edits(query: Packed, listing: Packed, rows: I64) -> U8:
    """Return uint8[len(rows)]: insertions, deletions, replacements and swaps of neighbours (optimal string alignment)."""
    return _measured(query, listing, rows, OSA.distance, _edit_table)


def common_letters(query: Packed, listing: Packed, rows: I64) -> U8:
    """Return uint8[len(rows)]: the length of the longest common subsequence."""
    return _measured(query, listing, rows, LCSseq.similarity, _common_table)


def mismatches(query: Packed, listing: Packed, rows: I64) -> I64:
    """Return int64[len(rows)]: places at which strings of the same length have other letters."""
    count: I64 = (query.matrix[rows] != listing.matrix[rows]).sum(axis=1)
    for place in np.flatnonzero(query.length[rows] > WIDTH).tolist():
        row = int(rows[place])
        count[place] = sum(one != two for one, two in zip(query.texts[row], listing.texts[row], strict=False))
    return count


def _measured(query: Packed, listing: Packed, rows: I64, scorer: Any, table: _Table) -> U8:
    """Return the figure of each pair: from the table where there are many short ones, from rapidfuzz otherwise."""
    if len(rows) <= _FEW:
        return _one_by_one(query, listing, rows, scorer)
    length, other = query.length[rows], listing.length[rows]
    result = np.zeros(len(rows), dtype=np.uint8)
    total = length + other
    total[np.maximum(length, other) > WIDTH] = 2 * WIDTH + 1
    order = np.argsort(total.astype(np.uint8), kind="stable")  # alike long: a block does no needless steps
    short = order[: np.searchsorted(total[order], 2 * WIDTH, side="right")]
    for start in range(0, len(short), _AT_ONCE):
        some = short[start : start + _AT_ONCE]
        one, two = query.matrix[rows[some]], listing.matrix[rows[some]]
        result[some] = table(one, two, length[some], other[some])
    long = order[len(short) :]
    if len(long):
        result[long] = _one_by_one(query, listing, rows[long], scorer)
    return result


def _one_by_one(query: Packed, listing: Packed, rows: I64, scorer: Any) -> U8:
    result: U8 = cpdist(query.strings(rows), listing.strings(rows), scorer=scorer, dtype=np.uint8)
    return result


def _edit_table(one: U8, two: U8, length: I64, other: I64) -> U8:
    """Return the edits between rows of two matrices, sorted by how long they are together.

    Row i of the diagonal s holds, for every pair, the edits between the first i letters of one and the first s - i of the
    other. It follows from the diagonals s - 1 (a letter more on one side), s - 2 (on both) and s - 4 (two swapped).
    """
    high, wide = int(length.max()), int(other.max())
    rows = np.ascontiguousarray(one[:, :high].T)
    columns = np.ascontiguousarray(two[:, :wide][:, ::-1].T)
    count = len(length)
    diagonals = np.zeros((5, high + 1, count), dtype=np.uint8)
    unlike = np.ones((2, high + 1, count), dtype=np.uint8)
    total = length + other
    ends = np.searchsorted(total, np.arange(high + wide + 2)).tolist()
    result = np.zeros(count, dtype=np.uint8)
    for s in range(high + wide + 1):
        now, before, third, fifth = (diagonals[(s - back) % 5, :, ends[s] :] for back in (0, 1, 2, 4))
        low, top = max(1, s - wide), min(high, s - 1)
        now[0] = s
        if s <= high:
            now[s] = s
        if low <= top:
            fresh, old = unlike[s % 2, :, ends[s] :], unlike[(s - 1) % 2, :, ends[s] :]
            differs = fresh[low : top + 1]
            letters = columns[wide - s + low : wide - s + top + 1, ends[s] :]
            np.not_equal(rows[low - 1 : top, ends[s] :], letters, out=differs.view(bool))
            best = now[low : top + 1]
            np.minimum(before[low - 1 : top], before[low : top + 1], out=best)
            best += 1
            np.minimum(best, third[low - 1 : top] + differs, out=best)
            first, last = max(2, low), min(top, s - 2)
            if first <= last:
                swap = old[first : last + 1] | old[first - 1 : last]
                swap *= _NO_SWAP
                swap += fifth[first - 2 : last - 1]
                swap += 1
                np.minimum(now[first : last + 1], swap, out=now[first : last + 1])
        done = np.arange(ends[s + 1] - ends[s])
        result[ends[s] : ends[s + 1]] = now[length[ends[s] : ends[s + 1]], done]
    return result


def _common_table(one: U8, two: U8, length: I64, other: I64) -> U8:
    """Return the longest common subsequences of rows of two matrices, sorted by how long they are together."""
    high, wide = int(length.max()), int(other.max())
    rows = np.ascontiguousarray(one[:, :high].T)
    columns = np.ascontiguousarray(two[:, :wide][:, ::-1].T)
    count = len(length)
    diagonals = np.zeros((3, high + 1, count), dtype=np.uint8)
    ends = np.searchsorted(length + other, np.arange(high + wide + 2)).tolist()
    result = np.zeros(count, dtype=np.uint8)
    for s in range(high + wide + 1):
        now, before, third = (diagonals[(s - back) % 3, :, ends[s] :] for back in (0, 1, 2))
        low, top = max(1, s - wide), min(high, s - 1)
        now[0] = 0
        if s <= high:
            now[s] = 0
        if low <= top:
            letters = columns[wide - s + low : wide - s + top + 1, ends[s] :]
            same = (rows[low - 1 : top, ends[s] :] == letters).view(np.uint8)
            same += third[low - 1 : top]
            best = now[low : top + 1]
            np.maximum(before[low - 1 : top], before[low : top + 1], out=best)
            np.maximum(best, same, out=best)
        done = np.arange(ends[s + 1] - ends[s])
        result[ends[s] : ends[s + 1]] = now[length[ends[s] : ends[s + 1]], done]
    return result
