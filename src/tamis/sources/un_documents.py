"""The UN's document blocks, read into identifiers.

In: the values of one INDIVIDUAL_DOCUMENT by tag. Out: an Identifier, or the words of a document without a number.
Knows the UN's words for documents; nothing of XML.
"""

from __future__ import annotations

import re

from tamis.records import Identifier
from tamis.sources.draft import noted_date
from tamis.values.countries import country_code, country_codes, is_country_name, only_country

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
_NUMBER = r"(?:[A-Z]{1,4}[ -]{0,2})?\d[\w/-]*(?:[ .]\d[\w/-]*)*"
# "Jordan 000901", "Yemeni national identification number 000902", "Afghan ... (tazkira) number 000903"
_WORDS_THEN_NUMBER = re.compile(
    rf"(?P<words>[^\W\d_]{{3}}[^\d:]*?)\s*(?:\b(?:number|no)\b\.?)?\s*:?\s+(?P<number>{_NUMBER})(?P<rest>.*)$",
    re.IGNORECASE,
)
_NUMBER_THEN_WORDS = re.compile(
    rf"(?:no\.?\s+)?(?P<number>{_NUMBER})(?P<rest>\s*\([^)]*\)|,\s+[^\d]+|\s+issued\b.*)$", re.IGNORECASE
)
_LONGEST = 1000  # characters of a text that can hold a number
_DIGIT = re.compile(r"\d")


def identifier_in(values: dict[str, str]) -> Identifier | str:
    """Return the identifier of one document block.

    Args:
        values: Text by tag, blanks squeezed.

    Returns:
        The identifier; where the block has no number, what it says in one text (empty for an empty block).
    """
    kind_words = [values.get(tag, "") for tag in ("TYPE_OF_DOCUMENT2", "TYPE_OF_DOCUMENT")]
    issuers = [values[tag] for tag in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE") if values.get(tag)]
    text, from_note = _number_text(values)
    found = (_WORDS_THEN_NUMBER.match(text) or _NUMBER_THEN_WORDS.match(text)) if len(text) <= _LONGEST else None
    if not text or (from_note and found is None):
        return "; ".join(value for value in values.values() if value)
    notes = [text if found else "", "" if from_note else values.get("NOTE", "")]
    number = found["number"] if found else text
    words = (found.groupdict().get("words") or "") if found else ""
    country = next((code for code in map(only_country, issuers) if code), None)
    if country is None and found:
        country = next(iter(country_codes(f"{words} {found['rest']}")), None)
    if len(set(issuers)) > 1 or not all(map(is_country_name, issuers)):
        notes += [f"issued by {issuer}" for issuer in issuers]
    if values.get("CITY_OF_ISSUE"):
        notes.append(f"issued in {values['CITY_OF_ISSUE']}")
    label = next((label for label in (kind_words[0], words, kind_words[1]) if label and not _DIGIT.search(label)), None)
    return Identifier(
        _kind(words, *kind_words),
        number,
        country,
        label if label is None or country_code(label) is None else kind_words[1] or None,
        noted_date(values.get("DATE_OF_ISSUE", ""), "issued on", notes),
        noted_date(values.get("DATE_OF_EXPIRY", ""), "expires on", notes),
        "; ".join(note for note in notes if note) or None,
    )


def _number_text(values: dict[str, str]) -> tuple[str, bool]:
    """Return the text that holds the number, and whether it stands in running words of the NOTE."""
    for tag in ("NUMBER", "TYPE_OF_DOCUMENT2"):
        if _DIGIT.search(values.get(tag, "")):
            return values[tag], False
    note = values.get("NOTE", "")
    return (note, True) if _DIGIT.search(note) else (values.get("NUMBER", ""), False)


def _kind(*labels: str) -> str:
    for label in labels:
        for words, kind in _KINDS:
            if words.search(label):
                return kind
    return "other"
