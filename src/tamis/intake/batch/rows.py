"""Rows of a customer file -> queries.

In: a chunk and what its columns hold. Out: one query for each row that names somebody, a reject for each that does not,
and notes on what could not be read: a row with a wrong birth date is screened by its name all the same. Must not know
lists, scores or files.
"""

from __future__ import annotations

import datetime as dt
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
        self._known: dict[str, tuple[tuple[T, ...], bool]] = {}

    def get(self, cell: Any) -> tuple[tuple[T, ...], bool]:
        """Return a cell's values, and whether it could be read."""
        if cell is None:
            return (), True
        if isinstance(cell, (list, tuple)):
            parts = [self.get(one) for one in cell]
            return tuple(value for values, _ in parts for value in values), all(good for _, good in parts)
        text = cell if isinstance(cell, str) else cell_text(cell)
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[text] = self._fresh(text.strip())
        return found

    def _fresh(self, text: str) -> tuple[tuple[T, ...], bool]:
        if text.lower() in _BLANK:
            return (), True
        try:
            return self._read(text), True
        except ValueError:
            return (), False


class RowReader:
    """Makes queries of rows.

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
        self._kind = fields.get("kind", ())
        self._coded = fields.get("identifiers", ())
        self._identifiers = [(kind, place) for kind in sorted(KINDS) for place in fields.get(kind, ())]
        self._kinds = _Cells("kind of party", _kind)
        readers: dict[str, _Cells[Any]] = {
            "birth_dates": _Cells[PartialDate]("birth date", lambda text: read_birth_dates(text, order, latest)),
            "countries": _Cells[str]("country", _countries),
            "genders": _Cells[str]("gender", _gender),
        }
        columns_of = {"birth_dates": "birth_date", "countries": "country", "genders": "gender"}
        self._values = [(name, readers[name], fields[one]) for name, one in columns_of.items() if one in fields]

    def read(self, chunk: Chunk) -> Asked:
        """Return what a chunk asks."""
        asked = Asked()
        wanted = {*self._names, *self._parts, *self._aliases, *self._reference, *self._kind}
        wanted |= {*self._coded, *(place for _, place in self._identifiers)}
        wanted |= {place for _, _, places in self._values for place in places}
        columns = {place: chunk.column(place) for place in wanted}
        plain = len(self._names) == 1 and not self._aliases
        texts = columns[self._names[0]] if plain else []
        for place in range(len(chunk.numbers)):
            arguments: dict[str, Any] = {}
            try:
                text = texts[place] if plain else None
                if type(text) is str and text and text.lower() not in _BLANK_NAMES:
                    arguments["names"] = (Name(_squeezed(text)),) if not text.isspace() else ()
                else:
                    arguments["names"] = self._all_names(columns, place)
                notes = self._read_values(columns, place, arguments)
                query = Query(**arguments)
            except (QueryError, _NestedError) as error:
                asked.rejects.append(_reject(chunk, place, arguments.get("names", ()), error))
                continue
            asked.queries.append(query)
            asked.places.append(place)
            if notes:
                asked.notes[place] = notes
        return asked

    def _all_names(self, columns: dict[int, list[Any]], place: int) -> tuple[Name, ...]:
        """Return the names of one row: the whole ones, that of its parts, the aliases; each wording once."""
        found = [text for column in self._names for text in _name_texts(columns[column][place])]
        parts = [text for column in self._parts for text in _name_texts(columns[column][place])]
        if parts:
            found.append(" ".join(parts))
        for column in self._aliases:
            for text in _name_texts(columns[column][place]):
                found += [part for part in _ALIASES.split(text) if part.strip(" -.")]
        return tuple(Name(text) for text in dict.fromkeys(map(_squeezed, found)))

    def _read_values(self, columns: dict[int, list[Any]], place: int, arguments: dict[str, Any]) -> list[str]:
        """Put what the other columns say into the query's arguments; return what could not be read."""
        notes = []
        for name, reader, places in self._values:
            for column in places:
                values, good = reader.get(columns[column][place])
                if values:
                    arguments[name] = (*arguments[name], *values) if name in arguments else values
                if not good:
                    notes.append(reader.note)
        for column in self._reference:
            arguments["reference"] = cell_text(columns[column][place]).strip() or None
        for column in self._kind:
            kinds, good = self._kinds.get(columns[column][place])
            if kinds:
                arguments["kind"] = kinds[0]
            if not good:
                notes.append(self._kinds.note)
        if self._identifiers or self._coded:
            arguments["identifiers"] = self._all_identifiers(columns, place, notes)
        return notes

    def _all_identifiers(self, columns: dict[int, list[Any]], place: int, notes: list[str]) -> tuple[Identifier, ...]:
        found = []
        for kind, column in self._identifiers:
            for text in _name_texts(columns[column][place]):
                if text.lower() not in _BLANK:
                    found.append(Identifier(kind, text))
        for column in self._coded:
            for text in _name_texts(columns[column][place]):
                for part in _ALIASES.split(text):
                    kind, _, value = (word.strip() for word in part.partition(":"))
                    if kind.lower() in KINDS and value:
                        found.append(Identifier(kind.lower(), value))
                    elif part.strip():
                        notes.append("identifier not read")
        return tuple(found)


class _NestedError(Exception):
    """A cell that holds an object where a text is wanted."""


def _name_texts(cell: Any) -> list[str]:
    """Return the texts of a cell that are not blank.

    Raises:
        _NestedError: it holds an object.
    """
    if cell is None:
        return []
    if isinstance(cell, (list, tuple)):
        return [text for one in cell for text in _name_texts(one)]
    if isinstance(cell, dict):
        raise _NestedError(f"a nested value: {cell_text(cell)[:DETAIL_LIMIT]}")
    text = cell_text(cell).strip()
    return [] if text.lower() in _BLANK_NAMES else [text]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


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
