"""Plain text -> what it says of itself. In: text. Out: its title and day of publication. Must not know HTML or files."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from tamis.intake.published import is_date_line, published_on

_TITLE_CHARACTERS = 200  # a longer first line is a paragraph


class Plain(NamedTuple):
    """What a text says of itself."""

    title: str | None
    published_on: dt.date | None


def read_plain(text: str, latest: dt.date | None = None) -> Plain:
    """Return the title and the day of publication that a text states.

    Args:
        text: Lines ending in `\\n`.
        latest: Later days are not believed; today where nothing is given.
    """
    return Plain(_title(text), published_on(text, latest))


def _title(text: str) -> str | None:
    """Return the first line that is no date, where it is short and a blank line or a date sets it off from more text."""
    lines = [line.strip() for line in text.splitlines()]
    filled = [number for number, line in enumerate(lines) if line]
    if len(filled) > 1 and is_date_line(lines[filled[0]]):
        filled = filled[1:]
    if len(filled) < 2 or len(lines[filled[0]]) >= _TITLE_CHARACTERS:
        return None
    first, second = filled[:2]
    set_off = second > first + 1 or is_date_line(lines[second])
    return lines[first] if set_off and not is_date_line(lines[first]) else None
