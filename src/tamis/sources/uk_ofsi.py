"""OFSI's Consolidated List of financial sanctions targets, closed since January 2026: its CSV and its XLSX.

In: the rows of `ConList` in the form of 29 columns (until 2022) or of 36. Out: a listing for each Group ID. The list repeats a
group for each combination of its names and dates, and packs labelled values into Other Information.
It must not know where the file came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tamis.errors import FormatError
from tamis.records import Designation, Listing, NameQuality
from tamis.sources.draft import Draft, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed, publication_day
from tamis.sources.reading import OpenedFile, is_workbook
from tamis.sources.sheets import cell_text, read_rows, sheet_names
from tamis.sources.tables import check_headings, read_csv_rows, table_of
from tamis.sources.uk import NAME_COLUMNS, entries_of
from tamis.sources.uk_entry import Entry, add_mentions, add_original, day_of, fill, kind_of, quality_of
from tamis.sources.un_comments import links_in
from tamis.sources.un_references import add_un_references, own_reference

CSV_PARSER = "uk-ofsi-csv/1"
XLSX_PARSER = "uk-ofsi-xlsx/1"
TITLE = "Last Updated"
GROUP_ID = "Group ID"
AUTHORITY = "UK HM Treasury (OFSI)"
ADDRESS_COLUMNS = (*(f"Address {line}" for line in range(1, 7)), "Post/Zip Code", "Country")

GROUPS: dict[str, tuple[str, ...]] = {
    "name": (*NAME_COLUMNS, "Alias Type", "Alias Quality"),
    "own_script": (
        "Name Non-Latin Script",
        "Non-Latin Script Type",
        "Non-Latin Script Language",
        "Alias Type",
        "Alias Quality",
    ),
    "title": ("Title",),
    "birth_date": ("DOB",),
    "birth_place": ("Town of Birth", "Country of Birth"),
    "nationality": ("Nationality",),
    "passport": ("Passport Number", "Passport Details"),
    "national_id": ("National Identification Number", "National Identification Details"),
    "old_national_id": ("NI Number",),
    "position": ("Position",),
    "address": ADDRESS_COLUMNS,
    "information": ("Other Information",),
    "kind": ("Group Type",),
    "act": ("Regime", "Listed On"),
    "designated": ("UK Sanctions List Date Designated",),
    "amended": ("Last Updated",),
}
NEEDED = (GROUP_ID, *NAME_COLUMNS, "DOB", "Alias Type", "Group Type", "Regime", "Listed On", "Other Information")

LABELS = {
    "UK Sanctions List Ref": "uk",
    "UN Ref": "un",
    "UK Statement of Reasons": "",
    "Gender": "gender",
    "Phone number": "phone",
    "Tel": "phone",
    "Fax": "fax",
    "Email address": "email",
    "Website": "website",
    "Type of entity": "entity_type",
    "Parent company": "parent",
    "Subsidiaries": "subsidiary",
    "Business Reg No": "registration",
    "IMO number": "imo",
    "Flag of ship": "flag",
    "Previous flags": "previous_flag",
    "Current owners": "owner",
    "Previous owners": "previous_owner",
    "Type of ship": "ship_type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year built": "built",
    "Hull identification number": "hull",
}
"""Labels in Other Information -> group; a statement of reasons stays in the remark alone."""

_LABEL = re.compile(rf"\((?P<label>{'|'.join(map(re.escape, LABELS))})\)\s*:", re.IGNORECASE)
_BY_FOLDED = {label.casefold(): group for label, group in LABELS.items()}
_UK_REFERENCE = re.compile(r"[A-Z]{3,4}\d{4}")
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]?\.(?:[A-Z]\.)?\d{1,4}(?:\.\d{2})?", re.IGNORECASE)
_UN_IN_WORDS = re.compile(rf"\bUN\s*Ref(?:erence)?\.?\s*:?\s*(?P<value>{_UN_REFERENCE.pattern})", re.IGNORECASE)
_FIRST_FORM_COLUMNS = 29


def tells(text: str) -> bool:
    """Say whether a text (of a workbook: its first rows) begins as the list does: `Last Updated`, then headings."""
    return text.startswith(TITLE) and GROUP_ID in text


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_uk_ofsi`."""
    main = files["main"]
    published_at, listings = read_uk_ofsi(main, findings)
    parser = XLSX_PARSER if is_workbook(main) else CSV_PARSER
    return Parsed(parser=parser, listings=listings, published_at=published_at)


def read_uk_ofsi(file: OpenedFile, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the day of the list's last update and the listings, of CSV and XLSX alike.

    Raises:
        FormatError: in neither encoding, a column missing, a row cut off, a group without ID or name.
        PublicationError: a day of the last update that is none.
    """
    path = str(file.path)
    rows = _sheet(file, findings) if is_workbook(file) else read_csv_rows(_decode(file), path)
    if not rows or squeeze(rows[0][0] if rows[0] else "") != TITLE:
        raise FormatError(f"{path}: line 1 is not '{TITLE}'; download the list again")
    table = table_of(rows[1:], path, first_line=2)
    headings = [GROUP_ID, *(heading for group in GROUPS.values() for heading in group)]
    check_headings(table, NEEDED, headings, findings)
    entries = entries_of(table, GROUP_ID, GROUPS)
    for entry in entries.values():
        for (text,) in entry.all("information"):
            _sort_information(entry, text)
    known = frozenset(reference for entry in entries.values() for (reference,) in entry.all("uk"))
    listings = [_listing(entry, path, known, findings) for entry in entries.values()]
    updated = squeeze(rows[0][1]) if len(rows[0]) > 1 else ""
    return publication_day(updated, TITLE, path), listings


def _sheet(file: OpenedFile, findings: Findings) -> list[list[str]]:
    name = str(file.path)
    for other in sheet_names(file.content, name)[1:]:
        findings.note_unread(f"sheet {other}", file.name)
    return [
        [cell_text(cell) if not isinstance(cell, str) else cell for cell in row]
        for row in read_rows(file.content, name)
    ]


def _decode(file: OpenedFile) -> str:
    """Return the CSV's text: UTF-8, or Windows-1252 where it is of the form that came so (29 columns, until 2022)."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        headings = text.split("\n", 2)[1] if "\n" in text else ""
        if encoding == "utf-8-sig" or headings.count(",") + 1 == _FIRST_FORM_COLUMNS:
            return text
    raise FormatError(f"{file.path}: neither UTF-8 nor the Windows-1252 of the lists until 2022; download it again")


def _listing(entry: Entry, path: str, known: frozenset[str], findings: Findings) -> Listing:
    reference = entry.reference
    draft = Draft(f"uk-ofsi:{reference}", kind_of(entry.first("kind"), reference, findings), findings)
    draft.source = f"Group ID {reference}"
    for (number,) in entry.all("old_national_id"):
        entry.add("national_id", ("", number))
    fill(draft, entry)
    _add_own_script(draft, entry)
    if not draft.names:
        raise FormatError(f"{path}: group {reference} has no name; the file is damaged")
    _add_designations(draft, entry)
    _add_references(draft, entry)
    texts = [text.strip() for (text,) in entry.all("information")]
    draft.remarks = "\n".join(texts) or None
    words = _LABEL.sub("", draft.remarks or "")
    draft.links.extend(links_in(words, own_reference(draft)))
    add_mentions(draft, words, known)
    return draft.finish()


def _sort_information(entry: Entry, text: str) -> None:
    """Put each labelled value of Other Information into its group: `(Gender):Male (Website):www...`."""
    labels = list(_LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        group = _BY_FOLDED[label["label"].casefold()]
        value = text[label.end() : following.start() if following else len(text)].strip(" ;,\n\u00a0")
        if group == "un":
            match = _UN_REFERENCE.match(value)
            entry.add(group, (match[0],) if match else ("",))
        elif group == "uk":
            for reference in _UK_REFERENCE.findall(value.partition(". ")[0])[:1]:
                entry.add(group, (reference,))
        elif group:
            entry.add(group, (value,))
    if not labels:
        for match in _UN_IN_WORDS.finditer(text):
            entry.add("un", (match["value"],))


def _add_own_script(draft: Draft, entry: Entry) -> None:
    """Add names in their own script, each once, with the best quality of the rows that it stands on."""
    best: dict[str, tuple[NameQuality, str]] = {}
    for values in entry.all("own_script"):
        text, script, language, kind, strength = (squeeze(value) for value in values)
        if not text:
            continue
        quality = quality_of(kind, strength, draft)
        if text not in best or _RANK[quality] < _RANK[best[text][0]]:
            best[text] = (quality, language or script)
    for text, (quality, language) in best.items():
        add_original(draft, text, language, quality)


_RANK = {quality: rank for rank, quality in enumerate(NameQuality)}


def _add_designations(draft: Draft, entry: Entry) -> None:
    for regime, listed in dict.fromkeys(tuple(map(squeeze, values)) for values in entry.all("act")):
        draft.designations.append(
            Designation(AUTHORITY, regime or None, day_of(listed, "listed on", draft), reference=draft.reference)
        )
    for (designated,) in entry.all("designated"):
        draft.add_detail("UK Sanctions List date designated", designated)


def _add_references(draft: Draft, entry: Entry) -> None:
    """Add what joins the group to other lists: FCDO's Unique ID, the United Nations' reference."""
    for (reference,) in entry.all("uk"):
        draft.add_reference("uk_reference", reference, f"uk:{reference}")
    for (reference,) in entry.all("un"):
        add_un_references(draft, reference)
