"""Parsed: what a parser hands back, whatever the form of the file was.

In: nothing. Out: the record that every reader in `formats` returns. Knows no publisher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tamis.records import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The content of a publisher's files.

    Attributes:
        parser: Name and version of the parser, such as `un-xml/1`.
        listings: Every entry, in the publisher's order.
        published_at: The file's own date or time of publication in ISO 8601, None where it has none.
        told: The watchlist that the content tells, where two share a layout; None where it does not tell.
        lacking: What the content itself says that it lacks, as `Publication.incomplete` names it.
    """

    parser: str
    listings: Sequence[Listing]
    published_at: str | None = None
    told: str | None = None
    lacking: tuple[str, ...] = ()
