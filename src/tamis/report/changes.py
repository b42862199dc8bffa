"""What changed in a list between two days, and how it grew over all publications that are kept.

In: a store, the name of a list, days. Out: Changes, a ListHistory. Where two parsers read the two publications, the kept
source files are read anew by today's parser, so that what tamis learnt to read is no amendment of the publisher's. Must
not know how an answer is shown: `pages` and the shells do that.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tamis.errors import QueryError, StoreError, TamisError, UnknownListError
from tamis.records import Changes, Delta, ListHistory, Listing, PublicationStep, Return, Snapshot
from tamis.snapshots import Store, changes_between, incomplete_note, publications
from tamis.sources import read_publication


def list_changes(store: Store, watchlist: str, since: dt.date | None = None, until: dt.date | None = None) -> Changes:
    """Return what changed in a list.

    Args:
        store: Where its publications are kept.
        watchlist: Name of the list.
        since: The day from which; None for the publication before the one that answers for `until`.
        until: The day up to which; None for the newest publication.

    Raises:
        NoListsError: nothing is loaded.
        UnknownListError: the list is not loaded, or only one publication of it is kept.
        QueryError: `since` comes after `until`.
        StoreError: a kept file is damaged.
    """
    kept = publications(store.kept(watchlist))
    newer = _in_force(kept, until)
    if since is not None and until is not None and since > until:
        raise QueryError(f"from {since} to {until}: the first day comes after the last")
    older = _in_force(kept, since) if since is not None else _before(kept, newer)
    reread, warnings = read_anew(store, older, newer)
    delta = store.delta(older, newer, reread)
    return Changes(
        watchlist=watchlist,
        since=since or older.published,
        until=until or newer.published,
        older=older.id,
        newer=newer.id,
        delta=delta,
        returned=tuple(_returns(store, kept, (older, newer), delta)),
        warnings=(*_said_of_days(older, newer, since, until), *warnings),
    )


def list_history(store: Store, watchlist: str) -> ListHistory:
    """Return how a list grew and shrank over the publications that are kept.

    Raises:
        NoListsError: nothing is loaded.
        UnknownListError: the list is not loaded.
        StoreError: a kept file is damaged.
    """
    kept = publications(store.kept(watchlist))
    steps: list[PublicationStep] = []
    warnings: list[str] = []
    seen: set[str] = set()
    for number, snapshot in enumerate(kept):
        ids, programmes = _tally(store, snapshot)
        step: dict[str, object] = {}
        if number:
            reread, said = read_anew(store, kept[number - 1], snapshot)
            delta = store.delta(kept[number - 1], snapshot, reread)
            warnings += said
            step = {
                "added": len(delta.added), "amended": len(delta.amended), "removed": len(delta.removed),
                "returned": sum(listing.id in seen for listing in delta.added), "not_supplied": delta.not_supplied,
            }  # fmt: skip
        seen |= ids
        steps.append(
            PublicationStep(
                snapshot=snapshot.id, published=snapshot.published, listings=snapshot.listings, names=snapshot.names,
                programmes=tuple(programmes.most_common()), **step,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    return ListHistory(
        watchlist=watchlist, title=kept[-1].title, steps=tuple(steps), warnings=tuple(dict.fromkeys(warnings))
    )


def _in_force(kept: Sequence[Snapshot], day: dt.date | None) -> Snapshot:
    """Return the newest publication up to a day, else the oldest after it."""
    before = [snapshot for snapshot in kept if day is None or snapshot.published <= day]
    return before[-1] if before else kept[0]


def _before(kept: Sequence[Snapshot], newer: Snapshot) -> Snapshot:
    place = kept.index(newer)
    if place == 0:
        raise UnknownListError(
            f"{newer.watchlist}: no publication before that of {newer.published} is kept, so nothing can have changed; "
            f"import an older one, or give the days with --from and --to"
        )
    return kept[place - 1]


def _said_of_days(older: Snapshot, newer: Snapshot, since: dt.date | None, until: dt.date | None) -> Iterator[str]:
    """Yield what must be said of the publications that stand for the days asked for."""
    for snapshot, day in ((older, since), (newer, until)):
        if day is not None and snapshot.published > day:
            yield (
                f"{snapshot.watchlist}: no publication of {day} or before is kept; that of {snapshot.published} stands "
                f"in for it, so what changed before is not shown"
            )
    if older.id == newer.id:
        yield f"{older.watchlist}: the publication of {older.published} answers for both days"
    for snapshot in dict.fromkeys((older, newer)):
        if snapshot.published_assumed:
            yield f"{snapshot.watchlist}: {snapshot.published} is the day of import, nothing told the true one"
        if snapshot.incomplete:
            yield incomplete_note(f"{snapshot.watchlist} of {snapshot.published}", snapshot.incomplete)


def read_anew(store: Store, older: Snapshot, newer: Snapshot) -> tuple[dict[str, Sequence[Listing]], list[str]]:
    """Read the kept files with today's parser where two parsers read them.

    Returns:
        Snapshot id -> its listings, for those that had to be read anew; and what must be said where that was not
        possible, or did not help.
    """
    parsers = {older.id: older.parser, newer.id: newer.parser}
    reread: dict[str, Sequence[Listing]] = {}
    if len({parser.partition("/")[0] for parser in parsers.values()}) > 1:
        told = f"the publications of {older.published} and {newer.published} came in different forms"
        return {}, [f"{told} ({older.parser}, {newer.parser}): what one form words otherwise is shown as amended"]
    for snapshot in (older, newer):
        if len(set(parsers.values())) == 1:
            break
        try:
            publication = read_publication(snapshot.watchlist, [store.source_folder(snapshot)])
        except TamisError as error:
            said = f"{snapshot.id} was read by {snapshot.parser} and could not be read anew ({error})"
            return {}, [f"{said}: some amendments may be what tamis reads otherwise now"]
        if publication.parser != snapshot.parser:
            reread[snapshot.id] = publication.listings
            parsers[snapshot.id] = publication.parser
    if len(set(parsers.values())) > 1:
        return {}, [f"{older.id} and {newer.id} were read by different versions of the parser; import them again"]
    return reread, []


def _tally(store: Store, snapshot: Snapshot) -> tuple[set[str], Counter[str]]:
    """Return the ids of a publication and how many of its listings each programme has."""
    ids: set[str] = set()
    programmes: Counter[str] = Counter()
    for line in store.lines(snapshot):
        twin = json.loads(line)
        ids.add(twin["id"])
        acts = twin.get("designations", ())
        programmes.update({act.get("programme") or act["authority"] for act in acts} or {"no programme"})
    return ids, programmes


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a listing was missing: places in the row of publications."""

    last_seen: int
    absent_from: int
    seen_again: int


def _returns(store: Store, kept: Sequence[Snapshot], ends: tuple[Snapshot, Snapshot], delta: Delta) -> Iterator[Return]:
    """Yield the listings that left and came back: before `since`, or between the two days."""
    first, last = (kept.index(one) for one in ends)
    ids = [store.listing_ids(snapshot) for snapshot in kept[: last + 1]]
    added = {listing.id for listing in delta.added}
    gaps: dict[str, _Gap] = {}
    for listing_id in ids[last] if last > first else ():
        held = [place for place in range(last + 1) if listing_id in ids[place]]
        # The gap that ends within the days asked for: that of an added listing, or the last one of a listing that stayed.
        for before, after in itertools.pairwise(held):
            if after > before + 1 and after > first and (listing_id in added or before >= first):
                gaps[listing_id] = _Gap(before, before + 1, after)
    versions = _versions(store, kept, gaps)
    for listing_id, gap in gaps.items():
        days = [kept[place].published for place in (gap.last_seen, gap.absent_from, gap.seen_again)]
        text = f"listed again in the publication of {days[2]}; last in that of {days[0]}, gone from that of {days[1]}"
        yield Return(
            listing=listing_id, last_seen=days[0], absent_from=days[1], seen_again=days[2],
            text=f"{text}; {_since_then(versions, listing_id, gap)}",
        )  # fmt: skip


def _versions(store: Store, kept: Sequence[Snapshot], gaps: Mapping[str, _Gap]) -> dict[tuple[int, str], Listing]:
    """Return each listing as it stood before it left and when it came back, by place and id."""
    wanted: dict[int, set[str]] = {}
    for listing_id, gap in gaps.items():
        wanted.setdefault(gap.last_seen, set()).add(listing_id)
        wanted.setdefault(gap.seen_again, set()).add(listing_id)
    return {
        (place, listing.id): listing
        for place, ids in wanted.items()
        for listing in store.find_listings(kept[place], ids)
    }


def _since_then(versions: Mapping[tuple[int, str], Listing], listing_id: str, gap: _Gap) -> str:
    before, after = versions.get((gap.last_seen, listing_id)), versions.get((gap.seen_again, listing_id))
    if before is None or after is None:
        raise StoreError(f"{listing_id}: a kept publication changed while it was read")
    changes = changes_between(before, after)
    return "; ".join(change.text for change in changes) if changes else "unchanged"
