"""Who speaks in a quotation, and who is spoken of."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.quotations import read_quotations
from tamis.screening.screener import Screener


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We know Ruslan Gorbatikhin," said Mark C. Toner, a spokesman.', "Mark C. Toner"),
        ('Toner told reporters: "Ruslan Gorbatikhin is a free man."', "Toner"),
        ("« On connaît Ruslan Gorbatikhin », a dit Jean Morel.", "Jean Morel"),
        ("«Это Руслан Горбатихин», — сказал Иван Петров.", "Иван Петров"),
        ("„Das ist Ruslan Gorbatikhin“, sagte Klara Huber.", "Klara Huber"),
        ('"Ruslan Gorbatikhin es un vecino", dijo Ana Ruiz.', "Ana Ruiz"),
        ('According to Mark Toner, "Ruslan Gorbatikhin is free".', "Mark Toner"),
        ('"Ruslan Gorbatikhin is a free man." It rained.', None),
    ],
)
def test_whose_quotation(screener: Screener, text: str, speaker: str | None) -> None:
    """A mention within a quotation says whose words they are, where the text does."""
    (mention,) = screener.scan(text)
    assert (mention.quoted, mention.speaker, mention.speaks) == (True, speaker, False)


def test_the_speaker_is_told_from_who_is_spoken_of(screener: Screener) -> None:
    """A listed speaker stands outside his quotation and is marked as speaking."""
    text = '"Levon Barseghyanov owes us money," Ruslan Gorbatikhin said on Monday.'
    spoken, speaker = screener.scan(text)
    assert (spoken.quoted, spoken.speaker, spoken.speaks) == (True, "Ruslan Gorbatikhin", False)
    assert (speaker.quoted, speaker.speaker, speaker.speaks) == (False, None, True)


@pytest.mark.parametrize(
    "text", ['The "Blue" boat.', '"', '"never closed', "« »", '"' * 50, "He said “one\n\ntwo three four”."]
)
def test_what_is_no_quotation(text: str) -> None:
    """Marks around a word, marks that do not close and marks in two paragraphs are no quotation."""
    assert read_quotations(text, []) == []


@pytest.fixture(scope="module")
def screener(listings: tuple[Listing, ...]) -> Screener:
    """A screener over the invented watchlist, with one name in Cyrillic more."""
    more = Listing.from_json({"id": "own:21", "kind": "person", "names": ["Руслан Горбатихин"]})
    return Screener.from_listings([*(one for one in listings if one.id != "own:99"), more])
