"""The United Nations Security Council Consolidated List, as XML.

In: the root of `consolidated.xml`. Out: a listing for each INDIVIDUAL and ENTITY. Every element is read into a field, kept
as a detail, or reported once as unread; a code that no table knows is read the strictest way and reported.
It must not know where the file came from nor what is done with the listings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from tamis.errors import FormatError, PublicationError
from tamis.records import Designation, Identifier, Listing, NamePart, NameQuality, PartialDate, PartyKind
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, parse_xml, whole_text
from tamis.sources.un_comments import links_in
from tamis.sources.un_documents import identifier_in
from tamis.sources.un_names import split_alias
from tamis.values.dates import parse_date
from tamis.values.scripts import script_of

PARSER = "un-xml/1"
ROOT = "CONSOLIDATED_LIST"
AUTHORITY = "UN Security Council"

KIND = {"INDIVIDUAL": PartyKind.PERSON, "ENTITY": PartyKind.ORGANISATION}
"""Element -> kind. The list has no element for vessels: its ships stand among the entities."""

GROUPS = ("INDIVIDUALS", "ENTITIES")

NAME_QUALITY = {
    "": NameQuality.ALIAS,
    "good": NameQuality.ALIAS,
    "a.k.a.": NameQuality.ALIAS,
    "low": NameQuality.WEAK,
    "f.k.a.": NameQuality.FORMER,
}
"""QUALITY of an alias -> quality; any other is read as a good alias and reported."""

GENDER = {"male": "male", "female": "female", "unknown": None}
NAME_POSITION = {"FIRST_NAME": "first", "SECOND_NAME": "second", "THIRD_NAME": "third", "FOURTH_NAME": "fourth"}
BIRTH_DATE_TYPES = frozenset({"", "EXACT", "APPROXIMATELY", "BETWEEN"})
NO_VALUE = frozenset({"", "na", "null", "n/a"})
"""What stands for nothing in the list."""

CONSTANT = {"VERSIONNUM": "1", "LIST_TYPE": "UN List"}
"""Elements that say the same everywhere; another value is kept as a detail."""

DETAILS = {
    "HAS_INTERPOL_LINK": "has INTERPOL notice",
    "INTERPOL_LINK": "INTERPOL notice",
    "SUBMITTED_BY": "submitted by",
    "SUBMITTED_ON": "submitted on",
    "SORT_KEY": "sort key",
    "SORT_KEY_LAST_MOD": "sort key last modified",
}
PLACE_PARTS = {
    "STREET": "street",
    "CITY": "city",
    "STATE_PROVINCE": "region",
    "ZIP_CODE": "postcode",
    "COUNTRY": "country",
    "NOTE": "note",
}
ALIAS_PARTS = frozenset({"QUALITY", "ALIAS_NAME", "NOTE", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"})

_LANGUAGE_IN_BRACKETS = re.compile(r"\s*\(([A-Za-z ]+)\)$")
_GENDER_IN_COMMENTS = re.compile(r"\b(?:gender|sex)\s*[:\[]\s*(male|female)\b", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_un`."""
    main = files["main"]
    published_at, listings = read_un(parse_xml(main), str(main.path), findings)
    return Parsed(parser=PARSER, listings=listings, published_at=published_at)


def read_un(root: etree._Element, path: str, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the publication's own time and its listings.

    Args:
        root: Root of the tree, `CONSOLIDATED_LIST`.
        path: The file's name, for messages.
        findings: Takes what is not known.

    Raises:
        FormatError: no entry at all, an entry without reference or name, or a reference twice.
        PublicationError: a time of publication that is none.
    """
    listings: dict[str, Listing] = {}
    for element in _entries(root, findings):
        listing = _read_entry(element, path, findings)
        if listing.id in listings:
            raise FormatError(f"{path}: the reference {listing.id.partition(':')[2]} stands twice; the file is damaged")
        listings[listing.id] = listing
    if not listings:
        raise FormatError(f"{path}: the list holds no entry; download it again")
    return _published_at(root, path), list(listings.values())


def _published_at(root: etree._Element, path: str) -> str | None:
    """Return the time at which the UN made the file, as it is written there; None where it is not told."""
    generated = squeeze(root.get("dateGenerated"))
    try:
        dt.date.fromisoformat(generated[: len("2026-02-27")] if generated else "2026-02-27")
    except ValueError:
        raise PublicationError(f"{path}: dateGenerated {generated!r} is no date; the file is damaged") from None
    return generated or None


def _entries(root: etree._Element, findings: Findings) -> Iterator[etree._Element]:
    for group in root:
        for element in group:
            if element.tag in KIND:
                yield element
            else:
                findings.note_unread(f"element {group.tag}/{element.tag}", "the list")
        if group.tag not in GROUPS:
            findings.note_unread(f"element {group.tag}", "the list")
    for tag in GROUPS:
        if root.find(f"{tag}/*") is None:
            findings.warn(f"the file holds no {tag}: a part of the list may be missing")


def _read_entry(element: etree._Element, path: str, findings: Findings) -> Listing:
    reference = squeeze(element.findtext("REFERENCE_NUMBER"))
    data_id = squeeze(element.findtext("DATAID"))
    if not reference:
        raise FormatError(
            f"{path}: {element.tag} with DATAID {data_id or 'none'} has no REFERENCE_NUMBER; the file is damaged"
        )
    draft = Draft(f"un:{reference}", KIND[element.tag], findings)
    draft.source = f"{element.tag} DATAID {data_id}"
    _read_name(draft, element)
    aliases = f"{element.tag}_ALIAS"
    for child in sorted(element, key=lambda child: child.tag == aliases):  # what is told of an alias comes last
        tag = child.tag.removeprefix(f"{element.tag}_")
        reader = _READERS.get(tag)
        if reader is not None:
            reader(draft, child)
        elif tag not in _READ_ELSEWHERE:
            _keep_unknown(draft, child, f"{element.tag}/{child.tag}")
    _read_designation(draft, element)
    if not draft.names:
        raise FormatError(f"{path}: {element.tag} {reference} has no name; the file is damaged")
    return draft.finish()


def _read_name(draft: Draft, element: etree._Element) -> None:
    """Read the primary name: its four positions, then the same in its own script."""
    parts = tuple(
        NamePart(role, text)
        for role, text in ((role, squeeze(element.findtext(tag))) for tag, role in NAME_POSITION.items())
        if text
    )
    several = draft.kind is PartyKind.PERSON
    draft.add_name(" ".join(part.text for part in parts), NameQuality.PRIMARY, parts if several else ())
    for original in element.findall("NAME_ORIGINAL_SCRIPT"):
        text = squeeze(original.text)
        language = _LANGUAGE_IN_BRACKETS.search(text)
        if language and script_of(text) != "Latn":
            text = text[: language.start()]
        for piece, note in split_alias(text):
            draft.add_name(piece, NameQuality.PRIMARY, note=language[1] if language else note)


def _read_designation(draft: Draft, element: etree._Element) -> None:
    programme = squeeze(element.findtext("UN_LIST_TYPE"))
    listed_on = _day(squeeze(element.findtext("LISTED_ON")), "LISTED_ON", draft)
    draft.designations.append(Designation(AUTHORITY, programme or None, listed_on, reference=draft.reference))


def _read_alias(draft: Draft, element: etree._Element) -> None:
    quality = squeeze(element.findtext("QUALITY"))
    rated = NAME_QUALITY.get(quality.lower())
    if rated is None:
        draft.findings.warn(f'unknown QUALITY "{quality}", read as alias; add it to NAME_QUALITY', draft.reference)
        rated = NameQuality.ALIAS
    note = squeeze(element.findtext("NOTE"))
    text = squeeze(element.findtext("ALIAS_NAME"))
    names = split_alias(text, note)
    for name, remark in names:
        draft.add_name(name, rated, note=remark)
    if text and text not in [name for name, _ in names]:
        draft.add_detail("alias as published", text)
    born = squeeze(element.findtext("DATE_OF_BIRTH"))
    if born.lower() not in NO_VALUE:
        draft.add_birth_date(born, "birth date under an alias")
    city, country = (squeeze(element.findtext(tag)) for tag in ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))
    if city or country:
        draft.add_place(draft.birth_places, place_of(city=city, country=country, note=f"as {text}"))
    _report_children(draft, element, ALIAS_PARTS)


def _read_birth_date(draft: Draft, element: etree._Element) -> None:
    """Read a date of birth: DATE, YEAR, FROM_YEAR to TO_YEAR, or only a NOTE."""
    values = {child.tag: squeeze(child.text) for child in element}
    kind, note = values.get("TYPE_OF_DATE", "").upper(), values.get("NOTE", "")
    if kind not in BIRTH_DATE_TYPES:
        draft.findings.warn(
            f'unknown TYPE_OF_DATE "{kind}", read as EXACT; add it to BIRTH_DATE_TYPES', draft.reference
        )
    circa = kind == "APPROXIMATELY" or note.lower().startswith("approx")
    text = values.get("DATE") or values.get("YEAR") or ""
    if values.get("FROM_YEAR") and values.get("TO_YEAR"):
        text = f"{values['FROM_YEAR']} to {values['TO_YEAR']}"
    elif not text:
        text = values.get("FROM_YEAR") or values.get("TO_YEAR") or ""
    if text:
        draft.add_birth_date(_with_month(text, note) if note else text)
    elif _readable(note):
        draft.add_birth_date(note)
    if circa and draft.birth_dates and (text or _readable(note)):
        last = draft.birth_dates[-1]
        draft.birth_dates[-1] = PartialDate(last.year, last.month, last.day, True, last.until)
    draft.add_detail("birth date note", note if note.lower() != "approximately" else "")
    _report_children(draft, element, frozenset({"TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"}))


def _with_month(year: str, note: str) -> str:
    """Return `Sep. 1977` for the year 1977 with the note `Sep.`; the year where the note tells no month."""
    return f"{note} {year}" if year.isdigit() and _readable(f"{note} {year}") else year


def _readable(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _read_birth_place(draft: Draft, element: etree._Element) -> None:
    draft.add_place(draft.birth_places, place_of(**_place_parts(draft, element)))


def _read_address(draft: Draft, element: etree._Element) -> None:
    draft.add_place(draft.addresses, place_of(**_place_parts(draft, element)))


def _place_parts(draft: Draft, element: etree._Element) -> dict[str, str]:
    _report_children(draft, element, frozenset(PLACE_PARTS))
    parts: dict[str, str] = {}
    for child in element:
        if child.tag in PLACE_PARTS and squeeze(child.text):
            parts[PLACE_PARTS[child.tag]] = squeeze(child.text)
    return parts


def _read_document(draft: Draft, element: etree._Element) -> None:
    values = {child.tag: squeeze(child.text) for child in element}
    identifier = identifier_in(values)
    if isinstance(identifier, Identifier):
        draft.identifiers.append(identifier)
    else:
        draft.add_detail("document", identifier)
    _report_children(
        draft,
        element,
        frozenset(
            [
                "TYPE_OF_DOCUMENT",
                "TYPE_OF_DOCUMENT2",
                "NUMBER",
                "ISSUING_COUNTRY",
                "COUNTRY_OF_ISSUE",
                "CITY_OF_ISSUE",
                "DATE_OF_ISSUE",
                "DATE_OF_EXPIRY",
                "NOTE",
            ]
        ),
    )


def _read_comments(draft: Draft, element: etree._Element) -> None:
    text = (element.text or "").strip()
    if text:
        draft.remarks = text
        draft.links.extend(links_in(text, draft.reference))
        draft.genders.extend(match[1].lower() for match in _GENDER_IN_COMMENTS.finditer(text))


def _read_nationality(draft: Draft, element: etree._Element) -> None:
    for text in _values(element):
        if text.lower() not in NO_VALUE:
            draft.add_country(text, "nationality")


def _read_title(draft: Draft, element: etree._Element) -> None:
    draft.titles.extend(_values(element))


def _read_position(draft: Draft, element: etree._Element) -> None:
    draft.positions.extend(_values(element))


def _read_amended(draft: Draft, element: etree._Element) -> None:
    for text in _values(element):
        day = _day(text, "LAST_DAY_UPDATED", draft)
        if day is not None:
            draft.amended_on.append(day)


def _read_gender(draft: Draft, element: etree._Element) -> None:
    text = squeeze(element.text)
    gender = GENDER.get(text.lower())
    if gender:
        draft.genders.append(gender)
    elif text and text.lower() not in GENDER:
        draft.findings.warn(f'unknown GENDER "{text}", kept as a detail; add it to GENDER', draft.reference)
        draft.add_detail("gender", text)


def _read_constant(draft: Draft, element: etree._Element) -> None:
    text = whole_text(element)
    if text not in ("", CONSTANT[element.tag]):
        draft.add_detail(element.tag.lower().replace("_", " "), text)


def _read_detail(draft: Draft, element: etree._Element) -> None:
    draft.add_detail(DETAILS[element.tag], squeeze(element.text))


def _values(element: etree._Element) -> list[str]:
    """Return the VALUE children's texts, blank ones left out."""
    return [text for text in (squeeze(child.text) for child in element) if text]


def _day(text: str, tag: str, draft: Draft) -> dt.date | None:
    """Return the day of `2001-01-25` or `2001-01-25-05:00`."""
    match = _DATE.match(text)
    try:
        if match is not None:
            return dt.date.fromisoformat(match[0])
    except ValueError:
        pass
    if text:
        draft.findings.warn(f"{tag} that is no date, left out", f"{draft.reference} {text!r}")
    return None


def _report_children(draft: Draft, element: etree._Element, known: frozenset[str]) -> None:
    for child in element:
        if child.tag not in known:
            _keep_unknown(draft, child, f"{element.tag}/{child.tag}")


def _keep_unknown(draft: Draft, element: etree._Element, path: str) -> None:
    """Report an element that no table knows, and keep what it says."""
    draft.findings.note_unread(f"element {path}", draft.reference)
    draft.add_detail(path, whole_text(element))


_READERS: dict[str, Callable[[Draft, etree._Element], None]] = {
    "ALIAS": _read_alias,
    "DATE_OF_BIRTH": _read_birth_date,
    "PLACE_OF_BIRTH": _read_birth_place,
    "ADDRESS": _read_address,
    "DOCUMENT": _read_document,
    "COMMENTS1": _read_comments,
    "NATIONALITY": _read_nationality,
    "TITLE": _read_title,
    "DESIGNATION": _read_position,
    "LAST_DAY_UPDATED": _read_amended,
    "GENDER": _read_gender,
    **dict.fromkeys(CONSTANT, _read_constant),
    **dict.fromkeys(DETAILS, _read_detail),
}
_READ_ELSEWHERE = frozenset(
    {"DATAID", "REFERENCE_NUMBER", "UN_LIST_TYPE", "LISTED_ON", "NAME_ORIGINAL_SCRIPT", *NAME_POSITION}
)
