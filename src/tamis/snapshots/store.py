"""The Store: every publication of every list that was imported, write-once.

In: Publications from `sources`, with their day. Out: Snapshots, their listings, and which of them answer a question.
Must not know how a file is parsed or how a name is compared.

A home folder depends on nothing outside it: copied to another machine it gives the same snapshots and listings.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from tamis.errors import NoListsError, StoreError, UnknownListError
from tamis.records import Delta, Dossier, Listing, Publication, Snapshot
from tamis.snapshots import confirmation, delta, history, indexes, manifest, removal, selection, verification
from tamis.snapshots.files import make_folder, replace_file
from tamis.snapshots.home import Home
from tamis.snapshots.removal import Removal
from tamis.snapshots.selection import Selection
from tamis.snapshots.verification import Finding

KEPT_INDEXES = 8  # a list or two with a few days asked for; each is some tens of megabytes


class Store:
    """The snapshots of one home folder. Readers need no lock; writers hold one each.

    Args:
        home: The home folder; a missing one reads as empty.
        create: Make it where it is missing, readable by its owner alone.

    Raises:
        StoreError: it is a file, holds other things, cannot be read or made, or a newer tamis laid it out.
    """

    def __init__(self, home: Path, create: bool = False) -> None:
        self._home = Home(home, create)

    @property
    def home(self) -> Path:
        """The home folder."""
        return self._home.path

    def watchlists(self) -> tuple[str, ...]:
        """Return the names of the lists that are loaded, sorted.

        Raises:
            StoreError: the home folder cannot be read.
        """
        try:
            names = sorted(entry.name for entry in self._home.lists.iterdir())
            return tuple(name for name in names if self._folders(name))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(f"{self._home.lists}: {error.strerror}: the home folder cannot be read") from None

    def snapshots(self, watchlist: str | None = None) -> tuple[Snapshot, ...]:
        """Return the snapshots of one list, or of all, list by list, oldest first; removed ones not.

        Raises:
            StoreError: a manifest is damaged.
        """
        names = self.watchlists() if watchlist is None else (watchlist,)
        found: list[Snapshot] = []
        for name in names:
            folders = self._folders(name).values()
            found += sorted((manifest.read_manifest(folder) for folder in folders), key=selection.order_key)
        return tuple(found)

    def snapshot(self, snapshot_id: str) -> Snapshot:
        """Return the snapshot with that id.

        Raises:
            UnknownListError: it is not here.
            StoreError: its manifest is damaged.
        """
        folder = self._folders(snapshot_id.partition("@")[0]).get(snapshot_id)
        if folder is None:
            raise UnknownListError(f"{snapshot_id}: no such snapshot; `tamis lists` shows what is loaded")
        return manifest.read_manifest(folder)

    def in_force(self, watchlist: str, as_of: dt.date | None = None) -> Snapshot | None:
        """Return the snapshot of a list that answers: the newest published up to `as_of`, else the oldest after it.

        Returns:
            None where the list is not loaded.

        Raises:
            StoreError: a manifest is damaged.
        """
        folders = self._folders(watchlist)
        days = {name: day for name in folders if (day := manifest.published_of(name, watchlist))}
        chosen = selection.day_in_force(days.values(), as_of)
        return selection.newest(manifest.read_manifest(folders[name]) for name, day in days.items() if day == chosen)

    def select(
        self,
        lists: Sequence[str] | None = None,
        as_of: dt.date | None = None,
        rhythm_days: Mapping[str, int] | None = None,
        today: dt.date | None = None,
    ) -> Selection:
        """Return the snapshots that answer, one for each list, with what must be said of them.

        Args:
            lists: Names of lists; None for all that are loaded.
            as_of: The day asked for; None for now.
            rhythm_days: How often a list is published, in days, by its name (`sources.watchlists()` knows); without
                it no list counts as stale.
            today: The day against which age is told; None for the clock's.

        Raises:
            NoListsError: nothing is loaded, or `lists` is empty.
            UnknownListError: a list is named that is not loaded.
            StoreError: a manifest is damaged.
        """
        loaded = self._check_loaded(lists or ())
        if lists is not None and not lists:
            raise NoListsError(f"no list is named; loaded are {', '.join(loaded)}")
        names = loaded if lists is None else sorted(set(lists))
        chosen = [found for name in names if (found := self.in_force(name, as_of))]
        confirmed = {one.watchlist: day for one in chosen if (day := self.confirmed_on(one))}
        return selection.select(chosen, as_of, rhythm_days or {}, today or dt.datetime.now(dt.UTC).date(), confirmed)

    def kept(self, watchlist: str) -> tuple[Snapshot, ...]:
        """Return the snapshots of a list that is loaded, oldest first.

        Raises:
            NoListsError: nothing is loaded.
            UnknownListError: this list is not.
            StoreError: a manifest is damaged.
        """
        self._check_loaded([watchlist])
        return self.snapshots(watchlist)

    def _check_loaded(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of all lists that are loaded; refuse one that is not."""
        loaded = self.watchlists()
        if not loaded:
            raise NoListsError(f"no list is loaded in {self.home}: load one, for example: tamis import un PATH")
        for name in names:
            if name not in loaded:
                raise UnknownListError(_not_loaded(name, loaded))
        return loaded

    def listings(self, snapshot: Snapshot) -> Iterator[Listing]:
        """Yield the listings of a snapshot in the publisher's order, one at a time.

        Raises:
            UnknownListError: the snapshot is not here.
            StoreError: the file is damaged; what has been yielded before is not to be used.
        """
        return manifest.read_listings(self.folder(snapshot), snapshot)

    def lines(self, snapshot: Snapshot) -> Iterator[bytes]:
        """Yield the JSON twins of a snapshot's listings, a line each, for those who need a part of each only.

        Raises:
            UnknownListError: the snapshot is not here.
            StoreError: the file is damaged.
        """
        return manifest.read_lines(self.folder(snapshot), snapshot)

    def listing_ids(self, snapshot: Snapshot) -> frozenset[str]:
        """Return the ids of a snapshot's listings, without decoding them; errors as `lines`."""
        return frozenset(map(manifest.line_id, self.lines(snapshot)))

    def find_listings(self, snapshot: Snapshot, listing_ids: Container[str]) -> Iterator[Listing]:
        """Yield the listings with these ids, in the publisher's order; errors as `lines`."""
        folder = self.folder(snapshot)
        for number, line in enumerate(self.lines(snapshot), start=1):
            if manifest.line_id(line) in listing_ids:
                yield manifest.parse_line(folder, number, line)

    def source_folder(self, snapshot: Snapshot) -> Path:
        """Return the folder of the publisher's files that a snapshot was read from, compressed."""
        return self.folder(snapshot) / manifest.SOURCE

    def delta(self, older: Snapshot, newer: Snapshot, reread: Mapping[str, Iterable[Listing]] | None = None) -> Delta:
        """Return what changed from one snapshot to another of the same list.

        Args:
            older: The earlier one.
            newer: The later one.
            reread: Snapshot id -> its listings, for those that today's parser has read anew.

        Raises:
            UnknownListError: a snapshot is not here.
            StoreError: a kept file is damaged.
        """
        return delta.read_delta((older, self.folder(older)), (newer, self.folder(newer)), reread)

    def folder(self, snapshot: Snapshot) -> Path:
        """Return the folder of a snapshot.

        Raises:
            UnknownListError: it is not here.
        """
        folder = self._folders(snapshot.watchlist).get(snapshot.id)
        if folder is None:
            raise UnknownListError(f"{snapshot.id}: no such snapshot; `tamis lists` shows what is loaded")
        return folder

    def add(self, publication: Publication, published: dt.date, assumed: bool) -> tuple[Snapshot, bool]:
        """Keep a publication: all of it or, on any failure, nothing.

        The same content with the same parser on the same day changes nothing, except that a copy found damaged is
        replaced. With an assumed day the same content on any day changes nothing; once the day is known, what was
        kept under an assumed one is set aside.

        Returns:
            The snapshot, and whether anything changed.

        Raises:
            StoreError: the home cannot be written, another process writes, or the listings' ids are not unique.
        """
        if not manifest.is_watchlist(publication.watchlist):
            raise UnknownListError(f"{publication.watchlist!r} is no name of a list: use a-z, 0-9 and hyphens")
        manifest.check_ids(publication)
        with self._home.writing():
            snapshot = manifest.describe(publication, published, assumed)
            twins = [one for one in self._twins(snapshot) if assumed or one.name == snapshot.id]
            sound = [manifest.read_manifest(folder) for folder in twins if verification.verify_folder(folder).sound]
            kept = selection.newest(sound)
            if kept is not None:
                return kept if assumed or not kept.published_assumed else self._date(kept), False
            if twins and assumed:  # a damaged copy is to be mended, not doubled under another day
                snapshot = manifest.describe(publication, *_dating(twins[-1], published))
            return self._write(snapshot, publication), True

    def _twins(self, snapshot: Snapshot) -> list[Path]:
        """Return the folders that hold the same content read by the same parser, oldest first, whatever their day."""
        end = snapshot.id[-13:]
        return [folder for name, folder in self._folders(snapshot.watchlist).items() if name.endswith(end)]

    def _date(self, snapshot: Snapshot) -> Snapshot:
        """Note that the day of a snapshot is no longer assumed: the day is the same, so nothing else changes."""
        known = dataclasses.replace(snapshot, published_assumed=False)
        removal.log(self._home, "dated", snapshot.id)
        folder = self.folder(snapshot)
        content = manifest.manifest_bytes(known, manifest.read_sealed(folder)[1])
        replace_file(folder / manifest.MANIFEST, content, self._home.temporary_path())
        return known

    def _write(self, snapshot: Snapshot, publication: Publication) -> Snapshot:
        temporary = self._home.temporary_path()
        make_folder(temporary)
        try:
            manifest.write_snapshot(temporary, snapshot, publication)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        place = self._home.lists / snapshot.watchlist / snapshot.id
        if place.exists():  # found damaged
            removal.set_aside(self._home, place, "damaged")
        self._home.move(temporary, place)
        removal.purge_removed(self._home, snapshot.id, snapshot.watchlist, "restored")
        if not snapshot.published_assumed:
            self._set_assumed_aside(snapshot)
        return manifest.read_manifest(place)

    def _set_assumed_aside(self, snapshot: Snapshot) -> None:
        """Set aside what was kept of the same content under an assumed day, now that its day is known."""
        for folder in self._twins(snapshot):
            with contextlib.suppress(StoreError):  # a damaged one stays, for `verify` to name
                if folder.name != snapshot.id and manifest.read_manifest(folder).published_assumed:
                    removal.set_aside(self._home, folder, "dated")

    def remove(self, spec: str, purge: bool = False) -> Removal:
        """Take out a list's snapshots: `LIST` for all, `LIST@` and the beginning of the rest of an id for one.

        The bytes stay in `removed/` until `purge`; importing the publication again restores it.

        Raises:
            UnknownListError: no such list or snapshot.
            StoreError: more than one snapshot begins like that, or the home cannot be written.
        """
        if not self.home.is_dir():
            raise NoListsError(f"no list is loaded in {self.home}: there is nothing to remove")
        with self._home.writing():
            return removal.remove(self._home, spec, purge)

    def verify(self) -> Iterator[Finding]:
        """Check every snapshot, list by list, oldest first, then the indexes, the log and the home's own file.

        A home is copied with its digests: every byte that is kept is covered by one of them.
        """
        for name in self.watchlists():
            for folder in self._folders(name).values():
                yield verification.verify_folder(folder)
        yield from verification.verify_home(self._home)

    def confirm(self, snapshot: Snapshot, at: dt.datetime) -> None:
        """Keep that the publisher, asked at a moment, had nothing newer than this snapshot.

        Raises:
            UnknownListError: the snapshot is not here.
            StoreError: the home cannot be written, or another process writes.
        """
        folder = self.folder(snapshot).parent
        with self._home.writing():
            confirmation.confirm(folder, snapshot.id, at, self._home.temporary_path())

    def confirmed_on(self, snapshot: Snapshot) -> dt.date | None:
        """Return the day (UTC) on which a snapshot was last confirmed as the newest; None where it never was."""
        return confirmation.confirmed_on(self._home.lists / snapshot.watchlist, snapshot.id)

    def index_folder(self, snapshots: Sequence[Snapshot], version: str) -> Path:
        """Return where the index over these snapshots stands or is to be built; does not build it.

        Args:
            snapshots: In any order.
            version: Of the index's layout and of the rules that its content depends on.
        """
        return indexes.index_path(self._home, (snapshot.id for snapshot in snapshots), version)

    def prune_indexes(self, keep: Sequence[Path] = (), at_most: int = KEPT_INDEXES) -> list[Path]:
        """Delete the indexes used least recently, and return them; those in `keep` stay.

        Of an index in `keep` that was just made the digests are noted, for `verify`.

        Raises:
            StoreError: the home cannot be written.
        """
        with self._home.writing():
            for folder in keep:
                indexes.seal(self._home, folder)
            return indexes.prune(self._home, keep, at_most)

    def dossier(self, listing_id: str, as_of: dt.date | None = None, reread: history.Reread | None = None) -> Dossier:
        """Return all that the kept publications say of one listing: itself, its history, its links.

        Args:
            listing_id: Such as `un:QDi.263`.
            as_of: The day asked for; None for now.
            reread: Reads two snapshots of different parsers anew, so that their versions can be compared.

        Raises:
            NoListsError: nothing is loaded.
            UnknownListError: no kept publication holds it; the nearest id is named.
            StoreError: a kept file is damaged.
        """
        chosen = [(snapshot, self.folder(snapshot)) for snapshot in self.select(as_of=as_of).snapshots]
        watchlist, colon, _ = listing_id.partition(":")
        if not colon:
            raise UnknownListError(history.unknown_reference(listing_id, chosen))
        if watchlist not in self.watchlists():
            raise UnknownListError(_not_loaded(watchlist, self.watchlists()))
        kept = [(snapshot, self.folder(snapshot)) for snapshot in self.snapshots(watchlist)]
        return history.dossier(listing_id, kept, chosen, as_of, reread)

    def _folders(self, watchlist: str) -> dict[str, Path]:
        if not manifest.is_watchlist(watchlist):
            return {}
        return removal.snapshot_folders(self._home.lists / watchlist, watchlist)


def _dating(damaged: Path, assumed_day: dt.date) -> tuple[dt.date, bool]:
    """Return the day of a damaged snapshot, from its folder's name, and whether it is assumed, as far as can be read."""
    day = manifest.published_of(damaged.name, damaged.parent.name) or assumed_day
    try:
        return day, manifest.read_manifest(damaged).published_assumed
    except StoreError:
        return day, True


def _not_loaded(name: str, loaded: Sequence[str]) -> str:
    nearest = process.extractOne(name.lower(), loaded, scorer=fuzz.ratio, score_cutoff=60)
    hint = f" (did you mean {nearest[0]}?)" if nearest else ""
    return f"{name}: no such list is loaded{hint}; loaded are {', '.join(loaded)}; load it: tamis import {name} PATH"
