"""Law: whoever has a hit on a changed listing is found through the turned index, and nothing of those erased stays in it."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import listings, queries_about

from tamis.records import Identifier, Listing, Name, PartialDate, PartyKind, Query
from tamis.screening import Policy, Screener
from tamis.watch.seeking import Seeker
from tamis.watch.turned import Turned
from tamis.watch.turning import turn

POLICIES = (
    Policy(),
    Policy(threshold=0.4),
    Policy(threshold=0.5, birth_date_weight=0.1, kind_thresholds=((PartyKind.ORGANISATION, 0.9),)),
    Policy(name_weight=0.0, threshold=0.4),
)


def _asked(data: st.DataObject, listed: list[Listing]) -> list[Query]:
    """Return customers who resemble the listed parties, some under two names."""
    asked: list[Query] = data.draw(st.lists(queries_about(listed), min_size=1, max_size=12))
    double = [dataclasses.replace(one, names=(*one.names, *two.names)) for one, two in itertools.pairwise(asked)]
    return [*asked, *double]


def _found(turned: Turned, listed: list[Listing], policy: Policy) -> set[int]:
    return set(Seeker(Screener.from_listings(listed, policy), listed).among(turned).tolist())


@settings(max_examples=40)
@given(st.data(), st.sampled_from(POLICIES))
def test_nobody_with_a_hit_is_lost(data: st.DataObject, policy: Policy) -> None:
    """Every customer with a hit when screened forwards is found backwards, under any policy."""
    listed: list[Listing] = data.draw(listings(count=6))
    asked = _asked(data, listed)
    answers = Screener.from_listings(listed, policy).screen_many(asked)
    hit = {number for number, screening in enumerate(answers) if screening.hits}
    assert hit <= _found(turn(enumerate(asked)), listed, policy)


@settings(max_examples=20)
@given(st.data())
def test_erased_customers_leave_what_never_held_them(data: st.DataObject) -> None:
    """The arrays without a customer are, word for word, those of the others."""
    listed: list[Listing] = data.draw(listings(count=4))
    asked = list(enumerate(_asked(data, listed)))
    gone = data.draw(st.sets(st.integers(0, len(asked) - 1), max_size=len(asked)))
    rest, anew = turn(asked).without(sorted(gone)), turn(one for one in asked if one[0] not in gone)
    assert _readable(rest) == _readable(anew)


def _readable(turned: Turned) -> dict[str, object]:
    """Return what the arrays say, whatever number a word has."""
    units = np.arange(len(turned.unit_kind))
    words = turned.words(units)
    named = {
        (kind, word): (turned.unit_name[start:end].tolist(), nats.tolist(), letter)
        for kind, word, start, end, nats, letter in zip(
            turned.unit_kind.tolist(), words, turned.unit_start[:-1], turned.unit_start[1:], turned.unit_nats, turned.unit_letter,
            strict=True,
        )
    }  # fmt: skip
    keys = sorted((int(key), words[unit]) for key, unit in zip(turned.key, turned.key_unit, strict=True))
    others = (
        "name_customer", "name_total", "name_left", "name_naming", "identifier", "identifier_customer", "birth_offset", "birth",
        "country_offset", "country", "gender", "kind", "number",
    )  # fmt: skip
    return {"units": named, "keys": keys, **{name: getattr(turned, name).tolist() for name in others}}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Ali Ali Hassan", "Ali Hassan"),
        ("Abdul Rahman Zaidani", "Abdulrahman Zaidani"),
        ("Abdulrahmanov Yusufov", "Abdul Rahmanov Yusufov"),
        ("Volko Darskyi Stepan", "Stepan Volkodarskyi"),
        ("Zaryanka Frostworks Tradi", "Zaryanka Frostworks Trading"),
        ("John Volkodarsky", "J. Volkodarsky"),
        ("J Volkodarsky", "John Volkodarsky"),
        ("Mohammed Volkodarski", "Muhammad Volkodarsky"),
        ("Zaryanka Frostworks Ltd", "Zaryanka Frostworks Limited Liability Company"),
        ("سعيد فولكودار", "Said Folkodar"),
        ("Volkodarskyj", "Walkodarskij"),
        ("VO LKO DAR Stepan", "Volkodar Stepan"),
        ("ZarDine", "Zar Dine"),
    ],
)
def test_names_that_meet_in_other_ways(asked: str, listed: str) -> None:
    """Words written as one or apart, cut, as initials, in another script, in a class: found backwards where found forwards."""
    listing, query = Listing(id="own:1", names=(Name(listed),)), Query(names=(Name(asked),))
    policy = Policy(threshold=0.4)
    hits = Screener.from_listings([listing], policy).screen(query).hits
    assert hits, "not found forwards either"
    assert _found(turn([(7, query)]), [listing], policy) == {7}


def test_what_is_known_beside_the_name_spares_the_screening() -> None:
    """The same surname alone is nobody; the same birth date with it may be somebody; an identifier always is."""
    listing = Listing(
        id="own:1", names=(Name("Mohamed Hassan"),), birth_dates=(PartialDate(1971, 5, 19),),
        identifiers=(Identifier("passport", "X1"),), kind=PartyKind.PERSON,
    )  # fmt: skip
    other = (PartialDate(1950, 1, 1),)
    asked = [
        Query(names=(Name("Ali Hassan"),), birth_dates=other),
        Query(names=(Name("Mohammed Hasan"),), birth_dates=other),
        Query(names=(Name("Nobody Whatever"),), identifiers=(Identifier("passport", "X1"),)),
        Query(names=(Name("Nobody Whatever"),), birth_dates=listing.birth_dates),
    ]
    assert _found(turn(enumerate(asked)), [listing], Policy()) == {1, 2}
