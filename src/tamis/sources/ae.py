"""The local terrorist list of the United Arab Emirates, as a sheet saved as CSV: Arabic beside Latin letters.

In: the rows of the sheet. Out: a listing for each row below a heading row. The sheet holds one or several tables, each under a
title and two rows of headings. Its numbers move when an entry goes, so a listing's id is made of its Latin name.
It must not know where the file came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tamis.errors import FormatError
from tamis.records import Designation, Listing, NamePart, NameQuality, PartyKind, Place
from tamis.sources.ae_words import countries_in, documents_in, names_in
from tamis.sources.draft import Draft, distinct_id, slug, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, decode_text
from tamis.sources.tables import fold_heading, read_csv_rows

PARSER = "ae-csv/1"
AUTHORITY = "United Arab Emirates"
PROGRAMME = "Local Terrorist List"

HEADINGS = {
    "#": "number",
    "م": "number",
    "التصنيف": "classification",
    "الجنسية": "nationality",
    "اسم العائلة (بالحروف العربية)": "family arabic",
    "اسم العائلة (بالحروف اللاتينية)": "family latin",
    "الاسم الكامل (بالحروف العربية)": "name arabic",
    "الاسم الكامل (بالحروف اللاتينية)": "name latin",
    "الاسم (بالحروف العربية)": "name arabic",
    "الاسم (بالحروف اللاتينية)": "name latin",
    "اسم الكيان (بالحروف العربية)": "name arabic",
    "اسم الكيان (بالحروف اللاتينية)": "name latin",
    "تاريخ الميلاد": "birth date",
    "مكان الميلاد": "birth place",
    "الاسم": "known as",
    "الشارع": "street",
    "المدينة": "city",
    "الدولة": "country",
    "النوع": "document type",
    "رقم الوثيقة": "document number",
    "جهة الإصدار": "document issuer",
    "تاريخ الإصدار": "document issued",
    "تاريخ الانتهاء": "document expires",
    "معلومات أخرى": "other",
}
"""Headings -> what the column holds."""

KIND = (
    ("شخص", PartyKind.PERSON),
    ("فرد", PartyKind.PERSON),
    ("كيان", PartyKind.ORGANISATION),
    ("تنظيم", PartyKind.ORGANISATION),
)
"""A word of the classification, or of the table's title -> kind; anything else is of unknown kind and reported."""

TITLE_KIND = (
    ("الأفراد", PartyKind.PERSON),
    ("الكيانات", PartyKind.ORGANISATION),
    ("التنظيمات", PartyKind.ORGANISATION),
)
NO_VALUE = frozenset({"", "-"})
_FEWEST_HEADINGS = 4
_DOCTOR = re.compile(r"^د\.\s*")
_FOLDED = {fold_heading(heading): column for heading, column in HEADINGS.items()}
_READ = frozenset(HEADINGS.values())
Values = dict[str, str]


def tells(text: str) -> bool:
    """Say whether a text begins as this list does: its title, or its headings in Arabic."""
    head = text[:4096]
    return "قائمة الإرهاب" in head or ("التصنيف" in head and "الاسم الكامل" in head)


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_ae`."""
    main = files["main"]
    rows = read_csv_rows(decode_text(main), str(main.path))
    return Parsed(parser=PARSER, listings=read_ae(rows, str(main.path), findings))


def read_ae(rows: Sequence[Sequence[str]], path: str, findings: Findings) -> list[Listing]:
    """Return the listings of all tables of the sheet.

    Raises:
        FormatError: no heading row, a table without a column of names, or no entry.
    """
    listings: list[Listing] = []
    ids: set[str] = set()
    columns: list[str] = []
    title = ""
    for line, row in enumerate(rows, start=1):
        cells = [squeeze(cell) for cell in row]
        filled = [cell for cell in cells if cell not in NO_VALUE]
        if not filled:
            continue
        if len(filled) == 1 and not filled[0].isdigit():
            title, columns = filled[0], []
        elif headings := _columns(cells, path, line, findings):
            columns = headings
        elif columns:
            values = {column: cell for column, cell in zip(columns, cells, strict=False) if cell not in NO_VALUE}
            listing = _read_entry(values, f"row {line}", title, ids, findings)
            listings.extend([] if listing is None else [listing])
    if not listings:
        raise FormatError(
            f"{path}: no table of names was found below headings; the layout has changed or it is cut off"
        )
    return listings


def _columns(cells: list[str], path: str, line: int, findings: Findings) -> list[str]:
    """Return what each column holds, where the row is one of headings."""
    columns = [_FOLDED.get(fold_heading(cell), "") for cell in cells]
    if sum(map(bool, columns)) < _FEWEST_HEADINGS:
        return []
    if not {"name arabic", "name latin"}.intersection(columns):
        raise FormatError(f"{path}: row {line}: the column 'الاسم الكامل' is missing; the layout has changed")
    for cell, column in zip(cells, columns, strict=True):
        if cell and not column:
            findings.note_unread(f"column {cell}", f"row {line}")
    return [column or cell for column, cell in zip(columns, cells, strict=True)]


def _read_entry(values: Values, where: str, title: str, ids: set[str], findings: Findings) -> Listing | None:
    latin, arabic = values.get("name latin", ""), values.get("name arabic", "")
    if not (latin or arabic):
        findings.note_unread("row without a name", where)
        return None
    kind = _kind(values.get("classification", ""), title, where, findings)
    reference = slug(latin) or f"number-{slug(values.get('number', '')) or slug(where)}"
    draft = Draft(distinct_id(f"ae:{reference}", ids, findings), kind, findings)
    number = values.get("number", "")
    draft.source = f"{where}, number {number}" if number else where
    for script, text in (("latin", latin), ("arabic", arabic)):
        _add_names(draft, text, values.get(f"family {script}", ""))
    for name in names_in(_DOCTOR.sub("", values.get("known as", ""))):
        if name not in [known.text for known in draft.names]:
            draft.add_name(name, NameQuality.ALIAS)
    _add_particulars(draft, values)
    _add_designation(draft, values.get("other", ""))
    for label, value in values.items():
        if label not in _READ:
            draft.add_detail(label, value)
    return draft.finish()


def _kind(classification: str, title: str, where: str, findings: Findings) -> PartyKind:
    for text, words in ((classification, KIND), (title, TITLE_KIND)):
        for word, kind in words:
            if word in text:
                return kind
    findings.warn(f'unknown classification "{classification}", read as unknown kind; add it to KIND', where)
    return PartyKind.UNKNOWN


def _add_names(draft: Draft, text: str, family: str) -> None:
    """Add the names of a cell: the first is primary, spellings and by-names behind it are aliases."""
    bare = _DOCTOR.sub("", text)
    if bare != text:
        draft.titles.append("د.")
    names = names_in(bare)
    for position, name in enumerate(names):
        given = name.removesuffix(family).strip() if family and name.endswith(f" {family}") else ""
        parts = (NamePart("family", family), NamePart("given", given)) if given and not position else ()
        draft.add_name(name, NameQuality.ALIAS if position else NameQuality.PRIMARY, parts)
    if names and names != [text]:
        draft.add_detail("name as published", text)
    if names and family and not names[0].endswith(f" {family}"):
        draft.add_detail("family name", family)


def _add_particulars(draft: Draft, values: Values) -> None:
    nationality = values.get("nationality", "")
    countries = countries_in(nationality)
    draft.countries.extend(countries)
    if nationality and (len(countries) != 1 or ":" in nationality):
        draft.add_detail("nationality", nationality)
    if values.get("birth date"):
        draft.add_birth_date(values["birth date"])
    born = values.get("birth place", "")
    if born:
        draft.birth_places.append(Place(born, country=next(iter(countries_in(born)[-1:]), None)))
    country = values.get("country", "")
    codes = countries_in(country)
    note = country if country and (len(codes) != 1 or "-" in country) else None
    place = Place(street=values.get("street"), city=values.get("city"), country=next(iter(codes), None), note=note)
    draft.add_place(draft.addresses, place)
    identifiers, rest = documents_in(
        values.get("document type", ""),
        values.get("document number", ""),
        values.get("document issuer", ""),
        (values.get("document issued", ""), values.get("document expires", "")),
    )
    draft.identifiers.extend(identifiers)
    draft.add_detail("document", rest)


def _add_designation(draft: Draft, text: str) -> None:
    """Keep what the sheet says beside an entry: the Cabinet's decision that listed it."""
    draft.remarks = text or None
    draft.designations.append(Designation(AUTHORITY, PROGRAMME, legal_basis=text or None))
