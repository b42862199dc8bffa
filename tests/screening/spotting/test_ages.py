"""Ages are read in digits and words, beside a name and before it."""

from __future__ import annotations

import pytest

from tamis.screening.ages import age_before, age_of


@pytest.mark.parametrize(
    ("beside", "age"),
    [
        (", aged eleven,", 11),
        (", who is nineteen, reads chemistry", 19),
        (", qui a vingt-six ans, chante", 26),
        (", wird achtundsechzig.", 68),
        (", de setenta y un años,", 71),
        (", di ventitré anni,", 23),
        (", di anni 16", 16),
        (" (ей двадцать два, первый год работы)", 22),
        ("، العمر سبع سنوات، ابن الحداد", 7),
        (" في الثمانينيات من عمره", 85),
        ("، شش‌ساله", 6),
        (" , בן שבעים ותשע,", 79),
        ("，今年七十有六", 76),
        ("，十七岁，", 17),
        (" 여든한 살", 81),
        (", an octogenarian,", 85),
        (", on her 90th birthday,", 90),
        (", no age at all,", None),
        (", of the old school,", None),
        (", 640 years old,", None),
    ],
)
def test_an_age_beside_a_name(beside: str, age: int | None) -> None:
    """What stands behind a name tells an age in the languages of the tables, or none."""
    assert age_of(beside) == age


@pytest.mark.parametrize(
    ("before", "age"),
    [
        ("der 27-jährige Schlosser ", 27),
        ("a 24-year-old plumber, ", 24),
        ("Golleri on yedi yaşındaki ", 17),
        ("64-летний ", 64),
        ("十二岁的", 12),
        ("in the year ", None),
    ],
)
def test_an_age_before_a_name(before: str, age: int | None) -> None:
    """An adjective of age before a name is its bearer's."""
    assert age_before(before) == age
