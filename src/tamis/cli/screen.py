"""`tamis screen`: one name against the lists; with `-`, a name a line from standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import click

from tamis.cli import acts, output
from tamis.cli.asking import AskedParty, Scope, open_screener, party_options, scope_options
from tamis.cli.options import Run, command, gather, option
from tamis.cli.status import FOUND
from tamis.errors import QueryError
from tamis.records import Hit, Query, Screening

CSV_COLUMNS = (
    "query", "hits", "listing", "watchlist", "score", "caption", "kind", "name", "quality", "programmes", "listed_on",
    "birth_dates", "countries", "also", "evidence", "withheld", "truncated", "snapshots", "policy", "engine", "as_of",
    "warnings",
)  # fmt: skip
"""One row for each hit; a query without a hit has one row with `hits` 0 and no listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the answer is cut and shown."""

    threshold: float | None
    limit: int | None
    no_group: bool
    explain: bool
    fail_on_hit: bool


_answer_options = gather(
    "answer",
    Answer,
    option(
        "--threshold", type=click.FloatRange(0, 1), section="Scoring",
        help="Smallest score of a hit, 0 to 1.  [default: the policy's]",
    ),
    option("--limit", type=click.IntRange(min=1), section="The answer", help="At most so many hits; the rest is counted."),
    option("--no-group", is_flag=True, section="The answer", help="Each hit by its score, not beside the same party's."),
    option("--explain", is_flag=True, section="The answer", help="Show how the evidence adds up to each score."),
    option("--fail-on-hit", is_flag=True, section="The answer", help="Exit with status 3 if there is a hit."),
)  # fmt: skip


@command(
    "screen",
    formats=("table", "json", "jsonl", "csv"),
    example='tamis screen "Hafiz Saeed" --kind person --birth-date 1950 --explain',
)
@click.argument("words", metavar="[NAME]", nargs=-1)
@party_options
@scope_options
@_answer_options
def screen(run: Run, words: tuple[str, ...], party: AskedParty, scope: Scope, answer: Answer) -> int | None:
    """Screen one name against the lists.

    NAME is a name in any script, in quotation marks; - reads a name a line from standard input. It may be left out
    where --id is given.
    """
    if words == ("-",) and run.format == "json":
        raise click.UsageError("--format json holds one answer; use --format jsonl for names from standard input")
    queries = list(_queries(words, party))
    screener = open_screener(run, scope)
    threshold = answer.threshold if answer.threshold is not None else run.settings.threshold
    screenings = screener.screen_many(queries, threshold=threshold, limit=answer.limit, group=not answer.no_group)
    shown = threshold if threshold is not None else screener.policy.threshold
    found = _print(run, screenings, shown, answer.explain)
    return FOUND if found and answer.fail_on_hit else None


def _queries(words: tuple[str, ...], party: AskedParty) -> Iterator[Query]:
    """Yield what is asked; everything is checked before anything is screened."""
    if len(words) > 1:
        raise click.UsageError(f'one name at a time, in quotation marks: tamis screen "{" ".join(words)}"')
    if words == ("-",):
        yield from _lines(party)
    elif words:
        yield party.query(words[0])
    elif party.identifiers:
        yield party.query(None)
    else:
        raise click.UsageError('give a name to screen, such as tamis screen "Hafiz Saeed", or - to read names')


def _lines(party: AskedParty) -> Iterator[Query]:
    if party.identifiers or party.birth_dates:
        raise click.UsageError(
            "--id and --birth-date belong to one party; they do not go with names from standard input"
        )
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"standard input: not UTF-8 text at byte {error.start}; give one name a line") from None
    if not text.strip():
        raise QueryError("standard input: empty; give one name a line")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield party.query(line.strip())
            except QueryError as error:
                raise QueryError(f"standard input, line {number}: {error}") from None


def _print(run: Run, screenings: Iterable[Screening], threshold: float, explain: bool) -> int:
    """Print each answer as it comes and return the number of hits."""
    console: Any = None
    if run.format == "table":
        from tamis.cli import hits, tables

        console = tables.terminal(run.settings.colour)
    found = 0
    for number, screening in enumerate(screenings):
        found += len(screening.hits)
        if run.format == "table":
            hits.print_screening(console, screening, threshold, explain)
        elif run.format == "json":
            output.emit(output.json_text(screening.to_json()))
        elif run.format == "jsonl":
            output.emit(output.jsonl_text([screening.to_json()]))
        else:
            heading = [] if number else [CSV_COLUMNS]
            output.emit(output.csv_text([*heading, *csv_cells(screening)]))
        sys.stdout.flush()
    return found


def csv_cells(screening: Screening) -> Iterator[list[Any]]:
    """Yield the rows of `CSV_COLUMNS` for one answer."""
    asked = [name.text for name in screening.query.names] or [str(one.value) for one in screening.query.identifiers]
    whole = (
        screening.withheld, screening.truncated, screening.snapshots, screening.policy, screening.engine,
        screening.as_of, screening.warnings,
    )  # fmt: skip
    for hit in screening.hits:
        yield [asked, len(screening.hits), *_hit_cells(hit), *whole]
    if not screening.hits:
        yield [asked, 0, *[None] * 13, *whole]


def _hit_cells(hit: Hit) -> list[Any]:
    return [
        hit.listing, hit.watchlist, hit.score, hit.caption, hit.kind.value,
        hit.name.listed if hit.name else None, hit.name.quality.value if hit.name else None,
        acts.programmes(hit.designations), acts.listed_on(hit.designations),
        hit.birth_dates, hit.countries, hit.also, [one.text for one in hit.evidence],
    ]  # fmt: skip
