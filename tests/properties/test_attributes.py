"""Law: what agrees never lowers a score, what contradicts never raises it, whatever the attribute and the policy."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from invented import listings, queries_about

import tamis
from tamis.records import Identifier, Listing, PartyKind, Query
from tamis.screening import POLICIES

policies = st.sampled_from(list(POLICIES.values()))


@given(st.data())
def test_countries_genders_and_kinds_move_scores_the_right_way(data: st.DataObject) -> None:
    """The listed country, gender and kind beside none, and other ones."""
    listed: list[Listing] = data.draw(listings(count=2))
    query: Query = data.draw(queries_about(listed))
    policy = data.draw(policies)
    for one in listed:
        listing = dataclasses.replace(one, kind=PartyKind.PERSON, countries=("pk",), genders=("male",))
        for field, agreeing, contradicting in (
            ("countries", ("pk",), ("br",)),
            ("genders", ("male",), ("female",)),
            ("kind", PartyKind.PERSON, PartyKind.VESSEL),
        ):
            none = PartyKind.UNKNOWN if field == "kind" else ()
            asked = [
                dataclasses.replace(query, birth_dates=(), **{field: value})
                for value in (contradicting, none, agreeing)
            ]
            scores = [tamis.compare(each, listing, policy).score for each in asked]
            assert scores == sorted(scores)


@given(st.data())
def test_a_shared_identifier_never_lowers_and_another_one_never_raises(data: st.DataObject) -> None:
    """The same passport makes it a hit under every policy that comes with the package; another one is silent."""
    listed: list[Listing] = data.draw(listings(count=2))
    query: Query = data.draw(queries_about(listed))
    policy = data.draw(policies)
    for one in listed:
        listing = dataclasses.replace(one, identifiers=(Identifier("passport", "AB 123456"),))
        plain = tamis.compare(dataclasses.replace(query, identifiers=()), listing, policy)
        other = tamis.compare(dataclasses.replace(query, identifiers=(Identifier("passport", "ZZ9"),)), listing, policy)
        same = tamis.compare(
            dataclasses.replace(query, identifiers=(Identifier("passport", "ab-123456"),)), listing, policy
        )
        assert other.score == plain.score <= same.score
        assert other.hit == plain.hit and same.hit >= plain.hit


@given(st.data())
def test_another_name_never_lowers(data: st.DataObject) -> None:
    """A query with one name more, or a listing with one more, scores at least as high: the best pair counts."""
    listed: list[Listing] = data.draw(listings(count=3))
    query, other = data.draw(queries_about(listed)), data.draw(queries_about(listed))
    more = dataclasses.replace(query, names=(*query.names, *other.names))
    for listing in listed:
        good = tuple(name for name in listing.names if name.quality != "weak")
        if good:
            plain = dataclasses.replace(listing, names=good[:1])
            assert (
                tamis.compare(query, plain).score
                <= tamis.compare(query, dataclasses.replace(listing, names=good)).score
            )
            assert tamis.compare(query, plain).score <= tamis.compare(more, plain).score
