"""Law: why a listing was no hit is told for any pair, and agrees with the screening."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.comparison.ofac_search import ofac_score
from tamis.records import Listing, MissReason
from tamis.screening import POLICIES, beside_ofac
from tamis.values.soundex import soundex


@given(st.data())
def test_misses_agree_with_screening(data: st.DataObject) -> None:
    """`hit` where screening has a hit; else a gap to the threshold, a weak alias kept back, or no name that met."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    screener = tamis.Screener.from_listings(listed, data.draw(st.sampled_from(list(POLICIES.values()))))
    hits = {hit.listing for hit in screener.screen(query).hits}
    for listing in listed:
        miss = screener.explain_miss(query, listing.id)
        assert (miss.reason is MissReason.HIT) == (listing.id in hits)
        assert miss.text and json.dumps(miss.to_json()) and miss.comparison is not None
        if miss.reason is MissReason.BELOW_THRESHOLD:
            assert miss.short_by is not None and miss.short_by > 0
        assert miss.covered is None or 0 <= miss.covered <= 1


@given(st.data())
def test_another_search_beside_never_moves_a_hit(data: st.DataObject) -> None:
    """It is between 0 and 1, 0 where unseen, and asked for or not the answer is the same."""
    listed: list[Listing] = data.draw(listings(count=3))
    query = data.draw(queries_about(listed))
    screener = tamis.Screener.from_listings(listed)
    before = screener.screen(query, threshold=0.4)
    for listing in listed:
        beside = beside_ofac(query, listing)
        assert 0 <= beside.score <= 1 and (beside.seen or beside.score == 0)
    assert screener.screen(query, threshold=0.4) == before


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_published_rule_reads_any_text(query: str, listing: str) -> None:
    """No text breaks it; a name is at most itself."""
    score = ofac_score(query, listing)
    assert 0 <= score.whole <= 1 and 0 <= score.parts <= 1
    code = soundex(query)
    assert not code or (len(code) == 4 and code[0].isupper() and code[1:].isdigit())
