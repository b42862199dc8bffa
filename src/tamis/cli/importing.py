"""`tamis import`: a publisher's files on disk become a snapshot."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day
from tamis.cli.waiting import waiting

if TYPE_CHECKING:
    from tamis.refresh import ImportReport


@command(
    "import",
    formats=("table", "json"),
    example="tamis import un consolidated.xml\ntamis import ofac-sdn downloads/ofac/ --published 2021-07-07",
)
@click.argument("watchlist", metavar="LIST")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path))
@option("--published", type=Day(), help="Day of publication, YYYY-MM-DD, where the file does not tell it.")
def import_list(run: Run, watchlist: str, paths: tuple[Path, ...], published: dt.date | None) -> None:
    """Load a list from files on disk: a publisher's file, plain, .gz or .zip, or the folder that holds its set.

    LIST is un, ofac-sdn, ofac-cons, own or own-NAME; a list of one's own is JSON Lines or CSV. An older publication
    never replaces a newer one; importing the same files again changes nothing.
    """
    from tamis.sources import check_watchlist

    check_watchlist(watchlist)
    if not paths:
        raise click.UsageError(f"give the file or folder to import, such as: tamis import {watchlist} PATH")
    from tamis.refresh import import_list as import_files
    from tamis.snapshots import Store

    with waiting(run.settings.colour, f"Reading {watchlist}"):
        report = import_files(Store(run.settings.home, create=True), watchlist, paths, published)
    if run.format == "json":
        output.emit(output.json_text(report.to_json()))
    else:
        _print(run, report)


def _print(run: Run, report: ImportReport) -> None:
    from rich.text import Text

    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    done = "Imported" if report.changed else "Already there, nothing changed:"
    counts = f"{report.listings:,} listings, {report.names:,} names"
    console.print(Text.assemble(f"{done} ", (report.watchlist, "bold"), f", {counts}"))
    console.print(Text(tables.shown(report.published_text)))
    console.print(Text(f"snapshot {report.snapshot}" + (", in force" if report.in_force else ", not in force")))
    if report.unread:
        console.print(Text(f"not read: {', '.join(map(tables.shown, report.unread))}"))
    tables.warn(console, report.warnings)
