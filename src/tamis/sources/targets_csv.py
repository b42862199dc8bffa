"""OpenSanctions' `targets.simple.csv`: one row for each target, several values in a cell joined by `;`.

In: the rows. Out: a listing for each. The form is a digest: it does not tell what kind of number an identifier is, nor which
act a programme belongs to. It must not know where the file came from.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from tamis.errors import FormatError
from tamis.records import Designation, Identifier, Listing, NameQuality, PartyKind, Place
from tamis.sources.draft import Draft, squeeze
from tamis.sources.findings import Findings
from tamis.sources.ftm_acts import AUTHORITY, date_of
from tamis.sources.ftm_entry import KIND
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, decode_text
from tamis.sources.tables import check_headings, read_csv_rows, table_of

PARSER = "os-targets-csv/1"
NEEDED = ("id", "schema", "name")
KNOWN = (
    *NEEDED,
    "aliases",
    "birth_date",
    "countries",
    "addresses",
    "identifiers",
    "sanctions",
    "phones",
    "emails",
    "program_ids",
    "dataset",
    "first_seen",
    "last_seen",
    "last_change",
)
_TELLING = frozenset({"id", "schema", "name", "aliases", "first_seen", "last_seen"})
_IMO = re.compile(r"IMO\d{7}")
_LEI = re.compile(r"[0-9A-Z]{18}\d{2}")
Row = Mapping[str, str]


def tells(text: str) -> bool:
    """Say whether a text begins with the headings of this form."""
    headings = {heading.strip().strip('"') for heading in text.split("\n", 1)[0].split(",")}
    return headings >= _TELLING


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read an export.

    Raises:
        FormatError: a needed column is missing, a row is cut off, has no id or name, or an id stands twice.
    """
    main = files["main"]
    path = str(main.path)
    table = table_of(read_csv_rows(decode_text(main), path), path)
    check_headings(table, NEEDED, KNOWN, findings)
    listings: dict[str, Listing] = {}
    seen = ""
    for number, cells in enumerate(table.rows, start=1):
        row = dict(zip(table.headings, cells, strict=True))
        if not row["id"].strip():
            raise FormatError(f"{path}: row {number} has no id; the file is damaged")
        draft = _draft_of(row, watchlist, f"row {number}", findings)
        if not draft.names:
            raise FormatError(f"{path}: row {number} ({row['id']}) has no name; the file is damaged")
        if draft.id in listings:
            raise FormatError(f"{path}: the id {row['id']} stands twice; the file is damaged")
        listings[draft.id] = draft.finish()
        seen = max(seen, row.get("last_seen", ""))
    return Parsed(parser=PARSER, listings=list(listings.values()), published_at=seen or None)


def values_in(cell: str) -> list[str]:
    """Return the values of a cell: joined by `;`, those that hold one in quotation marks.

    A cell whose marks do not close is one value.
    """
    if ";" not in cell and '"' not in cell:
        return [cell.strip()] if cell.strip() else []
    try:
        rows = list(csv.reader(io.StringIO(cell, newline=""), delimiter=";", strict=True))
    except csv.Error:
        rows = [[cell]]
    return [value for row in rows for value in map(str.strip, row) if value]


def _draft_of(row: Row, watchlist: str, where: str, findings: Findings) -> Draft:
    schema = row["schema"].strip()
    draft = Draft(f"{watchlist}:{row['id'].strip()}", KIND.get(schema, PartyKind.UNKNOWN), findings)
    draft.source = where
    if schema not in KIND:
        draft.add_detail("schema", schema)
    draft.add_name(row["name"], NameQuality.PRIMARY) if row["name"].strip() else None
    for alias in values_in(row.get("aliases", "")):
        draft.add_name(alias, NameQuality.ALIAS)
    for text in values_in(row.get("birth_date", "")):
        draft.add_birth_date(text)
    for text in values_in(row.get("countries", "")):
        draft.add_country(text, "country")
    draft.addresses.extend(Place(squeeze(text)) for text in values_in(row.get("addresses", "")))
    draft.identifiers.extend(_identifier(text) for text in values_in(row.get("identifiers", "")))
    for column, label in (("phones", "phone"), ("emails", "email")):
        for text in values_in(row.get(column, "")):
            draft.add_detail(label, text)
    _add_designations(draft, row)
    draft.add_detail("first seen", row.get("first_seen", ""))
    changed = date_of(row.get("last_change", ""))
    draft.amended_on.extend([changed] if changed else [])
    for heading, text in row.items():
        if heading not in KNOWN:
            draft.add_detail(heading, text)
    return draft


def _identifier(text: str) -> Identifier:
    """Return a number of a kind that the form does not tell: an IMO number and an LEI have a shape of their own."""
    kind = "imo" if _IMO.fullmatch(text) else "lei" if _LEI.fullmatch(text) else "other"
    return Identifier(kind, text)


def _add_designations(draft: Draft, row: Row) -> None:
    """Add a designation for each programme, by the dataset; what the form says of the sanctions is the remark."""
    authority = "; ".join(values_in(row.get("dataset", ""))) or AUTHORITY
    programmes: Sequence[str] = values_in(row.get("program_ids", "")) or [""]
    for programme in programmes:
        draft.designations.append(Designation(authority, programme or None))
    draft.remarks = "\n".join(values_in(row.get("sanctions", ""))) or None
