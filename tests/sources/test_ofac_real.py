"""OFAC's own files, in every form at hand: facts checked by hand against the raw files, and the forms against one another."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tamis.records import Listing, NameQuality, PartialDate, PartyKind, Place, Publication
from tamis.sources import read_publication
from tamis.sources.ofac_enhanced import FILTERED
from tamis.sources.reading import open_file, parse_xml
from tamis.values.dates import parse_date

YEMEN = "2024-05-24/sdn_enhanced_filtered_yemen.xml"
IRGC = "2024-08-28/sdn_enhanced_filtered_irgc.xml.gz"


@functools.cache
def _read(watchlist: str, path: Path) -> Publication:
    return read_publication(watchlist, [path])


@functools.cache
def _by_id(watchlist: str, path: Path) -> dict[str, Listing]:
    return {listing.id: listing for listing in _read(watchlist, path).listings}


@pytest.fixture
def ofac(test_data: Path) -> Path:
    """The folder of OFAC's files."""
    return test_data / "lists/ofac"


@pytest.mark.parametrize(("ending", "role"), [("del", "@"), ("pip", "|")])
def test_the_retired_forms_say_what_the_csv_form_says(ofac: Path, ending: str, role: str) -> None:
    """Divided by `@` or `|`, the same rows; aliases and addresses are found beside them under the ending of the CSV form."""
    folder = ofac / "2018-04-06"
    other = _read("ofac-cons", folder / f"cons_prim.{ending}")
    assert role in (folder / f"cons_prim.{ending}").read_text(encoding="utf-8")[:100]
    assert other.listings == _read("ofac-cons", folder / "cons_prim.csv").listings
    assert other.incomplete == ()


def test_names_keep_qualities_and_former_names(ofac: Path) -> None:
    """36 in the set of 2021: its aliases are those that the file of aliases has for it, by number and in its order."""
    listing = _by_id("ofac-sdn", ofac / "2021-07-07")["ofac-sdn:36"]
    raw = [
        row.split(",", 3)
        for row in (ofac / "2021-07-07/alt.csv").read_text("utf-8-sig").splitlines()
        if row[:3] == "36,"
    ]
    assert [name.quality for name in listing.names] == [NameQuality.PRIMARY, *[NameQuality.ALIAS] * len(raw)]
    assert [name.text for name in listing.names[1:]] == [row[3].split('"')[1] for row in raw]


def test_every_address_row_becomes_an_address(ofac: Path) -> None:
    """The set of 2021: each row of the file of addresses that holds anything stands in its listing; repetitions once."""
    rows = (ofac / "2021-07-07/add.csv").read_text("utf-8-sig").splitlines()
    told = {row.split(",", 2)[0] for row in rows if "," in row and row.count("-0-") < 4}
    listings = _by_id("ofac-sdn", ofac / "2021-07-07").values()
    assert {listing.id.partition(":")[2] for listing in listings if listing.addresses} == told


def test_every_form_of_birth_date_is_read(ofac: Path) -> None:
    """The set of 2021 has days, months, years, circa and ranges, and not one that stayed text."""
    listings = _by_id("ofac-sdn", ofac / "2021-07-07").values()
    dates = [date for listing in listings for date in listing.birth_dates]
    shapes = Counter(
        (date.until is not None, date.circa, date.month is not None, date.day is not None) for date in dates
    )
    assert {
        (False, False, True, True),
        (False, False, True, False),
        (False, False, False, False),
        (False, True, False, False),
        (True, False, False, False),
    } <= set(shapes)
    assert not [one for listing in listings for one in listing.details if one.label == "birth date"]


def test_links_lead_to_listings_of_the_same_list(ofac: Path) -> None:
    """The set of 2021 links some thousand parties by name, and most of the names are those of a listing."""
    listings = _by_id("ofac-sdn", ofac / "2021-07-07")
    links = [link for listing in listings.values() for link in listing.links if link.relation == "linked to"]
    resolved = [link for link in links if link.target]
    assert len(links) > 1000
    assert len(resolved) > 0.9 * len(links)
    assert all(listings[str(link.target)].names[0].text.casefold() == str(link.name).casefold() for link in resolved)


def test_vessels_keep_their_particulars(ofac: Path) -> None:
    """Every vessel of 2021 with an IMO number in its remarks has it, in seven digits but for the one published in five."""
    vessels = [one for one in _by_id("ofac-sdn", ofac / "2021-07-07").values() if one.kind is PartyKind.VESSEL]
    told = [one for one in vessels if "Vessel Registration Identification IMO" in (one.remarks or "")]
    assert len(told) > 200
    numbers = [[one.value for one in vessel.identifiers if one.kind == "imo"] for vessel in told]
    assert all(numbers)
    assert [value for values in numbers for value in values if len(value) != 7 or not value.isdigit()] == ["15411"]


def test_the_enhanced_form_keeps_scripts_qualities_and_days(ofac: Path) -> None:
    """30624: its names in both scripts, weak ones as weak, the year of birth, the day and the laws of listing."""
    listing = _by_id("ofac-sdn", ofac / YEMEN)["ofac-sdn:30624"]
    assert [name.script for name in listing.names].count("Arab") == 2
    assert not [char for name in listing.names for char in name.text if char in "\u202a\u202b\u202c"]
    assert sum(name.quality is NameQuality.WEAK for name in listing.names) == 2
    assert [part.role for part in listing.names[0].parts] == ["family", "given"]
    assert listing.birth_dates == (PartialDate(1986),)
    assert listing.listed_on == dt.date(2020, 12, 10)
    assert [act.programme for act in listing.designations] == ["GLOMAG", "YEMEN"]
    assert "Executive Order 13611 (Yemen)" in str(listing.designations[0].legal_basis)
    assert {one.value: one.note for one in listing.identifiers}["20322"] == "Military"
    assert listing.addresses == (Place(city="Sana'a", country="ye"),)


def test_every_name_of_the_enhanced_form_is_a_name(ofac: Path) -> None:
    """As many names as the raw files have translations of names, none lost and none invented; a filtered download says so."""
    for path in (YEMEN, IRGC):
        publication = _read("ofac-sdn", ofac / path)
        root = parse_xml(open_file(ofac / path))
        raw = root.findall("entities/entity/names/name/translations/translation")
        assert sum(len(listing.names) for listing in publication.listings) == len(raw)
        assert publication.incomplete == (FILTERED,)
        assert publication.unread == ()
        assert len(publication.warnings) == 1


def test_dates_of_the_enhanced_form_are_what_it_says_in_words(ofac: Path) -> None:
    """Every date of birth by its four days is the one that the value beside them says: a year-long span is a year."""
    for path in (YEMEN, IRGC):
        listings = _by_id("ofac-sdn", ofac / path)
        for entity in parse_xml(open_file(ofac / path)).iterfind("entities/entity"):
            told = [_value(one) for one in entity.iterfind("features/feature") if one.findtext("type") == "Birthdate"]
            assert list(listings[f"ofac-sdn:{entity.get('id')}"].birth_dates) == told


def _value(feature: etree._Element) -> PartialDate:
    return parse_date(str(feature.findtext("value")))


def test_the_enhanced_and_the_csv_form_say_the_same(ofac: Path) -> None:
    """All 303 entries of the filtered downloads against the main file of some weeks before: not one contradicts it.

    A date, place, country, gender, identifier or link in the one is in the other; three entries were given a further
    programme between the two days.
    """
    main = _by_id("ofac-sdn", ofac / "2024-05-03/sdn.csv.gz")
    amended = set()
    for path in (YEMEN, IRGC):
        for listing in _read("ofac-sdn", ofac / path).listings:
            other = main[listing.id]
            assert _facts(listing) == _facts(other), listing.id
            if {act.programme for act in listing.designations} != {act.programme for act in other.designations}:
                amended.add(listing.id)
    assert amended == {"ofac-sdn:28924", "ofac-sdn:40601", "ofac-sdn:40602"}


def _facts(listing: Listing) -> list[object]:
    fields = ("birth_dates", "countries", "genders", "titles", "positions")
    return [
        listing.kind,
        listing.names[0].text,
        *(sorted(map(str, getattr(listing, field))) for field in fields),
        sorted((str(place.text).replace("’", "'"), place.country) for place in listing.birth_places),
        {(one.kind, one.value, one.country, one.issued_on, one.expires_on) for one in listing.identifiers},
        {link.target for link in listing.links if link.target},
    ]


def test_relations_are_links_that_lead_both_ways(ofac: Path) -> None:
    """12602's parent and the others: every relation of the file is a link, and those within it name the other party."""
    publication = _read("ofac-sdn", ofac / IRGC)
    raw = parse_xml(open_file(ofac / IRGC)).findall("entities/entity/relationships/relationship")
    links = [link for listing in publication.listings for link in listing.links]
    told = {(one.getparent().getparent().get("id"), one.findtext("type"), one.find("relatedEntity").get("entityId")) for one in raw}  # fmt: skip
    assert len(links) == len(told)
    ids = {listing.id for listing in publication.listings}
    assert all((link.name is not None) == (link.target in ids) for link in links)
