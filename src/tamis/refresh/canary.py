"""The canary: whoever came onto a list must be found under the very name that the list gives.

In: an open screener and the listings that came. Out: those that it does not find. A listing whose first name is a weak
alias is not asked for: the policy keeps such names back on purpose.

Some hundred listings are searched in the index that answers. Where thousands come at once, as with a first refresh, that
would take minutes: then so many of them, evenly spread, are searched there, and all of them in lots, each against an
index of its own lot. That a pair decides alone (no score depends on what else is loaded) makes the two verdicts one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tamis.errors import QueryError
from tamis.index import text_key
from tamis.records import Listing, Name, NameQuality, Query
from tamis.screening import Screener

SEARCHED = 300
"""So many listings of a list are searched in the index that answers: some seconds where all lists are loaded."""

LOT = 512
"""Listings in a lot: of 128 to 2,048 the quickest, at 0.45 ms a listing."""


def not_found(screener: Screener, listings: Sequence[Listing]) -> Iterator[str]:
    """Yield the ids of listings that are no hit for their own primary name, at the policy's own threshold.

    Args:
        screener: Over the lists in force.
        listings: Those that came; all loaded.
    """
    asked = [one for one in listings if one.primary_name.quality is not NameQuality.WEAK]
    if len(asked) <= SEARCHED:
        yield from _missed(screener, asked)
        return
    spread = [asked[place * len(asked) // SEARCHED] for place in range(SEARCHED)]
    missed = set(_missed(screener, spread))
    for start in range(0, len(asked), LOT):
        lot = asked[start : start + LOT]
        missed.update(_missed(Screener.from_listings(lot, screener.policy), lot))
    yield from (one.id for one in asked if one.id in missed)


def _missed(screener: Screener, listings: Sequence[Listing]) -> Iterator[str]:
    """Search listings by their primary names, as one batch; no evidence is put into words."""
    index = screener.index
    key_of_row = np.zeros(index.n_listings, np.uint64)
    key_of_row[index.id_listing] = index.id_key
    asked, queries = [], []
    for listing in listings:
        try:
            queries.append(Query(names=(Name(listing.primary_name.text),)))
            asked.append(listing)
        except QueryError:  # a name that nobody could type finds nothing either
            yield listing.id
    matched = screener.matcher.match(queries, screener.policy.threshold)
    for listing, terms in zip(asked, matched.terms, strict=True):
        if np.uint64(text_key(listing.id)) not in key_of_row[[one.listing for one in terms]]:
            yield listing.id
