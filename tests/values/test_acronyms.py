"""Which letters a name's words make."""

from __future__ import annotations

import pytest

from tamis.values.acronyms import acronyms_of
from tamis.values.names import name_tokens
from tamis.values.rarity import role_of

CASES = (
    ("Zaryanka Frostworks Trading", "zft"),
    ("Liberation Front of Tolmezza", "lft"),
    ("Army of Tolmezza Islands", "aoti"),
    ("Great Tolmezza Business Company", "gtbc"),
    ("Zaryanka & Frostworks Ltd.", "zfl"),
)


@pytest.mark.parametrize(("name", "acronym"), CASES)
def test_the_first_letters_in_order_are_an_acronym(name: str, acronym: str) -> None:
    """Small words and the legal form give a letter, or none."""
    tokens = name_tokens(name)
    assert acronym in acronyms_of(tokens, [role_of(token) for token in tokens])


@pytest.mark.parametrize("name", ["Frostworks", "Frostworks Ltd.", "Frostworks 9 Trading", "Фронт Освобождения", "A B"])
def test_too_few_words_numbers_and_other_scripts_make_none(name: str) -> None:
    """Two letters are anybody's."""
    tokens = name_tokens(name)
    assert acronyms_of(tokens, [role_of(token) for token in tokens]) == ()
