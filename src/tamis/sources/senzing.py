"""OpenSanctions' `senzing.json`: one object a line in the shape that Senzing takes.

In: the opened file. Out: a listing for each record that is no public office. The form does not tell targets from those linked
to them, so every party of the file is a listing. It must not know where the file came from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tamis.errors import FormatError
from tamis.records import Designation, Identifier, Link, NameQuality, PartyKind, Place
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.ftm_acts import AUTHORITY, date_of
from tamis.sources.json_text import json_objects
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile

PARSER = "os-senzing/1"
KIND = {
    "PERSON": PartyKind.PERSON,
    "ORGANIZATION": PartyKind.ORGANISATION,
    "VESSEL": PartyKind.VESSEL,
    "AIRCRAFT": PartyKind.AIRCRAFT,
    "": PartyKind.UNKNOWN,
}
"""RECORD_TYPE -> kind; any other is of unknown kind and reported."""

NAME_QUALITY = {
    "PRIMARY": NameQuality.PRIMARY,
    "ALIAS": NameQuality.ALIAS,
    "AKA": NameQuality.ALIAS,
    "WEAK_ALIAS": NameQuality.WEAK,
    "PREVIOUS": NameQuality.FORMER,
    "FORMER": NameQuality.FORMER,
}
"""NAME_TYPE -> quality; any other is read as a good alias and reported."""

GENDER = {"M": "male", "MALE": "male", "F": "female", "FEMALE": "female"}
COUNTRIES = ("NATIONALITY", "CITIZENSHIP", "COUNTRY_OF_ASSOCIATION", "REGISTRATION_COUNTRY")
IDENTIFIERS = {
    "PASSPORT_NUMBER": ("passport", "PASSPORT_COUNTRY"),
    "NATIONAL_ID_NUMBER": ("national_id", "NATIONAL_ID_COUNTRY"),
    "TAX_ID_NUMBER": ("tax", "TAX_ID_COUNTRY"),
    "SSN_NUMBER": ("social_security", ""),
    "DRIVERS_LICENSE_NUMBER": ("driving_licence", "DRIVERS_LICENSE_STATE"),
    "LEI_NUMBER": ("lei", ""),
    "DUNS_NUMBER": ("duns", ""),
    "IMO_NUMBER": ("imo", ""),
    "MMSI_NUMBER": ("mmsi", ""),
    "CALL_SIGN": ("call_sign", ""),
    "ACCOUNT_NUMBER": ("account", ""),
}
"""Key of a number -> kind of identifier, and the key of its country."""

TYPED_IDENTIFIERS = (("OTHER_ID_NUMBER", "OTHER_ID_TYPE"), ("TRUSTED_ID_NUMBER", "TRUSTED_ID_TYPE"))
KNOWN_TYPES = {"REG_NUMBER": "registration", "INN": "tax", "OGRN": "registration", "IMO": "imo", "SWIFT_BIC": "bic"}
OFFICE = "Occupancy"
_READ_ABOVE = frozenset({"DATA_SOURCE", "RECORD_ID", "RECORD_TYPE", "LAST_CHANGE", "URL"})
_RELATION = ("REL_ANCHOR_DOMAIN", "REL_ANCHOR_KEY", "REL_POINTER_ROLE", "REL_POINTER_DOMAIN", "REL_POINTER_KEY")
Record = Mapping[str, Any]


def tells(text: str) -> bool:
    """Say whether a text begins with a Senzing record."""
    line = text.split("\n", 1)[0]
    return text.startswith("{") and all(f'"{key}"' in line for key in ("DATA_SOURCE", "RECORD_ID"))


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:
    """Read an export.

    The form has no day of publication: LAST_CHANGE is a record's own.

    Raises:
        FormatError: a record without id or name, or an id that stands twice.
    """
    main = files["main"]
    records: dict[str, tuple[str, Record]] = {}
    for number, record in json_objects(main):
        key = squeeze(str(record.get("RECORD_ID") or ""))
        if not key or key in records:
            fault = f"the RECORD_ID {key!r} stands twice" if key else "the key 'RECORD_ID' is missing"
            raise FormatError(f"{main.path}: line {number}: {fault}; the file is damaged")
        records[key] = (f"line {number}", record)
    names = {key: _caption(record) for key, (_, record) in records.items()}
    offices = {
        link.get("REL_POINTER_KEY")
        for _, record in records.values()
        for link in _items(record, "RELATIONSHIPS")
        if link.get("REL_POINTER_ROLE") == OFFICE
    } & {key for key, (_, record) in records.items() if not record.get("RECORD_TYPE")}
    listings = []
    for key, (where, twin) in records.items():
        if key not in offices:
            draft = _draft_of(twin, f"{watchlist}:{key}", where, findings)
            _add_links(draft, twin, names, offices)
            if not draft.names:
                raise FormatError(f"{main.path}: {where} ({key}) has no name; the file is damaged")
            listings.append(draft.finish())
    return Parsed(parser=PARSER, listings=listings)


def _caption(record: Record) -> str:
    return next((squeeze(str(item.get("NAME_FULL") or "")) for item in _items(record, "NAMES")), "")


def _items(record: Record, key: str) -> list[dict[str, Any]]:
    values = record.get(key)
    return [item for item in values if isinstance(item, dict)] if isinstance(values, list) else []


def _draft_of(record: Record, listing_id: str, where: str, findings: Findings) -> Draft:
    kind = KIND.get(str(record.get("RECORD_TYPE") or ""))
    draft = Draft(listing_id, kind or PartyKind.UNKNOWN, findings)
    if kind is None:
        findings.warn(f'unknown RECORD_TYPE "{record.get("RECORD_TYPE")}", read as unknown kind; add it to KIND', where)
        draft.add_detail("record type", str(record.get("RECORD_TYPE")))
    draft.source = where
    for key in record:
        reader = _READERS.get(key)
        if reader is not None:
            for item in _items(record, key):
                reader(draft, {name: squeeze(str(value)) for name, value in item.items() if value is not None})
        elif key == "GENDER":
            _add_gender(draft, record[key])
        elif key not in _READ_ABOVE and key != "RELATIONSHIPS":
            findings.note_unread(f"key {key}", draft.reference)
            draft.add_detail(key, json.dumps(record[key], ensure_ascii=False))
    changed = date_of(str(record.get("LAST_CHANGE") or ""))
    draft.amended_on.extend([changed] if changed else [])
    draft.add_detail("url", str(record.get("URL") or ""))
    topics = [str(item["TOPIC"]) for item in _items(record, "RISKS") if item.get("TOPIC")]
    source = squeeze(str(record.get("DATA_SOURCE") or "")) or AUTHORITY
    draft.designations.extend(Designation(source, topic or None) for topic in topics or [""])
    return draft


def _add_name(draft: Draft, item: dict[str, str]) -> None:
    quality = NAME_QUALITY.get(item.get("NAME_TYPE", "ALIAS").upper())
    if quality is None:
        draft.findings.warn(
            f'unknown NAME_TYPE "{item["NAME_TYPE"]}", read as alias; add it to NAME_QUALITY', draft.reference
        )
    parts = " ".join(item[key] for key in ("NAME_FIRST", "NAME_MIDDLE", "NAME_LAST") if item.get(key))
    text = item.get("NAME_FULL") or item.get("NAME_ORG") or parts
    if text:
        draft.add_name(text, quality or NameQuality.ALIAS)
    _keep_rest(draft, item, ("NAME_TYPE", "NAME_FULL", "NAME_ORG", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST"))


def _add_date(draft: Draft, item: dict[str, str]) -> None:
    if item.get("DATE_OF_BIRTH"):
        draft.add_birth_date(item["DATE_OF_BIRTH"])
    for key, label in (("DATE_OF_DEATH", "death date"), ("REGISTRATION_DATE", "registration date")):
        draft.add_detail(label, item.get(key))
    _keep_rest(draft, item, ("DATE_OF_BIRTH", "DATE_OF_DEATH", "REGISTRATION_DATE"))


def _add_country(draft: Draft, item: dict[str, str]) -> None:
    for key in COUNTRIES:
        if item.get(key):
            draft.add_country(item[key], key.lower().replace("_", " "))
    _keep_rest(draft, item, COUNTRIES)


def _add_address(draft: Draft, item: dict[str, str]) -> None:
    if item.get("PLACE_OF_BIRTH"):
        draft.birth_places.append(Place(item["PLACE_OF_BIRTH"]))
    place = place_of(
        street=item.get("ADDR_LINE1", ""),
        city=item.get("ADDR_CITY", ""),
        region=item.get("ADDR_STATE", ""),
        postcode=item.get("ADDR_POSTAL_CODE", ""),
        country=item.get("ADDR_COUNTRY", ""),
    )
    full = item.get("ADDR_FULL") or None
    draft.add_place(
        draft.addresses, Place(full, place.street, place.city, place.region, place.postcode, place.country, place.note)
    )
    read_here = ("ADDR_FULL", "ADDR_LINE1", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY")
    _keep_rest(draft, item, ("PLACE_OF_BIRTH", "ADDR_TYPE", *read_here))


def _add_identifier(draft: Draft, item: dict[str, str]) -> None:
    read_here: list[str] = []
    for key, (kind, country) in IDENTIFIERS.items():
        if item.get(key):
            code = item.get(country, "").lower()
            draft.identifiers.append(Identifier(kind, item[key], code if len(code) == 2 else None))
            read_here += [key, country]
    for number, label in TYPED_IDENTIFIERS:
        if item.get(number):
            told = item.get(label, "")
            kind = KNOWN_TYPES.get(told.upper(), "other")
            draft.identifiers.append(Identifier(kind, item[number], label=told or None))
            read_here += [number, label]
    _keep_rest(draft, item, tuple(read_here))


def _add_detail(draft: Draft, item: dict[str, str]) -> None:
    for key, text in item.items():
        draft.add_detail(key.lower().replace("_", " "), text)


def _add_gender(draft: Draft, value: Any) -> None:
    for item in value if isinstance(value, list) else [value]:
        text = squeeze(str(item.get("GENDER") if isinstance(item, dict) else item))
        gender = GENDER.get(text.upper())
        if gender:
            draft.genders.append(gender)
        else:
            draft.add_detail("gender", text)


def _add_links(draft: Draft, record: Record, names: Mapping[str, str], offices: set[Any]) -> None:
    """Add a link for each pointer to another record; an office is named, and is no listing."""
    own = draft.reference
    for item in _items(record, "RELATIONSHIPS"):
        key = str(item.get("REL_POINTER_KEY") or "")
        role = squeeze(str(item.get("REL_POINTER_ROLE") or "")).lower()
        if key and key != own:
            known = key in names and key not in offices
            target = f"{draft.id.partition(':')[0]}:{key}" if known else None
            draft.links.append(Link(role or "linked to", target, names.get(key) or None, None if key in names else key))
        for name, value in item.items():
            if name not in _RELATION:
                draft.findings.note_unread(f"key RELATIONSHIPS/{name}", own)
                draft.add_detail(name, str(value))


def _keep_rest(draft: Draft, item: dict[str, str], known: tuple[str, ...]) -> None:
    for name, text in item.items():
        if name not in known:
            draft.findings.note_unread(f"key {name}", draft.reference)
            draft.add_detail(name.lower().replace("_", " "), text)


_READERS: dict[str, Callable[[Draft, dict[str, str]], None]] = {
    "NAMES": _add_name,
    "DATES": _add_date,
    "COUNTRIES": _add_country,
    "ADDRESSES": _add_address,
    "IDENTIFIERS": _add_identifier,
    "CONTACTS": _add_detail,
    "RISKS": _add_detail,
}
