"""The canary: whoever came onto a list must be found under the very name that the list gives.

In: an open screener and the listings that came. Out: those that it does not find. A listing whose first name is a weak
alias is not asked for: the policy keeps such names back on purpose.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import numpy as np

from tamis.index import text_key
from tamis.records import Listing, Name, NameQuality, Query
from tamis.screening import Screener

_BATCH = 1024  # queries scored together; no evidence is put into words, so larger than for answers


def not_found(screener: Screener, listings: Iterable[Listing]) -> Iterator[str]:
    """Yield the ids of listings that are no hit for their own primary name, at the policy's own threshold.

    Args:
        screener: Over the lists in force.
        listings: Those that came; all loaded.
    """
    index = screener.index
    key_of_row = np.zeros(index.n_listings, np.uint64)
    key_of_row[index.id_listing] = index.id_key
    asked = (one for one in listings if one.primary_name.quality is not NameQuality.WEAK)
    while batch := list(itertools.islice(asked, _BATCH)):
        queries = [Query(names=(Name(listing.primary_name.text),)) for listing in batch]
        matched = screener.matcher.match(queries, screener.policy.threshold)
        for listing, terms in zip(batch, matched.terms, strict=True):
            if np.uint64(text_key(listing.id)) not in key_of_row[[one.listing for one in terms]]:
                yield listing.id
