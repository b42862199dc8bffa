"""Stores to report on: a small one of invented people, and the real lists with their history."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tamis.records import Listing, Publication, SourceFile
from tamis.refresh import date_publication
from tamis.snapshots import Store
from tamis.sources import read_publication

Publish = Callable[[dt.date, Sequence[Listing]], str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store that does not wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    return Store(tmp_path / "home", create=True)


@pytest.fixture
def publish(store: Store) -> Publish:
    """Keeps a publication of the UN's list, of the given day and listings, and returns its snapshot's id."""

    def keep(published: dt.date, listings: Sequence[Listing]) -> str:
        content = f"{published}{listings}".encode()
        main = SourceFile("main", "list.xml", len(content), hashlib.sha256(content).hexdigest())
        watchlist = listings[0].watchlist
        publication = Publication(
            watchlist=watchlist, title="Invented list", parser="un-xml/1", listings=tuple(listings), files=(main,),
            contents=(content,),
        )  # fmt: skip
        return store.add(publication, published, False)[0].id

    return keep


@pytest.fixture
def make() -> Callable[..., Listing]:
    """Makes a listing of the invented list from its JSON twin without the repetitions."""

    def listing(reference: str, *names: str, watchlist: str = "un", **twin: object) -> Listing:
        acts = [{"authority": "Invented authority", "programme": twin.pop("programme", "Invented")}]
        return Listing.from_json(
            {"id": f"{watchlist}:{reference}", "kind": "person", "names": list(names), "designations": acts, **twin}
        )

    return listing


@pytest.fixture(scope="session")
def real_store(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the UN's twenty publications, seven of OFAC's Consolidated list and two of the SDN list.

    Without indexes, since nothing is screened in most tests; shared, so not to be changed.
    """
    lists = test_data / "lists"
    store = Store(tmp_path_factory.mktemp("real") / "home", create=True)
    files = [("un", folder) for folder in sorted((lists / "un").iterdir()) if folder.name != "2025-08-16"]
    files += [("ofac-cons", path) for path in sorted((lists / "ofac").glob("*/consolidated.xml*"))]
    files += [("ofac-sdn", lists / "ofac" / day) for day in ("2021-07-07", "2021-08-18")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        for watchlist, path in files:
            publication = read_publication(watchlist, [path])
            dating = date_publication(publication, [path], None, dt.date(2026, 11, 1))
            store.add(publication, dating.published, False)
    return store
