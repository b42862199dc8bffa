"""What changed between two days: which publications are compared, what came back, what an older parser did."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from tamis.errors import FormatError, NoListsError, QueryError, UnknownListError
from tamis.report import changes as module
from tamis.report.changes import list_changes, list_history
from tamis.report.list_pages import changes_page

JANUARY, FEBRUARY, MARCH, APRIL = (dt.date(2024, month, 28) for month in (1, 2, 3, 4))


def test_the_publications_in_force_on_the_two_days_are_compared(store, publish, make) -> None:
    """Days between publications are answered by the one before; without days, the last two are compared."""
    one, two = make("A", "Orsolya Invented"), make("B", "Naum Invented")
    ids = [publish(JANUARY, [one]), publish(FEBRUARY, [one, two]), publish(MARCH, [two])]
    found = list_changes(store, "un", dt.date(2024, 2, 1), dt.date(2024, 3, 1))
    assert (found.older, found.newer) == (ids[0], ids[1])
    assert (found.since, found.until) == (dt.date(2024, 2, 1), dt.date(2024, 3, 1))
    last = list_changes(store, "un")
    assert (last.since, last.until, last.delta.summary) == (FEBRUARY, MARCH, "+0 ~0 -1")
    assert last.warnings == ()


def test_json_has_the_fixed_keys(store, publish, make) -> None:
    """Ids of what was added and removed, fields and words of what was amended, and captions for all of them."""
    publish(JANUARY, [make("A", "Orsolya Invented"), make("B", "Naum Invented")])
    publish(FEBRUARY, [make("A", "Orsolya Invented", birth_dates=["1965"]), make("C", "Karel Invented")])
    twin = json.loads(json.dumps(list_changes(store, "un").to_json()))
    assert {key: twin[key] for key in ("watchlist", "from", "to", "added", "removed", "amended")} == {
        "watchlist": "un", "from": "2024-01-28", "to": "2024-02-28", "added": ["un:C"], "removed": ["un:B"],
        "amended": [{"listing": "un:A", "fields": ["birth_dates"], "text": "birth date added: 1965"}],
    }  # fmt: skip
    assert twin["captions"] == {"un:A": "Orsolya Invented", "un:B": "Naum Invented", "un:C": "Karel Invented"}


def test_what_left_and_came_back_keeps_one_history(store, publish, make) -> None:
    """An added listing that stood on the list before, and one that was missing in between only, are told as returned."""
    one, two = make("A", "Orsolya Invented"), make("B", "Naum Invented")
    publish(JANUARY, [one, two])
    publish(FEBRUARY, [two])
    publish(MARCH, [make("A", "Orsolya Invented", birth_dates=["1965"]), two])
    added = list_changes(store, "un", FEBRUARY, MARCH)
    assert [listing.id for listing in added.delta.added] == ["un:A"]
    (back,) = added.returned
    assert (back.listing, back.last_seen, back.absent_from, back.seen_again) == ("un:A", JANUARY, FEBRUARY, MARCH)
    assert back.text.endswith("last in that of 2024-01-28, gone from that of 2024-02-28; birth date added: 1965")
    stayed = list_changes(store, "un", JANUARY, MARCH)
    assert [one.listing for one in stayed.delta.amended] == ["un:A"]
    assert [one.listing for one in stayed.returned] == ["un:A"]
    assert list_changes(store, "un", JANUARY, FEBRUARY).returned == ()


def test_a_return_before_the_days_asked_for_is_no_news(store, publish, make) -> None:
    """What came back before the first day has nothing to do with the days asked for."""
    one, two = make("A", "Orsolya Invented"), make("B", "Naum Invented")
    for day, listings in ((JANUARY, [one, two]), (FEBRUARY, [two]), (MARCH, [one, two]), (APRIL, [one])):
        publish(day, listings)
    assert list_changes(store, "un", MARCH, APRIL).returned == ()


def test_days_that_no_publication_answers_are_said(store, publish, make) -> None:
    """A day before the first publication is stood in for; two days of one publication differ in nothing."""
    publish(MARCH, [make("A", "Orsolya Invented")])
    found = list_changes(store, "un", JANUARY, APRIL)
    assert found.delta.empty
    assert "no publication of 2024-01-28 or before is kept; that of 2024-03-28 stands in" in found.warnings[0]
    assert found.warnings[1] == "un: the publication of 2024-03-28 answers for both days"


def test_what_cannot_be_compared_is_refused(store, publish, make) -> None:
    """No list, an unknown one, days the wrong way round, one publication alone: each says what to do."""
    with pytest.raises(NoListsError, match="tamis import"):
        list_changes(store, "un")
    publish(MARCH, [make("A", "Orsolya Invented")])
    with pytest.raises(UnknownListError, match="no such list is loaded"):
        list_changes(store, "ofac-sdn")
    with pytest.raises(QueryError, match="the first day comes after the last"):
        list_changes(store, "un", APRIL, MARCH)
    with pytest.raises(UnknownListError, match="import an older one"):
        list_changes(store, "un")


def test_an_older_parsers_publication_is_read_anew(store, publish, make, monkeypatch) -> None:
    """What today's parser reads in the old files counts; where they cannot be read, the answer says so."""
    publish(JANUARY, [make("A", "Orsolya Invented")])
    publish(FEBRUARY, [make("A", "Orsolya Inventedova")])
    old, new = store.snapshots("un")
    monkeypatch.setattr(type(store), "kept", lambda *_: (old, dataclasses.replace(new, parser="un-xml/2")))
    now = tuple(store.listings(new))

    @dataclasses.dataclass
    class Read:
        listings = now
        parser = "un-xml/2"

    monkeypatch.setattr(module, "read_publication", lambda *_: Read())
    assert list_changes(store, "un").delta.empty

    def refuse(*_: object) -> None:
        raise FormatError("no list")

    monkeypatch.setattr(module, "read_publication", refuse)
    found = list_changes(store, "un")
    assert [one.fields for one in found.delta.amended] == [("names",)]
    assert "could not be read anew (no list)" in found.warnings[0]


def test_the_page_holds_every_change_and_escapes_it(store, publish, make) -> None:
    """Added, amended and removed stand on the page, as text."""
    publish(JANUARY, [make("A", "Orsolya Invented"), make("B", "Naum Invented")])
    publish(FEBRUARY, [make("A", "Orsolya Invented", remarks="<b>bold</b> & more"), make("C", "Karel <i>Invented")])
    page = changes_page(list_changes(store, "un"), "Invented list")
    for text in (
        "un:A",
        "un:B",
        "un:C",
        "remarks added: &lt;b&gt;bold&lt;/b&gt; &amp; more",
        "Karel &lt;i&gt;Invented",
    ):
        assert text in page
    assert "<b>bold" not in page


def test_a_history_counts_every_step(store, publish, make) -> None:
    """Listings, programmes, what each publication added, amended and removed, and how many of it came back."""
    one, two = make("A", "Orsolya Invented"), make("B", "Naum Invented", programme="Other")
    for day, listings in ((JANUARY, [one, two]), (FEBRUARY, [two]), (MARCH, [one, make("B", "Naum Invented")])):
        publish(day, listings)
    history = list_history(store, "un")
    assert [(step.listings, step.added, step.amended, step.removed, step.returned) for step in history.steps] == [
        (2, None, None, None, 0), (1, 0, 0, 1, 0), (2, 1, 1, 0, 1),
    ]  # fmt: skip
    assert [dict(step.programmes) for step in history.steps] == [
        {"Invented": 1, "Other": 1}, {"Other": 1}, {"Invented": 2},
    ]  # fmt: skip


def test_different_forms_are_said(store, publish, make, monkeypatch) -> None:
    """A list that changed from one form to another is compared as it is, and the answer says so."""
    publish(JANUARY, [make("A", "Orsolya Invented")])
    publish(FEBRUARY, [make("A", "Orsolya Inventedova")])
    old, new = store.snapshots("un")
    monkeypatch.setattr(type(store), "kept", lambda *_: (dataclasses.replace(old, parser="un-csv/1"), new))
    found = list_changes(store, "un")
    assert [one.fields for one in found.delta.amended] == [("names",)]
    assert "came in different forms (un-csv/1, un-xml/1)" in found.warnings[0]
