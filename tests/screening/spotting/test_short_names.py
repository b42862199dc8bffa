"""Names of one word, initials and plain words: what supports them, and what they stand for otherwise."""

from __future__ import annotations

import pytest

from tamis.records import Listing
from tamis.screening.otherwise import is_one_of_many, stands_otherwise
from tamis.screening.screener import Screener

_LISTINGS = (
    {"id": "own:1", "kind": "person", "names": ["Pavel Lvovich Zubrowsky"], "links": [{"relation": "leader of", "target": "own:2", "name": "Grombask"}],
     "designations": [{"authority": "Own", "programme": "internal", "reference": "ZZi.001"}]},
    {"id": "own:2", "kind": "organisation", "names": ["Grombask", {"text": "Beacon", "quality": "weak"}, {"text": "GRB", "quality": "alias"}]},
    {"id": "own:3", "kind": "organisation", "names": ["Silver Lantern"]},
    {"id": "own:4", "kind": "person", "names": ["Marwan Adib Tcharkouf", "Marwan Adib Sharkuf"]},
    {"id": "own:5", "kind": "person", "names": ["Rogelio Quirarte Saldana"], "countries": ["mx"]},
    {"id": "own:6", "kind": "organisation", "names": ["Zubrowsky Trading"]},
    {"id": "own:7", "kind": "organisation", "names": ["Norwood Plover Mining", "Norwood Plover"]},
)  # fmt: skip


@pytest.fixture(scope="module")
def screener() -> Screener:
    """A screener over an invented watchlist."""
    return Screener.from_listings([Listing.from_json(one) for one in _LISTINGS])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Its founder P. L. Zubrowsky left.", ["P. L. Zubrowsky"]),
        ("Pavel Lvovich Zubrowsky left. Grombask is silent.", ["Pavel Lvovich Zubrowsky", "Grombask"]),
        ("Marwan Adib Tcharkouf left. Here Sharkuf is known.", ["Marwan Adib Tcharkouf", "Sharkuf"]),
        ("Rogelio Quirarte Saldana left. Quirarte is rich.", ["Rogelio Quirarte Saldana", "Quirarte"]),
        ("Zubrowsky Trading is closed; Pavel Lvovich Zubrowsky left. Zubrowsky slept.", ["Zubrowsky Trading", "Pavel Lvovich Zubrowsky", "Zubrowsky"]),
        ("Norwood Plover Mining Corporation and Norwood Plover Ltd are closed.", ["Norwood Plover Mining", "Norwood Plover Ltd"]),
        ("Pavel Lvovich Zubrowsky left. Silver Lantern is closed.", ["Pavel Lvovich Zubrowsky", "Silver Lantern"]),
    ],
)  # fmt: skip
def test_what_is_supported(screener: Screener, text: str, words: list[str]) -> None:
    """Two initials, a link, a listed spelling, the father's surname, a company of the name: each is tied to its party."""
    assert [one.text.removesuffix(" Corporation") for one in screener.scan(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Grombask is silent.",
        "I did not like The Silver Lantern, a novel of eight hundred pages.",
        "The surname Saldana is known.",
        "Q. X. Zubrowsky left.",
    ],
)
def test_what_is_not(screener: Screener, text: str) -> None:
    """One word, two words for plain things, other initials: nobody."""
    assert screener.scan(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "There is also an GRB in Ohio.",
        "GRB 1: open the door.",
        "A green rowing boat (GRB) was sold.",
        "The GRB (great rolling barrel) was sold.",
        "The witness Zubrowsky cried.",
        "Mrs Zubrowsky cried.",
        "Everybody here knows a Zubrowsky.",
        "Zubrowsky, no relation, cried.",
        "They met in Zubrowsky Street.",
        "Beacon is a word.",
    ],
)
def test_what_stands_for_something_else(screener: Screener, more: str) -> None:
    """Even where the party is named, an article, a number, another expansion, a witness or a street makes it another."""
    found = screener.scan(f"Pavel Lvovich Zubrowsky of Grombask was male. {more}".replace(" was male", ""))
    assert [one.text for one in found][:1] == ["Pavel Lvovich Zubrowsky"]
    assert all(one.end <= len("Pavel Lvovich Zubrowsky of Grombask.") for one in found if "Mrs" not in more)


def test_a_reference_supports(screener: Screener) -> None:
    """The publisher's reference beside a surname with one initial says who is meant."""
    (mention,) = screener.scan("P. Zubrowsky (ZZi.001) was seen.")
    assert mention.support == "the document gives its reference ZZi.001"


def test_articles_and_expansions() -> None:
    """`a` is an article in English and a preposition in Spanish; an expansion may stand before or behind."""
    assert is_one_of_many("This is a Zubrowsky of the town", 10)
    assert not is_one_of_many("Vieron a Zubrowsky en casa", 9)
    text = "The green rowing boat (GRB) sank"
    assert stands_otherwise(text, text.index("GRB"), text.index("GRB") + 3, lambda *_: False)
    assert not stands_otherwise("GRB sank", 0, 3, lambda *_: False)
