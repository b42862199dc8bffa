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
from tamis.screening.parties import IndexedTraits, cited_listings, reference_of, same_traits
from tamis.values.identifiers import KINDS

_REMEMBERED = 200_000  # pairs


class Twins:
    """Knows which listings of one index are the same party; remembers what it worked out."""

    def __init__(self, matcher: Matcher, listing_at: Callable[[int], Listing]) -> None:
        self._matcher = matcher
        self._listing_at = listing_at
        self._of: dict[int, dict[str, str]] = {}
        self._same: dict[tuple[int, int], str | None] = {}
        self._traits: dict[int, IndexedTraits] = {}

    def of(self, row: int) -> dict[str, str]:
        """Return the twins of a listing: id -> what shows it."""
        known = self._of.get(row)
        if known is None:
            rows = share_a_name(self._matcher.index, row) | set(self._tied(self._listing_at(row)))
            rows -= self._matcher.lookup.hidden_listings(rows) | {row}
            shown = ((self._listing_at(other).id, self.same(row, other)) for other in sorted(rows))
            known = self._of[row] = {other: why for other, why in shown if why}
        return known

    def same(self, one: int, two: int) -> str | None:
        """Say why the listings of two rows are the same party, None where they are not."""
        if (one, two) not in self._same:
            if len(self._same) >= _REMEMBERED:
                self._same.clear()
                self._traits.clear()
            self._same[one, two] = same_traits(self._traits_of(one), self._traits_of(two))
        return self._same[one, two]

    def _traits_of(self, row: int) -> IndexedTraits:
        known = self._traits.get(row)
        if known is None:
            known = self._traits[row] = IndexedTraits(self._listing_at(row), self._matcher.index, row)
        return known

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
