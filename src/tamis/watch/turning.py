"""The turned index of a book, kept beside it: built when it is wanted, replaced when too much has changed since.

In: a book and changed listings. Out: numbers of customers who could meet one of them; customers that changed since the
index was built are always among them. What it holds can be deleted at any time.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from tamis.records import Listing, Query
from tamis.values.arrays import I64
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.turned import Turned, turn

_STALE = 2000  # customers changed since: from there on the index is built again


def turned_candidates(
    book: Book, connection: sa.Connection, folder: Path, state: tuple[str, int], listings: Sequence[Listing]
) -> I64:
    """Return the numbers of the customers who could meet one of the listings.

    Args:
        book: The book, held for writing.
        connection: As `book.writing` gave it.
        folder: Where indexes of books stand.
        state: The book's token and version.
        listings: On the lists now.
    """
    token, version = state
    mine = tables.customers.c.book == book.name
    kept = sorted(folder.glob(f"{token}-*"), key=lambda path: int(path.name.partition("-")[2]))
    since = int(kept[-1].name.partition("-")[2]) if kept else -1
    later = sa.select(tables.customers.c.id).where(mine, tables.customers.c.version > since)
    changed = list(connection.execute(later).scalars())
    if not kept or len(changed) > _STALE:
        kept = [_build(book, connection, folder, f"{token}-{version}")]
        changed = []
    found = Turned.load(kept[-1]).candidates(listings)
    return np.union1d(found, np.array(changed, dtype=np.int64))


def _build(book: Book, connection: sa.Connection, folder: Path, name: str) -> Path:
    """Build the index of a book, under a temporary name first."""

    def people() -> Iterator[tuple[int, Query]]:
        chosen = sa.select(tables.customers.c.id, tables.customers.c.query).where(tables.customers.c.book == book.name)
        for row in connection.execute(chosen.order_by(tables.customers.c.id)):
            yield row.id, Query.from_json(json.loads(row.query))

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    forget(folder, name.partition("-")[0])
    temporary = folder / f".{secrets.token_hex(8)}"
    temporary.mkdir(mode=0o700)
    turn(people()).save(temporary)
    return temporary.rename(folder / name)


def forget(folder: Path, token: str) -> None:
    """Delete the indexes of a book: after a customer was erased, nothing derived from it may stay."""
    for path in folder.glob(f"{token}-*"):
        shutil.rmtree(path, ignore_errors=True)
