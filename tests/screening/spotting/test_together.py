"""Many texts at once give what each gives alone, in their order."""

from __future__ import annotations

import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamis.records import Listing
from tamis.screening.screener import Screener

TEXTS = (
    "",
    "Davron Khashimov met the HEZ, the court said. Khashimov denied it.",
    "Harakat-e-Zarafshon (HEZ)\nLevon Barseghyanov\nNobody Else",
    "Левона Барсегянова видели в городе",
    "قال طلعت الدرويشاني إنه لم يحضر",
    "经理说公司昨天关门",
    "see passport ZZ7781230 of Davron\n\nKhashimov",
    "ruslan gorbatikhin was here. so was mirzo gorbatikhin. they left. it rained. it was late. nobody saw it.",
)


def test_texts_of_many_scripts_together(listings: tuple[Listing, ...]) -> None:
    """What hangs together in one text is never continued in the next, and each keeps its own offsets."""
    together, alone = Screener.from_listings(listings), Screener.from_listings(listings)
    for texts in itertools.permutations(TEXTS, 3):
        assert list(together.scan_many(texts)) == [alone.scan(text) for text in texts]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    st.lists(
        st.lists(st.sampled_from("Davron Khashimov Zarafshon Front HEZ , \n al- Levon".split(" ")), max_size=8),
        max_size=5,
    )
)
def test_words_at_the_edges_of_texts(listings: tuple[Listing, ...], parts: list[list[str]]) -> None:
    """A name that one text begins and the next one ends is none."""
    screener = Screener.from_listings(listings)
    texts = [" ".join(words) for words in parts]
    assert list(screener.scan_many(texts)) == [screener.scan(text) for text in texts]


def test_texts_are_taken_as_they_are_needed(listings: tuple[Listing, ...]) -> None:
    """A stream without end is scanned: no more texts are taken than are read together."""
    taken = itertools.count()
    found = Screener.from_listings(listings).scan_many(f"Davron Khashimov, {next(taken)}" for _ in itertools.repeat(0))
    assert next(found)[0].listing == "un:XXi.001"
    assert next(taken) < 100
