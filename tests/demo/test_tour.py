"""The tour finds what its page and names hold, each time anew."""

from __future__ import annotations

import datetime as dt

import pytest

from tamis.demo import Tour, tour

SAEED, GROUP, LAKHVI, MAKKI = (f"own-demo:D{number:02d}" for number in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def shown() -> Tour:
    """The tour, taken once."""
    return tour()


def test_page_has_its_own_title_and_date(shown: Tour) -> None:
    """Title and date are those of the page, its path no path of this machine."""
    (document,) = shown.scan.documents
    assert document.title == "UN keeps leader of listed group on sanctions list after review"
    assert document.published_on == dt.date(2024, 1, 18)
    assert str(document.path) == str(shown.document.path) == "page.html"


def test_listed_parties_are_found_where_they_stand(shown: Tour) -> None:
    """The page's parties are mentioned in its order, by full name, surname, misspelling and acronym."""
    (document,) = shown.scan.documents
    found = [(mention.text, mention.listing) for mention in document.mentions]
    for expected in (
        ("Hafiz Muhammad Saeed", SAEED),
        ("Saeed", SAEED),
        ("Lashkar-e-Tayyiba", GROUP),
        ("Jamaat-ud-Dawah", GROUP),
        ("JuD", GROUP),
        ("Zaki ur Rahman Lakhwi", LAKHVI),
        ("Abdul Rehman Makki", MAKKI),
    ):
        assert expected in found
    assert {listing for _, listing in found} == {SAEED, GROUP, LAKHVI, MAKKI}
    assert all(shown.document.text[one.start : one.end] == one.text for one in document.mentions)


def test_look_alikes_do_not_take_the_first_place(shown: Tour) -> None:
    """Misspelt in Latin script or written in Arabic, the name leads to the man first."""
    assert [screening.hits[0].listing for screening in shown.screenings] == [SAEED, SAEED]
