"""The words of listings in one file: what is in it, how it is made, what it finds."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tamis.errors import MissingExtraError, StoreError
from tamis.index import fulltext
from tamis.index.fulltext import FILE_NAME, FullText, save
from tamis.index.fulltext_answers import Answered, Hidden, answer, left_out
from tamis.records import (
    FIELDS,
    Designation,
    Detail,
    Found,
    Identifier,
    Link,
    Listing,
    Name,
    NameQuality,
    PartialDate,
    PartyKind,
    Place,
    Search,
)

VOLKO = Listing(
    id="own:1",
    kind=PartyKind.PERSON,
    names=(Name("VOLKODARSKY, Stepan"), Name("Степан Волкодарский", NameQuality.ALIAS, note="on his passport")),
    birth_dates=(PartialDate(1971, 5, 19),),
    birth_places=(Place(city="Tolmezza", country="it"),),
    countries=("ua",),
    genders=("male",),
    identifiers=(Identifier("passport", "ZZ000001", "md", label="Diplomatic passport"),),
    addresses=(Place(street="1 Quay Lane", city="Port Invented", country="pk"), Place(city="Ferndale")),
    titles=("Admiral",),
    positions=("Harbour master",),
    designations=(Designation("Own", "Invented regime", dt.date(2024, 1, 31), legal_basis="Order 7"),),
    links=(Link("leader of", "own:2", text="He leads the frost traders."), Link("owns", name="Sea Thistle")),
    remarks="Wears a green hat.\nSeen in Ferndale",
    details=(Detail("Website", "volko.invalid"),),
)
FROST = Listing(id="own:2", kind=PartyKind.ORGANISATION, names=(Name("Zaryanka Frostworks"),))
SHIP = Listing(
    id="own:3",
    kind=PartyKind.VESSEL,
    names=(Name("SEA THISTLE"),),
    designations=(Designation("Own", "Harbour act", dt.date(2020, 1, 1)),),
    links=(Link("owned by", name="Zaryanka Frostworks", text="vessel owner Zaryanka Frostworks"),),
)
GONE = Listing(
    id="own:4", names=(Name("Gone Listed"),), designations=(Designation("Own", "Past", None, dt.date(2022, 2, 2)),)
)
LISTINGS = (VOLKO, FROST, SHIP, GONE)


@pytest.fixture(scope="module")
def words() -> FullText:
    """The words of four invented listings, each of another snapshot."""
    return FullText.from_listings(list(enumerate(LISTINGS)), ["a@2024-01-31-0", "b", "c", "d"])


def _ask(words: FullText, text: str | None = None, **filters: object) -> Answered:
    return answer(words, Search(text=text, **filters), Hidden())


def _ids(words: FullText, text: str | None = None, **filters: object) -> list[str]:
    return [found.listing for found in _ask(words, text, **filters).found]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("stepan", "names"),
        ("volkodarskiy", "names"),
        ("on his", "names"),
        ("ZZ000001", "identifiers"),
        ("own:1", "identifiers"),
        ("Moldova", "identifiers"),
        ("admiral", "positions"),
        ("harbour master", "positions"),
        ('"leader of Zaryanka Frostworks"', "links"),
        ('"frost traders"', "links"),
        ("regime", "programmes"),
        ("order 7", "programmes"),
        ("quay pakistan", "addresses"),
        ("tolmezza", "particulars"),
        ("ukraine", "particulars"),
        ("1971", "particulars"),
        ('"green hat seen"', "remarks"),
        ("volko.invalid", "details"),
    ],
)
def test_everything_published_is_found_in_its_field(words: FullText, text: str, field: str) -> None:
    """Each published value stands in one field, and the passage says in which."""
    found = next(one for one in _ask(words, text).found if one.listing == "own:1")
    assert found.passages[0].field == field
    assert "own:1" in _ids(words, text, fields=(field,))
    assert "own:1" not in _ids(words, text, fields=tuple(one for one in FIELDS if one not in ("names", field)))


def test_links_are_found_from_both_ends(words: FullText) -> None:
    """By id and, where the publisher gives none, by a name that is just the same."""
    assert sorted(_ids(words, '"leader of"', fields=("links",))) == ["own:1", "own:2"]
    assert sorted(_ids(words, "stepan", fields=("links",))) == ["own:2", "own:3"]
    assert _ids(words, '"owned by" zaryanka', fields=("links",), kinds=(PartyKind.VESSEL,)) == ["own:3"]
    assert "own:2" in _ids(words, '"sea thistle"', fields=("links",))


def test_a_phrase_ends_with_its_value(words: FullText) -> None:
    """The last word of one address and the first of the next are not neighbours, nor a value and its copy."""
    assert _ids(words, '"port invented"') == ["own:1"]
    assert _ids(words, '"pakistan ferndale"') == [] and _ids(words, '"stepan stepan"') == []


def test_a_passage_marks_the_words_as_published(words: FullText) -> None:
    """What is found through its Latin reading is shown in its own letters, without marks."""
    (passage,) = _ask(words, "green hat").found[0].passages
    assert [passage.text[start:end] for start, end in passage.marks] == ["green", "hat"]
    (foreign,) = _ask(words, "volkodarskiy").found[0].passages
    assert (foreign.text, foreign.marks) == ("Степан Волкодарский (on his passport)", ())


def test_a_long_passage_is_cut_around_the_words() -> None:
    """Between words, with the marks where the words then stand."""
    filler = "lorem ipsum " * 60
    long = Listing(id="own:1", names=(Name("A"),), remarks=f"{filler}the green lantern society {filler}")
    (passage,) = _ask(FullText.from_listings([(0, long)]), "green lantern").found[0].passages
    assert len(passage.text) <= 244 and passage.text.startswith("… ") and passage.text.endswith(" …")
    assert [passage.text[start:end] for start, end in passage.marks] == ["green", "lantern"]


def test_filters_narrow_and_widen(words: FullText) -> None:
    """Values of one filter widen it, several filters narrow; a country may be of nationality, address or birth."""
    assert [_ids(words, countries=(code,)) for code in ("ua", "pk", "it", "md")] == [
        ["own:1"],
        ["own:1"],
        ["own:1"],
        [],
    ]
    assert [_ids(words, address_countries=(code,)) for code in ("pk", "ua")] == [["own:1"], []]
    assert sorted(_ids(words, kinds=(PartyKind.PERSON, PartyKind.VESSEL))) == ["own:1", "own:3"]
    assert _ids(words, kinds=(PartyKind.PERSON, PartyKind.VESSEL), countries=("pk",)) == ["own:1"]
    assert _ids(words, programmes=("HARBOUR",)) == ["own:3"] and _ids(words, programmes=("harb",)) == []
    assert _ids(words, listed_from=dt.date(2021, 1, 1)) == ["own:1"]
    assert _ids(words, listed_to=dt.date(2020, 1, 1)) == ["own:3"]


def test_an_address_that_a_filter_let_through_is_shown(words: FullText) -> None:
    """The one in that country, not the others."""
    (passage,) = _ask(words, address_countries=("pk",)).found[0].passages
    assert (passage.field, passage.text) == ("addresses", "1 Quay Lane, Port Invented, Pakistan")


def test_what_a_filter_cannot_judge_is_counted(words: FullText) -> None:
    """Listings without a date, of unknown kind, removed by the publisher; programmes that nobody has."""
    found = _ask(words, listed_from=dt.date(2021, 1, 1), programmes=("nobody's", "regime"))
    assert (found.undated, found.unknown_programmes) == (0, ("nobody's",))
    assert _ask(words, listed_from=dt.date(2021, 1, 1)).undated == 1
    assert _ask(words, "gone").delisted == 1 and _ids(words, "gone") == []
    unknown = FullText.from_listings([(0, Listing(id="own:1", names=(Name("A"),)))])
    assert _ask(unknown, "a", kinds=(PartyKind.PERSON,)).unkind == 1
    assert _ask(unknown, "a", kinds=(PartyKind.UNKNOWN,)).unkind == 0


def test_a_day_hides_what_came_later(words: FullText) -> None:
    """Only of snapshots that stand in for it; what was removed later was still listed then."""
    day = dt.date(2021, 1, 1).toordinal()
    every = Search(kinds=tuple(PartyKind))
    assert {one.listing for one in answer(words, every, Hidden(day, (0,))).found} == {"own:2", "own:3", "own:4"}
    assert {one.listing for one in answer(words, every, Hidden(day)).found} == {"own:1", "own:2", "own:3", "own:4"}
    assert [left_out(words, number, day) for number in (0, 1)] == [(0, 1), (1, 0)]


def test_pages_come_one_after_another() -> None:
    """Every listing once, in the same order, with the total on each page."""
    many = [Listing(id=f"own:{number:02}", names=(Name("Green Lantern"),)) for number in range(25)]
    words = FullText.from_listings((0, one) for one in many)
    pages = [_ask(words, "green", offset=start, limit=10) for start in (0, 10, 20, 30)]
    assert [page.total for page in pages] == [25] * 4
    assert [one.listing for page in pages for one in page.found] == [one.id for one in many]
    assert len(_ask(words, "green", limit=None).found) == 25


def test_names_come_first_and_neighbours_before_strangers() -> None:
    """Who is called so precedes who is said to know them; words side by side precede words far apart."""
    named = Listing(id="own:3", names=(Name("Thistle Green"),))
    told = Listing(id="own:2", names=(Name("A"),), remarks="Knows Thistle Green.")
    apart = Listing(id="own:1", names=(Name("Green"),), remarks=f"Thistle {'lorem ' * 9}")
    words = FullText.from_listings((0, one) for one in (apart, told, named))
    assert _ids(words, "thistle green") == ["own:3", "own:2", "own:1"]


def test_a_listing_comes_back_as_it_went_in(words: FullText) -> None:
    """Its acts and countries, whatever letters they hold."""
    odd = Listing(id="own:\ud8001", names=(Name("A\x00\ue000b"),), remarks="half \udfff", countries=("ua",))
    found = _ask(FullText.from_listings([(0, odd)]), "half").found[0]
    assert (found.listing, found.countries) == (odd.id, ("ua",))
    first = _ask(words, "stepan").found[0]
    assert isinstance(first, Found) and first.designations == VOLKO.designations


def test_the_file_is_private_whole_and_only_read(tmp_path: Path) -> None:
    """0600 in a folder 0700, nothing beside it; what opens it cannot write."""
    done: list[int] = []
    folder = tmp_path / "a?b#c%41 ü" / "abc"
    many = [Listing(id=f"own:{number}", names=(Name("A"),)) for number in range(1001)]
    save(folder, ((0, one) for one in many), ["own@2024-01-31-0"], done.append)
    assert [path.name for path in folder.iterdir()] == [FILE_NAME] and done == [500, 1000]
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    words = FullText.load(folder)
    assert words.snapshots == ("own@2024-01-31-0",)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        words.connection.execute("DELETE FROM listing")
    words.close()


def test_threads_share_one_file(tmp_path: Path) -> None:
    """What is only read can be asked from anywhere."""
    save(tmp_path / "abc", [(0, VOLKO)])
    words = FullText.load(tmp_path / "abc")
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(lambda text: tuple(_ids(words, text)), ["stepan", "green hat"] * 20)) == {("own:1",)}


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """Listings that end in an error, or a version of another tamis: no file, or none that opens."""

    def broken() -> object:
        yield 0, VOLKO
        raise StoreError("damaged")

    with pytest.raises(StoreError):
        save(tmp_path / "abc", broken())
    assert list((tmp_path / "abc").iterdir()) == []


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "text", "header", "version"])
def test_a_damaged_file_does_not_open(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says which file, and what to do."""
    if harm == "version":
        monkeypatch.setattr(fulltext, "FULLTEXT_VERSION", "0")
    save(tmp_path, [(0, VOLKO)])
    monkeypatch.undo()
    path = tmp_path / FILE_NAME
    content = path.read_bytes()
    harmed = {"empty": b"", "cut": content[:-4096], "text": b"not a database" * 99, "header": b"x" + content[1:]}
    if harm == "missing":
        path.unlink()
    elif harm in harmed:
        path.write_bytes(harmed[harm])
    with pytest.raises(StoreError, match=rf"{FILE_NAME}: damaged .*delete the folder"):
        FullText.load(tmp_path)


def test_damage_inside_is_an_error_of_the_store(tmp_path: Path) -> None:
    """Pages that SQLite cannot read are reported as damage, not as a bug."""
    save(tmp_path, [(0, VOLKO)] + [(0, Listing(id=f"own:{n}x", names=(Name(f"Green {n}"),))) for n in range(500)])
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[8192:] = os.urandom(16) * ((len(content) - 8192) // 16)
    path.write_bytes(content)
    with pytest.raises(StoreError):
        _ask(FullText.load(tmp_path), "green")


def test_a_python_without_fts5_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what is missing and where to get it."""
    monkeypatch.setattr(fulltext, "_TABLES", "CREATE VIRTUAL TABLE words USING fts5x(text)")
    with pytest.raises(MissingExtraError, match="without FTS5"):
        FullText.from_listings([])
