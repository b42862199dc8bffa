"""XLSX sheets as chunks.

In: a path. Out: chunks of typed cells. A sheet has at most 1,048,576 rows and is read whole: the format cannot be read
from the middle. Formulas count as the values that were last computed. Must not know what a column means.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from tamis.errors import BatchError
from tamis.intake.batch.chunks import Chunk, RowChunk, cell_text, column_headings, rows_of_chunk

UNPACKED_LIMIT_BYTES = 4_000_000_000
"""A full sheet of twenty columns unpacks to some 2 GB."""


CELLS_LIMIT = 40_000_000
"""Cells between the first and the last of a sheet, empty ones counted, which the reader holds: some 32 bytes each."""

_BLOCK_BYTES = 1 << 20
_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_PLACE_BYTES = 20


class SheetTable:
    """One sheet of an XLSX file.

    Args:
        path: The file.
        sheet: Name of the sheet; may be None where only one has rows.

    Raises:
        BatchError: no XLSX file, one too large to be held, no such sheet, several to choose from, or an empty one.
    """

    form = "xlsx"

    def __init__(self, path: Path, sheet: str | None) -> None:
        book = _open(path)
        names = [sheet] if sheet else [one for one in book.sheet_names if book.get_sheet_by_name(one).total_height]
        if sheet and sheet not in book.sheet_names:
            raise BatchError(f"{path}: there is no sheet {sheet!r}; it has {', '.join(map(repr, book.sheet_names))}")
        if len(names) > 1:
            raise BatchError(f"{path}: it has {len(names)} sheets; say which: --sheet {names[0]!r} or {names[1]!r}")
        if not names:
            raise BatchError(f"{path}: no sheet has a row")
        self.told: tuple[str, ...] = (f"sheet {names[0]!r}",)
        self._rows = book.get_sheet_by_name(names[0])
        self._total = int(self._rows.total_height)
        self._read = 0
        self.rows_at_most: int | None = self._total
        heading = next((row for row in self._rows.iter_rows() if any(cell != "" for cell in row)), None)
        if heading is None:
            raise BatchError(f"{path}: the sheet {names[0]!r} is empty")
        self._headings = column_headings([cell_text(cell) for cell in heading])

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row that is not blank."""
        return self._headings

    def share_read(self) -> float:
        """Return how much of the sheet has been read, 0 to 1."""
        return self._read / max(1, self._total)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the sheet's rows; blank ones are no rows."""
        most = rows_of_chunk(len(self._headings))
        chunk, number, headed, self._read = RowChunk(0), 0, False, 0
        for row in self._rows.iter_rows():
            self._read += 1
            if all(cell == "" for cell in row):
                continue
            if not headed:
                headed = True
                continue
            number += 1
            chunk.numbers.append(number)
            chunk.rows.append([_cell(cell) for cell in row])
            if len(chunk.rows) >= most:
                yield chunk
                chunk = RowChunk(chunk.number + 1)
        if chunk.rows:
            yield chunk


def _open(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        _check_archive(path)
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BatchError(f"{path}: it cannot be read as XLSX: {error}") from None


def _check_archive(path: Path) -> None:
    """Refuse a workbook that unpacks to more than any sheet of customers, or whose cells lie too far apart to be held."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > UNPACKED_LIMIT_BYTES:
            raise BatchError(f"{path}: it unpacks to {unpacked:,} bytes, more than a sheet holds; save it as CSV")
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                with archive.open(member) as part:
                    rows, columns = _extent(part)
                if rows * columns > CELLS_LIMIT:
                    raise BatchError(
                        f"{path}: a sheet of {rows:,} rows and {columns:,} columns cannot be held; delete the stray cells "
                        "at its far end, or save it as CSV"
                    )


def _extent(part: IO[bytes]) -> tuple[int, int]:
    """Return the last row and the last column in which a cell stands."""
    rows, letters, rest = 0, {b"A"}, b""
    while block := part.read(_BLOCK_BYTES):
        found = _PLACE.findall(rest + block)
        rest = block[-_PLACE_BYTES:]
        letters |= {column for column, _ in found}
        rows = max(rows, max((int(row) for _, row in found), default=0))
    return rows, max(_column_number(one) for one in letters)


def _column_number(letters: bytes) -> int:
    """Return 1 for `A`, 28 for `AB`."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _cell(cell: Any) -> Any:
    """Return a cell without what only the format adds: 17.0 for 17, "" for nothing."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return None if cell == "" else cell
