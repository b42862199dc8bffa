"""Law: distances worked out side by side are those of rapidfuzz, pair by pair."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, LCSseq

from tamis.values.distances import common_letters, edits, mismatches
from tamis.values.packed import Packed

_MANY = 4200  # pairs from which tables are used

words = st.text(alphabet="abc1", max_size=20).map(str.encode)


def _pairs(drawn: list[tuple[bytes, bytes]]) -> tuple[Packed, Packed, list[tuple[bytes, bytes]]]:
    """Return drawn pairs, repeated until there are many."""
    many = (drawn * (_MANY // len(drawn) + 1))[:_MANY]
    return Packed.of([one for one, _ in many]), Packed.of([two for _, two in many]), many


@settings(max_examples=40)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=60))
def test_distances_of_many_pairs_are_those_of_each(drawn: list[tuple[bytes, bytes]]) -> None:
    """Edits with swaps of neighbours, common letters; strings longer than a row among them."""
    query, listing, many = _pairs(drawn)
    rows = np.arange(len(many))
    assert edits(query, listing, rows).tolist() == [OSA.distance(*pair) for pair in many]
    assert common_letters(query, listing, rows).tolist() == [LCSseq.similarity(*pair) for pair in many]


@settings(max_examples=40)
@given(st.lists(words, min_size=1, max_size=20))
def test_mismatches_count_the_places_that_differ(drawn: list[bytes]) -> None:
    """Of strings of the same length, beyond the bytes of a row too."""
    turned = [one[::-1] for one in drawn]
    rows = np.arange(len(drawn))
    counted = [sum(one != two for one, two in zip(*pair, strict=True)) for pair in zip(drawn, turned, strict=True)]
    assert mismatches(Packed.of(drawn), Packed.of(turned), rows).tolist() == counted
