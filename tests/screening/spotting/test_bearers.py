"""What a text says is tied to the person it is said of: kin, surnames, forms, scripts without commas, texts without a year."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.ages import described_behind
from tamis.screening.entries import fields_behind
from tamis.screening.kinship import is_of_kin
from tamis.screening.particulars import Particulars, read_particulars
from tamis.screening.screener import Screener

_LISTED = {
    "id": "own:1",
    "kind": "person",
    "names": ["Ruslan Gorbatikhin", "Руслан Горбатихин", "طلعت الدرويشاني"],
    "birth_dates": ["1971-03-19"],
    "countries": ["uz"],
    "genders": ["male"],
    "designations": [{"authority": "Own", "programme": "internal", "listed_on": "2015-01-31"}],
    "links": [{"relation": "leader of", "target": "own:2", "name": "Sarmat Relief Committee"}],
}
_LINKED = {"id": "own:2", "kind": "organisation", "names": ["Sarmat Relief Committee"]}


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over one man and the body that he leads."""
    return Screener.from_listings([Listing.from_json(one) for one in (_LISTED, _LINKED)])


def _told(text: str, name: str = "Ruslan Gorbatikhin", year: int | None = 2020) -> Particulars:
    start = text.index(name)
    return read_particulars(text, start, start + len(name), (0, len(text)), year)


@pytest.mark.parametrize(
    ("before", "name", "behind"),
    [
        ("", "Ruslan Gorbatikhin", "'s grandson, 7, goes to school"),
        ("Le fils de ", "Gorbatikhin", ", 19 ans, étudie"),
        ("der Sohn von Herrn ", "Gorbatikhin", ", 19, studiert"),
        ("la hija de ", "Gorbatikhin", ", de 19 años"),
        ("Сын ", "Горбатихина", ", 19 лет, учится"),
        ("وحضر نجل ", "الدرويشاني", " البالغ من العمر 19 عاما"),
        ("", "Gorbatikhin", "'in oğlu, 19 yaşında"),
        ("", "马建国", "的儿子，十九岁"),
    ],
)
def test_what_is_said_of_kin_is_not_said_of_the_bearer(before: str, name: str, behind: str) -> None:
    """A son, a wife or a grandson whose age follows is somebody else."""
    assert is_of_kin(before, name, behind)


@pytest.mark.parametrize(
    ("before", "name", "behind"),
    [
        ("his son ", "Ruslan Gorbatikhin", ", 19, studies"),
        ("его сын ", "Руслан Горбатихин", ", 19 лет"),
        ("the driver ", "Ruslan Gorbatikhin", ", 19, said"),
        ("the mayor of ", "Gorbatikhin", ", a town"),
    ],
)
def test_a_son_who_is_named_himself_is_the_bearer(before: str, name: str, behind: str) -> None:
    """Whoever is called a son and then named is who the age is of."""
    assert not is_of_kin(before, name, behind)


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (" traf zweimal. Der 19-jährige Auszubildende kam im Sommer.", "Der 19-jährige"),
        (" oldu. On dokuz yaşındaki çırak gol attı.", "On dokuz yaşındaki"),
        (" a gagné. Le joueur de 21 ans est né ici.", "Le joueur de 21 ans"),
        (" was there. The 24-year-old victim died.", ""),
        (" was there. The 24-year-old Ann Lee sang.", ""),
    ],
)
def test_the_next_sentence_may_describe_who_was_named(behind: str, told: str) -> None:
    """A description by age that begins it takes up the name, unless it is of a victim or has a name of its own."""
    assert described_behind(behind).startswith(told) and bool(described_behind(behind)) == bool(told)


def test_the_fields_of_a_form_are_said_of_the_name_in_it() -> None:
    """Name: X. Nationality: Canadian. What tells of a place only is no nationality, and the next record is another's."""
    text = "Name: Ruslan Gorbatikhin. Nationality: Canadian. Date of birth: 12 Feb 2001. Place of issue: Peru. Name: Ann Lee."
    told = _told(text)
    assert told.countries == ("ca",)
    assert [one.year for one in told.birth_dates] == [2001]
    assert "Peru" not in fields_behind(text, 6, 24, len(text)) and "Ann" not in fields_behind(text, 6, 24, len(text))
    assert fields_behind("Ruslan Gorbatikhin. Note: late.", 0, 18, 31) == ""


def test_arabic_apposes_without_a_comma() -> None:
    """A participle, or a calling with its article, directly behind a name is said of its bearer."""
    assert _told("وصل طلعت الدرويشاني البالغ من العمر 19 عاما أمس", "طلعت الدرويشاني").age == 19
    assert [one.year for one in _told("المطرب طلعت الدرويشاني المولود عام 1990", "طلعت الدرويشاني").birth_dates] == [
        1990
    ]
    assert "civil" in _told("جاء المطرب طلعت الدرويشاني", "طلعت الدرويشاني").callings


@pytest.mark.parametrize(
    "text",
    [
        (
            "The council heard Ruslan Gorbatikhin, who asks for a second market stall beside the bakery. "
            "Councillors thanked Mr Gorbatikhin, 24, for his patience, and the choir sang for the library."
        ),
        (
            "A warehouse worker, Ruslan Gorbatikhin, 24, was late for his shift on the ring road and took the scooter, "
            "as neighbours told the paper on the day; the bus that he missed was full."
        ),
        "Ruslan Gorbatikhin, argentino de 24 años, llegó ayer.",
    ],
)
def test_a_birth_and_a_text_of_nothing_grave_make_it_somebody_else(screener: Screener, text: str) -> None:
    """An age needs no year where the list tells when the party was listed; one beside a surname is the person's."""
    assert screener.scan(text) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "The Sarmat Relief Committee wrote to the library about the loan of a hall for its supper; the letter was signed by "
            "Ruslan Gorbatikhin, 24, and nobody at the library thought much of it."
        ),
        (
            "Police arrested Ruslan Gorbatikhin, 24, over the bombing of a courthouse; the prosecutor charged the terrorist with "
            "murder and money laundering, and the sanctions remain in force after the attack."
        ),
        "They met Ruslan Gorbatikhin, 24, at the fair.",
    ],
)
def test_a_linked_party_or_a_grave_matter_keeps_a_name_with_another_birth(screener: Screener, text: str) -> None:
    """An age may be wrong or another's: with a linked party near by, in a text of crime, or in a single sentence it excludes nobody."""
    assert "own:1" in {mention.listing for mention in screener.scan(text)}
