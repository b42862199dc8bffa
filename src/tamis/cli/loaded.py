"""One listing out of what is loaded, by its id.

In: an id as typed. Out: the listing, the snapshot it stands in, and its history over the publications kept. Needs no
index: `show` and `compare` answer from the store alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tamis.cli.options import Run
from tamis.errors import UnknownListError
from tamis.records import Listing, Snapshot
from tamis.snapshots import Store

_ID = re.compile(r"[a-z][a-z0-9-]*:\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A listing and where it stands.

    Attributes:
        listing: The listing.
        snapshot: The snapshot that it was found in.
        beside: Every listing of that snapshot.
        warnings: What the reader must know of that snapshot.
    """

    listing: Listing
    snapshot: Snapshot
    beside: tuple[Listing, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a publication did to a listing.

    Attributes:
        published: Day of publication.
        snapshot: Id of the snapshot.
        event: `first seen`, `amended`, `removed` or `returned`; first among the publications kept.
    """

    published: dt.date
    snapshot: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLink:
    """A link seen from the listing shown.

    Attributes:
        relation: The publisher's word.
        direction: `to` another listing, or `from` one that names this one.
        listing: Id of the other listing, where known.
        name: The other party's name.
        text: The publisher's words.
    """

    JSON_ALWAYS = ("*",)

    relation: str
    direction: str
    listing: str | None
    name: str | None
    text: str | None


def looks_like_id(text: str) -> bool:
    """Say whether text is `<watchlist>:<reference>` rather than a name."""
    return _ID.match(text) is not None


def find_listing(run: Run, listing_id: str, as_of: dt.date | None = None) -> Found:
    """Return a loaded listing.

    Raises:
        UnknownListError: no such list, or no such listing in it; says where it was found instead.
        NoListsError: nothing is loaded.
    """
    from tamis.sources import check_watchlist

    if not looks_like_id(listing_id):
        raise UnknownListError(
            f"{listing_id!r} is not a listing's id, such as un:QDi.263; to look for a name: tamis screen NAME"
        )
    watchlist = listing_id.partition(":")[0]
    check_watchlist(watchlist)
    store = Store(run.settings.home)
    selection = store.select((watchlist,), as_of)
    snapshot = selection.snapshots[0]
    listings = tuple(store.listings(snapshot))
    listing = next((one for one in listings if one.id == listing_id), None)
    if listing is None:
        raise UnknownListError(_missing(store, snapshot, listings, listing_id))
    if as_of and snapshot.id in selection.reconstructed and listing.listed_on and listing.listed_on > as_of:
        raise UnknownListError(f"{listing_id} was listed on {listing.listed_on} only, after {as_of}")
    return Found(listing=listing, snapshot=snapshot, beside=listings, warnings=tuple(selection.warnings))


def _missing(store: Store, snapshot: Snapshot, listings: Iterable[Listing], listing_id: str) -> str:
    """Say where a listing is to be found that is not in the snapshot asked."""
    where = f"{listing_id} is not on {snapshot.watchlist} of {snapshot.published}"
    for other in reversed(publications(store, snapshot.watchlist)):
        if other.id != snapshot.id and any(one.id == listing_id for one in store.listings(other)):
            return f"{where}; it is on that of {other.published}: add --as-of {other.published}"
    folded = {one.id.casefold(): one.id for one in listings}
    close = difflib.get_close_matches(listing_id.casefold(), folded, n=1, cutoff=0.8)
    return f"{where}; did you mean {folded[close[0]]}?" if close else f"{where}, nor on any other that is loaded"


def publications(store: Store, watchlist: str) -> list[Snapshot]:
    """Return one snapshot for each day of publication, oldest first: the one that was read last."""
    latest: dict[dt.date, Snapshot] = {}
    for snapshot in store.snapshots(watchlist):
        held = latest.get(snapshot.published)
        if held is None or held.imported_at <= snapshot.imported_at:
            latest[snapshot.published] = snapshot
    return [latest[day] for day in sorted(latest)]


def history(run: Run, listing_id: str, until: dt.date | None = None) -> Iterator[Event]:
    """Yield what the publications kept did to a listing, oldest first.

    A reader's newer version may show as an amendment; `source`, the place in the file, is not counted as one.
    """
    store = Store(run.settings.home)
    before: Listing | None = None
    seen = False
    for snapshot in publications(store, listing_id.partition(":")[0]):
        if until and snapshot.published > until:
            return
        now = next((one for one in store.listings(snapshot) if one.id == listing_id), None)
        now = dataclasses.replace(now, source=None) if now else None
        if now != before:
            event = "removed" if now is None else "amended" if before else "returned" if seen else "first seen"
            yield Event(published=snapshot.published, snapshot=snapshot.id, event=event)
        before, seen = now, seen or now is not None


def shown_links(found: Found) -> Iterator[ShownLink]:
    """Yield the links that the listing states, then those that others on its list state of it."""
    names = {one.id: one.primary_name.text for one in found.beside}
    for link in found.listing.links:
        name = names.get(link.target or "", link.name)
        yield ShownLink(relation=link.relation, direction="to", listing=link.target, name=name, text=link.text)
    for other in found.beside:
        yield from _back_links(other, found.listing)


def _back_links(other: Listing, shown: Listing) -> Iterator[ShownLink]:
    for link in other.links:
        if link.target == shown.id and other.id != shown.id:
            name = other.primary_name.text
            yield ShownLink(relation=link.relation, direction="from", listing=other.id, name=name, text=link.text)
