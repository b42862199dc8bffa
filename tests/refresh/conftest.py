"""A publisher on loopback, a store that holds its list, and a refresh of it that takes no longer than it must."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from loopback import Publisher, names, serving, un_list, whole

from tamis.refresh import Accepted, ListRefresh, Refresh, Rules, refresh
from tamis.snapshots import Store

QUICK = {
    "backoff_s": 0.01,
    "stall_limit_s": 5.0,
    "time_limit_s": 20.0,
    "wait_limit_s": 1.0,
    "attempts": 3,
    "size_limit_mib": 2.0,
}


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A server on loopback; nothing leaves this machine."""
    with serving() as one:
        yield one


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "home", create=True)


@pytest.fixture
def fetch_un(store: Store, publisher: Publisher) -> Callable[..., ListRefresh]:
    """Refresh the UN's list from the publisher, under rules that are quick; returns what became of it."""

    def run(accepted: Accepted | None = None, **rules: Any) -> ListRefresh:
        return refresh_un(store, publisher, accepted, **rules).lists[0]

    return run


def refresh_un(store: Store, publisher: Publisher, accepted: Accepted | None = None, **rules: Any) -> Refresh:
    """Refresh the UN's list from the publisher."""
    of_un = {"addresses": (f"{publisher.root}/consolidated.xml",), "least_listings": 10, **rules}
    return refresh(store, ["un"], Rules(QUICK, {"un": of_un}), accepted)


@pytest.fixture
def good() -> bytes:
    """The list as it was published first: forty invented people and a company."""
    return un_list(names(40))


@pytest.fixture
def loaded(store: Store, publisher: Publisher, fetch_un: Callable[..., ListRefresh], good: bytes) -> Store:
    """The store with that list in force."""
    publisher.give(whole(good))
    assert fetch_un().outcome == "updated"
    publisher.asked.clear()
    return store


def frozen(store: Store) -> dict[str, bytes]:
    """Return every byte of the snapshots that are kept."""
    folders = [store.folder(snapshot) for snapshot in store.snapshots()]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(store.home).as_posix(): path.read_bytes() for path in files}
