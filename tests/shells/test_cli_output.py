"""Answers for programs: JSON as it is, CSV that no spreadsheet runs, files whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from tamis.cli import output


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(start: str) -> None:
    """A published name that starts like a formula gets an apostrophe before it."""
    assert output.cell(f"{start}1+cmd|'/c calc'!A0") == f"'{start}1+cmd|'/c calc'!A0"


def test_a_negative_number_is_a_number() -> None:
    """Numbers of our own are written bare: they are no text of a publisher's."""
    assert output.cell(-0.25) == "-0.25"


def test_several_values_share_a_cell() -> None:
    """Programmes, dates and countries are joined; the first is guarded like any text."""
    assert output.cell(["=a", "b"]) == "'=a; b"
    assert output.cell(()) == ""
    assert output.cell(None) == ""
    assert output.cell(True) == "true"


def test_csv_comes_back_as_it_went() -> None:
    """Commas, quotation marks, line breaks and every script survive a CSV reader."""
    row = ['Saeed, "Hafiz"', "حافظ\nسعيد", "김정은"]
    assert list(csv.reader(io.StringIO(output.csv_text([row])))) == [row]


def test_json_keeps_every_script() -> None:
    """Names are written as they are, not as escapes."""
    text = output.json_text({"name": "حافظ سعيد"})
    assert "حافظ سعيد" in text
    assert json.loads(text) == {"name": "حافظ سعيد"}


def test_a_lone_surrogate_becomes_a_json_escape(tmp_path: Path) -> None:
    """Half a character, which UTF-8 cannot hold, is written as the escape that JSON has for it."""
    path = tmp_path / "answer.json"
    output.write_file(path, output.json_text(["\udcff"]))
    assert json.loads(path.read_bytes()) == ["\udcff"]


def test_a_written_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Answers hold names of people: nobody else on the machine reads them."""
    path = tmp_path / "answer.csv"
    output.write_file(path, "x\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood in the file stays until the new answer is whole."""
    path = tmp_path / "answer.csv"
    path.write_text("old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        output.write_file(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """A file given by a symbolic link is the one that changes; the link stays one."""
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    output.write_file(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    """/dev/null stays a device."""
    device = Path("/dev/null")
    output.write_file(device, "x")
    assert device.is_char_device()
