"""Publication and Snapshot: what a publisher's files said, before and after tamis keeps them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, ClassVar, TypeAlias

from tamis.records.listing import Listing

Content: TypeAlias = bytes | Callable[[], IO[bytes]]
"""What a file holds, decompressed: its bytes, or how they are opened as a stream where they are too many to be held."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that a publisher's list was read from.

    Attributes:
        role: What it is within the list: `main`, `alt`, `add`, `comments`.
        name: Its file name, decompressed (`sdn.csv`, not `sdn.csv.gz`), never a path.
        size_bytes: Size, decompressed.
        sha256: Digest over the decompressed bytes, hexadecimal.
    """

    role: str
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a parser read from a publisher's files; `sources` makes it, `snapshots` keeps it.

    Attributes:
        watchlist: `un`, `ofac-sdn`, ...
        title: The list's name for people.
        parser: Name and version of the parser, such as `un-xml/1`; a change of what it reads changes the version.
        listings: Every entry, in the publisher's order, ids unique.
        files: What it was read from, main file first.
        contents: What `files` hold, in the same order.
        published_at: The file's own date or time of publication in ISO 8601 (`2026-02-27T00:00:09Z`), None where the
            format has none.
        incomplete: Roles of files that the list should have and did not come: `alt`, `add`, `comments`.
        unread: Elements or columns that the parser does not know, each once, with a count.
        warnings: What else a person should know.
    """

    watchlist: str
    title: str
    parser: str
    listings: tuple[Listing, ...]
    files: tuple[SourceFile, ...]
    contents: tuple[Content, ...]
    published_at: str | None = None
    incomplete: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A watchlist frozen at one publication, as the store keeps it.

    Attributes:
        id: `<watchlist>@<published>-<first 12 digits of digest>`.
        watchlist: `un`, `ofac-sdn`, ...
        title: The list's name for people.
        published: Day of publication.
        published_at: The file's own date or time, where it has one.
        published_assumed: True where nothing told the date and the day of import stands in for it.
        imported_at: When this store took it in, UTC, ISO 8601.
        parser: Name and version of the parser.
        digest: SHA-256 over roles and digests of the files and the parser's version.
        listings: Number of listings.
        names: Number of names.
        files: What it was read from.
        incomplete: Roles of files that did not come.
        unread: Elements or columns that the parser did not know.
        warnings: What the parser said.
        listings_sha256: SHA-256 over the kept listings, as JSON Lines, decompressed; empty before they are kept.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    id: str
    watchlist: str
    title: str
    published: dt.date
    published_at: str | None
    published_assumed: bool
    imported_at: str
    parser: str
    digest: str
    listings: int
    names: int
    files: tuple[SourceFile, ...]
    incomplete: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    listings_sha256: str = ""
