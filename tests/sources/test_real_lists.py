"""The publishers' own files: every entry is read, and facts checked by hand against the raw files hold."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import time
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import Listing, NameQuality, PartialDate, Publication
from tamis.sources import read_publication
from tamis.sources.ofac_csv import read_rows
from tamis.sources.reading import open_file, parse_xml
from tamis.values.countries import only_country

UN_COUNTRIES = ("COUNTRY", "COUNTRY_OF_BIRTH", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE")


def _watchlist(path: str) -> str | None:
    folder, name = path.split("/", maxsplit=1)[0], Path(path).name.removesuffix(".gz")
    if folder == "un":
        return "un"
    if folder == "ofac":
        known = {"sdn.csv": "ofac-sdn", "cons_prim.csv": "ofac-cons", "consolidated.xml": "ofac-cons"}
        return "ofac-sdn" if name.startswith("sdn_enhanced") else known.get(name)
    return None


@functools.cache
def _read(watchlist: str, path: Path) -> Publication:
    return read_publication(watchlist, [path])


def _listing(publication: Publication, listing_id: str) -> Listing:
    return next(listing for listing in publication.listings if listing.id == listing_id)


@pytest.fixture(scope="module")
def un_2026(test_data: Path) -> Publication:
    """The UN list of 27 February 2026."""
    return _read("un", test_data / "lists/un/2026-02-27/consolidated.xml.gz")


@pytest.fixture(scope="module")
def sdn_2021(test_data: Path) -> Publication:
    """The complete SDN set of 7 July 2021, given as a folder."""
    return _read("ofac-sdn", test_data / "lists/ofac/2021-07-07")


@pytest.fixture(scope="module")
def all_lists(test_data: Path) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Path, listings counted by the manifest, listings read, and what was unread, for every UN and OFAC list."""
    rows = []
    with (test_data / "lists/MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            watchlist = _watchlist(row["path"])
            if watchlist is not None and row["entities"]:
                publication = read_publication(watchlist, [test_data / "lists" / row["path"]])
                rows.append((row["path"], int(row["entities"]), len(publication.listings), publication.unread))
    return rows


def test_the_number_of_listings_is_that_of_the_manifest(all_lists: list[tuple[str, int, int, tuple[str, ...]]]) -> None:
    """Every version of the UN and OFAC lists has as many listings as the manifest counts entities; none is lost."""
    assert [row for row in all_lists if row[1] != row[2]] == []
    assert len(all_lists) >= 40


def test_nothing_in_the_real_lists_is_unread(all_lists: list[tuple[str, int, int, tuple[str, ...]]]) -> None:
    """No element, column, label or code of the files from 2017 to 2026 is unknown to the parsers."""
    assert [(path, unread) for path, _, _, unread in all_lists if unread] == []


def test_the_corrupt_un_file_is_refused_in_one_line(test_data: Path) -> None:
    """A copy whose characters were cut to their low byte is no list."""
    path = test_data / "lists/un/2025-08-16/consolidated.xml.gz"
    with pytest.raises(FormatError) as caught:
        read_publication("un", [path])
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert "damaged" in str(caught.value)


def test_un_names_qualities_and_dates_are_kept(un_2026: Publication) -> None:
    """QDi.263: names in parts, good aliases, the day of listing, the date of birth, the nationality, the group it leads."""
    listing = _listing(un_2026, "un:QDi.263")
    assert [part.role for part in listing.names[0].parts] == ["first", "second", "third"]
    assert NameQuality.ALIAS in {name.quality for name in listing.names}
    assert listing.listed_on == dt.date(2008, 12, 10)
    assert PartialDate(1950, 6, 5) in listing.birth_dates
    assert listing.countries == ("pk",)
    assert listing.designations[0].programme == "Al-Qaida"
    assert listing.designations[0].reference == "QDi.263"
    assert any(link.relation == "leader of" and link.target == "un:QDe.118" for link in listing.links)


def test_un_organisations_keep_their_many_names(un_2026: Publication) -> None:
    """QDe.118: its other names are good aliases, its listing day is in 2005, and the people it is linked to are links."""
    listing = _listing(un_2026, "un:QDe.118")
    assert listing.kind.value == "organisation"
    assert listing.listed_on == dt.date(2005, 5, 2)
    assert len(listing.names) > 20
    assert {name.quality for name in listing.names[1:]} == {NameQuality.ALIAS}
    assert {"un:QDi.263"} <= {link.target for link in listing.links}


def test_names_in_their_own_script_are_kept(un_2026: Publication) -> None:
    """Some four hundred entries bear a primary name in another script, none of them told as Latin."""
    scripts = [name.script for listing in un_2026.listings for name in listing.names if name.script]
    assert len([script for script in scripts if script == "Arab"]) > 300
    assert {"Cyrl", "Hani"} <= set(scripts)


def test_ofac_remarks_are_read(sdn_2021: Publication) -> None:
    """10689: date of birth, national identity number with its country, gender, programme, and the whole remark."""
    listing = _listing(sdn_2021, "ofac-sdn:10689")
    assert PartialDate(1950, 6, 5) in listing.birth_dates
    assert ("national_id", "pk") in {(one.kind, one.country) for one in listing.identifiers}
    assert [act.programme for act in listing.designations] == ["SDGT"]
    assert listing.names[0].parts[0].role == "family"
    assert listing.remarks is not None
    assert listing.remarks.startswith("DOB 05 Jun 1950")


def test_ofac_and_un_tell_the_same_identity_number(un_2026: Publication, sdn_2021: Publication) -> None:
    """QDi.263 and 10689 share a national identity number and a date of birth, which shows them to be one man."""
    shared = {one.value for one in _listing(un_2026, "un:QDi.263").identifiers if one.kind == "national_id"}
    assert shared & {one.value for one in _listing(sdn_2021, "ofac-sdn:10689").identifiers if one.kind == "national_id"}


def test_remarks_that_were_cut_are_joined(sdn_2021: Publication) -> None:
    """29703's remark is cut within a word after 1,000 characters; joined, its wallets and the passport behind are read."""
    listing = _listing(sdn_2021, "ofac-sdn:29703")
    kinds = [identifier.kind for identifier in listing.identifiers]
    assert kinds.count("wallet") > 5
    assert "passport" in kinds
    assert sdn_2021.warnings == ()


def test_sets_without_aliases_are_incomplete(test_data: Path) -> None:
    """A main file alone is imported, and says which files did not come and which remarks end in mid-word."""
    publication = _read("ofac-sdn", test_data / "lists/ofac/2024-05-03/sdn.csv.gz")
    assert publication.incomplete == ("alt", "add")
    assert len(publication.warnings) == 1
    assert "1,000 characters" in publication.warnings[0]


def test_both_forms_of_a_list_say_the_same(test_data: Path) -> None:
    """The CSV set and the XML of one day agree on every name, date, country, identifier and programme (quotes apart)."""
    folder = test_data / "lists/ofac/2025-12-18"
    fields = ("birth_dates", "birth_places", "countries", "genders", "identifiers", "titles", "positions")

    def facts(publication: Publication) -> dict[str, list[object]]:
        return {
            listing.id: [
                listing.kind,
                sorted((name.text.replace('"', "'"), name.quality) for name in listing.names),
                *(sorted(map(str, getattr(listing, field))) for field in fields),
                sorted(str(act.programme) for act in listing.designations),
            ]
            for listing in publication.listings
        }

    csv_form = facts(_read("ofac-cons", folder / "cons_prim.csv"))
    assert csv_form == facts(_read("ofac-cons", folder / "consolidated.xml"))


def test_a_folder_with_two_forms_is_refused_with_the_commands_that_choose(test_data: Path) -> None:
    """The CSV set and the XML in one folder: neither is taken in silence."""
    folder = test_data / "lists/ofac/2025-12-18"
    with pytest.raises(FormatError) as caught:
        read_publication("ofac-cons", [folder])
    assert f"tamis import ofac-cons {folder / 'cons_prim.csv'}" in str(caught.value)
    assert f"tamis import ofac-cons {folder / 'consolidated.xml'}" in str(caught.value)


def test_aliases_without_a_main_file_are_refused(test_data: Path) -> None:
    """A folder of aliases, addresses and comments is no list."""
    with pytest.raises(FormatError, match=r"no main file of ofac-sdn; add sdn\.csv"):
        read_publication("ofac-sdn", [test_data / "lists/ofac/2025-12-24"])


@pytest.mark.parametrize(
    ("watchlist", "path", "told"),
    [
        ("ofac-sdn", "ofac/2025-12-18/cons_prim.csv", "ofac-cons"),
        ("ofac-cons", "ofac/2021-07-07/sdn.csv.gz", "ofac-sdn"),
        ("ofac-sdn", "ofac/2025-12-18/consolidated.xml", "ofac-cons"),
        ("ofac-sdn", "un/2026-02-27/consolidated.xml.gz", "tamis import un"),
        ("un", "ofac/2026-01-08/consolidated.xml", "tamis import ofac-cons"),
        ("un", "ofac/2021-07-07/sdn.csv.gz", "tamis import ofac-sdn"),
        ("un", "eu/2018-07-04", "holds no file of un"),
        ("un", "uk/2025-04-10/ConList.xlsx", "XLSX"),
        ("un", "ca/2020-04-15/sema-lmes.xml", "tamis import ca"),
        ("un", "ofac/2024-05-24/sdn_enhanced_filtered_yemen.xml", "tamis import ofac-sdn"),
        ("ofac-cons", "ofac/2024-05-24/sdn_enhanced_filtered_yemen.xml", "by its name this is ofac-sdn"),
        ("ofac-cons", "ofac/2018-04-06/cons_prim.ff.gz", "fixed width"),
        ("own", "un/2026-02-27/consolidated.xml.gz", "tamis import un"),
        ("own", "opensanctions/custom-zavod-run/2024-03-09/targets.nested.json", "tamis import os-wd_persons"),
    ],
)
def test_a_file_of_another_list_is_refused(test_data: Path, watchlist: str, path: str, told: str) -> None:
    """A file given under another list's name is refused in one line that says what it is."""
    with pytest.raises(FormatError) as caught:
        read_publication(watchlist, [test_data / "lists" / path])
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_programmes_tell_a_renamed_file(test_data: Path, tmp_path: Path) -> None:
    """A Consolidated file saved as sdn.csv, or under no telling name, is still not the SDN list."""
    content = (test_data / "lists/ofac/2025-12-18/cons_prim.csv").read_bytes()
    for name in ("sdn.csv", "download.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(FormatError, match="programmes are those of the Consolidated list"):
            read_publication("ofac-sdn", [path])
    assert read_publication("ofac-cons", [tmp_path / "download.csv"]).incomplete == ("alt", "add")
    with pytest.raises(FormatError, match="by its name this is ofac-sdn"):
        read_publication("ofac-cons", [tmp_path / "sdn.csv"])


def test_files_of_different_days_are_refused(test_data: Path, tmp_path: Path) -> None:
    """A main file of 2019 beside aliases of 2026 is no set: half of the aliases would belong to nobody."""
    (tmp_path / "sdn.csv.gz").write_bytes((test_data / "lists/ofac/2019-01-04/sdn.csv.gz").read_bytes())
    (tmp_path / "alt.csv.gz").write_bytes((test_data / "lists/ofac/2026-08-02/alt.csv.gz").read_bytes())
    with pytest.raises(FormatError, match="same day"):
        read_publication("ofac-sdn", [tmp_path])


def test_parsing_is_fast(test_data: Path) -> None:
    """The UN list is read within a second, an SDN set within three (CPU time; thrice that on a busy machine)."""
    for watchlist, path, limit_s in (
        ("un", "un/2026-08-01/consolidated.xml.gz", 1.0),
        ("ofac-sdn", "ofac/2021-07-07", 3.0),
    ):
        start = time.process_time()
        read_publication(watchlist, [test_data / "lists" / path])
        assert time.process_time() - start < limit_s * 3


NO_COUNTRY = frozenset(
    {
        "undetermined",
        "None Identified",
        "Unknown",
        "Region: Commonwealth of Independent States",
        "Region: Jammu and Kashmir",
        "Region: Kashmir",
        "Region: Kafia Kingi",
        "Sudan/South Sudan",
        "Sudan/or South Sudan",
    }
)
"""What stands in a column for countries and is deliberately none: not known, several, disputed."""


def test_every_country_of_the_real_lists_is_known(test_data: Path) -> None:
    """Each name in the UN's country elements and in OFAC's address and flag columns has a code, or is listed as none."""
    unknown = set()
    for path in sorted((test_data / "lists/un").glob("*/consolidated.xml.gz")):
        if path.parent.name != "2025-08-16":
            root = parse_xml(open_file(path))
            names = [" ".join((one.text or "").split()) for one in root.iter(*UN_COUNTRIES)]
            unknown |= {name for name in names if name and only_country(name) is None}
    for pattern, role, column in (("*add.csv*", "add", 4), ("sdn.csv*", "main", 9), ("cons_prim.csv", "main", 9)):
        for path in sorted((test_data / "lists/ofac").glob(f"*/{pattern}")):
            names = [row[column].strip() for row in read_rows(open_file(path), role)]
            unknown |= {name for name in names if name != "-0-" and only_country(name) is None}
    assert unknown - NO_COUNTRY == set()
