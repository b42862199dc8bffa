"""The EU's consolidated list of financial sanctions: the files of version 1.1, as XML and as CSV.

In: the root of `xmlFullSanctionsList_1_1` or the text of `csvFullSanctionsList_1_1`. Out: a listing for each sanctionEntity. Every
attribute is read or reported once as unread. It must not know where the file came from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lxml import etree

from tamis.errors import FormatError
from tamis.records import Listing
from tamis.sources.draft import squeeze
from tamis.sources.eu_entry import Entry, Part, listing_of
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed, publication_day
from tamis.sources.reading import OpenedFile, decode_text, parse_xml
from tamis.sources.tables import check_headings, read_csv_rows, table_of

XML_PARSER = "eu-xml/1"
CSV_PARSER = "eu-csv/1"
ROOT = "export"
ENTITY = "sanctionEntity"
DELIMITER = ";"
GENERATED = "fileGenerationDate"
ENTITY_ID = "Entity_LogicalId"

_COUNTRY = ("countryIso2Code", "countryDescription")
_TECHNICAL = ("logicalId", "regulationLanguage")
_REGULATION = (
    "regulationType",
    "organisationType",
    "publicationDate",
    "entryIntoForceDate",
    "numberTitle",
    "programme",
)
_IDENTIFICATION = (
    "latinNumber",
    "nameOnDocument",
    "number",
    "region",
    "identificationTypeCode",
    "identificationTypeDescription",
)
KNOWN: dict[str, frozenset[str]] = {
    name: frozenset([*attributes.split(), *more])
    for name, attributes, more in (
        (ENTITY, "designationDetails designationDate unitedNationId euReferenceNumber logicalId", ()),
        ("subjectType", "code classificationCode", ()),
        ("regulation", "publicationUrl", (*_REGULATION, *_TECHNICAL)),
        (
            "nameAlias",
            "firstName middleName lastName wholeName function gender title nameLanguage strong",
            _TECHNICAL,
        ),
        ("address", "city street poBox zipCode region place asAtListingTime", (*_COUNTRY, *_TECHNICAL)),
        (
            "birthdate",
            "circa calendarType birthdate dayOfMonth monthOfYear year yearRangeFrom yearRangeTo city zipCode region place",
            (*_COUNTRY, *_TECHNICAL),
        ),
        ("citizenship", "region", (*_COUNTRY, *_TECHNICAL)),
        (
            "identification",
            "diplomatic knownExpired knownFalse reportedLost revokedByIssuer issuedBy issuedDate issueDate validFrom validTo",
            (*_IDENTIFICATION, *_COUNTRY, *_TECHNICAL),
        ),
        ("regulationSummary", "publicationUrl", (*_REGULATION, *_TECHNICAL)),
        ("contactInfo", "key value", _TECHNICAL),
    )
}
"""Attributes of each element; any other is kept as a remark of its part, and reported."""

_OWN_PARTS = ("regulation", "nameAlias", "address", "birthdate", "citizenship", "identification")
_PREFIXES = {
    "NameAlias": "nameAlias",
    "Address": "address",
    "BirthDate": "birthdate",
    "Identification": "identification",
    "Citizenship": "citizenship",
}
"""What a heading of the CSV begins with -> part."""

_CSV_NAMES = {
    "EU_ReferenceNumber": "euReferenceNumber",
    "SubjectType": "code",
    "SubjectType_ClassificationCode": "classificationCode",
    "BirthDate": "birthdate",
    "Day": "dayOfMonth",
    "Month": "monthOfYear",
    "TypeCode": "identificationTypeCode",
    "TypeDescription": "identificationTypeDescription",
    "Regulation_Type": "regulationType",
    "Regulation_OrganisationType": "organisationType",
    "Regulation_PublicationDate": "publicationDate",
    "Regulation_EntryIntoForceDate": "entryIntoForceDate",
    "Regulation_NumberTitle": "numberTitle",
    "Regulation_Programme": "programme",
    "Regulation_PublicationUrl": "publicationUrl",
}
"""What follows in a heading -> the XML's attribute, where it is not the same word with a small first letter."""

_REMARK, _CONTACT = "remark", "contactInfo"
NEEDED = (
    ENTITY_ID,
    "Entity_EU_ReferenceNumber",
    "Entity_SubjectType",
    "Entity_Regulation_Programme",
    "NameAlias_WholeName",
)


def tells(text: str) -> bool:
    """Say whether a text begins with the headings of the CSV 1.1."""
    return ENTITY_ID in text.split("\n", 1)[0]


def tells_old(text: str) -> bool:
    """Say whether a text begins with the headings of the CSV 1.0, which are others and lack the dates of amendments."""
    return "Naal_wholename" in text.split("\n", 1)[0]


def read_xml(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's XML; see `read_eu_xml`."""
    main = files["main"]
    published_at, listings = read_eu_xml(parse_xml(main), str(main.path), findings)
    return Parsed(parser=XML_PARSER, listings=listings, published_at=published_at)


def read_csv(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's CSV; see `read_eu_csv`."""
    published_at, listings = read_eu_csv(files["main"], findings)
    return Parsed(parser=CSV_PARSER, listings=listings, published_at=published_at)


def read_eu_xml(root: etree._Element, path: str, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the file's own time and the listings of the XML.

    Raises:
        FormatError: no entry, or one without reference or name.
        PublicationError: a generationDate that is none.
    """
    entries = []
    for element in root:
        if element.tag == ENTITY:
            entries.append(_entry_of(element, findings))
        else:
            findings.note_unread(f"element {element.tag}", "the list")
    return _generated_at(squeeze(root.get("generationDate")), path), _listings(entries, path, findings)


def _entry_of(element: etree._Element, findings: Findings) -> Entry:
    values, unknown = _attributes(
        element, squeeze(element.get("euReferenceNumber") or element.get("logicalId")) or "the list", findings
    )
    entry = Entry(values, unread=unknown)
    for child in element:
        name = str(child.tag)
        if name == _REMARK:
            entry.remarks.append(squeeze(child.text))
        elif name == "subjectType":
            entry.values.update(_attributes(child, entry.reference, findings)[0])
        elif name in _OWN_PARTS:
            entry.parts.append(_part_of(child, entry, findings))
        else:
            findings.note_unread(f"element {ENTITY}/{name}", entry.reference)
            entry.unread.append(f"{name}: {_everything(child)}")
    return entry


def _part_of(element: etree._Element, entry: Entry, findings: Findings) -> Part:
    values, unknown = _attributes(element, entry.reference, findings)
    part = Part(str(element.tag), values, unknown)
    for child in element:
        name = str(child.tag)
        if name == _REMARK:
            part.remarks.append(squeeze(child.text))
        elif name == "publicationUrl":
            part.values[name] = squeeze(child.text)
        elif name == _CONTACT:
            part.contacts.append((squeeze(child.get("key")), squeeze(child.get("value")) or squeeze(child.text)))
        elif name == "regulationSummary":
            told = _attributes(child, entry.reference, findings)[0]
            _cite(entry, told)
        else:
            findings.note_unread(f"element {part.kind}/{name}", entry.reference)
            part.remarks.append(f"{name}: {_everything(child)}")
    part.remarks = [remark for remark in part.remarks if remark]
    return part


def _attributes(element: etree._Element, where: str, findings: Findings) -> tuple[dict[str, str], list[str]]:
    """Return the attributes of an element that say anything, and the unknown ones in words."""
    known = KNOWN[str(element.tag)]
    values = {str(name): text for name, value in element.items() if (text := squeeze(str(value)))}
    unknown = [name for name in values if name not in known]
    for name in unknown:
        findings.note_unread(f"attribute {element.tag}/@{name}", where)
    return values, [f"{name}: {values[name]}" for name in unknown]


def _everything(element: etree._Element) -> str:
    words = [f"{name!s} {value!s}" for name, value in element.attrib.items()]
    return squeeze(" ".join([*words, *map(str, element.itertext())]))


def _cite(entry: Entry, act: dict[str, str]) -> None:
    cited = (act.get("numberTitle", ""), act.get("publicationDate", ""), act.get("publicationUrl", ""))
    if any(cited):
        entry.acts[cited] = None


def read_eu_csv(file: OpenedFile, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the day on which the file was made and the listings of the CSV.

    A row holds the entry's own columns and those of one part; the rows of an entry have its logical number.

    Raises:
        FormatError: not UTF-8, a column missing, a row cut off, an entry without number or name.
        PublicationError: a fileGenerationDate that is no day.
    """
    path = str(file.path)
    table = table_of(read_csv_rows(decode_text(file), path, DELIMITER), path)
    columns = {heading: _column(heading) for heading in table.headings}
    known = [heading for heading, column in columns.items() if column is not None]
    check_headings(table, NEEDED, [*known, GENERATED], findings)
    entries: dict[str, Entry] = {}
    at, generated = table.headings.index(ENTITY_ID), ""
    for number, row in enumerate(table.rows, start=1):
        logical_id = squeeze(row[at])
        if not logical_id:
            raise FormatError(f"{path}: row {number} has no {ENTITY_ID}; the file is damaged")
        entry = entries.setdefault(logical_id, Entry({}))
        blocks: dict[str, dict[str, str]] = {}
        for heading, cell in zip(table.headings, row, strict=True):
            column = columns[heading]
            if cell and column is not None and cell.strip():
                blocks.setdefault(column[0], {})[column[1]] = squeeze(cell)
            elif cell and heading == GENERATED:
                generated = generated or squeeze(cell)
            elif cell.strip() and (words := f"{heading}: {squeeze(cell)}") not in entry.unread:
                entry.unread.append(words)
        _gather(entry, blocks)
    return _generated_at(generated, path), _listings(list(entries.values()), path, findings)


def _column(heading: str) -> tuple[str, str] | None:
    """Return part and attribute of a heading: `Entity_Regulation_Programme` is the programme of a regulation."""
    prefix, _, rest = heading.partition("_")
    kind = _PREFIXES.get(prefix)
    if kind is None and prefix != "Entity":
        return None
    name = _CSV_NAMES.get(rest) or rest[:1].lower() + rest[1:]
    if rest.startswith("Regulation_"):
        kind = "regulation" if kind is None else f"act of {kind}"
        return (kind, name) if name in KNOWN["regulation"] else None
    kind = kind or ENTITY
    allowed = KNOWN[kind] | KNOWN["subjectType"] if kind == ENTITY else KNOWN[kind]
    return (kind, name) if name in allowed or name in (_REMARK, _CONTACT) else None


def _gather(entry: Entry, blocks: dict[str, dict[str, str]]) -> None:
    """Add the parts of one row to its entry; what repeats on each row is added once."""
    for kind, values in blocks.items():
        remark = values.pop(_REMARK, "")
        if kind == ENTITY:
            entry.values.update(values)
            if remark and remark not in entry.remarks:
                entry.remarks.append(remark)
        elif kind.startswith("act of "):
            _cite(entry, values)
        elif values.keys() - set(_TECHNICAL) or remark:
            contacts = [("", values.pop(_CONTACT))] if _CONTACT in values else []
            part = Part(kind, values, [remark] if remark else [], contacts)
            if part not in entry.parts:
                entry.parts.append(part)


def _listings(entries: list[Entry], path: str, findings: Findings) -> list[Listing]:
    listings: dict[str, Listing] = {}
    for entry in entries:
        reference = entry.reference
        if not reference:
            raise FormatError(f"{path}: a {ENTITY} has neither euReferenceNumber nor logicalId; the file is damaged")
        if f"eu:{reference}" in listings:
            findings.warn("reference that stands twice, told apart by its logical number", reference)
            reference = f"{reference}/{entry.values.get('logicalId', len(listings))}"
        if f"eu:{reference}" in listings:
            raise FormatError(f"{path}: the reference {reference} stands twice; the file is damaged")
        listings[f"eu:{reference}"] = listing_of(entry, f"eu:{reference}", path, findings)
    if not listings:
        raise FormatError(f"{path}: the list holds no {ENTITY}; download it again")
    return list(listings.values())


def _generated_at(text: str, path: str) -> str | None:
    """Return the time at which the EU made the file: whole in the XML, a day as DD/MM/YYYY in the CSV."""
    try:
        dt.date.fromisoformat(text[: len("2026-02-27")])
    except ValueError:
        return publication_day(text, "the date of the file", path)
    return text
