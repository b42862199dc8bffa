"""Dates, countries, genders and kinds speak for, against, or not at all."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.comparison import attributes
from tamis.comparison.attributes import compare_countries, compare_dates, compare_genders, compare_kinds
from tamis.index import pack_country
from tamis.index.build import birth_row
from tamis.records import PartialDate, PartyKind


def _dates(query: str, listing: str) -> float:
    rows = np.array([birth_row(PartialDate.parse(listing))], dtype=np.int32)
    return float(compare_dates(PartialDate.parse(query), rows)[0])


@pytest.mark.parametrize(
    ("query", "listing", "agreement"),
    [
        ("1970-04-05", "1970-04-05", attributes.SAME_DAY),
        ("1970-04-05", "1970-05-04", attributes.SWAPPED),
        ("1970-04-05", "1970-04-06", attributes.YEAR_AND_PART),
        ("1970-04-05", "1907-04-05", attributes.ONE_DIGIT),
        ("1970-04-05", "1960-04-05", attributes.ONE_DIGIT),
        ("1970-04-05", "1970-08-09", attributes.YEAR_ONLY),
        ("1970", "1970-04-05", attributes.SAME_YEAR),
        ("1970-04", "1970-04-05", attributes.SAME_MONTH),
        ("1970-04", "1970-08", attributes.YEAR_ONLY),
        ("1970", "1971", attributes.NEXT_YEAR_VAGUE),
        ("1970-04-05", "1971-08-09", attributes.NEXT_YEAR),
        ("1970-04-05", "1973-08-09", attributes.NEAR),
        ("1970-04-05", "1988-08-09", attributes.FAR),
        ("1970", "1968/1972", attributes.IN_RANGE),
        ("1968/1972", "1970-04-05", attributes.IN_RANGE),
        ("1980", "1968/1972", attributes.FAR),
    ],
)
def test_dates_of_birth_are_compared_as_far_as_they_are_known(query: str, listing: str, agreement: float) -> None:
    """A year agrees with a day in it; an exchange or a slip of one digit speaks for, years apart against."""
    assert _dates(query, listing) == agreement


def test_circa_softens_what_speaks_against() -> None:
    """A date that the publisher only estimates contradicts less, and agrees no less."""
    assert _dates("1970", "1970~") == _dates("1970", "1970")
    assert _dates("1970", "1972~") > _dates("1970", "1972")
    assert 0 > _dates("1970", "1990~") > _dates("1970", "1990")


def test_no_dates_give_no_agreements() -> None:
    """An empty list of dates is answered with an empty array."""
    assert len(compare_dates(PartialDate(1970), np.zeros((0, 6), dtype=np.int32))) == 0


@pytest.mark.parametrize(
    ("asked", "listed", "born", "agreement"),
    [
        (["pk"], ["af", "pk"], [], 1.0),
        (["pk"], ["af"], ["pk"], attributes.COUNTRY_OF_BIRTH),
        (["pk"], ["af"], [], attributes.COUNTRY_OTHER),
        (["pk"], [], ["af"], 0.0),
        (["pk"], [], [], 0.0),
        ([], ["af"], [], 0.0),
    ],
)
def test_countries_agree_contradict_or_are_silent(
    asked: list[str], listed: list[str], born: list[str], agreement: float
) -> None:
    """One in common agrees; where a country is not given nothing is said."""
    packed = tuple(pack_country(code) for code in asked)
    sides = [np.array([pack_country(code) for code in codes], dtype=np.uint16) for codes in (listed, born)]
    assert compare_countries(packed, *sides) == agreement


def test_genders_speak_only_where_both_are_given() -> None:
    """Agreement tells little, contradiction much; both at once tell nothing."""
    assert compare_genders(("male",), 1) > 0 > compare_genders(("male",), 2)
    assert compare_genders((), 1) == compare_genders(("male",), 0) == compare_genders(("male", "female"), 1) == 0
    assert compare_genders(("female",), 3) == 0


def test_kinds_speak_only_against() -> None:
    """Another kind speaks against; the same kind, or an unknown one, says nothing."""
    person, vessel, unknown = PartyKind.PERSON, PartyKind.VESSEL, PartyKind.UNKNOWN
    assert compare_kinds(person, person, False) == compare_kinds(unknown, vessel, False) == 0
    assert compare_kinds(person, vessel, False) == -1
    assert 0 > compare_kinds(unknown, vessel, True) > -1
    assert compare_kinds(unknown, person, True) == compare_kinds(unknown, unknown, True) == 0
