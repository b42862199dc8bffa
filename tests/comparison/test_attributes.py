"""Dates, countries, genders and kinds speak for, against, or not at all."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.comparison import attributes
from tamis.comparison.attributes import compare_countries, compare_dates, compare_genders, compare_kinds
from tamis.index import KINDS, birth_row
from tamis.records import PartialDate, PartyKind
from tamis.values.packed_countries import pack_country


def _dates(query: str, listing: str) -> float:
    asked, listed = (np.array([birth_row(PartialDate.parse(text))], dtype=np.int32) for text in (query, listing))
    return float(compare_dates(asked, listed)[0])


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
    nothing = np.zeros((0, 6), dtype=np.int32)
    assert len(compare_dates(nothing, nothing)) == 0


@pytest.mark.parametrize(
    ("asked", "listed", "own", "others", "agreement"),
    [
        ("pk", "pk", True, True, attributes.COUNTRY_SAME),
        ("pk", "pk", False, True, attributes.COUNTRY_OF_BIRTH),
        ("pk", "af", True, True, attributes.COUNTRY_OTHER),
        ("pk", "af", False, True, attributes.COUNTRY_OTHER),
        ("pk", "af", False, False, 0.0),
        ("ru", "su", True, True, 0.0),
        ("su", "ru", True, True, 0.0),
        ("su", "pk", True, True, attributes.COUNTRY_OTHER),
    ],
)
def test_countries_agree_contradict_or_are_silent(
    asked: str, listed: str, own: bool, others: bool, agreement: float
) -> None:
    """The same one agrees; where only a country of birth is given another is silent, as is a country that is no more."""
    sides = [np.array([pack_country(code)], dtype=np.uint16) for code in (asked, listed)]
    assert compare_countries(*sides, np.array([own]), np.array([others]))[0] == agreement


def _genders(asked: int, listed: int) -> float:
    return float(compare_genders(np.array([asked], dtype=np.uint8), np.array([listed], dtype=np.uint8))[0])


def test_genders_speak_only_where_both_are_given() -> None:
    """Agreement tells little, contradiction much; both at once tell nothing."""
    assert _genders(1, 1) > 0 > _genders(1, 2)
    assert _genders(0, 1) == _genders(1, 0) == _genders(3, 1) == _genders(2, 3) == 0


def _kinds(asked: PartyKind, listed: PartyKind, dated: bool) -> float:
    codes = [np.array([KINDS.index(kind)], dtype=np.uint8) for kind in (asked, listed)]
    person, unknown = KINDS.index(PartyKind.PERSON), KINDS.index(PartyKind.UNKNOWN)
    return float(compare_kinds(*codes, np.array([dated]), (person, unknown))[0])


def test_kinds_speak_only_against() -> None:
    """Another kind speaks against; the same kind, or an unknown one, says nothing."""
    person, vessel, unknown = PartyKind.PERSON, PartyKind.VESSEL, PartyKind.UNKNOWN
    assert _kinds(person, person, False) == _kinds(unknown, vessel, False) == 0
    assert _kinds(person, vessel, False) == -1
    assert 0 > _kinds(unknown, vessel, True) > -1
    assert _kinds(unknown, person, True) == _kinds(unknown, unknown, True) == 0
