"""A mistaken import can be taken out, brought back, and purged; the log tells of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tamis.errors import NoListsError, StoreError, UnknownListError
from tamis.snapshots import Store

JANUARY, FEBRUARY, MARCH = dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 31)


@pytest.fixture
def filled(store, publish):
    """A store with three publications of `un` and one of `own`."""
    for day in (JANUARY, FEBRUARY, MARCH):
        store.add(publish({"A": f"Invented of {day}"}), day, False)
    store.add(publish(watchlist="own"), JANUARY, False)
    return store


def log_of(store: Store) -> list[tuple[str, str]]:
    """Return action and snapshot of each line of the log."""
    lines = [json.loads(line) for line in (store.home / "log.jsonl").read_text().splitlines()]
    assert all(dt.datetime.fromisoformat(line["at"]).tzinfo for line in lines)
    return [(line["action"], line["snapshot"]) for line in lines]


def bytes_below(folder: Path) -> int:
    """Return the number of bytes in the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_list_goes_with_all_its_snapshots(filled):
    """`un` takes out three snapshots and leaves the other list."""
    ids = tuple(snapshot.id for snapshot in filled.snapshots("un"))
    removal = filled.remove("un")
    assert removal.snapshots == ids
    assert not removal.purged
    assert filled.watchlists() == ("own",)
    assert log_of(filled) == [("removed", name) for name in ids]


@pytest.mark.parametrize("cut", ["un@2024-03-31", "un@2024-03", None])
def test_one_snapshot_goes_by_its_id_or_the_beginning_of_it(filled, cut):
    """The one before it is in force again."""
    newest = filled.in_force("un")
    assert filled.remove(cut or newest.id).snapshots == (newest.id,)
    assert filled.in_force("un").published == FEBRUARY


def test_a_beginning_that_fits_several_is_refused(filled):
    """The ids that it could mean are named, and nothing is taken out."""
    with pytest.raises(StoreError, match=r"several.*un@2024-01-31-.*un@2024-03-31-"):
        filled.remove("un@2024")
    assert len(filled.snapshots("un")) == 3


@pytest.mark.parametrize("spec", ["un@", "un@2023", "un@x", "eu", "", "@", "..", "../lists", "UN"])
def test_what_is_not_there_cannot_be_removed(filled, spec):
    """Each is refused, without and with purge, and nothing is taken out."""
    for purge in (False, True):
        with pytest.raises(UnknownListError):
            filled.remove(spec, purge)
    assert len(filled.snapshots()) == 4


def test_bytes_are_kept_until_purged(filled):
    """Removing keeps every byte aside; purging deletes it."""
    newest = filled.in_force("un")
    size_bytes = bytes_below(filled.folder(newest))
    filled.remove(newest.id)
    assert bytes_below(filled.home / "removed") == size_bytes
    assert filled.remove(newest.id, purge=True).purged
    assert bytes_below(filled.home / "removed") == 0
    assert log_of(filled) == [("removed", newest.id), ("purged", newest.id)]


def test_purging_at_once_and_purging_a_list(filled):
    """With purge nothing is left of a list, what was taken out earlier included."""
    filled.remove("un@2024-01")
    assert len(filled.remove("un", purge=True).snapshots) == 3
    assert filled.watchlists() == ("own",)
    assert list((filled.home / "removed").iterdir()) == []
    assert list((filled.home / "tmp").iterdir()) == []


def test_purging_takes_the_indexes_along(filled):
    """An index holds names of what was purged, so it goes too; it is built again when needed."""
    folder = filled.index_folder(filled.snapshots("un"), "1")
    folder.mkdir(parents=True)
    filled.remove("un@2024-01")
    assert folder.exists()
    filled.remove("un@2024-01", purge=True)
    assert not folder.exists()


def test_removing_twice_says_so(filled):
    """The second time the message names what is left to do."""
    filled.remove("un@2024-03")
    with pytest.raises(UnknownListError, match=r"taken out already.*--purge"):
        filled.remove("un@2024-03")
    filled.remove("own")
    with pytest.raises(UnknownListError, match="taken out already"):
        filled.remove("own")


def test_importing_again_restores(filled, publish):
    """A removed publication can be imported again; what was kept aside of it is no longer needed."""
    newest = filled.in_force("un")
    filled.remove(newest.id)
    restored, changed = filled.add(publish({"A": f"Invented of {MARCH}"}), MARCH, False)
    assert changed
    assert restored.id == newest.id
    assert filled.in_force("un") == restored
    assert list((filled.home / "removed").iterdir()) == []
    assert log_of(filled)[-1] == ("restored", newest.id)


def test_a_damaged_snapshot_can_be_removed(filled):
    """Nothing of a snapshot is read to take it out."""
    folder = filled.folder(filled.in_force("un"))
    (folder / "manifest.json").write_text("{")
    filled.remove(folder.name)
    assert filled.in_force("un").published == FEBRUARY


def test_log_is_only_ever_added_to(filled, publish):
    """A half line left by a killed process is ended, not overwritten."""
    filled.remove("un@2024-01")
    path = filled.home / "log.jsonl"
    with path.open("a") as file:
        file.write('{"half')
    before = path.read_text()
    filled.remove("un@2024-02")
    assert path.read_text().startswith(before + "\n{")


def test_nothing_to_remove_without_a_home(home):
    """Without a home folder nothing is made."""
    with pytest.raises(NoListsError):
        Store(home).remove("un")
    assert not home.exists()
