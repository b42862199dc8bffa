"""Answers for programs: JSON, JSON Lines and CSV, always UTF-8, on standard output or in a file.

In: JSON twins of records, or rows of cells. Out: bytes. Tables for people are `tables`' work; this module must not
know which command it writes for.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tamis.values.formulas import guarded


def json_text(data: Any) -> str:
    """Return indented JSON with every script as it is, ending in a newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def jsonl_text(rows: Iterable[Any]) -> str:
    """Return one JSON value a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def csv_text(rows: Iterable[Sequence[Any]]) -> str:
    """Return CSV; no cell is a formula to the spreadsheet that opens it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Any) -> str:
    """Return one cell: nothing for None, several values joined by `; `, an apostrophe before what looks a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return guarded(text)


def emit(text: str) -> None:
    """Write an answer for programs to standard output: UTF-8, whatever the terminal's encoding."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def write_file(path: Path, text: str) -> None:
    """Write an answer to a file, whole or not at all, readable by its owner alone: it holds names of people.

    A path that is no regular file, such as /dev/stdout, is written to as it is.

    Raises:
        OSError: the folder is missing or not writable.
    """
    content = text.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink()
        raise
