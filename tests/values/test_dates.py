"""Dates: every notation that lists and users write, and what is refused."""

from __future__ import annotations

import pytest

from tamis.records import PartialDate
from tamis.values.dates import parse_date


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("1950", "1950"),
        ("1950-06", "1950-06"),
        ("1950-06-05", "1950-06-05"),
        ("1960-01-01-05:00", "1960-01-01"),
        ("1960-01-01Z", "1960-01-01"),
        ("2026-02-27T00:00:09.554Z", "2026-02-27"),
        ("5 Jun 1950", "1950-06-05"),
        ("05 June 1950", "1950-06-05"),
        ("5th of June 1950", "1950-06-05"),
        ("12-Mar-1970", "1970-03-12"),
        ("June 5, 1950", "1950-06-05"),
        ("Jun 1950", "1950-06"),
        ("Nov. 1973", "1973-11"),
        ("Sept 1973", "1973-09"),
        ("5.6.1950", "1950-06-05"),
        ("05/06/1950", "1950-06-05"),
        ("06/1950", "1950-06"),
        ("00/00/1980", "1980"),
        ("00/06/1980", "1980-06"),
        ("19500605", "1950-06-05"),
        ("circa 1950", "1950~"),
        ("ca. 1950", "1950~"),
        ("c.1950", "1950~"),
        ("Approximately 1963", "1963~"),
        ("circa 5 Jun 1950", "1950-06-05~"),
        ("1950~", "1950~"),
        ("1950/1952~", "1950/1952~"),
        ("1970 to 1972", "1970/1972"),
        ("1958 - 1964", "1958/1964"),
        ("circa 1970-1972", "1970/1972~"),
        ("between 1970 and 1972", "1970/1972"),
        ("1 Jan 1970 to 31 Dec 1972", "1970/1972"),
        ("01 Jan 1943 to 31 Dec 1943", "1943"),
        ("15 Jan 1943 to 20 Feb 1943", "1943-01-15/1943-02-20"),
        ("Mar 1970 to Apr 1970", "1970-03/1970-04"),
        ("Between Aug. and Sep. 1977", "1977-08/1977-09"),
        ("1970s", "1970/1979"),
        ("late 1970s", "1975/1979~"),
        ("  1950 \n", "1950"),
    ],
)
def test_every_notation_is_read(text: str, twin: str) -> None:
    """ISO first, the day before the month, circa and ranges in the publishers' words."""
    assert str(parse_date(text)) == twin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "50",
        "5.6.50",
        "soon",
        "30 years old",
        "24/06/1402 (Hijri Calendar)",
        "00/00/0000",
        "5 Foo 1950",
        "1950-1940",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """The message says what to write."""
    with pytest.raises(ValueError, match="write 1950"):
        parse_date(text)


@pytest.mark.parametrize("text", ["31 Jun 1950", "1950-02-30", "29.2.1951", "32/01/1950"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    """No day is moved to the next that exists."""
    with pytest.raises(ValueError, match="no such date"):
        parse_date(text)


@pytest.mark.parametrize("text", ["06/25/1950", "1950-13-01", "13/1950"])
def test_the_month_never_comes_first(text: str) -> None:
    """Month-first dates are refused where they show themselves, lest the others of the file be read wrong."""
    with pytest.raises(ValueError, match="the day comes before the month"):
        parse_date(text)


def test_reading_the_text_twin_changes_nothing() -> None:
    """What PartialDate writes, parse_date reads."""
    for twin in ("1965", "1965-04", "1965-04-17", "1965~", "1960/1965", "1960-01/1965-02", "1960/1965~"):
        assert parse_date(twin) == PartialDate.parse(twin)
