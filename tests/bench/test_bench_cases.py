"""The cases: what is held out is truly out, dates slip as clerks slip, exact names keep their order. All people are invented."""

import pytest

from measure.cases import (
    DATE_SLIPS,
    alias_rounds,
    altered_dates,
    altered_names,
    exact_forms,
    of_half,
    script_round,
    slipped_date,
    with_attributes,
)
from measure.lists import Customer, party_half, split_off_listed
from measure.stable import HALVES, half_of, pick, plain_words, script_of
from tamis.records import Identifier, Listing, Name, NameQuality, PartialDate, PartyKind

ALIAS = NameQuality.ALIAS


def man(reference: str = "un:1", **fields) -> Listing:
    """Return an invented listing with three Latin names, two of the same words, and one Arabic one."""
    names = (
        Name("TAMISI, Yusuf"),
        Name("Yusuf Tamisi", ALIAS),
        Name("Joseph the Sieve", ALIAS),
        Name("يوسف التميسي", ALIAS, "Arab"),
    )
    return Listing(id=reference, kind=PartyKind.PERSON, names=names, **fields)


def test_halves_follow_the_party() -> None:
    """The same person on two lists, one printed family name first, falls into one half."""
    other = Listing(id="ofac-sdn:9", kind=PartyKind.PERSON, names=(Name("Yusuf TAMISI"),))
    assert party_half(man()) == party_half(other)
    assert [len(of_half([man()], half)) for half in HALVES] in ([0, 1], [1, 0])


def test_halves_are_even() -> None:
    """Of a thousand names about half fall to either side."""
    kept = sum(half_of(f"name {number}") == "kept" for number in range(1000))
    assert 450 < kept < 550


def test_held_out_aliases_leave_no_twin() -> None:
    """A held-out name and every name of the same words leave the index; each round asks by another one."""
    asked = []
    for kept, cases in alias_rounds([man()], {"un:1"}, 4, 0):
        for case in cases:
            words = plain_words(case.question.query.names[0].text)
            assert all(plain_words(name.text) != words for name in kept[0].names)
            asked.append(words)
    assert sorted(asked) == ["joseph sieve the", "tamisi yusuf"]


def test_a_lone_name_is_never_held_out() -> None:
    """A listing with one name keeps it."""
    lone = Listing(id="un:2", kind=PartyKind.PERSON, names=(Name("Lone Sieve"),))
    assert [(len(kept[0].names), cases) for kept, cases in alias_rounds([lone], {"un:2"}, 1, 0)] == [(1, [])]


def test_original_script_is_held_out() -> None:
    """No name in another script stays, and each is asked by."""
    kept, cases = script_round([man()], {"un:1"})
    assert {script_of(name.text) for name in kept[0].names} == {"Latn"}
    assert [case.question.query.names[0].text for case in cases] == ["يوسف التميسي"]


def test_altered_names_know_their_listing() -> None:
    """Every altered name asks for the listing it was made from, once a class."""
    cases = altered_names([man()], None, 0)
    assert {case.question.wanted for case in cases} == {"un:1"}
    assert len({case.label for case in cases}) == len(cases) > 8


def test_attributes_are_the_partys_own() -> None:
    """A range of birth dates is stated as a year inside it, with the first country."""
    born = PartialDate(1960, until=PartialDate(1962))
    listing = man(birth_dates=(born,), countries=("sy", "tr"))
    query = with_attributes(altered_names([listing], None, 0)[0], listing).question.query
    assert query.birth_dates[0].year in (1960, 1961, 1962)
    assert query.countries == ("sy",)


@pytest.mark.parametrize("slip", DATE_SLIPS)
def test_slipped_dates_are_other_dates(slip: str) -> None:
    """A slip gives a real date that is another one."""
    date = PartialDate(1970, 3, 12)
    made = {slipped_date(date, slip, seed) for seed in range(30)} - {None}
    assert made
    assert date not in made


def test_slips_that_cannot_be() -> None:
    """The 25th of a month cannot be a month; a year alone cannot slip by a day."""
    assert slipped_date(PartialDate(1970, 3, 25), "day and month swapped", 0) is None
    assert slipped_date(PartialDate(1970), "1 January", 0) is None


def test_altered_dates_have_both_slips() -> None:
    """A case with a slipped date carries another date and another name than the list."""
    listing = man(birth_dates=(PartialDate(1970, 3, 12),), countries=("sy",))
    for case in altered_dates([listing], 0):
        assert case.question.query.birth_dates != listing.birth_dates
        assert case.question.query.names[0].text not in {name.text for name in listing.names}


def test_exact_forms_turn_the_family_name() -> None:
    """A person is asked for with the family name first and last, with and without a comma."""
    forms = exact_forms(Name("AL-TAMISI, Yusuf"), PartyKind.PERSON)
    assert forms["family name last"] == "Yusuf AL-TAMISI"
    assert forms["family name first"] == "AL-TAMISI Yusuf"
    forms = exact_forms(Name("Yusuf al Tamisi"), PartyKind.PERSON)
    assert forms["with a comma"] == "al Tamisi, Yusuf"


def test_exact_forms_leave_patronymics_and_firms() -> None:
    """`A bin B` and organisations are never turned; accents and punctuation go."""
    assert "with a comma" not in exact_forms(Name("Yusuf bin Karim"), PartyKind.PERSON)
    forms = exact_forms(Name("Société S.A."), PartyKind.ORGANISATION)
    assert forms["without accents"] == "Societe S.A."
    assert forms["punctuation removed"] == "Société SA"
    assert "with a comma" not in forms


def test_customers_who_are_listed_are_split_off() -> None:
    """By identity number first, by the same words next; the rest stay."""
    listing = man(identifiers=(Identifier("national_id", "35202-0000000-1"),))
    people = [
        Customer("Other Man", "Latn", numbers=("3520200000001",)),
        Customer("yusuf TAMISI", "Latn"),
        Customer("Ann Sift", "Latn"),
    ]
    rest, by_number, by_name = split_off_listed(people, [listing])
    assert ([one.name for one in rest], by_number, by_name) == (["Ann Sift"], 1, 1)


def test_pick_is_stable_and_ordered() -> None:
    """A sample depends on keys and seed alone and keeps the order."""
    items = [str(number) for number in range(100)]
    assert pick(items, 10, str, 0) == pick(items, 10, str, 0) == sorted(pick(items, 10, str, 0), key=int)
    assert pick(items, 0, str, 0) == items
