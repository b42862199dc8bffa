"""A customer file -> queries for a book, by the readers of `tamis batch`."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

from tamis.errors import BatchError
from tamis.intake.batch.birthdays import detect_order
from tamis.intake.batch.columns import map_columns
from tamis.intake.batch.reading import Hints, open_table
from tamis.intake.batch.rows import RowReader
from tamis.records import Query


class CustomerRows:
    """The rows of a file, as queries; what names nobody is counted by reason.

    Args:
        path: The file.
        maps: `FIELD=COLUMN` as typed.

    Raises:
        BatchError: a file that cannot be read, or without a column of references.
    """

    def __init__(self, path: Path, maps: tuple[str, ...] = ()) -> None:
        self._table, _ = open_table(path, Hints())
        self._columns = map_columns(self._table.headings, maps)
        if "reference" not in self._columns.fields:
            raise BatchError(
                f"{path}: no column is recognised as the customers' reference; say which with --map reference=COLUMN"
            )
        self.rejects: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[Query]:
        head = next(self._table.chunks(), None)
        places = self._columns.fields.get("birth_date", ())
        texts = itertools.chain.from_iterable(head.column(place) for place in places) if head is not None else ()
        order, _ = detect_order(texts, None)
        reader = RowReader(self._columns, order, dt.date.max)
        for chunk in self._table.chunks():
            asked = reader.read(chunk)
            self.rejects += [(one.row, one.reason) for one in (*chunk.rejects, *asked.rejects)]
            for place, query in zip(asked.places, asked.queries, strict=True):
                if query.reference:
                    yield query
                else:
                    self.rejects.append((chunk.numbers[place], "no reference"))
