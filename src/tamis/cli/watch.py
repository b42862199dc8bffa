"""`tamis watch`: customers that are kept, and screened again when a list or a customer changes."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tamis.cli import output
from tamis.cli.asking import Scope, open_screener, scope_options
from tamis.cli.options import Run, SectionedGroup, command, option
from tamis.cli.status import DONE_IN_PART, FOUND
from tamis.cli.typed import Day

if TYPE_CHECKING:
    from tamis.watch.book import Book

_FORMATS = ("table", "json", "jsonl", "csv")
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(
    "watch",
    cls=SectionedGroup,
    short_help="Keep customers and screen them again when a list or they change",
    epilog="Example:\n\n\b\n  tamis watch add customers.csv --book retail\n  tamis watch run --book retail",
)
def watch() -> None:
    """Keep a book of customers, and screen it again when a list or a customer changes.

    The book is a file in the home folder, or a PostgreSQL database that TAMIS_WATCH_DATABASE names.
    """


_book = option("--book", "name", default="default", show_default=True, metavar="NAME", help="Which book of customers.")


def open_book(run: Run, name: str) -> Book:
    """Return the book of that name, in the home folder or where TAMIS_WATCH_DATABASE says."""
    from tamis.watch.book import Book
    from tamis.watch.tables import open_engine

    address = os.environ.get("TAMIS_WATCH_DATABASE", "").strip()
    return Book(open_engine(address or run.settings.home / "watch" / "books.sqlite"), name)


def _keep(run: Run, source: Path, name: str, maps: tuple[str, ...]) -> int | None:
    from tamis.watch.customer_file import CustomerRows

    rows = CustomerRows(source, maps)
    done = open_book(run, name).add(rows)
    rejected = Counter(reason for _, reason in rows.rejects)
    if run.format == "json":
        twin = {
            "added": done.added,
            "changed": done.changed,
            "same": done.same,
            "rejected": dict(sorted(rejected.items())),
        }
        output.emit(output.json_text(twin))
    else:
        click.echo(f"Book {name}: {done.added:,} added, {done.changed:,} changed, {done.same:,} as before")
        for row, reason in sorted(rows.rejects):
            click.echo(f"row {row} was not added: {reason}", err=True)
    return DONE_IN_PART if rejected else None


_map = option("--map", "maps", metavar="FIELD=COLUMN", multiple=True, help="What a column holds; may be repeated.")


@command("add", formats=("table", "json"), example="tamis watch add customers.csv --book retail", group=watch)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@_book
@_map
def add(run: Run, source: Path, name: str, maps: tuple[str, ...]) -> int | None:
    """Add customers from a file; those whose reference is known are changed, and the rest stays as it is."""
    return _keep(run, source, name, maps)


@command("change", formats=("table", "json"), example="tamis watch change moved.csv --book retail", group=watch)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@_book
@_map
def change(run: Run, source: Path, name: str, maps: tuple[str, ...]) -> int | None:
    """Change customers by their reference: the same as add."""
    return _keep(run, source, name, maps)


@command("remove", formats=("table",), example="tamis watch remove C-1041 --book retail", group=watch)
@click.argument("reference", metavar="CUSTOMER")
@_book
def remove(run: Run, reference: str, name: str) -> None:
    """Erase a customer and what was derived from it; the audit keeps that one was erased, not who."""
    from tamis.watch.shelf import Shelf

    book = open_book(run, name)
    book.remove(reference)
    with book.writing() as connection:
        Shelf(run.settings.home / "watch", name, book.token(connection)).settle(connection)
    click.echo("Erased.")


@command("list", formats=_FORMATS, example="tamis watch list --book retail", group=watch)
@_book
def list_customers(run: Run, name: str) -> None:
    """Show the customers of a book."""
    rows = [
        {
            "reference": query.reference,
            "name": query.names[0].text if query.names else None,
            "pending": pending,
            "hits": count,
        }
        for query, pending, count in open_book(run, name).customers()
    ]
    _show(run, "customers", rows, ("reference", "name", "pending", "hits"))


@command("run", formats=_FORMATS, example="tamis watch run --book retail --format jsonl -o alerts.jsonl", group=watch)
@_book
@scope_options
@option("--full", is_flag=True, help="Screen everybody anew, and say whether the book was as it should be.")
@option("--full-every", default=30, show_default=True, metavar="DAYS", type=click.IntRange(min=1), help="Screen everybody anew at least so often.")  # fmt: skip
@option("-o", "--output", "target", metavar="FILE", type=_FILE, help="Write the alerts to a file.")
@option("--email", is_flag=True, help="Write them as the text of a message.")
@option("--webhook", metavar="URL", help="Send each to an address, signed with the secret in TAMIS_WEBHOOK_SECRET.")
@option("--fail-on-hit", is_flag=True, help="Exit with status 3 if there is a new or changed hit.")
def run_book(
    run: Run, name: str, scope: Scope, full: bool, full_every: int, target: Path | None, email: bool, webhook: str | None, fail_on_hit: bool,
) -> int | None:  # fmt: skip
    """Screen what changed since the last run, and tell what is new, changed and ended."""
    from tamis.snapshots import Store
    from tamis.watch import delivery
    from tamis.watch.running import Run as WatchRun

    secret = os.environ.get("TAMIS_WEBHOOK_SECRET", "")
    if webhook and not secret:
        raise click.UsageError("alerts are signed; set TAMIS_WEBHOOK_SECRET to a secret that the receiver knows")
    if webhook and not webhook.startswith(("https://", "http://")):
        raise click.UsageError(f"{webhook!r} is no address to send alerts to; it begins with https://")
    if scope.as_of is not None:
        raise click.UsageError("customers are watched as of today; use 'tamis batch --as-of' for another day")
    book = open_book(run, name)
    result = WatchRun(book, open_screener(run, scope), Store(run.settings.home)).screen(full, full_every)
    if webhook:
        alerts = [alert for _, alert in delivery.undelivered(book)]
        delivery.send(book, webhook, secret)
        if target is not None:
            output.write_file(target, _alerts_text(run, result, alerts, email))
    else:
        with delivery.handed_over(book) as alerts:
            text = _alerts_text(run, result, alerts, email)
            if target is not None:
                output.write_file(target, text)
            else:
                output.emit(text)
    click.echo(_told(result), err=True)
    if result.differences:
        return DONE_IN_PART
    return FOUND if fail_on_hit and any(alert["change"] != "ended" for alert in alerts) else None


def _alerts_text(run: Run, result: Any, alerts: list[dict[str, Any]], email: bool) -> str:
    """Return alerts in the format that was asked for."""
    from tamis.watch import delivery

    if email:
        return delivery.as_text(alerts)
    if run.format == "json":
        return output.json_text({"run": {key: getattr(result, key) for key in result.__slots__}, "alerts": alerts})
    if run.format == "csv":
        return output.csv_text([delivery.COLUMNS, *map(delivery.cells, alerts)])
    return output.jsonl_text(alerts) if run.format == "jsonl" else delivery.as_text(alerts)


def _told(result: Any) -> str:
    why = f"; everybody anew: {result.full}" if result.full else f"; {result.listings:,} listings changed"
    held = f", {result.silenced:,} silenced" if result.silenced else ""
    wrong = (
        f"; {result.differences:,} hits differ from what the book held: this is a bug in tamis"
        if result.differences
        else ""
    )
    return (
        f"{result.screened:,} of {result.customers:,} customers screened{why}: {result.new:,} new, {result.changed:,} changed, "
        f"{result.ended:,} ended{held}{wrong}"
    )


@command("suppress", formats=("table",), example='tamis watch suppress C-1041 un:QDi.263 --reason "another birth date" --by amira', group=watch)  # fmt: skip
@click.argument("reference", metavar="CUSTOMER")
@click.argument("listing")
@option("--reason", required=True, help="Why the pair is no hit.")
@option("--by", required=True, help="Who decided.")
@option("--until", type=Day(), help="The last day on which it holds, YYYY-MM-DD.")
@_book
def suppress(run: Run, reference: str, listing: str, reason: str, by: str, until: dt.date | None, name: str) -> None:
    """Silence a reviewed pair until either side changes in what was compared."""
    from tamis.screening import open as open_lists

    if not reason.strip() or not by.strip():
        raise click.UsageError("a suppression needs a reason and a name; give --reason and --by")
    listed = open_lists(home=run.settings.home).listing(listing)
    open_book(run, name).review(reference, listed, reason, by, until)
    click.echo("Silenced until either side changes" + (f", {until} at the latest." if until else "."))


@command("unsuppress", formats=("table",), example="tamis watch unsuppress C-1041 un:QDi.263 --by amira", group=watch)
@click.argument("reference", metavar="CUSTOMER")
@click.argument("listing")
@option("--by", required=True, help="Who decided.")
@_book
def unsuppress(run: Run, reference: str, listing: str, by: str, name: str) -> None:
    """Take a suppression back; the next run tells of the pair if it is a hit."""
    open_book(run, name).unsuppress(reference, listing, by)
    click.echo("No longer silenced.")


@command("suppressions", formats=_FORMATS, example="tamis watch suppressions --book retail", group=watch)
@_book
def suppressions(run: Run, name: str) -> None:
    """Show what is silenced, and what has lapsed and why."""
    keys = ("customer", "listing", "reason", "by", "at", "until", "lapsed")
    rows = [
        {**{key: getattr(found, key) for key in keys[:-1]}, "at": found.at.isoformat(), "until": found.until and found.until.isoformat(), "lapsed": lapsed}
        for found, lapsed in open_book(run, name).suppressions()
    ]  # fmt: skip
    _show(run, "suppressions", rows, keys)


def _show(run: Run, what: str, rows: list[dict[str, Any]], keys: tuple[str, ...]) -> None:
    if run.format == "json":
        output.emit(output.json_text({what: rows}))
    elif run.format == "jsonl":
        output.emit(output.jsonl_text(rows))
    elif run.format == "csv":
        output.emit(output.csv_text([keys, *([row[key] for key in keys] for row in rows)]))
    else:
        from tamis.cli import tables

        table = tables.columns(*(key.capitalize() for key in keys))
        for row in rows:
            table.add_row(*(tables.shown(str(row[key] if row[key] is not None else "")) for key in keys))
        tables.terminal(run.settings.colour).print(table)
