"""Law: scores stay in [0, 1], and the evidence printed adds up to them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.records import Listing


def _adds_up(score: float, evidence: tuple) -> bool:
    total = sum(piece.agreement * piece.weight for piece in evidence)
    return score == round(min(1.0, max(0.0, total)), 4)


@given(st.data())
def test_evidence_adds_up_to_the_score(data: st.DataObject) -> None:
    """The sum of agreement x weight, held between 0 and 1, with four decimals; agreements in [-1, 1], weights positive."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    answer = tamis.Screener.from_listings(listed).screen(query, threshold=0.4)
    scored = [*answer.hits, *(tamis.compare(query, listing) for listing in listed)]
    for one in scored:
        assert 0 <= one.score <= 1 and _adds_up(one.score, one.evidence)
        for piece in one.evidence:
            assert -1 <= piece.agreement <= 1 and piece.weight >= 0 and piece.text


@given(st.data())
def test_hits_are_at_the_threshold_or_above_and_in_order(data: st.DataObject) -> None:
    """Best first but for the listings of one party; the threshold only cuts."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    screener = tamis.Screener.from_listings(listed)
    low, high = screener.screen(query, threshold=0.5), screener.screen(query, threshold=0.8)
    assert all(hit.score >= 0.8 for hit in high.hits)
    assert {(hit.listing, hit.score) for hit in high.hits} == {
        (hit.listing, hit.score) for hit in low.hits if hit.score >= 0.8
    }
    leaders = [
        hit.score for place, hit in enumerate(low.hits) if not set(hit.also) & {one.listing for one in low.hits[:place]}
    ]
    assert leaders == sorted(leaders, reverse=True)
