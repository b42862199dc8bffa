"""The same party on two lists is recognised beyond doubt, or not at all."""

from __future__ import annotations

import pytest

from tamis.records import PartyKind
from tamis.screening.parties import same_party

RARE = "Bashar Xenvorian Qzimovar"


def _both_ways(one, two) -> str | None:
    assert same_party(one, two) == same_party(two, one)
    return same_party(one, two)


def test_a_shared_identifier_with_the_birth_date_is_the_same_person(make) -> None:
    """Whatever the names, and whatever kind each publisher gives the number."""
    one = make("un:A", "Bashar Qasimov", born=["1970-04-05"], ids=["passport:AB-123456"])
    two = make("ofac-sdn:1", "Orsolya Ferndale", born=["1970-04-05"], ids=["national_id:ab 123456"])
    assert "date of birth 1970-04-05" in (same_party(one, two) or "")
    assert same_party(two, one)


def test_of_several_dates_in_common_the_first_is_told(make) -> None:
    """Always the same one: what is written must not depend on the order in which a process keeps its sets."""
    dates = [f"19{year}-01-02" for year in range(60, 80)]
    one, two = (
        make(listing, "Bashar Qasimov", born=dates, ids=["passport:AB-123456"]) for listing in ("un:A", "ofac-sdn:1")
    )
    assert "1960-01-02" in (_both_ways(one, two) or "")


def test_an_identifier_alone_is_not_enough_for_a_person(make) -> None:
    """Numbers are reused by other countries; a birth date that contradicts rules it out."""
    one = make("un:A", "Bashar Qasimov", ids=["passport:AB123456"])
    assert _both_ways(one, make("ofac-sdn:1", "Orsolya Ferndale", ids=["passport:AB123456"])) is None
    dated = make("un:A", "Bashar Qasimov", born=["1970"], ids=["passport:AB123456"])
    assert _both_ways(dated, make("ofac-sdn:1", "Bashar Qasimov", born=["1931"], ids=["passport:AB123456"])) is None


def test_a_short_number_identifies_nobody(make) -> None:
    """Five digits are anybody's."""
    one, two = (make(listing, name, born=["1970-04-05"], ids=["passport:12345"]) for listing, name in
                (("un:A", "Bashar Qasimov"), ("ofac-sdn:1", "Orsolya Ferndale")))  # fmt: skip
    assert _both_ways(one, two) is None


def test_an_organisation_is_known_by_its_number(make) -> None:
    """It has no birth date to ask for."""
    one, two = (make(listing, name, kind=PartyKind.ORGANISATION, ids=["registration:1234567"]) for listing, name in
                (("un:A", "Tolmezza Shipping"), ("ofac-sdn:1", "Karelina Trading")))  # fmt: skip
    assert _both_ways(one, two) == "the same registration"


def test_a_cited_un_reference_decides(make) -> None:
    """A listing that gives the UN's reference as its own is that entry."""
    one = make("un:QDi.999", "Bashar Qasimov")
    two = make("ofac-sdn:1", "Orsolya Ferndale", ids=["un_reference:QDi.999"])
    assert _both_ways(one, two) == "cites the UN reference QDi.999"
    assert _both_ways(one, make("ofac-sdn:1", "Bashar Qasimov", ids=["un_reference:QDi.998"])) is None


def test_rare_names_with_the_birth_date_are_the_same_person(make) -> None:
    """In any order of words; a whole date is needed for one name."""
    one = make("un:A", RARE, born=["1970-04-05"])
    assert _both_ways(one, make("ofac-sdn:1", "QZIMOVAR, Bashar Xenvorian", born=["1970-04-05"]))
    assert _both_ways(make("un:A", RARE, born=["1970"]), make("ofac-sdn:1", RARE, born=["1970"])) is None
    assert _both_ways(make("un:A", RARE), make("ofac-sdn:1", RARE)) is None


def test_same_name_strangers_stay_apart(make) -> None:
    """A common name with the same year of birth, or with no date, is nobody in particular."""
    for born in ([], ["1970"]):
        assert (
            _both_ways(make("un:A", "Mohammed Ali", born=born), make("ofac-sdn:1", "Mohammed Ali", born=born)) is None
        )


def test_a_father_and_his_son_stay_apart(make) -> None:
    """The same rare name and the same address, other dates of birth; and a name that holds the other's."""
    father = make("un:A", RARE, born=["1940-04-05"])
    assert _both_ways(father, make("ofac-sdn:1", RARE, born=["1970-04-05"])) is None
    assert _both_ways(father, make("ofac-sdn:1", "Tarek " + RARE, born=["1970-04-05"])) is None


def test_organisations_need_several_names_in_common(make) -> None:
    """One shared name may be chance, two rare ones are not."""
    names = ("Xenvorian Tolmezza Shipping", "Qzimovar Karelina Front")
    one = make("un:A", *names, kind=PartyKind.ORGANISATION)
    assert _both_ways(one, make("ofac-sdn:1", *reversed(names), kind=PartyKind.ORGANISATION)) == "2 names in common"
    assert _both_ways(one, make("ofac-sdn:1", names[0], kind=PartyKind.ORGANISATION)) is None


@pytest.mark.parametrize("kind", [PartyKind.ORGANISATION, PartyKind.UNKNOWN])
def test_a_person_is_no_other_kind_of_party(make, kind: PartyKind) -> None:
    """Whatever they share."""
    one = make("un:A", RARE, born=["1970-04-05"], ids=["passport:AB123456"])
    assert _both_ways(one, make("ofac-sdn:1", RARE, kind=kind, born=["1970-04-05"], ids=["passport:AB123456"])) is None


def test_listings_of_one_watchlist_are_never_grouped(make) -> None:
    """A publisher lists a party once: two entries are two parties."""
    one, two = (make(f"un:{letter}", RARE, born=["1970-04-05"], ids=["passport:AB123456"]) for letter in "AB")
    assert _both_ways(one, two) is None


def test_two_listings_that_cite_the_same_reference_are_one_party(make) -> None:
    """Two lists that carry over a third one's entry describe the same party, whatever kind each makes of it."""
    one = make("eu:7", "Bashar Qasimov", ids=["un_reference:QDe.999"])
    two = make("ch:9", "Orsolya Ferndale", kind=PartyKind.ORGANISATION, ids=["un_reference:QDe.999"])
    assert _both_ways(one, two) == "both cite the UN reference QDe.999"
    assert _both_ways(one, make("ch:9", "Bashar Qasimov", ids=["un_reference:QDe.99"])) is None


def test_a_closed_list_is_joined_to_its_successor_by_the_group(make) -> None:
    """The UK's list keeps the group of OFSI's old one."""
    one = make("uk-ofsi:16856", "Bashar Qasimov")
    assert _both_ways(one, make("uk:GHR0086", "B. Qasimov", ids=["ofsi_group:16856"])) == "cites the OFSI group 16856"
