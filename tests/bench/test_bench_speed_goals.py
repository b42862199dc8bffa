"""Goals of speed beside what was measured."""

from __future__ import annotations

import pytest

from measure.speed_goals import REFERENCE_MS, SCALE, reached


def test_times_are_scaled_to_the_reference_core_and_ratios_are_not() -> None:
    """On a core half as fast, 20 us a name are 10, and 10,000 names a second are 20,000."""
    rows = [
        (SCALE, 2 * REFERENCE_MS, "ms"), ("tamis, build a name", 20.0, "us"), ("tamis, many names cold, customers", 10_000.0, "names/s"),
        ("all lists: brute force / tamis, one name", 19.0, "x"), ("brute force, many names", 1.0, "names/s"),
    ]  # fmt: skip
    found = {goal.label: (value, met) for goal, value, met in reached(rows)}
    assert found == {
        "tamis, build a name": (pytest.approx(10.0), True),
        "tamis, many names cold, customers": (pytest.approx(20_000.0), True),
        "all lists: brute force / tamis, one name": (19.0, False),
    }
