"""Listing: one entry on a watchlist as published, and the act behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import decode, encode
from tamis.records.party import Name, NameQuality, Party


@dataclass(frozen=True, slots=True)
class Designation:
    """The act behind a listing.

    Attributes:
        authority: Who listed: `UN Security Council`, `US Treasury (OFAC)` ...
        programme: The sanctions programme or regime.
        listed_on: The day of listing, None where the publisher does not say.
        delisted_on: The day of removal, where the publisher keeps removed entries.
        legal_basis: Resolution, order or regulation.
        measures: What is imposed: `asset freeze`, `travel ban` ...
        reference: The publisher's reference for the act.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("authority", "programme", "listed_on", "delisted_on")

    authority: str
    programme: str | None = None
    listed_on: dt.date | None = None
    delisted_on: dt.date | None = None
    legal_basis: str | None = None
    measures: tuple[str, ...] = ()
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What the publisher says of two listings.

    Attributes:
        relation: `leader of`, `associated with`, `owned by`, `linked to`, `mentions` ...
        target: Id of the other listing, where the publisher's reference tells it.
        name: The other party's name as published, where given.
        text: The publisher's words that say so.
    """

    relation: str
    target: str | None = None
    name: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A published value that has no field of its own: kept, shown and searchable, never compared."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Party):
    """One entry on a watchlist as published.

    Attributes:
        id: `<watchlist>:<publisher's own reference>`, such as `un:QDi.263`.
        designations: The acts behind it, oldest first where dated.
        links: What the publisher says of it and other listings.
        remarks: The publisher's free text, whole.
        amended_on: Days on which the publisher says it changed the entry.
        details: Published values without a field of their own.
        source: Where in the source file it stands.

    Raises:
        ValueError: an id without a watchlist, or a listing without a name.
    """

    id: str
    designations: tuple[Designation, ...] = ()
    links: tuple[Link, ...] = ()
    remarks: str | None = None
    amended_on: tuple[dt.date, ...] = ()
    details: tuple[Detail, ...] = ()
    source: str | None = None

    def __post_init__(self) -> None:
        watchlist, colon, reference = self.id.partition(":")
        if not (watchlist and colon and reference.strip()):
            raise ValueError(f"a listing id is <watchlist>:<reference>, not {self.id!r}")
        if not self.names:
            raise ValueError(f"{self.id}: a listing needs at least one name")

    @property
    def watchlist(self) -> str:
        """The part of the id before the colon."""
        return self.id.partition(":")[0]

    @property
    def primary_name(self) -> Name:
        """The first primary name; where the publisher marks none, the first name."""
        return next((name for name in self.names if name.quality is NameQuality.PRIMARY), self.names[0])

    @property
    def listed_on(self) -> dt.date | None:
        """The earliest day of listing that the publisher gives."""
        return min((act.listed_on for act in self.designations if act.listed_on), default=None)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return {"id": twin.pop("id"), **twin}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Listing:
        """Return the listing whose JSON twin is `data`.

        Raises:
            RecordError: unknown or missing keys, wrong types, impossible dates.
        """
        return decode(cls, data)
