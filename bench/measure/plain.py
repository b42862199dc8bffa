"""A measurement of a few plain figures: run in a folder of its own, printed as a table with their goals, written as JSON on demand.

Comes in: what measures, given a folder. Goes out: an exit status, 2 where the data are missing.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from measure import speed_goals
from measure.lists import NoDataError

Rows = list[tuple[str, float, str]]
"""What was measured: label, value, unit."""


def report(title: str, measure: Callable[[Path], Rows], file: Path | None) -> int:
    """Measure, print, and write every figure to a file where one is given; return the exit status."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            rows = measure(Path(folder))
    except NoDataError as error:
        print(error, file=sys.stderr)
        return 2
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    table.add_column("value", justify="right")
    table.add_column("unit")
    for label, value, unit in rows:
        table.add_row(label, f"{value:,.2f}" if value < 100 else f"{value:,.0f}", unit)
    Console(width=100).print(table)
    if speed_goals.reached(rows):
        Console(width=100).print(speed_goals.goal_table(rows))
    if file is not None:
        file.write_text(json.dumps([list(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0
