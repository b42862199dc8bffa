"""An acronym on one side and the name in full on the other: evidence of its own, of organisations alone."""

from __future__ import annotations

import pytest

import tamis
from tamis.records import Listing, Name, PartyKind, Query
from tamis.watch.seeking import Seeker
from tamis.watch.turning import turn

PAIRS = (
    ("ZFLT", "Zaryanka Frostworks Liberation Tigers"),
    ("Zaryanka Frostworks Liberation Tigers", "ZFLT"),
    ("ZFLT Ltd.", "Zaryanka Frostworks Liberation Tigers Limited"),
    ("Z.F.L.T.", "Zaryanka Frostworks of Liberation Tigers"),
)


def _listing(text: str, kind: PartyKind = PartyKind.ORGANISATION) -> Listing:
    return Listing(id="own:1", kind=kind, names=(Name(text),))


@pytest.mark.parametrize(("asked", "listed"), PAIRS)
def test_four_letters_are_a_hit_by_pair_by_list_and_in_the_book(asked: str, listed: str) -> None:
    """The same score by `compare` and by `screen`, and a customer kept is found again when the list changes."""
    listing = _listing(listed)
    pair = tamis.compare(asked, listing)
    assert tamis.DEFAULT_THRESHOLD <= pair.score <= 0.75
    screener = tamis.Screener.from_listings([listing])
    assert [hit.score for hit in screener.screen(asked).hits] == [pair.score]
    assert Seeker(screener, [listing]).among(turn([(7, Query(names=(Name(asked),)))])).tolist() == [7]


def test_three_letters_are_no_hit_alone() -> None:
    """Several firms on a long list have the same three."""
    assert 0.6 < tamis.compare("ZFT", _listing("Zaryanka Frostworks Trading")).score < tamis.DEFAULT_THRESHOLD


def test_longer_acronyms_say_more_and_never_what_the_name_says() -> None:
    """Six letters more than four, at most .85."""
    four = tamis.compare("ZFLT", _listing("Zaryanka Frostworks Liberation Tigers")).score
    six = tamis.compare("ZFLTQM", _listing("Zaryanka Frostworks Liberation Tigers Qarlo Mendrassin")).score
    assert four < six <= 0.85


@pytest.mark.parametrize(
    ("asked", "listed", "kind"),
    [
        ("ZFLT", "Zaryanka Frostworks Liberation Tigers", PartyKind.PERSON),
        ("Zoltan Fyodor Lars Tarek", "ZFLT", PartyKind.ORGANISATION),
        ("ZFTL", "Zaryanka Frostworks Liberation Tigers", PartyKind.ORGANISATION),
        ("Omar", "Organisation of Mendrassin and Rosneva", PartyKind.ORGANISATION),
        ("Zflt Ferndale", "Zaryanka Frostworks Liberation Tigers", PartyKind.ORGANISATION),
    ],
)
def test_persons_have_none_and_the_order_counts(asked: str, listed: str, kind: PartyKind) -> None:
    """Neither the listed party nor what is asked may be a person, as far as the lexicon tells."""
    assert tamis.compare(asked, _listing(listed, kind)).score == 0.0
