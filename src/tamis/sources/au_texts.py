"""Australia's cells that hold more than one value: dates of birth, the history of a listing.

In: one cell as text. Out: each date apart. Knows how DFAT writes; nothing of sheets.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from tamis.records import Identifier
from tamis.sources.numbering import items_in
from tamis.sources.un_documents import identifier_in
from tamis.values.dates import parse_date

SHORTEST_RUN = 3
"""Bare years one after the other that are a range: DFAT spells a range out year by year."""

_MIDNIGHT = re.compile(r" 00:00:00\b")
_SPLIT = re.compile(r"[,;\n]|(?<=\d{4})\s+(?=\d)|(?<=\b\d{4})\.(?=\d{4}\b)|(?<=/\d{4})(?=/\d)")
_RUN_TOGETHER = re.compile(r"^(\d{1,2}/\d{1,2})(\d{4})$")  # 10/061962
_EDGES = re.compile(r"^[\s/.]+|[\s/.]+$")
_YEAR = re.compile(r"\d{4}")
_BETWEEN = re.compile(r"approximately:?\s*between\s+(\d{4})\s+and\s+(\d{4})", re.IGNORECASE)

_DATE = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4})"
_LISTED = re.compile(
    rf"(?<![a-z-])(?<!formerly )(?:listed|designated)\b[^.;()\[\]]{{0,140}}?\b(?:on|from)\b:?\s*({_DATE})",
    re.IGNORECASE,
)
_GAZETTED = re.compile(rf"\bfirst listing\b[^\[]{{0,200}}\[[^\]]*?({_DATE})\s*\]", re.IGNORECASE)
_AMENDED = re.compile(r"(?<!re)(?<!re-)\bamended\b(?P<days>[^()]*)", re.IGNORECASE)
_ANY_DATE = re.compile(_DATE)

_DOCUMENTS = re.compile(
    r"\b(?P<label>[Pp]assport|[Nn]ational (?:[Ii]dentification|ID)|[Ii]dentity [Cc]ard)"
    r"(?:(?: (?:ID|[Nn]umbers?|[Nn]os?)\b)?\.?\s*[:#]|\s+(?:[Nn]umbers?|[Nn]os?)\b\.?|(?=\s+[A-Z]{0,3}\d{5}))\s*"
    r"(?P<items>.*?)(?=[.;]\s+[A-Z][a-z]+|[.;]?\s+(?:National|Passport|Listed on|Other information|Gender|Address|DOB)\b"
    r"|[.;]?\s*$)"
)
_NUMBERS = re.compile(
    r"\b(?P<label>(?:[Ss]tate |[Cc]ompany |[Bb]usiness )?[Rr]egistration (?:number|[Nn]o\b\.?)|[Cc]ompany identification [Nn]o\b\.?"
    r"|[Tt]ax (?:identification|ID) (?:number|[Nn]o\b\.?)|OGRN|INN):?\s*(?P<number>[A-Z]{0,3}\d[\w/-]{4,})"
)
_NUMBER = re.compile(r"(?:[A-Z]{1,4}[ -]?)?\d[\w/-]*(?: \d[\w/-]*)*")
_LONGEST_REMARK = 20_000  # characters that are searched; the longest in the list has some 1,900
_LONGEST_NUMBER = 60  # characters; what is longer is a sentence with digits in it
_NONE = re.compile(r"^na\s+")
_DIGIT = re.compile(r"\d")


def identifiers_in(text: str) -> Iterator[Identifier]:
    """Give the numbers that a remark labels: of passports and identity cards, of tax and company registers."""
    text = text[:_LONGEST_REMARK]
    for match in _DOCUMENTS.finditer(text):
        for item in items_in(_NONE.sub("", match["items"])):
            found = identifier_in({"TYPE_OF_DOCUMENT": match["label"], "NUMBER": item}) if _DIGIT.search(item) else ""
            number = _NUMBER.match(found.value) if isinstance(found, Identifier) else None
            if isinstance(found, Identifier) and number and number[0] != found.value:
                found = dataclasses.replace(found, value=number[0], note=item)
            if isinstance(found, Identifier) and len(found.value) <= _LONGEST_NUMBER:
                yield found
    for match in _NUMBERS.finditer(text):
        label = match["label"]
        yield Identifier(
            "tax" if "tax" in label.lower() or label == "INN" else "registration",
            match["number"].rstrip("-/"),
            label=label,
        )


def birth_dates_in(text: str) -> list[str]:
    """Return each date of a cell, in a notation that `values.dates` reads; a run of years becomes a range.

    `1968, 1969, 1970, 28/08/1965` is `1968 to 1970` and `28/08/1965`; a day and the month before the year without
    a stroke between (`10/061962`) are told apart.
    """
    text = _MIDNIGHT.sub("", _BETWEEN.sub(r"approximately \1 to \2", text))
    parts = [_RUN_TOGETHER.sub(r"\1/\2", _EDGES.sub("", part)) for part in _SPLIT.split(text)]
    return _with_ranges([part for part in parts if part])


def _with_ranges(parts: Sequence[str]) -> list[str]:
    found: list[str] = []
    run: list[str] = []
    for part in [*parts, ""]:
        if run and (_YEAR.fullmatch(part) is None or int(part) != int(run[-1]) + 1):
            found.extend([f"{run[0]} to {run[-1]}"] if len(run) >= SHORTEST_RUN else run)
            run = []
        if _YEAR.fullmatch(part):
            run.append(part)
        elif part:
            found.append(part)
    return found


def listed_on(text: str) -> dt.date | None:
    """Return the first day of listing that a cell tells: `Listed by the 1267 Committee on 6 Oct. 2001 (amended ...)`.

    A cell that names only the instrument, or only days of relisting, tells none.
    """
    if match := _ANY_DATE.match(text):
        return _day(match[0])
    found = _LISTED.findall(text) or _GAZETTED.findall(text)
    return min((day for day in map(_day, found) if day is not None), default=None)


def amended_on(text: str) -> list[dt.date]:
    """Return the days of amendment that a cell tells."""
    days = [_day(found) for match in _AMENDED.finditer(text) for found in _ANY_DATE.findall(match["days"])]
    return [day for day in days if day is not None]


def _day(text: str) -> dt.date | None:
    """Return a full date; None for one that does not exist."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found.first if found.day else None
