"""The Arabic words of the Emirates' list: countries as it writes them, documents, names joined in one cell.

In: one cell. Out: codes, identifiers, names. Knows how the list writes; nothing of sheets.
"""

from __future__ import annotations

import re

from tamis.records import Identifier, PartialDate
from tamis.values.countries import country_code, country_codes
from tamis.values.dates import parse_date

COUNTRY = {
    "أمريكا": "us",
    "إماراتي": "ae",
    "إيراني": "ir",
    "أبوظبي": "ae",
    "ابوظبي": "ae",
    "الإمارات": "ae",
    "الامارات": "ae",
    "السعودية": "sa",
    "الشارقة": "ae",
    "الفجيرة": "ae",
    "راس الخيمة": "ae",
    "عجمان": "ae",
    "السعوديه": "sa",
    "بريطانيا": "gb",
    "بريطاني": "gb",
    "تركي": "tr",
    "دبي": "ae",
    "سانت كيتس - نافيس": "kn",
    "سعودي": "sa",
    "سوري": "sy",
    "نيجيري": "ng",
    "نيجيريا": "ng",
    "يمني": "ye",
}
"""Spellings, nationalities and emirates that the table of countries does not hold."""

UNIFIED_NUMBER = "الرقم الموحد"
"""The number that the Emirates give to every resident; where nobody else is named, they issued it."""

DOCUMENT = (("جواز", "passport"), (UNIFIED_NUMBER, "national_id"), ("هوية", "national_id"), ("تأشيرة", "visa"))
"""A word in a document's type -> kind of identifier; nothing is `other`."""

_PIECES = re.compile(r"\s*[/:،,()]\s*|\s+-\s+|\s+و\s*")
_LABELLED_NUMBER = re.compile(r"(?P<country>\S+)\s+رقم\s*:\s*(?P<number>\S+)")
_NAMES = re.compile(r"\s+\+\s+|\s+أو\s+|\s*[،,]\s*|\s+-\s+")
_BY_NAME = re.compile(r"^(?P<name>[^()<>]+?)\s*[(<](?P<other>[^()<>]+)[)>]$")
_EDGES = re.compile(r"^[\s()<>،,-]+|[\s()<>،,-]+$")


def countries_in(text: str) -> list[str]:
    """Return the codes of the countries that a cell names, in its order: `تركيا و الإمارات` names two."""
    whole = _code(text)
    found = [whole] if whole else [code for piece in _PIECES.split(text) for code in _codes(piece)]
    return list(dict.fromkeys(found))


def _codes(piece: str) -> tuple[str, ...]:
    code = _code(piece)
    if code:
        return (code,)
    words = [_code(word) for word in piece.split()]
    return tuple(word for word in words if word) or country_codes(piece)


def _code(text: str) -> str | None:
    text = " ".join(text.split())
    return COUNTRY.get(text) or (country_code(text) if text else None)


def names_in(text: str) -> list[str]:
    """Return the names of a cell: spellings joined by `+`, `-`, "or" or a comma, a by-name in brackets."""
    found = []
    for piece in _NAMES.split(text):
        match = _BY_NAME.match(piece.strip())
        found += [match["name"], match["other"]] if match else [piece]
    return [name for name in dict.fromkeys(_EDGES.sub("", name) for name in found) if name]


def documents_in(kind: str, number: str, issuer: str, days: tuple[str, str]) -> tuple[list[Identifier], str]:
    """Return the identifiers of a document, and what is left of one without a number.

    Args:
        kind: Type, such as `جواز سفر يمني`.
        number: One number, or several with their countries: `تركي رقم: U1 إماراتي رقم: N2`.
        issuer: Who issued it.
        days: Day of issue and of expiry, as published.
    """
    told = next((name for word, name in DOCUMENT if word in kind), "other")
    several = [(match["number"], match["country"]) for match in _LABELLED_NUMBER.finditer(number)]
    issued, expires = (_day(day) for day in days)
    found = []
    for value, nation in several or ([(number, "")] if number else []):
        country = next(iter(countries_in(nation) or countries_in(issuer) or countries_in(kind)), None)
        if country is None and UNIFIED_NUMBER in kind:
            country = "ae"
        found.append(Identifier(told, value, country, kind or None, issued, expires))
    unread = [day for day, read in zip(days, (issued, expires), strict=True) if day and not read]
    rest = "" if found else "; ".join(part for part in (kind, issuer, *days) if part)
    return found, rest or "; ".join(unread)


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
