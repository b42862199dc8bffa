"""OFSI's own files, and the damaged or partial ones of the EU and SECO: nothing is lost, and facts checked by hand hold."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import io
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import Listing, NameQuality, PartialDate, PartyKind, Publication
from tamis.sources import read_publication
from tamis.sources.draft import squeeze
from tamis.sources.sheets import cell_text, read_rows
from tamis.values.dates import parse_date

Row = dict[str, str]


@functools.cache
def _read(watchlist: str, path: Path) -> Publication:
    return read_publication(watchlist, [path])


@functools.cache
def _raw(path: Path) -> list[Row]:
    """Return the rows of a ConList, read without the parser."""
    if path.suffix == ".gz":
        rows = list(csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode("cp1252"), newline="")))
    else:
        rows = [[cell_text(cell) for cell in row] for row in read_rows(path.read_bytes(), path.name)]
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]


@pytest.fixture(scope="module", params=["2014-04-02", "2018-04-13", "2023-06-05", "2025-04-10", "2025-04-14"])
def conlist(request: pytest.FixtureRequest, test_data: Path) -> Path:
    """Each of OFSI's files."""
    folder = test_data / "lists" / "uk" / request.param
    return next(iter(sorted(folder.iterdir())))


def _listing(path: Path, group: str) -> Listing:
    return next(one for one in _read("uk-ofsi", path).listings if one.id == f"uk-ofsi:{group}")


@pytest.fixture
def ofsi_2025(test_data: Path) -> Path:
    """The list of 14 April 2025."""
    return test_data / "lists/uk/2025-04-14/ConList.xlsx"


def test_the_number_of_listings_is_that_of_the_manifest(conlist: Path, test_data: Path) -> None:
    """Each of OFSI's files has as many listings as the manifest counts groups, its own date, and nothing unread."""
    with (test_data / "lists/MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        counts = {
            row["path"]: int(row["entities"]) for row in csv.DictReader(manifest) if row["path"].startswith("uk/")
        }
    publication = _read("uk-ofsi", conlist)
    assert len(publication.listings) == counts[conlist.relative_to(test_data / "lists").as_posix()]
    assert publication.published_at == conlist.parent.name
    assert publication.unread == ()


def test_no_name_and_no_date_of_any_row_is_lost(conlist: Path) -> None:
    """Every row's name, name in its own script and date of birth stands in the listing of its group."""
    by_id = {listing.id: listing for listing in _read("uk-ofsi", conlist).listings}
    lost = []
    for row in _raw(conlist):
        listing = by_id[f"uk-ofsi:{row['Group ID']}"]
        names = {name.text for name in listing.names}
        wanted = [squeeze(" ".join(row[f"Name {number}"] for number in range(1, 7)))]
        wanted += [squeeze(part) for part in row.get("Name Non-Latin Script", "").split(";")]
        lost += [(listing.id, text) for text in wanted if any(map(str.isalpha, text)) and text not in names]
        if row["DOB"] and row["DOB"] != "29/02/1969" and parse_date(row["DOB"]) not in listing.birth_dates:
            lost.append((listing.id, row["DOB"]))
    assert lost == []


def test_a_day_that_does_not_exist_is_said(test_data: Path) -> None:
    """29 February 1969 stands in the list of 2014: kept as a detail, and warned of."""
    publication = _read("uk-ofsi", test_data / "lists/uk/2014-04-02/sanctionsconlist.csv.gz")
    assert publication.warnings == ("8052 '29/02/1969': birth date that could not be read, kept as a detail",)


def test_a_persons_particulars(ofsi_2025: Path) -> None:
    """13458: two passports with their days, an identity card, two nationalities, two places of birth, positions, links."""
    listing = _listing(ofsi_2025, "13458")
    assert listing.kind is PartyKind.PERSON
    assert listing.primary_name.text == "ABDOULAYE HISSENE"
    assert [part.role for part in listing.primary_name.parts] == ["given", "family"]
    passports = {
        one.value: (str(one.issued_on), str(one.expires_on)) for one in listing.identifiers if one.kind == "passport"
    }
    assert passports == {"D00000897": ("2013-04-05", "2018-04-04"), "D00004262": ("2014-03-11", "2019-03-10")}
    assert ("national_id", "103-00653129-22", "td") in {
        (one.kind, one.value, one.country) for one in listing.identifiers
    }
    assert listing.countries == ("cf", "td")
    assert [place.country for place in listing.birth_places] == ["cf", "td"]
    assert PartialDate(1967, 1, 1) in listing.birth_dates
    assert listing.listed_on == dt.date(2017, 5, 18)
    assert len(listing.positions) == 2
    assert {"uk:CAF0013", "un:CFi.012"} <= {link.target for link in listing.links}


def test_qualities_scripts_and_dates(ofsi_2025: Path) -> None:
    """13344: a weak alias, months and years of birth, the group that it leads; 7860: a name in Arabic, paired places."""
    listing = _listing(ofsi_2025, "13344")
    assert {"LE MESSIE SANGLANT"} == {name.text for name in listing.names if name.quality is NameQuality.WEAK}
    assert {PartialDate(1959), PartialDate(1963, 4), PartialDate(1964, 9, 18)} <= set(listing.birth_dates)
    assert any(link.relation == "leader of" and link.target == "un:CFe.002" for link in listing.links)
    arabic = _listing(ofsi_2025, "7860")
    assert [name.script for name in arabic.names if name.script] == ["Arab"]
    assert [place.country for place in arabic.birth_places] == ["dz"] * 6 + ["ma"]


def test_every_ship_has_its_number(ofsi_2025: Path) -> None:
    """Fifteen ships, each with its IMO number and flag."""
    ships = [one for one in _read("uk-ofsi", ofsi_2025).listings if one.kind is PartyKind.VESSEL]
    assert len(ships) == 15
    assert all(any(one.kind == "imo" for one in ship.identifiers) for ship in ships)
    assert {country for ship in ships for country in ship.countries} == {"kp"}


def test_nearly_every_group_is_joined_to_the_uk_list(ofsi_2025: Path) -> None:
    """Of 4,688 groups 4,685 cite their Unique ID; none cites two."""
    joins = [
        [
            link.target
            for link in one.links
            if link.relation == "same party as" and (link.target or "").startswith("uk:")
        ]
        for one in _read("uk-ofsi", ofsi_2025).listings
    ]
    assert [len(targets) for targets in joins].count(1) == 4685
    assert max(map(len, joins)) == 1


def test_the_first_form_holds_documents_in_words(test_data: Path) -> None:
    """7877 in 2018: a passport told in one cell, its country and its days."""
    listing = _listing(test_data / "lists/uk/2018-04-13/sanctionsconlist.csv.gz", "7877")
    passport = next(one for one in listing.identifiers if one.kind == "passport")
    assert (passport.value, passport.country) == ("G827238", "tn")
    assert str(passport.issued_on) == "1996-06-01"
    assert ("un_reference", "QI.A.151.03") in {(one.kind, one.value) for one in listing.identifiers}


def test_four_days_added_two_groups(test_data: Path) -> None:
    """Between 10 and 14 April 2025 two groups were added and none removed."""
    before, after = (
        {listing.id for listing in _read("uk-ofsi", test_data / f"lists/uk/{day}/ConList.xlsx").listings}
        for day in ("2025-04-10", "2025-04-14")
    )
    assert after - before == {"uk-ofsi:16856", "uk-ofsi:16857"}
    assert before - after == set()


def test_the_mangled_eu_file_is_refused_in_one_line(test_data: Path) -> None:
    """A thousand lines of the CSV 1.0, each wrapped in quotation marks, are no list."""
    with pytest.raises(FormatError) as caught:
        read_publication("eu", [test_data / "lists/eu/2018-07-04/EUSanctionsShort.csv"])
    assert "CSV 1.0" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_swiss_sample_is_read(test_data: Path) -> None:
    """Three targets of an amendment, each with its sets; what it lacks is told."""
    publication = read_publication("ch", [test_data / "lists/ch/sample/seco-amendment-sample.xml"])
    assert [listing.names[0].text for listing in publication.listings] == ["Test B", "Test C", "Test A"]
    assert [len(listing.designations) for listing in publication.listings] == [1, 1, 2]
    assert publication.listings[0].genders == ("female",)
    assert publication.incomplete == ("targets that did not change",)
    assert publication.unread == ()
