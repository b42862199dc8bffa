"""Law: the delta of two publications, applied to the older one, gives the newer one."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from invented import listings

from tamis.records import Listing
from tamis.snapshots import apply_delta, compare_publications


def _publication(drawn: list[Listing]) -> dict[str, Listing]:
    """Return listings of one watchlist, ids unique."""
    moved = (dataclasses.replace(one, id=f"own:{one.id.partition(':')[2]}") for one in drawn)
    return {one.id: one for one in moved}


@given(st.data())
def test_older_and_delta_make_newer(data: st.DataObject) -> None:
    """Whatever the publications hold, listing for listing; two equal ones differ in nothing."""
    older, newer = (_publication(data.draw(listings(count=5))) for _ in range(2))
    delta = compare_publications(older.values(), newer.values())
    assert apply_delta(delta, older.values()) == newer
    assert compare_publications(newer.values(), newer.values()).empty
    told = {one.listing for one in delta.amended} | {one.id for one in (*delta.added, *delta.removed, *delta.restated)}
    assert {one for one in older.keys() | newer.keys() if older.get(one) != newer.get(one)} == told
