"""Where words stand is found for the whole text at once, whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamis.screening.signs import read_signs
from tamis.screening.spans import find_spans
from tamis.screening.words import read_words

WORDS = (
    ("met Ana and van Dorn", ["Ana", "van", "Dorn"]),
    ("the al-Noor, d’Arc and ʿAli", ["al", "Noor", "Arc", "Ali"]),
    ("PETRO-\nCHEM and Petro-\r\nchem", ["PETROCHEM", "Petrochem"]),
    ("中国Zarif 7号", ["中", "国", "Zarif", "7", "号"]),
    ("𠀀丁 and 한A", ["𠀀", "丁", "한", "A"]),
    ("ნინო და Ǆuro", ["ნინო", "და", "Ǆuro"]),
    ("قال حسين 12 يوم", ["قال", "حسين", "12", "يوم"]),
    ("e\u0301 Émile, Co-operative", ["Émile", "Co", "operative"]),
    ("", []),
)


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_of_every_script_are_found(text: str, expected: list[str]) -> None:
    """Capitals, openers, letters behind hyphens, scripts without capitals and what stands right behind a character begin words."""
    words = read_words([text])[0]
    found = [words.word(place) for place in range(len(words.start))]
    assert found == expected


@given(st.text(alphabet="abAB Zz-‐\n\r.,'’ʿ_19٣ÀàǅЖжאبن中한ნ𠀀𝟎\u200f\u00ad\u0301", max_size=40), st.integers(0, 40))
def test_a_word_is_found_wherever_the_text_before_it_ends(text: str, more: int) -> None:
    """A capital word behind a blank line is found whatever stands before, so no place is lost to what was read first."""
    whole = text + "\n\n" * (1 + more % 2) + "Zarif"
    assert len(whole) - 5 in find_spans(read_signs(whole)).start
    words = read_words([whole])[0]
    assert words.text[words.start[-1] : words.end[-1]] == "Zarif"
