"""What the lists of the UN and OFAC say, found in their own words."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tamis.index.fulltext import FILE_NAME
from tamis.refresh import import_list
from tamis.screening.finding import Finder, open_words
from tamis.snapshots import Store

QUERY_S = 0.05  # what a question may take once the words are open
BUILD_S = 20.0  # it takes two to three seconds on a core of its own
LARGEST = 20 * 2**20  # bytes, for 9,979 listings


@pytest.fixture(scope="module")
def home(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the UN list of 2026-02-27 and OFAC's of 2021-07-07; shared, so not to be changed."""
    store = Store(tmp_path_factory.mktemp("real") / "home", create=True)
    lists = test_data / "lists"
    import_list(store, "un", [lists / "un/2026-02-27/consolidated.xml.gz"])
    import_list(store, "ofac-sdn", [lists / "ofac/2021-07-07"])
    return store.home


@pytest.fixture(scope="module")
def words(home: Path) -> Iterator[Finder]:
    """The words of both lists, opened twice: made, then read."""
    began = time.perf_counter()
    with open_words(home):
        made_s = time.perf_counter() - began
    assert made_s < BUILD_S
    with open_words(home) as finder:
        yield finder


def _ids(words: Finder, text: str | None, **filters: object) -> list[str]:
    return [found.listing for found in words.find(text, **filters).found]


def test_the_leader_of_a_group_is_found(words: Finder) -> None:
    """He whom the UN calls so comes first, with its words; others whom its remarks call so are there too."""
    answer = words.find("leader of Lashkar-e-Tayyiba")
    assert answer.found[0].listing == "un:QDi.263"
    assert "leader of" in answer.found[0].passages[0].text
    assert {"un:QDe.118", "un:QDi.266", "un:QDi.308"} <= {found.listing for found in answer.found}


def test_everyone_with_an_address_in_a_country_is_found(words: Finder, home: Path) -> None:
    """Exactly those whose kept listing has such an address, counted without the words."""
    store = Store(home)
    expected = {
        listing.id
        for snapshot in store.select().snapshots
        for listing in store.listings(snapshot)
        if any(place.country == "pk" for place in listing.addresses)
    }
    answer = words.find(address_country="Pakistan", limit=None)
    assert {found.listing for found in answer.found} == expected
    assert answer.total == len(expected) > 150
    assert all(passage.field == "addresses" for found in answer.found for passage in found.passages)
    wider = words.find(country="Pakistan", limit=None)
    assert expected < {found.listing for found in wider.found}


def test_vessels_of_an_owner_are_found(words: Finder, home: Path) -> None:
    """Those that OFAC links to the company, and no other kind."""
    found = set(_ids(words, '"National Iranian Tanker Company"', fields="links", kind="vessel", limit=None))
    store = Store(home)
    linked = {
        listing.id
        for listing in store.listings(store.select(["ofac-sdn"]).snapshots[0])
        if listing.kind == "vessel"
        if any("NATIONAL IRANIAN TANKER COMPANY" in f"{link.name} {link.text}".upper() for link in listing.links)
    }
    assert found == linked and len(linked) > 50


@pytest.mark.parametrize(
    ("text", "listing"),
    [
        ("QDi.263", "un:QDi.263"),
        ("3520025509842-7", "un:QDi.263"),
        ("Жуков", "ofac-sdn:21115"),
        ("زاكي OR حافظ", "un:QDi.075"),
        ("shipowner NOT russia OR Zaki ur Rehman Lakhvi", "un:QDi.264"),
    ],
)
def test_a_listing_is_found_by_what_it_alone_says(words: Finder, text: str, listing: str) -> None:
    """Its reference, a number on its papers, its name in another alphabet."""
    assert listing in _ids(words, text)


def test_filters_alone_count_what_the_listings_hold(words: Finder) -> None:
    """Listings of the Taliban regime; OFAC's legacy set dates nothing, and the answer says so."""
    taliban = words.find(programme="Taliban", kind="person", limit=None)
    assert all(found.listing.startswith("un:TAi.") for found in taliban.found) and taliban.total > 100
    recent = words.find(listed_from="2024-01-01")
    assert any("8,976 more listings without a published date" in warning for warning in recent.warnings)


def test_a_question_takes_milliseconds_and_the_file_megabytes(words: Finder, home: Path) -> None:
    """The median of five, for rare words, common words, a beginning and a filter."""
    for text, filters in (
        ("leader of Lashkar-e-Tayyiba", {}),
        ("of the in", {}),
        ("al*", {}),
        (None, {"address_country": "pk"}),
    ):
        taken = []
        for _ in range(5):
            began = time.perf_counter()
            words.find(text, **filters)
            taken.append(time.perf_counter() - began)
        assert statistics.median(taken) < QUERY_S, text
    (path,) = home.glob(f"index/*/{FILE_NAME}")
    assert path.stat().st_size < LARGEST
