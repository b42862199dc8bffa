"""Law: the order of queries in a batch, and its size, change no answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.records import Listing


@settings(max_examples=40)
@given(st.data())
def test_a_query_is_answered_alike_in_any_company(data: st.DataObject) -> None:
    """One at a time, together, and in another order."""
    listed: list[Listing] = data.draw(listings())
    queries = data.draw(st.lists(queries_about(listed), min_size=1, max_size=8))
    screener = tamis.Screener.from_listings(listed)
    together = list(screener.screen_many(queries, threshold=0.5))
    places = data.draw(st.permutations(range(len(queries))))
    shuffled = list(
        tamis.Screener.from_listings(listed).screen_many([queries[place] for place in places], threshold=0.5)
    )
    assert shuffled == [together[place] for place in places]
    assert [screener.screen(query, threshold=0.5) for query in queries] == together


@settings(max_examples=40)
@given(st.data())
def test_the_order_of_listings_changes_no_answer(data: st.DataObject) -> None:
    """Hits and their order depend on what is loaded, not on when."""
    listed: list[Listing] = data.draw(listings())
    query = data.draw(queries_about(listed))
    turned = data.draw(st.permutations(listed))
    one, other = (tamis.Screener.from_listings(order).screen(query, threshold=0.5) for order in (listed, turned))
    assert one == other
