"""What the answer to a search looks like on a terminal.

In: a SearchAnswer. Out: printed text: a paragraph for each listing, with the passages that hold the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tamis.cli import acts, tables
from tamis.records import Found, Passage, SearchAnswer


def print_answer(console: Console, answer: SearchAnswer) -> None:
    """Print warnings, then the listings, then what was asked."""
    tables.warn(console, answer.warnings)
    console.print(Text(_verdict(answer), style="bold"))
    for found in answer.found:
        console.print()
        _print_found(console, found)
    console.print()
    for line in _footer(answer):
        console.print(Text(line, style="dim"))


def _verdict(answer: SearchAnswer) -> str:
    total, shown = answer.total, len(answer.found)
    if not total:
        return "No listing says so"
    words = f"{total:,} listing{'s' if total > 1 else ''}"
    if shown == total:
        return words
    first = answer.search.offset + 1
    return f"{words}, {first:,} to {first + shown - 1:,} of them here" if shown else f"{words}, none so far on"


def _print_found(console: Console, found: Found) -> None:
    console.print(
        Text.assemble((tables.shown(found.caption), "bold"), f"  {tables.shown(found.listing)}, {found.kind.value}")
    )
    console.print(Padding(Text("; ".join(_facts(found))), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for passage in found.passages:
        grid.add_row(passage.field, _marked(passage))
    if found.passages:
        console.print(Padding(grid, (0, 0, 0, 2)))


def _facts(found: Found) -> Iterator[str]:
    listed = acts.listed_on(found.designations)
    if programmes := tables.programmes_text(found.designations):
        yield programmes
    yield f"listed {listed}" if listed else "no listing date published"
    if found.countries:
        yield tables.countries_text(found.countries)


def _marked(passage: Passage) -> Text:
    """Return a passage with its marks in bold; where showing it safely moves its letters about, without them."""
    shown = tables.shown(passage.text)
    text = Text(shown)
    shift = shown.find(passage.text)
    if shift >= 0:
        for start, end in passage.marks:
            text.stylize("bold", start + shift, end + shift)
    return text


def _footer(answer: SearchAnswer) -> Iterator[str]:
    lists = ", ".join(map(tables.snapshot_text, answer.snapshots))
    yield f"Asked{f' as of {answer.as_of}' if answer.as_of else ''}: {lists}"
    yield "What the lists do not say cannot be found; whether a name is listed, however spelt, tamis screen answers"
    search = answer.search
    if search.limit and answer.found and search.offset + len(answer.found) < answer.total:
        yield f"The next: --page {search.offset // search.limit + 2}"
