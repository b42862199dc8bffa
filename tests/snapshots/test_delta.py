"""What changed between two publications, what is no change, and what cannot be told."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from tamis.records import (
    Designation,
    Detail,
    Identifier,
    Link,
    Listing,
    Name,
    NameQuality,
    PartialDate,
    Place,
    SourceFile,
)
from tamis.snapshots import apply_delta, compare_publications

JANUARY, FEBRUARY = dt.date(2024, 1, 28), dt.date(2024, 2, 28)
BASE = Listing(
    id="un:A.1",
    names=(Name("Orsolya INVENTED"), Name("Orsi", NameQuality.WEAK), Name("О. Выдуманная", NameQuality.ALIAS)),
    birth_dates=(PartialDate.parse("1965"),),
    addresses=(Place(street="1 Nowhere Street", city="Tolmezza", country="it"),),
    identifiers=(Identifier("passport", "X 12-3", "hu"),),
    positions=("Minister of Nothing",),
    designations=(Designation("Invented authority", "Invented regime", dt.date(2001, 2, 3)),),
    links=(Link("leader of", name="Invented Front", text="leader of the Invented Front"),),
    remarks="First sentence. Second one.",
    amended_on=(dt.date(2020, 1, 1),),
    details=(Detail("Website", "example.org"), Detail("sort key", "7")),
    source="INDIVIDUAL DATAID 1",
)


def _amended(**changes: Any) -> tuple[tuple[str, ...], str] | None:
    """Return fields and words of the amendment that these changes make; None where they make none."""
    delta = compare_publications([BASE], [dataclasses.replace(BASE, **changes)])
    return (delta.amended[0].fields, delta.amended[0].text) if delta.amended else None


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "INDIVIDUAL DATAID 2"},
        {"names": (Name("О. Выдуманная", NameQuality.ALIAS), Name("Orsi", NameQuality.WEAK), Name("Orsolya Invented"))},
        {"names": (*BASE.names, Name("  ORSOLYA  invented "))},
        {"addresses": (Place(text="Tolmezza, 1 nowhere street", country="it"),)},
        {"identifiers": (Identifier("passport", "x123", "hu"),)},
        {"remarks": "First sentence.Second  ONE."},
        {"remarks": "Second one. First sentence."},
        {"details": (Detail("sort key", "8"), Detail("WEBSITE", "example.org"))},
        {"links": (Link("leader of", target="un:B.1", name="Invented Front", text="other words"),)},
        {"positions": ("Minister\u00a0of Nothing",)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_change_of_layout_is_no_change(changes: dict[str, Any]) -> None:
    """Order, blanks, case, the division of a place, the place in the file: nothing of the party is amended."""
    assert _amended(**changes) is None


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"names": (*BASE.names, Name("O. Invented", NameQuality.ALIAS))}, "names", "alias added: O. Invented"),
        ({"names": BASE.names[:2]}, "names", "alias removed: О. Выдуманная"),
        ({"names": (BASE.names[0], Name("Orsi", NameQuality.ALIAS), BASE.names[2])}, "names",
         "weak alias is now alias: Orsi"),
        ({"names": (Name("Orsolya Inventedova"), *BASE.names[1:])}, "names",
         "primary name amended: Orsolya INVENTED -> Orsolya Inventedova"),
        ({"birth_dates": (PartialDate.parse("1965-04-17"),)}, "birth_dates", "birth date amended: 1965 -> 1965-04-17"),
        ({"birth_dates": ()}, "birth_dates", "birth date removed: 1965"),
        ({"countries": ("hu",)}, "countries", "country added: Hungary"),
        ({"addresses": ()}, "addresses", "address removed: 1 Nowhere Street, Tolmezza, Italy"),
        ({"identifiers": (Identifier("passport", "X123", "hu", note="expired"),)}, "identifiers",
         "passport X123 amended: Hungary -> Hungary, expired"),
        ({"positions": ("Minister of Nothing (1996-2001)",)}, "positions",
         "position amended: Minister of Nothing -> Minister of Nothing (1996-2001)"),
        ({"designations": (Designation("Invented authority", "Other regime", dt.date(2001, 2, 3)),)}, "designations",
         "programme amended: Invented regime (listed 2001-02-03) -> Other regime (listed 2001-02-03)"),
        ({"links": ()}, "links", "link removed: leader of Invented Front"),
        ({"remarks": "First sentence. Second one. Deceased."}, "remarks", "remarks amended, added: Deceased."),
        ({"remarks": None}, "remarks", "remarks removed: First sentence. Second one."),
        ({"amended_on": (dt.date(2020, 1, 1), dt.date(2024, 2, 2))}, "amended_on",
         "publisher's day of amendment added: 2024-02-02"),
        ({"details": (*BASE.details, Detail("Website", "example.net"))}, "details", "Website added: example.net"),
    ],
)  # fmt: skip
def test_an_amendment_is_told_in_words(changes: dict[str, Any], field: str, text: str) -> None:
    """Each field that changed is named, with what it was and what it is."""
    assert _amended(**changes) == ((field,), text)


def test_added_removed_and_amended_make_the_newer_publication() -> None:
    """The delta, applied to the older publication, gives the newer one; layout and place in the file come along."""
    other, third, new = (dataclasses.replace(BASE, id=f"un:A.{number}") for number in (2, 3, 4))
    moved = dataclasses.replace(third, source="elsewhere", remarks="Second one. First sentence.")
    amended = dataclasses.replace(BASE, genders=("female",))
    delta = compare_publications([BASE, other, third], [amended, moved, new])
    assert [one.id for one in delta.added] == ["un:A.4"]
    assert [one.id for one in delta.removed] == ["un:A.2"]
    assert [one.listing for one in delta.amended] == ["un:A.1"]
    assert delta.restated == (moved,)
    assert delta.summary == "+1 ~1 -1"
    assert not delta.empty
    assert apply_delta(delta, [BASE, other, third]) == {"un:A.1": amended, "un:A.3": moved, "un:A.4": new}


def test_a_part_that_did_not_come_is_not_supplied(store, publish) -> None:
    """Without the file of aliases nobody lost an alias; the main name still counts."""
    whole = publish({"A.1": "Orsolya", "A.2": "Naum"})
    named = tuple(
        dataclasses.replace(
            one, names=(*one.names, Name("Orsi", NameQuality.ALIAS)), addresses=(Place(city="Nowhere"),)
        )
        for one in whole.listings
    )
    older, _ = store.add(dataclasses.replace(whole, listings=named), JANUARY, False)
    bare = publish({"A.1": "Orsolya", "A.2": "Naum Ivanovich"}, incomplete=("alt", "add"))
    newer, _ = store.add(bare, FEBRUARY, False)
    delta = store.delta(older, newer)
    assert [(one.listing, one.text) for one in delta.amended] == [
        ("un:A.2", "primary name amended: Naum -> Naum Ivanovich")
    ]
    assert delta.not_supplied == (
        "addresses: not supplied with the publication of 2024-02-28",
        "aliases: not supplied with the publication of 2024-02-28",
    )


def test_the_end_of_a_long_remark_that_did_not_come_is_not_supplied(store, publish) -> None:
    """A remark cut at its column, and what is read from its end, is no amendment where the overflow is missing."""
    long = "DOB 1965; " + "x" * 985
    whole = publish({"A.1": "Orsolya"})
    cut = dataclasses.replace(whole.listings[0], remarks=long)
    full = dataclasses.replace(cut, remarks=f"{long}; nationality Hungary.", countries=("hu",))
    older, _ = store.add(dataclasses.replace(whole, listings=(cut,)), JANUARY, False)
    comments = SourceFile("comments", "comments.csv", 1, "0" * 64)
    files, contents = (*whole.files, comments), (*whole.contents, b"x")
    newer, _ = store.add(dataclasses.replace(whole, listings=(full,), files=files, contents=contents), FEBRUARY, False)
    delta = store.delta(older, newer)
    assert delta.empty
    assert delta.not_supplied == ("the ends of long remarks: not supplied with the publication of 2024-01-28",)


def test_another_form_of_a_list_amends_nobody(store, publish) -> None:
    """Where one form has no addresses at all nobody lost any, and each form has remarks of its own; a new name counts."""
    first = publish({f"A.{number}": f"Orsolya {number}" for number in range(10)}, parser="ofac-csv/1")
    told = tuple(
        dataclasses.replace(one, remarks=f"DOB {one.id}.", addresses=(Place(city="Nowhere"),)) for one in first.listings
    )
    older, _ = store.add(dataclasses.replace(first, listings=told), JANUARY, False)
    second = publish({f"A.{number}": f"Orsolya {number + number // 9}" for number in range(10)}, parser="ofac-xml/1")
    newer, _ = store.add(second, FEBRUARY, False)
    delta = store.delta(older, newer)
    assert [one.fields for one in delta.amended] == [("names",)]
    assert delta.not_supplied == (
        "remarks: not compared: the publications came in different forms, each with its own remarks",
        "addresses: the form of the newer publication has no such field",
    )


def test_a_mark_that_every_entry_got_is_a_change_of_form(store, publish) -> None:
    """A detail that no entry had and nearly all have now amends nobody; one that a few have does."""
    first = publish({f"A.{number}": f"Orsolya {number}" for number in range(10)})
    marked = tuple(dataclasses.replace(one, details=(Detail("has notice", "no"),)) for one in first.listings)
    few = (dataclasses.replace(marked[0], details=(*marked[0].details, Detail("Website", "example.org"))), *marked[1:])
    older, _ = store.add(first, JANUARY, False)
    newer, _ = store.add(dataclasses.replace(first, listings=few), FEBRUARY, False)
    delta = store.delta(older, newer)
    assert [(one.listing, one.text) for one in delta.amended] == [("un:A.0", "Website added: example.org")]
    assert delta.not_supplied == ("has notice: the form of the older publication has no such field",)


def test_a_listing_read_anew_is_compared_as_today_reads_it(store, publish) -> None:
    """What an older parser did not read is no amendment where its publication is read again."""
    older, _ = store.add(publish({"A.1": "Orsolya"}, parser="un-xml/1"), JANUARY, False)
    richer = publish({"A.1": "Orsolya"}, parser="un-xml/2")
    told = tuple(dataclasses.replace(one, names=(Name("Orsolya Ferndale"),)) for one in richer.listings)
    newer, _ = store.add(dataclasses.replace(richer, listings=told), FEBRUARY, False)
    assert store.delta(older, newer).amended[0].fields == ("names",)
    assert store.delta(older, newer, reread={older.id: told}).empty
