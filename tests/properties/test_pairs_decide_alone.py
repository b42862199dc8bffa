"""Law: the score of a query against a listing depends on nothing else, however it is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.records import Listing

FLOOR = 0.4


@given(st.data())
def test_adding_a_listing_neither_removes_nor_rescores_a_hit(data: st.DataObject) -> None:
    """What is a hit among few is the same hit among many."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    many = {hit.listing: hit for hit in tamis.Screener.from_listings(listed).screen(query, threshold=FLOOR).hits}
    for count in {1, len(listed) // 2 or 1}:
        few = tamis.Screener.from_listings(listed[:count]).screen(query, threshold=FLOOR).hits
        assert {hit.listing for hit in few} == {one.id for one in listed[:count]} & set(many)
        for hit in few:
            assert (hit.score, hit.evidence, hit.name) == (
                many[hit.listing].score,
                many[hit.listing].evidence,
                many[hit.listing].name,
            )


@given(st.data())
def test_comparing_one_by_one_gives_the_hits_of_screening(data: st.DataObject) -> None:
    """Every pair above the floor whose name or identifier agrees is a hit there, with the same score and evidence."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    screener = tamis.Screener.from_listings(listed)
    hits = {hit.listing: hit for hit in screener.screen(query, threshold=FLOOR).hits}
    for listing in listed:
        pair = tamis.compare(query, listing)
        assert pair == screener.compare(query, listing.id)
        if listing.id in hits:
            hit = hits[listing.id]
            assert (pair.score, pair.evidence, pair.name) == (hit.score, hit.evidence, hit.name)
            assert pair.hit == (hit.score >= pair.threshold)
        elif pair.score >= FLOOR:
            by_name = pair.name is not None and pair.name.quality != "weak"
            by_identifier = any(piece.feature == "identifier" and piece.agreement > 0 for piece in pair.evidence)
            assert not by_name and not by_identifier, (query, listing)
