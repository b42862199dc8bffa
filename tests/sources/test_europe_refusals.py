"""Bad files given as the European lists: each is refused in one line that says what, where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError, PublicationError, SourceError
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
FILES = {
    "eu-xml": ("eu", "list.xml"),
    "eu-csv": ("eu", "list.csv"),
    "uk-xml": ("uk", "UK-Sanctions-List.xml"),
    "uk-csv": ("uk", "UK-Sanctions-List.csv"),
    "uk-ofsi": ("uk-ofsi", "ConList.csv"),
    "uk-ofsi-first": ("uk-ofsi", "sanctionsconlist.csv"),
    "ch": ("ch", "list.xml"),
}


def _refused(path: Path, watchlist: str, error: type[SourceError] = FormatError) -> str:
    with pytest.raises(error) as caught:
        read_publication(watchlist, [path])
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def _altered(tmp_path: Path, folder: str, old: bytes, new: bytes) -> Path:
    """Return a copy of a golden file with one thing altered."""
    content = (GOLDEN / folder / FILES[folder][1]).read_bytes()
    assert old in content
    path = tmp_path / FILES[folder][1]
    path.write_bytes(content.replace(old, new))
    return path


@pytest.mark.parametrize("folder", FILES)
def test_a_file_cut_off_is_refused(tmp_path: Path, folder: str) -> None:
    """XML and CSV that end in the middle of a value."""
    watchlist, name = FILES[folder]
    content = (GOLDEN / folder / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) * 2 // 3])
    message = _refused(tmp_path / name, watchlist)
    assert "cut off" in message or "damaged" in message


@pytest.mark.parametrize(("watchlist", "name"), set(FILES.values()))
def test_what_is_no_list_is_refused(tmp_path: Path, watchlist: str, name: str) -> None:
    """A web page, an empty file, a binary, a text, and headings alone."""
    path = tmp_path / name
    for content, told in (
        (b"<!doctype html><html><body>403</body></html>", "this is an HTML page"),
        (b"", "empty"),
        (b"\x00\x01\x02", "a binary file"),
        (b"hello\n", "no form that tamis knows"),
    ):
        path.write_bytes(content)
        assert told in _refused(path, watchlist)


@pytest.mark.parametrize("folder", FILES)
@pytest.mark.parametrize("given", ["un", "own", "ca"])
def test_a_file_given_under_another_name_is_told(folder: str, given: str) -> None:
    """The line says which list the file is, and the command that imports it."""
    watchlist, name = FILES[folder]
    message = _refused(GOLDEN / folder / name, given)
    assert f"type: tamis import {watchlist} {GOLDEN / folder / name}" in message


@pytest.mark.parametrize(
    ("folder", "heading"),
    [
        ("uk-csv", "Regime Name"),
        ("uk-csv", "D.O.B"),
        ("uk-ofsi", "Alias Type"),
        ("uk-ofsi-first", "Listed On"),
        ("eu-csv", "NameAlias_WholeName"),
    ],
)
def test_a_missing_column_is_named(tmp_path: Path, folder: str, heading: str) -> None:
    """A heading under which nothing is found any more: a list without its names or dates is not read."""
    path = _altered(tmp_path, folder, heading.encode(), b"Something Else")
    assert f"the column {heading!r} is missing" in _refused(path, FILES[folder][0])


@pytest.mark.parametrize("folder", ["uk-csv", "eu-csv", "uk-ofsi"])
def test_another_encoding_is_refused(tmp_path: Path, folder: str) -> None:
    """Names in other scripts came with the forms that are UTF-8; a file in another encoding would lose them."""
    path = tmp_path / FILES[folder][1]
    text = (GOLDEN / folder / FILES[folder][1]).read_text(encoding="utf-8-sig")
    path.write_bytes(
        text.encode("cp1252", errors="replace").replace(b"QUILL", b"QU\xcfLL").replace(b"Quill", b"Qu\xcfll")
    )
    assert "UTF-8" in _refused(path, FILES[folder][0])


@pytest.mark.parametrize(
    ("folder", "old", "new"),
    [
        ("eu-xml", b"2031-05-06T16", b"soon"),
        ("eu-csv", b"06/05/2031", b"31/02/2031"),
        ("uk-xml", b"<DateGenerated>06/05/2031", b"<DateGenerated>soon"),
        ("uk-csv", b"06-May-2031", b"06-Mai-2031"),
        ("uk-ofsi", b"Last Updated,06/05/2031", b"Last Updated,2031"),
        ("ch", b'date="2031-05-06"', b'date="soon"'),
    ],
)
def test_an_impossible_date_of_publication_is_refused(tmp_path: Path, folder: str, old: bytes, new: bytes) -> None:
    """A date that is told and is none: the file is damaged."""
    assert "damaged" in _refused(_altered(tmp_path, folder, old, new), FILES[folder][0], PublicationError)


@pytest.mark.parametrize(
    ("folder", "old", "new", "told"),
    [
        ("eu-xml", b'logicalId="90002" shade', b"shade", "neither euReferenceNumber nor logicalId"),
        ("eu-xml", b"Grey Heron Trading LLC", b"", "90002 has no name"),
        ("eu-csv", b";90002;", b";;", "row 9 has no Entity_LogicalId"),
        ("uk-xml", b"<UniqueID>RUS9002</UniqueID>", b"", "a Designation has no UniqueID"),
        ("uk-csv", b"RUS9002,", b",", "has no Unique ID"),
        ("uk-csv", b"Heron Holding,", b",", "RUS9004 has no name"),
        ("uk-ofsi", b",90003\r\n", b",\r\n", "has no Group ID"),
        ("uk-ofsi-first", b"EMBER FRONT", b"", "group 9002 has no name"),
        ("ch", b'<target ssid="90003"', b'<target ssid="90001"', "the ssid 90001 stands twice"),
        ("ch", b'<target ssid="90003"', b"<target", "a target has no ssid"),
        ("ch", b"<value>Yusuf Clerk</value>", b"<value>Yusuf Clerk", "damaged"),
    ],
)
def test_a_damaged_entry_is_named(tmp_path: Path, folder: str, old: bytes, new: bytes, told: str) -> None:
    """An entry without its reference or its name is no entry: the file is damaged, and the line says where."""
    assert told in _refused(_altered(tmp_path, folder, old, new), FILES[folder][0])


def test_a_list_without_entries_is_refused(tmp_path: Path) -> None:
    """An XML with its root and nothing in it must not delist everybody."""
    for watchlist, content in (
        ("eu", b'<export generationDate="2031-05-06"/>'),
        ("uk", b"<Designations><DateGenerated>06/05/2031</DateGenerated></Designations>"),
        ("ch", b'<swiss-sanctions-list list-type="whole-list" date="2031-05-06"/>'),
    ):
        path = tmp_path / f"{watchlist}.xml"
        path.write_bytes(content)
        assert "holds no" in _refused(path, watchlist)


def test_an_xml_bomb_is_refused(tmp_path: Path) -> None:
    """A document type declaration is refused before it is read."""
    path = tmp_path / "list.xml"
    path.write_bytes(b'<!DOCTYPE export [<!ENTITY a "aaaa">]><export>&a;</export>')
    assert "document type declaration" in _refused(path, "eu")


def test_the_old_eu_csv_is_refused(tmp_path: Path) -> None:
    """The CSV 1.0 has other columns and no day of designation; the line says which file to take."""
    path = tmp_path / "list.csv"
    path.write_text("Date_file;Entity_logical_id;Subject_type;Naal_wholename\n04/07/2018;1;P;Nobody\n")
    message = _refused(path, "eu")
    assert "CSV 1.0" in message
    assert "take the XML 1.1" in message


def test_a_folder_holds_one_form_of_a_list(tmp_path: Path) -> None:
    """The file is found beside others; two forms of one list are refused with the commands that choose."""
    (tmp_path / "notes.txt").write_text("notes")
    xml, csv = (GOLDEN / folder / FILES[folder][1] for folder in ("uk-xml", "uk-csv"))
    (tmp_path / "UK-Sanctions-List.csv").write_bytes(csv.read_bytes())
    assert len(read_publication("uk", [tmp_path]).listings) == 4
    (tmp_path / "UK-Sanctions-List.xml").write_bytes(xml.read_bytes())
    assert "holds 2 forms of uk" in _refused(tmp_path, "uk")
