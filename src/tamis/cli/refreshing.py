"""`tamis refresh`: the lists as their publishers have them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.downloads import downloads
from tamis.cli.options import Run, command, option
from tamis.cli.status import DONE_IN_PART

if TYPE_CHECKING:
    from tamis.refresh import ListRefresh, Refresh

_NAMED = 5  # that many listings are named in a table; the others are counted
_STYLES = {"updated": "green", "unchanged": "green", "kept": "yellow", "failed": "bold red"}


@command(
    "refresh",
    formats=("table", "json"),
    example="tamis refresh\ntamis refresh un ofac-sdn\ntamis refresh un --accept-drop",
)
@click.argument("lists", metavar="[LIST]...", nargs=-1)
@option("--accept-drop", is_flag=True, help="Take a list that has become much shorter, or is filled in much less.")
@option("--accept-unread", is_flag=True, help="Take a list with columns or elements that are new and not read.")
def refresh(run: Run, lists: tuple[str, ...], accept_drop: bool, accept_unread: bool) -> int | None:
    """Fetch the lists from their publishers, check them, keep them, and make them searchable.

    Without LIST all that have an address, and a token where one is needed. A list that cannot be fetched, or does not
    pass the checks, stays as it was, and the exit status is 1. Addresses, tokens and limits stand under [refresh] in
    tamis.toml.
    """
    import dataclasses

    from tamis.refresh import Accepted, Rules
    from tamis.refresh import refresh as refresh_lists
    from tamis.snapshots import Store

    rules = dataclasses.replace(run.settings.refresh or Rules(), only=run.settings.lists)
    with downloads(run.settings.colour) as watch:
        store = Store(run.settings.home, create=True)
        done = refresh_lists(store, lists, rules, Accepted(drop=accept_drop, unread=accept_unread), watch)
    if run.format == "json":
        output.emit(output.json_text(done.to_json()))
    else:
        _print(run, done)
    return None if done.good else DONE_IN_PART


def _print(run: Run, done: Refresh) -> None:
    from rich.text import Text

    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    for one in done.lists:
        outcome = Text(one.outcome, style=_STYLES[one.outcome])
        console.print(Text.assemble((one.watchlist, "bold"), ": ", outcome, tables.shown(_said(one))))
        tables.warn(console, one.warnings)
        for listing in one.not_found[:_NAMED]:
            console.print(Text(f"! {tables.shown(listing)}: NOT FOUND by its own primary name", style="bold red"))
        if len(one.not_found) > _NAMED:
            console.print(Text(f"! and {len(one.not_found) - _NAMED:,} more were not found", style="bold red"))
    for left in done.left_out:
        console.print(Text.assemble((left.watchlist, "bold"), f": left out: {tables.shown(left.why)}", style="dim"))
    tables.warn(console, done.warnings)


def _said(one: ListRefresh) -> str:
    if one.outcome == "failed":
        return f", nothing is loaded: {one.why}"
    held = f"{one.listings:,} listings, published {one.published}"
    if one.outcome == "updated":
        return f" (+{one.added:,}, ~{one.amended:,}, -{one.removed:,}), {held}"
    return f" ({held}): {one.why}"
