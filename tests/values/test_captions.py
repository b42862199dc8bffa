"""Captions read like names in a newspaper."""

from __future__ import annotations

import pytest

from tamis.values.captions import caption_of


@pytest.mark.parametrize(
    ("text", "is_person", "caption"),
    [
        ("SAEED, Muhammad", True, "Muhammad Saeed"),
        ("ZAKI-UR-REHMAN LAKHVI", True, "Zaki-ur-Rehman Lakhvi"),
        ("BIN LADIN, Usama", True, "Usama bin Ladin"),
        ("LASHKAR-E-TAYYIBA", False, "Lashkar-e-Tayyiba"),
        ("ROSNEVA SHIPPING LLC", False, "Rosneva Shipping LLC"),
        ("VTB BANK", False, "VTB Bank"),
        ("BANK OF TOLMEZZA", False, "Bank of Tolmezza"),
        ("Bashar Qasimov", True, "Bashar Qasimov"),
        ("  Bashar   Qasimov ", True, "Bashar Qasimov"),
        ("حافظ سعيد", True, "حافظ سعيد"),
    ],
)
def test_names_are_recased_and_put_in_order(text: str, is_person: bool, caption: str) -> None:
    """Capitals are lowered, a person's given name comes first, acronyms and other scripts stay."""
    assert caption_of(text, is_person) == caption


def test_an_organisation_keeps_its_comma() -> None:
    """Only persons have family names."""
    assert caption_of("Tolmezza Shipping, Ltd", False) == "Tolmezza Shipping, Ltd"
