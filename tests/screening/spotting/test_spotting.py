"""What is a mention and what is not, on texts and listings that are invented."""

from __future__ import annotations

import dataclasses

import pytest

from tamis.records import Listing, Mention, Name
from tamis.screening.rules import REASONS, RULES
from tamis.screening.screener import Screener


@pytest.fixture(scope="module")
def screener(listings: tuple[Listing, ...]) -> Screener:
    """A screener over the invented watchlist."""
    return Screener.from_listings(listings)


def _found(screener: Screener, text: str) -> list[tuple[str, str]]:
    mentions = screener.scan(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text in mention.passage
    return [(mention.text, mention.listing) for mention in mentions]


def _only(screener: Screener, text: str) -> Mention:
    (mention,) = screener.scan(text)
    assert text[mention.start : mention.end] == mention.text
    return mention


def test_a_full_name_is_a_mention(screener: Screener) -> None:
    """A listed person's full name is found, without the office before it."""
    assert _found(screener, "Yesterday the former minister Levon Barseghyanov left the town.") == [
        ("Levon Barseghyanov", "un:XXi.002")
    ]


def test_a_misspelt_name_is_a_mention(screener: Screener) -> None:
    """A name spelt another way is found with a lower score."""
    mention = _only(screener, "They met Ruslan Gorbatihin there.")
    assert mention.listing == "own:11"
    assert 0.7 <= mention.score < 1.0


def test_a_score_is_that_of_screening(screener: Screener) -> None:
    """The words of a mention, screened by themselves, score the same."""
    for text in ("They met Ruslan Gorbatihin there.", "They met Yelena Voskresofskaya there."):
        mention = _only(screener, text)
        hits = screener.screen(mention.text).hits
        assert mention.score == next(hit.score for hit in hits if hit.listing == mention.listing)


@pytest.mark.parametrize(
    "text",
    [
        "GUARDS Chief Ruslan Gorbatikhin spoke.",
        "The Guards' Chief Ruslan Gorbatikhin spoke.",
        "Dr. Ruslan Gorbatikhin spoke.",
        "They saw Ruslan Gorbatikhin Sahib and left.",
        "On Monday Ruslan Gorbatikhin spoke.",
        "Witnesses said Ruslan Gorbatikhin's brother had left.",
        "Yesterday, Ruslan Gorbatikhin, 50, spoke.",
        "(Ruslan Gorbatikhin) spoke.",
        "Afterwards Ruslan Gorbatikhin spoke.",
        "Court Frees Ruslan Gorbatikhin After Long Trial",
        "COURT FREES RUSLAN GORBATIKHIN AFTER LONG TRIAL",
        "Ruslan Gorbatikhin Leaves Prison In Tashkent",
        "The trial of Ruslan Gorbatikhin in Samarkand",
    ],
)
def test_what_stands_around_a_name_leaves_it_whole(screener: Screener, text: str) -> None:
    """Titles, sentence starts, days, possessives, brackets and headlines do not belong to the name."""
    assert [(words.title(), listing) for words, listing in _found(screener, text)] == [("Ruslan Gorbatikhin", "own:11")]


@pytest.mark.parametrize(
    "text",
    [
        "He prays at the Ruslan Gorbatikhin Mosque in the town.",
        "He lives in Ruslan Gorbatikhin Street 5.",
        "A grant of the Ruslan Gorbatikhin Foundation paid for it.",
        "The Ruslan Gorbatikhin hospital was closed.",
        "He lives in the rue Ruslan Gorbatikhin in Lyon.",
        "Ruslan Gorbatikhin Akhtar wrote the book.",
        "Ruslan Gorbatikhin Vellarian; Vellarian Clinic; Vellarian Square; Tashkent Tower",
        "The writer Anvar Ruslan Gorbatikhin said so.",
        "He owns Ruslan Gorbatikhin and Sons of Dover.",
    ],
)
def test_a_name_inside_a_longer_name_is_somebody_else(screener: Screener, text: str) -> None:
    """Mosques, streets, trusts, firms and longer names of persons are not the listed person."""
    assert _found(screener, text) == []


def test_a_line_break_inside_a_name(screener: Screener) -> None:
    """A name that runs over a line end is found whole."""
    text = "It was said by many people in the town that Ruslan\nGorbatikhin had left for good."
    assert _found(screener, text) == [("Ruslan\nGorbatikhin", "own:11")]


def test_a_hyphen_at_a_line_end(screener: Screener) -> None:
    """A name broken by a hyphen at a line end is found whole."""
    assert _found(screener, "It was Ruslan Gorba-\ntikhin who left.") == [("Ruslan Gorba-\ntikhin", "own:11")]


@pytest.mark.parametrize("odd", ["\u00a0", " \u200f", "\u200b ", "\u2009"])
def test_odd_spaces_and_marks(screener: Screener, odd: str) -> None:
    """Non-breaking spaces, direction marks and zero-width characters keep names and offsets right."""
    assert _found(screener, f"🙂 It was Ruslan{odd}Gorbatikhin who left.") == [(f"Ruslan{odd}Gorbatikhin", "own:11")]


def test_soft_hyphens(screener: Screener) -> None:
    """A soft hyphen inside a word changes nothing."""
    assert _found(screener, "It was Ruslan Gorba\u00adtikhin who left.") == [("Ruslan Gorba\u00adtikhin", "own:11")]


def test_paragraphs_do_not_join_names(screener: Screener) -> None:
    """Words on either side of a blank line are no name."""
    assert _found(screener, "Written by Ruslan\n\nGorbatikhin region news") == []


def test_names_in_a_list_of_lines(screener: Screener) -> None:
    """One name a line: the next line's name is no part of it."""
    text = "Anvar Tursunbek\nRuslan Gorbatikhin\nPeter Miller\n"
    assert _found(screener, text) == [("Ruslan Gorbatikhin", "own:11")]


def test_family_name_first_with_a_comma(screener: Screener) -> None:
    """GORBATIKHIN, Ruslan is found, commas between different people join nothing."""
    assert _found(screener, "See GORBATIKHIN, Ruslan in the annex.") == [("GORBATIKHIN, Ruslan", "own:11")]
    assert _found(screener, "They met Gorbatikhin, Ruslan and Peter.") == []


def test_two_persons_are_not_one(screener: Screener) -> None:
    """`Ruslan and Gorbatikhin` are two people."""
    assert _found(screener, "There were Ruslan and Gorbatikhin in the room.") == []


def test_a_surname_alone_needs_the_full_name(screener: Screener) -> None:
    """A surname is nobody until the same text names its bearer in full."""
    assert _found(screener, "Voskresovskaya was in Paris.") == []
    text = "Yelena Voskresovskaya left. Voskresovskaya was in Paris."
    assert _found(screener, text) == [("Yelena Voskresovskaya", "own:13"), ("Voskresovskaya", "own:13")]
    assert screener.scan(text)[1].support == 'the page names her in full: "Yelena Voskresovskaya"'


def test_a_surname_before_the_full_name(screener: Screener) -> None:
    """Captions come first: a surname alone may precede the full name."""
    text = "Chief Voskresovskaya at a rally.\n\nYelena Voskresovskaya left."
    assert _found(screener, text)[0] == ("Voskresovskaya", "own:13")


def test_a_surname_of_two_listed_people_is_nobody(screener: Screener) -> None:
    """Where two different listed people share the surname, the surname alone is neither."""
    text = "Ruslan Gorbatikhin met Mirzo Gorbatikhin. Gorbatikhin was glad."
    assert _found(screener, text) == [("Ruslan Gorbatikhin", "own:11"), ("Mirzo Gorbatikhin", "own:12")]


def test_a_surname_goes_to_the_nearest_full_name(screener: Screener) -> None:
    """A surname behind somebody else's full name means that somebody, listed or not."""
    text = "Yelena Voskresovskaya left. Marta Voskresovskaya stayed. Voskresovskaya sang."
    assert _found(screener, text) == [("Yelena Voskresovskaya", "own:13")]


def test_a_surname_within_another_name(screener: Screener) -> None:
    """`Voskresovskaya Street` stays a street even where the bearer is named."""
    text = "Yelena Voskresovskaya left. They met in Voskresovskaya Street."
    assert _found(screener, text) == [("Yelena Voskresovskaya", "own:13")]


def test_an_acronym_needs_the_full_name(screener: Screener) -> None:
    """A listed acronym counts only where the group is named in full."""
    assert _found(screener, "HEZ denied it.") == []
    text = "HEZ denied it. Harakat-e-Zarafshon has many enemies."
    assert _found(screener, text) == [("HEZ", "un:XXe.010"), ("Harakat-e-Zarafshon", "un:XXe.010")]
    assert screener.scan(text)[0].support == 'the page names it in full: "Harakat-e-Zarafshon"'


@pytest.mark.parametrize(
    "text",
    [
        "Special Technical Export Plant Vargosh was named. Step by step they went. Step is a film.",
        "Liga Eksportnykh Torgovtsev Kronval was named. Let us go. Let it be.",
        "LIGA EKSPORTNYKH TORGOVTSEV KRONVAL WAS NAMED\nNOW LET US GO HOME TOGETHER",
    ],
)
def test_the_case_of_an_acronym_tells(screener: Screener, text: str) -> None:
    """Plain words that are acronyms of a listed body stay words, even where that body is named."""
    assert len(_found(screener, text)) == 1


def test_an_acronym_defined_in_brackets(screener: Screener) -> None:
    """An acronym that no list has counts once the text defines it behind the full name."""
    text = "The Zarafshon Front (ZaF) was named. ZaF denied it."
    assert _found(screener, text) == [("Zarafshon Front", "un:XXe.010"), ("ZaF", "un:XXe.010"), ("ZaF", "un:XXe.010")]


def test_a_one_word_name_is_supported_by_a_link(screener: Screener) -> None:
    """A weak alias counts where a party linked with its bearer is named."""
    assert _found(screener, "Abu Tavil was there.") == []
    found = _found(screener, "Abu Tavil of the Harakat-e-Zarafshon was there.")
    assert found == [("Abu Tavil", "un:XXi.001"), ("Harakat-e-Zarafshon", "un:XXe.010")]


@pytest.mark.parametrize(
    "text",
    [
        "Mohamed Ali won the fight.",
        "The Academy of Sciences met in Hong Kong.",
        "In Hong Kong the Northern District is quiet.",
        "Don Kyung and Grand Meridian went home.",
        "The Grand Meridian Star hotel was full.",
        "The Ali brothers and Mohammed, Ali and Hassan came.",
    ],
)
def test_common_names_and_parts_of_names_are_silent(screener: Screener, text: str) -> None:
    """Two common names, or a part of a long name, are nobody."""
    assert _found(screener, text) == []


def test_a_ship_needs_a_word_of_ships(screener: Screener) -> None:
    """A vessel's name counts where the sentence speaks of a vessel."""
    assert _found(screener, "The tanker Grand Meridian Star sailed at noon.") == [
        ("Grand Meridian Star", "ofac-sdn:90010")
    ]


def test_the_same_party_on_two_lists(screener: Screener) -> None:
    """The other list's listing stands under `also`, another bearer of the name under `others` with a reason."""
    text = "Davron Khashimov leads the Harakat-e-Zarafshon."
    mention = screener.scan(text)[0]
    assert (mention.listing, mention.also) == ("un:XXi.001", ("ofac-sdn:90001",))
    assert mention.support == "leader of un:XXe.010, also named here"
    assert [(other.listing, other.why) for other in mention.others] == [
        ("ofac-sdn:90002", "no link to another party named in this document")
    ]


def test_a_year_of_birth_decides_between_two(screener: Screener) -> None:
    """Of two parties with the name, the one whose year of birth the text gives is meant."""
    mention = _only(screener, "Davron Khashimov, born in Khujand in 1979, was there.")
    assert mention.listing == "ofac-sdn:90002"
    assert mention.support == "the document gives its year of birth 1979"
    assert mention.others[0].listing == "un:XXi.001"


def test_cyrillic(screener: Screener) -> None:
    """A Cyrillic page is read against Cyrillic and Latin names."""
    assert _found(screener, "Вчера Левон Барсегянов и Руслан Горбатихин уехали.") == [
        ("Левон Барсегянов", "un:XXi.002"),
        ("Руслан Горбатихин", "own:11"),
    ]


def test_arabic(screener: Screener) -> None:
    """An Arabic page, without capitals, is read against Arabic names; a mosque is no person."""
    assert _found(screener, "قال طلعت الدرويشاني أمس إنه سيغادر") == [("طلعت الدرويشاني", "un:XXi.003")]
    assert _found(screener, "صلى في مسجد طلعت الدرويشاني أمس") == []


def test_passages(screener: Screener) -> None:
    """The passage is the sentence, or the line where there is none."""
    text = "One. It was Dr. Ruslan Gorbatikhin, they said. Two.\n\nA caption with Ruslan Gorbatikhin\n\nEnd."
    assert [mention.passage for mention in screener.scan(text)] == [
        "It was Dr. Ruslan Gorbatikhin, they said.",
        "A caption with Ruslan Gorbatikhin",
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "....", "\u202e\u200b", "\x00\x01", "🙂" * 50, "a" * 10_000, "A. " * 500]
)
def test_any_text_is_read(screener: Screener, text: str) -> None:
    """No text crashes the reading, and nothing is found where nothing is."""
    assert screener.scan(text) == []


def test_scanning_twice_gives_the_same(screener: Screener, listings: tuple[Listing, ...]) -> None:
    """What a text holds does not depend on what was scanned before it."""
    text = "Davron Khashimov leads the Harakat-e-Zarafshon. Khashimov said so, HEZ too."
    assert screener.scan(text) == screener.scan(text) == Screener.from_listings(listings).scan(text)


def test_every_number_of_the_rules_has_its_reason() -> None:
    """The table of rules and that of their reasons name the same numbers."""
    assert {field.name for field in dataclasses.fields(RULES)} == REASONS.keys()


def test_another_listing_changes_no_mention_s_score(screener: Screener, listings: tuple[Listing, ...]) -> None:
    """A listing of the same name adds to `others` and takes nothing away."""
    text = "Dr. Ruslan Gorbatikhin left. Gorbatikhin slept."
    more = Screener.from_listings([*listings, Listing(id="own:99", names=(Name("Ruslan Gorbatikhin"),))])
    before, after = screener.scan(text), more.scan(text)
    assert [(one.start, one.listing, one.score) for one in before] == [
        (one.start, one.listing, one.score) for one in after
    ]
    assert [other.listing for other in after[0].others] == ["own:99"]


def test_all_capitals_throughout(screener: Screener) -> None:
    """A text that is all capitals names those whom it spells exactly, and makes no names of its other words."""
    text = "THE POLICE OF THE TOWN SAY THAT RUSLAN GORBATIKHIN HAS LEFT FOR THE GRAND STAR OF HONG KONG"
    assert _found(screener, text) == [("RUSLAN GORBATIKHIN", "own:11")]


def test_a_quotation_mark_ends_a_name(screener: Screener) -> None:
    """What stands in quotation marks beside a name is no part of it."""
    assert _found(screener, 'He read "Morning Ruslan" Gorbatikhin wrote.') == []
    assert _found(screener, '"Morning" Ruslan Gorbatikhin wrote it.') == [("Ruslan Gorbatikhin", "own:11")]


def test_hebrew_and_cjk_text_is_silent(screener: Screener) -> None:
    """Scripts without capitals or spaces are read without finding names where there are none."""
    assert _found(screener, "ראש הממשלה אמר היום כי הממשלה תתכנס מחר") == []
    assert _found(screener, "国家主席今天在北京会见了来访的客人。대통령은 오늘 서울에서 손님을 만났다.") == []
