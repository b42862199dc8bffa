"""The United Kingdom's two lists: the same listing from each form, joined to each other, and what is told of doubt."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from tamis.records import Listing, NameQuality, PartyKind
from tamis.screening.parties import same_party
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
XML = GOLDEN / "uk-xml" / "UK-Sanctions-List.xml"
CSV = GOLDEN / "uk-csv" / "UK-Sanctions-List.csv"
OFSI = GOLDEN / "uk-ofsi" / "ConList.csv"


def _by_id(watchlist: str, path: Path) -> dict[str, Listing]:
    return {listing.id: listing for listing in read_publication(watchlist, [path]).listings}


def test_csv_and_xml_become_the_same_listing() -> None:
    """The CSV's product of names, addresses and dates holds no more than the XML says once."""
    assert _by_id("uk", CSV)["uk:AFG9001"] == _by_id("uk", XML)["uk:AFG9001"]


def test_csv_and_xlsx_become_the_same_listings(make_workbook: Callable[..., bytes], tmp_path: Path) -> None:
    """OFSI's list was published in both; what stands on a further sheet is reported."""
    rows = list(csv.reader(OFSI.read_text(encoding="utf-8").splitlines()))
    path = tmp_path / "ConList.xlsx"
    path.write_bytes(make_workbook(rows, sheets=("Data", "Notes")))
    workbook = read_publication("uk-ofsi", [path])
    assert workbook.listings == read_publication("uk-ofsi", [OFSI]).listings
    assert workbook.parser == "uk-ofsi-xlsx/1"
    assert workbook.published_at == "2031-05-06"
    assert workbook.unread == ("sheet Notes: 1, first in ConList.xlsx",)


def test_the_two_lists_are_joined() -> None:
    """OFSI's group cites the Unique ID and FCDO's entry the group: each links to the other, and both to the UN."""
    ours, theirs = _by_id("uk", XML)["uk:AFG9001"], _by_id("uk-ofsi", OFSI)["uk-ofsi:90001"]
    assert {"uk-ofsi:90001", "un:TAi.901"} <= {link.target for link in ours.links if link.relation == "same party as"}
    assert {"uk:AFG9001", "un:TAi.901"} <= {link.target for link in theirs.links if link.relation == "same party as"}
    assert ("uk_reference", "AFG9001") in {(one.kind, one.value) for one in theirs.identifiers}
    assert ("ofsi_group", "90001") in {(one.kind, one.value) for one in ours.identifiers}


def test_a_cited_un_reference_makes_one_party() -> None:
    """The same-party rule reads the reference that the British lists cite."""
    ours = _by_id("uk", XML)["uk:AFG9001"]
    un = dataclasses.replace(ours, id="un:TAi.901", identifiers=(), names=ours.names[:1], birth_dates=())
    assert same_party(ours, un) == "cites the UN reference TAi.901"


def test_qualities_of_names() -> None:
    """Primary names, their variations, good and low-quality aliases, former names."""
    names = {name.text: name.quality for name in _by_id("uk-ofsi", OFSI)["uk-ofsi:90001"].names}
    assert names == {
        "Abu EMBER": NameQuality.WEAK,
        "IDRIS OMAR QUILLFEATHER": NameQuality.PRIMARY,
        "Idriss QUILFETHER": NameQuality.ALIAS,
        "Idris FEATHER": NameQuality.FORMER,
        "ادریس قلم": NameQuality.PRIMARY,
    }


def test_what_no_table_knows_is_read_strictly_and_said() -> None:
    """An unknown type is of unknown kind, a date without its year a detail, an unknown column reported and kept."""
    publication = read_publication("uk", [CSV])
    assert publication.unread == ("column Zebra: 1, first in the headings",)
    assert publication.warnings == (
        "AFG9001 '15/08/19yy': birth date that could not be read, kept as a detail",
        'RUS9004: unknown type "Balloon", read as unknown kind; add it to KIND',
        "RUS9004 'soon': date designated that is no day, kept as a detail",
    )
    balloon = publication.listings[-1]
    assert balloon.kind is PartyKind.UNKNOWN
    assert ("Zebra", "striped") in {(one.label, one.value) for one in balloon.details}


def test_an_element_that_is_not_known_is_reported_and_kept() -> None:
    """The XML's unknown elements are told by their path."""
    publication = read_publication("uk", [XML])
    assert publication.unread == ("element ShipDetails/Ship/Anchors/Anchor: 1, first in RUS9003",)
    assert "two" in {one.value for one in publication.listings[-1].details}


def test_a_unique_id_that_stands_twice_is_one_listing(tmp_path: Path) -> None:
    """Two Designations of one Unique ID are gathered, as the CSV's rows are; nothing of either is lost."""
    path = tmp_path / "list.xml"
    path.write_bytes(XML.read_bytes().replace(b"RUS9003</UniqueID>", b"RUS9002</UniqueID>"))
    publication = read_publication("uk", [path])
    assert publication.warnings[0] == "RUS9002: Unique ID that stands twice, read as one listing"
    names = {name.text for name in publication.listings[1].names}
    assert names == {"GREY HERON TRADING LLC", "GREY HERON"}


@pytest.mark.parametrize(("listed_on", "programmes"), [("2029-01-01", ["Russia", "Belarus"])])
def test_a_group_under_two_regimes_has_two_designations(listed_on: str, programmes: list[str]) -> None:
    """Each with its own day; the listing's day is the earliest."""
    listing = _by_id("uk-ofsi", OFSI)["uk-ofsi:90002"]
    assert [act.programme for act in listing.designations] == programmes
    assert str(listing.listed_on) == listed_on


def test_a_remark_that_names_another_designation_is_a_link(tmp_path: Path) -> None:
    """A Unique ID within a statement links to its listing, if the list has it."""
    path = tmp_path / "list.csv"
    path.write_bytes(
        CSV.read_bytes().replace(b"Kept the books.", b"Kept the books of Grey Heron (RUS9002) and of ABC1234.")
    )
    links = [link for link in _by_id("uk", path)["uk:AFG9001"].links if link.relation == "mentions"]
    assert [link.target for link in links] == ["uk:RUS9002"]
    assert "Grey Heron (RUS9002)" in (links[0].text or "")
