"""Byte strings packed into rows."""

from __future__ import annotations

import numpy as np

from tamis.values.packed import Packed, equal

WORDS = [b"", b"a", b"said", b"exactly16letters", b"exactly16lettersX", b"exactly16lettersY"]


def test_a_blob_packs_as_its_strings_do() -> None:
    """The same rows, lengths and texts, whether strings come alone or behind each other."""
    offset = np.cumsum([0, *map(len, WORDS)]).astype(np.uint32)
    blob = Packed.of_blob(np.frombuffer(b"".join(WORDS), dtype=np.uint8), offset)
    alone = Packed.of(WORDS)
    assert np.array_equal(blob.head, alone.head)
    assert np.array_equal(blob.length, alone.length)
    assert [blob.texts[row] for row in range(len(WORDS))] == WORDS


def test_strings_that_differ_beyond_their_row_are_not_equal() -> None:
    """Two of 17 letters share their first 16."""
    packed = Packed.of(WORDS)
    asked, listed = (places.ravel() for places in np.indices((len(WORDS), len(WORDS))))
    assert equal(packed, packed, asked, listed).tolist() == (asked == listed).tolist()
