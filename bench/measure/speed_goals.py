"""Goals of speed: what is to be reached on the core that they are given for, beside what is reached here.

Comes in: rows of label, value, unit. Goes out: a table. Absolute goals are for a core on which brute force over 20,000 names takes
`REFERENCE_MS` a query; what is measured is scaled to it by the same figure from the same run, measured before and after each part:
a shared machine may be twice as slow ten minutes later. Ratios are not scaled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

SCALE = "scale: brute force over 20,000, names as they are"
REFERENCE_MS = 9.0

Rows = Sequence[tuple[str, float, str]]


@dataclass(frozen=True, slots=True)
class SpeedGoal:
    """A row, and its goal: at least that where more is better, at most otherwise; `scaled` for times and rates of a core."""

    label: str
    value: float
    more: bool = False
    scaled: bool = True


_MANY = "UN and 1,000,000 names"
GOALS = (
    SpeedGoal("all lists: one name, customers: median", 1.0),
    SpeedGoal("all lists: one name, customers: p95", 2.0),
    SpeedGoal("all lists: brute force / tamis, one name", 20.0, more=True, scaled=False),
    SpeedGoal("tamis, many names cold, customers", 15_000.0, more=True),
    SpeedGoal("UN and 300,000 names: many names cold", 5_000.0, more=True),
    SpeedGoal("UN and 300,000 names: two processes / one", 1.8, more=True, scaled=False),
    SpeedGoal("tamis, many names cold, listed names", 5_000.0, more=True),
    SpeedGoal("tamis, build a name", 15.0),
    SpeedGoal("tamis, open", 30.0),
    SpeedGoal("tamis, import tamis", 150.0),
    SpeedGoal(f"{_MANY}: recall of the 342 people, lost", 0.0, scaled=False),
    SpeedGoal(f"{_MANY}: one name, customers: median", 5.0),
    SpeedGoal(f"{_MANY}: peak memory, one name after the other", 400.0, scaled=False),
    SpeedGoal("plain text, English, warm, text not seen before", 5.0, more=True),
    SpeedGoal("a page of 3 kB, not seen before: median", 5.0),
    SpeedGoal("1,000 web pages, two workers, wall", 60.0),
    SpeedGoal("tamis / pyahocorasick, English, warm", 4.0, scaled=False),
    SpeedGoal("1,000,000 customers, Parquet to Parquet, two workers, wall", 90.0),
    SpeedGoal("most memory of all processes", 600.0, scaled=False),
    SpeedGoal("share of the bare engine's rate", 0.85, more=True, scaled=False),
)


def reached(rows: Rows) -> list[tuple[SpeedGoal, float, bool]]:
    """Return each goal whose row was measured, the value scaled to the reference core, and whether it is met."""
    place_of = {label: place for place, (label, _, _) in enumerate(rows)}
    found = []
    for goal in GOALS:
        if goal.label not in place_of:
            continue
        place = place_of[goal.label]
        value = rows[place][1]
        if goal.scaled:
            slow = scale_at(rows, place) / REFERENCE_MS
            value = value * slow if goal.more else value / slow
        found.append((goal, value, value >= goal.value if goal.more else value <= goal.value))
    return found


def scale_at(rows: Rows, place: int) -> float:
    """Return the scale figure at a row: the mean of the one before and the one behind it; `REFERENCE_MS` where there is none."""
    before = [value for label, value, _ in rows[:place] if label == SCALE][-1:]
    behind = [value for label, value, _ in rows[place:] if label == SCALE][:1]
    both = before + behind
    return sum(both) / len(both) if both else REFERENCE_MS


def goal_table(rows: Rows) -> Table:
    """Return the table of goals."""
    table = Table(title=f"goals, for a core of {REFERENCE_MS:g} ms", title_justify="left")
    for column in ("what", "reached", "goal", ""):
        table.add_column(column, justify="right" if column in ("reached", "goal") else "left")
    for goal, value, met in reached(rows):
        sign = ">=" if goal.more else "<="
        table.add_row(goal.label, f"{value:,.3g}", f"{sign} {goal.value:,g}", "met" if met else "not met")
    return table
