"""Figures with intervals, as a table to read and as JSON.

Comes in: outcomes (found or not) with weights. Goes out: Figures. A figure's key is what `floors.json` pins it by.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

HIGHER, LOWER, NEITHER = "higher", "lower", "neither"
_ORDER = ("all", "kind", "class", "dress", "culture", "language", "script", "document", "trap")
"""Groups as the report shows them, by their first word; within one, as first met."""
_MANY, _SMALL = (
    30,
    8,
)  # strata beyond which, and questions each below which, strata are clusters: classes are fewer and larger
_Z = 1.959964  # the 97.5th percentile of the normal distribution


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured share or score.

    Attributes:
        half: The half of listed parties and customers that it is from, `all` where nothing was split.
        section: What was asked, such as `un altered`.
        measure: `recall at 1 %`, `recall at 0.1 %`, `alerted at default` ...
        group: `all`, or `class: ...`, `kind: ...`, `script: ...`.
        engine: Whose figure it is.
        value: The figure.
        low: Lower end of the 95 % interval.
        high: Upper end of the 95 % interval.
        count: Questions behind it.
        better: Whether higher or lower is better; `neither` is not pinned.
    """

    half: str
    section: str
    measure: str
    group: str
    engine: str
    value: float
    low: float
    high: float
    count: int
    better: str = HIGHER

    @property
    def key(self) -> str:
        """What the figure is pinned by."""
        return f"{self.half} | {self.section} | {self.measure} | {self.group} | {self.engine}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure belongs: its half, section, measure and engine."""

    half: str
    section: str
    measure: str
    engine: str
    better: str = HIGHER


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question answered.

    Attributes:
        right: Whether the listing wanted was found (or, for customers, whether there was an alert).
        groups: The groups that it counts in, beside `all`.
        stratum: Its class; the total is the mean of the strata's shares, weighed by `share`.
        share: Share of its stratum in the mix.
    """

    right: bool
    groups: tuple[str, ...] = ()
    stratum: str = ""
    share: float = 1.0


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval for a share of `count` questions.

    Source: E. B. Wilson, JASA 22 (1927) 209-212; stays within [0, 1] and is honest at 0 and 1.
    """
    if count <= 0:
        return 0.0, 1.0
    centre = share + _Z * _Z / (2 * count)
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z * _Z / (4 * count * count))
    scale = 1 + _Z * _Z / count
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def weighed_share(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the share of right answers over strata by their weights, and the number of plain questions it is worth.

    The worth is Kish's effective sample size, 1 / sum of weight^2 / n (Survey Sampling, 1965, section 11.7). Where strata are
    many and small, as with one per listing, it is their number: spellings of one listing are not independent.
    """
    strata: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        strata[outcome.stratum].append(outcome)
    total = sum(rows[0].share for rows in strata.values())
    value = variance = 0.0
    for rows in strata.values():
        weight = rows[0].share / total
        value += weight * sum(row.right for row in rows) / len(rows)
        variance += weight * weight / len(rows)
    if len(strata) > _MANY and len(outcomes) < _SMALL * len(strata):
        return value, float(len(strata))
    return value, 1.0 / variance


def clustered_share(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the plain share of right answers, and the number of independent questions it is worth.

    The strata are clusters: what is asked of one document goes right or wrong together. The worth is that number of
    questions at which a plain share would vary as much as this ratio of sums over clusters does (Kish, Survey Sampling, 1965,
    sections 6.3 and 8.2), between the number of clusters and that of outcomes. Where all are right, or all wrong, nothing
    tells how alike a cluster's answers are, and the clusters count.
    """
    clusters: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        clusters[outcome.stratum].append(outcome.right)
    many = len(clusters)
    value = sum(outcome.right for outcome in outcomes) / len(outcomes)
    if many < 2 or value in (0.0, 1.0):
        return value, float(many)
    spread = sum((sum(rows) - value * len(rows)) ** 2 for rows in clusters.values())
    variance = many / (many - 1) * spread / len(outcomes) ** 2
    worth = value * (1 - value) / variance if variance else float(len(outcomes))
    return value, min(max(worth, float(many)), float(len(outcomes)))


def figures_of(
    place: Place,
    outcomes: Sequence[Outcome],
    share_of: Callable[[Sequence[Outcome]], tuple[float, float]] = weighed_share,
) -> list[Figure]:
    """Return the figure over all outcomes, then one per group; `share_of` gives a share and what number it is worth."""
    by_group: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for outcome in outcomes:
        for group in outcome.groups:
            by_group.setdefault(group, []).append(outcome)
    figures = []
    for group, rows in sorted(by_group.items(), key=lambda item: _ORDER.index(item[0].partition(":")[0])):
        if rows:
            value, worth = share_of(rows)
            low, high = wilson(value, worth)
            figures.append(
                Figure(
                    place.half,
                    place.section,
                    place.measure,
                    group,
                    place.engine,
                    value,
                    low,
                    high,
                    len(rows),
                    place.better,
                )
            )
    return figures


def plain_figure(place: Place, value: float, count: int) -> Figure:
    """Return a figure that is no share of independent questions (a mean, an F1): without an interval."""
    return Figure(
        place.half, place.section, place.measure, "all", place.engine, value, value, value, count, place.better
    )


def to_json(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return the figures as JSON objects, keys included."""
    return [{"key": figure.key, **asdict(figure)} for figure in figures]


def print_report(figures: Sequence[Figure], notes: Sequence[str], console: Console) -> None:
    """Print one table a section, engines side by side."""
    sections = list(dict.fromkeys((figure.half, figure.section) for figure in figures))
    for half, section in sections:
        rows = [figure for figure in figures if (figure.half, figure.section) == (half, section)]
        engines = list(dict.fromkeys(figure.engine for figure in rows))
        table = Table(
            title=f"{section} ({half} half)" if half != "all" else section, title_justify="left", title_style="bold"
        )
        table.add_column("measure")
        table.add_column("group")
        table.add_column("n", justify="right")
        for engine in engines:
            table.add_column(engine, justify="right")
        lines: dict[tuple[str, str], dict[str, Figure]] = {}
        for figure in rows:
            lines.setdefault((figure.measure, figure.group), {})[figure.engine] = figure
        for (measure, group), cells in lines.items():
            row = [shown(cells[engine]) if engine in cells else "" for engine in engines]
            table.add_row(
                measure,
                group,
                f"{max(cell.count for cell in cells.values()):,}",
                *row,
                style="bold" if group == "all" else "",
            )
        console.print(table)
    for note in notes:
        console.print(note, highlight=False)


def shown(figure: Figure) -> str:
    """Return a figure with its interval, where it has one."""
    digits = 4 if figure.value < 0.02 and figure.better is not HIGHER else 3
    text = f"{figure.value:.{digits}f}"
    return text if figure.low == figure.high else f"{text} [{figure.low:.{digits}f} {figure.high:.{digits}f}]"
