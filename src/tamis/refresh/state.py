"""What refreshes remember: when each list was last asked for, what came of it, and how to ask whether it has changed.

In: the home folder. Out: a Memory for each list, kept in `refresh/state.json`. Losing it costs a download. Addresses
stand there as digests, because the query of an address may be a secret.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tamis.errors import RecordError
from tamis.records import decode, encode
from tamis.snapshots.files import make_folder, replace_file
from tamis.snapshots.lock import locked

FOLDER = "refresh"
_STATE = "state.json"
_TEMPORARY = "state.json.new"
_CODE = (".py", ".tsv", ".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What one address gave.

    Attributes:
        address: Digest of the address.
        sha256: Digest of the bytes.
        etag: What the server called them.
        last_modified: When it had them from.
    """

    address: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of one list.

    Attributes:
        attempted_at: When it was last asked for, UTC, ISO 8601.
        failure: Why that failed; None where it did not.
        checked_at: When it was last found to be as its publisher has it.
        snapshot: The snapshot that the files became, or that they said nothing new of.
        read_by: Which code read them.
        files: What each address gave then.
    """

    attempted_at: str
    failure: str | None = None
    checked_at: str | None = None
    snapshot: str | None = None
    read_by: str = ""
    files: tuple[Remembered, ...] = field(default=())

    def file_of(self, address: str) -> Remembered | None:
        """Return what an address gave; None for an address that was not asked."""
        return next((one for one in self.files if one.address == address_digest(address)), None)


class State:
    """The memories of a home folder; to be changed by the one process that refreshes.

    Args:
        home: The home folder.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER
        self.memories: dict[str, Memory] = dict(_read(self.folder / _STATE))

    def remember(self, watchlist: str, memory: Memory) -> None:
        """Keep what is known of a list now."""
        self.memories[watchlist] = memory
        content = json.dumps({name: encode(one) for name, one in self.memories.items()}, indent=1).encode() + b"\n"
        temporary = self.folder / _TEMPORARY
        temporary.unlink(missing_ok=True)
        replace_file(self.folder / _STATE, content, temporary)

    def failed(self, watchlist: str, why: str, now: dt.datetime) -> None:
        """Keep that a list could not be refreshed; what is known of its files stays."""
        before = self.memories.get(watchlist) or Memory(attempted_at="")
        self.remember(watchlist, dataclasses.replace(before, attempted_at=stamp(now), failure=why))


@contextlib.contextmanager
def refreshing(home: Path) -> Iterator[State]:
    """Be the one process that refreshes a home folder, inside the `with` block.

    Raises:
        StoreError: another one is refreshing it.
    """
    make_folder(home / FOLDER)
    with locked(home / FOLDER / "lock"):
        yield State(home)


def memories(home: Path) -> Mapping[str, Memory]:
    """Return what is remembered of each list."""
    return State(home).memories


def stamp(now: dt.datetime) -> str:
    """Return a moment as it is kept."""
    return now.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def address_digest(address: str) -> str:
    """Return what stands for an address."""
    return hashlib.sha256(address.encode()).hexdigest()[:32]


@functools.cache
def reading_code() -> str:
    """Return a digest of the code that reads publishers' files: where it changed, the same files are read anew."""
    digest = hashlib.sha256()
    for package in ("tamis.sources", "tamis.values", "tamis.values.lexicon"):
        files = (one for one in resources.files("tamis").joinpath(*package.split(".")[1:]).iterdir() if _is_code(one))
        for file in sorted(files, key=lambda one: one.name):
            digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()[:32]


def _is_code(entry: Traversable) -> bool:
    return entry.is_file() and entry.name.endswith(_CODE)


def _read(path: Path) -> Iterator[tuple[str, Memory]]:
    """Yield what can be read; a damaged file is forgotten, since it can be had again."""
    try:
        table: Any = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return
    for name, twin in table.items() if isinstance(table, dict) else ():
        with contextlib.suppress(RecordError):
            yield name, decode(Memory, twin)
