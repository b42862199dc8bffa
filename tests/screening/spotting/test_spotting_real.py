"""A real news page, and ordinary text, over the real UN and OFAC lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tamis.records import Mention
from tamis.screening.screener import Screener
from tamis.sources import read_publication

_PAGE = "documents/000_f2cdae8a492d10f5.txt"


@pytest.fixture(scope="module")
def screener(test_data: Path) -> Screener:
    """A screener over the UN list of 2026-02-27 and OFAC's SDN list of 2021-07-07."""
    un = read_publication("un", [test_data / "lists/un/2026-02-27/consolidated.xml.gz"])
    sdn = read_publication("ofac-sdn", [test_data / "lists/ofac/2021-07-07"])
    return Screener.from_listings([*un.listings, *sdn.listings])


@pytest.fixture(scope="module")
def page(test_data: Path) -> str:
    """The page's text."""
    return (test_data / _PAGE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def mentions(screener: Screener, page: str) -> list[Mention]:
    """What the page mentions."""
    return screener.scan(page)


def test_the_page_names_one_man_and_his_group_and_nobody_else(mentions: list[Mention], page: str) -> None:
    """The words found, in order, and whom they mean; not the spokesman, the ambassador, a city or a country."""
    man, group = "un:QDi.263", "un:QDe.118"
    assert [(mention.text, mention.listing) for mention in mentions] == [
        ("Jamaat-ud-Dawah", group),
        ("Hafiz Saeed", man),
        ("Saeed", man),
        ("JuD", group),
        ("Hafiz Saeed", man),
        ("JuD", group),
        ("Hafiz Saeed", man),
    ]
    assert all(page[mention.start : mention.end] == mention.text for mention in mentions)


def test_the_same_parties_on_the_other_list(mentions: list[Mention]) -> None:
    """OFAC's listings of the same man and of the same group stand under `also`."""
    also = {mention.listing: mention.also for mention in mentions}
    assert also == {"un:QDi.263": ("ofac-sdn:10689",), "un:QDe.118": ("ofac-sdn:7140",)}


def test_another_man_of_the_name_is_another(mentions: list[Mention]) -> None:
    """KHAN, Hafiz Saeed, who has the alias SAEED, Hafiz, ranks behind because nothing on the page links him."""
    (other,) = next(mention for mention in mentions if mention.text == "Hafiz Saeed").others
    assert (other.listing, other.score, other.name.listed) == ("ofac-sdn:18619", 1.0, "SAEED, Hafiz")
    assert other.why == "no link to another party named in this document"


def test_why_the_page_means_them(mentions: list[Mention]) -> None:
    """Links between the two, and the full name for the surname and the acronym."""
    support = {mention.text: mention.support for mention in mentions}
    assert support == {
        "Jamaat-ud-Dawah": "associated with un:QDi.263, also named here",
        "Hafiz Saeed": "leader of un:QDe.118, also named here",
        "Saeed": 'the page names the person in full: "Hafiz Saeed"',
        "JuD": 'the page names it in full: "Jamaat-ud-Dawah"',
    }


def test_ordinary_text_is_silent(screener: Screener) -> None:
    """Fewer than one mention per 50,000 words in the standard library's documentation."""
    folder = Path(re.__file__).parents[1]
    text = "\n\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("[a-m]*.py")))[:1_500_000]
    found = [(mention.text, mention.listing) for mention in screener.scan(text)]
    assert len(found) * 50_000 <= len(text.split()), found
