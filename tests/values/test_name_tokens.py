"""Habits of writing a name are undone, for queries and listings alike."""

from __future__ import annotations

import pytest

from tamis.values.names import COMPARED_TOKENS, joined_token, name_readings, name_tokens

SAME = [
    ("Qasimov, Bashar", "Bashar Qasimov"),
    ("Qasimov، Bashar", "Bashar Qasimov"),
    ("Abd al-Rahman Khalidi", "Abdurrahman Khalidi"),
    ("Abdel Rahman Khalidi", "Abdul Rahman Khalidi"),
    ("Abd Allah Khalidi", "Abdullah Khalidi"),
    ("Saif Ullah Mengal", "Saifullah Mengal"),
    ("Nureddin Zaydani", "Nur Uddin Zaydani"),
    ("Usama ibn Ladin", "Usama bin Ladin"),
    ("Fatima binti Yusof", "Fatima bint Yusof"),
    ("Rosneva Limited Liability Company", "Rosneva OOO"),
    ("Rosneva, LLC", "Rosneva LLC"),
    ("Second Academy", "2nd Academy"),
    ("Benevolent House Foundation (BHF)", "Benevolent House Foundation"),
    ("Tolmezza International Brigade TIB", "Tolmezza International Brigade"),
    ("Dovrefell International Company (DICO)", "Dovrefell International Company DICO"),
    ("ULLAH Haji Khair", "ULLAH, Haji Khair"),
    ("Ullah Aman", "Amanullah"),
    ("عبد الرحمن", "عبدالرحمن"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_one_name_are_one(one: str, other: str) -> None:
    """Order, compounds, filiation, legal forms, numbers and bracketed acronyms are written in one way."""
    assert name_tokens(one) == name_tokens(other)


def test_brackets_that_hold_no_acronym_stay() -> None:
    """A branch in brackets is not the branch in another country, and another spelling is a word."""
    assert name_tokens("Benevolent House (Tanzania)") != name_tokens("Benevolent House (Kenya)")
    assert name_tokens("FERNDALE, Ahmad (Ahmed)") == ("ahmad", "ahmed", "ferndale")


def test_a_name_that_begins_like_the_others_is_no_acronym() -> None:
    """An acronym has few letters a word: Abdalla is a name, though Abd, al and Latif begin so."""
    assert name_tokens("Abd al-Latif Abdalla")[-1] == "abdullah"


def test_a_suffix_after_a_comma_does_not_turn_the_name_round() -> None:
    """`Jr` and a legal form are no given names."""
    assert name_tokens("Martin Ferndale, Jr")[:2] == ("martin", "ferndale")
    assert name_tokens("Tolmezza Shipping, Ltd")[0] == "tolmezza"


def test_a_listing_with_two_commas_keeps_its_order() -> None:
    """More than one comma is an enumeration, not a family name."""
    assert name_tokens("Alder, Birch, Cedar") == ("alder", "birch", "cedar")


def test_a_legal_form_alone_is_a_name() -> None:
    """A company called just so keeps its word."""
    assert name_tokens("SAS") == ("sas",)


def test_only_so_many_words_are_compared() -> None:
    """Positions are bits of one word: what comes after sixty is left out."""
    assert len(name_tokens("abc " * 200)) == COMPARED_TOKENS


def test_letters_that_no_transliteration_knows_are_spelt_out() -> None:
    """A name that would fold to nothing keeps its code points: it meets itself and nothing else."""
    first, second = "\u0e5b\u0e45", "\u093d"
    assert name_tokens(first) and name_tokens(second)
    assert name_tokens(first) != name_tokens(second)
    assert name_tokens("--- !!!") == ()


def test_two_words_written_as_one_may_be_a_legal_form() -> None:
    """COM PANY is the COMPANY that was cut in two."""
    assert joined_token("com", "pany") == name_tokens("Tolmezza Company")[1]
    assert joined_token("tol", "mezza") == "tolmezza"


def test_allah_at_the_end_may_be_the_beginning_of_a_name_turned_round() -> None:
    """Dad Allah is Dadullah, or Allah Dad with the family name first; what is written in one word, or a servant's name, is clear."""
    assert name_readings("Dad Allah") == (("dadullah",), ("dad", "allah"))
    assert name_readings("Dad Malak Allah") == (("dad", "malakullah"), ("dad", "malak", "allah"))
    assert name_readings("حزب الله")[1] == ("حزب", "allah")
    for text in ("Allah Dad", "Dadullah", "Abd Allah", "Abdul Allah", "Nasrallah", "Allah", " Allah"):
        assert len(name_readings(text)) == 1
