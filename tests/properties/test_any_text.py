"""Law: any text is answered or refused in one line, in bounded time."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tamis
from tamis.errors import QueryError
from tamis.records import Listing, Name

LISTED = (
    "Bashar Qasimov",
    "KIM Jong Un",
    "حافظ سعيد",
    "Tolmezza Bank Ltd",
    "B S X Q K",
    "Владимир Ковальчук",
    "a b c d e f g h",
)
SECONDS = 2.0  # a hundred times what the slowest takes on a busy core

FLOODS = {
    "a thousand letters": "x" * 1000,
    "a word repeated": "Qasimov " * 125,
    "one-letter words": " ".join("abcdefghij"[place % 10] for place in range(400)),
    "equal one-letter words": "k " * 400,
    "combining marks": "Qasimov" + "\u0301" * 990,
    "marks on every letter": "".join(letter + "\u0323\u0301\u0308" for letter in "Bashar Qasimov " * 16),
    "emoji": "😀👩‍👩‍👧‍👦 Bashar 🇵🇰 Qasimov " * 20,
    "right to left marks": "\u202eBashar\u202c \u2067Qasimov\u2069" * 30,
    "Chinese": "王伟" * 500,
    "Hangul": "김정은" * 330,
    "Arabic presentation forms": "ﷺﷲ" * 300,
    "numbers": "1 22 333 4444 " * 70,
    "commas": "a," * 500,
    "brackets": "(" * 400 + "Qasimov" + ")" * 400,
    "abd": "abd al " * 140,
    "legal forms": "limited liability company " * 38,
}


def _screener() -> tamis.Screener:
    listed = [
        Listing(id=f"own:{number}", names=(Name(text),)) for number, text in enumerate([*LISTED, *FLOODS.values()])
    ]
    return tamis.Screener.from_listings(listed)


@pytest.fixture(scope="module")
def screener() -> tamis.Screener:
    """Some names, and names that are floods themselves."""
    return _screener()


@pytest.mark.parametrize("flood", FLOODS)
def test_floods_are_answered_in_time(screener: tamis.Screener, flood: str) -> None:
    """Long and odd names, listed and asked for: answered within seconds, and each finds itself."""
    text = FLOODS[flood][:1000]
    began = time.perf_counter()
    answer = screener.screen(text)
    assert time.perf_counter() - began < SECONDS
    assert any(hit.score == 1.0 for hit in answer.hits)


SCREENER = _screener()


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=80))
def test_any_text_is_answered_or_refused(text: str) -> None:
    """Control characters, lone surrogates, unassigned code points: a QueryError in one line, or an answer."""
    try:
        answer = SCREENER.screen(text, threshold=0.4)
    except QueryError as error:
        assert "\n" not in str(error) and str(error).isprintable()
    else:
        assert all(0.4 <= hit.score <= 1 for hit in answer.hits)


@settings(max_examples=60)
@given(st.text(st.characters(), min_size=1, max_size=25), st.integers(1, 1000))
def test_any_text_repeated_is_answered_in_time(text: str, times: int) -> None:
    """A thousand characters of whatever pattern: bounded time, for screening and for why not."""
    long = (text * times)[:1000]
    began = time.perf_counter()
    with contextlib.suppress(QueryError):
        SCREENER.screen(long, threshold=0.4)
        SCREENER.explain_miss(long, "own:0")
    assert time.perf_counter() - began < SECONDS


@settings(max_examples=60)
@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_attribute_is_read_or_refused(birth_date: str, country: str, gender: str, identifier: str) -> None:
    """Whatever is typed as a date, country, gender or identifier: read, or a QueryError."""
    for attributes in (
        {"birth_date": birth_date},
        {"country": country},
        {"gender": gender},
        {"identifiers": [identifier]},
    ):
        try:
            SCREENER.screen("Bashar Qasimov", **attributes)
        except QueryError as error:
            assert str(error)
