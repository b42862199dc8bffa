"""An XLSX sheet, written row by row.

In: headings and rows of plain values. Out: a file. Texts are written as texts, never as formulas or links. Must not know what
the columns mean.
"""

from __future__ import annotations

import datetime as dt
import itertools
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tamis.errors import MissingExtraError

_CREATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001  the first day of a ZIP file: the same rows give the same bytes


def check_writer() -> Any:
    """Return the xlsxwriter module.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError(
            "writing XLSX needs XlsxWriter: pip install 'tamis[batch]', or write to a .csv file"
        ) from None
    return xlsxwriter


def write_sheet(target: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one sheet.

    Args:
        target: The file.
        headings: Its first row.
        rows: Texts, numbers, booleans, None.
    """
    xlsxwriter = check_writer()
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:  # 0700: the rows are people
        options = {"constant_memory": True, "tmpdir": folder}
        book = xlsxwriter.Workbook(str(target), options)
        book.set_properties({"created": _CREATED, "comments": ""})
        sheet = book.add_worksheet("hits")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(itertools.chain([headings], rows)):
            for place, cell in enumerate(row):
                if isinstance(cell, bool):
                    sheet.write_boolean(number, place, cell)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(number, place, cell)
                elif cell is not None and cell != "":
                    sheet.write_string(number, place, str(cell))
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:  # it wraps what the system said
            raise error.args[0] from None
