"""A customer file -> an open table, whatever its format.

In: a path and what the user knows of the file. Out: a Table, and the digest of the file. What a file is, its first bytes decide,
and its name only where they do not. Must not know what a column means.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tamis.errors import BatchError
from tamis.intake.batch.arrowfile import ArrowTable
from tamis.intake.batch.chunks import Table
from tamis.intake.batch.csvfile import CsvTable
from tamis.intake.batch.jsonfile import JsonTable
from tamis.intake.batch.sheetfile import SheetTable
from tamis.intake.batch.textfile import Survey, survey_bytes, survey_text

_HEAD_BYTES = 4096
_ARROW_STREAM = b"\xff\xff\xff\xff"
_JSON = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the user knows of a file; None for what is to be found out.

    Attributes:
        encoding: Of a text file.
        delimiter: Of a CSV file.
        sheet: Name of a sheet.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


def open_table(path: Path, hints: Hints) -> tuple[Table, Survey]:
    """Return a customer file, open for reading, and what it is.

    Raises:
        BatchError: no such file, or one that cannot be read; says what it is instead.
        MissingExtraError: what reads its format is not installed.
    """
    head = _head(path)
    if head.startswith(b"PAR1"):
        return ArrowTable(path, "parquet"), survey_bytes(path)
    if head.startswith((b"ARROW1", _ARROW_STREAM)):
        return ArrowTable(path, "arrow"), survey_bytes(path)
    if head.startswith(b"PK\x03\x04"):
        return SheetTable(path, hints.sheet), survey_bytes(path)
    suffix = path.suffix.lower()
    if suffix in (".parquet", ".pq", ".arrow", ".feather", ".ipc", ".xlsx"):
        raise BatchError(f"{path}: it is named {suffix} and is something else, or it is cut off; export it again")
    survey = survey_text(path, hints.encoding)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"[" and suffix in _JSON:
        raise BatchError(f"{path}: it is one JSON array; write one object a line (JSON Lines)")
    if suffix in _JSON or start == b"{":
        return JsonTable(path, survey), survey
    return CsvTable(path, survey, hints.delimiter), survey


def _head(path: Path) -> bytes:
    """Return a file's first bytes; refuse what is no file."""
    if not path.exists():
        raise BatchError(f"{path}: there is no such file")
    if not path.is_file():
        raise BatchError(f"{path}: give a file; folders and pipes cannot be read twice")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise BatchError(f"{path}: the file is empty")
    return head
