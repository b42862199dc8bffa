"""What a terminal is given: nothing that steers it, nothing that reorders its lines."""

from __future__ import annotations

import io
import sys

import pytest

from tamis.cli import tables
from tamis.records import Designation, PartialDate


@pytest.fixture(autouse=True)
def _utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give standard output an encoding that holds every script."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


def test_a_right_to_left_name_is_isolated() -> None:
    """An Arabic name stands between FSI and PDI, so that the score beside it stays on its side."""
    assert tables.shown("حافظ سعيد") == "\u2068حافظ سعيد\u2069"


def test_a_latin_name_is_left_alone() -> None:
    """Nothing is added where nothing can be reordered."""
    assert tables.shown("Sørensen, Åse") == "Sørensen, Åse"


def test_marks_that_reorder_are_dropped() -> None:
    """A name cannot turn its neighbours round, nor close the isolation that it stands in."""
    assert tables.shown("abc\u202edef\u2069\u200f") == "abcdef"


def test_an_escape_sequence_becomes_visible() -> None:
    """A name in a document cannot clear the screen or colour itself as a green verdict."""
    assert tables.shown("\x1b[2Jno hit\x07\x9b") == "\\x1b[2Jno hit\\x07\\x9b"


def test_line_breaks_become_blanks() -> None:
    """One name is one line, whatever breaks it holds."""
    assert tables.shown(" a\r\n b\u2028c ") == "a b c"


def test_without_utf8_no_marks_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that cannot show the marks would show their escapes."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert tables.shown("حافظ") == "حافظ"


def test_emoji_and_zero_width_characters_pass() -> None:
    """What is harmless is shown as it is."""
    assert tables.shown("a\u200bb 👨\u200d👩\u200d👧") == "a\u200bb 👨\u200d👩\u200d👧"


def test_dates_are_told_in_words() -> None:
    """Circa and ranges read as a person would say them."""
    dates = [PartialDate.parse(text) for text in ("1965-04-17", "1965~", "1960/1965")]
    assert tables.dates_text(dates) == "1965-04-17, about 1965, 1960 to 1965"


def test_programmes_are_told_once() -> None:
    """Two acts under one programme are one word; an act without a programme is known by its authority."""
    acts = [Designation("UN", "Al-Qaida"), Designation("UN", "Al-Qaida"), Designation("Own house")]
    assert tables.programmes_text(acts) == "Al-Qaida, Own house"


def test_a_snapshot_is_told_by_list_and_day() -> None:
    """The digest is for programs."""
    assert tables.snapshot_text("ofac-sdn@2021-07-07-3fa9c1d02b7e") == "ofac-sdn of 2021-07-07"


def test_brackets_in_a_name_are_no_markup() -> None:
    """A name that looks like a style of the table's, or an emoji's code, is printed as it is."""
    table = tables.columns("Name")
    table.add_row("[red]Volko[/red] :smiley:")
    tables.terminal("never").print(table)
    sys.stdout.seek(0)
    assert "[red]Volko[/red] :smiley:" in sys.stdout.read()
