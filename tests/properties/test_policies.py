"""Law: under every policy, a pair is a hit by screening one, screening many and comparing alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from invented import kinds, listings, queries_about

import tamis
from tamis.records import Listing
from tamis.screening import POLICIES, Policy, WeakAliases
from tamis.screening.policy import WEIGHTS

_thresholds = st.sampled_from([0.4, 0.5, 0.6, 0.7, 0.77, 0.9, 1.0])


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Return one that comes with the package, or one of one's own."""
    if draw(st.booleans()):
        return draw(st.sampled_from(list(POLICIES.values())))
    weights = {key: draw(st.sampled_from([0.0, 0.1, 0.35, 1.0, 2.5])) for key in WEIGHTS}
    by_kind = draw(st.dictionaries(kinds, _thresholds, max_size=3))
    return Policy(
        name="drawn", threshold=draw(_thresholds), floor=draw(st.sampled_from([0.0, 0.2, 0.4])), kind_thresholds=tuple(by_kind.items()),
        weak_aliases=draw(st.sampled_from(WeakAliases)), **weights,
    )  # fmt: skip


@given(st.data())
def test_screening_and_comparing_agree_on_what_a_hit_is(data: st.DataObject) -> None:
    """The same hits with the same scores, alone and in a batch; a pair is a hit where screening has one."""
    listed: list[Listing] = data.draw(listings())
    policy = data.draw(policies())
    queries = data.draw(st.lists(queries_about(listed), min_size=1, max_size=4))
    screener = tamis.Screener.from_listings(listed, policy)
    for query, many in zip(queries, screener.screen_many(queries), strict=True):
        assert many == screener.screen(query) and many.policy == policy.id
        hits = {hit.listing: hit.score for hit in many.hits}
        pairs = [tamis.compare(query, listing, policy) for listing in listed]
        assert hits == {pair.listing: pair.score for pair in pairs if pair.hit}
        for pair, listing in zip(pairs, listed, strict=True):
            assert pair.threshold == policy.threshold_for(listing.kind) and (
                pair.score >= pair.threshold or not pair.hit
            )
