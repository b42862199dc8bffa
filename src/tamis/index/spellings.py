"""The listed tokens' forms as byte strings, and how alike they are to the tokens of queries.

In: rows of an index. Out: byte strings; likenesses. A single query reads the few strings that it needs from the mapped
blobs; who has asked for more strings than there are tokens gets all of them decoded once. Must not know: which pairs
are worth comparing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.index.arrays import Index
from tamis.values.arrays import F64, I32, I64, U8, U32, Bools
from tamis.values.forms import Forms
from tamis.values.similarity import PairForms, have_digits, similarities


@dataclass(frozen=True, slots=True)
class _Decoded:
    """All tokens' forms, in the order of the index."""

    raw: list[bytes]
    sound: list[bytes]
    skeleton: list[bytes]
    digits: Bools


class Spellings:
    """Reads the spellings of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._asked = 0
        self._decoded: _Decoded | None = None

    def raw(self, rows: I64 | I32) -> list[bytes]:
        """Return the raw forms of some tokens."""
        if self._decoded is not None:
            return [self._decoded.raw[row] for row in rows.tolist()]
        return _read(self._index.raw, self._index.raw_offset, rows)

    def alike(self, forms: Forms, owner: I64, listed: I64) -> F64:
        """Return float64[n]: how alike token `owner` of `forms` and the listed token are, pair by pair."""
        places = owner.tolist()
        query = PairForms(
            [forms.raw[place] for place in places],
            [forms.sound[place] for place in places],
            [forms.skeleton[place] for place in places],
            np.array(forms.abjad, dtype=bool)[owner],
            have_digits(forms.raw)[owner],
        )
        return similarities(query, self._of_listed(listed))

    def _of_listed(self, listed: I64) -> PairForms:
        index = self._index
        abjad = index.token_abjad[listed]
        self._asked += len(listed)
        if self._decoded is None and self._asked > index.n_tokens:
            self._decoded = self._decode()
        if self._decoded is None:
            raw = self.raw(listed)
            sound = _read(index.sound, index.sound_offset, listed)
            return PairForms(raw, sound, _read(index.skeleton, index.skeleton_offset, listed), abjad, have_digits(raw))
        known, rows = self._decoded, listed.tolist()
        return PairForms(
            [known.raw[row] for row in rows],
            [known.sound[row] for row in rows],
            [known.skeleton[row] for row in rows],
            abjad,
            known.digits[listed],
        )

    def _decode(self) -> _Decoded:
        index, everything = self._index, np.arange(self._index.n_tokens)
        raw = self.raw(everything)
        sound = _read(index.sound, index.sound_offset, everything)
        return _Decoded(raw, sound, _read(index.skeleton, index.skeleton_offset, everything), have_digits(raw))


def _read(blob: U8, offset: U32, rows: I64 | I32) -> list[bytes]:
    """Return the byte strings of rows of a blob."""
    view = memoryview(blob.data)
    starts, ends = offset[rows].tolist(), offset[rows + 1].tolist()
    return [bytes(view[start:end]) for start, end in zip(starts, ends, strict=True)]
