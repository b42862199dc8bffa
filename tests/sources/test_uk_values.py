"""Cells of the United Kingdom's lists: documents, registration numbers, dates with unknown parts."""

from __future__ import annotations

import pytest

from tamis.records import Identifier
from tamis.sources.uk_values import birth_date_text, document, registrations


@pytest.mark.parametrize(
    ("kind", "number", "details", "told"),
    [
        ("passport", "X900001", "", ("passport", "X900001", None)),
        ("passport", "'00814X001", "Libya", ("passport", "00814X001", "ly")),
        ("passport", "", "X788 (Tunisian). Issued on 28 Sept 2001", "X788 (Tunisian). Issued on 28 Sept 2001"),
        ("passport", "", "X788331 (Tunisian). Issued on 28 Sept 2001", ("passport", "X788331", "tn")),
        ("passport", "", "Passport No: 592000 (Qatari passport)", ("passport", "592000", "qa")),
        ("passport", "", "Uganda Passport.", "Uganda Passport."),
        ("national_id", "", "Ration card no. 9000077", ("national_id", "9000077", None)),
        ("national_id", "", "H-130000 (Moroccan national identity card)", ("national_id", "H-130000", "ma")),
        ("national_id", "20640000", "Counterfeit Danish driving licence", ("driving_licence", "20640000", "dk")),
        ("national_id", "", "US Social Security no 400-30-3000", ("social_security", "400-30-3000", None)),
        ("national_id", "-", "", "-"),
    ],
)
def test_documents(kind: str, number: str, details: str, told: str | tuple[str, str, str | None]) -> None:
    """The number alone or within words; a country where the words name one; words without a number are no identifier."""
    found = document(kind, number, details)
    assert ((found.kind, found.value, found.country) if isinstance(found, Identifier) else found) == told


def test_dates_of_a_document() -> None:
    """Issue and expiry in words and in figures; the whole text stays as a note."""
    found = document("passport", "", "X788331 (Tunisian). Issued on 28 Sept 2001. Expired on 27/09/2006")
    assert isinstance(found, Identifier)
    assert (str(found.issued_on), str(found.expires_on)) == ("2001-09-28", "2006-09-27")
    assert found.note == "X788331 (Tunisian). Issued on 28 Sept 2001. Expired on 27/09/2006"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2971193", [("registration", "2971193", None)]),
        (
            "INN: 6600000052OGRN: 1020000000460",
            [("tax", "6600000052", "INN"), ("registration", "1020000000460", "OGRN")],
        ),
        (
            "(1) TIN: 6140000090 (2) OGRN: 1060000003658",
            [("tax", "6140000090", "TIN"), ("registration", "1060000003658", "OGRN")],
        ),
        ("INN/TIN: 5400000018; KPP: 540000001; ", [("tax", "5400000018", "INN/TIN")]),
        ("Russian TIN number - \n6310000160", [("tax", "6310000160", "Russian TIN number")]),
        ("SPARK code 9020000", []),
        ("none known", []),
    ],
)
def test_registration_numbers(text: str, told: list[tuple[str, str, str | None]]) -> None:
    """Numbers by their labels; those that many companies share (KPP) or a data vendor gives (SPARK) are none."""
    assert [(one.kind, one.value, one.label) for one in registrations(text)] == told


def test_unknown_parts_of_a_date() -> None:
    """FCDO writes dd and mm for what is not known, as OFSI writes zeros."""
    assert [birth_date_text(text) for text in ("dd/mm/1975", "DD/06/1975", "17/04/1971")] == [
        "00/00/1975",
        "00/06/1975",
        "17/04/1971",
    ]
