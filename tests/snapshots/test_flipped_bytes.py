"""A byte that changes in any file of the home is found, and the file is named."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tamis.errors import StoreError
from tamis.snapshots import Store

JANUARY, FEBRUARY = dt.date(2024, 1, 31), dt.date(2024, 2, 29)
MASKS = (0x01, 0x20, 0xFF)
"""Another neighbour, another case, another byte altogether."""


@pytest.fixture
def filled(store, publish) -> Store:
    """A store with a snapshot, an index, and a log of two lines."""
    snapshot, _ = store.add(publish(), JANUARY, False)
    store.add(publish({"B": "Another Invented"}), FEBRUARY, False)
    store.add(publish({"C": "Third Invented"}), FEBRUARY, False)
    for day in ("2024-02-29", "2024-02-29"):
        store.remove(next(one.id for one in store.snapshots("un") if str(one.published) == day))
    folder = store.index_folder([snapshot], "1")
    folder.mkdir(parents=True)
    (folder / "names.npy").write_bytes(bytes(range(256)))
    (folder / "index.json").write_text('{"version": "1"}')
    store.prune_indexes(keep=[folder])
    return store


KINDS = {
    "manifest": "lists/un/*/manifest.json",
    "listings": "lists/un/*/listings.jsonl.gz",
    "source": "lists/un/*/source/*.gz",
    "array": "index/*/names.npy",
    "index": "index/*/index.json",
    "digests": "index/*/digests.json",
    "log": "log.jsonl",
    "stamp": "tamis-home.json",
}


def _told(home: Path) -> str:
    """Return what opening and checking a home says: the error that refuses it, or the problems found."""
    try:
        return "\n".join(problem for finding in Store(home).verify() for problem in finding.problems)
    except StoreError as error:
        return str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_byte_is_found_and_its_file_named(filled, home, kind: str) -> None:
    """At places all over the file and at its ends, whatever bit it is."""
    assert _told(home) == ""
    (path,) = home.glob(KINDS[kind])
    content = path.read_bytes()
    for place in sorted({0, *range(0, len(content), max(len(content) // 10, 1)), len(content) - 1}):
        for mask in MASKS:
            path.write_bytes(content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :])
            assert path.name in _told(home), f"byte {place} ^ {mask:#x}"
    path.write_bytes(content)
    assert _told(home) == ""


@pytest.mark.parametrize("kind", ["array", "digests", "source", "listings"])
def test_a_file_that_is_gone_is_found(filled, home, kind: str) -> None:
    """A missing file is as bad as a changed one."""
    (path,) = home.glob(KINDS[kind])
    path.unlink()
    assert path.name in _told(home)


def test_a_line_taken_out_of_the_log_is_found(filled, home) -> None:
    """Each line checks the one before."""
    lines = (home / "log.jsonl").read_text().splitlines(keepends=True)
    assert len(lines) == 2
    (home / "log.jsonl").write_text(lines[1])
    assert "log.jsonl: line 1" in _told(home)


def test_a_copied_home_is_as_sound_as_the_first(filled, home) -> None:
    """Nothing in it depends on where it stands: paths, times, machine."""
    copy = home.with_name("elsewhere")
    shutil.copytree(home, copy)
    shutil.move(home, home.with_name("away"))
    assert _told(copy) == ""
    store = Store(copy)
    assert [len(list(store.listings(one))) for one in store.snapshots()] == [2]
    texts = [path.read_bytes() for path in copy.rglob("*") if path.is_file()]
    assert not any(str(home.parent).encode() in text for text in texts)
