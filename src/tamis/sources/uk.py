"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as CSV and as XML.

In: the text of `UK-Sanctions-List.csv` or the root of `UK-Sanctions-List.xml`. Out: a listing for each Unique ID. The CSV repeats a
designation for each combination of its names, addresses and dates; the XML says each once: both become the same entry,
and then the same listing. It must not know where the file came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter

from lxml import etree

from tamis.errors import FormatError
from tamis.records import Designation, Listing
from tamis.sources.draft import Draft, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed, publication_day
from tamis.sources.reading import OpenedFile, decode_text, parse_xml
from tamis.sources.tables import Table, check_headings, columns_of, fold_heading, read_csv_rows, table_of
from tamis.sources.uk_entry import Entry, Values, add_mentions, day_of, fill, kind_of
from tamis.sources.un_comments import links_in
from tamis.sources.un_references import add_un_references, own_reference

CSV_PARSER = "uk-csv/1"
XML_PARSER = "uk-xml/1"
ROOT = "Designations"
DESIGNATION = "Designation"
TITLE_LINE = "Report Date"
UNIQUE_ID = "Unique ID"
AUTHORITY = "UK Foreign, Commonwealth and Development Office"
NAME_COLUMNS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
LINES = tuple(range(1, 7))

# Group: the CSV's headings; the elements of the XML that repeat, and their children (none: the element's own text).
_FIELDS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "name": (
        (*NAME_COLUMNS, "Name type", "Alias strength"),
        "Names/Name",
        ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6", "NameType", "AliasStrength"),
    ),
    "original": (
        ("Name non-latin script", "Non-latin script type", "Non-latin script language"),
        "NonLatinNames/NonLatinName",
        ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    ),
    "title": (("Title",), "Titles/Title", ()),
    "un": (("UN Reference Number",), "UNReferenceNumber", ()),
    "ofsi": (("OFSI Group ID",), "OFSIGroupID", ()),
    "kind": (("Designation Type",), "IndividualEntityShip", ()),
    "regime": (("Regime Name",), "RegimeName", ()),
    "designated": (("Date Designated",), "DateDesignated", ()),
    "source": (("Designation source",), "DesignationSource", ()),
    "measures": (("Sanctions Imposed",), "SanctionsImposed", ()),
    "information": (("Other Information",), "OtherInformation", ()),
    "reasons": (("UK Statement of Reasons",), "UKStatementofReasons", ()),
    "amended": (("Last Updated",), "LastUpdated", ()),
    "address": (
        (*(f"Address Line {line}" for line in LINES), "Address Postal Code", "Address Country"),
        "Addresses/Address",
        (*(f"AddressLine{line}" for line in LINES), "AddressPostalCode", "AddressCountry"),
    ),
    "phone": (("Phone number",), "PhoneNumbers/PhoneNumber", ()),
    "website": (("Website",), "Websites/Website", ()),
    "email": (("Email address",), "EmailAddresses/EmailAddress", ()),
    "birth_date": (("D.O.B",), "IndividualDetails/Individual/DOBs/DOB", ()),
    "birth_place": (
        ("Town of birth", "Country of birth"),
        "IndividualDetails/Individual/BirthDetails/Location",
        ("TownOfBirth", "CountryOfBirth"),
    ),
    "nationality": (("Nationality(/ies)",), "IndividualDetails/Individual/Nationalities/Nationality", ()),
    "passport": (
        ("Passport number", "Passport additional information"),
        "IndividualDetails/Individual/PassportDetails/Passport",
        ("PassportNumber", "PassportAdditionalInformation"),
    ),
    "national_id": (
        ("National Identifier number", "National Identifier additional information"),
        "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier",
        ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    ),
    "position": (("Position",), "IndividualDetails/Individual/Positions/Position", ()),
    "gender": (("Gender",), "IndividualDetails/Individual/Genders/Gender", ()),
    "entity_type": (("Type of entity",), "EntityDetails/Entity/TypeOfEntities/TypeOfEntity", ()),
    "subsidiary": (("Subsidiaries",), "EntityDetails/Entity/Subsidiaries/Subsidiary", ()),
    "parent": (("Parent company",), "EntityDetails/Entity/ParentCompanies/ParentCompany", ()),
    "registration": (
        ("Business registration number (s)",),
        "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
        (),
    ),
    "imo": (("IMO number",), "ShipDetails/Ship/IMONumbers/IMONumber", ()),
    "owner": (
        ("Current owner/operator (s)",),
        "ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator",
        (),
    ),
    "previous_owner": (
        ("Previous owner/operator (s)",),
        "ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator",
        (),
    ),
    "flag": (
        ("Current believed flag of ship",),
        "ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
        (),
    ),
    "previous_flag": (("Previous flags",), "ShipDetails/Ship/PreviousFlags/PreviousFlag", ()),
    "ship_type": (("Type of ship",), "ShipDetails/Ship/TypeOfShipDetails/TypeOfShip", ()),
    "tonnage": (("Tonnage of ship",), "ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip", ()),
    "length": (("Length of ship",), "ShipDetails/Ship/LengthOfShipDetails/LengthOfShip", ()),
    "built": (("Year Built",), "ShipDetails/Ship/YearsBuilt/YearBuilt", ()),
    "hull": (
        ("Hull identification number (HIN)",),
        "ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber",
        (),
    ),
}
CSV_GROUPS = {group: headings for group, (headings, _, _) in _FIELDS.items()}
NEEDED = (UNIQUE_ID, *NAME_COLUMNS, "Name type", "Regime Name", "Designation Type", "Date Designated", "D.O.B")
_INDICATORS = "SanctionsImposedIndicators"
_GENERATED = "DateGenerated"
_LEAVES = {
    f"{path}/{child}": (group, place)
    for group, (_, path, children) in _FIELDS.items()
    for place, child in enumerate(children)
}
_WHOLES = {path: (group, max(1, len(children))) for group, (_, path, children) in _FIELDS.items()}
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_VALUES: dict[Values, None] = {}
_TITLE_DATE = re.compile(rf"\s*{TITLE_LINE}\s*:?\s*(?P<day>.*?)[\s,]*", re.IGNORECASE)


def tells(text: str) -> bool:
    """Say whether a text begins as the CSV does: `Report Date: ...`, then headings with the Unique ID."""
    return text.startswith(TITLE_LINE) and UNIQUE_ID in text


def read_csv(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's CSV; see `read_uk_csv`."""
    published_at, listings = read_uk_csv(files["main"], findings)
    return Parsed(parser=CSV_PARSER, listings=listings, published_at=published_at)


def read_xml(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's XML; see `read_uk_xml`."""
    main = files["main"]
    published_at, listings = read_uk_xml(parse_xml(main), str(main.path), findings)
    return Parsed(parser=XML_PARSER, listings=listings, published_at=published_at)


def read_uk_csv(file: OpenedFile, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the day of the report and the listings of the CSV.

    Raises:
        FormatError: not UTF-8, a column missing, a row cut off, an entry without Unique ID or name.
        PublicationError: a Report Date that is no day.
    """
    path = str(file.path)
    rows = read_csv_rows(decode_text(file), path)
    title = _TITLE_DATE.fullmatch(",".join(rows[0])) if rows else None
    if title is None:
        raise FormatError(f"{path}: line 1 is not '{TITLE_LINE}: ...'; download the list again")
    table = table_of(rows[1:], path, first_line=2)
    check_headings(table, NEEDED, [UNIQUE_ID, *(name for names in CSV_GROUPS.values() for name in names)], findings)
    entries = entries_of(table, UNIQUE_ID, CSV_GROUPS)
    known = frozenset(entries)
    return publication_day(title["day"], TITLE_LINE, path), [
        _listing(entry, path, known, findings) for entry in entries.values()
    ]


def entries_of(table: Table, key: str, groups: dict[str, tuple[str, ...]]) -> dict[str, Entry]:
    """Return the entries of a table by the reference in one column; its rows are gathered, each combination once.

    Raises:
        FormatError: a row without reference.
    """
    getters = {group: _getter(places) for group, places in columns_of(table, groups).items()}
    read = {key, *(heading for headings in groups.values() for heading in headings)}
    unread = [(place, heading) for place, heading in enumerate(table.headings) if not _among(heading, read)]
    at = table.places()[fold_heading(key)]
    entries: dict[str, Entry] = {}
    for number, row in enumerate(table.rows, start=1):
        reference = squeeze(row[at])
        if not reference:
            raise FormatError(f"{table.path}: row {number} has no {key}; the file is damaged")
        entry = entries.get(reference)
        if entry is None:
            entry = entries[reference] = Entry(reference)
        for place, heading in unread:
            entry.add("unread", (f"{heading}: {squeeze(row[place])}" if row[place].strip() else "",))
        for group, values_of in getters.items():
            values = values_of(row)
            if values not in entry.groups.get(group, _NO_VALUES):
                entry.add(group, values)
    return entries


def _getter(places: tuple[int | None, ...]) -> Callable[[list[str]], Values]:
    """Return what takes the values in these places of a row, always as a tuple; a heading that is not there has none."""
    there = tuple(place for place in places if place is not None)
    if len(there) == len(places) > 1:
        return itemgetter(*there)
    return lambda row: tuple("" if place is None else row[place] for place in places)


def _among(heading: str, headings: set[str]) -> bool:
    return fold_heading(heading) in {fold_heading(one) for one in headings}


def read_uk_xml(root: etree._Element, path: str, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the day on which the file was made and the listings of the XML.

    Raises:
        FormatError: no designation, or one without Unique ID or name.
        PublicationError: a DateGenerated that is no day.
    """
    entries: dict[str, Entry] = {}
    for element in root:
        if element.tag == DESIGNATION:
            reference = squeeze(element.findtext("UniqueID"))
            if not reference:
                raise FormatError(f"{path}: a Designation has no UniqueID; the file is damaged")
            if reference in entries:
                findings.warn("Unique ID that stands twice, read as one listing", reference)
            _gather(element, entries.setdefault(reference, Entry(reference)), findings)
        elif element.tag != _GENERATED:
            findings.note_unread(f"element {element.tag}", "the list")
    if not entries:
        raise FormatError(f"{path}: the list holds no designation; download it again")
    day = publication_day(squeeze(root.findtext(_GENERATED)), _GENERATED, path)
    known = frozenset(entries)
    return day, [_listing(entry, path, known, findings) for entry in entries.values()]


def _gather(element: etree._Element, entry: Entry, findings: Findings) -> None:
    """Add the values of one Designation to its entry."""
    for within, node in _nodes(element, ""):
        if within in _WHOLES:
            group, width = _WHOLES[within]
            entry.add(group, _values(node, within, width))
        elif within.startswith(f"{_INDICATORS}/"):
            if squeeze(node.text).lower() == "true":
                entry.add("indicator", (_CAPITAL.sub(" ", node.tag).capitalize(),))
        elif not len(node) and within not in _LEAVES and within not in ("UniqueID", _INDICATORS) and squeeze(node.text):
            findings.note_unread(f"element {within}", entry.reference)
            entry.add("unread", (f"{within}: {squeeze(node.text)}",))


def _nodes(element: etree._Element, within: str) -> Iterator[tuple[str, etree._Element]]:
    """Return every element below one, with its path."""
    for child in element:
        path = f"{within}/{child.tag}" if within else str(child.tag)
        yield path, child
        yield from _nodes(child, path)


def _values(node: etree._Element, within: str, width: int) -> Values:
    if not len(node):
        return (node.text or "", *[""] * (width - 1))
    values = [""] * width
    for child in node:
        place = _LEAVES.get(f"{within}/{child.tag}")
        if place is not None:
            values[place[1]] = child.text or ""
    return tuple(values)


def _listing(entry: Entry, path: str, known: frozenset[str], findings: Findings) -> Listing:
    reference = entry.reference
    draft = Draft(f"uk:{reference}", kind_of(entry.first("kind"), reference, findings), findings)
    draft.source = f"Unique ID {reference}"
    fill(draft, entry)
    if not draft.names:
        raise FormatError(f"{path}: {reference} has no name; the file is damaged")
    _add_designations(draft, entry)
    for values in entry.all("un"):
        add_un_references(draft, squeeze(values[0]))
    for values in entry.all("ofsi"):
        draft.add_reference("ofsi_group", squeeze(values[0]), f"uk-ofsi:{squeeze(values[0])}")
    _add_remarks(draft, entry, known)
    return draft.finish()


def _add_designations(draft: Draft, entry: Entry) -> None:
    """Add a designation for each regime, listed on the earliest day told; its measures are joined by `|` in the file."""
    days = [day_of(squeeze(text), "date designated", draft) for (text,) in entry.all("designated")]
    measures = [squeeze(part) for (text,) in entry.all("measures") for part in text.split("|")]
    told = {_folded(measure) for measure in measures}
    measures += [measure for (measure,) in entry.all("indicator") if _folded(measure) not in told]
    for programme in [squeeze(text) for (text,) in entry.all("regime")] or [""]:
        draft.designations.append(
            Designation(
                AUTHORITY,
                programme or None,
                min((day for day in days if day), default=None),
                measures=tuple(dict.fromkeys(measure for measure in measures if measure)),
                reference=draft.reference,
            )
        )
    for (source,) in entry.all("source"):
        draft.add_detail("designation source", source)


def _folded(measure: str) -> str:
    return "".join(filter(str.isalnum, measure)).casefold()


def _add_remarks(draft: Draft, entry: Entry, known: frozenset[str]) -> None:
    texts = [text.strip() for (text,) in entry.all("information")]
    texts += [f"Statement of reasons: {text.strip()}" for (text,) in entry.all("reasons")]
    draft.remarks = "\n".join(texts) or None
    draft.links.extend(links_in(draft.remarks or "", own_reference(draft)))
    add_mentions(draft, draft.remarks or "", known)
