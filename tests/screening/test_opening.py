"""From a home folder to answers: which lists, which day, and what the answers must say."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import tamis
from tamis.errors import NoListsError, UnknownListError
from tamis.index import Index
from tamis.snapshots import Store

OLD, NEW = dt.date(2018, 3, 1), dt.date(2024, 3, 1)


@pytest.fixture
def home(tmp_path: Path, make, publish) -> Path:
    """A home with two publications of one list and one, incomplete, of another."""
    store = Store(tmp_path / "home", create=True)
    bashar = make("un:A", "Bashar Qasimov", listed_on="2010-01-01")
    orsolya = make("un:B", "Orsolya Ferndale", listed_on="2021-06-01")
    tarek = make("un:C", "Tarek Kovalchuk")
    store.add(publish("un", (bashar, make("un:X", "Ilyas Removed", listed_on="2011-01-01"))), OLD, False)
    store.add(publish("un", (bashar, orsolya, tarek)), NEW, False)
    store.add(publish("own", (make("own:1", "Bashar Qasimov"),), incomplete=("alt",)), NEW, False)
    return store.home


def _hits(screener: tamis.Screener, name: str) -> list[str]:
    return [hit.listing for hit in screener.screen(name).hits]


def test_the_newest_publication_of_every_list_answers(home: Path) -> None:
    """With the ids of its snapshots."""
    screener = tamis.open(home)
    assert _hits(screener, "Bashar Qasimov") == ["un:A", "own:1"]
    assert _hits(screener, "Orsolya Ferndale") == ["un:B"]
    assert _hits(screener, "Ilyas Removed") == []
    assert [snapshot.split("-")[0] for snapshot in screener.snapshots] == ["own@2024", "un@2024"]
    assert screener.screen("Bashar Qasimov").snapshots == screener.snapshots


def test_only_the_lists_asked_for_answer(home: Path) -> None:
    """The others are not opened."""
    assert _hits(tamis.open(home, lists=["own"]), "Bashar Qasimov") == ["own:1"]


def test_an_incomplete_list_is_named_in_every_answer(home: Path) -> None:
    """What did not come may hold the name."""
    screener = tamis.open(home)
    assert any("imported without alt: aliases are missing" in warning for warning in screener.warnings)
    assert screener.screen("Nobody Known").warnings == screener.warnings


def test_a_day_is_answered_from_the_publication_before_it(home: Path) -> None:
    """Nothing is reconstructed: the list as it was published then."""
    screener = tamis.open(home, lists=["un"], as_of="2019-01-01")
    assert _hits(screener, "Ilyas Removed") == ["un:X"] and _hits(screener, "Orsolya Ferndale") == []
    assert (screener.as_of, screener.reconstructed) == (dt.date(2019, 1, 1), ())


def test_a_day_before_all_publications_is_reconstructed(tmp_path: Path, make, publish) -> None:
    """Listings of later date are hidden, undated ones stay; both are counted, and the answer warns."""
    store = Store(tmp_path / "home", create=True)
    early = make("un:A", "Bashar Qasimov", listed_on="2010-01-01", ids=["passport:AB123456"])
    late = make("un:B", "Orsolya Ferndale", listed_on="2021-06-01", ids=["passport:CD123456"])
    store.add(publish("un", (early, late, make("un:C", "Tarek Kovalchuk"))), NEW, False)
    screener = tamis.open(store.home, as_of=dt.date(2016, 9, 7))
    assert _hits(screener, "Bashar Qasimov") == ["un:A"] and _hits(screener, "Tarek Kovalchuk") == ["un:C"]
    assert _hits(screener, "Orsolya Ferndale") == []
    assert screener.screen("", identifiers=["passport:CD123456"]).hits == ()
    with pytest.raises(UnknownListError):
        screener.listing("un:B")
    answer = screener.screen("Bashar Qasimov")
    assert answer.as_of == dt.date(2016, 9, 7)
    assert [(one.snapshot, one.undated, one.left_out) for one in answer.reconstructed] == [
        (screener.snapshots[0], 1, 1)
    ]
    assert any('never supports "was not listed"' in warning for warning in answer.warnings)
    assert any("1 listings of later date are left out, 1 without a date stay" in warning for warning in answer.warnings)


def test_a_listing_of_the_day_itself_is_listed(tmp_path: Path, make, publish) -> None:
    """Listed on the day asked for is listed."""
    store = Store(tmp_path / "home", create=True)
    store.add(publish("un", (make("un:A", "Bashar Qasimov", listed_on="2016-09-07"),)), NEW, False)
    assert _hits(tamis.open(store.home, as_of="2016-09-07"), "Bashar Qasimov") == ["un:A"]
    assert _hits(tamis.open(store.home, as_of="2016-09-06"), "Bashar Qasimov") == []


def test_without_lists_there_is_no_answer(tmp_path: Path, home: Path) -> None:
    """A home that is not there, one without lists, and a list that is not loaded: said, with what to do."""
    with pytest.raises(NoListsError, match="tamis import"):
        tamis.open(tmp_path / "nowhere")
    with pytest.raises(UnknownListError, match="ofac-sdn"):
        tamis.open(home, lists=["un", "ofac-sdn"])


def test_opening_again_reads_the_index_and_answers_alike(home: Path) -> None:
    """The index is built once for a set of snapshots; a copied home needs none anew."""
    first = tamis.open(home).screen("Bashar Qasimof")
    folders = sorted(path.name for path in (home / "index").iterdir())
    assert tamis.open(home).screen("Bashar Qasimof") == first
    assert sorted(path.name for path in (home / "index").iterdir()) == folders
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    assert tamis.open(copy).screen("Bashar Qasimof") == first


def test_a_damaged_index_is_built_again(home: Path) -> None:
    """No answer comes from half an index: it is made of snapshots, and is made of them again."""
    first = tamis.open(home).screen("Bashar Qasimof")
    (folder,) = [path for path in (home / "index").iterdir() if (path / "index.json").exists()]
    (folder / "name_token.npy").write_bytes(b"")
    assert tamis.open(home).screen("Bashar Qasimof") == first


def test_a_home_that_can_only_be_read_answers(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied to a medium that cannot be written: with its index as it is, without it from memory."""
    copy = home.with_name("copy")
    first = tamis.open(home).screen("Bashar Qasimof")
    shutil.copytree(home, copy)

    def refuse(*_: object) -> None:
        raise PermissionError("read-only file system")

    monkeypatch.setattr(Index, "save", refuse)
    monkeypatch.setattr(Store, "prune_indexes", refuse)
    assert tamis.open(copy).screen("Bashar Qasimof") == first
    shutil.rmtree(copy / "index")
    assert tamis.open(copy).screen("Bashar Qasimof") == first
    assert not (copy / "index").exists()


def test_an_index_is_checked_like_all_that_is_kept(home: Path) -> None:
    """Its digests are noted when it is built; a changed array is found by `verify`, not by opening."""
    tamis.open(home)
    store = Store(home)
    assert all(finding.sound for finding in store.verify())
    (folder,) = [path for path in (home / "index").iterdir() if (path / "index.json").exists()]
    content = (folder / "name_token.npy").read_bytes()
    (folder / "name_token.npy").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (bad,) = [finding for finding in store.verify() if not finding.sound]
    assert bad.snapshot == f"index/{folder.name}"
    assert "name_token.npy" in bad.problems[0]
