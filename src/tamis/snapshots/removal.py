"""Taking a mistaken import out: moved aside at once, its bytes kept until they are purged, every step in the log.

In: a home and what a person typed (`LIST` or `LIST@SNAPSHOT`). Out: folders moved or deleted, lines in `log.jsonl`.
Must not know what a snapshot holds: a damaged one can be taken out too. Everything here runs with the lock held.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tamis.errors import StoreError, UnknownListError
from tamis.snapshots.files import append_line, sync_folder
from tamis.snapshots.home import Home
from tamis.snapshots.manifest import is_watchlist, published_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What was taken out.

    Attributes:
        snapshots: Ids of the snapshots, oldest first.
        purged: Whether their bytes are gone too.
    """

    snapshots: tuple[str, ...]
    purged: bool


def remove(home: Home, spec: str, purge: bool) -> Removal:
    """Take snapshots out of the lists; with `purge` delete their bytes, those of earlier removals too.

    Args:
        home: The home folder, its lock held.
        spec: `LIST` for all of its snapshots, or `LIST@` and the beginning of the rest of one snapshot's id.
        purge: Delete instead of keeping aside.

    Raises:
        UnknownListError: no such list or snapshot.
        StoreError: more than one snapshot begins like that.
    """
    watchlist, at, _ = spec.partition("@")
    loaded = snapshot_folders(home.lists / watchlist, watchlist) if is_watchlist(watchlist) else {}
    aside = removed_folders(home, watchlist)
    ids = sorted({*loaded, *aside} if purge else loaded)
    chosen = [name for name in ids if name.startswith(spec)] if at else ids
    _check_choice(spec, chosen, ids, aside)
    for name in chosen:
        if name in loaded:
            set_aside(home, loaded[name], "removed")
    if purge:
        for name in chosen:
            purge_removed(home, name, watchlist)
        _delete_indexes(home)  # they hold the names of what was purged; they are built again when needed
    return Removal(snapshots=tuple(chosen), purged=purge)


def _check_choice(spec: str, chosen: list[str], ids: list[str], aside: Iterable[str]) -> None:
    watchlist, at, rest = spec.partition("@")
    if at and rest and len(chosen) > 1:
        raise StoreError(f"{spec} is the beginning of several snapshots, name one: {', '.join(chosen)}")
    if chosen and (rest or not at):
        return
    if any(name.startswith(spec if at else watchlist) for name in aside):
        raise UnknownListError(f"{spec}: taken out already; --purge deletes its bytes, importing it again restores it")
    if ids:
        raise UnknownListError(f"{spec}: no such snapshot; of {watchlist} there are {', '.join(ids)}")
    raise UnknownListError(f"{watchlist}: no such list is loaded; `tamis lists` shows those that are")


def snapshot_folders(folder: Path, watchlist: str) -> dict[str, Path]:
    """Return the folders of a list's snapshots by their ids, sorted; anything else that stands there is passed over."""
    if not folder.is_dir():
        return {}
    found = {entry.name: entry for entry in folder.iterdir() if published_of(entry.name, watchlist) is not None}
    return dict(sorted(found.items()))


def removed_folders(home: Home, watchlist: str) -> dict[str, list[Path]]:
    """Return the folders set aside of a list by their snapshots' ids."""
    found: dict[str, list[Path]] = {}
    if home.removed.is_dir():
        for entry in sorted(home.removed.iterdir()):
            name = entry.name.partition("+")[0]
            if published_of(name, watchlist) is not None:
                found.setdefault(name, []).append(entry)
    return found


def set_aside(home: Home, folder: Path, action: str) -> None:
    """Move a snapshot's folder out of the lists, logged first; the bytes stay in `removed/`."""
    place, number = home.removed / folder.name, 1
    while place.exists():
        number += 1
        place = home.removed / f"{folder.name}+{number}"
    log(home, action, folder.name)
    home.move(folder, place)


def purge_removed(home: Home, snapshot_id: str, watchlist: str, action: str = "purged") -> None:
    """Delete what is kept aside of a snapshot, logged first."""
    for folder in removed_folders(home, watchlist).get(snapshot_id, []):
        log(home, action, snapshot_id)
        home.delete(folder)


def _delete_indexes(home: Home) -> None:
    if home.index.is_dir():
        for folder in home.index.iterdir():
            if folder.is_dir():
                home.delete(folder)


def log(home: Home, action: str, snapshot_id: str) -> None:
    """Append a line to the log: when, what was done, to which snapshot, and a check over it and all lines before."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    new = not home.log.exists()
    before = b"" if new else home.log.read_bytes().rstrip(b"\n").rpartition(b"\n")[2]
    line = {"at": at, "action": action, "snapshot": snapshot_id}
    append_line(home.log, json.dumps({**line, "check": _check(before, line)}))
    if new:
        sync_folder(home.path)


def log_problems(home: Home) -> list[str]:
    """Return what is wrong with the log: the first line that is not what was written."""
    try:
        lines = home.log.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    before, checked = b"", False
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            check = entry.pop("check", None)
            checked = checked or check is not None  # lines of the first layout have none
            sound = not checked or check == _check(before, entry)
            sound = sound and (not checked or line == json.dumps({**entry, "check": check}).encode())
        except (ValueError, AttributeError):
            sound = False
        if not sound:
            return [f"{home.log}: line {number}: it is not what was written"]
        before = line
    return []


def _check(before: bytes, line: dict[str, str]) -> str:
    """Return the check of a line: over the line before, so that none can be changed, taken out or put in unseen."""
    return hashlib.sha256(before + b"\n" + json.dumps(line).encode()).hexdigest()
