"""Tables: a publisher's rows with headings, checked before anything is made of them.

In: the text of a CSV file or the rows of a sheet. Out: a `Table`, whose columns are known by their headings. A row that is too
short, a heading that is missing, one that stands twice: each is one clear line. Knows nothing of publishers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tamis.errors import FormatError
from tamis.sources.draft import squeeze
from tamis.sources.findings import Findings

_FIELD_LIMIT = 2**20
"""The longest cell: OFSI's statements of reasons have some 10,000 characters."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes:
        path: The file's name, for messages.
        headings: As published, blanks squeezed.
        rows: Cells, all rows as wide as the headings.
    """

    path: str
    headings: tuple[str, ...]
    rows: list[list[str]]

    def places(self) -> dict[str, int]:
        """Return where each heading stands, by its folded text."""
        return {fold_heading(heading): place for place, heading in enumerate(self.headings)}


def fold_heading(text: str) -> str:
    """Return a heading without case and blanks: publishers change both without changing what it means."""
    return "".join(text.split()).casefold()


def read_csv_rows(text: str, path: str, delimiter: str = ",") -> list[list[str]]:
    """Return all rows of a CSV text.

    Raises:
        FormatError: a quotation mark that is never closed, or a cell of a million characters.
    """
    old_limit = csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise FormatError(f"{path}: line {reader.line_num}: {error}; the file is cut off or no CSV") from None
    finally:
        csv.field_size_limit(old_limit)


def table_of(rows: Sequence[Sequence[str]], path: str, first_line: int = 1) -> Table:
    """Return the table whose headings are the first row.

    Rows without any text are left out; cells beyond the headings must be empty.

    Args:
        rows: Headings, then rows.
        path: The file's name, for messages.
        first_line: The line on which the headings stand, for messages.

    Raises:
        FormatError: no row, a heading twice, or a row of another width.
    """
    headings = tuple(squeeze(cell) for cell in rows[0]) if rows else ()
    while headings and not headings[-1]:
        headings = headings[:-1]
    folded = [fold_heading(heading) for heading in headings]
    twice = {heading for heading in folded if heading and folded.count(heading) > 1}
    if twice:
        raise FormatError(f"{path}: the heading {min(twice)!r} stands twice; the file is damaged")
    width = len(headings)
    kept: list[list[str]] = []
    for line, row in enumerate(rows[1:], start=first_line + 1):
        if not any(row):
            continue
        if len(row) < width or any(row[width:]):
            raise FormatError(
                f"{path}: row {line} has {len(row)} columns where {width} are needed; the file is cut off or another one"
            )
        kept.append(list(row[:width]))
    if not kept:
        raise FormatError(f"{path}: the file holds headings and no row; download it again")
    return Table(path, headings, kept)


def check_headings(table: Table, needed: Iterable[str], known: Iterable[str], findings: Findings) -> None:
    """Refuse a table without a heading that is needed; report those that are not known.

    Raises:
        FormatError: naming what is missing.
    """
    there = table.places()
    missing = [heading for heading in needed if fold_heading(heading) not in there]
    if missing:
        raise FormatError(
            f"{table.path}: the column {missing[0]!r} is missing; download the list again, or report a new layout"
        )
    allowed = {fold_heading(heading) for heading in known}
    for heading in table.headings:
        if fold_heading(heading) not in allowed:
            findings.note_unread(f"column {heading or '(without heading)'}", "the headings")


def columns_of(table: Table, groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int | None, ...]]:
    """Return where the headings of each group stand; None for one that is not there."""
    there = table.places()
    return {group: tuple(there.get(fold_heading(heading)) for heading in names) for group, names in groups.items()}
