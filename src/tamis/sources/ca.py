"""Canada's Consolidated Autonomous Sanctions List (SEMA), as XML, in the layouts of 2020 and of 2025.

In: the root of `sema-lmes.xml`. Out: a listing for each record. The file has no date and its records no number: a listing's
id is made of the regulation's country, the schedule and the item. It must not know where the file came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from tamis.errors import FormatError
from tamis.records import Designation, Identifier, Listing, NamePart, NameQuality, PartyKind
from tamis.sources.ca_aliases import split_aliases, split_bilingual
from tamis.sources.draft import Draft, distinct_id, slug, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, parse_xml, whole_text
from tamis.values.countries import country_code

PARSER = "ca-sema/1"
ROOT = "data-set"
AUTHORITY = "Canada (Global Affairs)"

SAME_ELEMENT = {"Entity": "EntityOrShip", "Title": "TitleOrShip", "DateOfBirth": "DateOfBirthOrShipBuildDate"}
"""Elements of 2020 -> the elements of 2025 that took their place."""

READ = frozenset(
    [
        "Country",
        "EntityOrShip",
        "LastName",
        "GivenName",
        "TitleOrShip",
        "DateOfBirthOrShipBuildDate",
        "ShipIMONumber",
        "Aliases",
        "Schedule",
        "Item",
        "DateOfListing",
    ]
)
NO_SCHEDULE = frozenset({"", "n/a", "na"})
Element: TypeAlias = etree._Element

_ACRONYM = re.compile(r"\(([A-Z]{3,})\)$")
_BRACKET = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)$")
_MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3})-([3-9]\d)")  # Sep-64: a spreadsheet's way of writing September 1964
_BORN = re.compile(r"^born\s+(?:in\s+)?(?:the\s+)?", re.IGNORECASE)
_EITHER = re.compile(r"\s+or\s+", re.IGNORECASE)
_AT_SEPARATORS = re.compile(r"\s*[,;]\s*")
_LONGEST_SLUG = 40


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_ca`."""
    main = files["main"]
    return Parsed(parser=PARSER, listings=read_ca(parse_xml(main), str(main.path), findings))


def read_ca(root: Element, path: str, findings: Findings) -> list[Listing]:
    """Return the listings of a SEMA file.

    Args:
        root: Root of the tree, `data-set`.
        path: The file's name, for messages.
        findings: Takes what is not known.

    Raises:
        FormatError: no record at all, an element that every record needs and none has, or a record without a name.
    """
    records = [element for element in root if element.tag == "record"]
    for element in root:
        if element.tag != "record":
            findings.note_unread(f"element {element.tag}", "the list")
    _check_elements(records, path)
    ids: set[str] = set()
    return [_read_record(element, number, path, ids, findings) for number, element in enumerate(records, start=1)]


def _check_elements(records: list[Element], path: str) -> None:
    if not records:
        raise FormatError(f"{path}: the list holds no record; download it again")
    tags = {child.tag for record in records for child in record}
    for needed in (("Country",), ("Item",), ("EntityOrShip", "Entity", "LastName", "GivenName")):
        if not tags.intersection(needed):
            raise FormatError(
                f"{path}: no record has the element {needed[0]}; the layout has changed or it is another file"
            )


def _read_record(element: Element, number: int, path: str, ids: set[str], findings: Findings) -> Listing:
    values = {SAME_ELEMENT.get(child.tag, child.tag): squeeze(child.text) for child in element}
    reference = _reference(values)
    kind = _kind(values)
    draft = Draft(distinct_id(f"ca:{reference}", ids, findings), kind, findings)
    draft.source = f"record {number}"
    if kind is PartyKind.PERSON:
        _add_person(draft, values)
    for position, name in enumerate(split_bilingual(values.get("EntityOrShip", "").strip(" ,;"))):
        if name:
            draft.add_name(name, NameQuality.ALIAS if position else NameQuality.PRIMARY)
    if not draft.names:
        raise FormatError(f"{path}: record {number} ({reference}) has no name; the file is damaged")
    if "/" in values.get("EntityOrShip", "") and len(draft.names) > 1:
        draft.add_detail("name as published", values["EntityOrShip"])
    _add_aliases(draft, values.get("Aliases", ""))
    _add_date(draft, values.get("DateOfBirthOrShipBuildDate", ""))
    _add_title(draft, values.get("TitleOrShip", ""))
    if values.get("ShipIMONumber"):
        draft.identifiers.append(Identifier("imo", values["ShipIMONumber"]))
    _add_designation(draft, values)
    for child in element:
        if SAME_ELEMENT.get(child.tag, child.tag) not in READ:
            findings.note_unread(f"element record/{child.tag}", draft.reference)
            draft.add_detail(child.tag, whole_text(child))
    return draft.finish()


def _reference(values: Mapping[str, str]) -> str:
    """Return `<country>/<schedule>/<item>`: a record's place in the regulations."""
    schedule = values.get("Schedule", "")
    item = values.get("Item", "")
    return f"{_country(values.get('Country', ''))}/{_part(schedule)}/{slug(item) or 'none'}"


def _part(schedule: str) -> str:
    """Return `1-part-1.1` for `1, Part 1.1`, `none` where there is no schedule."""
    return "none" if schedule.lower() in NO_SCHEDULE else slug(schedule)


def _country(text: str) -> str:
    """Return the ISO 3166 code of the regulation's country, else its acronym or its English name as one word."""
    english = _english(text)
    acronym = _ACRONYM.search(english)
    return country_code(english) or (acronym[1].lower() if acronym else slug(english)[:_LONGEST_SLUG]) or "none"


def _english(text: str) -> str:
    """Return the English half of `Russia / Russie`."""
    return squeeze(text.partition(" / ")[0])


def _kind(values: Mapping[str, str]) -> PartyKind:
    if values.get("ShipIMONumber"):
        return PartyKind.VESSEL
    return PartyKind.ORGANISATION if values.get("EntityOrShip") else PartyKind.PERSON


def _add_person(draft: Draft, values: Mapping[str, str]) -> None:
    """Add `LAST, Given`; another spelling in brackets behind the last name is a name of its own."""
    last, given = values.get("LastName", ""), values.get("GivenName", "")
    bracket = _BRACKET.match(last)
    for spelling, quality in (
        (bracket["name"] if bracket else last, NameQuality.PRIMARY),
        (bracket["other"] if bracket else "", NameQuality.ALIAS),
    ):
        if spelling or (given and quality is NameQuality.PRIMARY):
            parts = tuple(NamePart(role, text) for role, text in (("family", spelling), ("given", given)) if text)
            draft.add_name(", ".join(part.text for part in parts), quality, parts if len(parts) > 1 else ())
    if bracket:
        draft.add_detail("name as published", f"{last}, {given}")


def _add_aliases(draft: Draft, text: str) -> None:
    """Add the names of the field; the field itself is kept where more than plain commas joined them."""
    aliases = split_aliases(text, person=draft.kind is PartyKind.PERSON)
    for alias in aliases:
        quality = NameQuality.FORMER if alias.former else NameQuality.ALIAS
        draft.add_name(alias.text, NameQuality.WEAK if alias.fragment else quality, language=alias.language)
    if _AT_SEPARATORS.sub(", ", squeeze(text)) != ", ".join(alias.text for alias in aliases):
        draft.add_detail("aliases as published", text)


def _add_date(draft: Draft, text: str) -> None:
    """Add dates of birth (`1963 or 1964` are two), or the year in which a ship was built."""
    if draft.kind is not PartyKind.PERSON:
        draft.add_detail("build date", text)
        return
    for part in _EITHER.split(text) if text else ():
        month = _MONTH_AND_YEAR.fullmatch(part)
        draft.add_birth_date(f"{month[1]} 19{month[2]}" if month else _BORN.sub("", part))
        if month or _BORN.match(part):
            draft.add_detail("birth date as published", text)


def _add_title(draft: Draft, text: str) -> None:
    """Add a person's rank or title, in English and French, or what sort of ship it is."""
    if draft.kind is PartyKind.PERSON:
        draft.titles.extend(squeeze(part) for part in text.split("/") if part.strip())
    else:
        draft.add_detail("vessel type" if draft.kind is PartyKind.VESSEL else "title", text)


def _add_designation(draft: Draft, values: Mapping[str, str]) -> None:
    published = values.get("DateOfListing", "")
    listed_on = None
    try:
        listed_on = dt.date.fromisoformat(published) if published else None
    except ValueError:
        draft.findings.warn("DateOfListing that is no date, kept as a detail", f"{draft.reference} {published!r}")
        draft.add_detail("date of listing", published)
    if values.get("Country", "") != _english(values.get("Country", "")):
        draft.add_detail("regulations", values["Country"])
    schedule, item = values.get("Schedule", ""), values.get("Item", "")
    reference = ", ".join(part for part in (f"Schedule {schedule}" if schedule else "", f"item {item}") if part)
    draft.designations.append(
        Designation(AUTHORITY, _english(values.get("Country", "")) or None, listed_on, reference=reference)
    )
