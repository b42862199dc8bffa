"""Law: every listing that would be a hit when compared alone is a candidate among many."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import listings, names, queries_about, slips

import tamis
from tamis.records import Listing, Name

FLOOR = 0.4


def _many(data: st.DataObject) -> list[Listing]:
    """Return some dozens of listings whose names resemble each other: drawn ones, and each again with slips."""
    few: list[Listing] = data.draw(listings(count=8))
    found = list(few)
    for turn in range(3):
        for listing in few:
            spelt = [data.draw(slips(name.text)) for name in listing.names]
            texts = [text for text in spelt if any(map(str.isalnum, text)) and len(text) < 200 and text.isprintable()]
            if texts:
                found.append(
                    dataclasses.replace(listing, id=f"{listing.id}-{turn}", names=tuple(Name(text) for text in texts))
                )
    return found


@settings(max_examples=25)
@given(st.data())
def test_no_brute_force_hit_is_lost_by_the_index(data: st.DataObject) -> None:
    """Each pair compared alone, against one screening of them all; at the floor and where the bar is higher."""
    listed = _many(data)
    threshold = data.draw(st.sampled_from([FLOOR, 0.6, 0.7, 0.9]))
    screener = tamis.Screener.from_listings(listed)
    for query in data.draw(st.lists(queries_about(listed), min_size=1, max_size=2)):
        hits = {hit.listing: hit.score for hit in screener.screen(query, threshold=threshold).hits}
        for listing in listed:
            pair = tamis.compare(query, listing)
            good = pair.name is not None and pair.name.quality != "weak"
            if good and pair.score >= threshold:
                assert hits.get(listing.id) == pair.score, (query, listing)


@settings(max_examples=40)
@given(names, st.lists(names, min_size=1, max_size=5))
def test_a_name_finds_itself_among_any_others(text: str, others: list[str]) -> None:
    """As written: a hit at 1.0, whatever else is listed."""
    listed = [Listing(id=f"own:{number}", names=(Name(one),)) for number, one in enumerate([text, *others])]
    hits = tamis.Screener.from_listings(listed).screen(text).hits
    assert {"own:0": 1.0}.items() <= {hit.listing: hit.score for hit in hits}.items()
