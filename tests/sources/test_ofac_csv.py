"""OFAC's CSV set: rows that are cut off, doubled or of another day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import PartyKind
from tamis.sources import read_publication

ROW = '{0},"LANTERN {0}",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{1}"\r\n'


def _main(folder: Path, text: str) -> Path:
    path = folder / "sdn.csv"
    path.write_text(text, newline="")
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(FormatError) as caught:
        read_publication("ofac-sdn", [path])
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("end", ["", "\x1a", "\x1a\r\n", "\r\n"])
def test_the_end_mark_is_no_row(tmp_path: Path, end: str) -> None:
    """Copies with and without the lone 0x1A at their end hold the same listings."""
    publication = read_publication("ofac-sdn", [_main(tmp_path, ROW.format(1, "-0- ") + ROW.format(2, "x.") + end)])
    assert [listing.id for listing in publication.listings] == ["ofac-sdn:1", "ofac-sdn:2"]


@pytest.mark.parametrize("lost", [1, 3, 5, 30, 50, 70])
def test_a_file_cut_within_its_last_row_is_refused(tmp_path: Path, lost: int) -> None:
    """A row without all its columns, or a quotation without its end: the download broke off."""
    text = ROW.format(1, "-0- ") + ROW.format(2, "Linked To: LANTERN 1.").rstrip("\r\n")
    assert "cut off" in _refusal(_main(tmp_path, text[:-lost]))


def test_a_row_in_the_middle_without_its_columns_is_refused_with_its_line(tmp_path: Path) -> None:
    """The message names the line and the columns."""
    assert "line 2 has 3 columns where 12 are needed" in _refusal(
        _main(tmp_path, ROW.format(1, "") + "2,3,4\r\n" + ROW.format(5, ""))
    )


def test_headings_are_told(tmp_path: Path) -> None:
    """OFAC's files have none; a copy with headings added is another file."""
    heading = ",".join(f"c{number}" for number in range(12)) + "\r\n"
    text = ROW.format(1, "") + heading
    assert "line 2 does not begin with an entry number but with 'c0'" in _refusal(_main(tmp_path, text))


def test_a_number_twice_is_refused(tmp_path: Path) -> None:
    """Two entries cannot share an id."""
    assert "stands twice" in _refusal(_main(tmp_path, ROW.format(1, "") * 2))


def test_a_few_rows_of_nobody_are_warned_of(tmp_path: Path) -> None:
    """One alias of an entry that is gone does not refuse the list, it is said."""
    path = _main(tmp_path, "".join(ROW.format(number, "-0- ") for number in range(1, 101)))
    aliases = "".join(f'{number},{number},"aka","ALIAS {number}",-0- \r\n' for number in range(1, 102))
    (tmp_path / "alt.csv").write_text(aliases, newline="")
    publication = read_publication("ofac-sdn", [path])
    assert publication.incomplete == ("add",)
    assert "alt.csv holds rows of 1 entries that sdn.csv does not have (first: 101)" in publication.warnings[0]


def test_an_unknown_type_meets_every_query(tmp_path: Path) -> None:
    """A type that no table knows is of unknown kind, which is a candidate for every kind, and reported."""
    path = _main(tmp_path, ROW.format(1, "-0- ").replace('1",-0- ', '1","submarine"'))
    publication = read_publication("ofac-sdn", [path])
    assert publication.listings[0].kind is PartyKind.UNKNOWN
    assert publication.warnings == ('1: unknown type "submarine", read as unknown kind; add it to KIND',)


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """The files are ASCII; a copy in another encoding is named with its line."""
    path = tmp_path / "sdn.csv"
    path.write_bytes(ROW.format(1, "M\xfcller").encode("cp1252"))
    assert "line 1 is not UTF-8" in _refusal(path)
