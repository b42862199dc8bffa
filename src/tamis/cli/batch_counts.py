"""What screening a customer file came to, on a terminal.

In: a BatchSummary. Out: printed text. Nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from tamis.cli import tables
from tamis.records import SCORE_BINS, BatchSummary

_BAR = 40
"""Characters of the longest bar of the histogram."""


def print_summary(console: Console, summary: BatchSummary, seconds: float) -> None:
    """Print warnings, counts, the histogram, and what was asked."""
    tables.warn(console, summary.warnings)
    rate = f", {summary.rows / seconds:,.0f} rows a second" if seconds >= 1 else ""
    console.print(
        Text.assemble(
            (f"{summary.rows:,} rows", "bold"),
            f" = {summary.screened:,} screened + {summary.rejected:,} rejected; {seconds:,.1f} s{rate}",
        )
    )
    alerted = (f"{summary.alerted:,} alerted", "bold red" if summary.alerted else "green")
    share = f" ({summary.alerted / summary.screened:.2%} of those screened)" if summary.screened else ""
    console.print(Text.assemble(alerted, f"{share}, {summary.hits:,} hits"))
    _counts(console, "Hits by list", summary.hits_by_list)
    _histogram(console, summary)
    _counts(console, f"Rejected, in {tables.shown(summary.rejects_file)}", summary.rejects)
    _counts(console, "Screened without", summary.notes)
    for line in _footer(summary):
        console.print(Text(line, style="dim"))


def _counts(console: Console, heading: str, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    table = tables.columns(heading, "Count", right=("Count",))
    for name, count in counts.items():
        table.add_row(tables.shown(name), f"{count:,}")
    console.print(table)


def _histogram(console: Console, summary: BatchSummary) -> None:
    """Print the bins from the threshold on, where hits can be."""
    most = max(summary.histogram, default=0)
    if not most:
        return
    table = tables.columns("Score", "Hits", "", right=("Hits",))
    for place in range(min(SCORE_BINS - 1, int(summary.threshold * SCORE_BINS + 1e-9)), SCORE_BINS):
        count = summary.histogram[place]
        bar = "█" * max(int(count > 0), round(count / most * _BAR))
        table.add_row(f"{place / SCORE_BINS:.2f} - {(place + 1) / SCORE_BINS:.2f}", f"{count:,}", bar)
    console.print(table)


def _footer(summary: BatchSummary) -> list[str]:
    lines = [f"Hits are in {tables.shown(summary.target)}", *map(tables.shown, summary.told)]
    if summary.snapshots:
        asked = f"Asked{f' as of {summary.as_of}' if summary.as_of else ''}"
        lines.append(f"{asked}: {', '.join(map(tables.snapshot_text, summary.snapshots))}")
    lines.append(f"A hit scores {summary.threshold:g} or more; {summary.policy}; {summary.engine}")
    if summary.withheld:
        lines.append(f"Kept back by the policy: {summary.withheld:,} on weak aliases alone")
    if summary.truncated:
        lines.append(f"Cut by --limit: {summary.truncated:,} more")
    if summary.guarded:
        lines.append(f"Written with an apostrophe before what a spreadsheet would run: {summary.guarded:,} cells")
    return lines
