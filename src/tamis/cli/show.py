"""`tamis show`: all that is known of one listing, its links and its history."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day, FileNamed, looks_like_id
from tamis.cli.waiting import waiting

if TYPE_CHECKING:
    from tamis.records import Dossier
    from tamis.snapshots import Store


@command("show", formats=("table", "json"), example="tamis show un:QDi.263\ntamis show un:QDe.118 --graph links.svg")
@click.argument("listing")
@option("--as-of", type=Day(), section="Which lists", help="As it stood on that day, YYYY-MM-DD.")
@option(
    "--graph", "target", type=FileNamed(".svg", ".html"),
    help="Draw its links into this .svg file, or into an .html page with its history.",
)  # fmt: skip
def show(run: Run, listing: str, as_of: dt.date | None, target: Path | None) -> None:
    """Show all that is known of one listing: its life, its links, the same party on other lists.

    LISTING is its id: the list, a colon, the publisher's own reference.
    """
    if not looks_like_id(listing):
        raise click.UsageError(f"{listing!r} is not a listing's id, such as un:QDi.263; for a name: tamis screen NAME")
    from tamis.report.life import life_of
    from tamis.snapshots import Store
    from tamis.sources import check_watchlist

    check_watchlist(listing.partition(":")[0])
    store = Store(run.settings.home)
    with waiting(run.settings.colour, f"Looking for {listing}"):
        dossier = life_of(store, listing, as_of)
    if target is not None:
        _draw(run, store, dossier, target)
        return
    if run.format == "json":
        output.emit(output.json_text(dossier.to_json()))
        return
    from tamis.cli import particulars, tables

    particulars.print_dossier(tables.terminal(run.settings.colour), dossier)


def _draw(run: Run, store: Store, dossier: Dossier, target: Path) -> None:
    from tamis.report.graphs import draw_links, links_page
    from tamis.report.life import neighbours_of

    neighbours = neighbours_of(store, dossier)
    if target.suffix.lower() == ".svg":
        output.write_file(target, draw_links(dossier, neighbours))
        return
    page, missing = links_page(dossier, neighbours)
    output.write_file(target, page)
    if missing:
        from tamis.cli import tables

        tables.warn(tables.terminal(run.settings.colour, stderr=True), [f"{target}: without its picture: {missing}"])
