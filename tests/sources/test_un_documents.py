"""The UN's document blocks: the number alone, wherever it stands."""

from __future__ import annotations

import pytest

from tamis.records import Identifier
from tamis.sources.un_documents import identifier_in


@pytest.mark.parametrize(
    ("values", "kind", "value", "country"),
    [
        (
            {"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "A000001", "ISSUING_COUNTRY": "Pakistan"},
            "passport",
            "A000001",
            "pk",
        ),
        ({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "Jordan 000001"}, "passport", "000001", "jo"),
        ({"TYPE_OF_DOCUMENT": "Número de pasaporte", "NUMBER": "A1"}, "passport", "A1", None),
        ({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "000001 (Yemen)"}, "passport", "000001", "ye"),
        ({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "R000001, South Sudan"}, "passport", "R000001", "ss"),
        ({"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "No. H000001 (Iraqi)"}, "passport", "H000001", "iq"),
        (
            {"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "1", "ISSUING_COUNTRY": "Tunisian passport"},
            "passport",
            "1",
            "tn",
        ),
        (
            {
                "TYPE_OF_DOCUMENT": "National Identification Number",
                "NUMBER": "Yemeni national identification number 000001",
            },
            "national_id",
            "000001",
            "ye",
        ),
        (
            {
                "TYPE_OF_DOCUMENT": "National Identification Number",
                "TYPE_OF_DOCUMENT2": "Afghan card (tazkira) number 000001",
            },
            "national_id",
            "000001",
            "af",
        ),
        (
            {"TYPE_OF_DOCUMENT": "Passport", "NOTE": "Tunisian passport number L 000001 issued on 28 Feb. 1996"},
            "passport",
            "L 000001",
            "tn",
        ),
        ({"TYPE_OF_DOCUMENT2": "Italian Fiscal Code:", "NUMBER": "XXXXXX00X00X000X"}, "tax", "XXXXXX00X00X000X", None),
        ({"NUMBER": "MO000001"}, "other", "MO000001", None),
    ],
)
def test_numbers_are_taken_out_of_their_words(
    values: dict[str, str], kind: str, value: str, country: str | None
) -> None:
    """Kind, number and issuer, from the element that has them or from the words around the number."""
    identifier = identifier_in(values)
    assert isinstance(identifier, Identifier)
    assert (identifier.kind, identifier.value, identifier.country) == (kind, value, country)


def test_words_that_are_left_out_are_kept_in_the_note() -> None:
    """Nothing published is lost: the text as published, the place of issue, a date that is none."""
    identifier = identifier_in(
        {"TYPE_OF_DOCUMENT": "Passport", "NUMBER": "Jordan 1", "CITY_OF_ISSUE": "Zarqa", "DATE_OF_ISSUE": "soon"}
    )
    assert isinstance(identifier, Identifier)
    assert identifier.note == "Jordan 1; issued in Zarqa; issued on soon"


def test_a_document_without_a_number_is_told_in_words() -> None:
    """It is no identifier; an empty block is nothing."""
    assert (
        identifier_in({"TYPE_OF_DOCUMENT": "Passport", "NOTE": "under another name"}) == "Passport; under another name"
    )
    assert identifier_in({}) == ""
