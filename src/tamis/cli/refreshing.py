"""`tamis refresh`: the lists as their publishers have them now."""

from __future__ import annotations

from collections.abc import Iterator
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
    numbers = ("Added", "Amended", "Removed", "Listings")
    table = tables.columns("List", "Outcome", *numbers, "Published", right=numbers)
    for one in done.lists:
        changes = (
            (f"+{one.added:,}", f"~{one.amended:,}", f"-{one.removed:,}") if one.outcome == "updated" else ("",) * 3
        )
        held = (f"{one.listings:,}", tables.day_text(one.published)) if one.snapshot else ("", "nothing loaded")
        outcome = Text(one.outcome, style=_STYLES[one.outcome])
        table.add_row(Text(one.watchlist, style="bold"), outcome, *changes, *held)
    if done.lists:
        console.print(table)
    for one in done.lists:
        if one.why and one.outcome != "unchanged":
            console.print(tables.bullet("!", tables.shown(f"{one.watchlist}: {one.why}"), _STYLES[one.outcome]))
        tables.warn(console, one.warnings)
        for line in _missing(one):
            console.print(tables.bullet("!", tables.shown(line), "bold red"))
    for left in done.left_out:
        console.print(tables.bullet("-", tables.shown(f"{left.watchlist}: left out: {left.why}"), "dim"))
    tables.warn(console, done.warnings)


def _missing(one: ListRefresh) -> Iterator[str]:
    """Say loudly which listings nobody would find."""
    for listing in one.not_found[:_NAMED]:
        yield f"{listing}: NOT FOUND by its own primary name; please report this, it is a fault of tamis"
    if len(one.not_found) > _NAMED:
        yield f"{one.watchlist}: {len(one.not_found) - _NAMED:,} more are NOT FOUND"
