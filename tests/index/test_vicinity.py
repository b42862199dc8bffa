"""What words are near is remembered, and forgotten, without a trace in the answers."""

from __future__ import annotations

import pytest

from tamis.index import vicinity
from tamis.records import Listing, Name
from tamis.screening import Screener

NAMES = (
    "Mohammed Abdulrahman Qasimov",
    "Orsolya van der Ferndale",
    "Jean B. Xenvor",
    "Al Shams Trading LLC",
    "Kim Jong Un",
)
ASKED = (
    "Muhammad Abdul Rahman Kasimov",
    "Ferndale Orsola",
    "J. Xenvor",
    "Alshams Tradin",
    "Kim Chong-un",
    "Mohammed Kasimov",
)


def _answers(screener: Screener) -> list[object]:
    return [screener.screen(text, threshold=0.4).to_json() for text in ASKED for _ in range(2)]


def _screener() -> Screener:
    return Screener.from_listings(Listing(id=f"own:{place}", names=(Name(text),)) for place, text in enumerate(NAMES))


def test_forgetting_what_is_near_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when there is no room, and not when the numbers of words become void."""
    screener = _screener()
    remembered = _answers(screener)
    assert any(answer["hits"] for answer in remembered)
    assert _answers(screener) == remembered
    screener.matcher.lookup.known._forget()
    assert _answers(screener) == remembered
    monkeypatch.setattr(vicinity, "_MOST", 0)
    assert _answers(_screener()) == remembered


def test_an_empty_index_is_asked_without_a_fault() -> None:
    """Nobody is listed: nobody is found."""
    assert all(not answer["hits"] for answer in _answers(Screener.from_listings(())))
