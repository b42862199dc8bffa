"""Law: a party with a primary name or good alias, screened against itself, scores 1."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import listings, names

import tamis
from tamis.records import Listing, Name, NameQuality, Query

_GOOD = (NameQuality.PRIMARY, NameQuality.ALIAS, NameQuality.FORMER)


@settings(max_examples=60)
@given(listings())
def test_a_party_screened_against_itself_scores_1(listed: list[Listing]) -> None:
    """With all that is published of it, and by each good name alone."""
    screener = tamis.Screener.from_listings(listed)
    asked, expected = [], []
    for listing in listed:
        good = tuple(name for name in listing.names if name.quality in _GOOD)
        for some in [good, *((name,) for name in good)]:
            if some:
                asked.append(
                    Query(
                        kind=listing.kind,
                        names=some,
                        birth_dates=listing.birth_dates,
                        countries=listing.countries,
                        genders=listing.genders,
                        identifiers=listing.identifiers,
                    )
                )
                expected.append(listing.id)
    for listing_id, answer in zip(expected, screener.screen_many(asked), strict=True):
        assert {hit.listing: hit.score for hit in answer.hits}[listing_id] == 1.0


@settings(max_examples=150)
@given(st.lists(names, min_size=1, max_size=20))
def test_a_name_compared_with_itself_scores_1(texts: list[str]) -> None:
    """Any name in any script, as any kind of party."""
    listed = [Listing(id=f"own:{number}", names=(Name(text),)) for number, text in enumerate(texts)]
    screener = tamis.Screener.from_listings(listed)
    for number, answer in enumerate(screener.screen_many(texts)):
        assert {hit.listing: hit.score for hit in answer.hits}[f"own:{number}"] == 1.0
