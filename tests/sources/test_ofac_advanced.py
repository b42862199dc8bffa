"""The advanced and the enhanced XML: what is refused, what is reported, and what points nowhere."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import PartialDate, PartyKind, Publication
from tamis.sources import read_publication
from tamis.sources.ofac_acts import points_backwards
from tamis.sources.ofac_features import Period
from tamis.values.dates import parse_date

GOLDEN = Path(__file__).parents[1] / "golden"
ADVANCED = (GOLDEN / "ofac-advanced/sdn_advanced.xml").read_text(encoding="utf-8")
ENHANCED = (GOLDEN / "ofac-enhanced/sdn_enhanced.xml").read_text(encoding="utf-8")


def _read(folder: Path, text: str, name: str = "sdn_advanced.xml", watchlist: str = "ofac-sdn") -> Publication:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_publication(watchlist, [path])


def _refusal(folder: Path, text: str, name: str = "sdn_advanced.xml", watchlist: str = "ofac-sdn") -> str:
    with pytest.raises(FormatError) as caught:
        _read(folder, text, name, watchlist)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_day_of_publication_is_the_files_own() -> None:
    """DateOfIssue in the one, dataAsOf with its offset in the other, its fraction of a second cut."""
    assert read_publication("ofac-sdn", [GOLDEN / "ofac-advanced"]).published_at == "2031-05-06"
    assert read_publication("ofac-sdn", [GOLDEN / "ofac-enhanced"]).published_at == "2031-05-06T15:59:26-04:00"


def test_what_is_not_known_is_kept_and_reported_once() -> None:
    """A feature without a label in the table and an element without a reader are details, and are counted."""
    advanced = read_publication("ofac-sdn", [GOLDEN / "ofac-advanced"])
    assert advanced.unread == ('feature "Zebra Rank", kept as a detail: 1, first in 92001',)
    assert advanced.warnings == ("92005: no sanctions entry says under which programme it is listed",)
    enhanced = read_publication("ofac-sdn", [GOLDEN / "ofac-enhanced"])
    assert enhanced.unread[0] == "element feature/weight: 1, first in 92001"
    assert ("feature/weight", "7") in {(one.label, one.value) for one in enhanced.listings[0].details}


@pytest.mark.parametrize("text", [ADVANCED, ENHANCED])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.999])
def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, text: str, share: float) -> None:
    """Half a list is no list, whether it ends within an element's tag or between two."""
    for at in (int(len(text) * share), text.rindex("<", 0, int(len(text) * share))):
        message = _refusal(tmp_path, text[:at], "list.xml")
        assert "cut off" in message or "damaged" in message


@pytest.mark.parametrize("text", [ADVANCED, ENHANCED])
def test_a_document_type_is_refused(tmp_path: Path, text: str) -> None:
    """No entity is resolved, wherever the declaration stands."""
    for blanks in (0, 9000):
        bomb = f'<!--{"x" * blanks}--><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>'
        body = text.replace("SDN List", "&c;").partition("?>\n")[2]
        assert "document type" in _refusal(tmp_path, f'<?xml version="1.0"?>{bomb}{body}', "list.xml")


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('<DistinctParty FixedRef="92002">', '<DistinctParty FixedRef="92001">', "FixedRef 92001 stands twice"),
        ('<DistinctParty FixedRef="92002">', "<DistinctParty>", "no FixedRef"),
        (">TIN DRUM<", "><", "party 92003 has no name"),
        ("DistinctPart", "IndistinctPart", "no party"),
    ],
)
def test_parties_that_cannot_be_told_apart_are_refused(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    """A number twice, no number, no name, no party at all: the file is damaged."""
    assert told in _refusal(tmp_path, ADVANCED.replace(was, becomes))


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('<entity id="92002">', '<entity id="92001">', "92001 stands twice"),
        ('<entity id="92002">', "<entity>", "no id"),
        ("<formattedFullName>TIN DRUM</formattedFullName>", "", None),
        ("<entities>", "<nothing/><others>", "no entity"),
    ],
)
def test_entities_that_cannot_be_told_apart_are_refused(
    tmp_path: Path, was: str, becomes: str, told: str | None
) -> None:
    """The same of the enhanced form; a name that is not told whole is put together from its two sides."""
    text = ENHANCED.replace(was, becomes)
    if "<others>" in text:
        text = text.replace("</entities>", "</others>").replace("<entity ", "<party ").replace("</entity>", "</party>")
    if told is None:
        assert _read(tmp_path, text, "sdn_enhanced.xml").listings[2].names[0].text == "TIN DRUM"
    else:
        assert told in _refusal(tmp_path, text, "sdn_enhanced.xml")


def test_what_points_nowhere_is_reported_and_loses_nothing_else(tmp_path: Path) -> None:
    """A number without a reference value, a location, a profile or an identity that is not there: said, and read on."""
    text = ADVANCED.replace('ProfileID="93004" ListID', 'ProfileID="7" ListID').replace(
        'IdentityID="5002"', 'IdentityID="8"'
    )
    text = text.replace('LocationID="6"', 'LocationID="66"').replace('FeatureTypeID="45"', 'FeatureTypeID="4545"')
    publication = _read(tmp_path, text)
    assert len(publication.listings) == 5
    assert "reference to FeatureType 4545, which the file does not hold: 1, first in 92004" in publication.unread
    said = "; ".join(publication.warnings)
    for words in ("location", "sanctions entry belongs to a profile", "document belongs to an identity"):
        assert words in said
    assert ("feature", "B.747-422") in {(one.label, one.value) for one in publication.listings[3].details}


def test_elements_where_none_is_known_are_reported(tmp_path: Path) -> None:
    """A container, an item or a child that nobody knows is counted once, and its words are kept where they have a party."""
    text = ADVANCED.replace(
        "<SanctionsEntryLinks />", "<SanctionsEntryLinks><Link/><Link A='1'/></SanctionsEntryLinks><New/>"
    )
    text = text.replace("</Profile>", "<Shape>round</Shape></Profile>", 1)
    publication = _read(tmp_path, text)
    assert "element SanctionsEntryLinks/Link: 1, first in the list" in publication.unread
    assert "element New: 1, first in the list" in publication.unread
    assert ("Profile/Shape", "round") in {(one.label, one.value) for one in publication.listings[0].details}


def test_the_other_list_is_refused_by_what_its_entries_say(tmp_path: Path) -> None:
    """The lists that entries name tell SDN from Consolidated, whatever the file is called."""
    assert "this is ofac-sdn, not ofac-cons" in _refusal(tmp_path, ADVANCED, "list.xml", "ofac-cons")
    consolidated = ADVANCED.replace(">SDN List<", ">Consolidated List<")
    assert _read(tmp_path, consolidated, "cons_advanced.xml", "ofac-cons").listings[0].watchlist == "ofac-cons"
    assert "this is ofac-cons, not ofac-sdn" in _refusal(tmp_path, consolidated, "list.xml")


def test_a_filtered_download_is_incomplete(tmp_path: Path) -> None:
    """Chosen lists are no filter; a chosen programme leaves entries out, which every answer is to say."""
    chosen = (
        "</sanctionsLists><sanctionsPrograms><sanctionsProgram>YEMEN</sanctionsProgram></sanctionsPrograms></filters>"
    )
    publication = _read(tmp_path, ENHANCED.replace("</sanctionsLists></filters>", chosen), "sdn_enhanced.xml")
    assert publication.incomplete == ("filtered-out entries",)
    assert "YEMEN" in publication.warnings[0]


def test_the_namespace_is_of_no_account(tmp_path: Path) -> None:
    """The publisher has changed it: the same elements in another namespace, or in none, are the same list."""
    expected = _read(tmp_path, ADVANCED).listings
    for namespace in ("http://www.un.org/sanctions/1.0", ""):
        start, _, rest = ADVANCED.partition('xmlns="')
        assert _read(tmp_path, f'{start}xmlns="{namespace}"{rest.partition(chr(34))[2]}').listings == expected


def test_archives_are_read_as_what_they_hold(tmp_path: Path) -> None:
    """gzip, or a ZIP archive of the one file, alone or in a folder: the same listings, the member's name, one digest."""
    expected = _read(tmp_path, ADVANCED)
    (tmp_path / "sdn_advanced.xml.gz").write_bytes(gzip.compress(ADVANCED.encode()))
    folder = tmp_path / "zipped"
    folder.mkdir()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("SDN_ADVANCED.XML", ADVANCED)
    (folder / "SDN_ADVANCED.ZIP").write_bytes(archive.getvalue())
    for path in (tmp_path / "sdn_advanced.xml.gz", folder / "SDN_ADVANCED.ZIP", folder):
        found = read_publication("ofac-sdn", [path])
        assert found.listings == expected.listings
        assert [file.sha256 for file in found.files] == [file.sha256 for file in expected.files]
    assert found.files[0].name == "SDN_ADVANCED.XML"


@pytest.mark.parametrize(
    ("days", "words", "date"),
    [
        (("1986-01-01", "1986-01-01", "1986-12-31", "1986-12-31"), "1986", PartialDate(1986)),
        (("1961-04-01", "1961-04-01", "1961-04-30", "1961-04-30"), "Apr 1961", PartialDate(1961, 4)),
        (("1972-07-25",) * 4, "25 Jul 1972", PartialDate(1972, 7, 25)),
        (("1951-01-01", "1951-12-31", "1953-01-01", "1953-12-31"), "1951 to 1953", None),
        (("1955-03-01", "1955-03-31", "1956-03-01", "1956-03-31"), "Mar 1955 to Mar 1956", None),
        (("1965-03-21", "1965-03-21", "1966-03-20", "1966-03-20"), "21 Mar 1965 to 20 Mar 1966", None),
        (("1960-01-01", "1960-01-01", "1962-12-31", "1962-12-31"), "01 Jan 1960 to 31 Dec 1962", None),
        (("1960-01-05", "1960-02-07", "1962-01-01", "1962-12-31"), "05 Jan 1960 to 1962", None),
    ],
)
def test_periods_are_the_dates_that_ofac_writes(days: tuple[str, ...], words: str, date: PartialDate | None) -> None:
    """Four days make a day, a month, a year or a range, in the words of OFAC's own remarks."""
    begin, until, first, last = (dt.date.fromisoformat(day) for day in days)
    assert Period((begin, until), (first, last)).words() == words
    assert Period((begin, until), (first, last), circa=True).words() == f"circa {words}"
    if date is not None:
        assert parse_date(words) == date


def test_relations_stored_from_the_wrong_end_are_known() -> None:
    """A ship owns nobody and a company leads no person; what can be is left as it is."""
    ship, company, person = PartyKind.VESSEL, PartyKind.ORGANISATION, PartyKind.PERSON
    assert points_backwards("owned or controlled by", company, ship)
    assert not points_backwards("owned or controlled by", ship, company)
    assert not points_backwards("owned or controlled by", ship, ship)
    assert points_backwards("leader or official of", company, person)
    assert not points_backwards("leader or official of", person, company)
    assert not points_backwards("associate of", company, person)
