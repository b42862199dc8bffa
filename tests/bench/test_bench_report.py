"""Intervals, thresholds, floors and the gate: the measurement measured."""

import json
from pathlib import Path

import numpy as np
import pytest

import accuracy
from measure import floors, goals
from measure.pairs import average_precision, best_threshold, f1_at
from measure.peers import threshold_at
from measure.report import LOWER, NEITHER, Figure, Outcome, Place, figures_of, weighed_share, wilson


def figure(value: float, better: str = "higher", group: str = "all", count: int = 1000) -> Figure:
    """Return a figure of tamis."""
    return Figure("kept", "un altered", "recall at 1 %", group, "tamis", value, value, value, count, better)


def test_wilson_interval() -> None:
    """Wilson's interval for 8 of 10 is .490 to .943, and never leaves [0, 1]."""
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(1.0, 5)[1] == 1.0
    assert wilson(0.0, 5)[0] == 0.0


def test_shares_weigh_strata() -> None:
    """A class counts by its share, not by its number of cases."""
    rows = [Outcome(True, (), "a", 0.9)] * 10 + [Outcome(False, (), "b", 0.1)] * 90
    value, worth = weighed_share(rows)
    assert value == pytest.approx(0.9)
    assert 0 < worth <= 100


def test_groups_are_counted_apart() -> None:
    """Each group has a figure of its own beside the total."""
    rows = [Outcome(True, ("kind: person",)), Outcome(False, ("kind: vessel",))]
    made = figures_of(Place("kept", "x", "recall", "tamis"), rows)
    assert [(one.group, one.value) for one in made] == [("all", 0.5), ("kind: person", 1.0), ("kind: vessel", 0.0)]


def test_threshold_never_lets_more_alert() -> None:
    """At the threshold no more than the share raise a hit, ties included."""
    scores = np.array([0.9, 0.8, 0.8, 0.7] + [0.1] * 96)
    for share in (0.01, 0.02, 0.03, 0.04):
        assert (scores >= threshold_at(scores, share)).mean() <= share
    assert (scores >= threshold_at(scores, 0.03)).sum() == 3


def test_customers_without_any_hit() -> None:
    """Where hardly anybody scores at all, the threshold is still above -1: no score is no hit."""
    assert threshold_at(np.full(1000, -1.0), 0.01) >= 0.0


def test_f1_and_average_precision() -> None:
    """A perfect ranking has average precision 1 and F1 1 at its best threshold."""
    scores, truth = np.array([0.9, 0.8, 0.3]), [True, True, False]
    assert average_precision(scores, truth) == 1.0
    assert f1_at(scores, truth, best_threshold(scores, truth)) == 1.0
    assert f1_at(scores, truth, 0.0) == pytest.approx(0.8)


def test_a_figure_may_slip_by_one_question() -> None:
    """One question fewer is slack, two are a fall."""
    pins = {"full | " + figure(0.95).key: {"value": 0.95}}
    assert floors.broken([figure(0.93, count=50)], pins, "full", whole=True) == []
    assert len(floors.broken([figure(0.90, count=50)], pins, "full", whole=True)) == 1


def test_lower_is_better_for_alerts() -> None:
    """A share of customers alerted breaks its floor from above."""
    pins = {"full | " + figure(0.01, LOWER).key: {"value": 0.01}}
    assert floors.broken([figure(0.005, LOWER)], pins, "full", whole=True) == []
    assert len(floors.broken([figure(0.02, LOWER)], pins, "full", whole=True)) == 1


def test_a_floor_nobody_measured_is_told() -> None:
    """After a whole run a pinned figure that is gone is a break; another mode's floors are left alone."""
    pins = {"full | gone": {"value": 0.5}, "quick | other": {"value": 0.5}}
    assert len(floors.broken([], pins, "full", whole=True)) == 1
    assert floors.broken([], pins, "full", whole=False) == []


def test_classes_and_readings_are_not_pinned() -> None:
    """Classes are too small to hold alone, and what is neither good nor bad has no floor."""
    assert list(floors.pinned([figure(0.9, group="class: heard"), figure(0.9, NEITHER)], "full")) == []


def test_floors_rise_and_do_not_fall() -> None:
    """Pinning raises a floor, keeps it within the slack, refuses to lower it, and lowers it with a reason."""
    key = "full | " + figure(0.9).key
    pins, _ = floors.raised([figure(0.9)], {}, "full", None)
    assert floors.raised([figure(0.95)], pins, "full", None)[0][key]["value"] == 0.95
    assert floors.raised([figure(0.8995)], pins, "full", None) == (pins, [])
    kept, refused = floors.raised([figure(0.8)], pins, "full", None)
    assert (kept, len(refused)) == (pins, 1)
    lowered, _ = floors.raised([figure(0.8)], pins, "full", "safer evidence")
    assert (lowered[key]["value"], lowered[key]["lowered_from"], lowered[key]["reason"]) == (0.8, 0.9, "safer evidence")


def test_floors_read_as_written(tmp_path: Path) -> None:
    """Floors are one a line, sorted, and come back the same."""
    pins, _ = floors.raised([figure(0.9), figure(0.8, group="kind: person")], {}, "full", None)
    floors.write_floors(tmp_path / "floors.json", pins)
    assert floors.read_floors(tmp_path / "floors.json") == pins
    assert len((tmp_path / "floors.json").read_text(encoding="utf-8").splitlines()) == len(pins) + 4


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A run of accuracy.py that measures what the test says; returns the exit status."""

    def run(value: float, *flags: str) -> int:
        monkeypatch.setattr(accuracy, "measure", lambda options, console: ([figure(value)], ["a note"]))
        return accuracy.main([*flags, "--floors", str(tmp_path / "floors.json")])

    return run


def test_gate(measured) -> None:
    """The gate passes at the floor and fails below it; pinning a worse figure fails too, unless a reason is given."""
    assert measured(0.9, "--pin") == 0
    assert measured(0.9, "--gate") == 0
    assert measured(0.8, "--gate") == 1
    assert measured(0.8, "--pin") == 1
    assert measured(0.8, "--pin", "--lower", "a stricter law") == 0
    assert measured(0.8, "--gate") == 0


def test_gate_is_for_the_standard_cases(measured) -> None:
    """Other samples give other figures, so they cannot be held against the floors."""
    assert measured(0.9, "--gate", "--sample", "5") == 2


def test_a_gate_without_floors_fails(measured) -> None:
    """A gate that holds nothing is no gate."""
    assert measured(0.9, "--gate") == 1


def test_json(measured, tmp_path: Path) -> None:
    """Every figure goes to the JSON file with its key."""
    assert measured(0.9, "--json", str(tmp_path / "out.json")) == 0
    twin = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (twin["figures"][0]["key"], twin["notes"]) == (figure(0.9).key, ["a note"])


def test_a_goal_is_met_by_the_point_estimate() -> None:
    """At least where higher is better, at most where lower is; only tamis's own totals on the half kept apart count."""
    figures = [
        Figure("kept", "un altered names, name only", "recall at 1 %", "all", "tamis", 0.995, 0.99, 1.0, 100),
        Figure("tuned", "un altered names, name only", "recall at 1 %", "all", "tamis", 1.0, 0.99, 1.0, 100),
        Figure("kept", "un altered names, name only", "recall at 0.1 %", "all", "peer", 1.0, 0.9, 1.0, 100),
        Figure(
            "kept", "un default threshold, name only", "customers alerted", "all", "tamis", 0.0011, 0.0, 1.0, 100, LOWER
        ),
        Figure("all", "own-x exact names", "hit at the default threshold", "all", "tamis", 0.9999, 0.99, 1.0, 100),
    ]
    rows = goals.goals_of(figures)
    assert [(figure.measure, goals.is_met(figure, value)) for figure, value in rows] == [
        ("recall at 1 %", True), ("customers alerted", False), ("hit at the default threshold", False),
    ]  # fmt: skip
