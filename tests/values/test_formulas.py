"""Cells that a spreadsheet would run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamis.values.formulas import guarded, is_formula, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5", "@sum", "\tx", "\rx", "\nx", "'=1", "''-1"])
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    """Every sign that opens a formula is guarded, also behind apostrophes."""
    assert is_formula(text)
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=b", "'tis", "O'Hara", "1-2"])
def test_other_text_stays(text: str) -> None:
    """An apostrophe that guards nothing is a letter of the text."""
    assert not is_formula(text)
    assert guarded(text) == text == unguarded(text)


@given(st.text(alphabet="'=+-@\t\nab", max_size=6))
def test_guarding_can_be_undone(text: str) -> None:
    """Whatever a cell holds, it comes back."""
    assert unguarded(guarded(text)) == text
