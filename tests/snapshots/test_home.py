"""The home folder: where it is, and when it is refused."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from tamis.errors import StoreError
from tamis.snapshots import Store, default_home
from tamis.snapshots.lock import locked


def test_tamis_home_names_it(monkeypatch, tmp_path):
    """TAMIS_HOME wins; without it, or with an empty one, the platform's data folder is used."""
    monkeypatch.setenv("TAMIS_HOME", str(tmp_path / "here"))
    assert default_home() == tmp_path / "here"
    monkeypatch.setenv("TAMIS_HOME", "")
    assert default_home().name == "tamis"
    monkeypatch.delenv("TAMIS_HOME")
    assert default_home().is_absolute()


def test_tamis_home_of_nobody(monkeypatch):
    """A `~` that leads nowhere is one line."""
    monkeypatch.setenv("TAMIS_HOME", "~no-such-user-here/tamis")
    with pytest.raises(StoreError, match="no such user"):
        default_home()


def test_reading_makes_nothing(home):
    """Opening a home that is not there writes nothing and reads as empty."""
    store = Store(home)
    assert (store.watchlists(), store.snapshots(), store.in_force("un"), list(store.verify())) == ((), (), None, [])
    assert not home.exists()


def test_writing_needs_a_home(home, publish):
    """A store opened without `create` does not make a home by adding to it."""
    with pytest.raises(StoreError, match="no home folder there yet"):
        Store(home).add(publish(), dt.date(2024, 1, 31), False)
    assert not home.exists()


def test_an_empty_folder_becomes_a_home(home):
    """A folder made beforehand is taken and closed to others."""
    home.mkdir(mode=0o755)
    Store(home, create=True)
    if sys.platform != "win32":
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_home_that_was_opened_up_stays_so(home):
    """Who gives a group access to a home keeps it that way."""
    Store(home, create=True)
    home.chmod(0o750)
    Store(home, create=True)
    assert stat.S_IMODE(home.stat().st_mode) == 0o750


def test_a_folder_with_other_things_is_refused(home):
    """Somebody's documents do not become a home by a slip of the pen."""
    home.mkdir()
    (home / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        Store(home, create=True)
    assert [path.name for path in home.iterdir()] == ["letter.txt"]


def test_a_file_is_no_home(home):
    """A file where the folder should be is refused, for reading too."""
    home.write_text("")
    for create in (False, True):
        with pytest.raises(StoreError, match="is a file"):
            Store(home, create=create)


@pytest.mark.parametrize("below", ["x", "x/y"])
def test_a_home_cannot_be_made_below_a_file(home, below):
    """One line, not a traceback."""
    home.write_text("")
    with pytest.raises(StoreError, match="cannot be"):
        Store(home / below, create=True)


@pytest.mark.parametrize("stamp", ['{"layout": 3}', '{"layout": "x"}'])
def test_a_newer_layout_is_refused(home, stamp):
    """A home of a newer tamis is not read half-understood; the message says what to do."""
    Store(home, create=True)
    (home / "tamis-home.json").write_text(stamp)
    for create in (False, True):
        with pytest.raises(StoreError, match=r"newer tamis.*upgrade"):
            Store(home, create=create)


def test_a_home_of_the_first_layout_is_read_and_carried_on(home, publish):
    """Its manifests have no digest of their own; what is written now has, and the home says that it is of the new one."""
    store = Store(home, create=True)
    snapshot, _ = store.add(publish(), dt.date(2024, 1, 1), False)
    path = store.folder(snapshot) / "manifest.json"
    twin = json.loads(path.read_bytes())
    path.write_text(
        json.dumps({key: value for key, value in twin.items() if key not in ("stored", "sha256")}, indent=1)
    )
    (home / "tamis-home.json").write_text('{"layout": 1}\n')
    (home / "log.jsonl").write_text('{"at": "2024-01-01T00:00:00Z", "action": "removed", "snapshot": "un"}\n')
    older = Store(home)
    assert older.snapshots() == (snapshot,)
    assert all(finding.sound for finding in older.verify())
    older.add(publish({"B": "Another Invented"}), dt.date(2024, 2, 1), False)
    older.remove("un@2024-02-01")
    assert json.loads((home / "tamis-home.json").read_bytes()) == {"layout": 2}
    assert all(finding.sound for finding in Store(home).verify())


@pytest.mark.parametrize("stamp", ["", "[]", "{}", "\x00"])
def test_a_damaged_stamp_says_how_it_should_read(home, stamp):
    """The file is small enough to be mended by hand."""
    Store(home, create=True)
    (home / "tamis-home.json").write_text(stamp)
    with pytest.raises(StoreError, match=r'\{"layout": 2\}'):
        Store(home)


def test_what_a_killed_writer_left_is_cleared(store, home, publish):
    """Readers pass over unfinished work, and the next writer clears it."""
    left = home / "tmp" / "0123"
    left.mkdir()
    (left / "listings.jsonl.gz").write_bytes(b"half")
    assert Store(home).snapshots() == ()
    store.add(publish(), dt.date(2024, 1, 31), False)
    assert list((home / "tmp").iterdir()) == []


def test_lock_keeps_others_out(tmp_path):
    """A second writer waits, and gives up with a line that says why."""
    path = tmp_path / "lock"
    with locked(path), pytest.raises(StoreError, match="another tamis process is writing"), locked(path, wait_s=0.1):
        pytest.fail("two writers held the lock")
    with locked(path, wait_s=0):
        pass


def test_lock_is_waited_for(tmp_path):
    """A writer that comes while another writes goes on when that is done."""
    path, order = tmp_path / "lock", []
    inside = threading.Event()

    def second() -> None:
        inside.wait()
        with locked(path):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with locked(path):
        inside.set()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_file_system_without_locks_is_named(tmp_path, monkeypatch):
    """Where files cannot be locked, writing is refused in one line."""

    def refuse(handle: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("tamis.snapshots.lock._acquire", refuse)
    with pytest.raises(StoreError, match="No locks available"), locked(tmp_path / "lock"):
        pytest.fail("written without a lock")


@pytest.fixture
def indexes(store, publish) -> list[Path]:
    """Ten index folders, each used a second after the one before."""
    snapshot, _ = store.add(publish(), dt.date(2024, 1, 31), False)
    folders = [store.index_folder([snapshot], str(number)) for number in range(10)]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        (folder / "names.npy").write_bytes(b"")
        os.utime(folder, (1_000_000 + number, 1_000_000 + number))
    return folders


def test_index_folder_depends_on_set_and_version(store, publish):
    """The order of the snapshots does not count; another set or version is another folder; nothing is made."""
    kept = [store.add(publish({"A": str(n)}), dt.date(2024, 1, n), False)[0] for n in (1, 2)]
    path = store.index_folder(kept, "1")
    assert path == store.index_folder(kept[::-1], "1")
    assert len({path, store.index_folder(kept, "2"), store.index_folder(kept[:1], "1")}) == 3
    assert path.parent == store.home / "index"
    assert not path.exists()


def test_old_indexes_go_and_those_in_use_stay(store, indexes):
    """The eight most recently used stay, and whatever is in use."""
    assert store.prune_indexes(keep=[indexes[0]]) == [indexes[1]]
    assert store.prune_indexes(keep=[], at_most=3) == [*indexes[6:1:-1], indexes[0]]
    assert [folder.exists() for folder in indexes] == [False] * 7 + [True] * 3


def test_asking_for_an_index_counts_as_use(store, indexes):
    """The oldest one, asked for again, is the last to go."""
    store.index_folder(store.snapshots(), "0")
    store.prune_indexes(at_most=1)
    assert [folder.exists() for folder in indexes] == [True] + [False] * 9


def test_unfinished_indexes_are_left_alone(store, indexes):
    """A folder that is no index's is not pruned: it may be under construction."""
    building = store.home / "index" / ".building"
    building.mkdir()
    store.prune_indexes(at_most=0)
    assert building.exists()
    assert not any(folder.exists() for folder in indexes)
