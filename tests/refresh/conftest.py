"""A publisher on loopback, a store that holds its list, and a refresh of it that takes no longer than it must."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from loopback import Publisher, names, refresh_un, serving, un_list, whole

from tamis.refresh import Accepted, ListRefresh
from tamis.snapshots import Store


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
