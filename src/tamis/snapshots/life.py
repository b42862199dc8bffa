"""The life of one listing over the publications that are kept: first seen, amended, absent, seen again.

In: the listing as each publication has it. Out: Events, each with its words. Must not know where publications stand:
what it needs of two of them, it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tamis.records import Event, Listing, Snapshot
from tamis.snapshots.delta import Unsupplied, changes_of

Version = tuple[Snapshot, Listing | None]
Pair = tuple[tuple[Snapshot, Listing], tuple[Snapshot, Listing]]
Compare = Callable[[Pair], tuple[Pair, Unsupplied]]
"""Two versions -> the same, read alike, and what one of their publications does not hold."""


def published_events(listing: Listing) -> Iterator[Event]:
    """Yield what the publisher itself dates: listings, removals and amendments, oldest first."""
    events = []
    for act in listing.designations:
        what = f" by {act.authority}" + (f" ({act.programme})" if act.programme else "")
        if act.listed_on:
            events.append((act.listed_on, "listed", f"listed on {act.listed_on}{what}"))
        if act.delisted_on:
            events.append((act.delisted_on, "delisted", f"delisted on {act.delisted_on}{what}"))
    events += [(day, "amended", f"amended on {day}, says the publisher") for day in listing.amended_on]
    for day, event, text in sorted(set(events)):
        yield Event(event=event, date=day, snapshot=None, text=text)


def seen_events(versions: Sequence[Version], compare: Compare) -> Iterator[Event]:
    """Yield when the kept publications begin and cease to hold the listing, and what they changed in it.

    Args:
        versions: Each publication with the listing as it has it, oldest first; None where it does not hold it.
        compare: Gives two versions as they may be compared.
    """
    before: Snapshot | None = None
    last: tuple[Snapshot, Listing] | None = None
    for snapshot, listing in versions:
        if listing is not None and (last is None or last[0] is not before):
            yield _appearance(snapshot, before, seen_before=last is not None)
        elif listing is None and last is not None and last[0] is before:
            text = f"no longer in the publication of {snapshot.published}; last in that of {last[0].published}"
            yield Event(event="absent", date=snapshot.published, snapshot=snapshot.id, text=text)
        if listing is not None and last is not None:
            yield from _amendment((last, (snapshot, listing)), compare)
        before = snapshot
        last = (snapshot, listing) if listing is not None else last
    if last is not None:
        newest = "the newest kept" if last[0] is before else "not in the newest kept"
        text = f"last in the publication of {last[0].published}, {newest}"
        yield Event(event="last seen", date=last[0].published, snapshot=last[0].id, text=text)


def _amendment(pair: Pair, compare: Compare) -> Iterator[Event]:
    """Yield what changed in the listing from its last version to this one, if anything did."""
    if not changes_of(pair[0][1], pair[1][1], Unsupplied()):
        return
    ((_, before), (snapshot, after)), unsupplied = compare(pair)
    changes = changes_of(before, after, unsupplied)
    if changes:
        text = f"amended in the publication of {snapshot.published}: {'; '.join(change.text for change in changes)}"
        yield Event(event="amended", date=snapshot.published, snapshot=snapshot.id, text=text)


def _appearance(snapshot: Snapshot, before: Snapshot | None, *, seen_before: bool) -> Event:
    event = "seen again" if seen_before else "first seen"
    absent = f"; not in that of {before.published}" if before else ", the oldest kept"
    word = "again" if seen_before else "first"
    text = f"{word} in the publication of {snapshot.published}{absent}"
    return Event(event=event, date=snapshot.published, snapshot=snapshot.id, text=text)
