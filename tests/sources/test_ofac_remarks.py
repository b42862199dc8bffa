"""OFAC's remarks: one labelled value at a time."""

from __future__ import annotations

import pytest

from tamis.records import Listing, NameQuality, PartyKind
from tamis.sources.draft import Draft
from tamis.sources.findings import Findings
from tamis.sources.ofac_remarks import read_remarks


def _read(remarks: str) -> Listing:
    draft = Draft("ofac-sdn:1", PartyKind.PERSON, Findings())
    draft.add_name("LANTERN, Tariq", NameQuality.PRIMARY)
    read_remarks(draft, remarks)
    return draft.finish()


@pytest.mark.parametrize(
    ("remark", "twin"),
    [
        ("DOB 12 Mar 1970.", "1970-03-12"),
        ("DOB 1970.", "1970"),
        ("DOB Mar 1970.", "1970-03"),
        ("DOB circa 1970.", "1970~"),
        ("DOB circa Mar 1970.", "1970-03~"),
        ("DOB circa 1970-1972.", "1970/1972~"),
        ("DOB 1970 to 1972.", "1970/1972"),
        ("DOB Mar 1970 to Apr 1970.", "1970-03/1970-04"),
        ("DOB 1 Jan 1970 to 31 Dec 1972.", "1970/1972"),
        ("alt. DOB 1970.", "1970"),
        ("Alt. DOB 1970.", "1970"),
    ],
)
def test_birth_dates_of_every_form(remark: str, twin: str) -> None:
    """All forms of the lists of 2018 to 2026; a range of whole years is told in years."""
    assert [str(date) for date in _read(remark).birth_dates] == [twin]


@pytest.mark.parametrize(
    ("remark", "kind", "value", "country"),
    [
        ("Passport X000001 (Iran) issued 05 Jun 2010 expires 04 Jun 2015.", "passport", "X000001", "ir"),
        ("Passport Booklet: X000002 (Pakistan).", "passport", "X000002", "pk"),
        ("alt. National ID No. 900-01 (Pakistan).", "national_id", "900-01", "pk"),
        ("National ID No. K000001(4) (Hong Kong).", "national_id", "K000001(4)", "hk"),
        ("SSN 900-00-0001 (United States).", "social_security", "900-00-0001", "us"),
        ("Tax ID No. 000077.", "tax", "000077", None),
        ("Italian Fiscal Code: XXXXXX00X00X000X.", "tax", "XXXXXX00X00X000X", None),
        ("Vessel Registration Identification IMO 9000001.", "imo", "9000001", None),
        ("MMSI 422000001.", "mmsi", "422000001", None),
        ("SWIFT/BIC LANT RT 2X.", "bic", "LANT RT 2X", None),
        ("Digital Currency Address - XBT 1InventedNotReal.", "wallet", "1InventedNotReal", None),
        ("alt. Digital Currency Address - ETH 0x000000000000000000000000000000000000dead.", "wallet", None, None),
        ("Folio Mercantil No. 0001 (Jalisco) (Mexico).", "registration", "0001", "mx"),
        ("Aircraft Tail Number EP-LAN.", "aircraft_tail", "EP-LAN", None),
        ("Zebra Card Number 77-1 (Iran).", "other", "77-1", "ir"),
    ],
)
def test_identifiers_with_their_country(remark: str, kind: str, value: str | None, country: str | None) -> None:
    """The number alone, without the words that stand with it, and the issuing country behind it."""
    (identifier,) = _read(remark).identifiers
    assert (identifier.kind, identifier.country) == (kind, country)
    assert value is None or identifier.value == value


def test_running_text_is_no_identifier() -> None:
    """A label before words without any number is kept as a detail."""
    listing = _read("Passport and National ID were issued in Ulm, Germany.")
    assert listing.identifiers == ()
    assert listing.details[0].label == "Passport"


def test_quoted_names_are_weak_aliases() -> None:
    """Quotation marks within a name stay; a quoted former name is weak too and says so."""
    listing = _read("a.k.a. 'AL-'TINKER, Tariq'; f.k.a. 'BROWN'; alt. a.k.a. 'LAMP'.")
    assert [(name.text, name.quality, name.note) for name in listing.names[1:]] == [
        ("AL-'TINKER, Tariq", NameQuality.WEAK, None),
        ("BROWN", NameQuality.WEAK, "f.k.a."),
        ("LAMP", NameQuality.WEAK, None),
    ]


def test_countries_genders_places_links_and_details() -> None:
    """Each has its field; the whole remark is kept beside them."""
    text = (
        "POB Tin City, Iran; nationality Iran; alt. nationality Iraq; citizen Pakistan; Gender Female; "
        "Email Address a@lantern.example; Secondary sanctions risk: section 1(b); (Linked To: LANTERN CO.); Commander of nothing."
    )
    listing = _read(text)
    assert (listing.countries, listing.genders) == (("ir", "iq", "pk"), ("female",))
    assert (listing.birth_places[0].text, listing.birth_places[0].country) == ("Tin City, Iran", "ir")
    assert [(link.relation, link.name) for link in listing.links] == [("linked to", "LANTERN CO.")]
    assert [detail.label for detail in listing.details] == ["Email Address", "Secondary sanctions risk"]
    assert listing.remarks == text
