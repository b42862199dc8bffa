"""Law: folding twice changes nothing, and a name always has words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import names

from tamis.values.names import COMPARED_TOKENS, name_tokens
from tamis.values.normalise import fold


@settings(max_examples=400)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Whatever the text, folded text is folded."""
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300)
@given(names)
def test_a_name_that_is_screened_has_words(name: str) -> None:
    """What `check_name` accepts is compared with something: no name is silently nobody."""
    tokens = name_tokens(name)
    assert 0 < len(tokens) <= COMPARED_TOKENS
    assert all(token and token.split() == [token] for token in tokens)


@settings(max_examples=300)
@given(names)
def test_capitals_make_no_difference(name: str) -> None:
    """A name in capitals, lowered again, is the name."""
    assert name_tokens(name.casefold().upper().casefold()) == name_tokens(name.casefold())
