"""Australia's Consolidated List, as the XLSX workbook that DFAT publishes since November 2025.

In: the rows of the sheet, one for each name. Out: a listing for each number: the digits of a reference stand for the party,
the letters behind them for its other names. It must not know where the file came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tamis.records import Designation, Identifier, Listing, NameQuality, PartyKind
from tamis.sources.au_texts import amended_on, birth_dates_in, identifiers_in, listed_on
from tamis.sources.draft import Draft, distinct_id, slug, undivided_place, unique
from tamis.sources.findings import Findings
from tamis.sources.numbering import items_in
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile
from tamis.sources.sheets import cell_text, read_rows
from tamis.sources.tables import Table, check_headings, fold_heading, table_of
from tamis.sources.un_comments import links_in
from tamis.sources.un_references import add_un_references, own_reference

PARSER = "au-xlsx/1"
AUTHORITY = "Australia (DFAT)"

NAME = "Name of Individual or Entity"
NEEDED = ("Reference", NAME, "Type", "Name Type")
MEASURES = {
    "Targeted Financial Sanction": "targeted financial sanction",
    "Travel Ban": "travel ban",
    "Arms Embargo": "arms embargo",
    "Maritime Restriction": "maritime restriction",
}
"""Columns of TRUE and FALSE -> what is imposed."""

KNOWN = (
    *NEEDED,
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "IMO Number",
    "Committees",
    "Control Date",
    "Instrument of Designation",
    *MEASURES,
)
KIND = {"individual": PartyKind.PERSON, "entity": PartyKind.ORGANISATION, "vessel": PartyKind.VESSEL}
"""Type -> kind; any other is of unknown kind and reported."""

PRIMARY = "primary name"
NAME_QUALITY = {
    (PRIMARY, ""): NameQuality.PRIMARY,
    ("original script", ""): NameQuality.PRIMARY,
    ("alias", "strong"): NameQuality.ALIAS,
    ("alias", "weak"): NameQuality.WEAK,
    ("alias", ""): NameQuality.ALIAS,
}
"""Name Type and Alias Strength -> quality; any other pair is read as a good alias and reported."""

EARLIEST_YEAR = 1800
"""A year before it is of another calendar: `24/06/1402` is a Persian date, and nobody on a list was born before."""

_REFERENCE = re.compile(r"(\d+)\s*[a-z]*", re.IGNORECASE)
_FORMER = re.compile(r"\s*\((?:previously|formerly) listed as\)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*\(([A-Za-z]+)\)$")
_GENDER = re.compile(r"\bGender:\s*(male|female)\b", re.IGNORECASE)
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}\b")
Row = Mapping[str, str]


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's workbook; see `read_au`."""
    main = files["main"]
    rows = [[cell_text(cell) for cell in row] for row in read_rows(main.content, str(main.path))]
    return Parsed(parser=PARSER, listings=read_au(table_of(rows, str(main.path)), findings))


def tells(text: str) -> bool:
    """Say whether the headings of a sheet, joined by tabs, are those of this list."""
    headings = {fold_heading(heading) for heading in text.split("\n", 1)[0].split("\t")}
    return headings.issuperset(map(fold_heading, (NAME, "Name Type", "Committees")))


def read_au(table: Table, findings: Findings) -> list[Listing]:
    """Return the listings of DFAT's sheet.

    Raises:
        FormatError: a needed column is missing.
    """
    check_headings(table, NEEDED, KNOWN, findings)
    canonical = {fold_heading(heading): heading for heading in KNOWN}
    headings = [canonical.get(fold_heading(heading), heading) for heading in table.headings]
    for heading in KNOWN:
        if heading not in headings:
            findings.warn(f"the column {heading!r} is not in the file: what it says is missing")
    absent = dict.fromkeys(KNOWN, "")
    parties: list[list[Row]] = []
    by_number: dict[str, list[Row]] = {}
    for cells in table.rows:
        row = absent | dict(zip(headings, cells, strict=True))
        number = _number(row["Reference"])
        party = by_number.get(number)
        if party is None or (_is_primary(row) and any(map(_is_primary, party))):
            party = by_number[number] = []
            parties.append(party)
        party.append(row)
    ids: set[str] = set()
    return [_read_party(party, ids, findings) for party in parties]


def _number(reference: str) -> str:
    match = _REFERENCE.fullmatch(reference.strip())
    return match[1] if match else slug(reference) or "none"


def _is_primary(row: Row) -> bool:
    return row["Name Type"].strip().lower() == PRIMARY


def _read_party(rows: list[Row], ids: set[str], findings: Findings) -> Listing:
    first = next(filter(_is_primary, rows), rows[0])
    number = _number(first["Reference"])
    kind = KIND.get(first["Type"].lower())
    if kind is None:
        findings.warn(f'unknown Type "{first["Type"]}", read as unknown kind; add it to KIND', number)
    draft = Draft(distinct_id(f"au:{number}", ids, findings), kind or PartyKind.UNKNOWN, findings)
    draft.source = f"Reference {first['Reference']}"
    for row in rows:
        _add_name(draft, row)
    if not any(map(_is_primary, rows)):
        findings.warn("a party without a primary name, called by its first alias", number)
    for text in _texts(rows, "Date of Birth"):
        _add_birth_dates(draft, text)
    for column, places in (("Place of Birth", draft.birth_places), ("Address", draft.addresses)):
        for text in _texts(rows, column):
            places.extend(map(undivided_place, items_in(text)))
    for text in _texts(rows, "Citizenship"):
        for country in text.split(";"):
            draft.add_country(country, "citizenship")
    draft.identifiers.extend(Identifier("imo", text) for text in _texts(rows, "IMO Number"))
    _add_remarks(draft, _texts(rows, "Additional Information"))
    _add_designation(draft, rows, first)
    for heading in (heading for heading in first if heading not in KNOWN):
        for text in _texts(rows, heading):
            draft.add_detail(heading, text)
    return draft.finish()


def _texts(rows: list[Row], column: str) -> list[str]:
    """Return what a column says in the rows of a party, each thing once."""
    return [text for text in unique([row[column].strip() for row in rows]) if text]


def _add_name(draft: Draft, row: Row) -> None:
    kind, strength = row["Name Type"].lower(), row["Alias Strength"].lower()
    quality = NAME_QUALITY.get((kind, strength))
    if quality is None:
        draft.findings.warn(
            f'unknown Name Type "{row["Name Type"]}" with Alias Strength "{row["Alias Strength"]}", read as alias; '
            "add it to NAME_QUALITY",
            row["Reference"],
        )
        quality = NameQuality.ALIAS
    text, language, note = row[NAME].strip(" ,;"), None, None
    if _FORMER.search(text):
        text, note = _FORMER.sub("", text), "previously listed as"
        quality = quality if quality is NameQuality.WEAK else NameQuality.FORMER
    if kind == "original script" and (match := _LANGUAGE.search(text)):
        text, language = text[: match.start()], match[1]
    draft.add_name(text, quality, note=note, language=language)


def _add_birth_dates(draft: Draft, text: str) -> None:
    for part in birth_dates_in(text):
        draft.add_birth_date(part)
        if draft.birth_dates and draft.birth_dates[-1].year < EARLIEST_YEAR:
            draft.birth_dates.pop()
            draft.add_detail("birth date in another calendar", part)


def _add_remarks(draft: Draft, texts: list[str]) -> None:
    """Keep the remarks, and read what they label: gender, numbers, the UN's reference of this party and of others."""
    draft.remarks = "\n".join(texts) or None
    for text in texts:
        draft.genders.extend(match[1].lower() for match in _GENDER.finditer(text))
        draft.identifiers.extend(identifiers_in(text))
        own = _UN_REFERENCE.match(text)
        add_un_references(draft, own[0] if own else "")
        draft.links.extend(links_in(text, own_reference(draft)))


def _add_designation(draft: Draft, rows: list[Row], first: Row) -> None:
    instruments = _texts(rows, "Instrument of Designation")
    histories = _texts(rows, "Listing Information")
    days = [day for day in map(listed_on, [*histories, *instruments]) if day is not None]
    measures = tuple(
        measure for column, measure in MEASURES.items() if any(row[column].lower() == "true" for row in rows)
    )
    for committee in _texts(rows, "Committees") or [""]:
        draft.designations.append(
            Designation(
                AUTHORITY,
                committee or None,
                days[0] if days else None,
                legal_basis="; ".join(instruments) or None,
                measures=measures,
                reference=first["Reference"] or None,
            )
        )
    for text in histories:
        draft.add_detail("listing information", text)
    for text in [*histories, *instruments]:
        draft.amended_on.extend(amended_on(text))
    for text in _texts(rows, "Control Date"):
        day = listed_on(text)
        if day is None:
            draft.add_detail("control date", text)
        else:
            draft.amended_on.append(day)
