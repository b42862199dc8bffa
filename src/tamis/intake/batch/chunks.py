"""Chunks: a few thousand rows of a customer file at a time, whatever the file's format.

In: rows as a reader found them. Out: the same, numbered, with the rows that could not be read. A row's number counts the
rows below the headings, from 1. Must not know what a column means.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

CHUNK_ROWS = 4096
"""Rows of a chunk: enough for the engine to share work, few enough to lose little when a run is killed."""

CHUNK_CELLS = 1_000_000
"""Most cells of a chunk: a file of 10,000 columns has chunks of 100 rows."""

CHUNK_CHARACTERS = 16_000_000
"""A chunk ends where it has read so many characters."""

DETAIL_LIMIT = 200
"""Characters of a value that a reject's detail may quote."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not screened.

    Attributes:
        row: Its number.
        reason: Why, in the few words that are counted.
        detail: What exactly was wrong.
        cells: Its cells as far as they could be read.
    """

    row: int
    reason: str
    detail: str = ""
    cells: tuple[Any, ...] = ()


class Chunk(Protocol):
    """Some rows of a file."""

    @property
    def number(self) -> int:
        """Place of the chunk in the file, from 0."""
        ...

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row that was read."""
        ...

    @property
    def rejects(self) -> Sequence[Reject]:
        """Rows that could not be read."""
        ...

    @property
    def notes(self) -> dict[str, int]:
        """What was wrong with rows that are screened all the same: words -> rows."""
        ...

    def column(self, place: int) -> list[Any]:
        """Return one column's cells."""
        ...

    def row(self, place: int) -> Sequence[Any]:
        """Return one row's cells."""
        ...


@dataclass(slots=True)
class RowChunk:
    """Rows of a text file or a sheet, as lists of cells."""

    number: int
    numbers: list[int] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def column(self, place: int) -> list[Any]:
        """Return one column's cells."""
        return [row[place] for row in self.rows]

    def row(self, place: int) -> Sequence[Any]:
        """Return one row's cells."""
        return self.rows[place]


class Table(Protocol):
    """A customer file that is open for reading.

    Attributes:
        form: `csv`, `jsonl`, `xlsx`, `parquet` or `arrow`.
        told: What a user should know of how it is read, such as its encoding.
        rows_at_most: How many rows it can have; None where that is not known before they are read.
    """

    form: str
    told: tuple[str, ...]
    rows_at_most: int | None

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings, in order."""
        ...

    def chunks(self) -> Iterator[Chunk]:
        """Yield the file's rows from the first on, always in the same chunks."""
        ...

    def share_read(self) -> float:
        """Return how much of the file has been read, 0 to 1."""
        ...


def rows_of_chunk(columns: int) -> int:
    """Return how many rows a chunk of so many columns has."""
    return max(1, min(CHUNK_ROWS, CHUNK_CELLS // max(1, columns)))


def cell_text(cell: Any) -> str:
    """Return a cell as text; nothing for None, JSON for what is nested."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, (list, tuple, dict)):
        return json.dumps(cell, ensure_ascii=False, default=cell_text)
    return cell.hex() if isinstance(cell, bytes) else str(cell)


def column_headings(texts: Sequence[str]) -> tuple[str, ...]:
    """Return headings without blanks around them; one that is empty is called by its place."""
    return tuple(text.strip() or f"column_{place}" for place, text in enumerate(texts, start=1))
