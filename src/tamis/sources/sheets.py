"""Sheets: an XLSX workbook, distrusted, as rows of cells.

In: the bytes of a workbook. Out: the rows of its first sheet, dates as dates. What unpacks to far more than a list holds,
or spreads two cells over a million rows, is refused before it is read. Knows nothing of publishers.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tamis.errors import FormatError
from tamis.sources.reading import MEMBERS_LIMIT, RATIO_LIMIT, SIZE_LIMIT_BYTES, WORKBOOK

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

T = TypeVar("T")
Cell: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta

CELLS_LIMIT = 10_000_000
"""The most cells between the first and the last of a sheet, empty ones counted: the largest list in XLSX that we know has
0.7 million."""

_RATIO_FROM_BYTES = 2**20
_NEEDED = ("[Content_Types].xml", "_rels/", "xl/")
_SHEETS = "xl/worksheets/"
_COLUMN = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]+)\d")
_ROW = re.compile(rb"\sr\s*=\s*[\"']\s*[A-Za-z]*(\d+)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_LETTERS = 26


def read_rows(content: bytes, name: str, limit: int | None = None) -> list[list[Cell]]:
    """Return the rows of a workbook's first sheet, from its first row and column on, all of equal width.

    Args:
        content: The workbook's bytes.
        name: The file's name, for messages.
        limit: The most rows wanted; None for all.

    Returns:
        Cells as text, number, truth value or date; an empty one is an empty text, a whole number an int.

    Raises:
        FormatError: damaged, locked with a password, a decompression bomb, or larger than any list.
    """
    return [
        [_plain(cell) for cell in row] for row in _read(content, name, lambda workbook: _first_sheet(workbook, limit))
    ]


def sheet_names(content: bytes, name: str) -> list[str]:
    """Return the names of a workbook's sheets; `read_rows` reads the first.

    Raises:
        FormatError: as `read_rows`.
    """
    return _read(content, name, lambda workbook: list(workbook.sheet_names))


def cell_text(cell: Cell) -> str:
    """Return a cell as text, blanks squeezed: dates in ISO 8601, whole numbers without a point."""
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    return " ".join(str(cell).split())


def _first_sheet(workbook: CalamineWorkbook, limit: int | None) -> list[list[Cell]]:
    rows: list[list[Cell]] = list(workbook.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=limit))
    return rows


def _read(content: bytes, name: str, take: Callable[[CalamineWorkbook], list[T]]) -> list[T]:
    """Return what is taken of a workbook."""
    import python_calamine

    clean = _repacked(content, name)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(clean)) as workbook:
            return take(workbook)
    except (python_calamine.CalamineError, *_UNREADABLE) as error:
        raise _damaged(name, str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's own faults are no Exception
            raise
        raise _damaged(name, str(error)) from None


def _repacked(content: bytes, name: str) -> bytes:
    """Return the workbook's needed parts in an archive without compression.

    The directory of an archive can lie about sizes. What is handed on is what has been unpacked here, within the limits,
    so that the reader behind never meets compressed data.
    """
    plain = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(plain, "w") as clean:
            members = [member for member in archive.infolist() if member.filename.startswith(_NEEDED)]
            _check_directory(archive, members, len(content), name)
            for member in members:
                part = archive.read(member)
                if member.filename.startswith(_SHEETS):
                    _check_extent(part, name)
                clean.writestr(zipfile.ZipInfo(member.filename), part)
    except FormatError:
        raise
    except _UNREADABLE as error:
        raise _damaged(name, str(error)) from None
    return plain.getvalue()


def _check_directory(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse an archive whose directory promises more than a list holds, before anything is unpacked."""
    if len(archive.infolist()) > MEMBERS_LIMIT:
        raise FormatError(f"{name}: more than {MEMBERS_LIMIT} parts in one workbook; no publisher's list has as many")
    if len({member.filename for member in members}) != len(members):
        raise _damaged(name, "a part stands twice")
    if any(member.flag_bits & 1 for member in members):
        raise FormatError(f"{name}: the workbook is locked with a password; save it without one")
    if WORKBOOK not in archive.namelist():
        raise FormatError(f"{name}: this is a ZIP archive, not an XLSX workbook; unpack it and give the file within")
    most = min(SIZE_LIMIT_BYTES, max(_RATIO_FROM_BYTES, RATIO_LIMIT * size))
    if sum(member.file_size for member in members) > most:
        raise FormatError(f"{name}: unpacks to far more than a list holds; refused as a decompression bomb")


def _check_extent(sheet: bytes, name: str) -> None:
    """Refuse a sheet whose cells lie so far apart that the rows between would fill the memory."""
    columns = max((_column_number(letters) for letters in {match[1] for match in _COLUMN.finditer(sheet)}), default=1)
    rows = max((int(digits[:9]) for digits in {match[1] for match in _ROW.finditer(sheet)}), default=1)
    if columns * rows > CELLS_LIMIT:
        raise FormatError(
            f"{name}: a sheet of {rows} rows and {columns} columns; no list that tamis reads is so large, "
            "delete the stray cells at its far end"
        )


def _column_number(letters: bytes) -> int:
    """Return 1 for `A`, 28 for `AB`."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _plain(cell: Cell) -> Cell:
    """Return a whole float as an int and a text without the format's escapes (`_x000D_` is a carriage return)."""
    if isinstance(cell, str):
        return _ESCAPE.sub(_unescaped, cell) if "_x" in cell else cell
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _unescaped(match: re.Match[str]) -> str:
    """Return the character that an escape stands for; one that no text can hold stays as it is written."""
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char.isspace() else match[0]


def _damaged(name: str, reason: str) -> FormatError:
    return FormatError(f"{name}: the workbook is damaged ({' '.join(reason.split())[:120]}); download it again")
