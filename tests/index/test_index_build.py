"""An index holds what its listings say, whatever their number and quality."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import numpy as np
import pytest

from tamis.errors import StoreError
from tamis.index import INDEX_VERSION, KINDS, Index, build, text_key
from tamis.records import Designation, Identifier, Listing, Name, NameQuality, PartialDate, PartyKind, Place

BASHAR = Listing(
    id="own:1",
    kind=PartyKind.PERSON,
    names=(Name("Bashar Qasimov"), Name("بشار قاسموف", NameQuality.ALIAS), Name("---", NameQuality.WEAK)),
    birth_dates=(PartialDate(1970, 4, 5), PartialDate(1971, circa=True)),
    countries=("pk", "af"),
    birth_places=(Place(country="iq"), Place(text="Tolmezza")),
    genders=("male",),
    identifiers=(Identifier("passport", "X 123-456"),),
    designations=(Designation("Own", "invented", dt.date(2020, 1, 2)),),
)
ROSNEVA = Listing(id="own:2", kind=PartyKind.ORGANISATION, names=(Name("Rosneva LLC"),))


@pytest.fixture
def index() -> Index:
    """An index of two invented listings on two snapshots."""
    return build([(0, BASHAR), (1, ROSNEVA)], ["own@2020-01-02-aaaaaaaaaaaa", "own@2021-01-02-bbbbbbbbbbbb"])


def test_every_listing_and_every_name_is_there(index: Index) -> None:
    """A name without a letter stays as well: nothing is dropped."""
    assert (index.n_listings, index.n_names) == (2, 4)
    assert index.name_listing.tolist() == [0, 0, 0, 1]
    assert [KINDS[code] for code in index.listing_kind] == [PartyKind.PERSON, PartyKind.ORGANISATION]
    assert index.listing_snapshot.tolist() == [0, 1]
    assert index.listing_listed.tolist() == [dt.date(2020, 1, 2).toordinal(), 0]


def test_every_listing_comes_back_as_it_went_in(index: Index) -> None:
    """The JSON twin in the index is the listing, whole."""
    for row, listing in enumerate((BASHAR, ROSNEVA)):
        start, end = index.record_offset[row : row + 2].tolist()
        twin = json.loads(index.record[start:end].tobytes())
        assert Listing.from_json(twin) == listing


def test_ids_are_found_by_their_key(index: Index) -> None:
    """Sorted keys lead to the row of a listing."""
    place = int(np.searchsorted(index.id_key, np.uint64(text_key("own:2"))))
    assert int(index.id_listing[place]) == 1


def test_attributes_stand_in_rows(index: Index) -> None:
    """Dates with their flags, countries, countries of birth and gender."""
    assert index.birth[:, 2:].tolist() == [[1970, 4, 5, 0], [1971, 0, 0, 1]]
    assert np.diff(index.country_offset).tolist() == [2, 0]
    assert np.diff(index.birth_country_offset).tolist() == [1, 0]
    assert index.listing_gender.tolist() == [1, 0]


def test_an_index_of_nothing_is_an_index() -> None:
    """No listings, no rows, no failure."""
    empty = build([])
    assert (empty.n_listings, empty.n_names, empty.n_tokens) == (0, 0, 0)


def test_a_listing_with_half_a_character_is_indexed() -> None:
    """A lone surrogate in a listing from memory breaks nothing: the listing comes back with it."""
    odd = Listing(id="own:3", names=(Name("Bashar \ud800 Qasimov"),))
    index = build([(0, odd)])
    twin = json.loads(index.record.tobytes().decode(errors="surrogatepass"))
    assert Listing.from_json(twin) == odd


def test_a_saved_index_is_the_same_when_loaded(index: Index, tmp_path: Path) -> None:
    """Every array, bit for bit, also from a copy of the folder."""
    index.save(tmp_path / "one")
    (tmp_path / "two").mkdir()
    for file in (tmp_path / "one").iterdir():
        (tmp_path / "two" / file.name).write_bytes(file.read_bytes())
    for folder in ("one", "two"):
        loaded = Index.load(tmp_path / folder)
        assert loaded.snapshots == index.snapshots
        for name in Index.__slots__:
            if name != "snapshots":
                kept, read = getattr(index, name), getattr(loaded, name)
                assert kept.dtype == read.dtype and np.array_equal(kept, read), name


def test_a_saved_index_is_for_its_owner_alone(index: Index, tmp_path: Path) -> None:
    """Folder 0700, files 0600, and no temporary folder left."""
    folder = tmp_path / "index" / "one"
    index.save(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert [one.name for one in folder.parent.iterdir()] == ["one"]


def test_saving_where_the_same_index_stands_keeps_it(index: Index, tmp_path: Path) -> None:
    """Two processes that build the same index end with one."""
    index.save(tmp_path / "one")
    index.save(tmp_path / "one")
    assert [one.name for one in tmp_path.iterdir()] == ["one"]
    assert Index.load(tmp_path / "one").n_listings == 2


@pytest.mark.parametrize("file", ["index.json", "raw.npy", "name_token.npy", "record.npy"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "other"])
def test_a_damaged_index_is_named(index: Index, tmp_path: Path, file: str, damage: str) -> None:
    """A file that is missing, empty, cut or something else: one line says which folder, and what to do."""
    folder = tmp_path / "one"
    index.save(folder)
    path = folder / file
    content = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "other": b"something else"}[damage])
    with pytest.raises(StoreError, match=r"one: .*damaged.*delete the folder") as raised:
        Index.load(folder)
    assert "\n" not in str(raised.value)


def test_an_index_of_another_version_is_not_read(index: Index, tmp_path: Path) -> None:
    """Its arrays may mean something else."""
    folder = tmp_path / "one"
    index.save(folder)
    about = json.loads((folder / "index.json").read_text())
    (folder / "index.json").write_text(json.dumps({**about, "version": INDEX_VERSION + "0"}))
    with pytest.raises(StoreError, match="another version"):
        Index.load(folder)
