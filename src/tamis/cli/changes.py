"""`tamis changes`: what was added, amended and removed in a list between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tamis.cli import acts, output
from tamis.cli.options import Run, command, option
from tamis.cli.typed import Day, FileNamed
from tamis.cli.waiting import waiting
from tamis.records import Changes, Listing

CSV_COLUMNS = ("change", "listing", "name", "kind", "programmes", "listed_on", "fields", "text")
"""One row for each listing; `change` is added, amended or removed."""


@command(
    "changes",
    formats=("table", "json", "jsonl", "csv"),
    example="tamis changes un\ntamis changes un --from 2025-04-19 --to 2025-11-18\ntamis changes un -o changes.html",
)
@click.argument("watchlist", metavar="LIST")
@option("--from", "since", type=Day(), help="From that day, YYYY-MM-DD.  [default: the publication before the last]")
@option("--to", "until", type=Day(), help="Up to that day, YYYY-MM-DD.  [default: the newest publication]")
@option("-o", "--output", "target", type=FileNamed(".html"), help="Write a page to this .html file.")
def changes(run: Run, watchlist: str, since: dt.date | None, until: dt.date | None, target: Path | None) -> None:
    """Show what changed in a list: added, amended, removed, in words.

    The publications in force on the two days are compared. A change of layout is no change, and a part that one of
    them lacks is said not to be supplied. What left the list and came back is told as such.
    """
    from tamis.report.changes import list_changes
    from tamis.snapshots import Store
    from tamis.sources import check_watchlist, title_of

    check_watchlist(watchlist)
    with waiting(run.settings.colour, f"Comparing publications of {watchlist}"):
        found = list_changes(Store(run.settings.home), watchlist, since, until)
    if target is not None:
        from tamis.report.list_pages import changes_page

        output.write_file(target, changes_page(found, title_of(watchlist)))
    elif run.format == "json":
        output.emit(output.json_text(found.to_json()))
    elif run.format == "jsonl":
        output.emit(output.jsonl_text(dict(zip(CSV_COLUMNS, row, strict=True)) for row in _rows(found)))
    elif run.format == "csv":
        output.emit(output.csv_text([CSV_COLUMNS, *_rows(found)]))
    else:
        _print(run, found)


def _rows(found: Changes) -> Iterator[list[Any]]:
    """Yield the cells of `CSV_COLUMNS`, as JSON has them too."""
    back = {one.listing: one.text for one in found.returned}
    for listing in found.delta.added:
        yield ["added", *_about(listing), [], back.get(listing.id, "")]
    for one in found.delta.amended:
        text = "; ".join(part for part in (one.text, back.get(one.listing, "")) if part)
        yield ["amended", *_about(one.after), list(one.fields), text]
    for listing in found.delta.removed:
        yield ["removed", *_about(listing), [], ""]


def _about(listing: Listing) -> list[Any]:
    listed = acts.listed_on(listing.designations)
    name = listing.primary_name.text
    return [listing.id, name, listing.kind.value, acts.programmes(listing.designations), listed and listed.isoformat()]


def _print(run: Run, found: Changes) -> None:
    from rich.text import Text

    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    tables.warn(console, (*found.warnings, *found.delta.not_supplied))
    back = {one.listing: one.text for one in found.returned}
    for heading, mark, style, rows in (
        ("Added", "+", "green", [(one, [back[one.id]] if one.id in back else []) for one in found.delta.added]),
        ("Amended", "~", "yellow", [(one.after, [change.text for change in one.changes]) for one in found.delta.amended]),
        ("Removed", "-", "red", [(one, []) for one in found.delta.removed]),
    ):  # fmt: skip
        if rows:
            console.print(Text(f"\n{heading} ({len(rows):,})", style="bold"))
        for listing, texts in rows:
            programmes = tables.programmes_text(listing.designations)
            about = f"{listing.id}  {listing.primary_name.text}"
            console.print(tables.bullet(mark, f"{tables.shown(about)}  ({listing.kind.value}; {programmes})", style))
            for text in texts:
                console.print(tables.bullet("   ", tables.shown(text)))
    compared = " and ".join(map(tables.snapshot_text, (found.older, found.newer)))
    returned = f", {len(found.returned):,} came back" if found.returned else ""
    console.print(Text(f"\n{found.watchlist} from {found.since} to {found.until}: {found.delta.summary}{returned}"))
    console.print(Text(f"Compared: {compared}", style="dim"))
