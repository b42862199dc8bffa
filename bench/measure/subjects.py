"""Whose name is altered: a listed name in the order people write it, with its kind and its culture.

Comes in: a listing and one of its names. Goes out: a Subject. The culture decides which rules of romanisation make
sense; it is read from nationality, programme and letters, never drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from measure.stable import script_of
from tamis.records import Listing, Name, NameQuality, PartyKind

ARABIC, PERSIAN, URDU, CYRILLIC, CHINESE, KOREAN = "arabic", "persian", "urdu", "cyrillic", "chinese", "korean"
TURKISH, SPANISH, FRENCH, INDONESIAN, BALKAN = "turkish", "spanish", "french", "indonesian", "balkan"
VIETNAMESE, BURMESE, GREEK, HEBREW, INDIC = "vietnamese", "burmese", "greek", "hebrew", "indic"

_COUNTRIES = {
    ARABIC: "sa eg iq sy jo lb ps ye om ae kw qa bh ly tn dz ma sd mr so dj km",
    PERSIAN: "ir af tj", URDU: "pk", CYRILLIC: "ru ua by kg kz uz bg mk rs me", CHINESE: "cn tw hk mo sg", KOREAN: "kp kr",
    TURKISH: "tr az tm", SPANISH: "co mx ve pe ec gt hn sv ni cu pa bo ar cl cr do es py uy br pt",
    FRENCH: "fr be ht cd cf ml bf ci ne td cm bi rw", INDONESIAN: "id my ph bn", BALKAN: "hr ba si al xk",
    VIETNAMESE: "vn", BURMESE: "mm", GREEK: "gr cy", HEBREW: "il", INDIC: "in bd lk np",
}  # fmt: skip
_CULTURE_OF = {code: culture for culture, codes in _COUNTRIES.items() for code in codes.split()}
_PROGRAMMES = (
    (re.compile(r"DPRK|North Korea|1718", re.IGNORECASE), KOREAN),
    (re.compile(r"Taliban|Iran|NPWMD", re.IGNORECASE), PERSIAN),
    (re.compile(r"Al-?Qaida|SDGT|SYRIA|IRAQ|LIBYA|YEMEN|LEBANON|Somalia|Sudan", re.IGNORECASE), ARABIC),
    (re.compile(r"SDNTK?|VENEZUELA|CUBA|NICARAGUA", re.IGNORECASE), SPANISH),
    (re.compile(r"UKRAINE|RUSSIA|BELARUS|MAGNIT|CYBER2", re.IGNORECASE), CYRILLIC),
    (re.compile(r"BURMA", re.IGNORECASE), BURMESE),
    (re.compile(r"BALKANS", re.IGNORECASE), BALKAN),
    (re.compile(r"DRCONGO|^DRC|^CAR|BURUNDI|Haiti|Mali", re.IGNORECASE), FRENCH),
)
_LETTERS = (
    (re.compile(r"\b(?:al|el|abd|abdul|abu|bin|ibn|bint|umm|ould)\b[ -]", re.IGNORECASE), ARABIC),
    (re.compile(r"(?:ov|ev|ova|eva|skiy|sky|skii|enko|ovich|evich|ovna|evna)\b", re.IGNORECASE), CYRILLIC),
    (re.compile(r"\b(?:de la|del|hernandez|gonzalez|rodriguez|garcia|lopez|martinez)\b", re.IGNORECASE), SPANISH),
)
_GOOD = (NameQuality.PRIMARY, NameQuality.ALIAS, NameQuality.FORMER)


@dataclass(frozen=True, slots=True)
class Subject:
    """A listed name to alter.

    Attributes:
        listing: Id of its listing.
        text: The name, given names first where the list prints `FAMILY, Given`.
        kind: Kind of the listed party.
        culture: Whose rules of spelling apply; None where nothing tells.
    """

    listing: str
    text: str
    kind: PartyKind
    culture: str | None

    @property
    def is_person(self) -> bool:
        """True for a person."""
        return self.kind is PartyKind.PERSON


def culture_of_country(code: str | None) -> str | None:
    """Return whose spellings fit the names of a country; None where no rule of them is known."""
    return _CULTURE_OF.get(code or "")


def culture_of(listing: Listing, text: str) -> str | None:
    """Return whose spellings fit: by nationality, else programme, else letters; letters overrule for Arabic particles.

    A man of the Netherlands called `al-...` is spelt by Arabic rules; an Iranian stays Persian.
    """
    by_letters = next((culture for pattern, culture in _LETTERS if pattern.search(text)), None)
    by_country = next((_CULTURE_OF[code] for code in listing.countries if code in _CULTURE_OF), None)
    if by_country is not None:
        mixed = by_letters is ARABIC and by_country not in (PERSIAN, URDU, ARABIC)
        return ARABIC if mixed else by_country
    if by_letters is not None:
        return by_letters
    programmes = " ".join(act.programme or "" for act in listing.designations)
    return next((culture for pattern, culture in _PROGRAMMES if pattern.search(programmes)), None)


def natural_order(text: str, kind: PartyKind) -> str:
    """Return `Given FAMILY` for a person printed `FAMILY, Given`; other names as they are."""
    family, comma, given = text.partition(",")
    if kind is not PartyKind.PERSON or not comma or not given.strip():
        return text
    if "," in given:  # "FAMILY, Given, Jr." and the like: leave as printed
        return text
    return f"{given.strip()} {family.strip()}"


def good_names(listing: Listing) -> list[Name]:
    """Return the primary names, good aliases and former names in Latin letters, each wording once."""
    seen: set[str] = set()
    names = []
    for name in listing.names:
        if name.quality in _GOOD and script_of(name.text) == "Latn" and name.text.casefold() not in seen:
            seen.add(name.text.casefold())
            names.append(name)
    return names


def subject_of(listing: Listing, name: Name) -> Subject:
    """Return the subject for one name of a listing."""
    kind = listing.kind
    return Subject(listing.id, natural_order(name.text, kind), kind, culture_of(listing, name.text))
