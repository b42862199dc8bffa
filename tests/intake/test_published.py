"""The day of publication that a text states of itself."""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from pathlib import Path

import pytest

from tamis.intake.months import month_number
from tamis.intake.published import is_date_line, latest_day, published_on, states_day

LATEST = dt.date(2026, 11, 23)
CASES = Path(__file__).parent.parent / "cases" / "published_dates.csv"


def cases() -> list[tuple[str, dt.date | None]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["text"].replace("\\n", "\n"),
                dt.date.fromisoformat(row["published_on"]) if row["published_on"] else None,
            )
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(("text", "day"), cases())
def test_dates_of_the_table(text: str, day: dt.date | None) -> None:
    """Each notation of the table is read as the day beside it, and what is no date of publication as none."""
    assert published_on(text, LATEST) == day


@pytest.mark.parametrize(("text", "day"), cases())
def test_marks_that_nobody_sees_change_nothing(text: str, day: dt.date | None) -> None:
    """Direction marks, zero-width characters and decomposed letters do not hide or make a date."""
    marked = unicodedata.normalize("NFD", text).replace(" ", " \u200f").replace("\n", "\u200b\n")
    assert published_on(marked, LATEST) == day


def test_labelled_date_outweighs_an_earlier_bare_one() -> None:
    """The day of saving at the top of a page gives way to a labelled date below it."""
    assert published_on("Monday, 23 November 2026\n\nHeadline\n\nPublished: 7 Sep 2016\n", LATEST) == dt.date(
        2016, 9, 7
    )


def test_latest_day_is_that_of_the_earliest_time_zone() -> None:
    """In Kiribati it is the next day fourteen hours before UTC's midnight; a page from there is not from the future."""
    assert latest_day(dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)) == dt.date(2026, 11, 24)
    assert latest_day(dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)) == dt.date(2026, 11, 23)


def test_date_line_is_told_whatever_its_date() -> None:
    """A line that is only a date is no title, be its date believable or not."""
    assert is_date_line("7 Sep 2030")
    assert not is_date_line("Harbour board meets on 7 Sep 2016")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ('"datePublished":"2016-06-05T01:00:00Z"', True),
        ("/2016/06/05/board", True),
        ("20160605", True),
        ("5 June 2016", True),
        ("June 5th, 2016", True),
        ("5 de junio de 2016", True),
        ("05.06.2016", True),
        ("2016年6月5日", True),
        ("05/06/2016", False),
        ("2016-06", False),
        ("June 2016", False),
        ("2016-06-15", False),
    ],
)
def test_a_day_is_stated_in_full_or_not_at_all(text: str, stated: bool) -> None:
    """Half a date and a date that can be two days state no day."""
    assert states_day(text, dt.date(2016, 6, 5)) is stated


def test_months_are_known_in_any_case_and_spelling() -> None:
    """A month is found in capitals, with Turkish letters and decomposed; another word is none."""
    assert [month_number(word) for word in ("SEPTEMBER", "AĞUSTOS", "KASIM", "Fe\u0301vrier", "mayors")] == [
        9,
        8,
        11,
        2,
        None,
    ]
