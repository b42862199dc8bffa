"""PartialDate: a date of birth as lists give it.

The text twin follows ISO 8601-2 (EDTF): `1965`, `1965-04`, `1965-04-17`, circa `1965~`, a range `1960/1965`.
Turning publishers' own notations into it is the work of `values.dates`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year; perhaps circa; perhaps the first of a range.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None where only the year is known.
        day: Day of the month, or None where only year or month are known.
        circa: True where the publisher says "circa" or "approximately"; holds for both ends of a range.
        until: The last date of a range, itself no range; None for a single date.

    Raises:
        ValueError: no such day, a day without a month, or a range that ends before it starts.
    """

    TEXT_TWIN: ClassVar[bool] = True

    year: int
    month: int | None = None
    day: int | None = None
    circa: bool = False
    until: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a date with a day needs its month")
        try:
            dt.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ValueError(f"no such date: {self._point()}") from None
        if self.until is not None and (self.until.until is not None or self.until.last < self.first):
            raise ValueError(f"a range must end after it starts: {self}")

    @property
    def first(self) -> dt.date:
        """The earliest day that this can mean, circa not counted."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day that this can mean, circa not counted."""
        if self.until is not None:
            return self.until.last
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def is_range(self) -> bool:
        """True for a range such as 1960/1965."""
        return self.until is not None

    def _point(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def __str__(self) -> str:
        text = self._point()
        if self.until is not None:
            text += "/" + self.until._point()
        return text + "~" if self.circa else text

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the text twin: `1965`, `1965-04`, `1965-04-17`, `1965~`, `1960/1965`, `1960/1965~`.

        Raises:
            ValueError: anything else, or a day that does not exist.
        """
        body = text.removesuffix("~")
        circa = body != text
        start, slash, end = body.partition("/")
        until = cls._parse_point(end, text, circa=False, until=None) if slash else None
        return cls._parse_point(start, text, circa=circa, until=until)

    @classmethod
    def _parse_point(cls, point: str, text: str, *, circa: bool, until: PartialDate | None) -> PartialDate:
        match = _POINT.fullmatch(point)
        if match is None:
            raise ValueError(f"{text!r} is not a date; write 1965, 1965-04, 1965-04-17, 1965~ (circa) or 1960/1965")
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year or 0, month, day, circa, until)
