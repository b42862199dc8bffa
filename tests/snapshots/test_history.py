"""The dossier of one listing over the publications that are kept."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tamis.errors import NoListsError, UnknownListError
from tamis.records import Link

JANUARY, FEBRUARY, MARCH, APRIL = (dt.date(2024, month, 28) for month in (1, 2, 3, 4))
TWO = {"A.1": "Orsolya Invented", "A.2": "Наум Выдуманный"}
ONE = {"A.2": "Наум Выдуманный"}


def test_a_listing_that_left_and_came_back(store, publish):
    """First seen, absent, seen again and last seen are told with their publications, among the publisher's own dates."""
    dates = {"listed": {"A.1": dt.date(2001, 2, 3)}, "amended": {"A.1": (dt.date(2024, 2, 1),)}}
    first, _ = store.add(publish(TWO, **dates), JANUARY, False)
    gone, _ = store.add(publish(ONE), FEBRUARY, False)
    back, _ = store.add(publish(TWO, **dates), MARCH, False)
    dossier = store.dossier("un:A.1")
    assert [(event.event, event.date, event.snapshot) for event in dossier.history] == [
        ("listed", dt.date(2001, 2, 3), None),
        ("first seen", JANUARY, first.id),
        ("amended", dt.date(2024, 2, 1), None),
        ("absent", FEBRUARY, gone.id),
        ("seen again", MARCH, back.id),
        ("last seen", MARCH, back.id),
    ]
    assert dossier.snapshot == back.id
    assert dossier.in_force
    assert dossier.warnings == ()


def test_a_listing_that_is_gone_is_found_and_said_so(store, publish):
    """What stood only in an older publication is shown as it stood there."""
    old, _ = store.add(publish(TWO), JANUARY, False)
    store.add(publish(ONE), FEBRUARY, False)
    dossier = store.dossier("un:A.1")
    assert dossier.listing.names[0].text == "Orsolya Invented"
    assert (dossier.snapshot, dossier.in_force) == (old.id, False)
    assert "not in the publication that answers (2024-02-28)" in dossier.warnings[0]


def test_as_of_shows_what_held_on_the_day(store, publish):
    """The version of the day is shown, and a listing of later says so."""
    store.add(publish({"A": "Früher Erfunden"}), JANUARY, False)
    store.add(publish({"A": "Später Erfunden", "B": "Neu Erfunden"}, listed={"B": FEBRUARY}), MARCH, False)
    assert store.dossier("un:A", FEBRUARY).listing.names[0].text == "Früher Erfunden"
    assert store.dossier("un:A", MARCH).listing.names[0].text == "Später Erfunden"
    later = store.dossier("un:B", FEBRUARY - dt.timedelta(days=1))
    assert not later.in_force
    assert any("listed on 2024-02-28, after 2024-02-27" in warning for warning in later.warnings)


def test_a_day_before_every_publication_is_said(store, publish):
    """The dossier of a reconstructed day names the publication that stands in."""
    store.add(publish(TWO), MARCH, False)
    assert "2024-03-28 stands in" in store.dossier("un:A.1", JANUARY).warnings[0]


def test_a_newer_parser_is_no_event(store, publish):
    """Two snapshots of one publication count once in a history, the newer parser's."""
    store.add(publish(ONE, parser="un-xml/1"), JANUARY, False)
    newer, _ = store.add(publish(TWO, parser="un-xml/2"), JANUARY, False)
    dossier = store.dossier("un:A.1")
    assert [(event.event, event.snapshot) for event in dossier.history] == [
        ("first seen", newer.id),
        ("last seen", newer.id),
    ]


def test_links_are_followed_both_ways_and_across_lists(store, publish):
    """Links by id and by name find the other listing in force; what is not found is kept as published."""
    names = {"A": "Erste Erfindung", "B": "DRITTE, Erfindung", "C": "Vierte"}
    links = {
        "A": (
            Link("leader of", target="own:1", text="Leads it."),
            Link("linked to", name="dritte  ERFINDUNG"),
            Link("linked to", name="Nobody at all"),
            Link("owned by", target="un:gone"),
        ),
        "B": (Link("mentions", target="un:A"), Link("mentions", target="un:C")),
        "C": (
            Link("associated with", name="érste erfindung."),
            Link("mentions", target="un:B", name="Erste Erfindung"),
        ),
    }
    store.add(publish(names, links=links), JANUARY, False)
    store.add(publish({"1": "Fremde Liste"}, watchlist="own"), JANUARY, False)
    found = [
        (link.direction, link.relation, link.listing, link.name, link.found) for link in store.dossier("un:A").links
    ]
    assert found == [
        ("outgoing", "leader of", "own:1", "Fremde Liste", True),
        ("outgoing", "linked to", "un:B", "DRITTE, Erfindung", True),
        ("outgoing", "linked to", None, "Nobody at all", False),
        ("outgoing", "owned by", "un:gone", None, False),
        ("incoming", "mentions", "un:B", "DRITTE, Erfindung", True),
        ("incoming", "associated with", "un:C", "Vierte", True),
    ]


def test_json_has_the_fixed_keys(store, publish):
    """listing, snapshot, history and links are there, and all of it is JSON."""
    store.add(publish(TWO, links={"A.1": (Link("linked to", name="X"),)}), JANUARY, False)
    twin = json.loads(json.dumps(store.dossier("un:A.1", MARCH).to_json()))
    assert set(twin) >= {"listing", "snapshot", "history", "links"}
    assert twin["listing"]["id"] == "un:A.1"
    assert twin["as_of"] == "2024-03-28"
    assert twin["history"][0] == {
        "event": "first seen",
        "date": "2024-01-28",
        "snapshot": twin["snapshot"],
        "text": "first in the publication of 2024-01-28, the oldest kept",
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("un:a.1", "the nearest is un:A.1"),
        ("un:A.11", "the nearest is un:A.1"),
        ("A.1", "did you mean un:A.1?"),
        ("nothing", "<watchlist>:<reference>"),
        ("eu:1", "eu: no such list is loaded"),
        ("..:1", "no such list is loaded"),
        ("un:\ud800", "no such listing"),
    ],
)
def test_an_unknown_listing_says_what_is_near(store, publish, asked, said):
    """The error names the nearest id, or how an id is written."""
    store.add(publish(TWO), JANUARY, False)
    with pytest.raises(UnknownListError) as caught:
        store.dossier(asked)
    assert said in str(caught.value)


def test_no_list_no_dossier(store):
    """Without a list the answer is not "unknown listing" but what to type."""
    with pytest.raises(NoListsError, match="tamis import"):
        store.dossier("un:A.1")
