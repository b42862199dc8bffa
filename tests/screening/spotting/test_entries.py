"""Entries of lists and rows of tables, denials, works, things and addresses: who is meant by what stands around a name."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.addresses import is_address
from tamis.screening.careless import is_careless
from tamis.screening.denials import denial_beside, is_cited
from tamis.screening.entries import entry_behind
from tamis.screening.screener import Screener

_WALLET = "bc1q0zz7tk6vlxvellarian9wallet7zz0fake4f2k"
_ROWS = (
    {
        "id": "own:1",
        "kind": "person",
        "names": ["Ruslan Gorbatikhin", "Руслан Горбатихин", "طلعت الدرويشاني", "马建国", "나기태", "יגאל צוריאלי"],
        "birth_dates": ["1971-03-19"],
        "countries": ["uz"],
        "genders": ["male"],
    },
    {"id": "own:2", "kind": "organisation", "names": ["Vellarian Harvest", "蓝灯大会", "Звезда Вороха", "אגודת הגבעה"]},
    {"id": "own:3", "kind": "wallet", "names": [_WALLET], "links": [{"relation": "owned by", "target": "own:2"}]},
    {"id": "own:4", "kind": "person", "names": ["Sin Tavok Chorim"]},
    {"id": "own:6", "kind": "person", "names": ["Zolmarek Tibaldor Kohandak Shirvazi"]},
    {"id": "own:5", "kind": "person", "names": ["Plaskov Moncaya, Edvin Fabrikio"]},
)


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over invented listings."""
    return Screener.from_listings([Listing.from_json(row) for row in _ROWS])


def _entry(text: str, name: str = "Ruslan Gorbatikhin") -> str:
    start = text.index(name)
    return entry_behind(text, start, start + len(name), len(text))


def test_an_entry_is_what_stands_behind_its_name() -> None:
    """Up to the next mark or row, with lines of a table that stand further in; a name within a sentence heads none."""
    assert _entry("- Ruslan Gorbatikhin, tailor,\nof Leeds\n- Ann") == ", tailor,\nof Leeds"
    table = "  2   Ruslan Gorbatikhin     30.04.2001   No licence.\n          Student.\n  3   Ann"
    assert _entry(table).split() == ["30.04.2001", "No", "licence.", "Student."]
    assert _entry("| 1898 | Ruslan Gorbatikhin | miller |\n| 1899 | Ann |").strip() == "| miller |"
    assert _entry("Yesterday Ruslan Gorbatikhin, tailor, left.") == ""


@pytest.mark.parametrize(
    "text",
    [
        "No.  Name                   Born\n 1   Ruslan Gorbatikhin     30.04.2001   Student, of Leeds.\n 2   Ann Example  02.03.1999",
        "1. Ruslan Gorbatikhin (Ms), tailor.\n2. Ann Example, nurse.",
        "* Gorbatikhin, Ruslan (1938). On red bands. Bulletin of Soils, 4, 12-19.\n* Example, Ann (1951). Wind.",
        "Ruslan Gorbatikhin of Leeds is not the same man.",
        "Kein Anlass: Ruslan Gorbatikhin ist mit dem Gesuchten nicht verwandt.",
        "Руслан Горбатихин, однофамилец, приехал.",
        "Ruslan Gorbatikhin (no relation) spoke next.",
        "Ruslan Gorbatikhin, not to be confused with the sanctioned banker, spoke next.",
        "- طلعت الدرويشاني، العمر سبع سنوات، ابن الفران.",
        "- 马建国老师，女，一九四四年生，教物理四十年。",
        "나기태 (여, 1949년생) 한복집을 하고 있음.",
        "יגאל צוריאלי נוסף, נגן חליל, הוזמן בטעות.",
        "Ruslan Gorbatikhin died at Jizzakh in 1942.",
        "In 2016 the pupils met Ruslan Gorbatikhin, 29. He is a South Korean, and writes calendars.",
    ],
)
def test_somebody_else_by_what_the_text_says(screener: Screener, text: str) -> None:
    """Rows, entries, citations, denials, class and the next sentence tell that another bears the name."""
    assert screener.scan(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He accused Ruslan Gorbatikhin (2) of theft.\n\n(2) See the file.",
        "Another attack by Ruslan Gorbatikhin was feared.",
        "1. Ruslan Gorbatikhin, born 19.03.1971.\n2. Ann Example.",
        "Ruslan Gorbatikhin told him: «I am a poet and a teacher of music.»",
        "Ruslan Gorbatikhin told reporters he had no relation to the attacks and nothing to do with them.",
        "Ruslan Gorbatikhin is not the man who ordered it, his spokesman said.",
        "Руслан Горбатихин заявил, что не имеет никакого отношения к компании.",
        "Ruslan Gorbatikhin, who has no family ties with the president, founded the company of the same name.",
        "Ruslan Gorbatikhin, not to be confused with his uncle Timur, leads the network.",
        "Present: 1. Ruslan Gorbatikhin, 2. Ann Example, 3. Jo Lee (secretary)",
        "- Ruslan Gorbatikhin hired a teacher and a nurse for his children.",
        '"Ruslan Gorbatikhin is innocent," said his aunt, a seamstress.',
    ],
)
def test_what_says_nothing_against_the_name(screener: Screener, text: str) -> None:
    """A footnote's number and the next item's are no age, a suspect's denial is none of his name, a sentence heads no entry."""
    assert [one.listing for one in screener.scan(text)] == ["own:1"]


@pytest.mark.parametrize(
    "text",
    [
        "遗稿《蓝灯大会》写的是灯市。",
        "Колхоз прислал пароход к пристани «Звезда Вороха» вчера.",
        "Бывший колхоз «Звезда Вороха» прислал пшеницу.",
        "«Звезда Вороха», драма из жизни бакенщиков, идёт вечером.",
        "They danced to the band Vellarian Harvest until dawn.",
        "האגודה אגודת הגבעה הירוקה נטעה עצים.",
    ],
)
def test_a_firms_words_as_the_name_of_something_else(screener: Screener, text: str) -> None:
    """Titles of works, streets and piers, bands and farms, and a name with one more adjective are no listed firm."""
    assert screener.scan(text) == []


def test_one_more_surname_makes_a_longer_name(screener: Screener) -> None:
    """Hangul without a blank before a name and a Chinese surname by itself belong to the name."""
    assert screener.scan("남궁나기태 유치원 원장이 왔다.") == []
    assert screener.scan("校友录：林马建国女士捐钢琴。") == []
    assert [one.text for one in screener.scan("记者采访了马建国。")] == ["马建国"]


def test_an_address_is_a_name_by_itself(screener: Screener) -> None:
    """A wallet is found at its own letters and digits, and not at others."""
    (mention,) = screener.scan(f"Send 31 BTC to\n\n    {_WALLET}\n\nby Monday.")
    assert (mention.text, mention.listing) == (_WALLET, "own:3")
    assert screener.scan(f"Send 31 BTC to {_WALLET[:-3]}7zz by Monday.") == []
    assert is_address(_WALLET) and not is_address("Constantinopolitanischerweise") and not is_address("1" * 30)


def test_two_names_of_more_count_beside_a_listed_party(screener: Screener) -> None:
    """The surname and one more rare name name a person where the text names another listed party in full, and not alone."""
    assert screener.scan("The note was signed by Kohandak Shirvazi.") == []
    text = "The note of Ruslan Gorbatikhin was signed by Kohandak Shirvazi."
    assert [one.listing for one in screener.scan(text)] == ["own:1", "own:6"]


def test_a_function_word_of_another_language_is_a_name_within_a_sentence(screener: Screener) -> None:
    """Sin is `without` in Spanish, and a Korean surname."""
    assert [one.text for one in screener.scan("The contact was Sin Tavok Chorim of the fleet.")] == ["Sin Tavok Chorim"]


def test_a_long_name_may_stand_surname_first(screener: Screener) -> None:
    """Four rare names with a comma in their midst are one name, wherever the line begins."""
    text = "The guard, according to the card Plaskov Moncaya, Edvin Fabrikio, leads them."
    assert [one.listing for one in screener.scan(text)] == ["own:5"]


def test_mails_without_capitals_are_read(screener: Screener) -> None:
    """Where sentences begin with small letters names do too; the mention has the words as they stand."""
    text = (
        "hi all,\nthe tenant is ruslan gorbatikhin.\nhe signed.\nwe did not.\nask des.\nthe rent is due.\nno news.\nbye"
    )
    assert is_careless(text) and not is_careless(text.title())
    assert [(one.text, one.start) for one in screener.scan(text)] == [("ruslan gorbatikhin", text.index("ruslan"))]


def test_a_calling_says_less_in_a_text_of_crime_and_war(screener: Screener) -> None:
    """A poet is another one; in a report of an attack the poet may be who is listed, by his exact name."""
    told = "Ruslan Gorbatikhin, a poet, spoke last."
    assert screener.scan(told) == []
    (found,) = screener.scan(
        f"{told} The attack was planned by militants; the terrorist group bought weapons and explosives."
    )
    assert [(one.feature, one.weight) for one in found.evidence] == [("calling", 0.25)]


def test_denials_and_citations_by_themselves() -> None:
    """The words that deny are given back; a year in brackets behind a name alone is no citation."""
    assert denial_beside("", ", ein Namensvetter, Lampenhändler")
    assert denial_beside("nicht zu verwechseln mit ", ", dem Bankier") == ""
    assert denial_beside("", " has nothing to do with the attack") == ""
    assert is_cited("", "Karimov, T.", " (1938). A reply.") and is_cited("", "Karim", " et al. (2011)")
    assert not is_cited("", "Timur Karimov", " (1953), of Tashkent")
