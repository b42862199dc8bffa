"""Names of the same letters in the same order agree, however they are divided into words."""

from __future__ import annotations

import pytest

import tamis
from tamis.records import Listing, Name

CASES = (
    ("SA'DAT, Ahmad", "SA DAT Ahmad"),
    ("Pasban-e-Ahle-Hadith", "PasbaneAhleHadith"),
    ("Kim Tong-ch'o'l", "Kim Tong ch o l"),
    ("TAMAS COMPANY", "TAMASCOMPANY"),
    ("RT-INFORM LLC", "RTINFORM LLC"),
    ("FERNDALE, Orsolya Ilyas", "OrsolyaIlyas Ferndale"),
)


@pytest.mark.parametrize(("listed", "asked"), CASES)
def test_the_same_letters_agree_almost_in_full(listed: str, asked: str) -> None:
    """An apostrophe typed as a blank or a hyphen left out makes other words, and the same name: .99 by pair and by list."""
    listing = Listing(id="own:1", names=(Name(listed),))
    pair = tamis.compare(asked, listing)
    assert pair.score == 0.99
    assert "the same letters" in pair.evidence[0].text
    hits = tamis.Screener.from_listings([listing]).screen(asked, threshold=0.95).hits
    assert [(hit.listing, hit.score) for hit in hits] == [("own:1", 0.99)]


def test_the_same_words_still_agree_in_full() -> None:
    """Words are looked at before letters."""
    assert tamis.compare("Ilyas Ali Ali", Listing(id="own:1", names=(Name("Ali, Ilyas Ali"),))).score == 1.0


def test_the_same_letters_in_another_order_are_other_names() -> None:
    """Ferndaleorsolya is not Orsolyafern dale turned about."""
    assert tamis.compare("dalefern orsolya", Listing(id="own:1", names=(Name("Ferndale Orsolya"),))).score < 0.95
