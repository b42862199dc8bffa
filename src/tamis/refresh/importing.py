"""From files on disk to a snapshot in the store: read, date, check, keep, all of it or nothing; then the index.

In: a store, a list's name, paths, perhaps a day. Out: an ImportReport. Must not know formats, nor where snapshots stand.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from tamis import sources
from tamis.errors import PublicationError, StoreError
from tamis.records import Publication, Snapshot, encode
from tamis.refresh.gates import Concern, Side, concerns
from tamis.refresh.measures import measure
from tamis.refresh.rules import ListRules
from tamis.screening import open_index
from tamis.snapshots import Store, incomplete_note
from tamis.snapshots.manifest import read_lines

EARLIEST = dt.date(1990, 1, 1)  # no list here was published as a file before: an earlier day is a slip of the pen
_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes:
        watchlist: `un`, `ofac-sdn`, ...
        snapshot: Id of the snapshot.
        published: Day of publication.
        published_assumed: True where nothing told it and the day of import stands in.
        published_from: `file`, `flag`, `name`, `assumed`; `earlier` where an earlier import of the same content told it.
        published_text: The same in words.
        listings: Number of listings.
        names: Number of names.
        unread: Elements or columns that the parser does not know.
        incomplete: Roles of files that did not come.
        changed: False where this was imported before and nothing had to be done.
        in_force: Whether it is what the list now answers with.
        warnings: What a person should know.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    watchlist: str
    snapshot: str
    published: dt.date
    published_assumed: bool
    published_from: str
    published_text: str
    listings: int
    names: int
    unread: tuple[str, ...]
    incomplete: tuple[str, ...]
    changed: bool
    in_force: bool
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin


@dataclass(frozen=True, slots=True)
class Dating:
    """When a publication was published, and how that is known.

    Attributes:
        published: The day.
        told_by: `file`, `flag`, `name`, `server` or `assumed`.
        text: The same in words.
    """

    published: dt.date
    told_by: str
    text: str


def import_list(
    store: Store,
    watchlist: str,
    paths: Sequence[Path],
    published: dt.date | None = None,
    today: dt.date | None = None,
) -> ImportReport:
    """Read a publisher's files and keep them as a snapshot; on any failure nothing has changed.

    Args:
        store: Where to keep it.
        watchlist: Name of the list.
        paths: The file, the files, or the folder of the set.
        published: The day of publication, where the caller knows it.
        today: The day of import, UTC; None for the clock's.

    Raises:
        UnknownListError: no such list.
        FormatError: the files are not that list.
        PublicationError: `published` contradicts the file, or the day cannot be.
        StoreError: the home folder is damaged or cannot be written.
    """
    sources.check_watchlist(watchlist)
    publication = sources.read_publication(watchlist, paths)
    dating = date_publication(publication, paths, published, today or dt.datetime.now(dt.UTC).date())
    before = _answering(store, watchlist)
    snapshot, changed = store.add(publication, dating.published, dating.told_by == "assumed")
    if dating.told_by == "assumed" and snapshot.published != dating.published:
        dating = Dating(
            snapshot.published, "earlier", f"the same content was imported before as of {snapshot.published}"
        )
    now = store.in_force(watchlist)
    in_force = now is not None and now.id == snapshot.id
    warnings = [*publication.warnings, *_warnings(store, snapshot, before, now)]
    warnings += make_searchable(store) if in_force else ()
    return ImportReport(
        watchlist=watchlist,
        snapshot=snapshot.id,
        published=snapshot.published,
        published_assumed=snapshot.published_assumed,
        published_from=dating.told_by,
        published_text=dating.text,
        listings=snapshot.listings,
        names=snapshot.names,
        unread=snapshot.unread,
        incomplete=snapshot.incomplete,
        changed=changed,
        in_force=in_force,
        warnings=tuple(warnings),
    )


def make_searchable(store: Store) -> Iterator[str]:
    """Build the index of all lists in force, so that the next question need not; say so where that cannot be done."""
    try:
        open_index(store, store.select())
    except (StoreError, OSError) as error:
        yield f"the list is kept, but its index could not be built now ({error}); the next question tries again"


def _answering(store: Store, watchlist: str) -> Snapshot | None:
    """Return what is in force before the import; None where it cannot be read, since this import may mend it."""
    try:
        return store.in_force(watchlist)
    except StoreError:
        return None


def date_publication(
    publication: Publication,
    paths: Sequence[Path],
    published: dt.date | None,
    today: dt.date,
    served_on: dt.date | None = None,
) -> Dating:
    """Decide the day of publication.

    It is the file's own, else `published`, else one in a name, else `served_on`, the day that its server has it from,
    else the day of import.

    Raises:
        PublicationError: a contradiction, or a day in the future or before 1990.
    """
    dating = _dating(publication, paths, published)
    if dating is None and served_on is not None:
        dating = Dating(served_on, "server", f"published on {served_on}, as its server says")
    if dating is None:
        dating = Dating(today, "assumed", f"nothing tells when it was published: {today}, the day of import, stands in")
    tomorrow = today + dt.timedelta(days=1)  # a publisher east of Greenwich is a day ahead for some hours
    if not EARLIEST <= dating.published <= tomorrow:
        when = "in the future" if dating.published > today else f"before {EARLIEST.year}"
        advice = "give the day with --published YYYY-MM-DD" if dating.told_by == "name" else "check the date"
        raise PublicationError(f"{publication.watchlist}: {dating.text}: that is {when}; {advice}")
    return dating


def _dating(publication: Publication, paths: Sequence[Path], published: dt.date | None) -> Dating | None:
    main = publication.files[0].name
    if publication.published_at is not None:
        own = _own_day(publication.watchlist, main, publication.published_at)
        if published is not None and published != own:
            raise PublicationError(
                f"{publication.watchlist}: {main} says that it was published on {own}, --published says {published}: "
                f"leave --published out, or give the right file"
            )
        return Dating(own, "file", f"published on {own}, as {main} itself says")
    if published is not None:
        return Dating(published, "flag", f"published on {published}, as --published says")
    named = dict(_days_in_names(publication, paths))
    if len(named) > 1:
        told = ", ".join(f"{day} ({name})" for day, name in named.items())
        raise PublicationError(
            f"{publication.watchlist}: the names tell different days, {told}: say which with --published YYYY-MM-DD"
        )
    for day, name in named.items():
        return Dating(day, "name", f"published on {day}, as the name of its {name} says")
    return None


def _own_day(watchlist: str, main: str, published_at: str) -> dt.date:
    """Return the day that a file gives for itself, as the publisher's own clock has it."""
    try:
        return dt.datetime.fromisoformat(published_at).date()
    except ValueError:
        raise PublicationError(f"{watchlist}: {main} says that it was published at {published_at!r}: no date") from None


def _days_in_names(publication: Publication, paths: Sequence[Path]) -> Iterator[tuple[dt.date, str]]:
    """Yield the days in the files' names; where those have none, the days in the names of the folders they stand in."""
    files, folders = [file.name for file in publication.files], []
    for path in (path.absolute() for path in paths):
        if path.is_dir():
            folders.append(path.resolve().name)
        else:
            files.append(path.name)
            folders.append(path.parent.resolve().name)
    days = [found for name in files for found in _days_in_name("file", name)]
    yield from days or [found for name in folders for found in _days_in_name("folder", name)]


def _days_in_name(what: str, name: str) -> Iterator[tuple[dt.date, str]]:
    for text in _DATE_IN_NAME.findall(name):
        with contextlib.suppress(ValueError):  # 2026-13-45: a number, not a day
            yield dt.date.fromisoformat(text), f"{what} {name}"


def _warnings(store: Store, snapshot: Snapshot, before: Snapshot | None, now: Snapshot | None) -> Iterator[str]:
    if snapshot.incomplete:
        yield incomplete_note(snapshot.watchlist, snapshot.incomplete)
    if now is not None and now.id != snapshot.id:
        yield (
            f"{snapshot.watchlist}: the publication of {now.published} ({now.id}) stays in force: "
            f"{snapshot.id} comes before it and answers --as-of only"
        )
    elif before is not None and before.id != snapshot.id:
        for concern in _concerns(store, snapshot, before):
            yield (
                f"{snapshot.watchlist}: {concern.text}; if the file is not whole, take it out with: "
                f"tamis lists remove {snapshot.id}"
            )


def _concerns(store: Store, snapshot: Snapshot, before: Snapshot) -> Iterator[Concern]:
    """Yield what would keep a refresh from taking this publication, the one before it being as it is."""
    try:
        old, new = (_side(store, one) for one in (before, snapshot))
    except StoreError:  # the one before is damaged: there is nothing to compare with
        return
    yield from concerns(old, new, ListRules(least_listings=0))


def _side(store: Store, snapshot: Snapshot) -> Side:
    lines = read_lines(store.folder(snapshot), snapshot)
    return Side(snapshot=snapshot, measures=measure(map(json.loads, lines)))
