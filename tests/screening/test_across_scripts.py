"""A name is found in whatever script it is asked or listed."""

from __future__ import annotations

import pytest

import tamis


def score(query: str, listed: str) -> float:
    """Return the score of two names."""
    return tamis.compare(query, listed).score


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("로베르토 조던", "Roberto Jordan"),
        ("로베르토 부시", "Roberto Bush"),
        ("ロベルト・フェルナンド", "Roberto Fernando"),
        ("阿尔贝托·费尔南多", "Alberto Fernando"),
        ("金正恩", "KIM JONG UN"),
        ("김정은", "Kim Chŏng-ŭn"),
        ("김정은", "KIM JONG UN"),
        ("וושינגטון רוברטו", "Roberto Washington"),
        ("عبدالحی مطمئن", "ABDULHAI MOTMAEN"),
        ("ولی جان", "WALIJAN"),
        ("گل آغا اسحاقزی", "GUL AGHA ISHAKZAI"),
        ("جماعت غياث الدين", "Jamaat Ghiasuddin"),
    ],
)
def test_scripts_meet(query: str, listed: str) -> None:
    """A name and its other spelling reach the floor by far, and either way round by the same words."""
    assert score(query, listed) >= 0.6


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("الجماعة التونسية المقاتلة", "TUNISIAN COMBATANT GROUP"),
        ("القاعدة في جزيرة العرب", "AL-QAIDA IN THE ARABIAN PENINSULA"),
        ("장안해운기술", "Chang An Shipping & Technology"),
        ("Исламское движение Восточного Тестистана", "Islamic Movement of Eastern Testistan"),
        ("平壤技術公司", "Pyongyang Technology Company"),
    ],
)
def test_words_of_organisations_meet_their_translations(query: str, listed: str) -> None:
    """Nations, kinds of bodies and trades are translated in names, not transliterated."""
    listing = tamis.Listing.from_json({"id": "own:1", "kind": "organisation", "names": [{"text": listed}]})
    assert tamis.compare(query, listing).score >= 0.6


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("마리아 가르시아", "Roberto Jordan"),
        ("ジョン・スミス", "Roberto Jordan"),
        ("王小明", "KIM JONG UN"),
        ("חיים כהן", "Roberto Washington"),
        ("السيد طارق", "WALIJAN"),
    ],
)
def test_strangers_do_not(query: str, listed: str) -> None:
    """Another name in another script stays another name."""
    assert score(query, listed) < 0.4


@pytest.mark.parametrize("name", ["마이클 조던", "김정은", "金正恩", "マイケル", "利文斯顿", "גורג", "유리"])
def test_a_name_meets_itself(name: str) -> None:
    """Whatever its readings, a name screened against itself scores 1."""
    assert score(name, name) == 1.0


def test_evidence_names_the_words_of_the_reading_that_met() -> None:
    """A name in Chinese characters that met as a Korean one says so by its words."""
    text = tamis.compare("金正恩", "KIM JONG UN").evidence[0].text
    assert "eun ~ un" in text and "kim = kim" in text
    text = tamis.compare("KIM JONG UN", "金正恩").evidence[0].text
    assert "un ~ eun" in text and "kim = kim" in text
