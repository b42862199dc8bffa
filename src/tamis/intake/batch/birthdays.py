"""Dates of birth as customer files write them, in the order that the file keeps.

In: a cell, and whether the day, the month or the year comes first. Out: PartialDates. `05/06/1950` is two days: which one
is told by a date such as `25/06/1950` elsewhere in the column, or by the user. Must not know files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from tamis.errors import BatchError
from tamis.records import PartialDate
from tamis.values.dates import parse_date

ORDERS = ("dmy", "mdy", "ymd")
"""How numbers of a date may follow each other."""

_ORDERED = re.compile(r"(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{2}:\d{2}.*)?")
_MONTHS = 12
_EXAMPLES = 3


def detect_order(cells: Iterable[Any], given: str | None) -> tuple[str, str]:
    """Return the order of day and month, and what to say of how it is known.

    Args:
        cells: The birth dates in the head of the file.
        given: What the user said; None for nothing.

    Raises:
        BatchError: both orders are possible, or both occur, and the user did not say which holds.
    """
    if given is not None:
        return given, f"birth dates are read as {given}, as asked"
    day_first, month_first, open_ones = [], [], []
    for cell in cells:
        match = _ORDERED.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if first > _MONTHS >= second:
            day_first.append(match[0])
        elif second > _MONTHS >= first:
            month_first.append(match[0])
        elif first != second:
            open_ones.append(match[0])
    if day_first and month_first:
        raise BatchError(
            f"birth dates such as {day_first[0]} and {month_first[0]} are in different orders; say with --date-order dmy "
            "or mdy which one holds where both are possible"
        )
    if open_ones and not (day_first or month_first):
        shown = ", ".join(dict.fromkeys(open_ones[:_EXAMPLES]))
        raise BatchError(f"birth dates such as {shown} can be two days each; say --date-order dmy or --date-order mdy")
    if month_first:
        return "mdy", f"birth dates are read month first, told by {month_first[0]}"
    return "dmy", f"birth dates are read day first, told by {day_first[0]}" if day_first else ""


def read_birth_dates(cell: str, order: str, latest: dt.date) -> tuple[PartialDate, ...]:
    """Return the dates of one cell; several are divided by `;`.

    Args:
        cell: The text, not blank.
        order: One of `ORDERS`.
        latest: The last day on which anybody can be born.

    Raises:
        ValueError: it is no date, or lies in the future.
    """
    try:
        dates: Sequence[PartialDate] = (_read(cell, order),)
    except ValueError:
        if ";" not in cell:
            raise
        dates = [_read(part.strip(), order) for part in cell.split(";") if part.strip()]
    if any(date.first > latest for date in dates):
        raise ValueError(f"{cell!r} has not come yet")
    return tuple(dates)


def _read(text: str, order: str) -> PartialDate:
    match = _ISO.fullmatch(text)
    if match is not None and match[2] != "00":
        return PartialDate(int(match[1]), int(match[2]), int(match[3])) if match[3] != "00" else parse_date(text[:7])
    match = _ORDERED.fullmatch(text)
    if match is None or "00" in match.groups():
        return parse_date(text)
    first, second, year = (int(part) for part in match.groups())
    if order == "ymd" and max(first, second) <= _MONTHS and first != second:
        raise ValueError(f"{text!r} can be two days")
    day, month = (second, first) if order == "mdy" else (first, second)
    if month > _MONTHS >= day:  # 06/25/1950 in a file that puts the day first can only be one day
        day, month = month, day
    return PartialDate(year, month, day)
