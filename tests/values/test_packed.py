"""Byte strings packed into rows."""

from __future__ import annotations

import numpy as np

from tamis.values.packed import Blob, Packed, equal, heads_in

WORDS = [b"", b"a", b"said", b"exactly16letters", b"exactly16lettersX", b"exactly16lettersY"]


def test_a_blob_packs_as_its_strings_do() -> None:
    """The same rows and texts, whether strings come alone or behind each other."""
    offset = np.cumsum([0, *map(len, WORDS)]).astype(np.uint32)
    blob = np.frombuffer(b"".join(WORDS), dtype=np.uint8)
    assert np.array_equal(heads_in(blob, offset), Packed.of(WORDS).head)
    assert [Blob(blob, offset)[row] for row in range(len(WORDS))] == WORDS


def test_strings_that_differ_beyond_their_row_are_not_equal() -> None:
    """Two of 17 letters share their first 16."""
    packed = Packed.of(WORDS)
    asked, listed = (places.ravel() for places in np.indices((len(WORDS), len(WORDS))))
    assert equal(packed.take(asked), packed.take(listed)).tolist() == (asked == listed).tolist()


def test_some_strings_are_read_from_those_that_they_were_taken_of() -> None:
    """Long ones too, which no row holds."""
    packed, rows = Packed.of(WORDS), np.array([5, 1, 4, 3])
    assert packed.strings(rows) == packed.take(rows).strings(np.arange(4)) == [WORDS[row] for row in rows]
