"""Law: JSON twins round trip exactly."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.records import Listing, Query, Screening, decode, encode


@given(st.data())
def test_listings_queries_and_screenings_come_back_from_json(data: st.DataObject) -> None:
    """Through text and back they are equal."""
    listed: list[Listing] = data.draw(listings())
    query: Query = data.draw(queries_about(listed))
    for listing in listed:
        assert Listing.from_json(json.loads(json.dumps(listing.to_json()))) == listing
    assert Query.from_json(json.loads(json.dumps(query.to_json()))) == query
    answer = tamis.Screener.from_listings(listed).screen(query, threshold=0.4)
    assert decode(Screening, json.loads(json.dumps(answer.to_json()))) == answer
    assert decode(Screening, json.loads(json.dumps(encode(answer)))) == answer
