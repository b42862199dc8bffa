"""Which column of a customer file holds what.

In: a file's headings, and what the user typed as FIELD=COLUMN. Out: a `ColumnMap`. Headings are recognised by the table
`columns.tsv`; where two columns could be meant, the user is asked instead of guessing. Must not know cells or formats.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from tamis.errors import BatchError
from tamis.values.identifiers import KINDS

NAME_PARTS = ("first_name", "middle_name", "last_name", "second_last_name")
"""The parts of a name, in the order in which they are put together."""

SINGLE = ("reference", "kind")
FIELDS = ("name", *NAME_PARTS, "alias", "birth_date", "country", "kind", "gender", "reference", "identifiers")
"""What a column can hold; an identifier's kind, such as `passport`, is a field too."""

_ANSWERS = "tamis_"
_SHOWN = 12  # headings that fit into one line of a message
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What each column holds.

    Attributes:
        headings: The file's headings, in order.
        fields: field -> positions of its columns; an identifier's field is its kind.
        passed_over: Headings that were recognised but that a better one outranks.
        given: True where the user named at least one column.
    """

    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    passed_over: tuple[str, ...] = ()
    given: bool = False

    def to_json(self) -> dict[str, list[str]]:
        """Return field -> headings."""
        return {field: [self.headings[place] for place in places] for field, places in sorted(self.fields.items())}


def map_columns(headings: Sequence[str], given: Sequence[str] = ()) -> ColumnMap:
    """Return what each column holds.

    Args:
        headings: As the file has them; each once.
        given: `FIELD=COLUMN` as typed; a field that is given is not looked for among the headings. `FIELD=` drops it.

    Raises:
        BatchError: a heading that stands twice, a FIELD or COLUMN that does not exist, two columns that could both be
            meant, or no column that names anybody.
    """
    _check_headings(headings)
    asked = _given(headings, given)
    fields, passed_over = _recognised(headings, asked)
    fields = {field: places for field, places in {**fields, **asked}.items() if places}
    if "name" in fields:
        unused = [field for field in NAME_PARTS if field in fields and field not in asked]
        passed_over += [headings[place] for field in unused for place in fields.pop(field)]
    named = any(field in fields for field in ("name", *NAME_PARTS, "alias", "identifiers", *KINDS))
    if not named:
        shown = ", ".join(map(repr, headings[:_SHOWN])) + (" ..." if len(headings) > _SHOWN else "")
        raise BatchError(f"no column is recognised as a name among {shown}; say which it is with --map name=COLUMN")
    return ColumnMap(tuple(headings), fields, tuple(sorted(passed_over, key=list(headings).index)), bool(asked))


def _check_headings(headings: Sequence[str]) -> None:
    seen: set[str] = set()
    for heading in headings:
        if heading in seen:
            raise BatchError(f"two columns are called {heading!r}; give each a heading of its own")
        if heading.startswith(_ANSWERS):
            raise BatchError(
                f"the column {heading!r} is one that tamis writes: screen the customers' own file, or rename the column"
            )
        seen.add(heading)


def _given(headings: Sequence[str], given: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the fields that the user named."""
    asked: dict[str, tuple[int, ...]] = {}
    for text in given:
        field, equals, column = text.partition("=")
        field = field.strip().lower().replace("-", "_")
        if not equals:
            raise BatchError(f"--map {text}: write FIELD=COLUMN, such as --map name=Customer")
        if field not in FIELDS and field not in KINDS:
            known = (*FIELDS, *sorted(KINDS))
            close = difflib.get_close_matches(field, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"the fields are {', '.join(known)}"
            raise BatchError(f"--map {text}: there is no field {field!r}; {hint}")
        if not column.strip():
            asked.setdefault(field, ())
            continue
        place = _place(headings, column, text)
        if field in SINGLE and asked.get(field):
            raise BatchError(f"--map {text}: {field} is one column; give it once")
        asked[field] = (*asked.get(field, ()), place)
    return asked


def _place(headings: Sequence[str], column: str, text: str) -> int:
    """Return the position of a column by its heading, to the letter or else folded."""
    if column in headings:
        return list(headings).index(column)
    folded = [fold_heading(heading) for heading in headings]
    if folded.count(fold_heading(column)) == 1:
        return folded.index(fold_heading(column))
    close = difflib.get_close_matches(column, headings, n=1)
    shown = ", ".join(map(repr, headings[:_SHOWN])) + (" ..." if len(headings) > _SHOWN else "")
    hint = f"did you mean {close[0]!r}?" if close else f"the columns are {shown}"
    raise BatchError(f"--map {text}: there is no column {column!r}; {hint}")


def _recognised(
    headings: Sequence[str], asked: Mapping[str, tuple[int, ...]]
) -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """Return the fields that headings tell, and the headings that a better one outranks."""
    taken = {place for places in asked.values() for place in places}
    found: dict[str, list[tuple[int, int]]] = {}
    either: list[tuple[str, str, int, int]] = []
    for place, heading in enumerate(headings):
        known = _table().get(fold_heading(heading))
        if known is None or place in taken:
            continue
        field, rank = known
        whole, bar, part = field.partition("|")
        if bar:
            either.append((whole, part, rank, place))
        else:
            found.setdefault(field, []).append((rank, place))
    for whole, part, rank, place in either:
        halves = {"first_name", "last_name"} - {part}
        told = found.keys() | asked.keys()
        is_part = part not in told and "name" not in told and bool(halves & told)
        found.setdefault(part if is_part else whole, []).append((rank, place))
    fields: dict[str, tuple[int, ...]] = {}
    passed_over: list[str] = []
    for field, places in found.items():
        if field in asked:
            continue
        best = min(rank for rank, _ in places)
        chosen = sorted(place for rank, place in places if rank == best)
        passed_over += [headings[place] for rank, place in places if rank > best]
        if len(chosen) > 1 and field != "alias":
            several = " and ".join(repr(headings[place]) for place in chosen)
            raise BatchError(
                f"{several} could all be the {field.replace('_', ' ')}; say which: --map '{field}={headings[chosen[0]]}'"
            )
        fields[field] = tuple(chosen)
    return fields, passed_over


def fold_heading(heading: str) -> str:
    """Return a heading without case, accents and punctuation: `Date of Birth`, `date_of_birth` and `DateOfBirth` are one."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss"))
    return _WORDS.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


@functools.cache
def _table() -> dict[str, tuple[str, int]]:
    """Return folded heading -> (field, rank)."""
    text = resources.files("tamis.intake.batch").joinpath("columns.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            field, rank, headings = line.split("\t")
            for heading in headings.split():
                table.setdefault(fold_heading(heading), (field.removeprefix("identifier "), int(rank)))
    return table
