"""Forms: what spellings of one token have in common."""

from __future__ import annotations

import pytest

from tamis.values.forms import forms_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("yusuf", "youssuf", "yoosuf"),
        ("mohamed", "mohammed"),
        ("shaykh", "shaikh"),
        ("philip", "filip"),
        ("qasim", "kasim"),
    ],
)
def test_spellings_of_one_name_sound_the_same(spellings: tuple[str, ...]) -> None:
    """Romanisations that differ in habit alone share their sound form."""
    assert len(set(forms_of(spellings).sound)) == 1


@pytest.mark.parametrize(
    ("latin", "abjad"), [("hassan", "حسن"), ("saeed", "سعيد"), ("tabrizi", "تبريزي"), ("karim", "كريم")]
)
def test_scripts_meet_in_the_consonants(latin: str, abjad: str) -> None:
    """A Latin token and its Arabic spelling share their skeleton."""
    forms = forms_of([latin, abjad])
    assert forms.skeleton[0] == forms.skeleton[1]
    assert forms.abjad == [False, True]


def test_forms_do_not_depend_on_the_company() -> None:
    """A token has the same forms alone as among others."""
    tokens = ["qasimov", "سعيد", "x", "kovalchuk", "ab12", "=llc"]
    together = forms_of(tokens)
    for place, token in enumerate(tokens):
        alone = forms_of([token])
        assert (alone.raw[0], alone.sound[0], alone.skeleton[0]) == (
            together.raw[place],
            together.sound[place],
            together.skeleton[place],
        )


def test_no_tokens_have_no_forms() -> None:
    """An empty batch is answered with empty lists."""
    assert forms_of([]).raw == []
