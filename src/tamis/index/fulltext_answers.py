"""A Search put to a FullText: which listings meet it, in which order, and where the words stand.

In: a Search, and which listings the day leaves out. Out: the listings of one page, their total, and what filters could
not judge. Must not know: snapshots' folders, warnings' words.

Order: listings where all words stand close together, then BM25 over the fields with the weights of `WEIGHTS`, then the id.
Without words the latest listed come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tamis.errors import RecordError, StoreError
from tamis.index.excerpts import passage_of, plain_passage, telling
from tamis.index.fulltext import FullText
from tamis.index.search_text import MARK, UNMARK, Wanted, clean, parse_text
from tamis.index.searched_fields import WEIGHTS
from tamis.records import FIELDS, Found, PartyKind, Passage, Search, decode
from tamis.values.normalise import fold

_AT_ONCE = 500  # rows asked for in one statement: older SQLite takes 999 values
PASSAGES = 3  # shown of one listing: more is what `tamis show` is for
_RANK = f"bm25(words, {', '.join(str(WEIGHTS[field][0]) for field in FIELDS)})"
_MARKED = ", ".join(f"highlight(words, {place}, '{MARK}', '{UNMARK}')" for place in range(len(FIELDS)))
_ROLES = {"countries": "", "address_countries": " AND role = 'address'"}

Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which listings a day leaves out.

    Attributes:
        as_of: The day; None for now.
        stand_ins: Numbers of the snapshots that were published after it: of these, what was listed later is left out.
    """

    as_of: int | None = None
    stand_ins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What a search came to.

    Attributes:
        total: How many listings meet it.
        found: Those asked for, best first.
        undated: How many more would, had they a date of listing; 0 where no such day is asked for.
        unkind: How many more would, whose kind is not known; 0 where no kind is asked for.
        delisted: How many more would, had they not been removed by their publisher.
        unknown_programmes: Words asked for that no programme holds.
    """

    total: int
    found: tuple[Found, ...]
    undated: int
    unkind: int
    delisted: int
    unknown_programmes: tuple[str, ...]


def answer(fulltext: FullText, search: Search, hidden: Hidden) -> Answered:
    """Return what a search finds.

    Raises:
        QueryError: the text is not whole.
        StoreError: the file is damaged.
    """
    try:
        return _Asked(fulltext, search, hidden).answer()
    except (sqlite3.Error, RecordError, ValueError, TypeError) as error:
        raise StoreError(f"the words of the lists cannot be read ({error})") from None


def left_out(fulltext: FullText, snapshot: int, as_of: int) -> tuple[int, int]:
    """Return how many listings of a snapshot have no date of listing, and how many a later one than that day.

    Raises:
        StoreError: the file is damaged.
    """
    asked = "SELECT count(*) - count(listed), coalesce(sum(listed > ?), 0) FROM listing WHERE snapshot = ?"
    try:
        undated, later = fulltext.connection.execute(asked, (as_of, snapshot)).fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"the words of the lists cannot be read ({error})") from None
    return int(undated), int(later)


class _Asked:
    """One search put to one file."""

    def __init__(self, fulltext: FullText, search: Search, hidden: Hidden) -> None:
        self._run = fulltext.connection.execute
        self._search = search
        self._hidden = hidden
        self._wanted = None if search.text is None else _in_fields(parse_text(search.text), search.fields)
        known = [name for (name,) in self._run("SELECT DISTINCT name FROM programme")] if search.programmes else []
        self._programmes = {asked: _holding(asked, known) for asked in search.programmes}

    def answer(self) -> Answered:
        """Return the page asked for, and the counts."""
        search = self._search
        kind, listed, delisted = self._of_kind(), self._of_listed(), self._of_delisted()
        rest = _all_of([self._of_day(), *self._of_countries(), self._of_programmes()])
        met = _all_of([kind, listed, delisted, rest])
        total, unkind, undated, removed = self._counts(
            [
                met,
                _all_of([("kind = 'unknown'", []), listed, delisted, rest]) if kind != _ANY else _NONE,
                _all_of([kind, ("listed IS NULL", []), delisted, rest]) if listed != _ANY else _NONE,
                _all_of([kind, listed, (f"NOT ({delisted[0]})", delisted[1]), rest]),
            ]
        )
        page = self._page(met) if total > search.offset else []
        marked = self._marked([row for row, _ in page])
        return Answered(
            total=total,
            found=tuple(self._found(row, twin, marked.get(row, ())) for row, twin in page),
            undated=undated,
            unkind=0 if PartyKind.UNKNOWN in search.kinds else unkind,
            delisted=removed,
            unknown_programmes=tuple(asked for asked, names in self._programmes.items() if not names),
        )

    def _counts(self, conditions: Sequence[Condition]) -> list[int]:
        """Return how many of the listings that hold the words meet each condition."""
        source, values = "listing", []
        if self._wanted is not None:
            source = "(SELECT rowid AS row FROM words WHERE words MATCH ?) JOIN listing USING (row)"
            values = [self._wanted.expression]
        sums = ", ".join(f"coalesce(sum({text}), 0)" for text, _ in conditions)
        asked = f"SELECT {sums} FROM {source}"
        bound = [value for _, bound in conditions for value in bound]
        return list(self._run(asked, [*bound, *values]).fetchone())

    def _page(self, condition: Condition) -> list[tuple[int, str]]:
        search = self._search
        source, values = "listing", []
        order = "listed IS NULL, listed DESC"
        if self._wanted is not None:
            source = f"(SELECT rowid AS row, {_RANK} AS rank FROM words WHERE words MATCH ?) JOIN listing USING (row)"
            values = [self._wanted.expression]
            order = "rank"
        near: list[Any] = []
        if self._wanted is not None and self._wanted.near is not None:
            order = "row NOT IN (SELECT rowid FROM words WHERE words MATCH ?), rank"
            near = [self._wanted.near]
        limit = -1 if search.limit is None else search.limit
        asked = f"SELECT row, found FROM {source} WHERE {condition[0]} ORDER BY {order}, id LIMIT ? OFFSET ?"
        return self._run(asked, [*values, *condition[1], *near, limit, search.offset]).fetchall()

    def _found(self, row: int, twin: str, marked: Sequence[str]) -> Found:
        shown = (passage_of(field, text) for field, text in zip(FIELDS, marked, strict=False) if text)
        passages = telling(one for one in shown if one)
        known = {passage.text for passage in passages}
        passages += [one for one in self._addresses(row) if one.text not in known]
        return replace(decode(Found, json.loads(twin)), passages=tuple(passages[:PASSAGES]))

    def _marked(self, rows: Sequence[int]) -> dict[int, Sequence[str]]:
        """Return the fields of listings with marks around the words, by row; nothing where no words are asked for."""
        marked: dict[int, Sequence[str]] = {}
        if self._wanted is None:
            return marked
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            # The plus keeps SQLite from asking FTS5 anew for every row: for a frequent beginning of a word, ten times faster.
            asked = f"SELECT rowid, {_MARKED} FROM words WHERE words MATCH ? AND +rowid IN ({_slots(some)})"
            marked |= {row: fields for row, *fields in self._run(asked, [self._wanted.expression, *some])}
        return marked

    def _addresses(self, row: int) -> Iterator[Passage]:
        """Yield the addresses that the filter for their country let through."""
        codes = list(map(clean, self._search.address_countries))
        if not codes:
            return
        (values,) = self._run("SELECT addresses FROM field WHERE row = ?", [row]).fetchone()
        asked = (
            f"SELECT place FROM country WHERE row = ? AND role = 'address' AND code IN ({_slots(codes)}) ORDER BY place"
        )
        for (place,) in self._run(asked, [row, *codes]).fetchall():
            if passage := plain_passage("addresses", values, place):
                yield passage

    def _of_kind(self) -> Condition:
        kinds = [kind.value for kind in self._search.kinds]
        return (f"kind IN ({_slots(kinds)})", kinds) if kinds else _ANY

    def _of_listed(self) -> Condition:
        search = self._search
        first = [("listed >= ?", [search.listed_from.toordinal()])] if search.listed_from else []
        last = [("listed <= ?", [search.listed_to.toordinal()])] if search.listed_to else []
        return _all_of([*first, *last])

    def _of_delisted(self) -> Condition:
        if self._hidden.as_of is None:
            return "delisted IS NULL", []
        return "(delisted IS NULL OR delisted > ?)", [self._hidden.as_of]

    def _of_day(self) -> Condition:
        hidden = self._hidden
        if hidden.as_of is None or not hidden.stand_ins:
            return _ANY
        numbers = list(hidden.stand_ins)
        return f"(snapshot NOT IN ({_slots(numbers)}) OR listed IS NULL OR listed <= ?)", [*numbers, hidden.as_of]

    def _of_countries(self) -> Iterator[Condition]:
        for filter_name, role in _ROLES.items():
            if codes := list(map(clean, getattr(self._search, filter_name))):
                yield f"row IN (SELECT row FROM country WHERE code IN ({_slots(codes)}){role})", codes

    def _of_programmes(self) -> Condition:
        names = sorted({name for names in self._programmes.values() for name in names})
        if not self._programmes:
            return _ANY
        return f"row IN (SELECT row FROM programme WHERE name IN ({_slots(names)}))", names


_ANY: Condition = ("1", [])
_NONE: Condition = ("0", [])


def _all_of(conditions: Sequence[Condition]) -> Condition:
    asked = [one for one in conditions if one != _ANY]
    return (
        (" AND ".join(text for text, _ in asked), [value for _, values in asked for value in values]) if asked else _ANY
    )


def _slots(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _in_fields(wanted: Wanted, fields: Sequence[str]) -> Wanted:
    if not fields:
        return wanted
    columns = f"{{{' '.join(fields)}}} : "
    near = None if wanted.near is None else f"{columns}({wanted.near})"
    return Wanted(f"{columns}({wanted.expression})", near)


def _holding(asked: str, programmes: Sequence[str]) -> list[str]:
    """Return the programmes whose names hold the words asked for, one after another."""
    words = f" {' '.join(fold(asked).split())} "
    return [name for name in programmes if words.strip() and words in f" {' '.join(fold(name).split())} "]
