"""Several values in one cell, by their marks."""

from __future__ import annotations

import pytest

from tamis.sources.numbering import items_in, numbered, together


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("Kabul", {0: "Kabul"}),
        ("-", {0: ""}),
        ("(1) Uganda (2) Sudan", {1: "Uganda", 2: "Sudan"}),
        ("(1) Uganda (2)Sudan;", {1: "Uganda", 2: "Sudan"}),
        ("1) Uzbek 2) Afghan", {1: "Uzbek", 2: "Afghan"}),
        ("a) French, b) Tunisian", {1: "French", 2: "Tunisian"}),
        ("(a) Mullah, (b) Maulavi", {1: "Mullah", 2: "Maulavi"}),
        ("(1)-(2) Tunisia (3) Libya", {1: "Tunisia", 2: "Tunisia", 3: "Libya"}),
        ("(1) to (2) Algeria (3) Morocco", {1: "Algeria", 2: "Algeria", 3: "Morocco"}),
        ("(1) Tiaret (2)-(3) -", {1: "Tiaret", 2: "", 3: ""}),
        ("(+95-9) 860 1115", {0: "(+95-9) 860 1115"}),
        ("General (without posting) 1) x", {0: "General (without posting) 1) x"}),
        ("(2) starts late", {0: "(2) starts late"}),
        ("(1) one (3) not two", {1: "one (3) not two"}),
    ],
)
def test_values_by_number(text: str, values: dict[int, str]) -> None:
    """Marks count from one, in order; anything else is one value."""
    assert numbered(text) == values


def test_cells_that_belong_together() -> None:
    """Values are paired number by number; a cell without marks goes with each; pairs of nothing are left out."""
    assert together("(1) Malualkon (2) Akobo", "(1) Sudan (2) South Sudan") == [
        ("Malualkon", "Sudan"),
        ("Akobo", "South Sudan"),
    ]
    assert together("(1) Akobo (2) Kapoeta", "South Sudan") == [("Akobo", "South Sudan"), ("Kapoeta", "South Sudan")]
    assert together("(1) Akobo (2) -", "") == [("Akobo", "")]
    assert together("", "") == []


ITEMS = (
    ("Afghanistan", ["Afghanistan"]),
    ("a) Quetta, Pakistan (as at 2013)  b) Maskara", ["Quetta, Pakistan (as at 2013)", "Maskara"]),
    ("a) Moscow, Russia;  b) Donetsk, Ukraine", ["Moscow, Russia", "Donetsk, Ukraine"]),
    ("Lebanon; Syria (Homs; Hama)", ["Lebanon", "Syria (Homs; Hama)"]),
    (" ".join(f"{letter}) Town" for letter in "abcdefghijk"), ["Town"] * 11),
    ("; ,", []),
)


@pytest.mark.parametrize(("text", "items"), ITEMS)
def test_the_items_of_an_enumeration_are_told_apart(text: str, items: list[str]) -> None:
    """Letters and semicolons divide, brackets hold together."""
    assert items_in(text) == items
