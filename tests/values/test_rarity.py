"""Rarity comes from the world, not from the lists, and says which words make a name."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.values.rarity import UNSEEN, Rarity, Role, role_of


def _nats(token: str, column: int = 0) -> float:
    return float(Rarity.shipped().weights([token]).nats[0, column])


def test_common_names_weigh_less_than_rare_ones() -> None:
    """The commoner a name in the world, the less it tells."""
    assert _nats("muhammad") < _nats("hamza") < _nats("zawahiri") <= UNSEEN
    assert _nats("john") < _nats("fotheringay")
    assert _nats("trading", 1) < _nats("rosneva", 1)


def test_spellings_share_one_weight() -> None:
    """Mohammed is as common as all its spellings together."""
    assert _nats("mohammed") == _nats("mohamed")


@pytest.mark.parametrize(
    ("token", "role"),
    [("bin", Role.FILIATION), ("al", Role.PARTICLE), ("=llc", Role.LEGAL), ("9", Role.NUMBER), ("b", Role.INITIAL),
     ("bank", Role.BUSINESS), ("qasimov", Role.ORDINARY)],
)  # fmt: skip
def test_words_have_their_part_in_a_name(token: str, role: Role) -> None:
    """Filiation, particles, legal forms, numbers, initials and business words are told from names."""
    assert role_of(token) is role


def test_titles_that_are_also_names_tell_little() -> None:
    """Hafiz is a title to one man and a name to another."""
    assert _nats("hafiz") <= 2.5 and _nats("haji") <= 2.5


def test_weights_do_not_depend_on_the_company() -> None:
    """A token weighs the same alone as in a batch."""
    tokens = ["qasimov", "muhammad", "bin", "سعيد", "ltd", "b", "9"]
    together = Rarity.shipped().weights(tokens)
    alone = [Rarity.shipped().weights([token]).nats[0] for token in tokens]
    assert np.array_equal(together.nats, np.array(alone))


def test_weights_are_exact_fractions() -> None:
    """Multiples of 1/64: their sums are the same in any order."""
    nats = Rarity.shipped().nats * 64
    assert np.array_equal(nats, np.floor(nats))


def test_what_the_lexicon_does_not_know_is_called_unseen() -> None:
    """An unknown token is rare, and is marked so."""
    weights = Rarity.shipped().weights(["xqvzzt", "muhammad"])
    assert weights.unseen[:, 0].tolist() == [True, False]
    assert weights.nats[0, 0] == UNSEEN
