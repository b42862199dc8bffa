"""What a refresh did, list by list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records import encode

UNCHANGED, UPDATED, KEPT, FAILED = "unchanged", "updated", "kept", "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRefresh:
    """What became of one list.

    Attributes:
        watchlist: `un`, `ofac-sdn`, ...
        outcome: `unchanged`: what is in force is the newest; `updated`: a newer publication is in force; `kept`: it could
            not be refreshed, what was in force still is; `failed`: the same, and nothing was in force before.
        why: Why it was kept or failed; for `unchanged` how that is known; None for `updated`.
        snapshot: Id of the snapshot in force; None where there is none.
        published: Its day of publication.
        listings: Number of its listings.
        added: Number of listings that came.
        amended: Number of those that say something else than before.
        removed: Number of those that went.
        not_found: Ids of added listings that screening by their own primary name does not find.
        warnings: What a person should know.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    watchlist: str
    outcome: str
    why: str | None = None
    snapshot: str | None = None
    published: dt.date | None = None
    listings: int = 0
    added: int = 0
    amended: int = 0
    removed: int = 0
    not_found: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the list is as new as its publisher has it, and found by its names."""
        return self.outcome in (UNCHANGED, UPDATED) and not self.not_found


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A list that was not asked for, and why."""

    watchlist: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """What became of all lists.

    Attributes:
        lists: In the order in which they were asked for.
        left_out: Lists that were not, and why.
        warnings: What concerns no single list.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    lists: tuple[ListRefresh, ...]
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all that was asked for was done."""
        return all(one.good for one in self.lists) and not self.warnings

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin
