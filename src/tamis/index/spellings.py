"""The listed tokens' forms as byte strings, and how alike they are to the tokens of queries.

In: rows of an index. Out: byte strings; likenesses. The beginnings of all forms are read once, when the first pair is asked
about: a few milliseconds. Must not know: which pairs are worth comparing.
"""

from __future__ import annotations

import functools

import numpy as np

from tamis.index.arrays import Index
from tamis.values.arrays import F64, I32, I64, U8, U32
from tamis.values.packed import Blob, heads_in
from tamis.values.similarity import similarities
from tamis.values.spelt import Spelt


class Spellings:
    """Reads the spellings of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def raw(self, rows: I64 | I32) -> list[bytes]:
        """Return the raw forms of some tokens."""
        return _read(self._index.raw, self._index.raw_offset, rows)

    def alike(self, query: Spelt, asked: I64, listed: I64) -> F64:
        """Return float64[n]: how alike token `asked` of the query and the listed token are, pair by pair."""
        return similarities(query, self._all, asked, listed)

    @functools.cached_property
    def _all(self) -> Spelt:
        index = self._index
        blobs = (
            (index.raw, index.raw_offset),
            (index.sound, index.sound_offset),
            (index.skeleton, index.skeleton_offset),
        )
        raw, sound, skeleton = (Blob(*blob) for blob in blobs)
        return Spelt(
            np.stack([heads_in(*blob) for blob in blobs], axis=1),
            np.stack([np.diff(offset) for _, offset in blobs], axis=1).astype(np.int64), (raw, sound, skeleton),
            index.token_letters, index.token_abjad, index.token_digits, index.token_syllable,
        )  # fmt: skip


def _read(blob: U8, offset: U32, rows: I64 | I32) -> list[bytes]:
    """Return the byte strings of rows of a blob."""
    view = memoryview(blob.data)
    starts, ends = offset[rows].tolist(), offset[rows + 1].tolist()
    return [bytes(view[start:end]) for start, end in zip(starts, ends, strict=True)]
