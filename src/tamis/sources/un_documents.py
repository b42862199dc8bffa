"""The UN's document blocks, read into identifiers.

In: the values of one INDIVIDUAL_DOCUMENT by tag. Out: an Identifier, or the words of a document without a number.
Knows the UN's words for documents; nothing of XML.
"""

from __future__ import annotations

import re

from tamis.records import Identifier, PartialDate
from tamis.values.countries import country_code, country_codes
from tamis.values.dates import parse_date

DOCUMENT_KIND: tuple[tuple[str, str], ...] = (
    ("passport|pasaporte|passeport", "passport"),
    ("birth certificate", "birth_certificate"),
    ("social security", "social_security"),
    ("fiscal|tax", "tax"),
    ("driver", "driving_licence"),
    ("voter", "voter_id"),
    ("military|fardc|serviceman|service", "military_id"),
    ("residen", "residence_permit"),
    ("travel document|laissez", "travel_document"),
    ("ration card|student|nationality|bpa|other id", "other"),
    ("identi|tazkira|national|personal|civil|cnic|nie", "national_id"),
)
"""Words in TYPE_OF_DOCUMENT2 or TYPE_OF_DOCUMENT -> kind; the first that occurs counts, nothing is `other`."""

_KINDS = tuple((re.compile(words, re.IGNORECASE), kind) for words, kind in DOCUMENT_KIND)
# "Jordan 654781", "Yemeni national identification number 973406", "Afghan ... (tazkira) number 57388"
_WORDS_THEN_NUMBER = re.compile(
    r"(?P<words>[^\W\d_]{3}[^\d:]*?)\s*(?:\b(?:number|no)\b\.?)?\s*:?\s+(?P<number>(?:[A-Z]{1,4}[ -]?)?\d[\w/ .-]*)$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def identifier_in(values: dict[str, str]) -> Identifier | str:
    """Return the identifier of one document block.

    Args:
        values: Text by tag, blanks squeezed.

    Returns:
        The identifier; where the block has no number, what it says in one text (empty for an empty block).
    """
    label = values.get("TYPE_OF_DOCUMENT2") or values.get("TYPE_OF_DOCUMENT") or ""
    number = values.get("NUMBER", "")
    issuer = values.get("ISSUING_COUNTRY") or values.get("COUNTRY_OF_ISSUE") or ""
    notes = [values.get("NOTE", "")]
    if not number and _DIGIT.search(label):
        label, number = values.get("TYPE_OF_DOCUMENT", ""), label
    if not number:
        return "; ".join(text for text in (*values.values(),) if text)
    match = _WORDS_THEN_NUMBER.match(number)
    country = country_code(issuer) if issuer else None
    if match:
        notes.append(number)
        label, number = label or match["words"], match["number"]
        country = country or next(iter(country_codes(match["words"])), None)
        label = (
            match["words"] if country_code(match["words"]) is None and not values.get("TYPE_OF_DOCUMENT2") else label
        )
    if issuer and country is None:
        notes.append(f"issued by {issuer}")
    if issuer and values.get("COUNTRY_OF_ISSUE") not in (None, "", issuer):
        notes.append(f"issued in {values['COUNTRY_OF_ISSUE']}")
    if values.get("CITY_OF_ISSUE"):
        notes.append(f"issued in {values['CITY_OF_ISSUE']}")
    return Identifier(
        _kind(label, values.get("TYPE_OF_DOCUMENT", "")),
        number,
        country,
        label or None,
        _date(values.get("DATE_OF_ISSUE", ""), "issued on", notes),
        _date(values.get("DATE_OF_EXPIRY", ""), "expires on", notes),
        "; ".join(note for note in notes if note) or None,
    )


def _kind(*labels: str) -> str:
    for label in labels:
        for words, kind in _KINDS:
            if words.search(label):
                return kind
    return "other"


def _date(text: str, words: str, notes: list[str]) -> PartialDate | None:
    """Return the date; what is none is kept as a note."""
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        notes.append(f"{words} {text}")
        return None
