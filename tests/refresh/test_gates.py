"""What keeps a publication from taking the place of the one in force, and what does not."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tamis.errors import FormatError
from tamis.records import Snapshot
from tamis.refresh.gates import LEAST_LISTINGS, Side, concerns
from tamis.refresh.measures import compare, measure
from tamis.refresh.rules import ListRules
from tamis.snapshots.manifest import describe
from tamis.sources import read_publication, watchlists


def side(count: int, filled: dict[str, int] | None = None, unread: tuple[str, ...] = (), **changes: Any) -> Side:
    """Return a publication of so many listings, of which the first few tell a particular."""
    values = {"birth_dates": ["1970"], "countries": ["no"], "identifiers": [{"kind": "passport", "value": "1"}]}
    twins = []
    for number in range(count):
        twin: dict[str, Any] = {"id": f"un:{number}", "names": [f"Invented {number}"]}
        twin |= {key: values[key] for key, told in (filled or {}).items() if number < told}
        twins.append(twin)
    snapshot = Snapshot(
        id="un@2026-11-20-0123456789ab", watchlist="un", title="Invented", published=dt.date(2026, 11, 20),
        published_at=None, published_assumed=False, imported_at="", parser="un-xml/1", digest="", listings=count,
        names=count, files=(), unread=unread, **changes,
    )  # fmt: skip
    return Side(snapshot=snapshot, measures=measure(twins))


def said(before: Side | None, after: Side, **rules: Any) -> list[str]:
    """Return the kinds of what speaks against a publication."""
    return [concern.kind for concern in concerns(before, after, ListRules(**{"least_listings": 0, **rules}))]


@pytest.mark.parametrize(("count", "found"), [(800, []), (799, ["drop"]), (1000, []), (5000, [])])
def test_a_fall_beyond_a_fifth_is_a_concern(count: int, found: list[str]) -> None:
    """A list may grow as it likes; what is lost beyond the limit was lost on the way."""
    assert said(side(1000), side(count)) == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (500, 400, []),
        (500, 399, ["drop"]),
        (500, 900, []),
        (49, 20, []),
        (10, 0, ["drop"]),
        (9, 0, []),
    ],
)
def test_what_was_filled_in_stays_so(old: int, new: int, found: list[str]) -> None:
    """A share may fall by a fifth; a particular that few have may fall, yet not vanish."""
    assert said(side(1000, {"birth_dates": old}), side(1000, {"birth_dates": new})) == found


def test_a_list_that_few_have_grown_is_not_suspect() -> None:
    """A share falls also where listings without the particular come: 12 % was the most that the UN's list ever did."""
    assert said(side(879, {"countries": 618}), side(1000, {"countries": 621})) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ((), ("element INDIVIDUAL/HEIGHT: 12, first in QDi.001",), ["unread"]),
        (("element INDIVIDUAL/HEIGHT: 12, first in QDi.001",), ("element INDIVIDUAL/HEIGHT: 14, first in QDi.9",), []),
        (("column height: 1, first in line 1",), (), []),
    ],
)
def test_only_what_is_newly_unread_counts(old: tuple[str, ...], new: tuple[str, ...], found: list[str]) -> None:
    """What was not read in the publication in force either is known."""
    assert said(side(100, unread=old), side(100, unread=new)) == found


def test_a_first_publication_is_measured_by_what_the_list_must_hold() -> None:
    """Without one in force there is nothing to fall from, yet a list has its least size; the user's own word beats it."""
    assert said(None, side(499, unread=("column x: 1, first in line 1",)), least_listings=None) == ["least"]
    assert said(None, side(500), least_listings=None) == []
    assert said(None, side(3), least_listings=3) == []


def test_least_sizes_are_of_lists_that_there_are() -> None:
    """The table names known lists."""
    assert LEAST_LISTINGS.keys() <= watchlists().keys()


def test_where_a_listing_stands_in_its_file_is_no_change() -> None:
    """The source of a listing moves with every line that is added above it."""
    one, two = ([{"id": "un:1", "names": ["Invented"], "source": f"line {line}"}] for line in (4, 5))
    assert not compare(measure(one), measure(two))
    changed = compare(measure(one), measure([{"id": "un:1", "names": ["Changed"], "source": "line 4"}]))
    assert (changed.added, changed.amended, changed.removed) == ((), ("un:1",), ())


def _in_order(folder: Path) -> Iterator[Side]:
    for path in sorted(folder.iterdir()):
        try:
            publication = read_publication("un", [path])
        except FormatError:  # one of them is damaged on purpose
            continue
        snapshot = describe(publication, dt.date.fromisoformat(path.name), False)
        yield Side(snapshot=snapshot, measures=measure(one.to_json() for one in publication.listings))


def test_no_real_list_of_the_un_is_refused(test_data: Path) -> None:
    """Each of the publications kept since 2017 passes the gates behind the one before it, as published."""
    sides = list(_in_order(test_data / "lists" / "un"))
    assert len(sides) >= 20
    found = [
        (after.snapshot.published, concern.text)
        for before, after in itertools.pairwise(sides)
        for concern in concerns(before, after, ListRules())
    ]
    assert found == []
