"""Workbooks of our own making, for tests: rows of cells written as XLSX with nothing but the standard library."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import pytest

Rows = Sequence[Sequence[str | int | float]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@pytest.fixture
def make_workbook() -> Callable[..., bytes]:
    """Makes the bytes of a workbook whose first sheet holds the rows given; further sheets hold one cell each."""
    return _workbook


@pytest.fixture
def make_archive() -> Callable[..., bytes]:
    """Makes the bytes of a workbook whose sheet data is given as XML."""
    return _archive


def _workbook(rows: Rows, sheets: Sequence[str] = ("Data",)) -> bytes:
    return _archive("".join(_row(number, row) for number, row in enumerate(rows, start=1)), sheets)


def _archive(body: str, sheets: Sequence[str] = ("Data",), **extra: bytes) -> bytes:
    """Return a workbook with the sheet data given as XML; `extra` adds parts under `xl/media/`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", _content_types(len(sheets)))
        parts.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        names = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
        relations = [*(("worksheet", name) for name in names), ("styles", "styles.xml")]
        parts.writestr("xl/_rels/workbook.xml.rels", _relations(relations))
        entries = "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>' for number, name in enumerate(sheets, start=1)
        )
        parts.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>'
        )
        parts.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
            "</cellXfs></styleSheet>",
        )
        for name in names:
            parts.writestr(f"xl/{name}", f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>')
            body = '<row r="1"><c r="A1" t="inlineStr"><is><t>more</t></is></c></row>'
        for name, content in extra.items():
            parts.writestr(f"xl/media/{name}", content)
    return stream.getvalue()


def _row(number: int, row: Sequence[str | int | float]) -> str:
    cells = "".join(_cell(f"{_column(at)}{number}", value) for at, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _column(at: int) -> str:
    return (chr(ord("A") + at // 26 - 1) if at > 25 else "") + chr(ord("A") + at % 26)


def _cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""
    return f'<c r="{place}"><v>{value}</v></c>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types(sheets: int) -> str:
    rows = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>{rows}</Types>'
    )
