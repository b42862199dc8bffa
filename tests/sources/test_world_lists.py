"""The real files of Canada, Australia, Pakistan, the Emirates and OpenSanctions, value by value against the raw files."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tamis.records import Listing, NameQuality, PartyKind, Publication
from tamis.sources import read_publication
from tamis.sources.sheets import read_rows

OPEN_SANCTIONS = "opensanctions/custom-zavod-run/2024-03-09"
COUNTED = (
    ("ca", "ca/2020-04-15/sema-lmes.xml"),
    ("ca", "ca/2025-03-20/sema-lmes.xml.gz"),
    ("au", "au/2026-08-02/dfat.xlsx"),
    ("pk", "pk/2026-06-03/source.json"),
    ("os-ua_war_sanctions", "opensanctions/ua_war_sanctions/2026-03-13/targets.simple.csv.gz"),
    ("os-wd_persons", f"{OPEN_SANCTIONS}/targets.simple.csv"),
)
WORD = re.compile(r"[^\W_]+")


@functools.cache
def _read(watchlist: str, path: Path) -> Publication:
    return read_publication(watchlist, [path])


def _raw(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def _all_words(listing: Listing) -> set[str]:
    text = json.dumps(listing.to_json(), ensure_ascii=False).lower()
    return set(WORD.findall(text.replace("\\n", " ").replace("\\t", " ")))


@pytest.mark.parametrize(("watchlist", "path"), COUNTED)
def test_the_number_of_listings_is_the_manifests(watchlist: str, path: str, test_data: Path) -> None:
    """Every entry is read, ids are unique, and nothing is left unread."""
    with (test_data / "lists/MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        entities = next(int(row["entities"]) for row in csv.DictReader(manifest) if row["path"] == path)
    publication = _read(watchlist, test_data / "lists" / path)
    assert len(publication.listings) == entities
    assert len({listing.id for listing in publication.listings}) == entities
    assert publication.unread == ()


@pytest.mark.parametrize("path", ["ca/2020-04-15/sema-lmes.xml", "ca/2025-03-20/sema-lmes.xml.gz"])
def test_canada_loses_nothing(path: str, test_data: Path) -> None:
    """Every word of every record stands in its listing; days of listing and IMO numbers stand in their fields."""
    root = etree.fromstring(_raw(test_data / "lists" / path))
    listings = _read("ca", test_data / "lists" / path).listings
    for record, listing in zip(root, listings, strict=True):
        published = " ".join(str(child.text or "") for child in record if child.tag != "DateOfListing")
        published = re.sub(r"[\u202f\u200c]", " ", published)
        lost = set(WORD.findall(published.lower())) - _all_words(listing) - {"or", "sep", "99"}
        assert not lost, (listing.id, lost)
        assert str(listing.listed_on or "") == (record.findtext("DateOfListing") or "")
        imo = [one.value for one in listing.identifiers if one.kind == "imo"]
        assert imo == ([record.findtext("ShipIMONumber")] if record.findtext("ShipIMONumber") else [])


def test_canada_reads_every_form_of_birth_date(test_data: Path) -> None:
    """Days, months, years, two of them, a range, a decade, blanks around, and the spreadsheet's `Sep-99`."""
    path = test_data / "lists/ca/2025-03-20/sema-lmes.xml.gz"
    read: dict[str, list[str]] = {}
    for record, listing in zip(etree.fromstring(_raw(path)), _read("ca", path).listings, strict=True):
        text = record.findtext("DateOfBirthOrShipBuildDate")
        if text and listing.kind is PartyKind.PERSON:
            read[text] = [str(date) for date in listing.birth_dates]
    assert all(read.values())
    assert read["1972"] == ["1972"]
    assert read["1955-11"] == ["1955-11"]
    assert read["1963-1964"] == ["1963/1964"]
    assert read["1963 or 1964"] == ["1963", "1964"]
    assert read["1965-07-15 OR 1969-09-28"] == ["1965-07-15", "1969-09-28"]
    assert read["born in the early 1970s"] == ["1970/1974~"]
    assert read["Sep-99"] == ["1999-09"]
    assert read[" 1953-10-27"] == ["1953-10-27"]


def test_canada_tells_names_apart_by_script_and_kind(test_data: Path) -> None:
    """109 ships with their IMO numbers; aliases in five scripts; ids by code, schedule and item."""
    listings = _read("ca", test_data / "lists/ca/2025-03-20/sema-lmes.xml.gz").listings
    assert Counter(listing.kind for listing in listings)[PartyKind.VESSEL] == 109
    scripts = Counter(name.script for listing in listings for name in listing.names)
    assert scripts["Cyrl"] > 2_700
    assert scripts["Arab"] > 200
    assert {"Hebr", "Hani", "Armn"} <= scripts.keys()
    assert {"ca:by/1-part-1/1", "ca:mm/part-2/115", "ca:ru/1.1/17"} <= {listing.id for listing in listings}
    assert not [name.text for listing in listings for name in listing.names if name.text.endswith((",", ";", " or"))]


@pytest.fixture(scope="module")
def australia(test_data: Path) -> tuple[list[dict[str, Any]], dict[str, Listing]]:
    """The rows of Australia's sheet, and its listings by number."""
    path = test_data / "lists/au/2026-08-02/dfat.xlsx"
    headings, *rows = read_rows(path.read_bytes(), str(path))
    listings = {listing.id.removeprefix("au:"): listing for listing in _read("au", path).listings}
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows], listings


def _of(row: dict[str, Any], listings: dict[str, Listing]) -> Listing:
    return listings[re.sub(r"[a-z]+$", "", str(row["Reference"]))]


def test_australia_keeps_every_name_with_its_rating(australia: tuple[list[dict[str, Any]], dict[str, Listing]]) -> None:
    """Each of the 11,068 rows is a name of its listing, strong ones good, weak ones weak, the original script primary."""
    rows, listings = australia
    quality = {"Primary Name": "primary", "Original Script": "primary", "Strong": "alias", "Weak": "weak", "": "alias"}
    assert len(rows) == 11_068
    for row in rows:
        text = " ".join(str(row["Name of Individual or Entity"]).split()).strip(" ,;")
        text = re.sub(r"\s*\((?:(?:previously|formerly) listed as|Tigrinya)\)$", "", text)
        names = {(name.text, name.quality.value) for name in _of(row, listings).names}
        rated = quality.get(str(row["Name Type"])) or quality[str(row["Alias Strength"])]
        assert {(text, rated), (text, NameQuality.FORMER.value)} & names, row["Reference"]


def test_australia_reads_every_form_of_birth_date(australia: tuple[list[dict[str, Any]], dict[str, Listing]]) -> None:
    """Every year of every cell, also those within a range, stands in the listing; none is left unread."""
    rows, listings = australia
    for row in rows:
        listing = _of(row, listings)
        assert "birth date" not in {detail.label for detail in listing.details}
        covered = {year for date in listing.birth_dates for year in range(date.first.year, date.last.year + 1)}
        published = {
            int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d|(?<=/\d\d)(?:19|20)\d\d", str(row["Date of Birth"]))
        }
        assert published <= covered, (row["Reference"], row["Date of Birth"])


def test_australia_keeps_the_act_behind_each_listing(
    australia: tuple[list[dict[str, Any]], dict[str, Listing]],
) -> None:
    """Committee, measures, control date, IMO number, citizenship and remarks are the sheet's; a listing day is no later."""
    rows, listings = australia
    for row in rows:
        listing = _of(row, listings)
        act = listing.designations[0]
        assert act.programme == row["Committees"]
        assert ("travel ban" in act.measures) is (row["Travel Ban"] is True)
        assert row["Control Date"] in listing.amended_on
        assert (str(row["IMO Number"]) in {one.value for one in listing.identifiers}) is (row["IMO Number"] != "")
        kept = len(listing.countries) + sum(detail.label == "citizenship" for detail in listing.details)
        assert kept >= len([part for part in str(row["Citizenship"]).split(";") if part])
        assert " ".join(str(row["Additional Information"]).split())[:50] in (listing.remarks or "")
        assert act.listed_on is None or dt.date(1990, 1, 1) < act.listed_on <= dt.date(2026, 8, 2)
    cited = {link.target for listing in listings.values() for link in listing.links if link.relation == "same party as"}
    assert {"un:TAi.002", "un:CDi.025"} <= cited


def test_pakistan_keeps_every_value(test_data: Path) -> None:
    """Names word by word, identity numbers of thirteen digits, fathers and districts."""
    path = test_data / "lists/pk/2026-06-03/source.json"
    rows = json.loads(_raw(path))
    for row, listing in zip(rows, _read("pk", path).listings, strict=True):
        published = " ".join(str(value) for value in row.values() if value is not None).lower()
        lost = set(WORD.findall(published)) - _all_words(listing) - {"nill", "nil", "na", "none"}
        assert not lost, (listing.id, lost)
        assert listing.addresses[0].country == "pk"
    without = [listing for listing in _read("pk", path).listings if not listing.identifiers]
    assert len(without) == 15 + 10  # no number; three that are none, seven typed to fill the field


def test_the_emirates_sheet_is_counted_by_hand(test_data: Path) -> None:
    """A listing is a numbered row below the headings: 155 persons, each in Arabic and in Latin letters."""
    path = test_data / "lists/ae/2025-08-04/LS1309232025.csv"
    rows = [row for row in csv.reader(io.StringIO(_raw(path).decode("utf-8-sig"))) if row[0].strip().isdigit()]
    publication = _read("ae", path)
    assert len(rows) == len(publication.listings) == 155
    assert (publication.unread, publication.warnings) == ((), ())
    for row, listing in zip(rows, publication.listings, strict=True):
        scripts = {name.script for name in listing.names if name.quality is NameQuality.PRIMARY}
        assert scripts == {None, "Arab"}
        published = " ".join(row[:3] + row[5:10]).lower().replace("ـ", "")
        lost = set(WORD.findall(published)) - _all_words(listing)
        lost -= set(WORD.findall(" ".join((row[1], row[2], row[7])).lower())) | {"د"}
        assert not lost, (listing.id, lost)
        assert bool(listing.birth_dates) is (row[7].strip() not in ("", "-"))
        assert bool(listing.countries) is (row[2].strip() not in ("", "-"))


def test_the_forms_of_one_export_agree(test_data: Path) -> None:
    """A listing is a line with `"target": true`: the same twenty in three forms, with the same names and birth dates."""
    folder = test_data / "lists" / OPEN_SANCTIONS
    lines = [json.loads(line) for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]
    targets = {f"os-wd_persons:{line['id']}": line for line in lines if line["target"]}
    flat, nested, simple = (
        {listing.id: listing for listing in _read("os-wd_persons", folder / name).listings}
        for name in ("entities.ftm.json", "targets.nested.json", "targets.simple.csv")
    )
    assert flat.keys() == nested.keys() == simple.keys() == targets.keys()
    assert len(targets) == 20
    for key, line in targets.items():
        properties = line["properties"]
        names = {" ".join(text.split()) for text in properties["name"] + properties["alias"]}
        assert names <= {name.text for name in flat[key].names}
        assert flat[key].names == nested[key].names
        assert {name.text for name in simple[key].names} <= names | {line["caption"]}
        assert [str(date) for date in flat[key].birth_dates] == properties["birthDate"]
        assert flat[key].names[0].text == simple[key].names[0].text == line["caption"]
        relatives = sum(1 for one in lines if one["schema"] == "Family" and line["id"] in one["properties"]["person"])
        assert sum(link.relation == "related to" for link in flat[key].links) == relatives
    assert _read("os-wd_persons", folder / "entities.ftm.json").published_at == "2024-03-09T09:28:18"


def test_the_targets_of_a_flat_file_are_counted(test_data: Path) -> None:
    """Of 1,583 lines 423 are targets; each of the others is linked to one, or counted."""
    path = test_data / "lists/opensanctions/custom-zavod-run/2024-03-13/entities.ftm.json"
    publication = _read("os-sa_wiki_peps_v2", path)
    assert len(publication.listings) == 423
    assert publication.unread == ()
    assert "105 left out: no target" in publication.warnings[0]


def test_senzing_records_are_counted_by_hand(test_data: Path) -> None:
    """A listing is a record, but for those that others hold as an office: 1,319 lines less the two chambers; 121."""
    congress = _read("os-us_congress", test_data / "lists/opensanctions/us_congress/2024-03-21/senzing.json")
    assert len(congress.listings) == 1_317
    assert {listing.kind for listing in congress.listings} == {PartyKind.PERSON}
    assert (congress.unread, congress.warnings) == ((), ())
    persons = _read("os-wd_persons", test_data / "lists" / OPEN_SANCTIONS / "senzing.json")
    assert len(persons.listings) == 121


def test_the_simple_form_keeps_every_cell(test_data: Path) -> None:
    """Names, countries, numbers, programmes and texts of 5,600 rows stand in their listings."""
    path = test_data / "lists/opensanctions/ua_war_sanctions/2026-03-13/targets.simple.csv.gz"
    publication = _read("os-ua_war_sanctions", path)
    rows = list(csv.DictReader(io.StringIO(_raw(path).decode("utf-8"), newline="")))
    kept = ("name", "aliases", "addresses", "identifiers", "sanctions", "program_ids", "birth_date", "countries")
    for row, listing in zip(rows, publication.listings, strict=True):
        lost = set(WORD.findall(" ".join(row[column] for column in kept).lower())) - _all_words(listing)
        assert {word for word in lost if len(word) > 2} == set(), (listing.id, lost)
        assert len(listing.birth_dates) == len([text for text in row["birth_date"].split(";") if text])
        assert len([one for one in listing.identifiers if one.kind == "imo"]) == len(
            set(re.findall(r"\bIMO\d{7}\b", row["identifiers"]))
        )
    assert publication.published_at == "2026-03-13T05:41:01"
