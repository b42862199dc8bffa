"""One designation of the United Kingdom: its published values, gathered from many rows, filled into a draft.

In: an `Entry`, the values of one designation by group (name, address, passport ...), each combination once. Out: a draft with
all of it. Serves FCDO's UK Sanctions List and OFSI's Consolidated List, whose fields are the same; must not know files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from tamis.records import Identifier, Link, NamePart, NameQuality, PartyKind
from tamis.sources.draft import Draft, place_of, squeeze
from tamis.sources.findings import Findings
from tamis.sources.numbering import numbered, together
from tamis.sources.uk_values import birth_date_text, document, registrations
from tamis.values.dates import parse_date
from tamis.values.scripts import script_of

KIND = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "ship": PartyKind.VESSEL,
}
"""Type of a designation -> kind; any other is read as `unknown`, which meets every query, and reported."""

NAME_QUALITY = {
    "primary name": NameQuality.PRIMARY,
    "prime alias": NameQuality.PRIMARY,
    "primary name variation": NameQuality.ALIAS,
    "alias": NameQuality.ALIAS,
    "aka": NameQuality.ALIAS,
    "fka": NameQuality.FORMER,
}
"""Type of a name -> quality; any other is read as a good alias and reported."""

STRENGTH = {
    "": None,
    "good quality": None,
    "good quality a.k.a": None,
    "high quality a.k.a": None,
    "low quality": NameQuality.WEAK,
    "low quality a.k.a": NameQuality.WEAK,
}
"""Strength of an alias -> the quality that overrides its type's; any other is none and reported."""

GENDER = {"male": "male", "female": "female", "m": "male", "f": "female"}
GIVEN, FAMILY = "given", "family"
NAME_ROLES = (GIVEN, "second", "third", "fourth", "fifth", FAMILY)
"""Name 1 to Name 6. Name 6 is the family name, or the whole name of an entity or ship."""

_IMO = re.compile(r"\d{7}")
_UK_REFERENCE = re.compile(r"\b[A-Z]{3,4}\d{4}\b")
_SENTENCE_END = re.compile(r"(?<=[a-z)\d])\.\s+(?=[A-Z(])")
_STREET_LINES = 5

Values = tuple[str, ...]


class Entry:
    """The values of one designation by group, each combination once, in order of appearance."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.groups: dict[str, dict[Values, None]] = {}

    def add(self, group: str, values: Values) -> None:
        """Keep the values of one row; those without any text are left out."""
        if any(values):
            self.groups.setdefault(group, {})[values] = None

    def all(self, group: str) -> list[Values]:
        """Return every combination of a group."""
        return list(self.groups.get(group, ()))

    def first(self, group: str) -> str:
        """Return the first value of a group, empty where there is none."""
        return next((squeeze(value) for values in self.groups.get(group, ()) for value in values if value.strip()), "")


def fill(draft: Draft, entry: Entry) -> None:
    """Read every group of an entry that has a reader; `designation`, `remarks` and the like are the lists' own."""
    for group, reader in _READERS.items():
        for values in entry.all(group):
            reader(draft, tuple(squeeze(value) for value in values))
    for (words,) in entry.all("unread"):
        label, _, value = words.partition(": ")
        draft.add_detail(label, value)


def add_mentions(draft: Draft, text: str, known: frozenset[str]) -> None:
    """Add a link for each other designation that a remark names by its Unique ID, with the sentence that does."""
    linked = {link.target for link in draft.links}
    for sentence in _SENTENCE_END.split(squeeze(text)):
        for reference in _UK_REFERENCE.findall(sentence):
            if reference in known and f"uk:{reference}" not in linked | {draft.id}:
                draft.links.append(Link("mentions", f"uk:{reference}", None, sentence))
                linked.add(f"uk:{reference}")


def kind_of(text: str, reference: str, findings: Findings) -> PartyKind:
    """Return the kind of a designation; an unknown type is `unknown` and reported."""
    kind = KIND.get(squeeze(text).lower())
    if kind is None:
        findings.warn(f'unknown type "{squeeze(text)}", read as unknown kind; add it to KIND', reference)
        return PartyKind.UNKNOWN
    return kind


def day_of(text: str, label: str, draft: Draft) -> dt.date | None:
    """Return a day written DD/MM/YYYY or in ISO 8601; what is none is reported and kept as a detail."""
    if not text:
        return None
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None or found.day is None or found.until is not None:
        draft.findings.warn(f"{label} that is no day, kept as a detail", f"{draft.reference} {text!r}")
        draft.add_detail(label, text)
        return None
    return found.first


def quality_of(kind: str, strength: str, draft: Draft) -> NameQuality:
    """Return the quality of a name by its type and its strength; what no table knows is reported."""
    quality = NAME_QUALITY.get(kind.lower())
    if quality is None:
        draft.findings.warn(f'unknown type of name "{kind}", read as alias; add it to NAME_QUALITY', draft.reference)
        quality = NameQuality.ALIAS
    folded = strength.lower().rstrip(".")
    if folded not in STRENGTH:
        draft.findings.warn(
            f'unknown strength of alias "{strength}", read as good; add it to STRENGTH', draft.reference
        )
    return STRENGTH.get(folded) or quality


def add_name(draft: Draft, values: Values) -> None:
    """Add a name from Name 1 to Name 6, its type and its strength."""
    *texts, kind, strength = values
    parts = tuple(NamePart(role, text) for role, text in zip(NAME_ROLES, texts, strict=True) if text)
    quality = quality_of(kind, strength, draft)
    divided = draft.kind is PartyKind.PERSON and len(parts) > 1
    former = NAME_QUALITY.get(kind.lower()) is NameQuality.FORMER and quality is NameQuality.WEAK
    if parts:
        draft.add_name(
            " ".join(part.text for part in parts), quality, parts if divided else (), "f.k.a." if former else None
        )


def add_original(draft: Draft, text: str, language: str, quality: NameQuality) -> None:
    """Add a name in its own script; its language as the publisher tells it."""
    for piece in (part.strip() for part in text.split(";")):
        if any(map(str.isalpha, piece)):
            draft.add_name(piece, quality, language=language or None)
        else:
            draft.add_detail("name without letters", piece)


def _add_original(draft: Draft, values: Values) -> None:
    text, script, language = values
    add_original(draft, text, language or script, NameQuality.PRIMARY)
    if script and text and script_of(text) == "Latn":
        draft.add_detail("name said to be in another script", f"{text} ({script})")


def _add_title(draft: Draft, values: Values) -> None:
    draft.titles.extend(value for value in numbered(values[0]).values() if value)


def _add_position(draft: Draft, values: Values) -> None:
    draft.positions.extend(value for value in numbered(values[0]).values() if value)


def _add_birth_date(draft: Draft, values: Values) -> None:
    for text in numbered(values[0]).values():
        if text:
            draft.add_birth_date(birth_date_text(text))


def _add_birth_place(draft: Draft, values: Values) -> None:
    for town, country in together(*values):
        draft.add_place(draft.birth_places, place_of(city=town.rstrip("."), country=country.rstrip(".")))


def _add_nationality(draft: Draft, values: Values) -> None:
    for text in numbered(values[0]).values():
        if text:
            draft.add_country(text.rstrip("."), "nationality")


def _add_gender(draft: Draft, values: Values) -> None:
    for text in numbered(values[0]).values():
        gender = GENDER.get(text.rstrip(".").lower())
        if gender:
            draft.genders.append(gender)
        elif text:
            draft.findings.warn(f'unknown gender "{text}", kept as a detail; add it to GENDER', draft.reference)
            draft.add_detail("gender", text)


def _add_document(kind: str) -> Callable[[Draft, Values], None]:
    def add(draft: Draft, values: Values) -> None:
        for number, details in together(*values):
            found = document(kind, number, details)
            if isinstance(found, Identifier):
                draft.identifiers.append(found)
            else:
                draft.add_detail(kind.replace("_", " "), found)

    return add


def _add_address(draft: Draft, values: Values) -> None:
    """Add an address: the sixth line is the town, as the lists' guide says; the five before it are the street."""
    *lines, town, postcode, country = values
    street = ", ".join(line.rstrip(",") for line in lines[:_STREET_LINES] if line)
    draft.add_place(draft.addresses, place_of(street=street, city=town, postcode=postcode, country=country))


def _add_registration(draft: Draft, values: Values) -> None:
    found = registrations(values[0])
    draft.identifiers.extend(found)
    if not found or len(found) > 1 or found[0].value != values[0]:
        draft.add_detail("business registration", values[0])


def _add_imo(draft: Draft, values: Values) -> None:
    for text in numbered(values[0]).values():
        match = _IMO.search(text)
        if match:
            draft.identifiers.append(Identifier("imo", match[0]))
        else:
            draft.add_detail("IMO number", text)


def _add_flag(draft: Draft, values: Values) -> None:
    for text in numbered(values[0]).values():
        if text:
            draft.add_country(text, "flag")


def _add_link(relation: str) -> Callable[[Draft, Values], None]:
    def add(draft: Draft, values: Values) -> None:
        for text in numbered(values[0]).values():
            reference = _UK_REFERENCE.search(text)
            if text:
                draft.links.append(Link(relation, f"uk:{reference[0]}" if reference else None, text, text))

    return add


def _add_detail(label: str) -> Callable[[Draft, Values], None]:
    def add(draft: Draft, values: Values) -> None:
        for text in numbered(values[0]).values():
            draft.add_detail(label, text)

    return add


def _add_amended(draft: Draft, values: Values) -> None:
    day = day_of(values[0], "last updated", draft)
    if day is not None:
        draft.amended_on.append(day)


_READERS: dict[str, Callable[[Draft, Values], None]] = {
    "name": add_name,
    "original": _add_original,
    "title": _add_title,
    "birth_date": _add_birth_date,
    "birth_place": _add_birth_place,
    "nationality": _add_nationality,
    "gender": _add_gender,
    "passport": _add_document("passport"),
    "national_id": _add_document("national_id"),
    "position": _add_position,
    "address": _add_address,
    "registration": _add_registration,
    "imo": _add_imo,
    "flag": _add_flag,
    "owner": _add_link("owned by"),
    "previous_owner": _add_link("formerly owned by"),
    "parent": _add_link("subsidiary of"),
    "subsidiary": _add_link("parent of"),
    "amended": _add_amended,
    **{
        group: _add_detail(label)
        for group, label in (
            ("phone", "phone"),
            ("fax", "fax"),
            ("email", "email"),
            ("website", "website"),
            ("entity_type", "type of entity"),
            ("previous_flag", "previous flag"),
            ("ship_type", "type of ship"),
            ("tonnage", "tonnage"),
            ("length", "length of ship"),
            ("built", "year built"),
            ("hull", "hull identification number"),
        )
    },
}
