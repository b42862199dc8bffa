"""What the two lists of the United Kingdom write in one cell, told apart.

In: one published text, such as `OGRN: 102...; INN: 540...` or `A1 (Belarus). Issued on 3 May 2007`. Out: its values. Knows the words of
FCDO and OFSI; nothing of files and columns.
"""

from __future__ import annotations

import re

from tamis.records import Identifier, PartialDate
from tamis.sources.draft import squeeze
from tamis.values.countries import only_country
from tamis.values.dates import parse_date

_UNKNOWN_PART = re.compile(r"\b(?:dd|mm)(?=/)", re.IGNORECASE)
_DAY = r"(?P<day>\d{1,2}/\d{1,2}/\d{4}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?,?\s+\d{4}|\d{4})"
_ISSUED = re.compile(rf"\bissued?(?:\s+date|\s+on|\s+in)?\s*:?\s*{_DAY}", re.IGNORECASE)
_EXPIRES = re.compile(rf"\b(?:expir\w+|valid until)(?:\s+date)?(?:\s+on|\s+in)?\s*:?\s*{_DAY}", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"(?P<label>(?:[^\d:]{0,60}?\b(?:no|number|id|code|card)\b\.?\s*:?|[^\d:]{3,60}:)\s*)?"
    r"(?P<number>[A-Z]{0,6}[ /-]{0,2}\d[\w/-]*(?:[ .]\d[\w/-]*)*)"
    r"(?P<rest>\s*[.,;(].*|\s+[^\d]*\b(?:issued|expir|valid)\w*\b.*|\s+[A-Za-z(].*)?",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"(?P<label>[^\W\d][^\d:;()]{0,60}?)\s*[:\u2013-]?\s*\n?\s*(?P<number>(?<!\d)[A-Z]{0,3}\d[\d/-]*(?: \d[\d/-]*)*)"
)
_TAX = re.compile(r"\b(?:INN|TIN|tax\w*|VAT|ИНН|UNP|NIP|EDRPOU tax)\b", re.IGNORECASE)
_NOT_ALONE = re.compile(r"\b(?:KPP|КПП|OKPO class|SPARK|BvD)\b", re.IGNORECASE)
_FEWEST_DIGITS = 4
_LONGEST = 2000  # characters of a cell that is told apart


def birth_date_text(text: str) -> str:
    """Return a date of birth with its unknown parts as zeros: `dd/mm/1975` is `00/00/1975`."""
    return _UNKNOWN_PART.sub("00", squeeze(text))


def document(kind: str, number: str, details: str) -> Identifier | str:
    """Return the identifier of a passport or identity card; where there is no number, what is told in one text.

    Args:
        kind: `passport` or `national_id`.
        number: The number alone, empty where it stands in the details (as in OFSI's form before 2022).
        details: What else is told: issuing country, dates.
    """
    number, details = squeeze(number).lstrip("'"), squeeze(details)
    label = None
    whole = " ".join(part for part in (number, details) if part)
    if not number:
        match = _NUMBER_FIRST.fullmatch(details)
        if match is None or sum(map(str.isdigit, match["number"])) < _FEWEST_DIGITS:
            return whole
        number, label = match["number"], squeeze(match["label"]).strip(" :") or None
    elif not any(map(str.isdigit, number)):
        return whole
    return Identifier(
        _document_kind(kind, details),
        number.strip(" .,;"),
        only_country(label or "") or only_country(details),
        label,
        _date_in(_ISSUED, details),
        _date_in(_EXPIRES, details),
        details if details != number else None or None,
    )


def _document_kind(kind: str, details: str) -> str:
    """Return the kind that the details tell: a driving licence may stand among the identity cards."""
    for words, other in (
        ("driv", "driving_licence"),
        ("social security", "social_security"),
        ("tax|fiscal", "tax"),
        ("passport", "passport"),
    ):
        if re.search(rf"\b(?:{words})", details, re.IGNORECASE):
            return other
    return kind


def _date_in(pattern: re.Pattern[str], text: str) -> PartialDate | None:
    match = pattern.search(text)
    if match is None:
        return None
    try:
        return parse_date(match["day"])
    except ValueError:
        return None


def registrations(text: str) -> list[Identifier]:
    """Return the registration and tax numbers of a cell; none where it holds no number.

    `INN: 6608003052OGRN: 1026600000460` holds two. Numbers that many companies share (KPP) are none.
    """
    text = squeeze(text)[:_LONGEST]
    plain = text.replace("'", "").strip(" .,;")
    if " " not in plain and ":" not in plain:
        digits = sum(map(str.isdigit, plain))
        return [Identifier("registration", plain)] if digits >= _FEWEST_DIGITS else []
    found = []
    for match in _REGISTRATION.finditer(text):
        label, number = squeeze(match["label"]).strip(" ,.-\u2013/"), match["number"].strip(" -/")
        if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS and not _NOT_ALONE.search(label):
            found.append(Identifier("tax" if _TAX.search(label) else "registration", number, None, label or None))
    if not found and sum(map(str.isdigit, plain)) >= _FEWEST_DIGITS and not _NOT_ALONE.search(plain):
        return [Identifier("registration", plain)]
    return found
