"""A field as FTS5 marked it -> the passage worth showing.

In: the values of one field, with marks around the words found. Out: a Passage, with how much it shows. Must not know
SQLite, nor what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tamis.index.search_text import BREAK, COPY, MARK, UNMARK
from tamis.records import Passage

EXCERPT = 240  # characters: three lines of a terminal
_BEFORE = 60  # of which so many stand before the first word found
_MARKED = re.compile(f"{MARK}([^{UNMARK}]*){UNMARK}")
_MARKS = str.maketrans("", "", MARK + UNMARK)


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage, and which different words of the search it holds."""

    passage: Passage
    words: frozenset[str]


def passage_of(field: str, marked: str) -> Shown | None:
    """Return the passage of a field that holds most of the words, the first of several; None where no word is marked.

    Args:
        field: One of `FIELDS`.
        marked: Its values, divided by `BREAK`, each perhaps with a folded copy after `COPY`.
    """
    best, held = "", frozenset[str]()
    for value in marked.split(BREAK):
        words = frozenset(found.casefold() for found in _MARKED.findall(value))
        if len(words) > len(held):
            best, held = value, words
    if not held:
        return None
    text, marks = _unmark(best.partition(COPY)[0].strip())
    return Shown(_excerpt(field, text, marks), held)


def telling(shown: Iterable[Shown]) -> list[Passage]:
    """Return the passages that hold most of the words, each of them with a word that those before it do not hold."""
    told: set[str] = set()
    chosen = []
    for one in sorted(shown, key=lambda one: -len(one.words)):  # stable: of equally many words the earlier field
        if not one.words <= told:
            chosen.append(one.passage)
            told |= one.words
    return chosen


def plain_passage(field: str, values: str, place: int) -> Passage | None:
    """Return the value at a place of a field, without marks; None where there is none."""
    parts = values.split(BREAK)
    text = parts[place].partition(COPY)[0].strip() if place < len(parts) else ""
    return _excerpt(field, text, []) if text else None


def _unmark(value: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a marked value without its marks, and where they stood."""
    marks = []
    for number, found in enumerate(_MARKED.finditer(value)):
        start = found.start() - 2 * number
        marks.append((start, start + len(found[1])))
    return value.translate(_MARKS), marks


def _excerpt(field: str, text: str, marks: list[tuple[int, int]]) -> Passage:
    """Return the stretch of a text that holds most of the marks, cut between words."""
    if len(text) <= EXCERPT:
        return Passage(field=field, text=text, marks=tuple(marks))
    start = max(0, _fullest(text, marks) - _BEFORE)
    end = min(len(text), start + EXCERPT)
    start = max(0, min(start, end - EXCERPT))
    if start:
        start = _after_blank(text, start, limit=min((mark[0] for mark in marks if mark[0] >= start), default=end))
    if end < len(text):
        least = max((mark[1] for mark in marks if mark[1] <= end), default=start)
        end = max(text.rfind(" ", start, end), least) if text.rfind(" ", start, end) > start else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((one + shift, two + shift) for one, two in marks if one >= start and two <= end)
    return Passage(field=field, text=f"{before}{text[start:end]}{after}", marks=inside)


def _fullest(text: str, marks: list[tuple[int, int]]) -> int:
    """Return the mark from which a stretch holds most different marked words; the first of several."""
    best, where = 0, 0
    for start, _ in marks:
        inside = {text[one:two].casefold() for one, two in marks if start <= one and two <= start + EXCERPT - _BEFORE}
        if len(inside) > best:
            best, where = len(inside), start
    return where


def _after_blank(text: str, start: int, limit: int) -> int:
    blank = text.find(" ", start, limit)
    return blank + 1 if blank >= 0 else start
