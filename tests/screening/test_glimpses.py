"""A glimpse of a listing shows what the listing says, and tells whose it is."""

from __future__ import annotations

import itertools

import pytest

from tamis.index import build
from tamis.records import Listing, NameQuality, PartyKind, Place
from tamis.screening.glimpses import Glimpse
from tamis.screening.parties import IndexedTraits, same_party, same_traits


def _invented(make) -> list[Listing]:
    rare = "Bashar Xenvorian Qzimovar"
    firm = {"kind": PartyKind.ORGANISATION}
    names = ("Xenvorian Trading Company", "+Qzimovar Shipping Lines")
    return [
        make("un:A", rare, "+Abu Bashar", born=["1970-04-05"], countries=("iq",)),
        make("ofac-sdn:1", "~Abu Bashar", "QZIMOVAR, Bashar Xenvorian", born=["1970-04-05", "1971"], ids=["passport:AB 123456"]),
        make("uk:1", rare, born=["1968/1972"], ids=["un_reference:A"], genders=("male",)),
        make("eu:1", "김정은", "+Kim Jong Un", born=["1984-01-08"], birth_places=(Place(city="Pyongyang", country="kp"),)),
        make("ch:1", "Kim Jong Un", "+김정은", born=["1984-01-08"]),
        make("un:B", *names, **firm), make("eu:2", *reversed(names), **firm), make("uk:2", "Xenvorian Trading Company", **firm),
        make("ca:1", rare, kind=PartyKind.UNKNOWN), make("au:1", "...", "Orsolya Ferndale"), make("un:C", "...", "Orsolya Ferndale"),
    ]  # fmt: skip


def test_a_glimpse_shows_what_the_listing_says(make) -> None:
    """Field by field, those that an answer shows."""
    for listing in _invented(make):
        glimpse = Glimpse(listing.to_json())
        for field in ("id", "watchlist", "kind", "birth_dates", "birth_places", "countries", "genders", "designations"):
            assert getattr(glimpse, field) == getattr(listing, field)
        assert tuple(glimpse.names) == listing.names
        assert tuple(glimpse.names[:1]) == listing.names[:1]
        assert glimpse.identifiers == listing.identifiers
        assert glimpse.primary_name == listing.primary_name


def test_a_listing_without_a_primary_name_is_called_by_its_first(make) -> None:
    """As the Listing itself is."""
    listing = make("own:1", "~Abu Bashar", "+Bashar Qasimov")
    assert Glimpse(listing.to_json()).primary_name.quality is NameQuality.WEAK


def test_a_glimpse_has_nothing_that_no_answer_shows(make) -> None:
    """Asking for it is a fault of ours, and is told like one."""
    with pytest.raises(AttributeError, match="remarks"):
        _ = Glimpse(make("own:1", "Bashar Qasimov").to_json()).remarks


def test_an_index_tells_the_same_parties_as_the_listings(make) -> None:
    """By the words and weights that it holds: in every pair the same answer, in the same words."""
    listings = _invented(make)
    index = build((0, listing) for listing in listings)
    traits = [IndexedTraits(Glimpse(listing.to_json()), index, row) for row, listing in enumerate(listings)]
    told = [same_party(*pair) for pair in itertools.permutations(listings, 2)]
    assert [same_traits(*pair) for pair in itertools.permutations(traits, 2)] == told
    reasons = {why.split(" 19")[0] for why in told if why}
    assert {"cites the UN reference A", "the same name and date of birth", "2 names in common"} <= reasons
