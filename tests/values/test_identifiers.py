"""Identifiers: equal numbers become equal texts."""

from __future__ import annotations

import pytest

from tamis.values.identifiers import KINDS, normalise_identifier


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("passport", "AB 123-456", "ab123456"),
        ("passport", "No. A123456", "A123456"),
        ("national_id", "90000-0000001-9", "9000000000019"),
        ("tax", "ＡＢ１２", "ab12"),
        ("imo", "IMO 9000001", "9000001"),
        ("bic", "LANTRT2XXXX", "lantrt2x"),
        ("bic", "LANT RT 2X", "LANTRT2X"),
        ("wallet", "0xDEAD00000000000000000000000000000000bEEf", "0xdead00000000000000000000000000000000BeeF"),
        ("wallet", "XBT 1AbCdEfGhJkMnPqRsTuVwXyZ1234567", "1AbCdEfGhJkMnPqRsTuVwXyZ1234567"),
    ],
)
def test_notations_of_one_number_are_equal(kind: str, one: str, other: str) -> None:
    """Blanks, dashes, case, wide digits, prefixes and the main office's branch code make no difference."""
    assert normalise_identifier(kind, one) == normalise_identifier(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("passport", "A0123", "A123"),
        ("bic", "LANTRT2X418", "LANTRT2X"),
        ("wallet", "1AbCdEfGhJkMnPqRsTuVwXyZ1234567", "1abCdEfGhJkMnPqRsTuVwXyZ1234567"),
    ],
)
def test_different_numbers_stay_different(kind: str, one: str, other: str) -> None:
    """Leading zeros, branch codes, and the case of a base58 address tell numbers apart."""
    assert normalise_identifier(kind, one) != normalise_identifier(kind, other)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "value",
    ["No. AB-12/3", "IMO 9000001", "LANTRT2XXXX", "id 7", "XBT bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh", "—"],
)
def test_normalising_twice_changes_nothing(kind: str, value: str) -> None:
    """The canonical form is canonical."""
    once = normalise_identifier(kind, value)
    assert normalise_identifier(kind, once) == once


def test_a_value_without_letter_or_digit_is_empty() -> None:
    """Punctuation is no number."""
    assert normalise_identifier("passport", "---") == ""
