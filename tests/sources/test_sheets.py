"""Workbooks: read as rows, and refused in one line where they are no list or mean harm."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.sources import sheets
from tamis.sources.reading import open_file
from tamis.sources.sheets import cell_text, read_rows, sheet_names

Make = Callable[..., bytes]


def _refused(content: bytes) -> str:
    with pytest.raises(FormatError) as caught:
        read_rows(content, "list.xlsx")
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("list.xlsx: ")
    return message


def test_cells_keep_their_kind(make_archive: Make) -> None:
    """Text, whole numbers, fractions, truth values and dates come as such; an empty cell is an empty text."""
    cells = (
        '<c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1"><v>1980</v></c><c r="C1"><v>0.5</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" s="1"><v>36526</v></c>'
    )
    assert read_rows(make_archive(f'<row r="1">{cells}</row>'), "a.xlsx") == [
        ["Name", 1980, 0.5, "", True, dt.date(2000, 1, 1)]
    ]


def test_rows_keep_their_place(make_workbook: Make) -> None:
    """Rows and columns are counted from the first of the sheet, empty ones too; a limit reads only the first rows."""
    content = make_workbook([["", ""], ["", "b"], ["c", ""]])
    assert read_rows(content, "a.xlsx") == [["", ""], ["", "b"], ["c", ""]]
    assert read_rows(content, "a.xlsx", 2) == [["", ""], ["", "b"]]


def test_escapes_of_the_format_are_resolved(make_workbook: Make) -> None:
    """`_x000D_` is a carriage return; an escape for what no text can hold stays as it is written."""
    assert read_rows(make_workbook([["a_x000D_b", "_xD800_", "plain_x"]]), "a.xlsx") == [["a\rb", "_xD800_", "plain_x"]]


def test_a_cell_as_text() -> None:
    """Dates are ISO 8601, whole numbers have no point, blanks are squeezed."""
    assert [
        cell_text(cell)
        for cell in (dt.date(2025, 4, 10), dt.datetime.fromisoformat("2025-04-10 09:30"), 1980, " a\xa0\n b ")
    ] == [
        "2025-04-10",
        "2025-04-10 09:30:00",
        "1980",
        "a b",
    ]


def test_the_first_sheet_is_read_and_all_are_named(make_workbook: Make) -> None:
    """What stands on further sheets is not read, but can be told."""
    content = make_workbook([["a"]], sheets=("Data", "Notes"))
    assert read_rows(content, "a.xlsx") == [["a"]]
    assert sheet_names(content, "a.xlsx") == ["Data", "Notes"]


def test_a_bomb_is_refused_by_its_directory(make_archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that unpacks to far more than its archive is not unpacked."""
    content = make_archive("", bomb=b"\0" * 64 * 2**20)
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    assert "decompression bomb" in _refused(content)


def test_a_directory_that_lies_about_sizes_is_refused(make_archive: Make) -> None:
    """What unpacks to more than the directory promises is damaged: no more than promised is unpacked."""
    content = bytearray(make_archive("", bomb=b"\0" * 2**22))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert "damaged" in _refused(bytes(content))


def test_two_cells_far_apart_are_refused(make_archive: Make) -> None:
    """A sheet of two cells that spans a million rows would fill the memory with nothing."""
    for far in ("XFD1048576", "xfd999999", "ZZZZZZZZZ9"):
        assert "so large" in _refused(make_archive(f'<row r="1"><c r="A1"><v>1</v></c><c r="{far}"><v>1</v></c></row>'))
    assert "so large" in _refused(make_archive('<row r="99999999999"><c r="A1"><v>1</v></c></row>'))


def test_too_many_parts_are_refused(make_archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of more parts than any list has is not opened."""
    monkeypatch.setattr(sheets, "MEMBERS_LIMIT", 3)
    assert "parts in one workbook" in _refused(make_archive(""))


def test_a_workbook_cut_off_or_altered_is_refused(make_workbook: Make) -> None:
    """Half a download, a changed byte in a part, and an archive of something else."""
    content = make_workbook([["a" * 500]])
    assert "damaged" in _refused(content[: len(content) // 2])
    spoilt = bytearray(content)
    spoilt[content.index(b"xl/worksheets/sheet1.xml") + 30] ^= 0xFF
    assert "damaged" in _refused(bytes(spoilt))
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("sdn.csv", "1,2")
    assert "ZIP archive, not an XLSX workbook" in _refused(other.getvalue())


def test_a_part_that_stands_twice_is_refused(make_archive: Make) -> None:
    """Two parts of one name are two workbooks in one: which of them a reader takes is chance."""
    stream = io.BytesIO(make_archive(""))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert "stands twice" in _refused(stream.getvalue())


def test_damaged_xml_within_is_refused(make_archive: Make) -> None:
    """XML that is not well-formed, and a workbook without its sheet."""
    assert "damaged" in _refused(make_archive('<row r="1"><c r="A1"'))
    assert "damaged" in _refused(make_archive("", sheets=()))


def test_a_workbook_is_opened_and_another_archive_refused(make_workbook: Make, tmp_path: Path) -> None:
    """A workbook is a list's file whatever it is called; an archive of several files is none."""
    (tmp_path / "list.bin").write_bytes(make_workbook([["a"]]))
    assert read_rows(open_file(tmp_path / "list.bin").content, "list.bin") == [["a"]]
    with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.writestr("sdn.csv", "1,2")
        archive.writestr("alt.csv", "1,2")
    with pytest.raises(FormatError, match="a ZIP archive of 2 files; unpack it"):
        open_file(tmp_path / "list.zip")
