"""SECO's names: parts in an order, each with its spellings by language and script, put together into whole names.

In: one `name` element. Out: names of a draft. A name of three parts with ten spellings each would make a thousand names: up to a
limit all are made, beyond it each spelling stands once, and that is reported. Knows SECO's words; nothing of targets.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from lxml import etree

from tamis.records import NamePart, NameQuality, PartyKind
from tamis.sources.draft import Draft, squeeze
from tamis.values.scripts import script_of

NAME_QUALITY = {
    "primary-name": NameQuality.PRIMARY,
    "alias": NameQuality.ALIAS,
    "formerly-known-as": NameQuality.FORMER,
}
"""Type of a name -> quality; any other is read as a good alias and reported."""

STRENGTH = {"": None, "good": None, "low": NameQuality.WEAK}
"""Quality of a name -> the quality that overrides its type's; any other is none and reported."""

ROLES = {
    "given-name": "given",
    "further-given-name": "further given",
    "family-name": "family",
    "maiden-name": "maiden",
    "father-name": "father",
    "grand-father-name": "grandfather",
    "tribal-name": "tribal",
    "suffix": "suffix",
    "whole-name": "whole",
    "other": "other",
}
"""Type of a part -> role; any other keeps SECO's word. A title is no part of a name."""

TITLE = "title"
COMBINATIONS_LIMIT = 32
"""The most names that are made of one name's spellings in one script. The sesquipedalian names of the list (six parts with
five spellings each) would make thousands that differ in a letter, which the comparison finds without them."""

_NOTHING = frozenset({"", "-"})
Culture = tuple[str, str]
_LATIN = "Latn"


class _Part:
    """One place in a name: its role, its value, and its spellings by language and script."""

    def __init__(self, role: str, value: str) -> None:
        self.role = role
        self.values = [value] if value else []
        self.spellings: dict[Culture, list[str]] = {}


def add_name(draft: Draft, element: etree._Element) -> None:
    """Add a name with its spellings; titles among its parts become titles."""
    quality = _quality(draft, element)
    parts = _parts(draft, element)
    parts = [part for part in parts if part.values or part.spellings]
    if not parts:
        return
    whole = tuple(NamePart(part.role, part.values[0]) for part in parts if part.values)
    divided = whole if draft.kind is PartyKind.PERSON and len(whole) > 1 else ()
    spelt = quality if quality is not NameQuality.PRIMARY else NameQuality.ALIAS
    language = element.get("lang") or None
    told = " ".join(part.text for part in whole)
    if whole:
        draft.add_name(told, quality, divided, None, language)
    if any(len(part.values) > 1 for part in parts):
        for text in _combined(draft, [part.values for part in parts if part.values], told):
            draft.add_name(text, spelt, (), None, language)
    for culture in dict.fromkeys(culture for part in parts for culture in part.spellings):
        _add_spellings(draft, parts, culture, quality, told)


def _add_spellings(draft: Draft, parts: Sequence[_Part], culture: Culture, quality: NameQuality, told: str) -> None:
    """Add the whole names of one language and script; a part that has no such spelling keeps its value.

    Spellings in Latin letters are other ways to write the name, so aliases of a primary one; a name in its own script
    is as good as the name itself.
    """
    choices = []
    for part in parts:
        spelt = part.spellings.get(culture, [])
        latin = all(script_of(text) == _LATIN for text in spelt)
        choices.append([*part.values, *spelt] if latin else spelt)
    for text in _combined(draft, [choice for choice in choices if choice], told):
        primary = quality is NameQuality.PRIMARY and script_of(text) == _LATIN
        draft.add_name(text, NameQuality.ALIAS if primary else quality, (), None, culture[0] or None)


def _combined(draft: Draft, choices: Sequence[Sequence[str]], told: str) -> Iterable[str]:
    """Return every combination of spellings but the name as told.

    Beyond the limit each spelling stands once, with the first of the other parts.
    """
    choices = [list(dict.fromkeys(choice)) for choice in choices]
    if math.prod(map(len, choices)) <= COMBINATIONS_LIMIT:
        names = [" ".join(combination) for combination in itertools.product(*choices)]
    else:
        draft.findings.warn(
            f"name with more than {COMBINATIONS_LIMIT} combinations of its spellings, of which each spelling stands once",
            draft.reference,
        )
        first = [choice[0] for choice in choices]
        names = [
            " ".join([*first[:place], text, *first[place + 1 :]])
            for place, choice in enumerate(choices)
            for text in choice
        ]
    return [name for name in dict.fromkeys(names) if name != told]


def _quality(draft: Draft, element: etree._Element) -> NameQuality:
    kind, strength = squeeze(element.get("name-type")), squeeze(element.get("quality")).lower()
    quality = NAME_QUALITY.get(kind)
    if quality is None:
        draft.findings.warn(f'unknown name-type "{kind}", read as alias; add it to NAME_QUALITY', draft.reference)
        quality = NameQuality.ALIAS
    if strength not in STRENGTH:
        draft.findings.warn(f'unknown quality "{strength}", read as good; add it to STRENGTH', draft.reference)
    return STRENGTH.get(strength) or quality


def _parts(draft: Draft, element: etree._Element) -> list[_Part]:
    """Return the parts in their order; several values in one place are alternatives of each other."""
    places: dict[tuple[int, str], _Part] = {}
    for node in element:
        if node.tag != "name-part":
            draft.findings.note_unread(f"element name/{node.tag}", draft.reference)
            continue
        kind, value = squeeze(node.get("name-part-type")), squeeze(node.findtext("value"))
        spellings = [
            ((squeeze(child.get("lang")), squeeze(child.get("script"))), squeeze(child.text))
            for child in node
            if child.tag == "spelling-variant"
        ]
        if kind == TITLE:
            draft.titles.extend(text for text in [value, *(text for _, text in spellings)] if text not in _NOTHING)
            continue
        role = ROLES.get(kind)
        if role is None:
            draft.findings.note_unread(f'name-part-type "{kind}", read as a part of the name', draft.reference)
        part = places.setdefault((_order(node), kind), _Part(role or kind or "other", ""))
        if value not in _NOTHING:
            part.values.append(value)
        for culture, text in spellings:
            if text not in _NOTHING:
                part.spellings.setdefault(culture, []).append(text)
    return [part for _, part in sorted(places.items(), key=lambda item: item[0][0])]


def _order(node: etree._Element) -> int:
    order = squeeze(node.get("order"))
    return int(order) if order.isdigit() else 0
