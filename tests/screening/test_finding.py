"""From a home folder to what its lists say: which lists, which day, and what every answer must say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

import tamis
from tamis.errors import MissingExtraError, NoListsError, QueryError, StoreError, UnknownListError
from tamis.index import fulltext
from tamis.index.fulltext import FILE_NAME
from tamis.records import PartyKind, Search
from tamis.screening import finding
from tamis.screening.finding import Finder, as_search, open_words
from tamis.snapshots import Store

OLD, NEW = dt.date(2018, 3, 1), dt.date(2024, 3, 1)


@pytest.fixture
def home(tmp_path: Path, make, publish) -> Path:
    """A home with two publications of one list and one, incomplete, of another."""
    store = Store(tmp_path / "home", create=True)
    bashar = make("un:A", "Bashar Qasimov", listed_on="2010-01-01", remarks="Keeper of the lighthouse.")
    orsolya = make("un:B", "Orsolya Ferndale", listed_on="2021-06-01", remarks="Keeper of bees.")
    tarek = make("un:C", "Tarek Kovalchuk", remarks="Keeper of goals.")
    removed = make("un:X", "Ilyas Removed", listed_on="2011-01-01", remarks="Keeper of keys.")
    store.add(publish("un", (bashar, removed)), OLD, False)
    store.add(publish("un", (bashar, orsolya, tarek)), NEW, False)
    store.add(publish("own", (make("own:1", "Keeper Invented"),), incomplete=("alt",)), NEW, False)
    return store.home


def _words_file(home: Path) -> Path:
    (path,) = home.glob(f"index/*/{FILE_NAME}")
    return path


def _ids(home: Path, text: str, **asked: object) -> list[str]:
    return sorted(found.listing for found in tamis.find(text, home=home, **asked).found)


def test_the_newest_publication_of_every_list_answers(home: Path) -> None:
    """With the ids of its snapshots, and the warnings that a screening has."""
    answer = tamis.find("keeper", home=home)
    assert sorted(found.listing for found in answer.found) == ["own:1", "un:A", "un:B", "un:C"]
    screener = tamis.open(home)
    assert (answer.snapshots, answer.warnings) == (screener.snapshots, screener.warnings)
    assert any("imported without alt" in warning for warning in answer.warnings)
    assert _ids(home, "keeper", lists=["own"]) == ["own:1"]


def test_a_day_is_answered_from_the_publication_before_it(home: Path) -> None:
    """Nothing is reconstructed: the list as it was published then."""
    answer = tamis.find("keeper", home=home, lists=["un"], as_of="2019-01-01")
    assert sorted(found.listing for found in answer.found) == ["un:A", "un:X"]
    assert (answer.as_of, answer.reconstructed) == (dt.date(2019, 1, 1), ())


def test_a_day_before_all_publications_is_reconstructed_as_for_a_screening(home: Path) -> None:
    """The same listings hidden, the same counts, the same words."""
    Store(home).remove("un@2018")
    day = dt.date(2016, 9, 7)
    answer = tamis.find("keeper", home=home, lists=["un"], as_of=day)
    assert sorted(found.listing for found in answer.found) == ["un:A", "un:C"]
    screener = tamis.open(home, lists=["un"], as_of=day)
    assert (answer.reconstructed, answer.warnings) == (screener.reconstructed, screener.warnings)
    assert [(one.undated, one.left_out) for one in answer.reconstructed] == [(1, 1)]


def test_without_lists_there_is_no_answer(tmp_path: Path, home: Path) -> None:
    """A home that is not there, one without lists, and a list that is not loaded: said, with what to do."""
    with pytest.raises(NoListsError, match="tamis import"):
        tamis.find("keeper", home=tmp_path / "nowhere")
    with pytest.raises(UnknownListError, match="ofac-sdn"):
        tamis.find("keeper", home=home, lists=["un", "ofac-sdn"])


def test_the_words_are_made_once(home: Path) -> None:
    """Afterwards the file is read and nothing is written; `progress` hears nothing."""
    told: list[tuple[int, int]] = []
    tamis.find("keeper", home=home)
    before = _words_file(home).stat()
    with open_words(home, progress=lambda done, total: told.append((done, total))) as finder:
        assert finder.find("keeper").total == 4
    after = _words_file(home).stat()
    assert (before.st_ino, before.st_mtime_ns, told) == (after.st_ino, after.st_mtime_ns, [])


@pytest.mark.parametrize("harm", ["cut", "torn"])
def test_a_damaged_file_is_made_again(home: Path, make, harm: str, publish) -> None:
    """No answer comes from half a file: it is made of snapshots, and is made of them again."""
    many = tuple(make(f"own-many:{number}", f"Keeper {number}") for number in range(400))
    Store(home).add(publish("own-many", many), NEW, False)
    first = tamis.find("keeper", home=home)
    path = _words_file(home)
    content = path.read_bytes()
    torn = content[:8192] + bytes(255 - byte for byte in content[8192:])
    path.chmod(0o600)
    path.write_bytes(content[:-4096] if harm == "cut" else torn)
    assert tamis.find("keeper", home=home) == first
    assert _words_file(home).read_bytes() == content


def test_what_a_killed_process_left_is_cleared(home: Path) -> None:
    """Half a file under its temporary name is no file; the next one to ask makes the words and clears it away."""
    tamis.find("keeper", home=home)
    path = _words_file(home)
    path.rename(path.with_name(f".{FILE_NAME}.0123abcd"))
    assert tamis.find("keeper", home=home).total == 4
    assert sorted(one.name for one in path.parent.iterdir()) == ["digests.json", path.name]


def test_a_home_that_cannot_be_written_answers_alike(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are made in memory, each time."""

    def refuse(*_arguments: object) -> None:
        raise OSError(30, "Read-only file system")

    expected = tamis.find("keeper", home=home)
    _words_file(home).unlink()
    monkeypatch.setattr(finding, "save", refuse)
    assert tamis.find("keeper", home=home) == expected
    assert list(home.glob(f"index/*/{FILE_NAME}")) == []


def test_words_go_with_what_is_purged(home: Path) -> None:
    """They hold names of people: nothing of a list that was purged stays."""
    tamis.find("keeper", home=home)
    Store(home).remove("own", purge=True)
    assert list(home.glob(f"index/*/{FILE_NAME}")) == []
    assert _ids(home, "keeper") == ["un:A", "un:B", "un:C"]


def test_checking_the_store_finds_damaged_words(home: Path) -> None:
    """The file of words is checked like all that is kept, and named; what was published stays sound."""
    tamis.find("keeper", home=home)
    _words_file(home).write_bytes(b"damaged")
    (bad,) = [one for one in Store(home).verify() if not one.sound]
    assert "fulltext.sqlite" in bad.problems[0]


def test_a_finder_from_memory_needs_no_home(make) -> None:
    """And has no snapshots to name."""
    answer = Finder.from_listings([make("own:1", "Keeper Invented")]).find("keeper")
    assert ([one.listing for one in answer.found], answer.snapshots, answer.warnings) == (["own:1"], (), ())


def test_damage_that_comes_again_is_an_error(make) -> None:
    """Words from memory cannot be made again."""
    finder = Finder.from_listings([make("own:1", "Keeper Invented")])
    finder.close()
    with pytest.raises(StoreError, match="cannot be read"):
        finder.find("keeper")


def test_filters_are_read_as_people_write_them() -> None:
    """Names of countries, texts or several, days as text."""
    search = as_search("x", country="Pakistan", address_country=["AF", "Iran"], kind="Vessel", listed_from="2020-01-31")
    assert (search.countries, search.address_countries) == (("pk",), ("af", "ir"))
    assert (search.kinds, search.listed_from) == ((PartyKind.VESSEL,), dt.date(2020, 1, 31))
    assert as_search(search) is search


@pytest.mark.parametrize(
    ("text", "filters", "said"),
    [
        (None, {}, "give words"),
        ("x", {"colour": "red"}, "unknown filter"),
        ("x", {"country": "Atlantis"}, "names no country"),
        ("x", {"country": 7}, "expected a text"),
        ("x", {"kind": "dragon"}, "no kind"),
        ("x", {"fields": "hobby"}, "no field"),
        (None, {"fields": "names", "kind": "person"}, "give the words"),
        ("x", {"listed_from": "yesterday"}, "YYYY-MM-DD"),
        ("x", {"listed_from": "2021-01-01", "listed_to": "2020-01-01"}, "after the last"),
        ("x", {"limit": 0}, "1 or more"),
        ("x", {"offset": 10**30}, "0 or more"),
        ("x", {"limit": "many"}, "expected int"),
        (Search(text="x"), {"kind": "person"}, "holds its filters"),
    ],
)
def test_what_makes_no_sense_is_refused(text: Search | str | None, filters: dict[str, object], said: str) -> None:
    """In one line that says what is wrong."""
    with pytest.raises(QueryError, match=said):
        as_search(text, **filters)


def test_a_python_without_fts5_is_told_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By an error of ours, with nothing left behind."""
    monkeypatch.setattr(fulltext, "_TABLES", "CREATE VIRTUAL TABLE words USING fts5x(text)")
    with pytest.raises(MissingExtraError, match="without FTS5"):
        tamis.find("keeper", home=home)
    assert [path for path in home.glob("index/*/*") if path.is_file()] == []


def test_every_filter_of_the_front_door_is_one_of_a_search() -> None:
    """None is missing, none leads nowhere."""
    fields = {field.name for field in dataclasses.fields(Search)} - {"text"}
    assert {field for field, _ in finding._FILTERS.values()} == fields
