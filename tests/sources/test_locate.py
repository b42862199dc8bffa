"""From what somebody typed to the files of one list: folders, main files, sets, and what is refused."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
SET = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


def _copy(folder: Path, *names: str) -> Path:
    for name in names:
        shutil.copy(GOLDEN / "ofac-csv" / name, folder / name)
    return folder


def _refusal(watchlist: str, *paths: Path) -> str:
    with pytest.raises(FormatError) as caught:
        read_publication(watchlist, list(paths))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_set_is_one_by_whatever_name_it_is_given(tmp_path: Path) -> None:
    """The folder, the main file alone, or all files: the same listings; so too compressed, in capitals, or renamed alike."""
    expected = read_publication("ofac-sdn", [GOLDEN / "ofac-csv"])
    folder = _copy(tmp_path, *SET)
    for paths in ([folder], [folder / "sdn.csv"], [folder / name for name in reversed(SET)]):
        assert read_publication("ofac-sdn", paths) == expected
    capitals = tmp_path / "capitals"
    capitals.mkdir()
    for name in SET:
        (capitals / f"OFAC_{name.upper()}.gz").write_bytes(gzip.compress((folder / name).read_bytes()))
    for paths in ([capitals], [capitals / "OFAC_SDN.CSV.gz"]):
        found = read_publication("ofac-sdn", paths)
        assert found.listings == expected.listings
        assert [file.sha256 for file in found.files] == [file.sha256 for file in expected.files]


def test_a_main_file_alone_is_incomplete(tmp_path: Path) -> None:
    """Aliases and addresses that did not come are named; comments, which exist only for long remarks, are a warning."""
    publication = read_publication("ofac-sdn", [_copy(tmp_path, "sdn.csv")])
    assert publication.incomplete == ("alt", "add")
    assert publication.warnings == (
        "90001: remarks cut at 1,000 characters and the comments file did not come: what follows is missing",
    )
    cut = publication.listings[0]
    assert not [one for one in cut.identifiers if one.kind == "wallet"], "half a wallet address is no identifier"
    assert cut.remarks is not None
    assert cut.remarks.endswith("1InventedAddre")


def test_aliases_alone_are_no_list(tmp_path: Path) -> None:
    """Without a main file nothing is imported, from a folder or a file."""
    folder = _copy(tmp_path, "alt.csv", "add.csv")
    assert "no main file of ofac-sdn; add sdn.csv" in _refusal("ofac-sdn", folder)
    assert "without its main file; give sdn.csv" in _refusal("ofac-sdn", folder / "alt.csv")


def test_a_folder_with_two_forms_names_the_commands_that_choose(tmp_path: Path) -> None:
    """CSV beside XML, or a plain file beside its own gzip: the user decides."""
    folder = _copy(tmp_path, *SET)
    shutil.copy(GOLDEN / "ofac-xml" / "consolidated.xml", folder / "sdn.xml")
    message = _refusal("ofac-sdn", folder)
    assert f"tamis import ofac-sdn {folder / 'sdn.csv'}, or: tamis import ofac-sdn {folder / 'sdn.xml'}" in message
    (folder / "sdn.xml").unlink()
    (folder / "alt.csv.gz").write_bytes(gzip.compress((folder / "alt.csv").read_bytes()))
    assert "stands beside alt.csv.gz" in _refusal("ofac-sdn", folder)
    assert (
        read_publication("ofac-sdn", [folder / "sdn.csv", folder / "alt.csv.gz", folder / "add.csv"]).incomplete == ()
    )


def test_a_folder_of_the_other_list_is_told(tmp_path: Path) -> None:
    """The SDN set given as the Consolidated list, and the reverse."""
    folder = _copy(tmp_path, *SET)
    assert f"holds ofac-sdn, not ofac-cons; type: tamis import ofac-sdn {folder}" in _refusal("ofac-cons", folder)
    assert "type: tamis import ofac-sdn" in _refusal("ofac-cons", folder / "sdn.csv")


def test_the_un_list_is_found_in_its_folder(tmp_path: Path) -> None:
    """Beside files that are no list; a folder with none, or with two, is refused."""
    (tmp_path / "notes.txt").write_text("notes")
    assert "holds no file of un" in _refusal("un", tmp_path)
    shutil.copy(GOLDEN / "un" / "consolidated.xml", tmp_path / "un.xml")
    assert len(read_publication("un", [tmp_path]).listings) == 3
    shutil.copy(GOLDEN / "un" / "consolidated.xml", tmp_path / "un-2.xml")
    assert "holds 2 forms of un" in _refusal("un", tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><html><body>Access denied</body></html>",
        b'<?xml version="1.0"?>\n<!-- x --><html><body/></html>',
        b"\n <HTML><HEAD>",
    ],
)
@pytest.mark.parametrize(
    ("watchlist", "name"), [("un", "consolidated.xml"), ("ofac-sdn", "sdn.csv"), ("own", "own.jsonl")]
)
def test_a_web_page_saved_as_a_list_is_refused(tmp_path: Path, content: bytes, watchlist: str, name: str) -> None:
    """The usual result of a refused download."""
    (tmp_path / name).write_bytes(content)
    message = _refusal(watchlist, tmp_path / name)
    assert "this is an HTML page" in message


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03rubbish", b"hello world\n", b'"quoted"\n', b"{}", b"[1, 2]", b"1,2,3\n"]
)
@pytest.mark.parametrize("watchlist", ["un", "ofac-sdn", "ofac-cons"])
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, watchlist: str) -> None:
    """Binaries, texts, JSON and tables of another width."""
    (tmp_path / "file").write_bytes(content)
    assert str(tmp_path / "file") in _refusal(watchlist, tmp_path / "file")


def test_nothing_given_is_refused() -> None:
    """No path at all."""
    assert "type: tamis import un PATH" in _refusal("un")


def test_a_sibling_that_is_not_what_its_name_promises_is_refused(tmp_path: Path) -> None:
    """A web page saved as alt.csv must not pass for a list without aliases."""
    folder = _copy(tmp_path, "sdn.csv", "add.csv")
    (folder / "alt.csv").write_text("<html>denied</html>")
    assert "where its name promises the alt file" in _refusal("ofac-sdn", folder)
    (folder / "alt.csv").write_text("")
    assert "empty" in _refusal("ofac-sdn", folder)
