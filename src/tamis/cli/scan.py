"""`tamis scan`: who is listed in a text or a saved web page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tamis.cli import acts, output
from tamis.cli.asking import Scope, list_option, open_screener
from tamis.cli.options import Run, command, gather, option, policy_option
from tamis.cli.status import DONE_IN_PART
from tamis.cli.typed import Day
from tamis.cli.waiting import waiting
from tamis.errors import DocumentError
from tamis.records import Mention, Scan, ScannedDocument, encode

CSV_COLUMNS = (
    "path", "title", "published_on", "start", "end", "text", "listing", "score", "name", "quality", "caption", "kind",
    "programmes", "listed_on", "support", "also", "others", "passage", "snapshots", "policy", "engine", "as_of",
    "warnings",
)  # fmt: skip
"""One row for each mention; a document without one has one row without a listing."""

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


@command(
    "scan",
    formats=("table", "json", "jsonl", "csv"),
    example="tamis scan page.html --as-of published\ntamis scan news/*.html -o found.csv",
)
@click.argument("paths", metavar="PATH...", nargs=-1)
@_scope_options
@option(
    "--output", "-o", "target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), section="The answer",
    help="Write the answer to FILE; its suffix says how: .json, .jsonl or .csv.",
)  # fmt: skip
def scan(run: Run, paths: tuple[str, ...], scope: AskedScope, target: Path | None) -> int | None:
    """Find who is listed in documents.

    PATH is a text file or a saved web page; - is standard input. A document among several that cannot be read is named
    in the warnings, and the exit status is 1.
    """
    if not paths:
        raise click.UsageError("give a document to scan, such as tamis scan page.html, or - for standard input")
    form = _form(run, target)
    scans = _scans(run, paths, scope)
    if form == "json" and len(scans) > 1:
        raise click.UsageError("the documents have different days, so there is an answer for each; use --format jsonl")
    _answer(run, scans, form, target)
    read = sum(len(one.documents) for one in scans)
    return DONE_IN_PART if read < len(paths) else None


def _form(run: Run, target: Path | None) -> str:
    """Return the format to answer in; refuse a file that could not be written, before anything is read."""
    if target is None:
        return run.format
    form = target.suffix.lower().removeprefix(".")
    if form not in ("json", "jsonl", "csv"):
        raise click.UsageError(f"{target}: its suffix does not say how to write it; use .json, .jsonl or .csv")
    if run.format_given and run.format != form:
        raise click.UsageError(f"--format {run.format} contradicts {target.name}; leave one of them out")
    if not target.parent.is_dir():
        raise click.UsageError(f"{target}: there is no folder {target.parent}; make it first")
    return form


def _scans(run: Run, paths: Sequence[str], scope: AskedScope) -> list[Scan]:
    """Return the answer, or one for each day where documents are asked as of their own."""
    from tamis.intake import scan_documents

    out = []
    days = _days(paths) if isinstance(scope.as_of, str) else {scope.as_of: list(paths)}
    for day, group in days.items():
        screener = open_screener(run, Scope(lists=scope.lists, as_of=day, policy=scope.policy))
        with waiting(run.settings.colour, "Reading"):
            out.append(scan_documents(screener, group))
    return out


def _days(paths: Sequence[str]) -> dict[dt.date | None, list[str]]:
    """Return the documents by their own day; one that cannot be read goes with the first, to be named there."""
    from tamis.intake import read_document

    days: dict[dt.date | None, list[str]] = {}
    failed: list[tuple[str, DocumentError]] = []
    for path in paths:
        if path == "-":
            raise DocumentError(
                "--as-of published reads a document twice, so not from standard input; save it in a file"
            )
        try:
            day = read_document(path).published_on
        except DocumentError as error:
            failed.append((path, error))
            continue
        if day is None:
            raise DocumentError(f"{path}: it states no day of publication; give --as-of YYYY-MM-DD")
        days.setdefault(day, []).append(path)
    if not days:
        raise failed[0][1]
    next(iter(days.values())).extend(path for path, _ in failed)
    return days


def _answer(run: Run, scans: Sequence[Scan], form: str, target: Path | None) -> None:
    if form == "table":
        _print(run, scans)
        return
    if form == "json":
        text = output.json_text(scans[0].to_json())
    elif form == "jsonl":
        text = output.jsonl_text(twin for one in scans for twin in document_twins(one))
    else:
        text = output.csv_text([CSV_COLUMNS, *(row for one in scans for row in csv_cells(one))])
    if target is None:
        output.emit(text)
        return
    output.write_file(target, text)
    documents = sum(len(one.documents) for one in scans)
    mentions = sum(len(document.mentions) for one in scans for document in one.documents)
    click.echo(f"{target}: {mentions} mentions in {documents} documents")
    for warning in dict.fromkeys(warning for one in scans for warning in one.warnings):
        click.echo(f"! {warning}")


def _print(run: Run, scans: Sequence[Scan]) -> None:
    from tamis.cli import mentions, tables

    console = tables.terminal(run.settings.colour)
    for one in scans:
        mentions.print_scan(console, one, _texts(one))


def _texts(scanned: Scan) -> dict[str, str]:
    """Return the documents' texts again, for line numbers; standard input has been read away."""
    from tamis.intake import read_document

    named = [document.path for document in scanned.documents if document.mentions and document.path != "-"]
    return {path: read_document(path).text for path in dict.fromkeys(named)}


def document_twins(scanned: Scan) -> Iterator[dict[str, Any]]:
    """Yield each document's JSON twin together with what it was asked of: a line that stands alone."""
    whole = {key: value for key, value in scanned.to_json().items() if key != "documents"}
    for document in scanned.documents:
        yield {**encode(document), **whole}


def csv_cells(scanned: Scan) -> Iterator[list[Any]]:
    """Yield the rows of `CSV_COLUMNS`."""
    whole = [scanned.snapshots, scanned.policy, scanned.engine, scanned.as_of, scanned.warnings]
    for document in scanned.documents:
        rows = [_mention_cells(one) for one in document.mentions] or [[None] * 15]
        for row in rows:
            yield [*_document_cells(document), *row, *whole]


def _document_cells(document: ScannedDocument) -> list[Any]:
    return [document.path, document.title, document.published_on]


def _mention_cells(one: Mention) -> list[Any]:
    return [
        one.start, one.end, one.text, one.listing, one.score, one.name.listed, one.name.quality.value, one.caption,
        one.kind.value, acts.programmes(one.designations), acts.listed_on(one.designations), one.support, one.also,
        [other.listing for other in one.others], one.passage,
    ]  # fmt: skip
