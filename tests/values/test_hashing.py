"""Hashes find what is one edit apart without comparing all with all."""

from __future__ import annotations

import numpy as np

from tamis.values.hashing import HASHED_BYTES, deletions_of, hashes_of, shifted


def _deletions(string: bytes) -> set[int]:
    return set(deletions_of([string], 1)[0].tolist())


def test_a_deletion_has_the_hash_of_the_shorter_string() -> None:
    """What arithmetic takes out of a hash is what leaving out the byte gives."""
    word = b"kovalchuk"
    shorter = [word[:place] + word[place + 1 :] for place in range(len(word))]
    assert _deletions(word) == set(hashes_of(shorter).tolist())


def test_words_one_edit_apart_share_a_hash() -> None:
    """Insertion, replacement and exchange are met in the single deletions."""
    assert int(hashes_of([b"rahman"])[0]) in _deletions(b"rahmman")
    assert _deletions(b"rahman") & _deletions(b"rehman")
    assert _deletions(b"rahman") & _deletions(b"rahamn")


def test_hashes_of_parts_add_up_to_that_of_the_whole() -> None:
    """Two words written as one are found without writing them."""
    first, second = hashes_of([b"abdul"]), hashes_of([b"rahman"])
    assert hashes_of([b"abdulrahman"])[0] == (first + shifted(second, np.array([5])))[0]


def test_neighbouring_strings_do_not_change_a_hash() -> None:
    """A hash is of the string alone, whatever the batch is padded to."""
    assert hashes_of([b"a", b"abdulrahmanov"])[0] == hashes_of([b"a"])[0]
    assert hashes_of([b""])[0] == 0


def test_short_strings_have_no_deletions_when_asked_so() -> None:
    """`shortest` keeps deletions of short words out, and the owners count from 0."""
    hashes, owners = deletions_of([b"ab", b"abcd"], 3)
    assert owners.tolist() == [1, 1, 1, 1] and len(hashes) == 4


def test_bytes_beyond_the_limit_are_not_hashed() -> None:
    """Words alike in their first forty bytes meet; the comparison tells them apart."""
    long = b"a" * HASHED_BYTES
    assert hashes_of([long + b"x"])[0] == hashes_of([long + b"y"])[0]


def test_an_empty_batch_gives_empty_arrays() -> None:
    """No strings, no hashes."""
    assert len(hashes_of([])) == 0 and len(deletions_of([], 1)[0]) == 0
