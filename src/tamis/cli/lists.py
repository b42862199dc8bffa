"""`tamis import` and `tamis lists`: what is loaded, how it comes in, how it is checked and taken out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day

if TYPE_CHECKING:
    from tamis.refresh import ImportReport

DONE_IN_PART = 1


@command(
    "import",
    formats=("table", "json"),
    example="tamis import un consolidated.xml\ntamis import ofac-sdn downloads/ofac/ --published 2021-07-07",
)
@click.argument("watchlist", metavar="LIST")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@option("--published", type=Day(), help="Day of publication, where the file does not tell it.")
def import_list(run: Run, watchlist: str, paths: tuple[Path, ...], published: dt.date | None) -> None:
    """Load a list from files on disk: a publisher's file, plain or .gz, or the folder that holds its set.

    LIST is un, ofac-sdn, ofac-cons, own or own-NAME. A list of one's own is JSON Lines or CSV. The older publication of
    a list never replaces a newer one; importing the same files again changes nothing.
    """
    from tamis.cli.waiting import waiting
    from tamis.refresh import import_list as load
    from tamis.snapshots import Store
    from tamis.sources import check_watchlist

    check_watchlist(watchlist)
    if not paths:
        raise click.UsageError(f"give the file or folder to import, such as tamis import {watchlist} PATH")
    with waiting(run.settings.colour, f"Reading {watchlist}"):
        report = load(Store(run.settings.home, create=True), watchlist, paths, published)
    if run.format == "json":
        output.emit(output.json_text(report.to_json()))
    else:
        _print_report(run, report)


def _print_report(run: Run, report: ImportReport) -> None:
    from rich.text import Text

    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    tables.warn(console, report.warnings)
    done = "Imported" if report.changed else "Already there:"
    what = f"{report.listings:,} listings, {report.names:,} names"
    console.print(Text.assemble(f"{done} ", (report.watchlist, "bold"), f" of {report.published}: {what}"))
