"""Folding makes one spelling of what people type in many."""

from __future__ import annotations

import pytest

from tamis.values.normalise import fold, is_abjad


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O'Hanlon", "ohanlon"),
        ("ZAKI-UR-REHMAN", "zaki ur rehman"),
        ("Peñaranda", "penaranda"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Straße", "strasse"),
        ("Sa\u2019id", "said"),
        ("Владимир", "vladimir"),
        ("ﬁnance", "finance"),
        ("Ｆｕｌｌ", "full"),
        ("٣٤", "34"),
    ],
)
def test_latin_and_cyrillic_fold_to_plain_letters(text: str, folded: str) -> None:
    """Case, accents, apostrophes, ligatures, widths and other digits make no difference."""
    assert fold(text).split() == folded.split()


def test_composed_and_decomposed_accents_fold_alike() -> None:
    """An accent as a character of its own is the same accent."""
    assert fold("Jose\u0301") == fold("José") == "jose"


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u200f", "\u202b", "\ufeff", "\u00ad", "\u0640"])
def test_invisible_marks_leave_no_trace(mark: str) -> None:
    """Zero-width, direction and lengthening marks inside a name change nothing."""
    assert fold(f"Sa{mark}eed") == "saeed"


def test_arabic_letters_that_stand_for_each_other_fold_to_one() -> None:
    """Arabic, Persian and Urdu keyboards write the same name with other code points."""
    assert fold("أحمد") == fold("احمد")
    assert fold("علی") == fold("علي")
    assert fold("کریم") == fold("كريم")
    assert fold("مُحَمَّد") == fold("محمد")


def test_hebrew_final_letters_are_the_letters() -> None:
    """A final mem is a mem."""
    assert fold("חיים").endswith("מ")


def test_chinese_and_korean_characters_become_a_word_each() -> None:
    """Names are written without spaces there, so each character stands alone."""
    assert len(fold("习近平").split()) == 3
    assert len(fold("김정은").split()) == 3


def test_only_arabic_and_hebrew_words_stay_in_their_letters() -> None:
    """A folded word is ASCII unless its script writes no short vowels."""
    assert is_abjad(fold("سعيد")) and is_abjad(fold("חיים"))
    assert not is_abjad(fold("Саид")) and not is_abjad(fold("サイード"))


def test_emoji_and_punctuation_only_divide_words() -> None:
    """What is no letter and no digit is a space."""
    assert fold("Bank😀of/Tolmezza").split() == ["bank", "of", "tolmezza"]
