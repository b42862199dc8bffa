"""OFAC's remarks: one text of labelled values joined by `;`, read into a draft.

In: the remarks of a CSV row, its overflow joined, or one id element of the XML. Out: birth dates, places, countries, genders,
identifiers, weak aliases, links and details of the draft. Knows OFAC's labels (`ofac_labels.tsv`); nothing of file formats.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

from tamis.records import Identifier, Link, NameQuality, PartialDate, Place
from tamis.sources import ofac
from tamis.sources.draft import Draft, squeeze
from tamis.values.countries import country_code
from tamis.values.dates import parse_date

_ITEM_END = re.compile(r";(?=\s|$)")
_ALTERNATE = re.compile(r"alt(?:ernate|\.)?\s+(?=\S)", re.IGNORECASE)
_DAY = r"(?:circa )?(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}"
_NUMBER = re.compile(
    r"(?P<number>.*?)"
    r"(?:\s*\((?P<country>[^\W\d][^()]+(?:\([^()]*\)[^()]*)*)\))?"
    rf"(?:[,\s]+(?:date of issue|issued)\s*:?\s+(?:on )?(?P<issued>{_DAY}(?: to {_DAY})?))?"
    rf"(?:[,\s]+(?:date of expiry|expires|expired)\s*:?\s+(?P<expires>{_DAY}(?: to {_DAY})?))?"
    r"(?P<rest>(?:[,\s]+issued (?:by|at|in|under)\b.*)?)"
)
_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z.]{3,12}:|Booklet)\s+(?=\S*\d)")
_PLACE_BEHIND = re.compile(r"\s*\((?P<place>[^\W\d][^\d()]{3,})\)$")
_LONGEST = 1000  # characters of a value that can be a number with its country and dates
WITHOUT_DIGITS = frozenset({"bic", "call_sign", "wallet", "aircraft_tail"})
"""Kinds of identifiers that may hold letters alone; a value of any other kind without a digit is running text."""

_LOOKS_LIKE_IDENTIFIER = re.compile(
    r"(?P<label>[A-Z][^;:]{1,60}?(?:\bNo\.?|\bNumber|\bID|\bCode|#))\s*:?\s+(?P<value>(?=\S*\d).+)"
)
_IMO_PREFIX = re.compile(r"IMO\s*", re.IGNORECASE)
_POSSIBLY = re.compile(r"possibly\s+", re.IGNORECASE)
_PLACE_COUNTRY = re.compile(r"(?:.*,\s*)?(?P<country>[^,]+)")
_CURRENCY = re.compile(r"(?P<currency>[A-Z][A-Z0-9 ()-]{1,12})\s+(?P<address>\S+)")


def read_remarks(draft: Draft, remarks: str, *, cut: bool = False) -> None:
    """Read every labelled value of a remark; what has no label stays in the remark alone.

    Args:
        draft: The listing; its `remarks` are set to the whole text.
        remarks: The remark as published, overflow joined.
        cut: The remark ends in mid-word and its overflow is missing: the last value is kept in the remark alone.
    """
    text = remarks.strip()
    if not text:
        return
    draft.remarks = text
    items = _ITEM_END.split(text.removesuffix("."))
    for item in items[:-1] if cut else items:
        words = squeeze(item)
        if words.startswith("(") and words.endswith(")"):
            words = words[1:-1]
        _read_item(draft, _ALTERNATE.sub("", words, count=1) if _ALTERNATE.match(words) else words)


def read_labelled(draft: Draft, label: str, value: str) -> bool:
    """Read one value by its label; False where the label is unknown.

    Args:
        draft: The listing.
        label: The label, such as `Passport` or `Digital Currency Address - XBT`.
        value: What stands behind it, in the notation of the remarks: `X1 (Iran) issued 05 Jun 2010`.
    """
    found = _find_label(f"{label} {value}")
    if found is None or len(found[0]) > len(label):
        return False
    known, meaning = found
    _read_value(draft, known, meaning, squeeze(f"{label[len(known) :]} {value}"))
    return True


def read_unknown_identifier(draft: Draft, label: str, value: str) -> None:
    """Read a value behind a label that no table knows as an identifier of kind `other`, and report the label."""
    draft.findings.note_unread(f'remark label "{label}", read as identifier of kind other', draft.reference)
    _read_identifier(draft, label, "other", value)


def _read_item(draft: Draft, item: str) -> None:
    found = _find_label(item)
    if found is not None:
        label, meaning = found
        _read_value(draft, label, meaning, item[len(label) :].strip())
        return
    match = _LOOKS_LIKE_IDENTIFIER.fullmatch(item)
    if match:
        read_unknown_identifier(draft, match["label"], match["value"])


def _read_value(draft: Draft, label: str, meaning: str, value: str) -> None:
    """Read a value by the meaning of its label."""
    if not value:
        return
    if meaning.startswith("id:"):
        _read_identifier(draft, label, meaning.removeprefix("id:"), value)
    elif meaning == "birth_date":
        draft.add_birth_date(value)
    elif meaning == "birth_place":
        draft.add_place(draft.birth_places, birth_place(value.lstrip(": ")))
    elif meaning == "country":
        draft.add_country(_POSSIBLY.sub("", value), label.lower())
    elif meaning == "gender":
        _read_gender(draft, value)
    elif meaning == "weak":
        note = "f.k.a." if label == "f.k.a." else None
        ofac.add_name(draft, _unquoted(value), NameQuality.WEAK, note)
    elif meaning == "linked to":
        draft.links.append(Link("linked to", None, value, f"{label} {value}"))
    elif meaning == "position":
        draft.positions.append(value)
    else:
        draft.add_detail(label.rstrip(" :-"), value)


def _read_gender(draft: Draft, value: str) -> None:
    gender = ofac.GENDER.get(value.lower())
    if gender is None:
        draft.findings.warn(f'unknown gender "{value}", kept as a detail; add it to GENDER', draft.reference)
        draft.add_detail("gender", value)
    else:
        draft.genders.append(gender)


def birth_place(text: str) -> Place:
    """Return the place in one line, with its country where the last word tells one."""
    match = _PLACE_COUNTRY.fullmatch(text)
    return Place(text, country=country_code(match["country"]) if match else None)


def _read_identifier(draft: Draft, label: str, kind: str, value: str) -> None:
    """Read `NUMBER (Country) issued DATE expires DATE`."""
    value = value.lstrip(": ")
    match = _NUMBER.fullmatch(value) if len(value) <= _LONGEST else None
    number, notes = value, []
    country = issued = expires = None
    if match and match["number"].strip():
        number = match["number"].strip()
        issued, expires = _date(match["issued"]), _date(match["expires"])
        notes.append(match["rest"].strip(" ,"))
        if match["country"] is not None:
            country = country_code(match["country"])
            notes.append("" if country else match["country"])
    if kind not in WITHOUT_DIGITS and not any(char.isdigit() for char in number):
        draft.add_detail(label, value)
        return
    label, number = _bare(label, kind, number, notes)
    note = "; ".join(note for note in notes if note) or None
    draft.identifiers.append(Identifier(kind, number, country, label, issued, expires, note))


def _bare(label: str, kind: str, number: str, notes: list[str]) -> tuple[str, str]:
    """Return label and number without the words that stand with the number, which go to the notes."""
    if kind == "imo":
        return label, _IMO_PREFIX.sub("", number).strip("() ")
    if kind == "wallet":
        currency = _CURRENCY.fullmatch(number)
        return (f"{label} {currency['currency']}", currency["address"]) if currency else (label, number)
    word, place = _WORD_BEFORE.match(number), _PLACE_BEHIND.search(number)
    if place:
        number = number[: place.start()]
        notes.append(place["place"])
    if word:
        number = number[word.end() :]
        notes.append(word["word"].rstrip(":"))
    return label, number


def _date(text: str | None) -> PartialDate | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _unquoted(value: str) -> str:
    """Return the name between the outer quotation marks: `'AL-'TINKER, Tariq'` has one inside."""
    value = value.strip()
    return value[1:-1] if len(value) > 2 and value[0] == value[-1] and value[0] in "'\"" else value.strip("'\"")


def _find_label(item: str) -> tuple[str, str] | None:
    """Return the longest known label that an item begins with, and its meaning."""
    first = item.partition(" ")[0].lower()
    lowered = item.lower()
    for label, key, meaning in _labels().get(first, ()):
        if lowered.startswith(key) and (len(item) == len(label) or not item[len(label)].isalnum()):
            return label, meaning
    return None


@functools.cache
def _labels() -> dict[str, list[tuple[str, str, str]]]:
    """Return (label, label in small letters, meaning) by the label's first word, longest first."""
    text = resources.files("tamis.sources").joinpath("ofac_labels.tsv").read_text(encoding="utf-8")
    table: dict[str, list[tuple[str, str, str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("# "):
            label, meaning = line.split("\t")
            table.setdefault(label.partition(" ")[0].lower(), []).append((label, label.lower(), meaning))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table
