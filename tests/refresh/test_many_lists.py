"""Several lists at once, which of them, what is looked for afterwards, and who may read what is written."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable

import pytest
from loopback import Publisher, names, refresh_un, status, un_list, whole

from tamis.errors import SourceError, UnknownListError
from tamis.refresh import ListRefresh, Rules, refresh
from tamis.snapshots import Store

PEOPLE = names(40)
GOOD = un_list(PEOPLE)
NEWER = un_list([*PEOPLE, "Bravonik Solemtar"], "2026-11-22")
Fetch = Callable[..., ListRefresh]


def test_lists_come_side_by_side_and_one_does_not_stop_the_other(store: Store, publisher: Publisher) -> None:
    """Two lists are on their way at once; a set is taken whole or not at all; each has its own report."""
    sdn = b'90001,"Zorvak Brozenik","individual","INVENTED",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    alt = b'90001,1,"aka","Abu Zorvak Calderum",-0- \r\n'
    add = b'90001,1,-0- ,"Invented Town","Norway",-0- \r\n'
    addresses = tuple(
        publisher.give(answer, path=path)
        for path, answer in (
            ("/SDN.CSV", whole(sdn, Last_Modified="Fri, 20 Nov 2026 10:00:00 GMT")),
            ("/ALT.CSV", whole(alt)),
            ("/ADD.CSV", whole(add)),
        )
    )
    un = publisher.give(status(500))
    rules = Rules(
        {"backoff_s": 0.01, "least_listings": 1}, {"un": {"addresses": (un,)}, "ofac-sdn": {"addresses": addresses}}
    )
    done = refresh(store, ["un", "ofac-sdn"], rules)
    assert [one.outcome for one in done.lists] == ["failed", "updated"]
    assert store.in_force("ofac-sdn").published == dt.date(2026, 11, 20)
    assert {file.role for file in store.in_force("ofac-sdn").files} == {"main", "alt", "add"}
    publisher.asked.clear()
    publisher.give(whole(alt.replace(b"Calderum", b"Dostrivo")), path="/ALT.CSV")
    assert refresh(store, ["ofac-sdn"], rules).lists[0].amended == 1
    assert len(store.in_force("ofac-sdn").files) == 3
    publisher.give(status(404), path="/ADD.CSV")
    publisher.give(whole(sdn.replace(b"Zorvak", b"Timeri")), path="/SDN.CSV")
    assert refresh(store, ["ofac-sdn"], rules).lists[0].outcome == "kept"


def test_who_came_and_is_not_found_is_reported(
    loaded: Store, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A listing that its own primary name does not find is named, and the refresh is not good."""
    monkeypatch.setattr("tamis.refresh.refreshing.not_found", lambda screener, listings: [one.id for one in listings])
    publisher.give(whole(NEWER))
    done = refresh_un(loaded, publisher)
    assert done.lists[0].not_found == ("un:XXi.041",)
    assert not done.good


def test_what_was_imported_or_read_by_another_version_is_searched_whole(
    loaded: Store, publisher: Publisher, fetch_un: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing new came, yet this code has not looked for the listings: all are looked for, once."""
    looked: list[int] = []
    monkeypatch.setattr(
        "tamis.refresh.refreshing.not_found", lambda screener, listings: looked.append(len(list(listings))) or ()
    )
    assert fetch_un().outcome == "unchanged"
    assert looked == []
    monkeypatch.setattr("tamis.refresh.refreshing.reading_code", lambda: "newer")
    assert fetch_un().outcome == "unchanged"
    assert fetch_un().outcome == "unchanged"
    assert looked == [41]


def test_without_names_all_that_can_be_had_are_chosen(loaded: Store, publisher: Publisher) -> None:
    """What is left out is said with its reason: no address, no token, asked lately, not among those that are asked."""
    address = publisher.give(whole(GOOD))
    off = {"addresses": (f"{publisher.root}/none",), "attempts": 1}
    rules = Rules(
        {},
        {"un": {"addresses": (address,), "least_listings": 10}, "ofac-sdn": off, "ofac-cons": off},
        only=("un", "own"),
    )
    done = refresh(loaded, (), rules)
    assert [one.watchlist for one in done.lists] == ["un"]
    left = {one.watchlist: one.why for one in done.left_out}
    assert left["ofac-sdn"] == "not among the lists that your settings ask"
    assert "uk-ofsi" in left
    lately = Rules({"interval_h": 5}, {**rules.lists}, only=("un",))
    done = refresh(loaded, (), lately)
    assert done.lists == ()
    assert "asked 0.0 h ago, every 5 h" in {one.watchlist: one.why for one in done.left_out}["un"]


@pytest.mark.parametrize(("name", "error"), [("uno", UnknownListError), ("own", SourceError), ("pk", SourceError)])
def test_a_list_that_was_named_and_cannot_be_fetched_is_refused(
    store: Store, name: str, error: type[Exception]
) -> None:
    """Nothing is done; the message says what to do."""
    with pytest.raises(error, match=name):
        refresh(store, [name])


def test_a_list_of_ones_own_may_have_an_address(store: Store, publisher: Publisher) -> None:
    """Where an address is set, own lists are refreshed as the others are."""
    line = b'{"id": "1", "names": [{"text": "Ulbrant Dostrivo"}]}\n'
    rules = Rules({}, {"own-desk": {"addresses": (publisher.give(whole(line), path="/desk.jsonl"),)}})
    assert refresh(store, ["own-desk"], rules).lists[0].listings == 1


def test_what_is_written_is_the_owners_alone(loaded: Store) -> None:
    """Folders of a refresh are 0700, its files 0600."""
    folder = loaded.home / "refresh"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {0o600}


def test_downloads_are_the_owners_alone_from_the_first_byte(
    loaded: Store, publisher: Publisher, fetch_un: Fetch
) -> None:
    """Nobody else can read a download while it is on its way."""
    seen: set[int] = set()

    def look(handler) -> None:
        whole(NEWER)(handler)
        for _ in range(100):
            for path in (loaded.home / "refresh" / "unfinished").rglob("*"):
                try:
                    seen.add(stat.S_IMODE(os.lstat(path).st_mode))
                except FileNotFoundError:
                    continue

    publisher.give(look)
    fetch_un()
    assert seen <= {0o700, 0o600}
