"""Suppressions: a reviewed pair of a customer and a listing that is not to alert again, until something changes.

In: the customer's query and the listing, as they were reviewed. Out: a Suppression, and whether it still stands. It is
bound to what was compared on both sides, never to a name alone, so it lapses by itself. Must not know where it is kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from tamis.records import Listing, Party, Query, encode

_COMPARED = ("kind", "birth_dates", "birth_places", "countries", "genders", "identifiers")


def compared_digest(party: Party) -> str:
    """Return the digest of what is compared of a party: remarks, addresses and the layout of a file take no part."""
    twin = encode(party)
    told = {name: twin.get(name) for name in _COMPARED}
    told["names"] = [[name.text, name.quality.value] for name in party.names]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A reviewed pair that is silent.

    Attributes:
        customer: The caller's reference.
        listing: Id of the listing.
        reason: Why, in the reviewer's words.
        by: Who decided.
        at: When.
        until: The last day on which it holds; None for as long as nothing changes.
        customer_digest: `compared_digest` of the customer that was reviewed.
        listing_digest: The same of the listing.
    """

    customer: str
    listing: str
    reason: str
    by: str
    at: dt.datetime
    until: dt.date | None
    customer_digest: str
    listing_digest: str

    def lapsed(self, query: Query, listing: Listing, today: dt.date) -> str:
        """Return why it holds no longer, in words; empty where it holds."""
        if self.until is not None and today > self.until:
            return f"it held until {self.until}"
        if compared_digest(query) != self.customer_digest:
            return "the customer's data changed since the review"
        if compared_digest(listing) != self.listing_digest:
            return "the listing changed since the review"
        return ""
