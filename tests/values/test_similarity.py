"""How alike two tokens are."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.values.forms import forms_of
from tamis.values.similarity import STEP, agreement_of, similarities
from tamis.values.spelt import Spelt


def _alike(query: str, listing: str) -> float:
    row = np.zeros(1, dtype=np.int64)
    return float(similarities(Spelt.of(forms_of([query])), Spelt.of(forms_of([listing])), row, row)[0])


TOKENS = ["qasimov", "kasimof", "muhammad", "saeed", "سعيد", "حسن", "li", "wei", "9", "x", "kovalchuk", "חיים", "smith"]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_wholly_like_itself(token: str) -> None:
    """Equal spelling is 1 in every script."""
    assert _alike(token, token) == 1.0


@pytest.mark.parametrize("query", TOKENS)
@pytest.mark.parametrize("listing", TOKENS)
def test_likeness_is_the_same_both_ways(query: str, listing: str) -> None:
    """Who asks makes no difference."""
    assert _alike(query, listing) == _alike(listing, query)


def test_worse_misspellings_are_less_alike() -> None:
    """A hidden difference costs least, then an exchange, then a letter, then two."""
    hidden, swapped, letter, two = (_alike("rahmani", one) for one in ("rahmanee", "rahamni", "rahmari", "rakmari"))
    assert 1 > hidden > letter > two
    assert swapped > letter


def test_numbers_agree_exactly_or_not_at_all() -> None:
    """1997 is not nearly 1998."""
    assert _alike("1997", "1998") == 0.0
    assert _alike("ab12", "ab13") == 0.0


def test_short_tokens_do_not_stretch() -> None:
    """Li is not Lu, and Wei is not Wong."""
    assert _alike("li", "lu") == 0.0
    assert _alike("wei", "wong") == 0.0


def test_a_long_vowel_written_in_an_abjad_must_be_heard() -> None:
    """Husayn is nearer to its Arabic spelling than Hassan is."""
    assert _alike("hussain", "حسين") > _alike("hassan", "حسين")


def test_likeness_and_agreement_are_exact_fractions() -> None:
    """Multiples of 1/1024, so that sums do not depend on their order."""
    values = np.array([_alike(query, listing) for query in TOKENS for listing in TOKENS])
    assert np.array_equal(values * STEP, np.floor(values * STEP))
    assert np.array_equal(agreement_of(values) * STEP, np.floor(agreement_of(values) * STEP))


def test_agreement_rises_with_likeness() -> None:
    """From 0 below .57 to 1 at 1, never falling."""
    steps = agreement_of(np.linspace(0, 1, 200))
    assert steps[0] == 0 and steps[-1] == 1 and (np.diff(steps) >= 0).all()


def test_no_pairs_have_no_likeness() -> None:
    """An empty batch is answered with an empty array."""
    nothing, rows = Spelt.of(forms_of([])), np.zeros(0, dtype=np.int64)
    assert len(similarities(nothing, nothing, rows, rows)) == 0


def test_many_pairs_are_as_alike_as_each_alone() -> None:
    """Pairs compared side by side have the likeness that they have by themselves."""
    tokens = [
        *TOKENS,
        "qasymov",
        "abdulrahmanovichski",
        "abdulrahmanovichsky",
        "صالح",
        "salih",
        "sa1eh",
        "saleh",
        "selah",
    ]
    spelt = Spelt.of(forms_of(tokens))
    asked, listed = (np.tile(places.ravel(), 3) for places in np.indices((len(tokens), len(tokens))))
    alone = [_alike(tokens[query], tokens[listing]) for query, listing in zip(asked, listed, strict=True)]
    assert similarities(spelt, spelt, asked, listed).tolist() == alone
