"""The same invented parties in OFAC's four forms: what the forms share they say alike."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from tamis.records import Listing
from tamis.sources import read_publication

GOLDEN = Path(__file__).parents[1] / "golden"
FORMS = {
    "csv": "ofac-forms/sdn.csv",
    "sdnList": "ofac-forms/sdn.xml",
    "advanced": "ofac-advanced/sdn_advanced.xml",
    "enhanced": "ofac-enhanced/sdn_enhanced.xml",
}
FORMS_OF_92005 = ("csv", "sdnList", "advanced")


@functools.cache
def _listings(form: str) -> dict[str, Listing]:
    return {listing.id: listing for listing in read_publication("ofac-sdn", [GOLDEN / FORMS[form]]).listings}


def _shared(listing: Listing) -> dict[str, object]:
    """Return what every form can say of a party, in no order; the CSV form has its names in Latin letters alone."""
    return {
        "kind": listing.kind,
        "names": {(name.text, name.quality, name.note) for name in listing.names if name.script is None},
        "birth_dates": set(listing.birth_dates),
        "birth_countries": {place.country for place in listing.birth_places},
        "countries": set(listing.countries),
        "genders": listing.genders,
        "identifiers": {(x.kind, x.value, x.country, x.label, x.issued_on, x.expires_on) for x in listing.identifiers},
        "addresses": {(place.street, place.country) for place in listing.addresses if place.note != "Arabic"},
        "titles": listing.titles,
        "positions": listing.positions,
        "programmes": {act.programme for act in listing.designations},
        "owners": {link.name for link in listing.links if link.relation == "owned by"},
        "linked": {link.target for link in listing.links if link.target and link.target in _listings("csv")},
        "details": {(one.label, one.value) for one in listing.details} & _told_by_csv(listing.id),
    }


def _told_by_csv(listing_id: str) -> set[tuple[str, str]]:
    return {(one.label, one.value) for one in _listings("csv")[listing_id].details}


@pytest.mark.parametrize("number", ["92001", "92002", "92003", "92004", "92005"])
def test_the_forms_of_a_list_say_the_same(number: str) -> None:
    """Names and their qualities, every form of date, identifiers, countries, addresses, programmes, links, details."""
    listing_id = f"ofac-sdn:{number}"
    forms = FORMS_OF_92005 if number == "92005" else tuple(FORMS)
    told = {form: _shared(_listings(form)[listing_id]) for form in forms}
    for form in forms[1:]:
        assert told[form] == told["csv"], form
    assert told["csv"]["details"] == _told_by_csv(listing_id)


def test_only_the_relational_forms_tell_days_measures_and_scripts() -> None:
    """The advanced and the enhanced form add the day of listing, what is imposed, the law, and names in their own script."""
    for form, rich in (("csv", False), ("sdnList", False), ("advanced", True), ("enhanced", True)):
        listing = _listings(form)["ofac-sdn:92001"]
        assert (listing.listed_on is not None) is rich
        assert (listing.designations[0].measures == ("Block",)) is rich
        assert ("Arab" in {name.script for name in listing.names}) is rich
