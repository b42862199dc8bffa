"""Delta: what changed between two publications of one watchlist, and what is no change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode
from tamis.records.listing import Listing


@dataclass(frozen=True, slots=True)
class Change:
    """One change inside a listing.

    Attributes:
        field: The listing's field that holds it: `names`, `birth_dates`, `remarks` ...
        text: The same in words: `alias added: X`, `birth date amended: 1965 -> 1965-04-17`.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    field: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One listing that both publications hold, and that changed.

    Attributes:
        before: The listing as the older publication has it.
        after: The listing as the newer one has it.
        changes: What changed, at least one.
    """

    before: Listing
    after: Listing
    changes: tuple[Change, ...]

    @property
    def listing(self) -> str:
        """Id of the listing."""
        return self.after.id

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that changed, each once, in the order of the record."""
        return tuple(dict.fromkeys(change.field for change in self.changes))

    @property
    def text(self) -> str:
        """All of it in words."""
        return "; ".join(change.text for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """The difference of two publications of one watchlist, older to newer.

    `tamis.snapshots.apply_delta(delta, older)` gives the newer publication's listings back.

    Attributes:
        added: Listings that only the newer publication holds, in its order.
        removed: Listings that only the older one holds, in its order.
        amended: Listings that changed, in the newer one's order.
        restated: Listings as the newer one has them where nothing but the layout differs, or a part that one of the
            publications lacks: no change, kept so that the newer publication can be made from the older one.
        not_supplied: What was not compared because one of the publications does not hold it, in words.
    """

    added: tuple[Listing, ...] = ()
    removed: tuple[Listing, ...] = ()
    amended: tuple[Amendment, ...] = ()
    restated: tuple[Listing, ...] = ()
    not_supplied: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where nothing was added, removed or amended."""
        return not (self.added or self.removed or self.amended)

    @property
    def summary(self) -> str:
        """The numbers in short: `+3 ~12 -1`."""
        return f"+{len(self.added):,} ~{len(self.amended):,} -{len(self.removed):,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A listing that left the list and came back under its old reference: one history, not two.

    Attributes:
        listing: Its id.
        last_seen: Day of the last publication that held it before it left.
        absent_from: Day of the first publication without it.
        seen_again: Day of the first publication that holds it again.
        text: The same in words, with what changed in between.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    last_seen: dt.date
    absent_from: dt.date
    seen_again: dt.date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in one watchlist from one day to another.

    Attributes:
        watchlist: `un`, `ofac-sdn`, ...
        since: The day asked for, or that of the publication before the last.
        until: The day asked for, or that of the last publication.
        older: Id of the snapshot that answers for `since`.
        newer: Id of the snapshot that answers for `until`.
        delta: Their difference.
        returned: Listings that were gone in between, or stood on the list before `since` and are back.
        warnings: What the reader must know.
    """

    watchlist: str
    since: dt.date
    until: dt.date
    older: str
    newer: str
    delta: Delta
    returned: tuple[Return, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin; `captions` names every listing that is mentioned."""
        delta = self.delta
        named = (*delta.added, *delta.removed, *(one.after for one in delta.amended))
        return {
            "watchlist": self.watchlist,
            "from": self.since.isoformat(),
            "to": self.until.isoformat(),
            "added": [listing.id for listing in delta.added],
            "removed": [listing.id for listing in delta.removed],
            "amended": [
                {"listing": one.listing, "fields": list(one.fields), "text": one.text} for one in delta.amended
            ],
            "returned": [encode(one) for one in self.returned],
            "not_supplied": list(delta.not_supplied),
            "captions": {listing.id: listing.primary_name.text for listing in named},
            "snapshots": [self.older, self.newer],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationStep:
    """One publication of a list's history.

    Attributes:
        snapshot: Its id.
        published: Its day.
        listings: Number of listings.
        names: Number of names.
        programmes: Programme and number of its listings, most first; a listing of two programmes counts in both.
        added: Listings that the publication before did not hold; None for the first one.
        amended: Listings that changed.
        removed: Listings that only the publication before held.
        returned: Those of the added that an earlier publication held.
        not_supplied: What could not be compared, in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    snapshot: str
    published: dt.date
    listings: int
    names: int
    programmes: tuple[tuple[str, int], ...]
    added: int | None = None
    amended: int | None = None
    removed: int | None = None
    returned: int = 0
    not_supplied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHistory:
    """How one watchlist grew and shrank over the publications that are kept, oldest first."""

    watchlist: str
    title: str
    steps: tuple[PublicationStep, ...]
    warnings: tuple[str, ...] = ()
