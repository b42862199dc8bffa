"""The listed tokens' forms as byte strings, and how alike they are to the tokens of queries.

In: rows of an index. Out: byte strings; likenesses. A single query reads the few strings that it needs from the mapped
blobs; who has asked for more strings than there are tokens gets all of them packed once. Must not know: which pairs
are worth comparing.
"""

from __future__ import annotations

import numpy as np

from tamis.index.arrays import Index
from tamis.values.arrays import F64, I32, I64, U8, U32
from tamis.values.packed import Packed
from tamis.values.similarity import Spelt, similarities


class Spellings:
    """Reads the spellings of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._asked = 0
        self._packed: Spelt | None = None

    def raw(self, rows: I64 | I32) -> list[bytes]:
        """Return the raw forms of some tokens."""
        return _read(self._index.raw, self._index.raw_offset, rows)

    def alike(self, query: Spelt, asked: I64, listed: I64) -> F64:
        """Return float64[n]: how alike token `asked` of the query and the listed token are, pair by pair."""
        self._asked += len(listed)
        if self._packed is None and self._asked > self._index.n_tokens:
            self._packed = self._all()
        if self._packed is not None:
            return similarities(query, self._packed, asked, listed)
        return similarities(query, self._some(listed), asked, np.arange(len(listed)))

    def _all(self) -> Spelt:
        index = self._index
        raw, sound, skeleton = (Packed.of_blob(*form) for form in self._blobs())
        return Spelt(
            raw, sound, skeleton, index.token_letters, index.token_abjad, index.token_digits, index.token_syllable
        )

    def _some(self, rows: I64) -> Spelt:
        index = self._index
        raw, sound, skeleton = (Packed.of(_read(*form, rows)) for form in self._blobs())
        flags = index.token_abjad[rows], index.token_digits[rows], index.token_syllable[rows]
        return Spelt(raw, sound, skeleton, index.token_letters[rows], *flags)

    def _blobs(self) -> tuple[tuple[U8, U32], ...]:
        index = self._index
        return (index.raw, index.raw_offset), (index.sound, index.sound_offset), (index.skeleton, index.skeleton_offset)


def _read(blob: U8, offset: U32, rows: I64 | I32) -> list[bytes]:
    """Return the byte strings of rows of a blob."""
    view = memoryview(blob.data)
    starts, ends = offset[rows].tolist(), offset[rows + 1].tolist()
    return [bytes(view[start:end]) for start, end in zip(starts, ends, strict=True)]
