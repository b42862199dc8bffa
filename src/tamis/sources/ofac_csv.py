"""OFAC's legacy CSV set: a main file with its aliases, addresses and overflow of remarks.

In: the files of a set by role. Out: a listing for each row of the main file. The files have no headings; the columns are
told by their number. It must not know where the files came from nor which of them should have come.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from tamis.errors import FormatError
from tamis.records import Listing, NameQuality
from tamis.sources import ofac
from tamis.sources.draft import Draft, place_of
from tamis.sources.findings import Findings
from tamis.sources.ofac_remarks import read_remarks
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, decode_text

PARSER = "ofac-csv/1"
MAIN, ALT, ADD, COMMENTS = "main", "alt", "add", "comments"

WIDTH = {MAIN: 12, ALT: 5, ADD: 6, COMMENTS: 2}
"""Columns of each file. Main: number, name, type, programmes, title, call sign, vessel type, tonnage, gross registered
tonnage, flag, owner, remarks. Alt: number, alias number, type, name, remarks. Add: number, address number, address,
city with region and postcode, country, remarks. Comments: number, overflow."""

DELIMITERS = ",@|"
"""What divides the columns of `.csv`, `.del` and `.pip`; the columns are the same."""

NULL = frozenset({"-0-", "-0", ""})
"""What stands for nothing, blanks stripped."""

REMARKS_LIMIT = 1000
"""Characters after which remarks are cut, in mid-word; the rest is in the comments file."""

ORPHANS_LIMIT = 0.05
"""Share of alias or address rows without a main row above which the files are no set: sets of one day have none,
files a month apart some 2 %."""

_END_MARK = "\x1a"
Rows = dict[str, list[list[str]]]


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read the files of a set; see `read_ofac_csv`."""
    listings, told = read_ofac_csv(files, watchlist, findings)
    return Parsed(parser=PARSER, listings=listings, told=told)


def read_ofac_csv(
    files: Mapping[str, OpenedFile], watchlist: str, findings: Findings
) -> tuple[list[Listing], str | None]:
    """Return the listings of a set, and the list that its programmes tell (`ofac-sdn`, `ofac-cons` or None).

    Args:
        files: By role; `main` is there.
        watchlist: Prefix of the ids.
        findings: Takes what is not known.

    Raises:
        FormatError: a row without its columns (a file that is cut off), a number twice, or files of different days.
    """
    aliases, addresses, comments = (_by_number(files.get(role), role) for role in (ALT, ADD, COMMENTS))
    rows = read_rows(files[MAIN], MAIN)
    numbers = {row[0].strip() for row in rows}
    if len(numbers) != len(rows):
        raise FormatError(f"{files[MAIN].path}: an entry number stands twice; the file is damaged")
    for role, by_number in ((ALT, aliases), (ADD, addresses), (COMMENTS, comments)):
        _check_orphans(files, role, by_number, numbers, findings)
    listings = []
    for row in rows:
        number = row[0].strip()
        remarks = _whole_remarks(row[11], comments.get(number, []), number, COMMENTS in files, findings)
        draft = _read_row(row, f"{watchlist}:{number}", findings)
        draft.source = f"ent_num {number}"
        for alias in aliases.get(number, ()):
            quality = ofac.quality_of(_value(alias[2]), number, findings)
            ofac.add_name(draft, _value(alias[3]), quality, _value(alias[4]) or None)
        for address in addresses.get(number, ()):
            street, city, country, note = (_value(field) for field in address[2:])
            draft.add_place(draft.addresses, place_of(street=street, city=city, country=country, note=note))
        read_remarks(draft, remarks, cut=len(remarks) == REMARKS_LIMIT)
        listings.append(_finish(draft, files[MAIN]))
    told = ofac.watchlist_by_programmes(ofac.split_programmes(row[3]) for row in rows)
    return ofac.with_targets(listings), told


def read_rows(file: OpenedFile, role: str) -> list[list[str]]:
    """Return the rows of one file.

    Raises:
        FormatError: not CSV, a row with other than the role's number of columns, or no row at all.
    """
    text = decode_text(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, role), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if len(row) == WIDTH[role] and row[0].strip().isdigit():
                rows.append(row)
            elif [field.strip(_END_MARK + " ") for field in row] not in ([], [""]):
                raise FormatError(f"{file.path}: line {reader.line_num} {_row_fault(row, role)}")
    except csv.Error as error:
        raise FormatError(f"{file.path}: line {reader.line_num}: {error}; the file is cut off or no CSV") from None
    if not rows:
        raise FormatError(f"{file.path}: the file holds no row; download it again")
    return rows


def _delimiter(text: str, role: str) -> str:
    """Return what divides the first line into the role's columns; a comma where nothing does."""
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    for delimiter in DELIMITERS:
        if len(next(csv.reader([first_line], delimiter=delimiter), [])) == WIDTH[role]:
            return delimiter
    return DELIMITERS[0]


def _row_fault(row: list[str], role: str) -> str:
    if len(row) == WIDTH[role]:
        return (
            f"does not begin with an entry number but with {row[0][:30]!r}; is a heading added, or is it another file?"
        )
    return f"has {len(row)} columns where {WIDTH[role]} are needed; the file is cut off or another one"


def _by_number(file: OpenedFile | None, role: str) -> Rows:
    """Return a file's rows by entry number, in their order; nothing for a file that did not come."""
    rows: Rows = {}
    if file is not None:
        for row in read_rows(file, role):
            rows.setdefault(row[0].strip(), []).append(row)
    return rows


def _check_orphans(
    files: Mapping[str, OpenedFile], role: str, by_number: Rows, numbers: set[str], findings: Findings
) -> None:
    """Refuse files that cannot be a set, warn of rows that belong to nobody."""
    orphans = [number for number in by_number if number not in numbers]
    if not orphans:
        return
    what = f"{files[role].name} holds rows of {len(orphans)} entries that {files[MAIN].name} does not have (first: {orphans[0]})"
    if len(orphans) > ORPHANS_LIMIT * len(by_number) and role != COMMENTS:
        raise FormatError(f"{files[role].path}: {what}; take all files of the set from the same day")
    findings.warn(f"{what}: not read; the files may be of different days")


def _read_row(row: list[str], listing_id: str, findings: Findings) -> Draft:
    """Return the draft of a main row, without its remarks."""
    fields = [_value(field) for field in row]
    draft = Draft(listing_id, ofac.kind_of(fields[2], row[0], findings), findings)
    ofac.add_name(draft, fields[1], NameQuality.PRIMARY)
    ofac.add_programmes(draft, ofac.split_programmes(fields[3]))
    ofac.add_titles(draft, fields[4])
    labels = ("call sign", "type", "tonnage", "gross registered tonnage", "flag", "owner")
    ofac.add_vessel(draft, dict(zip(labels, fields[5:11], strict=True)))
    return draft


def _whole_remarks(text: str, overflow: list[list[str]], number: str, with_comments: bool, findings: Findings) -> str:
    """Return a remark with its overflow, which continues it in mid-word."""
    remarks = "" if text.strip() in NULL else text
    rest = "".join(row[1] for row in overflow if row[1].strip() not in NULL)
    if rest and len(remarks) < REMARKS_LIMIT:
        return f"{remarks.rstrip()} {rest}".strip()
    if not rest and len(remarks) >= REMARKS_LIMIT:
        lacking = "no overflow for it" if with_comments else "the comments file did not come"
        findings.warn(f"remarks cut at {REMARKS_LIMIT:,} characters and {lacking}: what follows is missing", number)
    return remarks + rest


def _finish(draft: Draft, file: OpenedFile) -> Listing:
    if not draft.names:
        raise FormatError(f"{file.path}: entry {draft.reference} has no name; the file is damaged")
    return draft.finish()


def _value(field: str) -> str:
    """Return a field without blanks, empty for what stands for nothing."""
    text = field.strip()
    return "" if text in NULL else text
