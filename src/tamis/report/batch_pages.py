"""The page about a customer file that was screened: counts, hits by score and by list, rejects.

In: a BatchSummary. Out: HTML. It holds numbers and names of lists, and no customer. Must not know how they were counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tamis.records import SCORE_BINS, BatchSummary
from tamis.report.pages import render_page

_WIDTH, _HEIGHT = 720.0, 220.0
"""Of the drawing of bars, without its labels; the page scales it."""

_LABELS, _LONGEST, _ROW = 170.0, 460.0, 26.0
"""Of lying bars: the room for labels, the longest bar, the room for one row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: its place and size in the drawing, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int


def batch_page(summary: BatchSummary) -> str:
    """Return the page of one run."""
    first = min(SCORE_BINS - 1, int(summary.threshold * SCORE_BINS + 1e-9))
    scores = {f"{place / SCORE_BINS:.2f}": summary.histogram[place] for place in range(first, SCORE_BINS)}
    return render_page(
        "batch.html",
        title=f"Customers screened: {summary.source}",
        lead=f"{summary.rows:,} rows = {summary.screened:,} screened + {summary.rejected:,} rejected",
        warnings=summary.warnings,
        summary=summary,
        share=f"{summary.alerted / summary.screened:.2%} of those screened" if summary.screened else "",
        scores=columns_of(scores),
        lists=rows_of(summary.hits_by_list),
        footer=_footer(summary),
    )


def columns_of(counts: Mapping[str, int]) -> list[Bar]:
    """Return upright bars, the highest as high as the drawing; a count that is not 0 is seen."""
    most = max(counts.values(), default=0)
    step = min(_WIDTH / max(1, len(counts)), _WIDTH / 4)
    bars = []
    for place, (label, count) in enumerate(counts.items()):
        height = max(1.0, count / most * _HEIGHT) if count else 0.0
        x, width = place * step + step * 0.1, step * 0.8
        bars.append(Bar(round(x, 1), round(_HEIGHT - height, 1), round(width, 1), round(height, 1), label, count))
    return bars


def rows_of(counts: Mapping[str, int]) -> list[Bar]:
    """Return bars that lie beneath each other, each behind its label; the longest ends where its count still fits."""
    most = max(counts.values(), default=0)
    bars = []
    for place, (label, count) in enumerate(counts.items()):
        width = max(1.0, count / most * _LONGEST) if count else 0.0
        bars.append(Bar(_LABELS, place * _ROW, round(width, 1), _ROW * 0.7, label, count))
    return bars


def _footer(summary: BatchSummary) -> list[str]:
    asked = f"Asked as of {summary.as_of}" if summary.as_of else "Asked"
    lines = [f"{asked}: {', '.join(summary.snapshots)}"] if summary.snapshots else []
    lines.append(f"A hit scores {summary.threshold:g} or more; {summary.policy}; {summary.engine}")
    lines.append(f"The customer file's SHA-256: {summary.source_sha256}")
    return lines
