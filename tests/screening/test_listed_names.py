"""On the real lists, UN of 2026-02-27 and OFAC of 2021-07-07: who is found first, and that every listed name is."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tamis
from tamis.records import Hit, Listing, NameQuality, PartyKind, Screening
from tamis.refresh import import_list
from tamis.snapshots import Store
from tamis.values.names import name_tokens
from tamis.values.normalise import fold

_APOSTROPHES = re.compile("['`´‘’ʼʻʾʿ‛′]")
_COMMA = re.compile(r"\s*[,،]\s*")


@pytest.fixture(scope="module")
def screener(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tamis.Screener:
    """Both lists, imported once."""
    store = Store(tmp_path_factory.mktemp("lists") / "home", create=True)
    import_list(store, "un", [test_data / "lists/un/2026-02-27/consolidated.xml.gz"])
    import_list(store, "ofac-sdn", [test_data / "lists/ofac/2021-07-07"])
    return tamis.open(store.home)


@pytest.mark.parametrize(
    ("name", "first", "beside"),
    [
        ("Zaki ur Rehman Lakhvi", "un:QDi.264", "ofac-sdn:10690"),
        ("Lashkar e Taiba", "un:QDe.118", "ofac-sdn:7140"),
        ("Abdul Rehman Makki", "un:QDi.433", "ofac-sdn:12295"),
        ("Usama bin Ladin", "ofac-sdn:6365", None),
        ("KIM Jong Sik", "un:KPi.066", "ofac-sdn:23214"),
        ("Bank Melli", "ofac-sdn:25578", None),
        ("حافظ سعيد", "un:QDi.263", "ofac-sdn:10689"),
        ("Hafiz Saeed", "un:QDi.263", "ofac-sdn:10689"),
    ],
)
def test_who_is_meant_comes_first(screener: tamis.Screener, name: str, first: str, beside: str | None) -> None:
    """The listing meant is the first hit, with the same party's listing on the other list."""
    hits = screener.screen(name).hits
    assert hits[0].listing == first
    if beside:
        assert beside in hits[0].also and hits[1].listing == beside


@pytest.mark.parametrize("name", ["Mark C. Toner", "Zalmay Khalilzad", "Maria Gonzalez", "John Smith"])
def test_people_who_are_not_listed_raise_no_hit(screener: tamis.Screener, name: str) -> None:
    """Officials of the news and the commonest of names."""
    assert screener.screen(name).hits == ()


def test_another_man_of_the_same_name_is_not_grouped(screener: tamis.Screener) -> None:
    """`KHAN, Hafiz Saeed` has the alias `SAEED, Hafiz` and is another man than QDi.263."""
    hits = {hit.listing: hit for hit in screener.screen("Hafiz Saeed").hits}
    assert "ofac-sdn:18619" in hits and hits["ofac-sdn:18619"].also == ()
    assert "national id" in hits["un:QDi.263"].also_why


def test_a_day_before_the_list_is_reconstructed(test_data: Path, tmp_path: Path) -> None:
    """2016 from the list of 2026: Saeed, listed in 2008, is there; later listings are hidden and counted."""
    store = Store(tmp_path / "home", create=True)
    import_list(store, "un", [test_data / "lists/un/2026-02-27/consolidated.xml.gz"])
    screener = tamis.open(store.home, as_of="2016-09-07")
    answer = screener.screen("Hafiz Saeed")
    assert answer.hits[0].listing == "un:QDi.263"
    assert answer.reconstructed[0].left_out > 200 and answer.reconstructed[0].undated == 0
    assert screener.screen("Abdul Rehman Makki", threshold=0.95).hits == ()  # listed in January 2023


_COMPOUND = {"abd", "abdul", "abdel", "allah", "ullah", "عبد", "الله"}


def _bare(text: str) -> str:
    """Return the name without the accents of Latin letters, and without punctuation."""
    letters = "".join(
        unicodedata.normalize("NFD", char)[0] if char < "\u0370" else char for char in _APOSTROPHES.sub("", text)
    )
    return "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in letters)


def _family_last(text: str) -> str:
    parts = _COMMA.split(text)
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else text


def _family_first(text: str) -> str:
    """Return the name with the family name first: before the comma, else its last word; compounds are not torn."""
    parts = _COMMA.split(text)
    if len(parts) == 2:
        torn = fold(parts[1]).split()[-1:] in (["abd"], ["abdul"])  # UR-REHMAN, Abd
        return text if torn else f"{parts[0]} {parts[1]}"
    words = text.split()
    if _COMPOUND & set(fold(text).split()):
        return text
    return " ".join([words[-1], *words[:-1]])


def _family_first_with_comma(text: str) -> str:
    parts = _COMMA.split(text)
    if len(parts) > 1:
        return text
    words = text.split()
    torn = len(words) < 2 or _COMPOUND & set(fold(text).split())
    return text if torn else f"{words[-1]}, {' '.join(words[:-1])}"


def _same(text: str) -> str:
    return text


WAYS: tuple[tuple[str, Callable[[str], str], bool], ...] = (
    ("as written", _same, False),
    ("in capitals", str.upper, False),
    ("family name last", _family_last, True),
    ("family name first", _family_first, True),
    ("family name first with a comma", _family_first_with_comma, True),
    ("without accents and punctuation", _bare, False),
)
"""Ways of writing a listed name, and whether only the names of persons are written so."""


def _good_names(screener: tamis.Screener, persons: bool) -> Iterator[tuple[Listing, str]]:
    for row in range(screener.index.n_listings):
        listing = screener.listing_at(row)
        for name in listing.names:
            good = name.quality in (NameQuality.PRIMARY, NameQuality.ALIAS)
            if good and (not persons or listing.kind is PartyKind.PERSON):
                yield listing, name.text


def _words(text: str) -> list[str]:
    return sorted(name_tokens(text))


def _found(listing: Listing, asked: str, answer: Screening) -> bool:
    """Say whether the listing is a hit: first, tied, behind its own party, or behind one whose name equals the words."""
    own = next((hit for hit in answer.hits if hit.listing == listing.id), None)
    if own is None:
        return False
    words = _words(asked)

    def may_precede(hit: Hit) -> bool:
        equal = hit.name is not None and _words(hit.name.listed) == words
        return (
            hit.score <= own.score
            or equal
            or any(other in by_id and by_id[other].score >= own.score for other in hit.also)
        )

    by_id = {hit.listing: hit for hit in answer.hits}
    return all(may_precede(hit) for hit in answer.hits[: answer.hits.index(own)])


@pytest.mark.parametrize(("way", "write", "persons"), WAYS, ids=[way for way, _, _ in WAYS])
def test_every_listed_name_is_found(
    screener: tamis.Screener, way: str, write: Callable[[str], str], persons: bool
) -> None:
    """Every primary name and good alias is a hit by the default threshold, its own listing first or tied."""
    listed = [(listing, write(text)) for listing, text in _good_names(screener, persons)]
    listed = [(listing, text) for listing, text in listed if any(char.isalnum() for char in text)]
    if way != "as written":  # all names as written; in the other ways a third of them, drawn by the name of the way
        listed = random.Random(way).sample(listed, len(listed) // 3)
    answers = screener.screen_many(text for _, text in listed)
    lost = [
        (listing.id, text, [(hit.listing, hit.score) for hit in answer.hits[:3]])
        for (listing, text), answer in zip(listed, answers, strict=True)
        if not _found(listing, text, answer)
    ]
    assert not lost, f"{len(lost)} of {len(listed)} {way}: {lost[:20]}"
