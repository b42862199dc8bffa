"""Evidence in words that a person can check."""

from __future__ import annotations

import tamis
from tamis.records import Evidence


def _evidence(listing, name: str = "Bashar Qasimov", **attributes: object) -> dict[str, Evidence]:
    screener = tamis.Screener.from_listings([listing])
    hit = screener.screen(name, threshold=0.4, **attributes).hits[0]
    return {piece.feature: piece for piece in hit.evidence}


def test_the_same_words_are_said_to_be_the_same(make) -> None:
    """With the quality of the listed name."""
    listing = make("own:1", "Bashar Qasimov", "+Ilyas Ferndale")
    assert _evidence(listing, "QASIMOV, Bashar")["name"].text == "the same words as the primary name"
    assert _evidence(listing, "Ilyas Ferndale")["name"].text == "the same words as an alias"


def test_words_that_differ_are_shown_side_by_side(make) -> None:
    """What is equal, what is alike and how much, what only one side has."""
    text = _evidence(make("own:1", "Bashar Ilyas Qasimov"), "Bashar Qasimof")["name"].text
    assert "bashar = bashar" in text and "qasimof ~ qasimov (0." in text and "only listed: ilyas" in text
    assert "only asked: tarek" in _evidence(make("own:1", "Bashar Qasimov"), "Bashar Tarek Qasimov")["name"].text


def test_names_are_shown_as_asked_and_as_published(make) -> None:
    """The published form is kept, the caption is recased."""
    listing = make("own:1", "QASIMOV, Bashar")
    piece = _evidence(listing)["name"]
    assert (piece.query, piece.listing) == ("Bashar Qasimov", "QASIMOV, Bashar")
    hit = tamis.Screener.from_listings([listing]).screen("Bashar Qasimov").hits[0]
    assert hit.caption == "Bashar Qasimov" and hit.name is not None and hit.name.listed == "QASIMOV, Bashar"


def test_dates_of_birth_are_told_apart(make) -> None:
    """The same, a slip, near, another, none listed."""
    listing = make("own:1", "Bashar Qasimov", born=["1970-04-05"])
    texts = [_evidence(listing, birth_date=date)["birth_date"].text for date in
             ("1970-04-05", "1970-05-04", "1971-08-09", "1931-01-01")]  # fmt: skip
    assert texts[0] == "the same date of birth" and "slip" in texts[1]
    assert "near" in texts[2] and texts[3] == "another date of birth"
    assert "no date of birth" in _evidence(make("own:1", "Bashar Qasimov"), birth_date="1970")["birth_date"].text


def test_countries_genders_and_kinds_are_told(make) -> None:
    """By their names, with what they mean."""
    listing = make("own:1", "Bashar Qasimov", countries=("pk",), genders=("male",))
    same = _evidence(listing, country="pk", gender="male", kind="person")
    other = _evidence(listing, country="br", gender="female", kind="vessel")
    assert [same[one].text for one in ("country", "gender", "kind")] == [
        "the same country",
        "the same gender",
        "the same kind",
    ]
    assert [other[one].text for one in ("country", "gender", "kind")] == [
        "another country",
        "another gender",
        "another kind of party",
    ]
    assert (other["country"].query, other["country"].listing) == ("Brazil", "Pakistan")


def test_identifiers_are_told(make) -> None:
    """A shared one and one that is not."""
    listing = make("own:1", "Bashar Qasimov", ids=["passport:AB123456"])
    assert _evidence(listing, identifiers=["passport:AB123456"])["identifier"].text == "the same identifier"
    assert _evidence(listing, identifiers=["passport:ZZ999999"])["identifier"].text == "no identifier in common"


def test_only_what_was_asked_is_evidence(make) -> None:
    """A name alone is compared by its name alone, whatever the listing gives."""
    listing = make(
        "own:1", "Bashar Qasimov", born=["1970"], countries=("pk",), genders=("male",), ids=["passport:A123456"]
    )
    assert list(_evidence(listing)) == ["name"]


def test_evidence_stands_in_one_order(make) -> None:
    """Name, identifier, birth date, country, gender, kind."""
    listing = make("own:1", "Bashar Qasimov", born=["1970"], countries=("pk",))
    pieces = _evidence(listing, kind="person", gender="m", country="pk", birth_date="1970", identifiers=["tax:1234567"])
    assert list(pieces) == ["name", "identifier", "birth_date", "country", "gender", "kind"]


def test_a_pair_that_shares_nothing_is_explained_too(make) -> None:
    """`compare` answers for any pair."""
    comparison = tamis.compare("Orsolya Ferndale", make("own:1", "Bashar Qasimov"))
    assert comparison.evidence[0].text == "no listed name is near" and comparison.score == 0
