"""`tamis find`: the words of the lists, searched; what they say, not who a name means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from tamis.cli import acts, output
from tamis.cli.asking import as_of_option, list_option, lists_asked
from tamis.cli.options import Run, command, gather, option
from tamis.cli.typed import KIND, Country, Day
from tamis.cli.waiting import counting
from tamis.records import FIELDS, PartyKind, Search, SearchAnswer, encode

CSV_COLUMNS = (
    "text", "total", "listing", "watchlist", "caption", "kind", "programmes", "listed_on", "countries", "fields", "passages",
    "snapshots", "as_of", "warnings",
)  # fmt: skip
"""One row for each listing; a search that finds none has one row with `total` 0 and no listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a listing must be, beside holding the words."""

    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    address_countries: tuple[str, ...]
    programmes: tuple[str, ...]
    listed_from: dt.date | None
    listed_to: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Which part of the answer is shown."""

    limit: int
    page: int
    everything: bool


_WORDS, _FILTERS, _ANSWER = "The words", "Filters; the same one again widens it, several of them narrow", "The answer"

_filter_options = gather(
    "filters",
    Filters,
    option(
        "--in", "fields", type=click.Choice(FIELDS), metavar="FIELD", multiple=True, section=_WORDS,
        help=f"Look for the words there alone; may be repeated: {', '.join(FIELDS)}.",
    ),
    option("--kind", "kinds", type=KIND, multiple=True, section=_FILTERS, help="Of that kind."),
    option(
        "--country", "countries", type=Country(), multiple=True, section=_FILTERS,
        help="With that nationality, address or birthplace; by name or code.",
    ),
    option(
        "--address-country", "address_countries", type=Country(), multiple=True, section=_FILTERS,
        help="With an address in that country.",
    ),
    option(
        "--programme", "programmes", metavar="WORDS", multiple=True, section=_FILTERS,
        help="Listed under a programme with these words in its name, such as SDGT or Taliban.",
    ),
    option("--listed-from", type=Day(), section=_FILTERS, help="Listed on that day or later, YYYY-MM-DD."),
    option("--listed-to", type=Day(), section=_FILTERS, help="Listed on that day or earlier."),
)  # fmt: skip

_sheet_options = gather(
    "sheet",
    Sheet,
    option(
        "--limit", type=click.IntRange(1, 10**6), default=20, show_default=True, section=_ANSWER,
        help="So many listings a page.",
    ),
    option("--page", type=click.IntRange(1, 10**3), default=1, section=_ANSWER, help="Which page.  [default: the first]"),
    option("--all", "everything", is_flag=True, section=_ANSWER, help="All listings on one page."),
)  # fmt: skip


@command(
    "find",
    formats=("table", "json", "jsonl", "csv"),
    example=(
        "tamis find leader of Lashkar-e-Tayyiba\ntamis find --address-country Pakistan --all --format csv\n"
        "tamis find '\"owned by\" Shipping' --in links --kind vessel\ntamis find 'Tayyiba OR Taiba NOT bank*' --list un"
    ),
)  # fmt: skip
@click.argument("words", metavar="[TEXT]", nargs=-1)
@_filter_options
@list_option
@as_of_option
@_sheet_options
def find(
    run: Run, words: tuple[str, ...], filters: Filters, lists: tuple[str, ...], as_of: dt.date | None, sheet: Sheet
) -> None:
    """Search the words of the lists: names, remarks, links, addresses, programmes and all else that they say.

    TEXT is words in any order; "words in this order", the beginning* of a word, AND, OR, NOT and ( ) may be used. It may
    be left out where a filter is given. Accents and other alphabets are read through. What the lists do not say cannot
    be found, and a word is found only as it is written: for a name that may be spelt otherwise use tamis screen.
    """
    search = _search(words, filters, sheet)
    asked = lists_asked(run, lists)
    from tamis.screening.finding import open_words

    with (
        counting(run.settings.colour, "Making the lists searchable") as progress,  # the first time: some seconds
        open_words(run.settings.home, asked, as_of, progress) as finder,
    ):
        answer = finder.find(search)
    _print(run, answer)


def _search(words: tuple[str, ...], filters: Filters, sheet: Sheet) -> Search:
    """Return what is asked; it is checked here, before any list is read.

    Raises:
        QueryError: nothing is asked, or something that makes no sense.
    """
    return Search(
        text=" ".join(words) if words else None,
        fields=filters.fields,
        kinds=tuple(map(PartyKind, filters.kinds)),
        countries=filters.countries,
        address_countries=filters.address_countries,
        programmes=filters.programmes,
        listed_from=filters.listed_from,
        listed_to=filters.listed_to,
        offset=0 if sheet.everything else (sheet.page - 1) * sheet.limit,
        limit=None if sheet.everything else sheet.limit,
    )


def _print(run: Run, answer: SearchAnswer) -> None:
    if run.format == "json":
        output.emit(output.json_text(answer.to_json()))
    elif run.format == "jsonl":
        output.emit(output.jsonl_text(_lines(answer)))
    elif run.format == "csv":
        output.emit(output.csv_text([CSV_COLUMNS, *_cells(answer)]))
    else:
        from tamis.cli import found, tables

        found.print_answer(tables.terminal(run.settings.colour), answer)


def _lines(answer: SearchAnswer) -> Iterator[dict[str, Any]]:
    """Yield a line for each listing, each with what holds for all; one without a listing where none is found."""
    whole = {key: value for key, value in answer.to_json().items() if key not in ("search", "found")}
    for found in answer.found:
        yield {**encode(found), **whole}
    if not answer.found:
        yield {"listing": None, **whole}


def _cells(answer: SearchAnswer) -> Iterator[list[Any]]:
    """Yield the rows of `CSV_COLUMNS`."""
    whole = (answer.snapshots, answer.as_of, answer.warnings)
    for found in answer.found:
        yield [
            answer.search.text, answer.total, found.listing, found.watchlist, found.caption, found.kind.value,
            acts.programmes(found.designations), acts.listed_on(found.designations), found.countries,
            [passage.field for passage in found.passages], [passage.text for passage in found.passages], *whole,
        ]  # fmt: skip
    if not answer.found:
        yield [answer.search.text, answer.total, *[None] * 9, *whole]
