"""An import from files: read, dated, kept, and reported."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tamis import screening, sources
from tamis.errors import FormatError, PublicationError
from tamis.index import INDEX_VERSION
from tamis.records import Listing, Name, Publication, SourceFile
from tamis.refresh import import_list
from tamis.snapshots import Store
from tamis.values.rarity import LEXICON_VERSION

TODAY = dt.date(2024, 6, 30)
VERSION = f"{INDEX_VERSION}+{LEXICON_VERSION}"


def read_invented(watchlist: str, paths: Sequence[Path]) -> Publication:
    """Stand in for a parser: a file, plain or .gz, of {"published": ..., "names": [...]}."""
    (path,) = paths
    path = next(path.iterdir()) if path.is_dir() else path
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        said = json.loads(content)
    except ValueError:
        raise FormatError(f"{path}: not that list") from None
    return Publication(
        watchlist=watchlist,
        title="Invented list",
        parser="invented/1",
        listings=tuple(Listing(id=f"{watchlist}:{name}", names=(Name(name),)) for name in said["names"]),
        files=(SourceFile("main", path.name.removesuffix(".gz"), len(content), hashlib.sha256(content).hexdigest()),),
        contents=(content,),
        published_at=said.get("published"),
        incomplete=tuple(said.get("incomplete", ())),
        unread=("COLUMN_13 (2)",),
        warnings=("said by the parser",),
    )


@pytest.fixture
def invented(monkeypatch):
    """Reads invented lists instead of publishers' files."""
    monkeypatch.setattr(sources, "read_publication", read_invented, raising=False)
    monkeypatch.setattr(sources, "check_watchlist", lambda name: None, raising=False)


@pytest.fixture
def store(tmp_path) -> Store:
    """An empty store."""
    return Store(tmp_path / "home", create=True)


def write(path: Path, names: Sequence[str] = ("Orsolya Invented",), **said: object) -> Path:
    """Write an invented list and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"names": list(names), **said}).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_an_import_builds_the_index(invented, store, tmp_path):
    """What was imported answers at once: the index of the lists in force is there before anybody asks."""
    import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    folder = store.index_folder(store.snapshots("un"), VERSION)
    assert (folder / "index.json").exists()
    built = (folder / "index.json").stat().st_mtime_ns
    assert [hit.listing for hit in screening.open(store.home).screen("Orsolya Invented").hits] == [
        "un:Orsolya Invented"
    ]
    assert (folder / "index.json").stat().st_mtime_ns == built


def test_an_import_stands_where_the_index_cannot_be_built(invented, store, tmp_path, monkeypatch):
    """A full disk after the snapshot is written costs the index, not the snapshot, and is said."""

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("tamis.refresh.importing.open_index", full)
    report = import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    assert report.in_force
    assert "no space left" in report.warnings[-1]


def test_report_has_the_fixed_keys(invented, store, tmp_path):
    """The JSON of an import holds what was kept, what was not read and what did not come."""
    path = write(tmp_path / "list.json", published="2024-05-06T07:08:09Z", incomplete=["alt"])
    report = json.loads(json.dumps(import_list(store, "un", [path], today=TODAY).to_json()))
    snapshot = store.in_force("un")
    assert report.pop("warnings") == ["said by the parser", "un: imported without alt: aliases are missing"]
    assert report == {
        "watchlist": "un",
        "snapshot": snapshot.id,
        "published": "2024-05-06",
        "published_assumed": False,
        "published_from": "file",
        "published_text": "published on 2024-05-06, as list.json itself says",
        "listings": 1,
        "names": 1,
        "unread": ["COLUMN_13 (2)"],
        "incomplete": ["alt"],
        "changed": True,
        "in_force": True,
    }


def test_plain_and_gz_are_the_same_publication(invented, store, tmp_path):
    """The second of them changes nothing and reports the same snapshot."""
    plain = import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    packed = import_list(store, "un", [write(tmp_path / "2024-05-06.json.gz")], today=TODAY)
    assert (plain.changed, packed.changed) == (True, False)
    assert plain.snapshot == packed.snapshot


FLAG = dt.date(2024, 4, 4)


@pytest.mark.parametrize(
    ("path", "own", "flag", "published", "told_by"),
    [
        ("2024-01-01/list.json", "2024-03-03T23:59:59-05:00", None, dt.date(2024, 3, 3), "file"),
        ("list.json", "2024-04-04", FLAG, FLAG, "file"),
        ("2024-01-01/list.json", None, FLAG, FLAG, "flag"),
        ("2024-01-01/list-2024-02-02.json", None, None, dt.date(2024, 2, 2), "name"),
        ("2024-01-01/list.json", None, None, dt.date(2024, 1, 1), "name"),
        ("sdn_2024-01-01_v2/list.json.gz", None, None, dt.date(2024, 1, 1), "name"),
        ("2024-13-45/list-12024-01-011.json", None, None, TODAY, "assumed"),
        ("20240101/list.json", None, None, TODAY, "assumed"),
    ],
)
def test_where_the_day_comes_from(invented, store, tmp_path, path, own, flag, published, told_by):
    """The file's own date, else the flag, else the file's name, else its folder's, else the day of import."""
    told = {} if own is None else {"published": own}
    report = import_list(store, "un", [write(tmp_path / path, **told)], published=flag, today=TODAY)
    assert (report.published, report.published_from) == (published, told_by)
    assert report.published_assumed == (told_by == "assumed")
    assert str(published) in report.published_text


def test_a_folder_is_dated_by_its_own_name(invented, store, tmp_path, monkeypatch):
    """A folder given as a path counts with its own name, also where it is given as a dot."""
    folder = write(tmp_path / "2024-01-01" / "list.json").parent
    assert import_list(store, "un", [folder], today=TODAY).published == dt.date(2024, 1, 1)
    monkeypatch.chdir(folder)
    assert not import_list(store, "un", [Path()], today=TODAY).changed
    assert not import_list(store, "un", [Path("list.json")], today=TODAY).changed


@pytest.mark.parametrize(
    ("path", "own", "flag", "said"),
    [
        ("list.json", "2024-05-06", dt.date(2024, 5, 7), "says that it was published on 2024-05-06.*says 2024-05-07"),
        ("list.json", "2024-07-02", None, "in the future"),
        ("list.json", None, dt.date(2024, 7, 2), "in the future"),
        ("list.json", None, dt.date(1989, 12, 31), "before 1990"),
        ("dob-1965-04-17.json", None, None, "before 1990; give the day with --published"),
        ("2024-01-01-to-2024-02-02.json", None, None, "different days"),
        ("list.json", "last Tuesday", None, "no date"),
    ],
)
def test_impossible_days_are_refused(invented, store, tmp_path, path, own, flag, said):
    """A contradiction or a day that cannot be is one line, and nothing is kept."""
    told = {} if own is None else {"published": own}
    with pytest.raises(PublicationError, match=said):
        import_list(store, "un", [write(tmp_path / path, **told)], published=flag, today=TODAY)
    assert store.snapshots() == ()


def test_tomorrow_is_already_there_east_of_here(invented, store, tmp_path):
    """A publisher's clock may be a day ahead of UTC."""
    path = write(tmp_path / "list.json", published="2024-07-01T01:00:00+10:00")
    assert import_list(store, "un", [path], today=TODAY).published == dt.date(2024, 7, 1)


def test_a_file_that_is_refused_changes_nothing(invented, store, tmp_path):
    """The previous snapshot answers on."""
    import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    before = store.select()
    bad = tmp_path / "2024-06-06.json"
    bad.write_text("<html>")
    with pytest.raises(FormatError):
        import_list(store, "un", [bad], today=TODAY)
    assert store.select() == before


def test_an_older_publication_is_kept_but_not_in_force(invented, store, tmp_path):
    """The report says which publication stays in force."""
    newer = import_list(store, "un", [write(tmp_path / "2024-05-06.json", ["Newer"])], today=TODAY)
    older = import_list(store, "un", [write(tmp_path / "2024-01-01.json", ["Older"])], today=TODAY)
    assert (older.changed, older.in_force) == (True, False)
    assert newer.snapshot in older.warnings[-1]
    assert "stays in force" in older.warnings[-1]
    assert store.in_force("un").id == newer.snapshot


def test_the_same_undated_content_keeps_its_day(invented, store, tmp_path):
    """Imported again without a date, a file keeps the day that an earlier import knew."""
    import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    again = import_list(store, "un", [write(tmp_path / "list.json")], today=TODAY)
    assert (again.changed, again.published, again.published_from) == (False, dt.date(2024, 5, 6), "earlier")
    assert not again.published_assumed


@pytest.mark.parametrize("name", ["2024-05-06.json", "list.json"])
def test_importing_again_mends_what_is_damaged(invented, store, tmp_path, name):
    """A damaged snapshot in force is replaced under its own day, also by the same file without a date."""
    first = import_list(store, "un", [write(tmp_path / "2024-05-06.json")], today=TODAY)
    manifest = store.folder(store.in_force("un")) / "manifest.json"
    manifest.write_bytes(b"{")
    report = import_list(store, "un", [write(tmp_path / name)], today=TODAY)
    assert (report.snapshot, report.changed, report.in_force) == (first.snapshot, True, True)
    assert all(finding.sound for finding in store.verify())


@pytest.mark.parametrize(("count", "warned"), [(80, False), (79, True), (120, False)])
def test_a_list_that_shrinks_by_more_than_a_fifth_is_warned_of(invented, store, tmp_path, count, warned):
    """A file that lost its end would otherwise go unnoticed; the warning says how to take it out."""
    names = [f"Invented {number}" for number in range(120)]
    import_list(store, "un", [write(tmp_path / "2024-05-06.json", names[:100])], today=TODAY)
    report = import_list(store, "un", [write(tmp_path / "2024-06-06.json", names[:count])], today=TODAY)
    assert any(f"tamis lists remove {report.snapshot}" in warning for warning in report.warnings) == warned


def test_real_un_lists(store, test_data):
    """Two real publications import with their own dates; the damaged one is refused; a flag that differs is refused."""
    folder = test_data / "lists" / "un"
    first = import_list(store, "un", [folder / "2026-02-27" / "consolidated.xml.gz"])
    older = import_list(store, "un", [folder / "2025-04-19" / "consolidated.xml.gz"])
    assert (first.published, first.published_from) == (dt.date(2026, 2, 27), "file")
    assert (older.published, older.in_force) == (dt.date(2025, 4, 19), False)
    with pytest.raises(FormatError):
        import_list(store, "un", [folder / "2025-08-16" / "consolidated.xml.gz"])
    with pytest.raises(PublicationError):
        import_list(store, "un", [folder / "2026-01-28" / "consolidated.xml.gz"], published=dt.date(2026, 1, 27))
    assert len(store.snapshots()) == 2
    assert store.in_force("un").id == first.snapshot


def test_real_ofac_set(store, test_data):
    """A folder of OFAC's set is dated by its name and kept with all its files."""
    report = import_list(store, "ofac-sdn", [test_data / "lists" / "ofac" / "2021-07-07"])
    assert (report.published, report.published_from, report.incomplete) == (dt.date(2021, 7, 7), "name", ())
    assert {file.role for file in store.in_force("ofac-sdn").files} >= {"main", "alt", "add"}
    assert report.listings == sum(1 for _ in store.listings(store.in_force("ofac-sdn")))
