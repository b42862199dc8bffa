"""Australia's workbook: dates in all their shapes, the history of a listing, what is reported and refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import NameQuality
from tamis.sources import read_publication
from tamis.sources.au_texts import amended_on, birth_dates_in, identifiers_in, listed_on

GOLDEN = Path(__file__).parents[1] / "golden"

BIRTH_DATES = (
    ("1961", ["1961"]),
    ("1965-03-29 00:00:00", ["1965-03-29"]),
    ("24/08/1962\xa0\xa0", ["24/08/1962"]),
    ("11/04/1963, 11/04/1960", ["11/04/1963", "11/04/1960"]),
    ("1953, 1960", ["1953", "1960"]),
    ("1968, 1969, 1970, 1971, 1972, 1973", ["1968 to 1973"]),
    ("1958, 1/01/1967", ["1958", "1/01/1967"]),
    ("1953, 1954", ["1953", "1954"]),
    ("Approximately 1963, 30/01/1972", ["Approximately 1963", "30/01/1972"]),
    ("Approximately 1968 \n28/08/1965", ["Approximately 1968", "28/08/1965"]),
    ("Approximately: Between 1959 and 1965", ["approximately 1959 to 1965"]),
    ("27/05/1973 01/01/1975", ["27/05/1973", "01/01/1975"]),
    ("1960 9/09/1966", ["1960", "9/09/1966"]),
    ("7/02/1950/11/1950 08/08/1945", ["7/02/1950", "11/1950", "08/08/1945"]),
    ("1979, 1980.1981, 1982", ["1979 to 1982"]),
    ("1961,\n/02/1961,\n13/03/1961", ["1961", "02/1961", "13/03/1961"]),
    ("10/061962", ["10/06/1962"]),
    ("5 May 1957, April 1957", ["5 May 1957", "April 1957"]),
    ("1944,", ["1944"]),
    ("", []),
)
LISTED = (
    ("Listed on 25 Jan. 2001 (amended on 3 Sep. 2003)", dt.date(2001, 1, 25)),
    ("Listed on: 17 Aug. 2017 (Relisted on 3 Aug. 2020)", dt.date(2017, 8, 17)),
    ("First listed on 16/07/2009 (amended on 29/06/2023)", dt.date(2009, 7, 16)),
    ("Listed by the UN 9999 Committee on 21 April 2006 (amended)", dt.date(2006, 4, 21)),
    ("The Minister listed this entity on 21 December 2001 under section 15", dt.date(2001, 12, 21)),
    (
        "Designated under the Invented Regulations 2011 on 2 March 2012. Formerly listed on the RBA list",
        dt.date(2012, 3, 2),
    ),
    ("Listed on 17 March 2011 (Asset Freeze). Listed on: 26 Feb. 2011", dt.date(2011, 2, 26)),
    (
        "Instrument of first listing: Invented List 2002 [F2021, Gazette No. S 9, 28 October 2002]",
        dt.date(2002, 10, 28),
    ),
    ("2013-03-07 00:00:00", dt.date(2013, 3, 7)),
    ("Invented Sanctions Amendment (No. 1) Instrument 2022", None),
    ("Re-listed on 16/09/2022", None),
    ("Relisted on 12 January 2024.", None),
)


@pytest.mark.parametrize(("text", "dates"), BIRTH_DATES)
def test_each_date_of_a_cell_is_told_apart(text: str, dates: list[str]) -> None:
    """Lists, blanks, slips and runs of years: each date once, a run of three years or more as a range."""
    assert birth_dates_in(text) == dates


@pytest.mark.parametrize(("text", "day"), LISTED)
def test_the_day_of_listing_is_read_and_no_other_day(text: str, day: dt.date | None) -> None:
    """The first day of listing counts; relisting, amendment and the year of an instrument do not."""
    assert listed_on(text) == day


def test_days_of_amendment_are_read() -> None:
    """All days after "amended" up to the bracket are amendments."""
    text = "Listed on 1 Jan. 2001 (amended on 3 Sep. 2003, 21 Sep 2007 and 31 Dec. 2013) (relisted on 1 Jan. 2020)"
    assert amended_on(text) == [dt.date(2003, 9, 3), dt.date(2007, 9, 21), dt.date(2013, 12, 31)]


IDENTIFIERS = (
    ("Passport no: X990001, issued in Iran.", [("passport", "X990001", "ir")]),
    (
        "Passport No: a) Kenya number X990001 b) Kenya number X990002.",
        [("passport", "X990001", "ke"), ("passport", "X990002", "ke")],
    ),
    ("National identification no: Indonesia 990001. Gender: Male.", [("national_id", "990001", "id")]),
    ("Passport no: na National identification no: 990002", [("national_id", "990002", None)]),
    ("State registration number: 990047708022", [("registration", "990047708022", None)]),
    ("Tax ID No. 9900280820", [("tax", "9900280820", None)]),
    ("Director of the Passport Department since 1999", []),
)


@pytest.mark.parametrize(("text", "expected"), IDENTIFIERS)
def test_labelled_numbers_of_a_remark_are_identifiers(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """What a remark labels as passport, identity card, tax or register number identifies; running text does not."""
    assert [(one.kind, one.value, one.country) for one in identifiers_in(text)] == expected


def test_a_number_given_twice_by_mistake_makes_two_listings() -> None:
    """Two primary names under one number are two parties; the letters behind go with the nearest one above."""
    publication = read_publication("au", [GOLDEN / "au"])
    twice = [listing for listing in publication.listings if listing.id.startswith("au:902")]
    assert [(listing.id, len(listing.names)) for listing in twice] == [("au:902", 1), ("au:902#2", 2)]
    assert publication.unread == ("column Colour: 1, first in the headings",)


def test_the_rating_of_a_name_is_kept() -> None:
    """Weak stays weak; a name "previously listed as" says so; the original script is as good as the primary name."""
    names = {name.text: name for name in read_publication("au", [GOLDEN / "au"]).listings[0].names}
    assert names["The Tinker"].quality is NameQuality.WEAK
    assert names["The Tinker"].note == "previously listed as"
    assert names["طارق الظافري"].quality is NameQuality.PRIMARY
    assert names["ተስቶቭ"].language == "Tigrinya"


HEADINGS = ["Reference", "Name of Individual or Entity", "Type", "Name Type", "Committees"]


def test_a_missing_column_is_named(tmp_path: Path, make_workbook: Callable[..., bytes]) -> None:
    """A column that every listing needs is named; one that only adds is said to be missing."""
    path = tmp_path / "dfat.xlsx"
    path.write_bytes(make_workbook([HEADINGS[1:], ["TARIQ ZAFIRI", "Individual", "Primary Name", "1988 (Taliban)"]]))
    with pytest.raises(FormatError, match="'Reference' is missing"):
        read_publication("au", [path])
    path.write_bytes(make_workbook([HEADINGS, [901, "TARIQ ZAFIRI", "Individual", "Primary Name", "1988 (Taliban)"]]))
    publication = read_publication("au", [path])
    assert "the column 'Date of Birth' is not in the file: what it says is missing" in publication.warnings


def test_another_workbook_is_refused(tmp_path: Path, make_workbook: Callable[..., bytes]) -> None:
    """A sheet with other headings is not this list, and headings without a row are no list."""
    path = tmp_path / "dfat.xlsx"
    path.write_bytes(make_workbook([["Colour", "Price"], ["red", 1]]))
    with pytest.raises(FormatError, match="an XLSX workbook of another kind"):
        read_publication("au", [path])
    path.write_bytes(make_workbook([HEADINGS]))
    with pytest.raises(FormatError, match="no row"):
        read_publication("au", [path])
    path.write_bytes((GOLDEN / "au" / "dfat.xlsx").read_bytes()[:1500])
    with pytest.raises(FormatError, match="damaged|ZIP"):
        read_publication("au", [path])
