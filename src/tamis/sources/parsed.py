"""Parsed: what a parser hands back, whatever the form of the file was.

In: nothing, or a date of publication as a file writes it. Out: the record that every reader in `formats` returns, and the day in
ISO 8601. Knows no publisher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tamis.errors import PublicationError
from tamis.records import Listing
from tamis.values.dates import parse_date


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


def publication_day(text: str, label: str, path: str) -> str | None:
    """Return the day of publication that a file tells, in ISO 8601; None where it tells none.

    Args:
        text: The day in any notation.
        label: What the file calls it, for messages.
        path: The file's name, for messages.

    Raises:
        PublicationError: it is no day.
    """
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None or found.day is None or found.until is not None:
        raise PublicationError(f"{path}: {label} {text!r} is no day; the file is damaged")
    return found.first.isoformat()
