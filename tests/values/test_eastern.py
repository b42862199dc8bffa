"""Names in Hangul, kana and Han become words: by sound, a character at a time, or as Koreans read them."""

from __future__ import annotations

import pytest

from tamis.values.names import name_readings, name_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("김정은", ["kim", "jeong", "eun"]),
        ("정식 김", ["jeong", "sik", "kim"]),
        ("习近平", ["xi", "jin", "ping"]),
        ("毛 泽东", ["mao", "ze", "dong"]),
        ("金민준", ["kim", "min", "jun"]),
    ],
)
def test_a_name_of_the_culture_is_a_word_a_character(text: str, tokens: list[str]) -> None:
    """Korean and Chinese names are syllables; a Korean's family name may be in Chinese characters."""
    assert name_tokens(text) == tuple(tokens)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("마이클 조던", ["마이클", "조던"]),
        ("マイケル・ジョーダン", ["マイケル", "ジョダン"]),
        ("まりあ", ["マリア"]),
        ("乔治·华盛顿", ["乔治", "华盛顿"]),
        ("高橋マリ", ["gao", "qiao", "マリ"]),
    ],
)
def test_a_name_from_elsewhere_stays_a_word(text: str, tokens: list[str]) -> None:
    """What is spelt by sound keeps its letters: hiragana as katakana, without the sign that lengthens vowels."""
    assert name_tokens(text) == tuple(tokens)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("유리", ("유리",)),
        ("이사벨", ("lee", "sa", "bel")),
        ("金正恩", ("kim", "jeong", "eun")),
        ("安东尼", ("安东尼",)),
    ],
)
def test_what_may_be_read_otherwise_is(text: str, reading: tuple[str, ...]) -> None:
    """In doubt both readings are looked at; the likeliest is the first."""
    readings = name_readings(text)
    assert reading in readings[1:] and readings[0] == name_tokens(text)


@pytest.mark.parametrize("text", ["Kim Jong Un", "Владимир", "حافظ سعيد", "김 정은"])
def test_most_names_have_one_reading(text: str) -> None:
    """Other scripts are read in one way, and so is a Korean name whose family name stands apart."""
    assert name_readings(text) == (name_tokens(text),)


def test_words_of_organisations_stay_words() -> None:
    """A company's name is split where a word that tables know begins, and legal forms are found as ever."""
    assert name_tokens("조선무역은행") == ("조선", "무역", "은행")
    assert name_tokens("平壤技術有限公司")[:2] == ("平壤", "技術") and name_tokens("平壤技術有限公司")[-1].startswith(
        "="
    )
