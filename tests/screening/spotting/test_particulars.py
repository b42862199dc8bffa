"""What a text says of somebody beside the name is evidence for and against, by the law of screening."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.births import year_of
from tamis.screening.particulars import country_of, read_particulars
from tamis.screening.screener import Screener

_LISTING = {
    "id": "own:1",
    "kind": "person",
    "names": ["Ruslan Gorbatikhin", "Руслан Горбатихин", "طلعت الدرويشاني", "马建国文", "나기태"],
    "birth_dates": ["1971-03-19"],
    "countries": ["uz"],
    "genders": ["male"],
    "designations": [{"authority": "Own", "programme": "internal", "listed_on": "2015-01-31"}],
}


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over one man, and a younger one of another name in two countries."""
    other = {
        "id": "own:2",
        "kind": "person",
        "names": ["Davron Khashimov"],
        "birth_dates": ["1961"],
        "countries": ["tj"],
    }
    third = {
        "id": "own:3",
        "kind": "person",
        "names": ["Davron Khashimov"],
        "birth_dates": ["1990"],
        "countries": ["kz"],
    }
    return Screener.from_listings([Listing.from_json(one) for one in (_LISTING, other, third)])


@pytest.mark.parametrize(
    "text",
    [
        "They met Ruslan Gorbatikhin, a Dutch citizen born in 1994, at the fair.",
        "They met Ruslan Gorbatikhin (b. 1994), Canadian, at the fair.",
        "They met Ruslan Gorbatikhin, 24, Canadian, at the fair of 2019.",
        "Herr Ruslan Gorbatikhin, deutscher Staatsbürger, geb. 5. Mai 1990, ist der Mieter.",
        "M. Ruslan Gorbatikhin, né le 2 mars 1995 à Lille, français, est venu.",
        "El señor Ruslan Gorbatikhin, mexicano, nacido en 1996, vino ayer.",
        "Руслан Горбатихин, 1995 года рождения, гражданин Канады, приехал вчера.",
        "Ruslan Gorbatikhin (1881-1957) taught here.",
        "Mrs Ruslan Gorbatikhin, born in 1990, came.",
        "Ruslan Gorbatikhin, a schoolboy, won the race.",
        "The hero of the book is a character, Ruslan Gorbatikhin, of great wit.",
        "Our neighbour is Ruslan Gorbatikhin, a baker, and he is kind.",
        "In the winter of 1907 Ruslan Gorbatikhin learnt to fly.",
        "وصل طلعت الدرويشاني، كندي الجنسية، مواليد 1995، أمس",
        "证人马建国文，女，1994年5月出生，加拿大籍，昨天到庭。",
        "옆집 나기태는 일곱 살인데 착하다.",
    ],
)
def test_two_contradictions_make_it_somebody_else(screener: Screener, text: str) -> None:
    """A birth year and a country, a gender, a death or a calling that contradict: an exact name is another person's."""
    assert screener.scan(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "They met Ruslan Gorbatikhin, born in 1994, at the fair.",
        "They met Ruslan Gorbatikhin, a Canadian citizen, at the fair.",
        "Ruslan Gorbatikhin, who was a baker, left.",
        "Ruslan Gorbatikhin told Rana Aslam, 24, a Dutch citizen, to wait.",
        "Mr Ruslan Gorbatikhin, born in 1971, left in 2020.",
    ],
)
def test_one_contradiction_lowers_a_score_and_excludes_nobody(screener: Screener, text: str) -> None:
    """A date of birth or a country alone leaves an exact name a mention; what belongs to another name is not read."""
    (mention,) = screener.scan(text)
    assert mention.listing == "own:1"


def test_evidence_adds_up_to_the_score(screener: Screener) -> None:
    """The score is that of the name with what the text tells, each with its weight, and the evidence says what was compared."""
    (mention,) = screener.scan("They met Ruslan Gorbatikhin, a Canadian citizen, at the fair.")
    (piece,) = mention.evidence
    assert (piece.feature, piece.query, piece.listing, piece.text) == (
        "country",
        "Canada",
        "Uzbekistan",
        "another country",
    )
    assert mention.score == round(1 + piece.agreement * piece.weight, 4)


def test_particulars_choose_between_two(screener: Screener) -> None:
    """Of two parties of one name the one whom the particulars fit is meant; the other ranks lower, and it is said why."""
    (mention,) = screener.scan("Davron Khashimov, a Kazakh citizen born in 1990, was there.")
    assert mention.listing == "own:3"
    assert mention.others == () or mention.others[0].why.startswith("another date of birth in the text")
    text = "Davron Khashimov (b. 1961) met his namesake, Davron Khashimov (b. 1990)."
    assert [one.listing for one in screener.scan(text)] == ["own:2", "own:3"]


def test_a_name_that_nothing_is_said_of_is_whoever_was_last_drawn(screener: Screener) -> None:
    """Behind a namesake the bare name and the surname are the namesake's; before, they are not."""
    text = "Ruslan Gorbatikhin left. Ruslan Gorbatikhin, a schoolboy, stayed. Ruslan Gorbatikhin and Gorbatikhin slept."
    assert [one.start for one in screener.scan(text)] == [0]


def test_country_words_and_years() -> None:
    """Words of nationality are known by how they begin, in several languages; the year of a text is its latest."""
    assert [country_of(one) for one in ("norwegischer", "Nigérien", "киргизский", "الكويتي")] == [
        "no",
        "ne",
        "kg",
        "kw",
    ]
    assert year_of("Founded in 1998, closed on 3 May 2012.") == 2012
    assert year_of("no year") is None


@pytest.mark.parametrize(
    "text", ["", "Ruslan", "Ruslan, 999", "Ruslan (", "Ruslan, born in 0000", "Ruslan, 31.02.1990 года рождения"]
)
def test_odd_particulars_are_read_without_error(text: str) -> None:
    """Nothing that stands beside a name ends in an error."""
    assert read_particulars(text, 0, min(6, len(text)), (0, len(text)), 2020) is not None
