"""Sheets and CSV files -> a text, a line for each row, with the row at which each stretch stands.

In: bytes of a workbook, characters of a CSV file. Out: a Reading. The cells of a row are joined by `; `, as in the tables
of web pages. Formulas are never computed: a workbook's stored values are read. Customer files are screened row by row
elsewhere; here a sheet is a document in which somebody may be named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from tamis.errors import DocumentError, FormatError
from tamis.intake.reading import MAX_CHARACTERS, Deadline, Reading
from tamis.records.document import Location, Stretch
from tamis.sources.sheets import cell_text, read_rows, sheet_names

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_BETWEEN = "; "


def read_workbook(content: bytes, deadline: Deadline) -> Reading:
    """Return the cells of a workbook's sheets.

    Raises:
        DocumentError: damaged, locked, a bomb, larger than any sheet, or empty; the message has no path.
    """
    lines = _Lines(deadline)
    try:
        for number, sheet in enumerate(sheet_names(content, "")):
            rows = read_rows(content, "", sheet=number)
            lines.add(([cell_text(cell) for cell in row] for row in rows), sheet)
    except FormatError as error:
        raise DocumentError(str(error).removeprefix(": ")) from None
    return lines.reading("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def read_csv(text: str, deadline: Deadline) -> Reading | None:
    """Return the cells of a CSV file, None where the text has no columns: then it is text.

    Raises:
        DocumentError: it takes too long; the message has no path.
    """
    delimiter = _delimiter(text)
    if delimiter is None:
        return None
    lines = _Lines(deadline)
    try:
        lines.add((_squeezed(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)), None)
        return lines.reading("text/csv")
    except csv.Error:  # a quotation that never ends: read as it stands
        return None


def _delimiter(text: str) -> str | None:
    """Return what divides most of the first rows into the same number of cells, two or more."""
    sample = [line for line in text[:100_000].split("\n")[: _SAMPLE_ROWS + 1] if line.strip()][:_SAMPLE_ROWS]
    best, best_share = None, 0.0
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        share = widths.count(usual) / len(widths) if widths and usual > 1 else 0.0
        if share > best_share:
            best, best_share = delimiter, share
    return best if best_share >= 0.5 else None


def _squeezed(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


class _Lines:
    """Gathers rows as lines of a text."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._lines: list[str] = []
        self._stretches: list[Stretch] = []
        self._length = 0

    def add(self, rows: Iterable[Sequence[str]], sheet: str | None) -> None:
        """Add the rows of a sheet; empty ones and empty cells leave nothing."""
        for number, row in enumerate(rows, 1):
            if not number % 1_000:
                self._deadline.check()
            line = _BETWEEN.join(cell for cell in row if cell)
            if not line:
                continue
            self._stretches.append(Stretch(self._length, Location(sheet=sheet, row=number)))
            self._lines.append(line)
            self._length += len(line) + 1
            if self._length > MAX_CHARACTERS:
                raise DocumentError(f"it holds more than {MAX_CHARACTERS // 1_000_000} million characters; split it")

    def reading(self, media_type: str) -> Reading:
        if not self._lines:
            raise DocumentError("it has no cell with anything in it")
        return Reading(text="\n".join(self._lines), media_type=media_type, stretches=tuple(self._stretches))
