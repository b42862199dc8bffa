"""Goals: what the engine is to reach on the half kept apart, beside what it reaches.

Comes in: figures. Goes out: a table. A goal is met when the point estimate meets it; the interval says how sure that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from measure.report import LOWER, Figure, shown

NAME, DRESSED = "name only", "with birth date and country"
ONE, TENTH = "recall at 1 %", "recall at 0.1 %"


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure to reach: its section and measure, and the value that it shall have at least, or at most where lower is better."""

    section: str
    measure: str
    value: float
    half: str = "kept"
    group: str = "all"


GOALS = (
    Goal(f"un altered names, {NAME}", ONE, 0.995), Goal(f"un altered names, {NAME}", TENTH, 0.97),
    Goal(f"un alias held out, {NAME}", ONE, 0.78), Goal(f"un alias held out, {NAME}", TENTH, 0.70),
    Goal(f"ofac-sdn altered names, {NAME}", ONE, 0.985), Goal(f"ofac-sdn altered names, {NAME}", TENTH, 0.92),
    Goal(f"ofac-sdn alias held out, {NAME}", ONE, 0.82), Goal(f"ofac-sdn alias held out, {NAME}", TENTH, 0.72),
    Goal(f"un original script held out, {NAME}", ONE, 0.93), Goal(f"un original script held out, {NAME}", TENTH, 0.87),
    Goal(f"un altered names, {DRESSED}", TENTH, 0.998), Goal(f"un alias held out, {DRESSED}", TENTH, 0.85),
    Goal(f"un original script held out, {DRESSED}", TENTH, 0.95),
    Goal(f"ofac-sdn altered names, {DRESSED}", ONE, 0.995), Goal(f"ofac-sdn alias held out, {DRESSED}", ONE, 0.86),
    Goal(f"un Pakistani customers, {NAME}", "alerted at the default threshold", 0.05),
    Goal(f"ofac-sdn Pakistani customers, {NAME}", "alerted at the default threshold", 0.05),
    Goal(f"un Pakistani customers, {NAME}", "recall of altered names where 2 % alert", 0.85),
    Goal(f"ofac-sdn Pakistani customers, {NAME}", "recall of altered names where 2 % alert", 0.80),
    Goal("un altered birth dates with a typing error", ONE, 0.995),
    Goal(f"un default threshold, {NAME}", "recall of altered names", 0.97),
    Goal(f"un default threshold, {NAME}", "customers alerted", 0.001),
    Goal("labelled pairs", "F1 at the threshold best on the tuned half", 0.88, half="all"),
    Goal("labelled pairs", "F1 at the default threshold", 0.88, half="all"),
    Goal("labelled pairs", "mean scores fall from strong match to strong non-match", 1.0, half="all"),
    Goal("across scripts, found first among 5,000", "full names, hebrew", 0.85),
    Goal("across scripts, found first among 5,000", "full names, korean", 0.70),
    Goal("labelled documents", "precision", 0.97), Goal("labelled documents", "recall", 0.97),
    Goal("labelled documents", "silent documents that stay silent", 0.99),
    Goal("ordinary text, all lists", "false mentions per 50,000 words", 1.0, half="all"),
)  # fmt: skip
"""Exact names of every list beside: each of their figures shall be 1."""

EXACT = "exact names"


def goals_of(figures: Sequence[Figure]) -> list[tuple[Figure, float]]:
    """Return the figures of tamis that have a goal, with it, in the order of the goals."""
    mine = [figure for figure in figures if figure.engine == "tamis" and figure.group == "all"]
    by_key = {(figure.half, figure.section, figure.measure): figure for figure in mine}
    found = [(by_key.get((goal.half, goal.section, goal.measure)), goal.value) for goal in GOALS]
    exact = [(figure, 1.0) for figure in mine if figure.section.endswith(EXACT)]
    return [(figure, value) for figure, value in found if figure is not None] + exact


def is_met(figure: Figure, value: float) -> bool:
    """Say whether a figure meets its goal, by its point estimate."""
    return figure.value <= value + 5e-7 if figure.better == LOWER else figure.value >= value - 5e-7


def print_goals(figures: Sequence[Figure], console: Console) -> None:
    """Print every goal that was measured; nothing where none was."""
    rows = goals_of(figures)
    if not rows:
        return
    met = sum(is_met(figure, value) for figure, value in rows)
    title = f"Goals: {met} of {len(rows)} met, by the point estimate, on the half kept apart"
    table = Table(title=title, title_justify="left", title_style="bold")
    for heading in ("section", "measure", "goal", "reached", "met"):
        table.add_column(heading, justify="right" if heading in ("goal", "reached") else "left")
    for figure, value in rows:
        least = "at most" if figure.better == LOWER else "at least"
        table.add_row(
            figure.section,
            figure.measure,
            f"{least} {value:g}",
            shown(figure),
            "yes" if is_met(figure, value) else "no",
        )
    console.print(table)
