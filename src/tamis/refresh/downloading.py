"""Downloads of several lists side by side, each in a thread of its own, each with all of its files or none.

In: the lists chosen and what is remembered of them. Out: for each a Download or the error that ended it, as they come.
Must not know what the files hold.
"""

from __future__ import annotations

import datetime as dt
import queue
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tamis.errors import FetchError
from tamis.refresh.choosing import Chosen
from tamis.refresh.rules import ListRules
from tamis.refresh.state import Memory, Remembered, address_digest
from tamis.snapshots.files import make_folder
from tamis.sources.fetch import fetch
from tamis.sources.wanted import Fetched, Limits, Validators, Wanted

_GRACE_S = 5.0
"""A server that drips its headers is not held by the limit of a download: so long after it, nobody waits any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a list is.

    Attributes:
        watchlist: Its name.
        stage: `downloading`, `reading`, `done`, and `searching` when all of them are.
        received_bytes: What has come of all its files.
        total_bytes: What is to come with that, as far as servers tell; None where they do not.
    """

    watchlist: str
    stage: str
    received_bytes: int = 0
    total_bytes: int | None = None


Watch = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What came of a list's addresses.

    Attributes:
        paths: Its files; empty where nothing has changed at any address.
        files: What to remember of each address.
        served_on: The newest day that a server told; None where none did.
    """

    paths: tuple[Path, ...]
    files: tuple[Remembered, ...]
    served_on: dt.date | None


Ended = tuple[Chosen, Download | Exception]


def download_all(
    lists: Sequence[Chosen], known: Mapping[str, Memory], folder: Path, watch: Watch
) -> Generator[Ended, None, None]:
    """Yield each list's download as it ends, or why it failed.

    Args:
        lists: What to download.
        known: What is remembered of the lists that may be asked whether they have changed.
        folder: Where the files go, in a folder for each list; there already.
        watch: Called as bytes come, from several threads.
    """
    ended: queue.SimpleQueue[Ended] = queue.SimpleQueue()
    stop = threading.Event()

    def run(chosen: Chosen) -> None:
        try:
            ended.put((chosen, _download(chosen, known.get(chosen.watchlist), folder, watch, stop)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends one list and not the others
            ended.put((chosen, error))

    waiting = {chosen.watchlist: chosen for chosen in lists}
    deadline = time.monotonic() + _GRACE_S
    deadline += max((len(one.rules.addresses) * one.rules.time_limit_s for one in lists), default=0.0)
    for chosen in lists:
        threading.Thread(target=run, args=(chosen,), daemon=True).start()
    try:
        while waiting:
            try:
                chosen, outcome = ended.get(timeout=max(deadline - time.monotonic(), 0.0))
            except queue.Empty:
                break
            del waiting[chosen.watchlist]
            yield chosen, outcome
    finally:
        stop.set()
    for chosen in waiting.values():
        yield chosen, FetchError(f"{chosen.watchlist}: its server held the line and sent nothing; try later")


def _download(chosen: Chosen, known: Memory | None, folder: Path, watch: Watch, stop: threading.Event) -> Download:
    """Fetch all files of a list: where one has changed all are wanted, also those that have not."""
    place = folder / chosen.watchlist
    make_folder(place)
    received = 0

    def get(address: str, before: Validators) -> Fetched:
        nonlocal received
        start = received

        def tell(size_bytes: int, total: int | None) -> None:
            nonlocal received
            received = start + size_bytes
            watch(Progress(
                watchlist=chosen.watchlist, stage="downloading", received_bytes=received,
                total_bytes=None if total is None else start + total,
            ))  # fmt: skip

        wanted = Wanted(address=address, token=chosen.rules.token, known=before)
        return fetch(wanted, place, _limits(chosen.rules), tell, stop)

    addresses = chosen.rules.addresses
    got = {address: get(address, _validators(known, address)) for address in addresses}
    if any(one.path for one in got.values()):
        got = {address: one if one.path else get(address, Validators()) for address, one in got.items()}
    return Download(
        paths=tuple(one.path for one in got.values() if one.path),
        files=tuple(_remembered(address, one.validators) for address, one in got.items()),
        served_on=max((one.served_on for one in got.values() if one.served_on), default=None),
    )


def _limits(rules: ListRules) -> Limits:
    return Limits(
        user_agent=rules.user_agent,
        attempts=rules.attempts,
        size_bytes=int(rules.size_limit_mib * 2**20),
        time_s=rules.time_limit_s,
        stall_s=rules.stall_limit_s,
        wait_s=rules.wait_limit_s,
        backoff_s=rules.backoff_s,
    )


def _validators(known: Memory | None, address: str) -> Validators:
    file = known.file_of(address) if known else None
    if file is None:
        return Validators()
    return Validators(sha256=file.sha256, etag=file.etag, last_modified=file.last_modified)


def _remembered(address: str, validators: Validators) -> Remembered:
    return Remembered(
        address=address_digest(address),
        sha256=validators.sha256,
        etag=validators.etag,
        last_modified=validators.last_modified,
    )
