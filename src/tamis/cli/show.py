"""`tamis show`: all that is known of one listing, its links and its history."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from tamis.cli import output
from tamis.cli.loaded import Event, Found, ShownLink, find_listing, history, shown_links
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day
from tamis.records import encode


@command("show", formats=("table", "json"), example="tamis show un:QDi.263")
@click.argument("listing")
@option("--as-of", type=Day(), section="Which lists", help="As it stood on that day, YYYY-MM-DD.")
def show(run: Run, listing: str, as_of: dt.date | None) -> None:
    """Show all that is known of one listing.

    LISTING is its id: the list, a colon, the publisher's own reference.
    """
    found = find_listing(run, listing, as_of)
    links = tuple(shown_links(found))
    events = tuple(history(run, listing, until=as_of))
    if run.format == "table":
        from tamis.cli import particulars, tables

        particulars.print_listing(tables.terminal(run.settings.colour), found, links, events)
    else:
        output.emit(output.json_text(_twin(found, links, events)))


def _twin(found: Found, links: tuple[ShownLink, ...], events: tuple[Event, ...]) -> dict[str, Any]:
    return {
        "listing": found.listing.to_json(),
        "snapshot": found.snapshot.id,
        "history": [encode(event) for event in events],
        "links": [encode(link) for link in links],
        "warnings": list(found.warnings),
    }
