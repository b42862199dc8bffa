"""The life of one listing: what the publications say of it, who is linked with it, where else the same party stands.

In: a store, a listing's id, perhaps a day. Out: a Dossier. The same party on other lists is sought through the index, by
all of its names and identifiers, and taken only where `screening.parties` has it beyond doubt. Must not know how a
dossier is shown.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from tamis.errors import QueryError, UnknownListError
from tamis.records import Counterpart, Dossier, Listing, Name, Query, Snapshot, check_name
from tamis.report.changes import read_anew
from tamis.screening import Screener, same_party
from tamis.screening.opening import open as open_lists
from tamis.screening.parties import cited_listings, reference_of
from tamis.snapshots import Store


def life_of(store: Store, listing_id: str, as_of: dt.date | None = None) -> Dossier:
    """Return all that is known of one listing, with the same party's listings on other lists.

    Args:
        store: Where the publications are kept.
        listing_id: Such as `un:QDi.263`.
        as_of: The day asked for; None for now.

    Raises:
        NoListsError: nothing is loaded.
        UnknownListError: no kept publication holds it; the nearest id is named.
        StoreError: a kept file is damaged.
    """
    said: list[str] = []

    def reread(older: Snapshot, newer: Snapshot) -> Mapping[str, Sequence[Listing]]:
        listings, warnings = read_anew(store, older, newer)
        said.extend(warnings)
        return listings

    dossier = store.dossier(listing_id, as_of, reread)
    others = [name for name in store.watchlists() if name != dossier.listing.watchlist]
    also = counterparts(dossier.listing, open_lists(store.home, as_of=as_of)) if others else ()
    warnings = (*dossier.warnings, *dict.fromkeys(said))
    return dataclasses.replace(dossier, also=tuple(also), warnings=warnings)


def neighbours_of(store: Store, dossier: Dossier) -> tuple[Listing, ...]:
    """Return the listings that a dossier's links lead to, as far as they are in force in a loaded list."""
    wanted = {link.listing for link in dossier.links if link.listing and link.found} - {dossier.listing.id}
    lists = sorted({one.partition(":")[0] for one in wanted})
    if not lists:
        return ()
    chosen = store.select(lists, dossier.as_of).snapshots
    return tuple(listing for snapshot in chosen for listing in store.find_listings(snapshot, wanted))


def counterparts(listing: Listing, screener: Screener) -> Iterator[Counterpart]:
    """Yield the same party's listings on other lists, best known first.

    Args:
        listing: The listing whose party is sought.
        screener: The lists that are open.
    """
    for listing_id in _candidates(listing, screener):
        try:
            other = screener.listing(listing_id)
        except UnknownListError:  # a cited listing that no loaded list holds
            continue
        why = same_party(listing, other)
        if why:
            yield Counterpart(listing=other.id, name=other.primary_name.text, why=why)


def _candidates(listing: Listing, screener: Screener) -> Iterator[str]:
    """Yield the ids of the listings that may be the same party: those it cites, and hits of its names and identifiers."""
    cited = cited_listings(listing)
    yield from cited
    own = reference_of(listing)
    names = tuple(Name(name.text) for name in listing.names if _can_be_asked(name.text))
    identifiers = (*listing.identifiers, *([own] if own else ()))
    if names or identifiers:
        query = Query(names=names, birth_dates=listing.birth_dates, identifiers=identifiers)
        for hit in screener.screen(query, threshold=screener.policy.floor).hits:
            if hit.watchlist != listing.watchlist and hit.listing not in cited:
                yield hit.listing


def _can_be_asked(name: str) -> bool:
    try:
        check_name(name)
    except QueryError:
        return False
    return True
