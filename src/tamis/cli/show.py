"""`tamis show`: all that is known of one listing, its links and its history."""

from __future__ import annotations

import datetime as dt

import click

from tamis.cli import output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day, looks_like_id


@command("show", formats=("table", "json"), example="tamis show un:QDi.263")
@click.argument("listing")
@option("--as-of", type=Day(), section="Which lists", help="As it stood on that day, YYYY-MM-DD.")
def show(run: Run, listing: str, as_of: dt.date | None) -> None:
    """Show all that is known of one listing.

    LISTING is its id: the list, a colon, the publisher's own reference.
    """
    from tamis.snapshots import Store
    from tamis.sources import check_watchlist

    if not looks_like_id(listing):
        raise click.UsageError(f"{listing!r} is not a listing's id, such as un:QDi.263; for a name: tamis screen NAME")
    check_watchlist(listing.partition(":")[0])
    dossier = Store(run.settings.home).dossier(listing, as_of)
    if run.format == "json":
        output.emit(output.json_text(dossier.to_json()))
        return
    from tamis.cli import particulars, tables

    particulars.print_dossier(tables.terminal(run.settings.colour), dossier)
