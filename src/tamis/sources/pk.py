"""Pakistan's proscribed persons (Fourth Schedule), as the JSON that NACTA publishes.

In: an array of objects. Out: a listing for each. The list has no number and no date; a listing's id is the identity number
(CNIC). It must not know where the file came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tamis.errors import FormatError
from tamis.records import Designation, Identifier, Listing, NameQuality, PartyKind, Place
from tamis.sources.draft import Draft, distinct_id, slug, squeeze
from tamis.sources.findings import Findings
from tamis.sources.json_text import parse_json
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, decode_text

PARSER = "pk-nacta/1"
AUTHORITY = "Pakistan (NACTA)"
PROGRAMME = "Proscribed persons (Fourth Schedule)"
LEGAL_BASIS = "Anti-Terrorism Act 1997, section 11EE"
KNOWN = frozenset({"Name", "FatherName", "CNIC", "Province", "District"})

NO_VALUE = frozenset({"", "-", "na", "n/a", "nil", "nill", "none"})
_CNIC = re.compile(r"\d{13}")
_PLACEHOLDER = re.compile(r"(\d)\1{12}|12345678\d{5}")  # all digits the same, or counted up: typed to fill the field
_ALIAS = re.compile(r"\s*@\s*|\s+(?:alias|urf|a\.?k\.?a\.?)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<alias>[^()]+)\)$")
_SON_OF_CUT_OFF = re.compile(r"\s*/o$", re.IGNORECASE)


def tells(text: str) -> bool:
    """Say whether a text begins as this list does: an array of objects with a CNIC."""
    return text.startswith("[") and '"CNIC"' in text[:4096]


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_pk`."""
    main = files["main"]
    rows = parse_json(decode_text(main), str(main.path), "the file is cut off or damaged, download it again")
    return Parsed(parser=PARSER, listings=read_pk(rows, str(main.path), findings))


def read_pk(rows: Any, path: str, findings: Findings) -> list[Listing]:
    """Return the listings of NACTA's array.

    Raises:
        FormatError: no array, an empty one, an element that is no object, or one without a name.
    """
    if not isinstance(rows, list) or not rows:
        raise FormatError(f"{path}: the list holds no entry; download it again")
    ids: set[str] = set()
    return [_read_entry(row, number, path, ids, findings) for number, row in enumerate(rows, start=1)]


def _read_entry(row: Any, number: int, path: str, ids: set[str], findings: Findings) -> Listing:
    if not isinstance(row, dict):
        raise FormatError(f"{path}: entry {number} is no object; the file is damaged or another one")
    values = {key: _text(value) for key, value in row.items()}
    if not values.get("Name"):
        raise FormatError(f"{path}: entry {number} has no 'Name'; the file is damaged or its layout has changed")
    cnic = values.get("CNIC", "").replace("-", "")
    usable = _CNIC.fullmatch(cnic) is not None and _PLACEHOLDER.fullmatch(cnic) is None
    reference = cnic if usable else f"none-{slug(values['Name'])}-{slug(values.get('District', ''))}".rstrip("-")
    draft = Draft(distinct_id(f"pk:{reference}", ids, findings), PartyKind.PERSON, findings)
    draft.source = f"entry {number}"
    _add_names(draft, values["Name"])
    if not draft.names:
        raise FormatError(f"{path}: entry {number} has no 'Name'; the file is damaged or its layout has changed")
    if usable:
        draft.identifiers.append(Identifier("national_id", values["CNIC"], "pk", "CNIC"))
    else:
        draft.add_detail("CNIC", values.get("CNIC"))
    father = values.get("FatherName", "")
    draft.add_detail("father's name", "" if father.lower() in NO_VALUE else father)
    where = ", ".join(part for part in (values.get("District", ""), values.get("Province", "")) if part)
    if where:
        draft.addresses.append(Place(region=where, country="pk"))
    draft.designations.append(Designation(AUTHORITY, PROGRAMME, legal_basis=LEGAL_BASIS))
    for key in (key for key in row if key not in KNOWN):
        findings.note_unread(f"key {key}", draft.reference)
        draft.add_detail(key, values[key])
    return draft.finish()


def _text(value: Any) -> str:
    return "" if value is None else squeeze(str(value))


def _add_names(draft: Draft, text: str) -> None:
    """Add the name, and what `@`, "alias" or brackets add to it; more than one alias is joined by commas."""
    first, *others = _ALIAS.split(_SON_OF_CUT_OFF.sub("", text))
    bracket = _BRACKET.match(first)
    names = [bracket["name"] if bracket else first.strip(" ,.")]
    names += [bracket["alias"]] if bracket else []
    names += [alias.strip(" .") for other in others for alias in other.split(",")]
    for position, name in enumerate(name for name in names if name):
        draft.add_name(name, NameQuality.ALIAS if position else NameQuality.PRIMARY)
    if len(names) > 1 or names[0] != text:
        draft.add_detail("name as published", text)
