"""Dossier: all that the kept publications of a list say of one listing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode
from tamis.records.listing import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a listing.

    Attributes:
        event: `listed`, `delisted` and `amended` as the publisher dates them; `first seen`, `amended`, `absent`,
            `seen again` and `last seen` in the publications that are kept.
        date: Its day; None where a publisher dates nothing.
        snapshot: The publication that shows it; None for the publisher's own dates.
        text: The same in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    event: str
    date: dt.date | None
    snapshot: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLink:
    """What a publisher says of this listing and another.

    Attributes:
        direction: `outgoing` where this listing says it, `incoming` where the other one does.
        relation: `leader of`, `linked to`, `mentions` ...
        listing: Id of the other listing, where it is known.
        name: What the other is called; of an outgoing link to a name, that name.
        found: Whether the other listing is in force in a list that is loaded.
        text: The publisher's words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    direction: str
    relation: str
    listing: str | None
    name: str | None
    found: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """The same party's listing on another list.

    Attributes:
        listing: Its id.
        name: Its primary name as published.
        why: What shows that it is the same party, in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one listing.

    Attributes:
        listing: The listing as the snapshot holds it.
        snapshot: Id of the snapshot that it is taken from.
        in_force: False where the publication that answers does not hold it, so that an older or newer one is shown.
        history: What happened to it, oldest first.
        links: Outgoing links, then incoming ones.
        also: The same party's listings on other lists that are loaded.
        as_of: The day asked for, None for now.
        warnings: What the reader must know.
    """

    listing: Listing
    snapshot: str
    in_force: bool
    history: tuple[Event, ...]
    links: tuple[DossierLink, ...]
    as_of: dt.date | None = None
    warnings: tuple[str, ...] = ()
    also: tuple[Counterpart, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = {
            "listing": self.listing.to_json(),
            "snapshot": self.snapshot,
            "in_force": self.in_force,
            "history": [encode(event) for event in self.history],
            "links": [encode(link) for link in self.links],
            "also": [encode(counterpart) for counterpart in self.also],
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "warnings": list(self.warnings),
        }
        return twin
