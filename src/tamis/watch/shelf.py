"""The turned index of a book, on disk: kept in segments, so that what is added to a million is not paid for by the million.

In: a book, held for writing, and who seeks. Out: numbers of customers who could meet a listing. A segment holds customers
that were added or changed between two versions of the book; who changes afterwards is found in a later one. Who is erased
from the book, as its audit tells, is taken out of the segments. What stands here can be deleted at any time, and is made
again. Must not know listings.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from tamis.errors import StoreError
from tamis.index import INDEX_VERSION
from tamis.records import Query
from tamis.screening.score import ENGINE
from tamis.snapshots.files import replace_file
from tamis.values.arrays import I64
from tamis.watch import tables
from tamis.watch.turned import Turned
from tamis.watch.turning import turn

LAYOUT = f"1/{INDEX_VERSION}/{ENGINE}"
"""A shelf that was made otherwise, or by another engine, is made anew."""

_SEGMENT = 200_000  # customers at most: what is built at once is held in memory
_WAITING = 2_000  # customers changed since: so few are screened rather than turned
_SMALL, _MOST_SMALL = 50_000, 6  # customers of a small segment; more of these than so many are put together
_MANIFEST = "shelf.json"


_ERASED = re.compile(r"customer (\d+) erased")


class Shelf:
    """The segments of one book.

    Args:
        folder: Where shelves stand.
        book: The name of the book.
        token: What the book's files are called by.
    """

    def __init__(self, folder: Path, book: str, token: str) -> None:
        self.folder = folder / token
        self._book = book

    def candidates(self, connection: sa.Connection, version: int, among: Callable[[Turned], I64]) -> I64:
        """Return the numbers of the customers who could meet a listing, ascending.

        Args:
            connection: The book, held for writing.
            version: Its version.
            among: Seeks in one segment.
        """
        waiting = self.fill(connection, version)
        found = [among(Turned.load(self.folder / name)) for name, _ in self._kept()["segments"]]
        return np.unique(np.concatenate([waiting, *found]))

    def fill(self, connection: sa.Connection, version: int) -> I64:
        """Bring the shelf up to the book, and return the numbers of the few customers that are not worth a segment yet."""
        self.settle(connection)
        kept = self._kept()
        mine = sa.and_(tables.customers.c.book == self._book, tables.customers.c.version > kept["version"])
        chosen = sa.select(tables.customers.c.id).where(mine).order_by(tables.customers.c.id)
        later = np.array(list(connection.execute(chosen).scalars()), dtype=np.int64)
        if not len(later) or (kept["segments"] and len(later) <= _WAITING):
            return later
        segments = [*kept["segments"], *self._build(connection, later)]
        small = [one for one in segments if one[1] < _SMALL]
        if len(small) > _MOST_SMALL:
            numbers = [np.load(self.folder / name / "number.npy") for name, _ in small]
            together = self._build(connection, np.unique(np.concatenate(numbers)))
            segments = [*(one for one in segments if one not in small), *together]
        self._keep({**kept, "audit": self._last_audit(connection), "version": version, "segments": segments})
        return np.zeros(0, dtype=np.int64)

    def settle(self, connection: sa.Connection) -> None:
        """Take those who were erased from the book out of the segments: nothing that was derived from a name may stay."""
        kept = self._kept()
        if not kept["segments"]:
            return
        audit = tables.audit
        chosen = sa.select(audit.c.what).where(audit.c.book == self._book, audit.c.id > kept["audit"])
        told = (_ERASED.fullmatch(what) for what in connection.execute(chosen).scalars())
        erased = [int(match[1]) for match in told if match]
        if erased:
            segments = [one for name, count in kept["segments"] for one in self._without(name, count, erased)]
            self._keep({**kept, "audit": self._last_audit(connection), "segments": segments})

    def _without(self, name: str, count: int, erased: Sequence[int]) -> list[list[Any]]:
        """Return a segment as it is without some customers; none where nobody is left."""
        turned = Turned.load(self.folder / name)
        if not np.isin(turned.number, erased).any():
            return [[name, count]]
        rest = turned.without(erased)
        return [self._save(rest)] if len(rest.number) else []

    def _last_audit(self, connection: sa.Connection) -> int:
        chosen = sa.select(sa.func.max(tables.audit.c.id)).where(tables.audit.c.book == self._book)
        return int(connection.execute(chosen).scalar() or 0)

    def _kept(self) -> dict[str, Any]:
        """Return what the shelf holds: up to which version and which line of the audit it goes, its segments, their sizes."""
        try:
            kept: dict[str, Any] = json.loads((self.folder / _MANIFEST).read_text(encoding="utf-8"))
            if kept["layout"] == LAYOUT and all((self.folder / name).is_dir() for name, _ in kept["segments"]):
                return kept
        except (FileNotFoundError, ValueError, KeyError):
            pass
        return {"layout": LAYOUT, "version": -1, "audit": 0, "segments": []}

    def _keep(self, kept: dict[str, Any]) -> None:
        """Write down what the shelf holds now, and delete what it does not."""
        temporary = self.folder / f".{secrets.token_hex(8)}"
        replace_file(self.folder / _MANIFEST, json.dumps(kept).encode(), temporary)
        names = {name for name, _ in kept["segments"]}
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in names:
                shutil.rmtree(path, ignore_errors=True)

    def _build(self, connection: sa.Connection, numbers: I64) -> list[list[Any]]:
        """Build segments of some customers, and return their names and sizes."""
        return [
            self._save(turn(_people(connection, numbers[start : start + _SEGMENT].tolist())))
            for start in range(0, len(numbers), _SEGMENT)
        ]

    def _save(self, turned: Turned) -> list[Any]:
        """Write a segment, and return its name and size.

        Raises:
            StoreError: it cannot be written, for want of room or of permission.
        """
        name = secrets.token_hex(8)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self.folder / name).mkdir(mode=0o700)
            turned.save(self.folder / name)
        except OSError as error:
            shutil.rmtree(self.folder / name, ignore_errors=True)
            why = error.strerror or "the disk is full"  # numpy tells a short write without a reason
            raise StoreError(
                f"{self.folder}: the index over the book cannot be written ({why}); nothing was told: make room or allow it, "
                "then run again"
            ) from None
        return [name, len(turned.number)]


def _people(connection: sa.Connection, numbers: Sequence[int], at_once: int = 500) -> Iterator[tuple[int, Query]]:
    """Yield customers by their numbers, ascending; those that are no longer there are left out."""
    table = tables.customers
    for start in range(0, len(numbers), at_once):
        some = sa.select(table.c.id, table.c.query).where(table.c.id.in_(numbers[start : start + at_once]))
        for row in connection.execute(some.order_by(table.c.id)):
            yield row.id, Query.from_json(json.loads(row.query))
