"""Invented people, and a way to list them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from tamis.records import (
    Designation,
    Identifier,
    Listing,
    Name,
    NameQuality,
    PartialDate,
    PartyKind,
    Publication,
    SourceFile,
)

Make = Callable[..., Listing]
Publish = Callable[..., Publication]


def _listing(listing_id: str, *names: str, **attributes: Any) -> Listing:
    """Return a listing; `~` before a name makes it a weak alias, `=` a former name, `+` an alias."""
    marks = {"~": NameQuality.WEAK, "=": NameQuality.FORMER, "+": NameQuality.ALIAS}
    told = tuple(Name(name[1:], marks[name[0]]) if name[0] in marks else Name(name) for name in names)
    births = tuple(PartialDate.parse(text) for text in attributes.pop("born", ()))
    identifiers = tuple(Identifier(*text.split(":", 1)) for text in attributes.pop("ids", ()))
    listed_on = attributes.pop("listed_on", None)
    act = Designation("Own", "invented", dt.date.fromisoformat(listed_on) if listed_on else None)
    attributes = {"kind": PartyKind.PERSON, **attributes}
    return Listing(
        id=listing_id, names=told, birth_dates=births, identifiers=identifiers, designations=(act,), **attributes
    )


@pytest.fixture
def make() -> Make:
    """Makes listings of invented people."""
    return _listing


def _publication(watchlist: str, listings: tuple[Listing, ...], **changes: Any) -> Publication:
    content = repr(listings).encode()
    main = SourceFile("main", "list.xml", len(content), hashlib.sha256(content).hexdigest())
    return Publication(
        watchlist=watchlist, title="Invented list", parser="un-xml/1", listings=listings, files=(main,), contents=(content,), **changes
    )  # fmt: skip


@pytest.fixture
def publish() -> Publish:
    """Makes a publication of a list from its listings."""
    return _publication
