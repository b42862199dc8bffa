"""Names in running text of scripts without capitals or blanks, with the endings and small words that grammar adds."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.screener import Screener

_LISTINGS = (
    {"id": "own:1", "kind": "person", "names": ["Qiu Haoran", "邱浩然", "鄭國棟"]},
    {"id": "own:2", "kind": "organisation", "names": ["松江明远机械（香港）有限公司"]},
    {"id": "own:3", "kind": "organisation", "names": ["한빛솔무역회사"]},
    {"id": "own:4", "kind": "person", "names": ["Степан Ильич Вороненко", "Stepan Voronenko"]},
    {"id": "own:5", "kind": "organisation", "names": ["Движение степного рассвета", "ООО «Каменный Ключник»", "Фонд «Сверчок»"]},
    {"id": "own:6", "kind": "organisation", "names": ["Mouvement pour le salut du Nord"]},
    {"id": "own:7", "kind": "person", "names": ["Kadir Yelkencioğlu"], "countries": ["tr"]},
    {"id": "own:8", "kind": "person", "names": ["طلعت الدرويشاني"]},
    {"id": "own:9", "kind": "vessel", "names": ["Pelican Duchess"]},
    {"id": "own:10", "kind": "aircraft", "names": ["ZZ-77412"]},
)  # fmt: skip


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over an invented watchlist."""
    return Screener.from_listings([Listing.from_json(one) for one in _LISTINGS])


@pytest.mark.parametrize(
    ("text", "words", "listing"),
    [
        ("据悉公司经理邱浩然昨日离开", "邱浩然", "own:1"),
        ("经理郑国栋昨日离开", "郑国栋", "own:1"),
        ("货物由松江明远机械（香港）有限公司售出", "松江明远机械（香港）有限公司", "own:2"),
        ("명단에 오른 한빛솔무역회사라는 이름", "한빛솔무역회사", "own:3"),
        ("Встреча со Степаном Ильичом Вороненко прошла", "Степаном Ильичом Вороненко", "own:4"),
        ("Об этом сообщило Движение степного рассвета вчера", "Движение степного рассвета", "own:5"),
        ("Это дела ООО «Каменный Ключник», и только", "ООО «Каменный Ключник»", "own:5"),
        ("Le Mouvement pour le salut du Nord tient la ville", "Mouvement pour le salut du Nord", "own:6"),
        ("Dün Kadir Yelkencioğlu'nun gemisi geldi", "Kadir Yelkencioğlu", "own:7"),
        ("وقال بطلعت الدرويشاني", "طلعت الدرويشاني", "own:8"),
        ("货船Pelican Duchess昨日到港", "Pelican Duchess", "own:9"),
        ("The plane bore the mark ZZ-77412 and left", "ZZ-77412", "own:10"),
    ],
)
def test_names_are_found_whole(screener: Screener, text: str, words: str, listing: str) -> None:
    """The span is the name: with its case endings, without what stands before or behind it."""
    assert [(one.text, one.listing) for one in screener.scan(text)] == [(words, listing)]


@pytest.mark.parametrize(
    "text",
    [
        "见证人：邱浩然玉。",
        "他住在邱浩然路五号",
        "邱浩燃昨日离开",
        "작은 배 한빛솔무역회사호가 왔다",
        "صلى في مسجد طلعت الدرويشاني أمس",
        "قال طلعت الدرويشاني العنزي أمس",
        "حضر طلعت الدرويشاني الأمين أمس",
        "The Pelican Duchess is an inn.",
    ],
)
def test_names_of_others_are_not(screener: Screener, text: str) -> None:
    """One more character, a street, another character that sounds alike, one more family name, an inn: somebody else."""
    assert screener.scan(text) == []


def test_a_surname_in_another_case(screener: Screener) -> None:
    """A surname is tied to the full name whatever its ending."""
    found = screener.scan("Вчера Степан Вороненко приехал. Встречали Вороненко с цветами.")
    assert [one.text for one in found] == ["Степан Вороненко", "Вороненко"]
