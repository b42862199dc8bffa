"""The same party's listings are found by what proves them: a reference, an identifier, a name word for word."""

from __future__ import annotations

from typing import Any

import pytest

from tamis.records import Listing
from tamis.screening.screener import Screener


def _person(listing_id: str, *names: str, **more: Any) -> Listing:
    return Listing.from_json(
        {"id": listing_id, "kind": "person", "names": list(names), "birth_dates": ["1961-03-09"], **more}
    )


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        (_person("ofac-sdn:1", "KHASHIMOV, Davron"), True),
        (_person("ofac-sdn:1", "Tavil Ozodbek", "Khashimov Davron"), True),
        (_person("ofac-sdn:1", "Tavil Ozodbek", identifiers=[{"kind": "national_id", "value": "ZZ-7781230"}]), True),
        (_person("ofac-sdn:1", "Tavil Ozodbek", identifiers=[{"kind": "un_reference", "value": "XXi.001"}]), True),
        (_person("ofac-sdn:1", "Davron Khashimof"), False),
        (_person("ofac-sdn:1", "Davron"), False),
        (_person("un:XXi.002", "Davron Khashimov"), False),
    ],
)
def test_a_mention_names_the_partys_other_listings(other: Listing, shown: bool) -> None:
    """Names in any order, an identifier under another kind, a citation; not a name that is only alike, not the same list."""
    listed = _person("un:XXi.001", "DAVRON KHASHIMOV", identifiers=[{"kind": "passport", "value": "ZZ7781230"}])
    [mention] = Screener.from_listings([listed, other]).scan("Yesterday Davron Khashimov left.")
    assert mention.listing == "un:XXi.001"
    assert (other.id in mention.also) is shown


def test_a_listing_cites_another() -> None:
    """Whichever of the two cites the other, both are told."""
    un = _person("un:XXi.001", "DAVRON KHASHIMOV")
    uk = Listing.from_json(
        {
            "id": "uk:XX0001",
            "kind": "person",
            "names": ["Tavil Ozodbek"],
            "identifiers": [{"kind": "un_reference", "value": "XXi.001"}],
        }
    )
    screener = Screener.from_listings([un, uk])
    assert screener.scan("Davron Khashimov left.")[0].also == ("uk:XX0001",)
    assert screener.scan("Tavil Ozodbek left.")[0].also == ("un:XXi.001",)
