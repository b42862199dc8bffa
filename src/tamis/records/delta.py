"""Delta: what changed between two publications of one watchlist, and what is no change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
