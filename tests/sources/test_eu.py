"""The EU's list: primary names, weakness, dates, citizenship, days of listing, entries without reference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tamis.records import Listing, NameQuality
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
XML = GOLDEN / "eu-xml" / "list.xml"


def _listings(path: Path) -> dict[str, Listing]:
    return {listing.id: listing for listing in read_publication("eu", [path]).listings}


def _altered(tmp_path: Path, old: str, new: str) -> dict[str, Listing]:
    text = XML.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "list.xml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return _listings(path)


def test_weakness_is_told_by_attribute_or_by_remark() -> None:
    """`strong="false"`, and remarks such as `Lo quality a.k.a.` under `strong="true"`."""
    names = {name.text: name.quality for name in _listings(XML)["eu:EU.9001.11"].names}
    assert names["The Clerk"] is NameQuality.WEAK
    assert names["Abu Ember"] is NameQuality.WEAK
    assert names["Idris Featherquill"] is NameQuality.FORMER
    assert names["Идрис Квиллфезер"] is NameQuality.ALIAS


def test_the_first_strong_name_is_primary(tmp_path: Path) -> None:
    """The list marks none; an entry with weak names alone keeps its first as the primary one, so that it is found."""
    listings = _altered(
        tmp_path, 'nameLanguage="" strong="true" regulationLanguage="en" logicalId="92001"', 'strong="false"'
    )
    assert listings["eu:EU.9001.11"].primary_name.text == "Идрис Квиллфезер"
    assert listings["eu:EU.9003.33"].names[0].quality is NameQuality.PRIMARY


def test_every_form_of_birth_date() -> None:
    """A day, a circa year, a month, a range; a date of the Islamic calendar is no Western one and stays a detail."""
    listing = _listings(XML)["eu:EU.9001.11"]
    assert [str(date) for date in listing.birth_dates] == ["1971-04-17", "1972~", "1973-06", "1968/1970"]
    assert ("birth date (islamic calendar)", "1391-01-01") in {(one.label, one.value) for one in listing.details}


def test_the_day_of_listing_is_the_earliest_told() -> None:
    """A regulation may be an amendment: the day of designation and the acts that the parts cite are older."""
    assert _listings(XML)["eu:EU.9001.11"].listed_on == dt.date(2023, 12, 24)


def test_an_entry_without_reference_is_known_by_its_number(tmp_path: Path) -> None:
    """`eu:90002`; and a reference that stands twice is told apart by the same number, and said."""
    assert "eu:90002" in _listings(XML)
    path = tmp_path / "list.xml"
    path.write_bytes(XML.read_bytes().replace(b"EU.9003.33", b"EU.9001.11"))
    publication = read_publication("eu", [path])
    assert [listing.id for listing in publication.listings] == ["eu:EU.9001.11", "eu:90002", "eu:EU.9001.11/90003"]
    assert "EU.9001.11: reference that stands twice, told apart by its logical number" in publication.warnings


def test_unknown_countries_are_none(tmp_path: Path) -> None:
    """`00` and `UNKNOWN` are no country; a code stands in where no table knows the words."""
    assert _listings(XML)["eu:EU.9001.11"].countries == ("af",)
    altered = _altered(
        tmp_path,
        'countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en" logicalId="93002"',
        'countryIso2Code="CS" countryDescription="SOMEWHERE ELSE"',
    )
    assert altered["eu:EU.9001.11"].countries == ("af", "cs")


def test_what_is_not_known_is_reported_once_and_kept(tmp_path: Path) -> None:
    """Attributes, elements and codes: none is lost, each is said."""
    publication = read_publication("eu", [XML])
    assert publication.unread == (
        "attribute sanctionEntity/@shade: 1, first in 90002",
        'identification type "zebra", read as kind other: 1, first in EU.9001.11',
    )
    listing = _altered(tmp_path, "<citizenship region", '<hat size="9">bowler</hat><citizenship region')[
        "eu:EU.9001.11"
    ]
    assert ("hat", "size 9 bowler") in {(one.label, one.value) for one in listing.details}


def test_the_csv_tells_the_same_party() -> None:
    """Its rows, each with one part, are gathered; it lacks `strong`, so weakness stands in remarks alone."""
    xml, csv = _listings(XML)["eu:EU.9001.11"], _listings(GOLDEN / "eu-csv" / "list.csv")["eu:EU.9001.11"]
    assert csv.names[0] == xml.names[0]
    assert csv.designations == xml.designations
    assert csv.links == xml.links
    assert csv.birth_places[0].city == xml.birth_places[0].city
    assert NameQuality.WEAK in {name.quality for name in csv.names}
