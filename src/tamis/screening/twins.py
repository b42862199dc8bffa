"""The same party's listings on other lists: its twins.

In: the rows of listings. Out: their twins, with what shows it. A twin is beyond doubt (`parties`), so it shares a reference, an
identifier or a name word for word, and is found by these without a search. Must not know: texts, scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from tamis.index import identifier_keys
from tamis.index.same_words import share_a_name
from tamis.records import Identifier, Listing
from tamis.screening.matching import Matcher
from tamis.screening.parties import cited_listings, reference_of, same_party
from tamis.values.identifiers import KINDS


class Twins:
    """Knows which listings of one index are the same party; remembers what it worked out."""

    def __init__(self, matcher: Matcher, listing_at: Callable[[int], Listing]) -> None:
        self._matcher = matcher
        self._listing_at = listing_at
        self._of: dict[int, dict[str, str]] = {}
        self._same: dict[tuple[str, str], str | None] = {}

    def of(self, row: int) -> dict[str, str]:
        """Return the twins of a listing: id -> what shows it."""
        known = self._of.get(row)
        if known is None:
            listing = self._listing_at(row)
            rows = share_a_name(self._matcher.index, row) | set(self._tied(listing))
            rows -= self._matcher.lookup.hidden_listings(rows) | {row}
            others = [self._listing_at(other) for other in sorted(rows)]
            shown = ((other.id, self.same(listing, other)) for other in others)
            known = self._of[row] = {other: why for other, why in shown if why}
        return known

    def same(self, one: Listing, two: Listing) -> str | None:
        """Say why two listings are the same party, None where they are not."""
        key = (one.id, two.id)
        if key not in self._same:
            self._same[key] = same_party(one, two)
        return self._same[key]

    def row_of(self, listing_id: str) -> int | None:
        """Return the row of a loaded listing; None where it is hidden or not there."""
        lookup = self._matcher.lookup
        row = lookup.row_of(listing_id)
        return None if row is None or lookup.hidden_listings([row]) else row

    def _tied(self, listing: Listing) -> Iterator[int]:
        """Yield the listings that a listing cites, that cite it, and that share an identifier, whatever kind others give it."""
        for cited in cited_listings(listing):
            row = self.row_of(cited)
            if row is not None:
                yield row
        index, own = self._matcher.index, reference_of(listing)
        values = dict.fromkeys(item.value for item in listing.identifiers)
        asked = [Identifier(kind, value) for value in values for kind in sorted(KINDS)]
        keys = np.array(identifier_keys([*asked, *([own] if own else [])]), dtype=np.uint64)
        starts = np.searchsorted(index.identifier_key, keys, side="left")
        ends = np.searchsorted(index.identifier_key, keys, side="right")
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            yield from index.identifier_listing[start:end].tolist()
