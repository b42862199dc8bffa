"""Changes and histories of the real lists, counted against what their publications are known to hold."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import pytest

from tamis.report.changes import list_changes, list_history
from tamis.report.life import life_of
from tamis.report.list_pages import history_page
from tamis.snapshots import Store, apply_delta, compare_publications
from tamis.sources import read_publication


def test_what_the_un_brought_back_in_2025(real_store) -> None:
    """Of 126 added from April to November 84 stood on the list before, under their old references: the Iran entries."""
    found = list_changes(real_store, "un", dt.date(2025, 4, 19), dt.date(2025, 11, 18))
    twin = found.to_json()
    assert (len(twin["added"]), len(twin["removed"])) == (126, 3)
    assert sum(one.split(":")[1][:2] == "IR" for one in twin["added"]) == 121
    assert len(found.returned) == 84
    assert {one.last_seen for one in found.returned} == {dt.date(2023, 3, 27)}
    assert {one.absent_from for one in found.returned} == {dt.date(2024, 9, 26)}
    assert all("listed again" in one.text for one in found.returned)


@pytest.mark.parametrize(
    ("since", "until", "added", "removed"),
    [
        ("2017-06-20", "2017-06-30", 0, 0),
        ("2018-10-29", "2020-03-20", 23, 102),
        ("2023-03-27", "2024-09-26", 18, 98),
        ("2025-04-19", "2025-08-02", 3, 1),
        ("2025-08-02", "2025-11-18", 123, 2),
        ("2025-11-18", "2026-01-28", 0, 1),
    ],
)
def test_additions_and_removals_of_the_un(real_store, since: str, until: str, added: int, removed: int) -> None:
    """Counted by reference, whatever happened to DATAIDs and layout in between."""
    delta = list_changes(real_store, "un", dt.date.fromisoformat(since), dt.date.fromisoformat(until)).delta
    assert (len(delta.added), len(delta.removed)) == (added, removed)


def test_a_year_of_other_layout_amends_nobody_by_itself(real_store) -> None:
    """2017's two files of June hold the same subjects; the only amendment is a word in one remark."""
    delta = list_changes(real_store, "un", dt.date(2017, 6, 20), dt.date(2017, 6, 30)).delta
    assert [(one.listing, one.fields) for one in delta.amended] == [(delta.amended[0].listing, ("remarks",))]


def test_a_field_that_the_un_gave_to_all_is_no_amendment(real_store) -> None:
    """Since August 2026 entries carry a mark for INTERPOL's notices: said once, not 995 times."""
    delta = list_changes(real_store, "un", dt.date(2026, 2, 27), dt.date(2026, 8, 1)).delta
    assert not any("details" in one.fields for one in delta.amended)
    assert any(text.startswith("has INTERPOL notice") for text in delta.not_supplied)


def test_a_main_file_alone_takes_no_alias_away(real_store) -> None:
    """OFAC's file of August 2021 came without aliases and addresses: 9,083 listings, none of them amended by that."""
    found = list_changes(real_store, "ofac-sdn", dt.date(2021, 7, 7), dt.date(2021, 8, 18))
    assert found.delta.summary == "+110 ~4 -3"
    assert [text.partition(":")[0] for text in found.delta.not_supplied] == [
        "addresses", "aliases", "the ends of long remarks",
    ]  # fmt: skip


def test_two_forms_of_one_day_differ_in_nothing(tmp_path, test_data) -> None:
    """OFAC's Consolidated list of 2025-12-18 as CSV and as XML: the same entries, names, dates, numbers and addresses."""
    folder = test_data / "lists/ofac/2025-12-18"
    store = Store(tmp_path / "home", create=True)
    csv = [folder / f"cons_{role}.csv" for role in ("prim", "alt", "add", "comments")]
    older, _ = store.add(read_publication("ofac-cons", csv), dt.date(2025, 12, 17), False)
    newer, _ = store.add(read_publication("ofac-cons", [folder / "consolidated.xml"]), dt.date(2025, 12, 18), False)
    assert store.delta(older, newer).empty


def test_four_days_of_the_british_list(tmp_path, test_data) -> None:
    """From 10 to 14 April 2025 two groups came and none went, in two spreadsheets of 18,800 rows."""
    store = Store(tmp_path / "home", create=True)
    for day in ("2025-04-10", "2025-04-14"):
        publication = read_publication("uk-ofsi", [test_data / f"lists/uk/{day}/ConList.xlsx"])
        store.add(publication, dt.date.fromisoformat(day), False)
    found = list_changes(store, "uk-ofsi")
    assert [one.id for one in found.delta.added] == ["uk-ofsi:16856", "uk-ofsi:16857"]
    assert found.delta.removed == ()
    assert len(found.delta.amended) == 3


@pytest.mark.parametrize("watchlist", ["un", "ofac-cons"])
def test_older_and_delta_make_newer_for_every_pair(real_store, watchlist: str) -> None:
    """The law of deltas on every pair of successive publications, listing for listing."""
    kept = real_store.snapshots(watchlist)
    publications = [
        {one.id: dataclasses.replace(one, source=None) for one in real_store.listings(snapshot)} for snapshot in kept
    ]
    for older, newer in pairwise(publications):
        delta = compare_publications(older.values(), newer.values())
        assert apply_delta(delta, older.values()) == newer
        assert len(newer) == len(older) + len(delta.added) - len(delta.removed)


def test_history_of_the_un(real_store) -> None:
    """Twenty publications, their sizes as the files hold them, and a page with a chart of them."""
    history = list_history(real_store, "un")
    sizes = [step.listings for step in history.steps]
    assert sizes == [
        1024, 1024, 1021, 1098, 1100, 1098, 1093, 1014, 1006, 1004, 952, 956, 955, 875, 877, 879, 1000, 999, 1003, 1011,
    ]  # fmt: skip
    assert [step.returned for step in history.steps][-4] == 84
    assert dict(history.steps[13].programmes).get("Iran") is None
    page, missing = history_page(history)
    assert missing is None
    assert page.count('<tr><td class="date">') == 20
    assert "<svg" in page


@pytest.mark.parametrize("watchlist", ["un", "ofac-sdn", "ofac-cons"])
def test_what_is_kept_can_be_read_anew(real_store, watchlist: str) -> None:
    """The files of a snapshot, read from the store, give its listings again: sets of files too."""
    snapshot = real_store.snapshots(watchlist)[0]
    publication = read_publication(watchlist, [real_store.source_folder(snapshot)])
    assert (publication.parser, publication.incomplete) == (snapshot.parser, snapshot.incomplete)
    assert list(publication.listings) == list(real_store.listings(snapshot))


def test_what_an_older_parser_did_not_read_is_no_amendment(tmp_path, test_data) -> None:
    """A publication kept by a parser that passed over all positions is read anew and differs as its files do."""
    store = Store(tmp_path / "home", create=True)
    days = [dt.date(2025, 11, 18), dt.date(2026, 1, 28)]
    for number, day in enumerate(days):
        publication = read_publication("un", [test_data / f"lists/un/{day}"])
        if number == 0:
            blind = tuple(dataclasses.replace(one, positions=()) for one in publication.listings)
            publication = dataclasses.replace(publication, listings=blind, parser="un-xml/0")
        store.add(publication, day, False)
    found = list_changes(store, "un", *days)
    assert found.delta.summary == "+0 ~2 -1"
    assert found.warnings == ()
    assert [event.event for event in life_of(store, "un:TAi.024").history if event.snapshot] == [
        "first seen",
        "last seen",
    ]
