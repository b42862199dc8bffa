"""Publications of invented people, and a store to keep them in."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tamis.records import Designation, Link, Listing, Name, Publication, SourceFile
from tamis.snapshots import Store

Publish = Callable[..., Publication]


def _publish(names: dict[str, str] | None = None, **changes: Any) -> Publication:
    """Return a publication of listings `<watchlist>:<reference>` with the given names; the file is made of them too."""
    watchlist = changes.pop("watchlist", "un")
    names = names if names is not None else {"A.1": "Orsolya Invented", "A.2": "Наум Выдуманный"}
    links: dict[str, tuple[Link, ...]] = changes.pop("links", {})
    listed: dict[str, dt.date] = changes.pop("listed", {})
    amended: dict[str, tuple[dt.date, ...]] = changes.pop("amended", {})
    listings = tuple(
        Listing(
            id=f"{watchlist}:{reference}",
            names=(Name(text),),
            designations=(Designation("Invented authority", "Invented regime", listed.get(reference)),),
            links=links.get(reference, ()),
            amended_on=amended.get(reference, ()),
        )
        for reference, text in names.items()
    )
    content = repr((watchlist, sorted(names.items()), links, listed, amended)).encode()
    main = SourceFile("main", "list.xml", len(content), hashlib.sha256(content).hexdigest())
    arguments: dict[str, Any] = {
        "title": "Invented list",
        "parser": "un-xml/1",
        "files": (main,),
        "contents": (content,),
        **changes,
    }
    return Publication(watchlist=watchlist, listings=listings, **arguments)


@pytest.fixture(autouse=True)
def fast_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: these tests stop at steps, not at power cuts."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def publish() -> Publish:
    """Makes publications of invented people."""
    return _publish


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the store is to stand; not there yet."""
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Store:
    """An empty store."""
    return Store(home, create=True)
