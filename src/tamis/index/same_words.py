"""Listings that have a name of the same words as another listing, in whatever order.

In: the row of a listing. Out: rows of listings. Exact, word for word: nothing is compared. Must not know: which of them are
the same party, scores.
"""

from __future__ import annotations

import numpy as np

from tamis.index.arrays import Index
from tamis.values.arrays import I64


def share_a_name(index: Index, listing: int) -> set[int]:
    """Return the rows of the other listings that have a name of the same words."""
    first, end = np.searchsorted(index.name_listing, [listing, listing + 1]).tolist()
    found: set[int] = set()
    for name in range(first, end):
        names = _of_the_same_words(index, index.name_token[index.name_offset[name] : index.name_offset[name + 1]])
        found.update(index.name_listing[names].tolist())
    return found - {listing}


def _of_the_same_words(index: Index, tokens: np.ndarray[tuple[int], np.dtype[np.int32]]) -> I64:
    """Return the rows of the names that hold just these tokens; they are sought among those with the rarest."""
    many = len(tokens)
    if not many:
        return np.zeros(0, dtype=np.int64)
    rarest = tokens[np.argmin(index.posting_offset[tokens + 1] - index.posting_offset[tokens])]
    names = index.posting_name[index.posting_offset[rarest] : index.posting_offset[rarest + 1]].astype(np.int64)
    start = index.name_offset[names]
    fits = index.name_offset[names + 1] - start == many
    names, start = names[fits], start[fits]
    held = np.sort(index.name_token[start[:, None] + np.arange(many)], axis=1)
    result: I64 = names[(held == np.sort(tokens)).all(axis=1)]
    return result
