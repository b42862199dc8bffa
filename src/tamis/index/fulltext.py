"""FullText: what listings say in words, in one file of SQLite with FTS5, made once and never changed.

In: listings, each with the number of its snapshot; later a Search. Out: the file, and the rows that the search finds.
`fulltext_answers` asks it. Must not know: how names are compared, where snapshots stand.

The file is made of three plain tables (a listing, its countries, its programmes), one that holds its words by field, and
the FTS5 table over that one. Words are divided by FTS5's `unicode61` with `remove_diacritics 2`; a value that this reads
otherwise than `values.normalise.fold` has its folded copy behind it, so that Latin letters find other scripts.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from tamis.errors import MissingExtraError, StoreError
from tamis.index.search_text import BREAK, COPY, clean, folded_copy
from tamis.index.searched_fields import incoming_text, link_text, texts_of
from tamis.records import FIELDS, Found, Link, Listing, PartyKind, encode
from tamis.values.captions import caption_of
from tamis.values.normalise import fold

FULLTEXT_VERSION = "1"
"""Raised whenever the tables or their content change: a file of another version is made again."""

FILE_NAME = "fulltext.sqlite"
Progress = Callable[[int], None]
"""Called with the number of listings read so far."""

_TABLES = f"""
CREATE TABLE about (version TEXT, snapshots TEXT);
CREATE TABLE listing (row INTEGER PRIMARY KEY, id TEXT, snapshot INTEGER, kind TEXT, listed INTEGER, delisted INTEGER,
    found TEXT);
CREATE TABLE country (code TEXT, role TEXT, row INTEGER, place INTEGER, PRIMARY KEY (code, role, row, place))
    WITHOUT ROWID;
CREATE TABLE programme (name TEXT, row INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
CREATE TABLE field (row INTEGER PRIMARY KEY, {", ".join(FIELDS)});
CREATE VIRTUAL TABLE words USING fts5({", ".join(FIELDS)}, content='field', content_rowid='row',
    tokenize='unicode61 remove_diacritics 2', prefix='1');
"""
_EVERY = 500  # listings between two calls of `progress`


class FullText:
    """The searchable words of a set of snapshots.

    Attributes:
        snapshots: Ids of the snapshots, in the order that listings count them.
        connection: SQLite, only read from.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        version, snapshots = connection.execute("SELECT version, snapshots FROM about").fetchone()
        if version != FULLTEXT_VERSION:
            raise StoreError(f"made by another version of tamis ({version})")
        self.snapshots: tuple[str, ...] = tuple(json.loads(snapshots))

    @classmethod
    def from_listings(cls, listings: Iterable[tuple[int, Listing]], snapshots: Sequence[str] = ()) -> Self:
        """Return the searchable words of listings in memory.

        Raises:
            MissingExtraError: this Python's SQLite has no FTS5.
        """
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, listings, snapshots, None)
        return cls(connection)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the file that `save` put into a folder; nothing can write through it.

        Raises:
            StoreError: it is not there, damaged, or of another version.
        """
        path = folder / FILE_NAME
        try:
            size_bytes = path.stat().st_size
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)  # only read: threads may share it
        except (OSError, sqlite3.Error) as error:
            raise damaged(folder, error) from None
        try:
            pages, page_bytes = (
                connection.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size")
            )
            if pages * page_bytes != size_bytes:
                raise StoreError(f"it has {size_bytes:,} bytes and should have {pages * page_bytes:,}")
            return cls(connection)
        except (sqlite3.Error, StoreError, ValueError, TypeError) as error:
            connection.close()
            raise damaged(folder, error) from None

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def damaged(folder: Path, reason: object) -> StoreError:
    """Return the error for a file that cannot be read as it was made."""
    return StoreError(f"{folder / FILE_NAME}: damaged ({reason}); delete the folder to make it again")


def save(
    folder: Path,
    listings: Iterable[tuple[int, Listing]],
    snapshots: Sequence[str] = (),
    progress: Progress | None = None,
) -> None:
    """Make the file in a folder: under another name first, so that it is there whole or not at all.

    Args:
        folder: Where it goes; made where it is missing, as are those above it.
        listings: As (number of the snapshot in `snapshots`, listing).
        snapshots: Ids of the snapshots.
        progress: Called now and then.

    Raises:
        MissingExtraError: this Python's SQLite has no FTS5.
        OSError: the folder cannot be written.
    """
    for path in (folder.parent, folder):
        path.mkdir(mode=0o700, exist_ok=True)
    temporary = folder / f".{FILE_NAME}.{secrets.token_hex(4)}"
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(temporary)) as connection:
            _fill(connection, listings, snapshots, progress)
        _sync(temporary)
        os.replace(temporary, folder / FILE_NAME)
    except sqlite3.Error as error:  # a full disk
        raise OSError(f"{folder}: the words of the lists cannot be kept: {error}") from None
    finally:
        temporary.unlink(missing_ok=True)
    if os.name != "nt":  # Windows cannot open folders and keeps their names safe itself
        _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(
    connection: sqlite3.Connection,
    listings: Iterable[tuple[int, Listing]],
    snapshots: Sequence[str],
    progress: Progress | None,
) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):  # no second file with names in it
        connection.execute(f"PRAGMA {pragma}")
    try:
        connection.executescript(_TABLES)
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        raise MissingExtraError(
            "this Python's SQLite is built without FTS5, which `tamis find` needs; use the Python of python.org or of "
            "your system's packages"
        ) from None
    connection.execute("INSERT INTO about VALUES (?, ?)", (FULLTEXT_VERSION, json.dumps(list(snapshots))))
    links = _Links()
    for row, (snapshot, listing) in enumerate(listings, start=1):
        _insert(connection, row, snapshot, listing)
        links.note(row, listing)
        if progress is not None and row % _EVERY == 0:
            progress(row)
    connection.executemany("UPDATE field SET links = ? WHERE row = ?", links.texts())
    connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
    connection.execute("INSERT INTO words(words) VALUES ('optimize')")
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.execute("VACUUM")  # a fifth smaller: links were added, the words optimised


def _insert(connection: sqlite3.Connection, row: int, snapshot: int, listing: Listing) -> None:
    acts = listing.designations
    listed = listing.listed_on
    ends = [act.delisted_on for act in acts if act.delisted_on]
    delisted = max(ends).toordinal() if acts and len(ends) == len(acts) else None
    found = Found(
        listing=listing.id,
        watchlist=listing.watchlist,
        caption=caption_of(listing.primary_name.text, listing.kind is PartyKind.PERSON),
        kind=listing.kind,
        designations=acts,
        countries=listing.countries,
    )
    about = (listed.toordinal() if listed else None, delisted, json.dumps(encode(found)))
    connection.execute("INSERT INTO listing VALUES (?, ?, ?, ?, ?, ?, ?)", (row, clean(listing.id), snapshot, listing.kind.value, *about))  # fmt: skip
    connection.executemany("INSERT OR IGNORE INTO country VALUES (?, ?, ?, ?)", _countries(row, listing))
    programmes = {(clean(act.programme or act.authority), row) for act in acts}
    connection.executemany("INSERT INTO programme VALUES (?, ?)", sorted(programmes))
    texts = texts_of(listing)
    columns = [joined(texts[field]) for field in FIELDS]
    connection.execute(f"INSERT INTO field VALUES (?{', ?' * len(FIELDS)})", (row, *columns))


def _countries(row: int, listing: Listing) -> Iterator[tuple[str, str, int, int]]:
    """Yield code, role, row, and the place among the values of its field."""
    for place, code in enumerate(listing.countries):
        yield clean(code), "country", row, place
    for role, places in (("address", listing.addresses), ("birth", listing.birth_places)):
        for place, one in enumerate(places):
            if one.country:
                yield clean(one.country), role, row, place


def joined(values: Iterable[str]) -> str:
    """Return the values of a field as one text: what no phrase may cross stands between them."""
    return f" {BREAK} ".join(
        f"{text} {COPY} {copy}" if (copy := folded_copy(text)) else text for text in map(clean, values)
    )


class _Links:
    """Collects what listings say of each other, until every name is known."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[int, str]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._said: list[tuple[int, str, Link]] = []

    def note(self, row: int, listing: Listing) -> None:
        """Note a listing's names and links."""
        self._ids[listing.id] = row, listing.primary_name.text
        for name in listing.names:
            self._by_name.setdefault(" ".join(fold(name.text).split()), []).append(row)
        self._said += [(row, listing.id, link) for link in listing.links]

    def texts(self) -> Iterator[tuple[str, int]]:
        """Yield each row's links, its own first, then those that others have to it."""
        own: dict[int, list[str]] = {}
        others: dict[int, list[str]] = {}
        for row, listing_id, link in self._said:
            target, name = self._ids.get(link.target or "", (0, None))
            own.setdefault(row, []).append(link_text(link, name))
            for other in self._ends(link, target) - {row}:
                others.setdefault(other, []).append(incoming_text(link, listing_id, self._ids[listing_id][1]))
        for row in sorted(own.keys() | others.keys()):
            yield joined(dict.fromkeys([*own.get(row, []), *others.get(row, [])])), row

    def _ends(self, link: Link, target: int) -> set[int]:
        """Return the rows that a link leads to: by id, and where no id is given by a name that is just the same."""
        if target:
            return {target}
        name = "" if link.target else " ".join(fold(link.name or "").split())
        return set(self._by_name[name]) if name and name in self._by_name else set()
