"""Words that stand for each other though they are not spelt alike."""

from __future__ import annotations

import pytest

from tamis.values.classes import equivalents
from tamis.values.tables import read_table


@pytest.mark.parametrize(("one", "other"), [("bill", "william"), ("bank", "banco"), ("aleksandr", "alexander")])
def test_equivalents_are_found_from_both_sides(one: str, other: str) -> None:
    """Nicknames, one name in several languages and translated business words meet, less than wholly."""
    there, back = dict(equivalents(one)), dict(equivalents(other))
    assert there[other] == back[one] < 1


def test_every_class_is_symmetric() -> None:
    """No member of a class names another that does not name it back."""
    for row in read_table("nicknames")[::25]:
        for other, alike in equivalents(row[0]):
            assert dict(equivalents(other))[row[0]] == alike


def test_a_token_is_not_its_own_equivalent() -> None:
    """The spelling itself is met elsewhere."""
    assert "bill" not in dict(equivalents("bill"))


def test_an_unknown_token_stands_alone() -> None:
    """What no table holds has no equivalents."""
    assert equivalents("xqvzzt") == ()
