"""`tamis batch`: a file of customers against the lists."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.asking import Scope, lists_asked, opening, scope_options
from tamis.cli.options import Run, command, gather, option
from tamis.cli.status import FOUND

if TYPE_CHECKING:
    from tamis.intake.batch import BatchOptions, Pool, Progress
    from tamis.records import BatchSummary

_FILE = click.Path(dir_okay=False, path_type=Path)
_CUSTOMERS = "The customer file"
_ANSWER = "The answer"
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""How an address begins, such as `s3a://`; a letter alone is a drive of Windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFile:
    """How the customer file is read."""

    maps: tuple[str, ...]
    date_order: str | None
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    dry_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """How the answer is cut and where it goes."""

    threshold: float | None
    limit: int | None
    per_customer: bool
    raw: bool
    rejects: Path | None
    summary: Path | None
    report: Path | None
    fail_on_hit: bool


_customer_options = gather(
    "customers",
    CustomerFile,
    option(
        "--map", "maps", metavar="FIELD=COLUMN", multiple=True, section=_CUSTOMERS,
        help="What a column holds, such as name=Customer or passport=Doc; may be repeated.",
    ),
    option(
        "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), section=_CUSTOMERS,
        help="Which of 05/06/1950 is the day.  [default: told by the file]",
    ),
    option("--encoding", section=_CUSTOMERS, help="Of a text file, such as cp1252.  [default: told by the file]"),
    option("--delimiter", metavar="CHAR", section=_CUSTOMERS, help="Between cells, such as ';' or tab.  [default: told by the file]"),
    option("--sheet", metavar="NAME", section=_CUSTOMERS, help="Which sheet of a workbook, where several have rows."),
    option("--dry-run", is_flag=True, section=_CUSTOMERS, help="Show what is recognised and three rows; screen nothing."),
)  # fmt: skip
_answer_options = gather(
    "answer",
    BatchAnswer,
    option(
        "--threshold", type=click.FloatRange(0, 1), section="Scoring",
        help="Smallest score of a hit, 0 to 1.  [default: the policy's]",
    ),
    option("--limit", type=click.IntRange(min=1), section=_ANSWER, help="At most so many hits a customer; the rest is counted."),
    option("--per-customer", is_flag=True, section=_ANSWER, help="One row for each customer, with the best hit, instead of one for each hit."),
    option("--raw", is_flag=True, section=_ANSWER, help="In CSV, write what a spreadsheet would run as it is, without an apostrophe."),
    option("--rejects", metavar="FILE", type=_FILE, section=_ANSWER, help="Where rejected rows go.  [default: beside the output]"),
    option("--summary", metavar="FILE", type=_FILE, section=_ANSWER, help="Write the counts as JSON."),
    option("--report", metavar="FILE", type=_FILE, section=_ANSWER, help="Write the counts as a page of HTML, with plots."),
    option("--fail-on-hit", is_flag=True, section=_ANSWER, help="Exit with status 3 if there is a hit."),
)  # fmt: skip


@command(
    "batch",
    formats=("table", "json"),
    example="tamis batch customers.csv --dry-run\ntamis batch customers.csv -o hits.parquet",
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@option("--output", "-o", "target", metavar="FILE", type=_FILE, section=_ANSWER, help="Where hits go; its suffix says how: .csv, .jsonl, .xlsx, .parquet or .arrow.")  # fmt: skip
@_customer_options
@scope_options
@_answer_options
@option(
    "--workers",
    type=click.IntRange(min=1),
    section="The run",
    help="Processes that screen.  [default: one for each core]",
)
@option("--resume", is_flag=True, section="The run", help="Go on with a run that was interrupted.")
@option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    section="The run",
    help="What screens: processes of this machine, or Spark; the answer is the same.",
)
@option("--master", metavar="URL", section="The run", help="Where Spark runs: local[4], yarn, spark://HOST:7077.  [default: this machine]")  # fmt: skip
def batch(
    run: Run,
    source: Path,
    target: Path | None,
    customers: CustomerFile,
    scope: Scope,
    answer: BatchAnswer,
    workers: int | None,
    resume: bool,
    engine: str,
    master: str | None,
) -> int | None:
    """Screen a file of customers: CSV, JSON Lines, XLSX, Parquet or Arrow.

    Columns are recognised by their usual names in several languages; all of them pass through to the output. A row that
    names nobody goes to a file of rejects, with the reason.
    """
    from tamis.intake.batch import screen_file

    options = _options(run, customers, answer, workers, resume)
    if customers.dry_run:
        _preview(run, source, options)
        return None
    if target is None:
        raise click.UsageError(f"say where the hits go, such as: tamis batch {source} -o hits.csv")
    for path in filter(None, (answer.summary, answer.report)):
        if not path.parent.is_dir():
            raise click.UsageError(f"{path}: there is no folder {path.parent}")
    pool = _pool(run, scope, source, options, engine, master)
    began = time.monotonic()
    try:
        with _bar(run.settings.colour) as progress:
            summary = screen_file(opening(run, scope), source, target, options, progress, pool)
    except KeyboardInterrupt:
        click.echo("tamis: interrupted; what is done is kept: the same with --resume goes on", err=True)
        raise
    if answer.summary is not None:
        output.write_file(answer.summary, output.json_text(summary.to_json()))
    if answer.report is not None:
        from tamis.report.batch_pages import batch_page

        output.write_file(answer.report, batch_page(summary))
    _print(run, summary, time.monotonic() - began)
    return FOUND if summary.alerted and answer.fail_on_hit else None


def _pool(run: Run, scope: Scope, source: Path, options: BatchOptions, engine: str, master: str | None) -> Pool | None:
    """Return what screens instead of this machine's processes; None where these do."""
    if engine == "local":
        if master is not None:
            raise click.UsageError("--master is Spark's: add --engine spark")
        return None
    if options.workers is not None:
        raise click.UsageError(
            f"--workers is for processes of this machine; with Spark: --master 'local[{options.workers}]'"
        )
    if _ELSEWHERE.match(str(source)):
        raise click.UsageError(
            f"{source}: give a file on this machine, which is then sent to Spark; tables and files elsewhere are for "
            "tamis.spark.screen in a program"
        )
    if source.suffix.lower() == ".xlsx":
        raise click.UsageError(f"{source}: Spark takes CSV, JSON Lines, Parquet and Arrow; leave out --engine spark")
    from tamis.spark import Opening, Options, SparkPool

    lists = lists_asked(run, scope.lists)
    asked = Options(lists=lists, as_of=scope.as_of, policy=scope.policy or run.settings.policy)
    return SparkPool(Opening.of(run.settings.home, asked), master)


def _options(run: Run, customers: CustomerFile, answer: BatchAnswer, workers: int | None, resume: bool) -> BatchOptions:
    from tamis.intake.batch import BatchOptions, Hints

    return BatchOptions(
        maps=customers.maps,
        date_order=customers.date_order,
        hints=Hints(encoding=customers.encoding, delimiter=customers.delimiter, sheet=customers.sheet),
        threshold=answer.threshold if answer.threshold is not None else run.settings.threshold,
        limit=answer.limit,
        per_customer=answer.per_customer,
        raw=answer.raw,
        rejects=answer.rejects,
        workers=workers,
        resume=resume,
    )


@contextmanager
def _bar(colour: str) -> Iterator[Callable[[Progress], None] | None]:
    """Show how far the run is, its rate and the time left; nothing unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from tamis.cli import tables

    words = TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second")
    shown = (TextColumn("Screening"), BarColumn(), TaskProgressColumn(), words, TimeRemainingColumn())
    with Bar(*shown, console=tables.terminal(colour, stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0, rows=0, rate=0.0)
        first: list[tuple[float, int]] = []

        def show(progress: Progress) -> None:
            now = time.monotonic()
            first.append((now, progress.rows)) if not first else None
            passed = now - first[0][0]
            rate = (progress.rows - first[0][1]) / passed if passed else 0.0
            bar.update(task, completed=progress.share, rows=progress.rows, rate=rate)

        yield show


def _preview(run: Run, source: Path, options: BatchOptions) -> None:
    """Print what a file is taken for."""
    from tamis.intake.batch import preview_file

    seen = preview_file(source, options)
    if run.format == "json":
        twin = {
            "format": seen.form,
            "columns": seen.columns.to_json(),
            "passed_through": seen.passed_through,
            "told": list(seen.told),
            "samples": [query.to_json() for query in seen.samples],
        }
        output.emit(output.json_text(twin))
        return
    from rich.text import Text

    from tamis.cli import hits, tables

    console = tables.terminal(run.settings.colour)
    console.print(Text.assemble((tables.shown(str(source)), "bold"), f": {seen.form}; ", "; ".join(seen.told)))
    table = tables.columns("Field", "Read from")
    for field, headings in seen.columns.to_json().items():
        table.add_row(field.replace("_", " "), ", ".join(map(tables.quoted, headings)))
    console.print(table)
    if seen.passed_through:
        console.print(f"Passed through, not compared: {', '.join(map(tables.quoted, seen.passed_through))}")
    console.print("\nThe first customers, as they would be screened:")
    for query in seen.samples:
        reference = f"  reference {tables.shown(query.reference)}" if query.reference else ""
        console.print(Text.assemble("  ", hits.asked(query), reference))
    console.print(
        Text("\nNothing was screened. Anything wrong: say what a column holds with --map FIELD=COLUMN", style="dim")
    )


def _print(run: Run, summary: BatchSummary, seconds: float) -> None:
    """Print the counts."""
    if run.format == "json":
        output.emit(output.json_text(summary.to_json()))
        return
    from tamis.cli import batch_counts, tables

    batch_counts.print_summary(tables.terminal(run.settings.colour), summary, seconds)
