"""Dates: the notations of publishers and users, read into a PartialDate.

In: text such as `12 Mar 1970`, `circa 1970`, `1 Jan 1970 to 31 Dec 1972`, `05/06/1950`. Out: a PartialDate.
Knows notations only; nothing of publishers' files and nothing of comparing.
"""

from __future__ import annotations

import re

from tamis.records import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_HELP = "write 1950, 1950-06, 1950-06-05, 5 Jun 1950, circa 1950 or 1950 to 1952"
_CIRCA = re.compile(r"\b(?:circa|approximately|approx|about|around|ca|c)\b\.?|[~?]", re.IGNORECASE)
_MONTH_WORD = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_OFFSET = r"(?:T[\d:.]+)?(?:Z|[+-]\d{2}:?\d{2})?"

# Tried in this order, on text without surrounding blanks. ISO comes first; of numbers with points, slashes or blanks,
# the day comes first, as in every list that writes dates so (OFSI `DD/MM/YYYY`, the EU's journal `D.M.YYYY`).
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR}",
        rf"{_YEAR}-(?P<monthno>\d{{1,2}})(?:-(?P<day>\d{{1,2}}){_OFFSET})?",
        rf"{_YEAR}[/.](?P<monthno>\d{{1,2}})(?:[/.](?P<day>\d{{1,2}}))?",
        r"(?P<day>\d{1,2})\s*[/. -]\s*(?P<monthno>\d{1,2})\s*[/. -]\s*(?P<year>\d{4})",
        rf"(?P<monthno>\d{{1,2}})\s*[/.-]\s*{_YEAR}",
        rf"{_DAY}[\s.,-]*(?:of\s+)?{_MONTH_WORD}[\s,-]*{_YEAR}",
        rf"{_MONTH_WORD}[\s.-]*{_DAY}\s*,?\s+{_YEAR}",
        rf"{_MONTH_WORD}[\s,-]*{_YEAR}",
        rf"{_YEAR}[\s,-]+{_MONTH_WORD}(?:[\s-]*{_DAY})?",
        r"(?P<year>\d{4})(?P<monthno>\d{2})(?P<day>\d{2})",
    )
)
_RANGE = re.compile(r"(?:between|from)?\s*(?P<start>.+?)\s+(?:to|and|until|till)\s+(?P<end>.+)", re.IGNORECASE)
_YEARS_DASH = re.compile(r"(\d{4})\s*[-–—/]\s*(\d{4})")
_SLASHED = re.compile(r"([^/]+)/([^/]+)")
_DECADE = re.compile(r"(?:(?P<part>early|mid|late)[\s-]+)?(?:the\s+)?(?P<year>\d{3}0)['’]?s", re.IGNORECASE)
_ZERO_PART = re.compile(r"0{1,2}")
_MONTH_ALONE = re.compile(r"[A-Za-z]{3,9}\.?|\d{1,2}\s+[A-Za-z]{3,9}\.?")
_LONGEST = 100
_DECEMBER, _LAST_DAY = 12, 31
_MONTHS_IN_YEAR = 12


def parse_date(text: str) -> PartialDate:
    """Read a date in any notation that lists and users write.

    `1950`, `1950-06`, `1950-06-05` (also with a time or an offset behind it), `5 Jun 1950`, `Jun 1950`,
    `June 5, 1950`, `5.6.1950`, `05/06/1950` (**day first**), `06/1950`, `00/00/1950` (zero parts are unknown),
    `circa 1950`, `1950~`, `approximately 5 Jun 1950`, `1950 to 1952`, `1950-1952`, `between 1950 and 1952`,
    `Aug. to Sep. 1977`, `1970s`, `1950/1952~`. A range from 1 January to 31 December is the same in years.

    Args:
        text: One date; Western (Gregorian) years of four digits.

    Raises:
        ValueError: none of these, a day that does not exist (`31 Jun 1950`, or `06/25/1950`, whose month comes first),
            or a range that ends before it starts; the message says what to write instead.
    """
    body = " ".join(text.split()).strip(" .;,")
    if not body:
        raise ValueError(f"the date is empty; {_HELP}")
    if len(body) > _LONGEST:
        raise ValueError(f"{body[:20]!r}... is too long for a date; {_HELP}")
    circa = _CIRCA.search(body) is not None
    if circa:
        body = " ".join(_CIRCA.sub(" ", body).replace("()", " ").split()).strip(" .;,")
    try:
        found = _parse_range(body, circa) or _parse_decade(body, circa) or _parse_point(body, circa)
    except ValueError as error:
        raise ValueError(f"{text.strip()!r} is not a date ({error}); {_HELP}") from None
    if found is None:
        raise ValueError(f"{text.strip()!r} is not a date; {_HELP}")
    return found


def _parse_range(body: str, circa: bool) -> PartialDate | None:
    match = _RANGE.fullmatch(body) or _YEARS_DASH.fullmatch(body) or _SLASHED.fullmatch(body)
    if match is None:
        return None
    start_text, end_text = match.groups()
    end = _parse_point(end_text, circa=False)
    if end is not None and _MONTH_ALONE.fullmatch(start_text):  # "Aug. and Sep. 1977": the year stands once
        start_text = f"{start_text} {end.year}"
    start = _parse_point(start_text, circa=False)
    if start is None or end is None:
        return None
    if (start.month, start.day, end.month, end.day) == (1, 1, _DECEMBER, _LAST_DAY):
        start, end = PartialDate(start.year), PartialDate(end.year)
    if start == end:
        return PartialDate(start.year, start.month, start.day, circa)
    return PartialDate(start.year, start.month, start.day, circa, end)


def _parse_decade(body: str, circa: bool) -> PartialDate | None:
    match = _DECADE.fullmatch(body)
    if match is None:
        return None
    year = int(match["year"])
    first, last = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get((match["part"] or "").lower(), (0, 9))
    return PartialDate(year + first, circa=circa or match["part"] is not None, until=PartialDate(year + last))


def _parse_point(body: str, circa: bool) -> PartialDate | None:
    for shape in _SHAPES:
        match = shape.fullmatch(body.strip())
        if match is not None:
            break
    else:
        return None
    found = match.groupdict()
    month = _MONTHS.get(found["month"].lower()) if found.get("month") else _number(found.get("monthno"))
    if found.get("month") and month is None:
        return None
    if month is not None and month > _MONTHS_IN_YEAR:
        raise ValueError(f"there is no month {month}; the day comes before the month")
    day = _number(found.get("day"))
    if day is not None and month is None:
        raise ValueError("a day needs its month")
    return PartialDate(int(found["year"]), month, day, circa)


def _number(part: str | None) -> int | None:
    """Return the number; None where a list writes zeros for an unknown part."""
    return None if part is None or _ZERO_PART.fullmatch(part) else int(part)
