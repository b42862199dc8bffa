"""The Store keeps every publication once, whole, and as it came."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import hashlib
import io
import json
import os
import shutil
import stat
import sys
import threading
from pathlib import Path

import pytest

from tamis.errors import StoreError, UnknownListError
from tamis.records import Publication, Snapshot, SourceFile
from tamis.snapshots import Store

JANUARY, FEBRUARY, MARCH = dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 31)


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_listings_come_back_as_they_were_published(store, publish):
    """What is read from the store equals what was put in, in the publisher's order."""
    publication = publish({"B": "بلا اسم", "A": "Line\u2028separator", "C": 'Quote " and \\ and \n'})
    snapshot, changed = store.add(publication, JANUARY, False)
    assert changed
    assert tuple(store.listings(snapshot)) == publication.listings
    assert (snapshot.listings, snapshot.names) == (3, 3)


def test_id_is_list_day_and_the_digest_over_roles_files_and_parser(store, publish):
    """The id follows the stated rule, so that anybody can compute it again."""
    publication = publish()
    snapshot, _ = store.add(publication, JANUARY, False)
    stated = hashlib.sha256(f"main {publication.files[0].sha256}\nparser un-xml/1\n".encode()).hexdigest()
    assert snapshot.digest == stated
    assert snapshot.id == f"un@2024-01-31-{stated[:12]}"


def test_order_and_names_of_files_do_not_count(publish, tmp_path):
    """The same files in another order and under other names make the same id."""
    files = (SourceFile("main", "sdn.csv", 1, "a" * 64), SourceFile("alt", "alt.csv", 1, "b" * 64))
    renamed = (SourceFile("alt", "ALT (1).CSV", 1, "b" * 64), SourceFile("main", "SDN.CSV", 1, "a" * 64))
    first = publish(files=files, contents=(b"m", b"a"))
    second = dataclasses.replace(first, files=renamed, contents=(b"a", b"m"))
    ids = {
        Store(tmp_path / str(n), create=True).add(one, JANUARY, False)[0].id for n, one in enumerate((first, second))
    }
    assert len(ids) == 1


def test_the_same_publication_twice_changes_nothing(store, publish, home):
    """A second import leaves every byte in the home folder as it was."""
    first, _ = store.add(publish(), JANUARY, False)
    before = folder_bytes(home)
    second, changed = store.add(publish(), JANUARY, False)
    assert (second, changed) == (first, False)
    assert folder_bytes(home) == before


def test_a_newer_parser_makes_a_new_snapshot_that_is_in_force(store, publish):
    """The older parser's snapshot stays for replay; version 10 comes after version 2."""
    old, _ = store.add(publish(parser="un-xml/2"), JANUARY, False)
    new, changed = store.add(publish(parser="un-xml/10"), JANUARY, False)
    assert changed
    assert old.id != new.id
    assert store.in_force("un") == new
    assert store.snapshot(old.id) == old
    assert store.add(publish(parser="un-xml/2"), JANUARY, False) == (old, False)


def test_an_older_publication_never_replaces_a_newer_one(store, publish):
    """Import order does not decide what is in force; the day of publication does."""
    newer, _ = store.add(publish({"A": "Newer Invented"}), FEBRUARY, False)
    older, _ = store.add(publish({"A": "Older Invented"}), JANUARY, False)
    assert store.in_force("un") == newer
    assert store.snapshots("un") == (older, newer)


def test_bytes_are_the_same_on_every_import(publish, tmp_path):
    """Two stores hold the same bytes for the same publication, but for the time of import."""
    folders = []
    for name in ("one", "two"):
        store = Store(tmp_path / name, create=True)
        folders.append(store.folder(store.add(publish(), JANUARY, False)[0]))
    one, two = (folder_bytes(folder) for folder in folders)
    assert one.pop("manifest.json") != two.pop("manifest.json")
    assert one == two


def test_source_file_is_kept_whole(store, publish):
    """The publisher's bytes come back from `source/`."""
    publication = publish()
    snapshot, _ = store.add(publication, JANUARY, False)
    assert gzip.decompress((store.folder(snapshot) / "source" / "list.xml.gz").read_bytes()) == publication.contents[0]


def test_source_names_cannot_leave_the_folder(store, publish):
    """A file name from outside becomes a plain name inside `source/`."""
    files = tuple(
        SourceFile(f"r{n}", name, 1, "a" * 64) for n, name in enumerate(["../../x", "..", "A", "a", "ü" * 300])
    )
    snapshot, _ = store.add(publish(files=files, contents=(b"",) * 5), JANUARY, False)
    kept = sorted(path.name for path in (store.folder(snapshot) / "source").iterdir())
    assert len(kept) == 5
    assert len({name.casefold() for name in kept}) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_only_the_owner_can_read(store, publish, home, tmp_path):
    """Every folder is 0700 and every file 0600, whatever the umask."""
    before = os.umask(0)
    try:
        store = Store(tmp_path / "elsewhere" / "home", create=True)
        store.add(publish(), JANUARY, False)
        store.remove("un")
        store.add(publish(), FEBRUARY, False)
    finally:
        os.umask(before)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [store.home, *store.home.rglob("*")]}
    assert {path: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == {}


def test_a_copy_of_the_home_gives_the_same(store, publish, home, tmp_path):
    """Nothing in a home folder depends on where it stands; of all of it, `lists/` is what answers."""
    snapshot, _ = store.add(publish(), JANUARY, False)
    shutil.copytree(home / "lists", tmp_path / "copy" / "lists")
    shutil.rmtree(home)
    copy = Store(tmp_path / "copy")
    assert copy.in_force("un") == snapshot
    assert tuple(copy.listings(snapshot)) == publish().listings
    assert all(finding.sound for finding in copy.verify())
    assert Store(tmp_path / "copy", create=True).add(publish(), JANUARY, False) == (snapshot, False)


def test_ids_must_be_unique_and_of_the_list(store, publish):
    """A publication with an id twice, or another list's, is refused and nothing is kept."""
    publication = publish()
    for listings in (publication.listings * 2, publish(watchlist="eu").listings):
        with pytest.raises(StoreError, match=r"A\.1"):
            store.add(dataclasses.replace(publication, listings=listings), JANUARY, False)
    assert store.snapshots() == ()


def test_a_name_that_could_be_a_path_is_no_list(store, publish):
    """A list's name never reaches the file system unless it is plain."""
    with pytest.raises(UnknownListError):
        store.add(publish(watchlist=".."), JANUARY, False)
    assert store.snapshots("../lists/un") == ()
    assert store.in_force("..") is None


def test_half_a_character_is_refused_in_one_line(store, publish):
    """A lone surrogate, which JSON lets through, names its listing."""
    with pytest.raises(StoreError, match=r"un:A.*surrogate"):
        store.add(publish({"A": "\ud800"}, contents=(b"",)), JANUARY, False)


def test_an_assumed_day_does_not_multiply_snapshots(store, publish):
    """The same undated file imported again the next day is the same publication."""
    first, _ = store.add(publish(), JANUARY, True)
    assert store.add(publish(), FEBRUARY, True) == (first, False)


def test_a_day_that_becomes_known_takes_the_place_of_the_assumed_one(store, publish):
    """What was kept under the day of import is set aside once the true day is told; nothing is assumed after that."""
    store.add(publish(), MARCH, True)
    told, changed = store.add(publish(), JANUARY, False)
    assert changed
    assert store.snapshots("un") == (told,)
    assert store.add(publish(), MARCH, True) == (told, False)


def test_a_known_day_equal_to_the_assumed_one_is_noted(store, publish):
    """The snapshot stays, and no longer says that its day is assumed."""
    assumed, _ = store.add(publish(), JANUARY, True)
    known, changed = store.add(publish(), JANUARY, False)
    assert not changed
    assert known == dataclasses.replace(assumed, published_assumed=False)
    assert store.in_force("un") == known
    assert all(finding.sound for finding in store.verify())


def damage_listings(folder: Path) -> None:
    """Flip one byte in the middle of the listings."""
    path = folder / "listings.jsonl.gz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_source(folder: Path) -> None:
    """Cut the source file off."""
    path = folder / "source" / "list.xml.gz"
    path.write_bytes(path.read_bytes()[:-4])


def swap_source(folder: Path) -> None:
    """Put another sound file in the source's place."""
    (folder / "source" / "list.xml.gz").write_bytes(gzip.compress(b"other"))


def lose_listings(folder: Path) -> None:
    """Delete the listings."""
    (folder / "listings.jsonl.gz").unlink()


def break_manifest(folder: Path) -> None:
    """Cut the manifest off."""
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes()[:100])


def change_count(folder: Path) -> None:
    """Let the manifest count one name more."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    path.write_text(json.dumps({**manifest, "names": manifest["names"] + 1}))


DAMAGES = [damage_listings, cut_source, swap_source, lose_listings, break_manifest, change_count]


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_finds_damage_and_importing_again_mends_it(store, publish, damage):
    """Every kind of damage is found, named with its file, and gone after another import."""
    sound, _ = store.add(publish({"X": "Sound Invented"}), FEBRUARY, False)
    snapshot, _ = store.add(publish(), JANUARY, False)
    damage(store.folder(snapshot))
    findings = {finding.snapshot: finding for finding in store.verify()}
    assert findings[sound.id].sound
    assert len(findings[snapshot.id].problems) == 1
    assert snapshot.id in findings[snapshot.id].problems[0]
    assert store.add(publish(), JANUARY, False)[1]
    assert all(finding.sound for finding in store.verify())
    assert tuple(store.listings(store.snapshot(snapshot.id))) == publish().listings


@pytest.mark.parametrize("damage", [damage_listings, lose_listings])
def test_damaged_listings_are_never_taken_for_whole(store, publish, damage):
    """Reading them ends in an error that names the file and says what to type."""
    snapshot, _ = store.add(publish(), JANUARY, False)
    damage(store.folder(snapshot))
    with pytest.raises(StoreError, match=r"listings\.jsonl\.gz.*tamis lists verify"):
        list(store.listings(snapshot))


def test_a_damaged_manifest_stops_the_answer(store, publish):
    """A list that cannot be read is an error, not a list less."""
    snapshot, _ = store.add(publish(), JANUARY, False)
    break_manifest(store.folder(snapshot))
    with pytest.raises(StoreError, match=r"manifest\.json.*tamis lists verify"):
        store.select()


def test_what_else_stands_in_the_folder_is_passed_over(store, publish, home):
    """Files that file managers leave behind do no harm."""
    snapshot, _ = store.add(publish(), JANUARY, False)
    (home / "lists" / ".DS_Store").write_text("")
    (home / "lists" / "un" / "Thumbs.db").write_text("")
    assert store.watchlists() == ("un",)
    assert store.snapshots() == (snapshot,)


def test_two_writers_keep_one_publication(home, publish):
    """Of several imports of the same at once, one changes something and the others find it there."""
    publication: Publication = publish()
    results: list[tuple[Snapshot, bool]] = []
    threads = [
        threading.Thread(target=lambda: results.append(Store(home, create=True).add(publication, JANUARY, False)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(changed for _, changed in results) == [False, False, False, True]
    assert len({snapshot.id for snapshot, _ in results}) == 1


def test_a_file_too_large_to_be_held_is_kept_from_its_stream(store, publish):
    """The bytes come from a stream, and give the same snapshot as held ones, byte for byte."""
    held = publish()
    streamed = dataclasses.replace(held, contents=(lambda: io.BytesIO(held.contents[0]),))
    snapshot, _ = store.add(streamed, JANUARY, False)
    assert gzip.decompress((store.folder(snapshot) / "source" / "list.xml.gz").read_bytes()) == held.contents[0]
    assert store.add(held, JANUARY, False) == (snapshot, False)
    assert [finding.sound for finding in store.verify()] == [True]


def test_a_file_that_changes_while_it_is_read_is_not_kept(store, publish, home):
    """What is kept is what was parsed: other bytes in the stream refuse the whole publication and leave nothing behind."""
    changed = dataclasses.replace(publish(), contents=(lambda: io.BytesIO(b"other bytes"),))
    with pytest.raises(StoreError, match="changed while it was read"):
        store.add(changed, JANUARY, False)
    assert store.snapshots() == ()
    assert not [path for path in home.rglob("*") if path.name.startswith("list.xml")]
