"""Small publisher-shaped excerpts of invented parties, whole: what each form becomes, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tamis.records import Listing
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = (
    ("un", "consolidated.xml", "un"),
    ("ofac-csv", "sdn.csv", "ofac-sdn"),
    ("ofac-xml", "consolidated.xml", "ofac-cons"),
    ("ca", "sema-lmes.xml", "ca"),
    ("ca-2020", "sema-lmes.xml", "ca"),
    ("au", "dfat.xlsx", "au"),
    ("pk", "source.json", "pk"),
    ("ae", "sheet.csv", "ae"),
    ("os-ftm", "entities.ftm.json", "os-invented"),
    ("os-nested", "targets.nested.json", "os-invented"),
    ("os-targets", "targets.simple.csv", "os-invented"),
    ("os-senzing", "senzing.json", "os-invented"),
    ("ofac-advanced", "sdn_advanced.xml", "ofac-sdn"),
    ("ofac-enhanced", "sdn_enhanced.xml", "ofac-sdn"),
    ("eu-xml", "list.xml", "eu"),
    ("eu-csv", "list.csv", "eu"),
    ("uk-xml", "UK-Sanctions-List.xml", "uk"),
    ("uk-csv", "UK-Sanctions-List.csv", "uk"),
    ("uk-ofsi", "ConList.csv", "uk-ofsi"),
    ("uk-ofsi-first", "sanctionsconlist.csv", "uk-ofsi"),
    ("ch", "list.xml", "ch"),
    ("own-jsonl", "watchlist.jsonl", "own"),
    ("own-csv", "watchlist.csv", "own"),
)


@pytest.mark.parametrize(("folder", "name", "watchlist"), CASES)
def test_a_file_becomes_exactly_the_expected_listings(folder: str, name: str, watchlist: str) -> None:
    """Every published value of the excerpt stands where the expected listings have it, and nothing else does."""
    publication = read_publication(watchlist, [GOLDEN / folder / name])
    expected = (GOLDEN / folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    assert [listing.to_json() for listing in publication.listings] == [json.loads(line) for line in expected]


@pytest.mark.parametrize(("folder", "name", "watchlist"), CASES)
def test_listings_round_trip_through_json(folder: str, name: str, watchlist: str) -> None:
    """What a parser makes is a record with an exact JSON twin."""
    for listing in read_publication(watchlist, [GOLDEN / folder / name]).listings:
        assert Listing.from_json(json.loads(json.dumps(listing.to_json()))) == listing


def test_what_the_un_parser_does_not_know_is_reported_once_and_kept() -> None:
    """An unknown element is counted in `unread` and its value kept; an unknown code is read the strictest way and said."""
    publication = read_publication("un", [GOLDEN / "un"])
    assert publication.unread == ("element INDIVIDUAL/HEIGHT: 1, first in QDi.901",)
    assert publication.warnings == ('QDi.901: unknown QUALITY "Fair", read as alias; add it to NAME_QUALITY',)
    assert publication.published_at == "2031-05-06T00:00:09.554Z"
    assert publication.parser == "un-xml/1"
    assert publication.title == "UN Security Council Consolidated List"


def test_what_the_ofac_parsers_do_not_know_is_reported_once_and_kept() -> None:
    """An unknown label is an identifier of kind other, an unknown alias type a good alias, an unknown element a detail."""
    csv_form = read_publication("ofac-sdn", [GOLDEN / "ofac-csv"])
    assert csv_form.unread == ('remark label "Zebra Card No.", read as identifier of kind other: 1, first in 90001',)
    assert csv_form.warnings == ('90004: unknown alias type "xka", read as alias; add it to NAME_QUALITY',)
    assert (csv_form.published_at, csv_form.incomplete) == (None, ())
    assert [file.role for file in csv_form.files] == ["main", "alt", "add", "comments"]
    xml_form = read_publication("ofac-cons", [GOLDEN / "ofac-xml"])
    assert xml_form.unread == (
        'remark label "Zebra Card", read as identifier of kind other: 1, first in 91001',
        "element vesselInfo/draught: 1, first in 91003",
    )
    assert xml_form.published_at == "2031-05-06"


def test_a_column_that_is_not_known_is_reported_and_kept() -> None:
    """A customer's own extra column becomes a detail of each listing and one line in `unread`."""
    publication = read_publication("own-desk", [GOLDEN / "own-csv" / "watchlist.csv"])
    assert publication.unread == ("column desk: 1, first in line 1",)
    assert publication.listings[0].details[0].value == "Vienna"
    assert publication.listings[0].id == "own-desk:1"
    assert publication.title == "Own watchlist desk"
