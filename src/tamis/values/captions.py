"""Captions: a published name recased and reordered for reading; never for comparing.

In: a name as published. Out: the same letters, given name first, words that the publisher shouts in capitals recased.
"""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset(
    [
        "al",
        "el",
        "ul",
        "ur",
        "ud",
        "ad",
        "as",
        "ar",
        "ash",
        "bin",
        "ibn",
        "bint",
        "binti",
        "ould",
        "oul",
        "wa",
        "e",
        "i",
        "o",
        "y",
        "de",
        "da",
        "do",
        "das",
        "dos",
        "di",
        "del",
        "der",
        "den",
        "du",
        "la",
        "le",
        "les",
        "van",
        "von",
        "zu",
        "und",
        "and",
        "of",
        "the",
        "for",
        "in",
    ]
)
_KEPT = frozenset(
    [
        "LLC",
        "LLP",
        "LP",
        "PLC",
        "JSC",
        "OJSC",
        "PJSC",
        "CJSC",
        "GMBH",
        "AG",
        "SA",
        "SAL",
        "SARL",
        "SAS",
        "SRL",
        "SL",
        "BV",
        "NV",
        "AB",
        "OY",
        "AS",
        "KG",
        "FZE",
        "FZCO",
        "FZC",
        "PTE",
        "PT",
        "OOO",
        "OAO",
        "ZAO",
        "PAO",
        "AO",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
    ]
)


@functools.lru_cache(maxsize=10_000)
def caption_of(text: str, is_person: bool) -> str:
    """Return a name for reading: `SAEED, Muhammad` becomes `Muhammad Saeed`, `LASHKAR E-TAYYIBA` `Lashkar e-Tayyiba`."""
    name = " ".join(text.split())
    if is_person and name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        if family and given:
            name = f"{given} {family}"
    seen_first = False

    def recase(match: re.Match[str]) -> str:
        nonlocal seen_first
        word, first = match[0], not seen_first
        seen_first = True
        if not word.isupper() or word in _KEPT or (len(word) == 1 and not _joined(match)):
            return word
        if word.lower() in _SMALL and not first:
            return word.lower()
        if len(word) <= 4 and not is_person and not re.search("[AEIOUY]", word):
            return word  # an acronym: VTB, KRNL
        return word[0] + word[1:].lower()

    return _WORD.sub(recase, name)


def _joined(match: re.Match[str]) -> bool:
    """Say whether a single letter is joined to its neighbours by hyphens: LASHKAR-E-TAYYIBA."""
    before = match.string[match.start() - 1 : match.start()]
    return before == "-"
