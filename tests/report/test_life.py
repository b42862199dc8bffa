"""A listing's life: what each publication changed, and where else the same party stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from tamis.report import life as module
from tamis.report.life import counterparts, life_of, neighbours_of
from tamis.screening import Screener

JANUARY, FEBRUARY, MARCH, APRIL = (dt.date(2024, month, 28) for month in (1, 2, 3, 4))
RARE = "Bashar Xenvorian Qzimovar"


def test_every_amendment_is_told_in_words(store, publish, make) -> None:
    """What each publication changed, the gap, and what had changed when the listing came back."""
    other = make("B", "Naum Invented")
    publish(JANUARY, [make("A", RARE), other])
    publish(FEBRUARY, [make("A", RARE, birth_dates=["1965"]), other])
    publish(MARCH, [other])
    publish(APRIL, [make("A", RARE, birth_dates=["1965-04-17"]), other])
    assert [(event.event, event.date, event.text) for event in life_of(store, "un:A").history] == [
        ("first seen", JANUARY, "first in the publication of 2024-01-28, the oldest kept"),
        ("amended", FEBRUARY, "amended in the publication of 2024-02-28: birth date added: 1965"),
        ("absent", MARCH, "no longer in the publication of 2024-03-28; last in that of 2024-02-28"),
        ("seen again", APRIL, "again in the publication of 2024-04-28; not in that of 2024-03-28"),
        ("amended", APRIL, "amended in the publication of 2024-04-28: birth date amended: 1965 -> 1965-04-17"),
        ("last seen", APRIL, "last in the publication of 2024-04-28, the newest kept"),
    ]


def test_a_mark_that_all_entries_got_is_no_amendment(store, publish, make) -> None:
    """A detail that no entry of the publication before had is the publisher's new form."""
    publish(JANUARY, [make("A", RARE), make("B", "Naum Invented")])
    details = [{"label": "has notice", "value": "no"}]
    publish(FEBRUARY, [make("A", RARE, details=details), make("B", "Naum Invented", details=details)])
    assert [event.event for event in life_of(store, "un:A").history] == ["first seen", "last seen"]


def test_the_same_party_on_other_lists_is_found_by_names_and_by_reference(store, publish, make) -> None:
    """By what the publishers give, said why; a namesake of another birth date stays out."""
    publish(JANUARY, [make("A", RARE, birth_dates=["1970-04-05"]), make("B", "Naum Invented")])
    cites = [{"kind": "un_reference", "value": "A"}]
    publish(JANUARY, [
        make("1", "QZIMOVAR, Bashar Xenvorian", watchlist="ofac-sdn", birth_dates=["1970-04-05"]),
        make("2", RARE, watchlist="ofac-sdn", birth_dates=["1940-01-01"]),
    ])  # fmt: skip
    publish(JANUARY, [make("9", "Otherwise Altogether", watchlist="eu", identifiers=cites)])
    dossier = life_of(store, "un:A")
    assert {(one.listing, one.why) for one in dossier.also} == {
        ("ofac-sdn:1", "the same name and date of birth 1970-04-05"),
        ("eu:9", "cites the UN reference A"),
    }
    twin = json.loads(json.dumps(dossier.to_json()))
    assert {one["listing"] for one in twin["also"]} == {"ofac-sdn:1", "eu:9"}
    assert [one.listing for one in life_of(store, "eu:9").also] == ["un:A"]


def test_a_listing_with_no_name_to_ask_for_is_still_shown(make) -> None:
    """A name without letters cannot be screened; nothing is sought and nothing fails."""
    assert list(counterparts(make("A", "???", watchlist="own"), Screener.from_listings([make("B", RARE)]))) == []


def test_versions_of_two_parsers_are_read_anew(store, publish, make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another parser read the publication before, its files are read again, and what then is equal is no event."""
    publish(JANUARY, [make("A", RARE)])
    publish(FEBRUARY, [make("A", RARE, birth_dates=["1965"])])
    old, new = store.snapshots("un")
    monkeypatch.setattr(module, "read_anew", lambda *_: ({old.id: tuple(store.listings(new))}, ["read anew"]))
    monkeypatch.setattr(type(store), "snapshots", lambda *_: (dataclasses.replace(old, parser="un-xml/0"), new))
    dossier = life_of(store, "un:A")
    assert [event.event for event in dossier.history] == ["first seen", "last seen"]
    assert dossier.warnings[-1] == "read anew"


def test_neighbours_are_read_from_the_lists_in_force(store, publish, make) -> None:
    """The listings that links lead to, in whatever list; those on no list are left to their names."""
    links = [{"relation": "leader of", "target": "ofac-sdn:1"}, {"relation": "linked to", "name": "Nobody at all"}]
    publish(
        JANUARY, [make("A", RARE, links=links), make("B", "Naum", links=[{"relation": "mentions", "target": "un:A"}])]
    )
    publish(JANUARY, [make("1", "Karel Invented", watchlist="ofac-sdn")])
    assert {one.id for one in neighbours_of(store, life_of(store, "un:A"))} == {"un:B", "ofac-sdn:1"}
    assert neighbours_of(store, life_of(store, "ofac-sdn:1")) != ()


@pytest.mark.parametrize(
    ("listing", "other"),
    [("un:QDi.263", "ofac-sdn:10689"), ("un:QDe.118", "ofac-sdn:7140"), ("ofac-sdn:10689", "un:QDi.263")],
)
def test_lives_of_real_parties(real_store, listing: str, other: str) -> None:
    """Hafiz Saeed and Lashkar-e-Tayyiba stand on both lists and are linked both ways."""
    dossier = life_of(real_store, listing, dt.date(2021, 7, 7))
    assert other in [one.listing for one in dossier.also]
    assert dossier.as_of == dt.date(2021, 7, 7)
    if listing.startswith("un:"):
        said = {(link.direction, link.relation) for link in dossier.links}
        way = ("outgoing", "incoming") if listing == "un:QDi.263" else ("incoming", "outgoing")
        assert said >= {(way[0], "leader of"), (way[1], "associated with")}


def test_life_of_a_listing_that_came_back(real_store) -> None:
    """One reference, one history: first seen 2017, gone 2024, back in 2025."""
    events = [(event.event, str(event.date)) for event in life_of(real_store, "un:IRi.001").history]
    assert [one for one in events if one[0] in ("first seen", "absent", "seen again", "last seen")] == [
        ("first seen", "2017-06-20"), ("absent", "2024-09-26"), ("seen again", "2025-11-18"), ("last seen", "2026-08-01"),
    ]  # fmt: skip
