"""`tamis lists`: what is loaded, whether it is still what was written, and how a mistaken import is taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from tamis.cli import output
from tamis.cli.options import Run, SectionedGroup, command, option
from tamis.cli.status import DONE_IN_PART
from tamis.cli.waiting import waiting
from tamis.errors import NoListsError

if TYPE_CHECKING:
    from tamis.records import Snapshot
    from tamis.refresh.state import Memory
    from tamis.snapshots import Store

_WIDE = 110  # columns: below it the titles would be broken into single words

CSV_COLUMNS = (
    "watchlist", "title", "published", "imported_at", "listings", "names", "snapshot", "stale", "incomplete",
    "in_force", "published_assumed", "age_days", "kept", "parser", "digest", "confirmed_on", "rhythm_days", "attempted_at",
    "failure",
)  # fmt: skip
"""The keys of each list in JSON, too."""


@command(
    "lists",
    formats=("table", "json", "jsonl", "csv"),
    example="tamis lists\ntamis lists verify\ntamis lists remove un@2026-02-27",
    cls=SectionedGroup,
    invoke_without_command=True,
)
@option("--all", "everything", is_flag=True, help="Show every publication that is kept, not only those in force.")
def lists(run: Run, everything: bool) -> None:
    """Show which lists are loaded: published when, how old, how long, whole or not."""
    from tamis.refresh.state import memories
    from tamis.snapshots import Store

    store = Store(run.settings.home)
    asked = memories(run.settings.home)
    rows = list(_rows(store, everything, asked))
    if run.format == "json":
        output.emit(output.json_text({"lists": rows}))
    elif run.format == "jsonl":
        output.emit(output.jsonl_text(rows))
    elif run.format == "csv":
        output.emit(output.csv_text([CSV_COLUMNS, *([row[key] for key in CSV_COLUMNS] for row in rows)]))
    else:
        _print(run, rows)
        _print_failures(run, asked)


def _rows(store: Store, everything: bool, asked: Mapping[str, Memory]) -> Iterator[dict[str, Any]]:
    """Yield each list's snapshot in force, or all of its snapshots, oldest first."""
    for watchlist in store.watchlists():
        kept = store.snapshots(watchlist)
        in_force = store.in_force(watchlist)
        for snapshot in kept:
            now = in_force is not None and snapshot.id == in_force.id
            if now or everything:
                yield {**_row(snapshot, now, len(kept), store.confirmed_on(snapshot)), **_asked(asked.get(watchlist))}


def _asked(memory: Memory | None) -> dict[str, Any]:
    """Return when a list was last asked for, and why that failed if it did."""
    return {"attempted_at": memory.attempted_at if memory else None, "failure": memory.failure if memory else None}


def _row(snapshot: Snapshot, in_force: bool, kept: int, confirmed_on: dt.date | None) -> dict[str, Any]:
    from tamis.cli.typed import utc_today
    from tamis.snapshots import stale_days
    from tamis.sources import watchlists

    known = watchlists().get(snapshot.watchlist)
    today = utc_today()
    rhythm_days = (known.rhythm_days or None) if known else None
    return {
        "watchlist": snapshot.watchlist,
        "title": snapshot.title,
        "published": snapshot.published.isoformat(),
        "imported_at": snapshot.imported_at,
        "listings": snapshot.listings,
        "names": snapshot.names,
        "snapshot": snapshot.id,
        "stale": in_force and stale_days(snapshot, rhythm_days, today, confirmed_on) > 0,
        "incomplete": list(snapshot.incomplete),
        "in_force": in_force,
        "published_assumed": snapshot.published_assumed,
        "age_days": (today - snapshot.published).days,
        "kept": kept,
        "parser": snapshot.parser,
        "digest": snapshot.digest,
        "confirmed_on": confirmed_on.isoformat() if confirmed_on else None,
        "rhythm_days": rhythm_days,
    }


def _print(run: Run, rows: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from tamis.cli import tables

    console = tables.terminal(run.settings.colour)
    if not rows:
        console.print(f"No list is loaded in {run.settings.home}.")
        console.print(
            "Fetch them: tamis refresh; or load one from a file: tamis import un PATH; or see tamis at work on sample data: tamis demo"
        )
        return
    titled = console.width >= _WIDE
    numbers = ("Age", "Listings", "Names")
    table = tables.columns("List", "Published", *numbers, "Digest", "State", *["Title"] * titled, right=numbers)
    for number in (0, 1, 5):
        table.columns[number].no_wrap = True
    for row in rows:
        counts = (f"{row['age_days']} d", f"{row['listings']:,}", f"{row['names']:,}")
        digest = row["snapshot"].rpartition("-")[2]
        title = [tables.shown(row["title"])] * titled
        table.add_row(Text(row["watchlist"], style="bold"), row["published"], *counts, digest, _state(row), *title)
    console.print(table)


def _state(row: dict[str, Any]) -> Any:
    from rich.text import Text

    words = [
        _stale_text(row) if row["stale"] else "",
        "last refresh failed" if row["failure"] and row["in_force"] else "",
        f"incomplete: {', '.join(row['incomplete'])}" if row["incomplete"] else "",
        "date assumed" if row["published_assumed"] else "",
        "" if row["in_force"] else "not in force",
    ]
    words = [word for word in words if word]
    return Text("; ".join(words), style="yellow") if words else Text("in force", style="green")


def _stale_text(row: dict[str, Any]) -> str:
    said = f", confirmed {row['confirmed_on']}" if row["confirmed_on"] else ""
    return f"stale: expected every {row['rhythm_days']} d{said}"


def _print_failures(run: Run, asked: Mapping[str, Memory]) -> None:
    """Say of every list that could not be refreshed the last time why not, loaded or not."""
    from tamis.cli import tables

    failed = [f"{name}: {one.attempted_at}: {one.failure}" for name, one in sorted(asked.items()) if one.failure]
    tables.warn(tables.terminal(run.settings.colour), failed)


@command("verify", formats=("table", "json"), example="tamis lists verify", group=lists)
def verify(run: Run) -> int | None:
    """Check that everything kept is still what was written: every file, every listing, every index.

    Exit status 1 where something is damaged. Importing a publication again mends it; an index is deleted, and built
    again when it is needed.
    """
    from tamis.snapshots import Store

    with waiting(run.settings.colour, "Checking"):
        findings = list(Store(run.settings.home).verify())
    snapshots = [one for one in findings if "@" in one.snapshot]
    if not snapshots:
        raise NoListsError(f"no list is loaded in {run.settings.home}: there is nothing to check")
    damaged = sum(1 for finding in findings if not finding.sound)
    if run.format == "json":
        kept = [{"snapshot": one.snapshot, "sound": one.sound, "problems": list(one.problems)} for one in snapshots]
        others = [{"name": one.snapshot, "sound": one.sound, "problems": list(one.problems)}
                  for one in findings if one not in snapshots]  # fmt: skip
        output.emit(output.json_text({"snapshots": kept, "others": others}))
    else:
        from rich.text import Text

        from tamis.cli import tables

        console = tables.terminal(run.settings.colour)
        for one in findings:
            verdict = Text("sound", style="green") if one.sound else Text("damaged", style="bold red")
            console.print(Text.assemble(f"{one.snapshot}  ", verdict))
            tables.warn(console, one.problems)
    return DONE_IN_PART if damaged else None


@command(
    "remove",
    formats=("table", "json"),
    example="tamis lists remove own-suppliers\ntamis lists remove un@2026-02-27 --purge",
    group=lists,
)
@click.argument("spec", metavar="LIST[@SNAPSHOT]")
@option("--purge", is_flag=True, help="Delete the bytes as well; without it they are kept aside.")
def remove(run: Run, spec: str, purge: bool) -> None:
    """Take a mistaken import out: all of a list, or one publication of it.

    LIST[@SNAPSHOT] is a list's name, perhaps with the beginning of what stands after the @ in a snapshot's id. The
    publication before it, if there is one, is in force again; importing the files again brings it back.
    """
    from tamis.snapshots import Store

    store = Store(run.settings.home)
    removal = store.remove(spec, purge)
    left = store.in_force(spec.partition("@")[0])
    if run.format == "json":
        twin = {"removed": list(removal.snapshots), "purged": removal.purged, "in_force": left.id if left else None}
        output.emit(output.json_text(twin))
        return
    for snapshot in removal.snapshots:
        click.echo(f"{'Deleted' if purge else 'Taken out'}: {snapshot}")
    click.echo(
        f"In force now: {left.id}" if left else f"No publication of {spec.partition('@')[0]} is loaded any more."
    )
