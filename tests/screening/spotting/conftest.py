"""An invented watchlist for the tests of spotting: nobody on it exists."""

from __future__ import annotations

from typing import Any

import pytest

from tamis.records import Listing


def _listing(listing_id: str, kind: str, *names: Any, **more: Any) -> Listing:
    return Listing.from_json({"id": listing_id, "kind": kind, "names": list(names), **more})


def _alias(text: str, quality: str = "alias") -> dict[str, str]:
    return {"text": text, "quality": quality}


_LISTINGS = (
    _listing(
        "un:XXi.001", "person", "DAVRON KHASHIMOV", _alias("Abu Tavil", "weak"),
        birth_dates=["1961-03-09"], genders=["male"], identifiers=[{"kind": "passport", "value": "ZZ7781230"}],
        links=[{"relation": "leader of", "target": "un:XXe.010"}],
    ),
    _listing(
        "ofac-sdn:90001", "person", "KHASHIMOV, Davron",
        birth_dates=["1961-03-09"], genders=["male"], identifiers=[{"kind": "passport", "value": "ZZ7781230"}],
    ),
    _listing("ofac-sdn:90002", "person", "TURSUNOV, Davron Khashimov", _alias("KHASHIMOV, Davron"), birth_dates=["1979"]),
    _listing(
        "un:XXe.010", "organisation", "HARAKAT-E-ZARAFSHON", _alias("HEZ"), _alias("Zarafshon Front"), _alias("ZARFRONT"),
    ),
    _listing("un:XXi.002", "person", "LEVON BARSEGHYANOV", _alias("Левон Барсегянов")),
    _listing("un:XXi.003", "person", "طلعت الدرويشاني"),
    _listing("ofac-sdn:90004", "person", "MOHAMMED, Ali"),
    _listing("ofac-sdn:90005", "organisation", "SPECIAL TECHNICAL EXPORT PLANT VARGOSH", _alias("STEP")),
    _listing("ofac-sdn:90006", "organisation", "LIGA EKSPORTNYKH TORGOVTSEV KRONVAL", _alias("LET")),
    _listing("ofac-sdn:90007", "organisation", "SECOND ACADEMY OF PETROCHEMICAL SCIENCES"),
    _listing("ofac-sdn:90008", "organisation", "HONG KONG VELLARIAN ELECTRONICS"),
    _listing("ofac-sdn:90009", "person", "DON, Kyung Pil"),
    _listing("ofac-sdn:90010", "vessel", "GRAND MERIDIAN STAR"),
    _listing("own:11", "person", "Ruslan Gorbatikhin", genders=["male"]),
    _listing("own:12", "person", "Mirzo Gorbatikhin"),
    _listing("own:13", "person", "Yelena Voskresovskaya", genders=["female"]),
)  # fmt: skip


@pytest.fixture(scope="session")
def listings() -> tuple[Listing, ...]:
    """The invented watchlist."""
    return _LISTINGS
