"""Soundex codes are those of the census."""

from __future__ import annotations

import pytest

from tamis.values.soundex import soundex


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Robert", "R163"), ("Rupert", "R163"), ("Rubin", "R150"), ("Ashcraft", "A261"), ("Tymczak", "T522"),
        ("Pfister", "P236"), ("Honeyman", "H555"), ("Jackson", "J250"), ("Washington", "W252"), ("Gutierrez", "G362"),
        ("VanDeusen", "V532"), ("Lee", "L000"), ("Lloyd", "L300"), ("O'Neil", "O540"), ("", ""), ("سعيد", ""), ("42", ""),
    ],
)  # fmt: skip
def test_known_words_have_their_known_codes(word: str, code: str) -> None:
    """The National Archives' own examples and their like; what has no Latin letter has no code."""
    assert soundex(word) == code
