"""From the publishers' addresses to the lists in force: fetch, parse, gate, keep, index, and look whether it is found.

In: a store, names of lists, rules. Out: a Refresh. All of a list or nothing: whatever goes wrong, what was in force
still is. One process refreshes a home folder at a time. Must not know formats, nor where settings stand.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tamis import screening, sources
from tamis.errors import GateError, StoreError, TamisError
from tamis.records import Publication, Snapshot
from tamis.refresh.canary import not_found
from tamis.refresh.choosing import Chosen, choose
from tamis.refresh.downloading import Download, Progress, Watch, download_all
from tamis.refresh.gates import Concern, Side, advice, concerns
from tamis.refresh.importing import Dating, date_publication, make_searchable
from tamis.refresh.measures import Differences, compare, measure
from tamis.refresh.outcome import FAILED, KEPT, UNCHANGED, UPDATED, ListRefresh, Refresh
from tamis.refresh.rules import Rules
from tamis.refresh.state import Memory, State, reading_code, refreshing, stamp
from tamis.snapshots import Store, incomplete_note, order_key
from tamis.snapshots.files import make_folder
from tamis.snapshots.manifest import describe, read_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What a person who knows better lets through the gates.

    Attributes:
        drop: A fall of the number of listings, or of what is filled in.
        unread: Columns or elements that are new and not read.
    """

    drop: bool = False
    unread: bool = False

    def lets_through(self, concern: Concern) -> bool:
        """Say whether a concern is waived."""
        return (concern.kind == "drop" and self.drop) or (concern.kind == "unread" and self.unread)


def refresh(
    store: Store,
    names: Sequence[str] = (),
    rules: Rules | None = None,
    accepted: Accepted | None = None,
    watch: Watch | None = None,
    now: dt.datetime | None = None,
) -> Refresh:
    """Fetch lists from their publishers; what cannot be refreshed stays in force as it was.

    Args:
        store: Where to keep them.
        names: The lists; empty for all that have an address, and a token where one is needed.
        rules: What to do otherwise than by default.
        accepted: What the gates shall let through.
        watch: Called as the lists come along, from several threads.
        now: The moment, with its offset; None for the clock's.

    Raises:
        UnknownListError: a name that no list has.
        SourceError: a list that was named and has no address, or no token where one is needed.
        StoreError: the home folder cannot be written, or another process refreshes it.
    """
    rules, now = rules or Rules(), now or dt.datetime.now(dt.UTC)
    with refreshing(store.home) as state:
        chosen, left_out = choose(names, rules, state.memories, now)
        run = _Run(store, state, accepted or Accepted(), watch or _nobody, now)
        done = run.lists(chosen)
        warnings = [*_index(store), *run.look(done)]
        reports = tuple(done[one.watchlist] for one in chosen)
    return Refresh(lists=reports, left_out=tuple(left_out), warnings=tuple(warnings))


def _nobody(progress: Progress) -> None:
    """Watch nothing."""


def _index(store: Store) -> Iterator[str]:
    """Build the index of all lists in force, once for all of them."""
    if store.watchlists():
        yield from make_searchable(store)


class _Run:
    """One refresh of a home folder, its lock held."""

    def __init__(self, store: Store, state: State, accepted: Accepted, watch: Watch, now: dt.datetime) -> None:
        self.store = store
        self.state = state
        self.accepted = accepted
        self.watch = watch
        self.now = now
        self.known: Mapping[str, Memory] = {}
        self.added: dict[str, tuple[str, ...]] = {}

    def lists(self, chosen: Sequence[Chosen]) -> dict[str, ListRefresh]:
        """Download side by side, and take each list as it comes."""
        folder = self.state.folder / "unfinished"
        shutil.rmtree(folder, ignore_errors=True)  # of a refresh that was killed
        make_folder(folder)
        done = {}
        self.known = self._known(chosen)
        try:
            with contextlib.closing(download_all(chosen, self.known, folder, self.watch)) as ended:
                for one, outcome in ended:
                    done[one.watchlist] = self._settle(one, outcome, folder / one.watchlist)
                    shutil.rmtree(folder / one.watchlist, ignore_errors=True)
                    self.watch(Progress(watchlist=one.watchlist, stage="done"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return done

    def _known(self, chosen: Sequence[Chosen]) -> Mapping[str, Memory]:
        """Return what is remembered of lists whose files need not come again if they have not changed."""
        known = {}
        for name in (one.watchlist for one in chosen):
            memory, before = self.state.memories.get(name), self._in_force(name)
            if memory and before and memory.snapshot == before.id and memory.read_by == reading_code():
                known[name] = memory
        return known

    def _settle(self, chosen: Chosen, outcome: Download | Exception, folder: Path) -> ListRefresh:
        """Return what became of a list, and remember it."""
        name = chosen.watchlist
        try:
            if isinstance(outcome, Exception):
                raise outcome
            self.watch(Progress(watchlist=name, stage="reading"))
            report = self._take(chosen, outcome)
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends one list and not the others
            why = _reason(error).replace(f"{folder}/", "")
            self.state.failed(name, why, self.now)
            return self._left_as_it_was(name, why)
        self.state.remember(name, Memory(
            attempted_at=stamp(self.now), checked_at=stamp(self.now), snapshot=report.snapshot,
            read_by=reading_code(), files=outcome.files,
        ))  # fmt: skip
        return report

    def _take(self, chosen: Chosen, download: Download) -> ListRefresh:
        """Put what came through the gates and keep it.

        Raises:
            TamisError: it is not that list, not whole, or not fit to take the place of the one in force.
        """
        name = chosen.watchlist
        in_force = self._in_force(name)
        if not download.paths and in_force is not None:
            return self._confirmed(in_force, "its publisher has nothing newer")
        before = Side(snapshot=in_force, measures=measure(map(json.loads, self._lines(in_force)))) if in_force else None
        publication = sources.read_publication(name, download.paths)
        dating = self._date(publication, download, in_force)
        snapshot = describe(publication, dating.published, dating.told_by == "assumed")
        after = Side(snapshot=snapshot, measures=measure(one.to_json() for one in publication.listings))
        changes = compare(before.measures if before else None, after.measures)
        if before is not None and not changes and _read_alike(before.snapshot, snapshot):
            if name not in self.known:  # nobody has looked yet whether this code finds them
                self.added[name] = tuple(after.measures.digests)
            return self._confirmed(before.snapshot, _said_again(before.snapshot, snapshot))
        found = [*_older(before, after), *concerns(before, after, chosen.rules)]
        refused = [concern for concern in found if not self.accepted.lets_through(concern)]
        if refused:
            texts = "; ".join(concern.text for concern in refused)
            raise GateError("; ".join(filter(None, (texts, advice(refused)))))
        return self._keep(publication, dating, changes, [f"{name}: accepted: {concern.text}" for concern in found])

    def _keep(self, publication: Publication, dating: Dating, changes: Differences, waived: list[str]) -> ListRefresh:
        snapshot, _ = self.store.add(publication, dating.published, dating.told_by == "assumed")
        self.store.confirm(snapshot, self.now)
        self.added[snapshot.watchlist] = changes.added
        warnings = [*publication.warnings, *waived]
        if snapshot.unread:
            warnings.append(f"{snapshot.watchlist}: not read: {', '.join(snapshot.unread)}")
        if snapshot.incomplete:
            warnings.append(incomplete_note(snapshot.watchlist, snapshot.incomplete))
        return ListRefresh(
            watchlist=snapshot.watchlist,
            outcome=UPDATED,
            snapshot=snapshot.id,
            published=snapshot.published,
            listings=snapshot.listings,
            added=len(changes.added),
            amended=len(changes.amended),
            removed=len(changes.removed),
            warnings=tuple(warnings),
        )

    def _confirmed(self, snapshot: Snapshot, why: str) -> ListRefresh:
        self.store.confirm(snapshot, self.now)
        return _report(snapshot, UNCHANGED, why)

    def _left_as_it_was(self, name: str, why: str) -> ListRefresh:
        try:
            snapshot = self.store.in_force(name)
        except StoreError:
            snapshot = None
        return _report(snapshot, KEPT, why) if snapshot else ListRefresh(watchlist=name, outcome=FAILED, why=why)

    def _in_force(self, name: str) -> Snapshot | None:
        """Return what answers now; None where nothing does, or it is damaged and to be mended by what comes."""
        try:
            snapshot = self.store.in_force(name)
            for _ in self._lines(snapshot) if snapshot else ():
                pass  # at the end of its lines it is known whether they are what was written
            return snapshot
        except StoreError:
            return None

    def _lines(self, snapshot: Snapshot) -> Iterator[bytes]:
        return read_lines(self.store.folder(snapshot), snapshot)

    def _date(self, publication: Publication, download: Download, before: Snapshot | None) -> Dating:
        """Decide the day: as of an import; a server's older day never stands against one that was only assumed."""
        served_on, today = download.served_on, self.now.astimezone(dt.UTC).date()
        if before and before.published_assumed and served_on and served_on < before.published:
            served_on = None
        return date_publication(publication, download.paths, None, today, served_on)

    def look(self, done: dict[str, ListRefresh]) -> Iterator[str]:
        """Search every listing that came by its own name; put those that are not found into their list's report."""
        if not any(self.added.values()):
            return
        try:
            screener = screening.open(self.store.home)
            for name, ids in self.added.items():
                self.watch(Progress(watchlist=name, stage="searching"))
                wanted = set(ids)
                listings = self.store.listings(self.store.snapshot(done[name].snapshot or ""))
                missing = tuple(not_found(screener, [one for one in listings if one.id in wanted]))
                done[name] = dataclasses.replace(done[name], not_found=missing)
                self.watch(Progress(watchlist=name, stage="done"))
        except (TamisError, OSError) as error:
            yield f"what came could not be searched ({error}); the next question may fail as well"


def _reason(error: Exception) -> str:
    if isinstance(error, TamisError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'the home folder'}: {error.strerror or error}"
    return f"{type(error).__name__}: {error}; this is a bug in tamis"


def _report(snapshot: Snapshot, outcome: str, why: str) -> ListRefresh:
    return ListRefresh(
        watchlist=snapshot.watchlist,
        outcome=outcome,
        why=why,
        snapshot=snapshot.id,
        published=snapshot.published,
        listings=snapshot.listings,
    )


def _read_alike(before: Snapshot, after: Snapshot) -> bool:
    """Say whether two publications were read by the same parser, from the same parts."""
    return (before.parser, before.incomplete, before.unread) == (after.parser, after.incomplete, after.unread)


def _said_again(before: Snapshot, after: Snapshot) -> str:
    if after.published > before.published:
        return f"published again on {after.published}, every listing as before"
    return "the same content"


def _older(before: Side | None, after: Side) -> Iterator[Concern]:
    """Yield a concern where the address gives something older than what is in force."""
    if before is not None and order_key(after.snapshot) < order_key(before.snapshot):
        text = f"the address gives the publication of {after.snapshot.published}, older than that of "
        yield Concern("older", f"{text}{before.snapshot.published}, which is in force")
