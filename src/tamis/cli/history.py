"""`tamis history`: a list's size over time, as a page with a chart."""

from __future__ import annotations

from pathlib import Path

import click

from tamis.cli import output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import FileNamed
from tamis.cli.waiting import waiting


@command("history", formats=("table", "json"), example="tamis history un -o un.html")
@click.argument("watchlist", metavar="LIST")
@option("-o", "--output", "target", type=FileNamed(".html"), help="Write a page to this .html file.")
def history(run: Run, watchlist: str, target: Path | None) -> None:
    """Show how a list grew and shrank over the publications that are kept.

    With -o, as a page with a chart of its size by programme; the chart needs: pip install 'tamis[plots]'.
    """
    from tamis.records import encode
    from tamis.report.changes import list_history
    from tamis.snapshots import Store
    from tamis.sources import check_watchlist

    check_watchlist(watchlist)
    with waiting(run.settings.colour, f"Comparing publications of {watchlist}"):
        found = list_history(Store(run.settings.home), watchlist)
    if target is None and run.format == "json":
        output.emit(output.json_text(encode(found)))
        return
    from tamis.cli import tables

    if target is None:
        console = tables.terminal(run.settings.colour)
        tables.warn(console, found.warnings)
        numbers = ("Listings", "Names", "Added", "Amended", "Removed", "Came back")
        table = tables.columns("Published", *numbers, right=numbers)
        for step in found.steps:
            counts = ("", "", "", "")
            if step.added is not None:
                counts = (f"+{step.added:,}", f"~{step.amended:,}", f"-{step.removed:,}", f"{step.returned:,}")
            table.add_row(str(step.published), f"{step.listings:,}", f"{step.names:,}", *counts)
        console.print(table)
        return
    from tamis.report.list_pages import history_page

    page, missing = history_page(found)
    output.write_file(target, page)
    if missing:
        tables.warn(tables.terminal(run.settings.colour, stderr=True), [f"{target}: without its chart: {missing}"])
