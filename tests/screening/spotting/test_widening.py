"""Words beside a name that the list has around it too belong to the mention, small words at its ends do not."""

from __future__ import annotations

import pytest

from tamis import Listing, Screener

LISTING = Listing.from_json({
    "id": "own:1",
    "kind": "organisation",
    "names": ["Gulzar Relief Front", {"text": "GRF", "quality": "alias"}, "Bank of the Just and Patient"],
})  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The Gulzar Relief Front was named. And GRF is three letters, he said.", ["Gulzar Relief Front", "GRF"]),
        ("The Gulzar Relief Front was named. Bank GRF stayed open.", ["Gulzar Relief Front", "Bank GRF"]),
    ],
)
def test_a_small_word_at_the_end_is_no_part(text: str, mentions: list[str]) -> None:
    """An "and" that opens a sentence lies outside, though another listed name of the party has one; "Bank" lies within."""
    screener = Screener.from_listings([LISTING])
    assert [one.text for one in screener.scan(text)] == mentions
