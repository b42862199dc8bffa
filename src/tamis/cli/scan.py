"""`tamis scan`: who is listed in documents: texts, web pages, PDF, Word, mails, archives, folders of these."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tamis.cli import output
from tamis.cli.asking import list_option, lists_asked
from tamis.cli.options import Run, command, gather, option, policy_option
from tamis.cli.scan_rows import CSV_COLUMNS, csv_cells, document_twins
from tamis.cli.status import FOUND
from tamis.cli.typed import Day
from tamis.cli.waiting import counting
from tamis.errors import DocumentError
from tamis.records import Scan

if TYPE_CHECKING:
    from tamis.screening import Screener

PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedScope:
    """Which lists are asked, as of a day or of each document's own day, by which policy."""

    lists: tuple[str, ...]
    as_of: dt.date | str | None
    policy: str | None


_scope_options = gather(
    "scope",
    AskedScope,
    list_option,
    option(
        "--as-of", type=Day(PUBLISHED), metavar="DATE|published", section="Which lists",
        help="Ask the lists as they stood on that day, YYYY-MM-DD, or on each document's own day of publication.",
    ),
    policy_option,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRun:
    """How the files are gone through."""

    workers: int | None
    resume: bool
    fail_on_hit: bool


_run_options = gather(
    "how",
    ScanRun,
    option(
        "--workers", type=click.IntRange(min=1), section="The run",
        help="Processes that read and scan.  [default: one, or one for each core where there are many files]",
    ),
    option(
        "--resume", is_flag=True, section="The run",
        help="With -o: do not read again what has not changed since the last run into the same file.",
    ),
    option("--fail-on-hit", is_flag=True, section="The run", help="Exit with status 3 if anybody listed is mentioned."),
)  # fmt: skip


@command(
    "scan",
    formats=("table", "json", "jsonl", "csv"),
    example="tamis scan ruling.pdf --as-of published\ntamis scan news/ -o report.html --workers 2",
)
@click.argument("paths", metavar="PATH...", nargs=-1)
@_scope_options
@option(
    "--output", "-o", "target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), section="The answer",
    help="Write the answer to FILE; its suffix says how: .html, .json, .jsonl or .csv.",
)  # fmt: skip
@_run_options
def scan(run: Run, paths: tuple[str, ...], scope: AskedScope, target: Path | None, how: ScanRun) -> int | None:
    """Find who is listed in documents.

    PATH is a text, web page, PDF, Word document, sheet, CSV, Markdown, mail or ZIP archive, or a folder of these; - is
    standard input. What cannot be read is named in the answer, with the reason, and the rest goes on.
    """
    if not paths:
        raise click.UsageError("give a document to scan, such as tamis scan page.html, or - for standard input")
    form = _form(run, target)
    if how.resume and target is None:
        raise click.UsageError("--resume goes on with what an earlier run wrote; say where with -o FILE")
    pages = _pages(target, how.resume) if target is not None and form == "html" else None
    scans = _scans(run, paths, scope, how, target)
    if form == "json" and len(scans) > 1:
        raise click.UsageError("the documents have different days, so there is an answer for each; use --format jsonl")
    if target is None:
        _answer(run, scans, form)
    else:
        _write(scans, target, pages, _is_alone(paths))
    mentioned = any(document.mentions for one in scans for document in one.documents)
    return FOUND if how.fail_on_hit and mentioned else None


def _form(run: Run, target: Path | None) -> str:
    """Return the format to answer in; refuse a file that could not be written, before anything is read."""
    if target is None:
        return run.format
    form = target.suffix.lower().removeprefix(".")
    form = "html" if form == "htm" else form
    if form not in ("html", "json", "jsonl", "csv"):
        raise click.UsageError(f"{target}: its suffix does not say how to write it; use .html, .json, .jsonl or .csv")
    if run.format_given and run.format != form:
        raise click.UsageError(f"--format {run.format} contradicts {target.name}; leave one of them out")
    if not target.parent.is_dir():
        raise click.UsageError(f"{target}: there is no folder {target.parent}; make it first")
    return form


def _pages_folder(target: Path) -> Path:
    return target.with_name(f"{target.stem}_pages")


def _pages(target: Path, resume: bool) -> Path:
    """Return the folder for the pages of documents, empty unless an earlier run is resumed."""
    from tamis.snapshots.files import make_folder

    folder = _pages_folder(target)
    make_folder(folder)
    if not resume:
        for page in folder.glob("????????????????.html"):
            page.unlink()
    return folder


def _scans(run: Run, paths: Sequence[str], scope: AskedScope, how: ScanRun, target: Path | None) -> list[Scan]:
    """Return the answer, or one for each day where documents are asked as of their own."""
    from tamis.intake.folders import JOURNAL_SUFFIX, Work, scan_paths
    from tamis.intake.scanning import Task

    published = isinstance(scope.as_of, str)
    if published and "-" in paths and len(paths) > 1:
        raise DocumentError("standard input has no name to come back to; scan it by itself")
    pages = _pages_folder(target) if target is not None and _form(run, target) == "html" else None
    task = Task(
        open_on=_opening_on(run, scope),
        as_of=None if isinstance(scope.as_of, str) else scope.as_of,
        as_published=published,
        keep=_keeping(pages, target, paths),
    )
    journal = target.with_name(target.name + JOURNAL_SUFFIX) if target is not None else None
    work = Work(workers=how.workers, journal=journal, resume=how.resume, pages=pages)
    with counting(run.settings.colour, "Reading") as progress:
        return scan_paths(task, paths, work, progress)


def _keeping(pages: Path | None, target: Path | None, paths: Sequence[str]) -> functools.partial[str] | None:
    """Return what writes a document's page; one that stands alone has no way back to an index."""
    if pages is None or target is None:
        return None
    from urllib.parse import quote

    from tamis.report.document_pages import write_page

    return functools.partial(write_page, pages, None if _is_alone(paths) else f"../{quote(target.name)}")


def _is_alone(paths: Sequence[str]) -> bool:
    return len(paths) == 1 and not Path(paths[0]).is_dir()


def _opening_on(run: Run, scope: AskedScope) -> Callable[[dt.date | None], Screener]:
    """Return what opens the lists asked for as of a day, here or in another process."""
    lists = lists_asked(run, scope.lists)
    return functools.partial(_open_on, run.settings.home, lists, scope.policy or run.settings.policy)


def _open_on(home: Path | None, lists: tuple[str, ...] | None, policy: str | None, day: dt.date | None) -> Screener:
    from tamis import screening

    return screening.open(home=home, lists=lists, as_of=day, policy=policy)


def _answer(run: Run, scans: Sequence[Scan], form: str) -> None:
    if form != "table":
        output.emit(_text(scans, form))
        return
    from tamis.cli import mentions, tables

    console = tables.terminal(run.settings.colour)
    for one in scans:
        mentions.print_scan(console, one)


def _text(scans: Sequence[Scan], form: str) -> str:
    if form == "json":
        return output.json_text(scans[0].to_json())
    if form == "jsonl":
        return output.jsonl_text(twin for one in scans for twin in document_twins(one))
    return output.csv_text([CSV_COLUMNS, *(row for one in scans for row in csv_cells(one))])


def _write(scans: Sequence[Scan], target: Path, pages: Path | None, alone: bool) -> None:
    if pages is None:
        output.write_file(target, _text(scans, target.suffix.lower().removeprefix(".")))
    else:
        _write_pages(scans, target, pages, alone)
    documents = sum(len(one.documents) for one in scans)
    mentions = sum(len(document.mentions) for one in scans for document in one.documents)
    click.echo(f"{target}: {mentions} mentions in {documents} documents")
    for warning in dict.fromkeys(warning for one in scans for warning in one.warnings):
        click.echo(f"! {warning}")


def _write_pages(scans: Sequence[Scan], target: Path, pages: Path, alone: bool) -> None:
    """Write the index, with the documents' pages beside it; one document alone is its own report, and all of it."""
    from tamis.report.document_pages import index_page

    documents = [document for one in scans for document in one.documents]
    kept = {document.page for document in documents}
    for page in pages.glob("????????????????.html"):
        if page.name not in kept:
            page.unlink()
    if alone and len(documents) == 1 and not any(one.unread for one in scans) and documents[0].page:
        output.write_file(target, (pages / documents[0].page).read_text(encoding="utf-8"))
        (pages / documents[0].page).unlink()
        with contextlib.suppress(OSError):  # somebody keeps something of theirs there
            pages.rmdir()
        return
    output.write_file(target, index_page(scans, pages.name))
