"""Firms and initials as documents write them: with their legal form, as a contract defines them, and what names nobody."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.screener import Screener
from tamis.screening.tokens import initialled_tokens


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over firms called by plain and by general words, a number, and a woman."""
    listed = [
        {"id": "own:1", "kind": "organisation", "names": ["Silver Harbour Holdings Ltd"]},
        {"id": "own:2", "kind": "organisation", "names": ["Grupo Piedra Blanca S.A. de C.V."]},
        {"id": "own:3", "kind": "organisation", "names": ["Nuclear Research Center"]},
        {"id": "own:4", "kind": "organisation", "names": ["Twenty One"]},
        {"id": "own:5", "kind": "person", "names": ["Larisa Petrovna Ostrobramova", "Лариса Петровна Остробрамова"]},
        {"id": "own:6", "kind": "person", "names": ["Dmitry Ivanov"], "birth_dates": ["1970"]},
        {"id": "own:7", "kind": "organisation", "names": ["Lantern Line Logistics FZE"]},
    ]
    return Screener.from_listings([Listing.from_json(one) for one in listed])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Dividends payable to Silver Harbour Holdings Ltd, a company in Cyprus, are frozen.",
            "Silver Harbour Holdings Ltd",
        ),
        ("Se congelaron cuentas de Grupo Piedra Blanca S.A. de C.V., dijo.", "Grupo Piedra Blanca S.A. de C.V"),
        ("С участием нотариуса Л. П. Остробрамовой подписан договор.", "Л. П. Остробрамовой"),
    ],
)
def test_found_whole(screener: Screener, text: str, words: str) -> None:
    """A legal form makes plain words a firm; initials that look like one stay initials."""
    assert [mention.text.rstrip(".") for mention in screener.scan(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The silver harbour lay still; Silver Harbour is a view for painters.",
        "It was written at the Research Center of the town.",
        "Version 1.20 of the programme came out, then version 21.",
        "Copyright (c) 2013-2018 Dmitry Ivanov. All rights reserved.",
    ],
)
def test_names_nobody(screener: Screener, text: str) -> None:
    """Plain words without a form, general words short of the one that tells, numbers, and who holds a copyright."""
    assert screener.scan(text) == []


def test_what_a_contract_calls_a_firm(screener: Screener) -> None:
    """A word of its name, in quotation marks and brackets behind it, is the firm from there on, also first in a sentence."""
    text = 'Lantern Line Logistics FZE ("Lantern") owes the price. Lantern failed to pay it.'
    assert [mention.text for mention in screener.scan(text)] == ["Lantern Line Logistics FZE", "Lantern", "Lantern"]


def test_initials_are_single_letters() -> None:
    """L. P. is no limited partnership, and a Cyrillic letter that Latin writes with two is one."""
    assert initialled_tokens("Л. П. Остробрамова")[:2] == ("l", "p")
    assert initialled_tokens("К. Ю. Великов")[:2] == ("k", "y")
