"""What a Miss and a Beside look like on a terminal.

In: records. Out: printed text that fits the terminal. Reasons and numbers are the library's.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from tamis.cli import tables
from tamis.records import Beside, Miss, MissReason, Shortfall

_INDENT = 2


def print_miss(console: Console, miss: Miss) -> None:
    """Print why one listing was not a hit: the reason, what each word met, what counted against it, what was missing."""
    console.print(Text.assemble((tables.shown(miss.listing), "bold"), ": ", tables.shown(miss.text)))
    if miss.reason is MissReason.HIT:
        return
    if miss.words:
        table = tables.columns("Word asked", "Nearest listed", "Alike", "Weight", right=("Alike", "Weight"))
        for one in miss.words:
            nearest = tables.shown(one.nearest) if one.nearest is not None else "-"
            table.add_row(tables.shown(one.word), nearest, f"{one.alike:.2f}", f"{one.weight:.1f}")
        console.print(Padding(table, (0, 0, 0, _INDENT)))
        words = f"{miss.covered or 0.0:.0%} of what was asked is covered by the nearest listed name"
        console.print(Padding(Text(words, style="dim"), (0, 0, 0, _INDENT)))
    _print_shortfalls(console, "-", "red", miss.against)
    _print_shortfalls(console, "?", "", miss.missing)


def _print_shortfalls(console: Console, mark: str, style: str, shortfalls: Iterable[Shortfall]) -> None:
    for one in shortfalls:
        amount = f"{one.amount:+.4f}" if one.amount < 0 else f"up to {one.amount:+.4f}"
        words = f"{one.feature.replace('_', ' ')} {amount}: {tables.shown(one.text)}"
        console.print(Padding(tables.bullet(mark, words, style), (0, 0, 0, _INDENT)))


def print_beside(console: Console, beside: Beside, indent: int = 0) -> None:
    """Print what another search would say: beside our score, and after it."""
    words = f"beside: {tables.shown(beside.text)}; a reading aid, it decides nothing"
    console.print(Padding(tables.bullet("|", words, "dim"), (0, 0, 0, indent)))
