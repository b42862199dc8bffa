"""Law: an agreeing date of birth never lowers a score, a contradicting one never raises it."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from invented import dates, listings, queries_about

import tamis
from tamis.comparison.attributes import compare_dates
from tamis.index.build import birth_row
from tamis.records import Listing, PartialDate, PartyKind, Query


@given(st.data())
def test_dates_of_birth_move_scores_the_right_way(data: st.DataObject) -> None:
    """Against listings of persons: the listed date itself, one fifty years away, and one beside another."""
    listed: list[Listing] = data.draw(listings(count=3))
    query: Query = data.draw(queries_about(listed))
    date: PartialDate = data.draw(dates())
    for listing in listed:
        person = dataclasses.replace(listing, kind=PartyKind.PERSON, birth_dates=(date,))
        plain = tamis.compare(dataclasses.replace(query, birth_dates=()), person).score
        far = PartialDate(date.year - 53, 1, 1)
        agreeing = tamis.compare(dataclasses.replace(query, birth_dates=(date,)), person).score
        contradicting = tamis.compare(dataclasses.replace(query, birth_dates=(far,)), person).score
        either = tamis.compare(dataclasses.replace(query, birth_dates=(far, date)), person).score
        assert contradicting <= plain <= agreeing == either


@given(st.data())
def test_a_listing_without_a_date_is_silent(data: st.DataObject) -> None:
    """A date asked for that the listing of a person does not give changes nothing."""
    listed: list[Listing] = data.draw(listings(count=3))
    query: Query = data.draw(queries_about(listed))
    for listing in listed:
        person = dataclasses.replace(listing, kind=PartyKind.PERSON, birth_dates=())
        dated = dataclasses.replace(query, birth_dates=(data.draw(dates()),))
        undated = dataclasses.replace(query, birth_dates=())
        assert tamis.compare(dated, person).score == tamis.compare(undated, person).score


@given(dates(), dates())
def test_two_dates_of_birth_agree_as_far_from_either_side(one: PartialDate, other: PartialDate) -> None:
    """Whichever is asked and whichever is listed: the same agreement, sharp or vague."""
    rows = [np.array([birth_row(date)], dtype=np.int32) for date in (one, other)]
    there, back = compare_dates(*rows)[0], compare_dates(*reversed(rows))[0]
    assert there == back
