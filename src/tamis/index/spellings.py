"""The listed tokens' forms as byte strings, and how alike they are to the tokens of queries.

In: rows of an index. Out: byte strings; likenesses. A single query reads the few strings that it needs from the mapped
blobs; who has asked for more strings than there are tokens gets all of them decoded once. Must not know: which pairs
are worth comparing.
"""

from __future__ import annotations

import numpy as np

from tamis.index.arrays import Index
from tamis.values.arrays import F64, I32, I64, U8, U32
from tamis.values.similarity import Spelt, are_syllables, have_digits, similarities


class Spellings:
    """Reads the spellings of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._asked = 0
        self._decoded: Spelt | None = None

    def raw(self, rows: I64 | I32) -> list[bytes]:
        """Return the raw forms of some tokens."""
        if self._decoded is not None:
            return [self._decoded.raw[row] for row in rows.tolist()]
        return _read(self._index.raw, self._index.raw_offset, rows)

    def alike(self, query: Spelt, asked: I64, listed: I64) -> F64:
        """Return float64[n]: how alike token `asked` of the query and the listed token are, pair by pair."""
        self._asked += len(listed)
        if self._decoded is None and self._asked > self._index.n_tokens:
            self._decoded = self._spelt(np.arange(self._index.n_tokens))
        if self._decoded is not None:
            return similarities(query, self._decoded, asked, listed)
        rows, place = np.unique(listed, return_inverse=True)
        return similarities(query, self._spelt(rows), asked, place)

    def _spelt(self, rows: I64) -> Spelt:
        index, raw = self._index, self.raw(rows)
        lengths = [
            offset[rows + 1].astype(np.int64) - offset[rows]
            for offset in (index.raw_offset, index.sound_offset, index.skeleton_offset)
        ]
        sound = _read(index.sound, index.sound_offset, rows)
        skeleton = _read(index.skeleton, index.skeleton_offset, rows)
        flags = index.token_abjad[rows], have_digits(raw), are_syllables(raw)
        return Spelt(raw, sound, skeleton, np.stack(lengths, axis=1), *flags)


def _read(blob: U8, offset: U32, rows: I64 | I32) -> list[bytes]:
    """Return the byte strings of rows of a blob."""
    view = memoryview(blob.data)
    starts, ends = offset[rows].tolist(), offset[rows + 1].tolist()
    return [bytes(view[start:end]) for start, end in zip(starts, ends, strict=True)]
