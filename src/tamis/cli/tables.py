"""Answers for people: text on a terminal that fits its width, coloured where that is wanted.

In: values as published, which may hold any script and anything hostile to a terminal. Out: rich's printable things.
What a command prints stands in its own module; how a name or a date looks stands here.
"""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tamis.cli.acts import programmes
from tamis.cli.visible import one_line
from tamis.records import Designation, MatchedName, PartialDate
from tamis.values.countries import country_name

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_DIRECTION_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Embeddings, overrides, isolates and marks: dropped from what is shown, so that no name reorders its neighbours."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ENCODES_ALL = ("utf", "gb18030")


def terminal(colour: str, stderr: bool = False) -> Console:
    """Return a console on standard output or error.

    Args:
        colour: `auto` (a terminal, and no NO_COLOR), `always` or `never`.
        stderr: True for standard error.
    """
    return Console(
        file=sys.stderr if stderr else sys.stdout,
        force_terminal=True if colour == "always" else None,
        no_color=True if colour == "never" else None,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def shown(text: str) -> str:
    """Return published text as a table shows it.

    Control characters become visible escapes, marks that reorder text are dropped, and text with right-to-left
    letters is isolated (Unicode Bidirectional Algorithm, UAX 9, section 2.4: FSI and PDI) so that the cells beside it
    keep their order.
    """
    text = one_line(text).translate(_DIRECTION_CONTROLS)
    if text.isascii():
        return text
    isolates = (sys.stdout.encoding or "").lower().startswith(_ENCODES_ALL)
    if isolates and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def quoted(text: str) -> str:
    """Return a name in quotation marks, the marks outside its isolation."""
    return f'"{shown(text)}"'


def matched(name: MatchedName | None) -> str:
    """Return the listed name that met the query, with its quality."""
    return f"{quoted(name.listed)} ({name.quality.value})" if name else "by identifier alone"


def score_text(score: float) -> str:
    """Return a score with its four decimals."""
    return f"{score:.4f}"


def day_text(day: dt.date | None) -> str:
    """Return a day as YYYY-MM-DD; a dash where the publisher gives none."""
    return day.isoformat() if day else "-"


def dates_text(dates: Iterable[PartialDate]) -> str:
    """Return dates of birth in words: `about 1965`, `1960 to 1965`."""
    return ", ".join(_date_text(date) for date in dates)


def _date_text(date: PartialDate) -> str:
    words = str(date).rstrip("~").replace("/", " to ")
    return f"about {words}" if date.circa else words


def countries_text(codes: Iterable[str]) -> str:
    """Return the countries' names."""
    return ", ".join(shown(country_name(code)) for code in codes)


def programmes_text(designations: Iterable[Designation]) -> str:
    """Return the programmes, each once."""
    return ", ".join(map(shown, programmes(designations)))


def snapshot_text(snapshot: str) -> str:
    """Return a snapshot's id in words: `un of 2026-02-27`."""
    watchlist, _, rest = snapshot.partition("@")
    return f"{watchlist} of {rest[:10]}"


def columns(*headings: str, right: Sequence[str] = ()) -> Table:
    """Return an empty table; columns named in `right` hold numbers."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for heading in headings:
        number = heading in right
        table.add_column(heading, justify="right" if number else "left", no_wrap=number, overflow="fold")
    return table


def warn(console: Console, warnings: Iterable[str]) -> None:
    """Print warnings, one a paragraph."""
    for warning in warnings:
        console.print(bullet("!", shown(warning), "yellow"))


def bullet(mark: str, text: str, style: str = "") -> Table:
    """Return a paragraph that hangs behind its mark, whatever the width."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style=style), Text(text, style=style))
    return grid


def plain(count: int) -> Table:
    """Return an empty table without lines or headings; the last column takes what is left of the width."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number in range(count):
        grid.add_column(overflow="fold", ratio=1 if number == count - 1 else None)
    return grid
