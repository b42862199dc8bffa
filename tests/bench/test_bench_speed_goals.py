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


def test_a_machine_that_slows_down_is_scaled_part_by_part() -> None:
    """Each row by the mean of the scale before it and the one behind it."""
    rows = [(SCALE, REFERENCE_MS, "ms"), ("tamis, open", 30.0, "ms"), (SCALE, 3 * REFERENCE_MS, "ms")]
    assert [value for _, value, _ in reached(rows)] == [pytest.approx(15.0)]
    rows += [("tamis, build a name", 30.0, "us"), (SCALE, 3 * REFERENCE_MS, "ms")]
    assert [round(value, 6) for _, value, _ in reached(rows)] == [10.0, 15.0]
