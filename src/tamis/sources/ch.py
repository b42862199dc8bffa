"""The Swiss sanctions list of SECO, as XML.

In: the root of the whole list. Out: a listing for each target in force. The list keeps what was delisted: such targets are no
listings; their number is told. It must not know where the file came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from tamis.errors import FormatError, PublicationError
from tamis.records import Designation, Identifier, Link, Listing, PartyKind, Place
from tamis.sources.ch_names import add_name
from tamis.sources.draft import Draft, noted_date, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.parsed import Parsed
from tamis.sources.reading import OpenedFile, parse_xml, whole_text
from tamis.sources.un_comments import links_in
from tamis.sources.un_references import add_un_references, own_reference
from tamis.values.countries import country_code, only_country

PARSER = "ch-xml/1"
ROOT = "swiss-sanctions-list"
AUTHORITY = "Switzerland (SECO)"
WHOLE = "whole-list"
UNCHANGED = "targets that did not change"
"""What an amendment (`list-type="amendment"`) lacks: it holds the targets of one change alone."""

LISTED, AMENDED, DELISTED = "listed", "amended", "de-listed"

OBJECT_KIND = {"vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}
"""Type of an object -> kind; any other is read as `unknown`, which meets every query, and reported."""

GENDER = {"male": "male", "female": "female"}
DOCUMENT_KIND: tuple[tuple[str, str], ...] = (
    ("passport", "passport"),
    ("driv", "driving_licence"),
    ("residen", "residence_permit"),
    ("travel", "travel_document"),
    ("tax|fiscal", "tax"),
    ("social", "social_security"),
    ("birth", "birth_certificate"),
    ("id-card|identity|national", "national_id"),
)
"""Words in a document-type -> kind; the first that occurs counts, nothing is `other`."""

INFORMATION: tuple[tuple[str, str], ...] = (
    (r"IMO number", "imo"),
    (r"(?:tax(?:payer)? (?:registration |identification )?number|INN|TIN|ИНН)", "tax"),
    (
        r"(?:(?:main )?(?:state |business |company )?registration number|OGRN|ОГРН(?:/main registration number)?)",
        "registration",
    ),
    (r"(?:SWIFT|BIC)(?:/BIC)?(?: code)?", "bic"),
    (r"MMSI(?: number)?", "mmsi"),
)
"""What an other-information begins with, before a colon -> kind of identifier; only a text that is one number is read so."""

GREGORIAN = "gregorian"
_DATES = ("effective-date", "publication-date", "enactment-date")
_VALUE = r"(?P<value>[A-Z0-9][A-Z0-9/ -]{3,25}[A-Z0-9])"
_NUMBERS = tuple((re.compile(rf"{words}\s*:\s*{_VALUE}\.?", re.IGNORECASE), kind) for words, kind in INFORMATION)
_PLACE_PARTS = {"location": "city", "area": "region", "country": "country"}
_ADDRESS_PARTS = frozenset({"address-details", "zip-code", "p-o-box", "c-o", "remarks"})


@dataclass(frozen=True, slots=True)
class _Register:
    """What targets point to: programmes by the number of a set, places by their number, the day of the list."""

    acts: dict[str, Designation]
    places: dict[str, etree._Element]
    day: str


def read(files: Mapping[str, OpenedFile], watchlist: str, findings: Findings) -> Parsed:  # noqa: ARG001
    """Read the list's file; see `read_ch`."""
    main = files["main"]
    root = parse_xml(main)
    published_at, listings = read_ch(root, str(main.path), findings)
    whole = squeeze(root.get("list-type")) in ("", WHOLE)
    return Parsed(parser=PARSER, listings=listings, published_at=published_at, lacking=() if whole else (UNCHANGED,))


def read_ch(root: etree._Element, path: str, findings: Findings) -> tuple[str | None, list[Listing]]:
    """Return the day of the list and its listings.

    Raises:
        FormatError: no target in force, one without number or name, or a number twice.
        PublicationError: a date of the list that is none.
    """
    day = squeeze(root.get("date"))
    try:
        dt.date.fromisoformat(day or "2026-02-27")
    except ValueError:
        raise PublicationError(f"{path}: the date of the list {day!r} is none; the file is damaged") from None
    register = _Register(_acts(root), {squeeze(place.get("ssid")): place for place in root.iter("place")}, day)
    listings: dict[str, Listing] = {}
    seen: set[str] = set()
    for element in root:
        if element.tag != "target":
            if element.tag not in ("sanctions-program", "place"):
                findings.note_unread(f"element {element.tag}", "the list")
            continue
        reference = squeeze(element.get("ssid"))
        if not reference or reference in seen:
            fault = f"the ssid {reference} stands twice" if reference else "a target has no ssid"
            raise FormatError(f"{path}: {fault}; the file is damaged")
        seen.add(reference)
        delisted_on = _delisted_on(element, register.day)
        if delisted_on is not None:
            findings.warn("delisted target, left out", f"{reference} since {delisted_on or 'an unknown day'}")
            continue
        draft = _read_target(element, register, findings)
        if not draft.names:
            raise FormatError(f"{path}: target {reference} has no name; the file is damaged")
        listings[draft.id] = draft.finish()
    if not listings:
        raise FormatError(f"{path}: the list holds no target in force; download it again")
    return day or None, list(listings.values())


def _acts(root: etree._Element) -> dict[str, Designation]:
    """Return the designation that each set of a programme stands for, in English where there is English."""
    acts: dict[str, Designation] = {}
    for program in root.iter("sanctions-program"):
        key, name = _english(program, "program-key"), _english(program, "program-name")
        for ssid in dict.fromkeys(squeeze(node.get("ssid")) for node in program.iter("sanctions-set")):
            annex = _english(program, "sanctions-set", ssid)
            basis = "; ".join(text for text in (name, annex) if text)
            acts[ssid] = Designation(AUTHORITY, key or name or None, None, None, basis or None)
    return acts


def _english(program: etree._Element, tag: str, ssid: str = "") -> str:
    nodes = [node for node in program.iter(tag) if not ssid or squeeze(node.get("ssid")) == ssid]
    nodes.sort(key=lambda node: node.get("lang") not in ("eng", "en"))
    return squeeze(nodes[0].text) if nodes else ""


def _delisted_on(target: etree._Element, day: str) -> str | None:
    """Return the day since which a target is delisted, empty where it is not told; None for one that is in force.

    Of its modifications the latest counts. Of one day's, the file's own order tells: it runs from new to old, unless its
    days show that it runs the other way. A delisting of a day yet to come has not taken place.
    """
    changes = [
        (kind, changed) for kind, changed in _changes(target) if not (kind == DELISTED and day and changed > day)
    ]
    if not changes:
        return None
    days = [changed for _, changed in changes]
    if days == sorted(days) and days[0] != days[-1]:
        changes.reverse()
    kind, changed = max(changes, key=lambda change: change[1])
    return changed if kind == DELISTED else None


def _read_target(element: etree._Element, register: _Register, findings: Findings) -> Draft:
    reference = squeeze(element.get("ssid"))
    node = next((child for child in element if child.tag in ("individual", "entity", "object")), None)
    draft = Draft(f"ch:{reference}", _kind(node, reference, findings), findings)
    draft.source = f"target ssid {reference}"
    for foreign in element.iterchildren("foreign-identifier"):
        add_un_references(draft, squeeze(foreign.text))
    texts: list[str] = []
    for child in node if node is not None else ():
        if child.tag == "identity":
            _read_identity(draft, child, register)
        elif child.tag == "relation":
            _read_relation(draft, child)
        elif child.tag in ("justification", "other-information"):
            texts.append(_read_information(draft, child))
        else:
            _keep_unknown(draft, child, f"{draft.kind}/{child.tag}")
    gender = squeeze(node.get("sex")).lower() if node is not None else ""
    if gender in GENDER:
        draft.genders.append(GENDER[gender])
    else:
        draft.add_detail("sex", gender)
    _read_changes(draft, element, register)
    draft.remarks = "\n".join(dict.fromkeys(text for text in texts if text)) or None
    draft.links.extend(links_in(draft.remarks or "", own_reference(draft)))
    for child in element:
        if child is not node and child.tag not in _READ_HERE:
            _keep_unknown(draft, child, f"target/{child.tag}")
    return draft


_READ_HERE = frozenset({"sanctions-set-id", "modification", "foreign-identifier"})


def _kind(node: etree._Element | None, reference: str, findings: Findings) -> PartyKind:
    if node is not None and node.tag != "object":
        return PartyKind.PERSON if node.tag == "individual" else PartyKind.ORGANISATION
    told = squeeze(node.get("object-type")).lower() if node is not None else ""
    kind = OBJECT_KIND.get(told)
    if kind is None:
        findings.warn(f'unknown object-type "{told}", read as unknown kind; add it to OBJECT_KIND', reference)
    return kind or PartyKind.UNKNOWN


def _read_changes(draft: Draft, target: etree._Element, register: _Register) -> None:
    """Add a designation for each set and each time that the target stood in it, and the days of amendments."""
    changes = []
    for kind, text in _changes(target):
        day = _day(draft, text)
        if day is not None:
            changes.append((day, kind))
    draft.amended_on.extend(sorted(day for day, kind in changes if kind not in (LISTED, DELISTED)))
    sets = [squeeze(target.get("sanctions-set-id"))]
    sets += [squeeze(node.text) for node in target.iterchildren("sanctions-set-id")]
    for ssid in dict.fromkeys(ssid for ssid in sets if ssid) or [""]:
        act = register.acts.get(ssid)
        if act is None and ssid:
            draft.findings.warn("sanctions-set-id that no programme has", f"{draft.reference} {ssid}")
        act = act or Designation(AUTHORITY)
        for listed_on, delisted_on in _times(changes):
            draft.designations.append(
                Designation(AUTHORITY, act.programme, listed_on, delisted_on, act.legal_basis, (), ssid or None)
            )


def _times(changes: list[tuple[dt.date, str]]) -> list[tuple[dt.date | None, dt.date | None]]:
    """Return from when to when a target in force was listed; the last time has no end."""
    times: list[tuple[dt.date | None, dt.date | None]] = []
    since: dt.date | None = None
    for day, kind in sorted(changes, key=lambda change: change[0]):
        if kind == LISTED:
            since = since or day
        elif kind == DELISTED and since is not None:
            times.append((since, day))
            since = None
    return [*times, (since, None)]


def _changes(target: etree._Element) -> list[tuple[str, str]]:
    """Return the kind and the day of each modification, the day empty where none is told."""
    return [
        (
            squeeze(node.get("modification-type")),
            next((squeeze(node.get(name)) for name in _DATES if node.get(name)), ""),
        )
        for node in target.iterchildren("modification")
    ]


def _day(draft: Draft, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        draft.findings.warn("date of a modification that is none, left out", f"{draft.reference} {text!r}")
        return None


def _read_identity(draft: Draft, identity: etree._Element, register: _Register) -> None:
    for child in identity:
        reader = _READERS.get(str(child.tag))
        if reader is not None:
            reader(draft, child, register)
        else:
            _keep_unknown(draft, child, f"identity/{child.tag}")


def _read_name(draft: Draft, element: etree._Element, _: _Register) -> None:
    add_name(draft, element)


def _read_nationality(draft: Draft, element: etree._Element, _: _Register) -> None:
    for country in element.iter("country"):
        words, code = squeeze(country.text), squeeze(country.get("iso-code"))
        draft.add_country(words if country_code(words) or not code else code, "nationality")


def _read_date(draft: Draft, element: etree._Element, _: _Register) -> None:
    """Read a date: of birth for a person, of founding or building for all others, which is a detail."""
    year, month, day = (squeeze(element.get(name)) for name in ("year", "month", "day"))
    text = "-".join(part.zfill(2) for part in (year, month, day if month else "") if part)
    calendar = squeeze(element.get("calendar")).lower()
    if calendar not in ("", GREGORIAN):
        draft.findings.warn("birth date in another calendar, kept as a detail", draft.reference)
        draft.add_detail(f"birth date ({calendar} calendar)", text)
    elif draft.kind is not PartyKind.PERSON:
        draft.add_detail("date of founding", text)
    elif text:
        draft.add_birth_date(text)
    if squeeze(element.get("quality")).lower() == "low":
        draft.add_detail("date of low quality", text)
    for name in element.attrib:
        if name not in ("ssid", "year", "month", "day", "calendar", "quality"):
            draft.findings.note_unread(f"attribute day-month-year/@{name!s}", draft.reference)
            draft.add_detail(f"date {name!s}", element.get(name))


def _read_birth_place(draft: Draft, element: etree._Element, register: _Register) -> None:
    draft.add_place(draft.birth_places, _place(draft, element, register))


def _read_address(draft: Draft, element: etree._Element, register: _Register) -> None:
    draft.add_place(draft.addresses, _place(draft, element, register))


def _place(draft: Draft, element: etree._Element, register: _Register) -> Place:
    """Return the place that an element points to with what the element itself adds."""
    parts: dict[str, str] = {}
    notes: list[str] = []
    for node in (register.places.get(squeeze(element.get("place-id"))), element):
        for child in node if node is not None else ():
            name, text = str(child.tag), squeeze(child.text)
            if name in _PLACE_PARTS:
                parts[_PLACE_PARTS[name]] = text or squeeze(child.get("iso-code"))
            elif name.endswith("-variant"):
                notes.append(text)
            elif name in _ADDRESS_PARTS:
                parts[name] = text
            else:
                _keep_unknown(draft, child, f"{node.tag if node is not None else ''}/{name}")
    box = f"P.O. Box {parts['p-o-box']}" if parts.get("p-o-box") else ""
    notes += [f"c/o {parts['c-o']}" if parts.get("c-o") else "", parts.get("remarks", "")]
    return place_of(
        street=", ".join(text for text in (parts.get("address-details", ""), box) if text),
        city=parts.get("city", ""),
        region=parts.get("region", ""),
        postcode=parts.get("zip-code", ""),
        country=parts.get("country", ""),
        note="; ".join(note for note in notes if note),
    )


def _read_document(draft: Draft, element: etree._Element, _: _Register) -> None:
    label = squeeze(element.get("document-type"))
    kind = next((kind for words, kind in DOCUMENT_KIND if re.search(words, label, re.IGNORECASE)), "other")
    values = {str(child.tag): squeeze(child.text) for child in element}
    issuer = element.find("issuer")
    code = squeeze(issuer.get("code")) or squeeze(issuer.get("iso-code")) if issuer is not None else ""
    words = values.get("issuer", "")
    notes = [f"issued by {words}" if words and not country_code(words) else "", values.get("remark", "")]
    issued = noted_date(values.get("date-of-issue", ""), "issued on", notes)
    expires = noted_date(values.get("expiry-date", ""), "expires on", notes)
    note = "; ".join(text for text in notes if text) or None
    country = (only_country(words) if words else None) or (country_code(code) if code else None)
    for child in element:
        if child.tag not in ("number", "issuer", "date-of-issue", "expiry-date", "remark"):
            _keep_unknown(draft, child, f"identification-document/{child.tag}")
    if any(map(str.isalnum, values.get("number", ""))):
        draft.identifiers.append(Identifier(kind, values["number"], country, label or None, issued, expires, note))
    else:
        draft.add_detail("document", "; ".join(text for text in (label, words, note or "") if text))


def _read_relation(draft: Draft, element: etree._Element) -> None:
    kind, target = squeeze(element.get("relation-type")), squeeze(element.get("target-id"))
    text = whole_text(element)
    draft.links.append(
        Link(kind.replace("-", " ") or "related to", f"ch:{target}" if target else None, None, text or None)
    )


def _read_information(draft: Draft, element: etree._Element) -> str:
    """Return the text, once a number that is all it holds has been read."""
    text = (element.text or "").strip()
    for pattern, kind in _NUMBERS:
        match = pattern.fullmatch(squeeze(text))
        if match and any(map(str.isdigit, match["value"])):
            draft.identifiers.append(Identifier(kind, match["value"]))
            break
    return text


def _keep_unknown(draft: Draft, element: etree._Element, path: str) -> None:
    """Report an element that no table knows, and keep what it says."""
    draft.findings.note_unread(f"element {path}", draft.reference)
    draft.add_detail(path, whole_text(element))


_READERS: dict[str, Callable[[Draft, etree._Element, _Register], None]] = {
    "name": _read_name,
    "nationality": _read_nationality,
    "day-month-year": _read_date,
    "place-of-birth": _read_birth_place,
    "address": _read_address,
    "identification-document": _read_document,
}
