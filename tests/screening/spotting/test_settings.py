"""A text of school, sport, art and home alone speaks against a name in it; a word of trade or crime speaks for none."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.screener import Screener
from tamis.screening.settings import Settings, is_grave

_FAIR = (
    "The school fair opened with the choir and a concert for piano and violin. Children sang songs, a poet read a poem, and "
    "the bakers' wedding cake won a prize. In the evening {} took the stage; football, dance and a picnic closed the festival."
)
_RAID = (
    "Police arrested the commander and seized weapons and explosives; {} is wanted for terrorism and sanctions evasion."
)


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over a firm, a ship and a man."""
    rows = [
        {"id": "own:1", "kind": "organisation", "names": ["Vellarian Brotherhood"]},
        {"id": "own:2", "kind": "organisation", "names": ["Vellarian Tarkovic Exporting Company Limited of Kronval"]},
        {"id": "own:3", "kind": "person", "names": ["Ruslan Gorbatikhin"], "birth_dates": ["1971-03-19"]},
    ]
    return Screener.from_listings([Listing.from_json(row) for row in rows])


def test_peace_is_civic_life_alone() -> None:
    """Few words make no setting, many do, and grave ones end it."""
    assert Settings("The school opened.").around(0, 3).peace == 0
    assert Settings(_FAIR).around(0, 10).peace > 0.7
    assert Settings(f"{_FAIR} {_RAID} {_RAID}").around(0, 10).peace < Settings(_FAIR).around(0, 10).peace
    assert is_grave("terrorist") and is_grave("الإرهابية") and not is_grave("orchard")


def test_characters_are_searched_for_words() -> None:
    """Chinese and Korean have no blanks around words."""
    assert Settings("学校合唱音乐会诗人小说").around(0, 5).civic >= 4


def test_a_band_at_a_fair_is_no_listed_firm(screener: Screener) -> None:
    """A firm's name of two words is a band's there; in a raid it is the firm; a whole legal name always is."""
    assert screener.scan(_FAIR.format("Vellarian Brotherhood")) == []
    assert [one.listing for one in screener.scan(_RAID.format("Vellarian Brotherhood"))] == ["own:1"]
    full = "Vellarian Tarkovic Exporting Company Limited of Kronval"
    assert [one.listing for one in screener.scan(_FAIR.format(full))] == ["own:2"]


def test_a_person_at_a_fair_is_a_namesake_with_one_thing_against(screener: Screener) -> None:
    """The setting lowers a person's score and, with another birth, takes it below the threshold; the evidence says so."""
    (mention,) = screener.scan(_FAIR.format("Ruslan Gorbatikhin"))
    assert [one.feature for one in mention.evidence] == ["setting"]
    assert mention.score == round(1 + sum(one.agreement * one.weight for one in mention.evidence), 4)
    assert screener.scan(_FAIR.format("Ruslan Gorbatikhin, born in 1994,")) == []
    assert len(screener.scan(_RAID.format("Ruslan Gorbatikhin, born in 1994,"))) == 1
