"""Rows of a customer file -> queries.

In: a chunk and what its columns hold. Out: one query for each row that names somebody, a reject for each that does not,
and notes on what could not be read: a row with a wrong birth date is screened by its name all the same. Must not know
lists, scores or files.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tamis.errors import QueryError
from tamis.intake.batch.birthdays import read_birth_dates
from tamis.intake.batch.chunks import DETAIL_LIMIT, Chunk, Reject, cell_text
from tamis.intake.batch.columns import NAME_PARTS, ColumnMap
from tamis.records import NAME_LIMIT, Identifier, Name, PartialDate, PartyKind, Query
from tamis.sources.custom_columns import GENDER, KIND
from tamis.values.countries import country_code
from tamis.values.identifiers import KINDS

T = TypeVar("T")
_BLANK = frozenset({"", "-", "--", ".", "n/a", "#n/a", "n.a.", "null", "none", "nan", "nat", "unknown", "?"})
_BLANK_NAMES = frozenset({"", "n/a", "#n/a"})  # Null and None are surnames
_SHORT = max(map(len, _BLANK_NAMES))
_REMEMBERED = 100_000  # distinct cells: three lifetimes of birth dates
_SEVERAL = re.compile(r"\s*[;|,/]\s*")
_ALIASES = re.compile(r"\s*[;|]\s*")
_KINDS = {
    **KIND, "p": PartyKind.PERSON, "natural person": PartyKind.PERSON, "private": PartyKind.PERSON,
    "physical person": PartyKind.PERSON, "legal entity": PartyKind.ORGANISATION, "business": PartyKind.ORGANISATION,
    "corporate": PartyKind.ORGANISATION, "legal person": PartyKind.ORGANISATION,
}  # fmt: skip
_GENDERS = {**GENDER, "man": "male", "woman": "female", "w": "female"}


@dataclass(slots=True)
class Asked:
    """What a chunk asks.

    Attributes:
        queries: In the order of the rows.
        places: The place of each query's row in the chunk.
        notes: place -> what could not be read of it.
        rejects: Rows that name nobody, in their order.
    """

    queries: list[Query] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


class _Cells(Generic[T]):
    """Reads the cells of one field; the same text is read once."""

    def __init__(self, what: str, read: Callable[[str], tuple[T, ...]]) -> None:
        self.note = f"{what} not read"
        self._read = read
        self._known: dict[Any, tuple[T, ...]] = {}
        self._unread: set[Any] = set()

    def column(self, cells: list[Any], notes: dict[int, list[str]]) -> list[tuple[T, ...]]:
        """Return each cell's values; what could not be read is noted by its place."""
        keys: list[Any] = [_key(cell) for cell in cells] if any(isinstance(cell, list) for cell in cells) else cells
        if len(self._known) > _REMEMBERED:
            self._known.clear()
            self._unread.clear()
        distinct = set(keys)
        for key in distinct - self._known.keys():
            self._known[key] = self._fresh(key)
        if not self._unread.isdisjoint(distinct):
            for place, key in enumerate(keys):
                if key in self._unread:
                    notes.setdefault(place, []).append(self.note)
        known = self._known
        return [known[key] for key in keys]

    def _fresh(self, key: Any) -> tuple[T, ...]:
        found: list[T] = []
        for cell in key if isinstance(key, tuple) else (key,):
            text = cell_text(cell).strip()
            if text.lower() in _BLANK:
                continue
            try:
                found += self._read(text)
            except ValueError:
                self._unread.add(key)
        return tuple(found)


def _key(cell: Any) -> Any:
    """Return what a cell is known by: nested values by their text."""
    return tuple(map(cell_text, cell)) if isinstance(cell, list) else cell


class RowReader:
    """Makes queries of rows. It reads column by column: a million customers are a million rows of few distinct cells.

    Args:
        columns: What each column holds.
        order: Whether days or months come first, one of `birthdays.ORDERS`.
        latest: The last day on which anybody can be born.
    """

    def __init__(self, columns: ColumnMap, order: str, latest: dt.date) -> None:
        fields = columns.fields
        self._names = fields.get("name", ())
        self._parts = [place for part in NAME_PARTS for place in fields.get(part, ())]
        self._aliases = fields.get("alias", ())
        self._reference = fields.get("reference", ())
        self._coded = fields.get("identifiers", ())
        self._identifiers = [(kind, place) for kind in sorted(KINDS) for place in fields.get(kind, ())]
        self._births = _Cells[PartialDate]("birth date", lambda text: read_birth_dates(text, order, latest))
        self._countries = _Cells[str]("country", _countries)
        self._genders = _Cells[str]("gender", _gender)
        self._kinds = _Cells[PartyKind]("kind of party", _kind)
        self._fields = fields

    def read(self, chunk: Chunk) -> Asked:
        """Return what a chunk asks."""
        asked = Asked()
        notes: dict[int, list[str]] = {}
        count = len(chunk.numbers)
        births = self._values(chunk, "birth_date", self._births, notes)
        countries = self._values(chunk, "country", self._countries, notes)
        genders = self._values(chunk, "gender", self._genders, notes)
        kinds = [kind[0] if kind else PartyKind.UNKNOWN for kind in self._values(chunk, "kind", self._kinds, notes)]
        rows = zip(
            self._name_column(chunk), births, countries, genders, kinds, self._references(chunk, count),
            self._identifier_column(chunk, count, notes), strict=True,
        )  # fmt: skip
        for place, (names, born, country, gender, kind, reference, identifiers) in enumerate(rows):
            try:
                if isinstance(names, str):
                    raise _NestedError(names)
                query = Query(
                    kind=kind, names=names, birth_dates=born, countries=country, genders=gender,
                    identifiers=identifiers, reference=reference,
                )  # fmt: skip
            except (QueryError, _NestedError) as error:
                asked.rejects.append(_reject(chunk, place, () if isinstance(names, str) else names, error))
                notes.pop(place, None)
                continue
            asked.queries.append(query)
            asked.places.append(place)
        asked.notes = notes
        return asked

    def _values(
        self, chunk: Chunk, field_name: str, cells: _Cells[T], notes: dict[int, list[str]]
    ) -> list[tuple[T, ...]]:
        """Return the values of one field for each row; those of several columns follow each other."""
        columns = [cells.column(chunk.column(place), notes) for place in self._fields.get(field_name, ())]
        if not columns:
            return [()] * len(chunk.numbers)
        if len(columns) == 1:
            return columns[0]
        return [tuple(dict.fromkeys(itertools.chain.from_iterable(row))) for row in zip(*columns, strict=True)]

    def _name_column(self, chunk: Chunk) -> list[tuple[Name, ...] | str]:
        """Return the names of each row: the whole ones, that of its parts, the aliases; a text for a nested one."""
        if len(self._names) == 1 and not self._aliases:
            return [
                (Name(" ".join(cell.split())),) if type(cell) is str and len(cell) > _SHORT and not cell.isspace()
                else _all_names([cell], [], [])
                for cell in chunk.column(self._names[0])
            ]  # fmt: skip
        columns = [[chunk.column(place) for place in places] for places in (self._names, self._parts, self._aliases)]
        return [
            _all_names(*([column[place] for column in group] for group in columns))
            for place in range(len(chunk.numbers))
        ]

    def _references(self, chunk: Chunk, count: int) -> list[str | None]:
        for column in self._reference:
            return [cell_text(cell).strip() or None for cell in chunk.column(column)]
        return [None] * count

    def _identifier_column(self, chunk: Chunk, count: int, notes: dict[int, list[str]]) -> list[tuple[Identifier, ...]]:
        if not (self._identifiers or self._coded):
            return [()] * count
        found: list[list[Identifier]] = [[] for _ in range(count)]
        for kind, column in self._identifiers:
            for place, cell in enumerate(chunk.column(column)):
                texts = _texts(cell) if cell else []
                found[place] += [Identifier(kind, text) for text in texts if text.lower() not in _BLANK]
        for column in self._coded:
            for place, cell in enumerate(chunk.column(column)):
                for part in (part for text in _texts(cell) for part in _ALIASES.split(text) if part.strip()):
                    kind, _, value = (word.strip() for word in part.partition(":"))
                    if kind.lower() in KINDS and value:
                        found[place].append(Identifier(kind.lower(), value))
                    else:
                        notes.setdefault(place, []).append("identifier not read")
        return [tuple(one) for one in found]


class _NestedError(Exception):
    """A cell that holds an object where a text is wanted."""


def _all_names(whole: list[Any], parts: list[Any], aliases: list[Any]) -> tuple[Name, ...] | str:
    """Return the names of one row, each wording once; a text that says so where a cell holds an object."""
    cells = [*whole, *parts, *aliases]
    if any(
        isinstance(cell, dict) or (isinstance(cell, list) and any(isinstance(one, (dict, list)) for one in cell))
        for cell in cells
    ):
        return f"a nested value: {cell_text(cells)[:DETAIL_LIMIT]}"
    found = [text for cell in whole for text in _texts(cell)]
    given = [text for cell in parts for text in _texts(cell)]
    if given:
        found.append(" ".join(given))
    for text in (text for cell in aliases for text in _texts(cell)):
        found += [part for part in _ALIASES.split(text) if any(map(str.isalnum, part))]
    return tuple(Name(text) for text in dict.fromkeys(" ".join(text.split()) for text in found))


def _texts(cell: Any) -> list[str]:
    """Return the texts of a cell that are not blank."""
    if cell is None:
        return []
    if isinstance(cell, (list, tuple)):
        return [text for one in cell for text in _texts(one)]
    text = cell_text(cell).strip()
    return [] if text.lower() in _BLANK_NAMES else [text]


def _countries(text: str) -> tuple[str, ...]:
    code = country_code(text)
    codes = (code,) if code else tuple(country_code(part) for part in _SEVERAL.split(text) if part)
    if None in codes:
        raise ValueError(f"{text!r} is no country")
    return tuple(code for code in dict.fromkeys(codes) if code)


def _gender(text: str) -> tuple[str, ...]:
    if text.lower() not in _GENDERS:
        raise ValueError(f"{text!r} is no gender that lists give")
    return (_GENDERS[text.lower()],)


def _kind(text: str) -> tuple[PartyKind, ...]:
    kind = _KINDS.get(" ".join(text.lower().replace("_", " ").split()))
    if kind is None:
        raise ValueError(f"{text!r} is no kind of party")
    return (kind,)


def _reject(chunk: Chunk, place: int, names: Sequence[Name], error: Exception) -> Reject:
    """Return the reject of a row that names nobody, with a reason of few kinds."""
    text = next((name.text for name in names), "")
    if isinstance(error, _NestedError):
        reason = "nested name"
    elif not names:
        reason = "no name"
    elif any(len(name.text) > NAME_LIMIT for name in names):
        reason = "name too long"
    elif not text.isprintable():
        reason = "name holds control characters"
    else:
        reason = "name without letters"
    return Reject(chunk.numbers[place], reason, str(error)[:DETAIL_LIMIT], tuple(chunk.row(place)))
