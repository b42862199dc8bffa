"""Own watchlists: JSON Lines, each line the JSON twin of a Listing, or CSV with the same columns.

In: an opened file and the name of the watchlist. Out: its listings. A wrong line refuses the whole file and is named: half a
watchlist is worse than the one before. It must not know where the file came from.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from tamis.errors import FormatError, QueryError, RecordError
from tamis.records import Identifier, Listing, Name, Place, check_name
from tamis.sources.catalogue import is_open_sanctions, is_own, watchlists
from tamis.sources.custom_columns import COLUMNS, ColumnError, listing_from_row
from tamis.sources.findings import Findings
from tamis.sources.json_text import parse_json
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, decode_text
from tamis.values.countries import country_code
from tamis.values.identifiers import KINDS
from tamis.values.scripts import script_of

JSON_PARSER = "own-jsonl/1"
CSV_PARSER = "own-csv/1"
GENDERS = frozenset({"male", "female"})
Coded = TypeVar("Coded", Identifier, Place)
_DELIMITERS = ",;\t"


def read_json(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read a list in JSON Lines; see `read_json_lines`."""
    return Parsed(parser=JSON_PARSER, listings=read_json_lines(files["main"], watchlist))


def read_table(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read a list in CSV; see `read_csv`."""
    return Parsed(parser=CSV_PARSER, listings=read_csv(files["main"], watchlist, findings))


def read_json_lines(file: OpenedFile, watchlist: str) -> list[Listing]:
    """Return the listings of a JSON Lines file; blank lines are skipped.

    Raises:
        FormatError: a line that is no listing, with its number, the field, and what to do.
    """
    listings = []
    for number, line in enumerate(decode_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{file.path}: line {number}"
        twin = parse_json(line, where, "write one listing per line")
        if isinstance(twin, dict) and isinstance(twin.get("id"), (str, int)) and not isinstance(twin["id"], bool):
            twin["id"] = own_id(str(twin["id"]), watchlist, where)
        try:
            listing = Listing.from_json(twin)
        except RecordError as error:
            raise FormatError(f"{where}: {error}") from None
        listings.append(_checked(listing, where))
    return _unique(listings, file)


def read_csv(file: OpenedFile, watchlist: str, findings: Findings) -> list[Listing]:
    """Return the listings of a CSV file with headings; `,`, `;` or a tab between columns.

    Columns that are not known are kept as details and reported once.

    Raises:
        FormatError: no column for names or ids, or a row that is no listing, with its line, column and what to do.
    """
    text = decode_text(file)
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    listings: list[Listing] = []
    columns: list[str] = []
    for line, row in _rows(reader, file):
        where = f"{file.path}: line {line}"
        if not columns:
            columns = _columns(row, file, findings)
            continue
        if len(row) != len(columns):
            raise FormatError(f"{where} has {len(row)} columns where the headings are {len(columns)}")
        values = {column: value.strip() for column, value in zip(columns, row, strict=True) if value.strip()}
        if not values.get("id"):
            raise FormatError(f"{where}: the column 'id' is empty; give every row an id of its own that stays")
        values["id"] = own_id(values["id"], watchlist, where)
        try:
            listing = listing_from_row(values)
        except ColumnError as error:
            raise FormatError(f"{where}, {error}") from None
        _check_names(listing, where)
        listings.append(listing)
    return _unique(listings, file)


def own_id(text: str, watchlist: str, where: str) -> str:
    """Return a listing id: the watchlist's prefix is added where it is lacking.

    Raises:
        FormatError: empty, or with the prefix of another watchlist.
    """
    text = text.strip()
    prefix, colon, rest = text.partition(":")
    if colon and (is_own(prefix) or is_open_sanctions(prefix) or prefix in watchlists()):
        if prefix != watchlist:
            raise FormatError(f"{where}: the id {text!r} belongs to the watchlist {prefix}, not to {watchlist}")
        text = rest.strip()
    if not text:
        raise FormatError(f"{where}: the id is empty; give every listing an id of its own that stays")
    return f"{watchlist}:{text}"


def _rows(reader: Iterator[list[str]], file: OpenedFile) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with its line."""
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise FormatError(f"{file.path}: line {_line(reader)}: {error}; the file is cut off or no CSV") from None
        if row is None:
            return
        if any(field.strip() for field in row):
            yield _line(reader), row


def _line(reader: Iterator[list[str]]) -> int:
    return int(getattr(reader, "line_num", 0))


def _columns(row: list[str], file: OpenedFile, findings: Findings) -> list[str]:
    """Return the column names of the heading row, in small letters with `_` for blanks."""
    columns = [COLUMNS.get(name, name) for name in ("_".join(heading.lower().split()) for heading in row)]
    for column in columns:
        if columns.count(column) > 1:
            raise FormatError(f"{file.path}: two columns are called {column!r}; give each its own heading")
        if column not in COLUMNS.values():
            findings.note_unread(f"column {column}", "line 1")
    for needed, what in (("id", "an id of its own that stays"), ("names", "a name, several joined by ';'")):
        if needed not in columns:
            raise FormatError(f"{file.path}: there is no column {needed!r}; give every row {what}")
    return columns


def _checked(listing: Listing, where: str) -> Listing:
    """Return the listing with its codes in their form, or say which one is unknown."""
    _check_names(listing, where)
    places = (*listing.birth_places, *listing.addresses)
    for text in _told(
        [*listing.countries, *(place.country for place in places), *(one.country for one in listing.identifiers)]
    ):
        if country_code(text) is None:
            raise FormatError(f"{where}: {text!r} is no country that tamis knows; write its ISO 3166 code, such as pk")
    for identifier in listing.identifiers:
        if identifier.kind not in KINDS:
            raise FormatError(
                f"{where}: {identifier.kind!r} is no kind of identifier; use one of {', '.join(sorted(KINDS))}"
            )
    for gender in listing.genders:
        if gender not in GENDERS:
            raise FormatError(
                f"{where}: the gender {gender!r} is none of {', '.join(sorted(GENDERS))}; leave it out if not known"
            )
    return dataclasses.replace(
        listing,
        names=tuple(_with_script(name) for name in listing.names),
        countries=tuple(country_code(text) or text for text in listing.countries),
        birth_places=_coded(listing.birth_places),
        addresses=_coded(listing.addresses),
        identifiers=_coded(listing.identifiers),
    )


def _check_names(listing: Listing, where: str) -> None:
    """Refuse a name that no query could ever be."""
    for name in listing.names:
        try:
            check_name(name.text)
        except QueryError as error:
            raise FormatError(f"{where}: {error}") from None


def _with_script(name: Name) -> Name:
    """Return the name with its script told where it is not Latin."""
    script = name.script or script_of(name.text)
    return name if script == "Latn" else dataclasses.replace(name, script=script)


def _coded(values: tuple[Coded, ...]) -> tuple[Coded, ...]:
    """Return places or identifiers with the country's code in its form."""
    return tuple(
        dataclasses.replace(value, country=country_code(value.country)) if value.country else value for value in values
    )


def _told(values: Iterable[str | None]) -> list[str]:
    return [value for value in values if value is not None]


def _unique(listings: list[Listing], file: OpenedFile) -> list[Listing]:
    if not listings:
        raise FormatError(f"{file.path}: the file holds no listing")
    seen: set[str] = set()
    for listing in listings:
        if listing.id in seen:
            raise FormatError(f"{file.path}: the id {listing.id!r} stands twice; give every listing an id of its own")
        seen.add(listing.id)
    return listings
