"""Choices that are the same on every machine and in every run: halves, samples and random streams from digests.

Comes in: texts. Goes out: numbers and generators. Knows nothing of what is chosen.
"""

from __future__ import annotations

import functools
import hashlib
import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
TUNED, KEPT = "tuned", "kept"
HALVES = (TUNED, KEPT)


def digest(*parts: object) -> int:
    """Return 64 bits that depend on the parts and on nothing else."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def stream(*parts: object) -> random.Random:
    """Return a random generator seeded by the parts."""
    return random.Random(digest(*parts))


def half_of(text: str) -> str:
    """Return the half that a name or a customer belongs to: `tuned` to look at and tune on, `kept` to judge by."""
    return HALVES[digest("half", text) & 1]


def plain_words(text: str) -> str:
    """Return the words of a name, folded and sorted: equal for two names that differ in case, order and marks only."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(sorted(re.findall(r"\w+", folded)))


def pick(items: Iterable[T], count: int | None, key: Callable[[T], str], seed: int) -> list[T]:
    """Return `count` items chosen by the digest of their key, in the items' own order; all of them for None or 0."""
    pool = list(items)
    if not count or len(pool) <= count:
        return pool
    ranked = sorted(range(len(pool)), key=lambda position: digest("pick", seed, key(pool[position]), position))
    return [pool[position] for position in sorted(ranked[:count])]


@functools.lru_cache(maxsize=100_000)
def script_of(text: str) -> str:
    """Return the ISO 15924 code of most letters in a text, by their Unicode names; `Zyyy` where there are none."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            first = unicodedata.name(char, "?").partition(" ")[0]
            code = _SCRIPTS.get(first, "Zzzz")
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: (counts[code], code)) if counts else "Zyyy"


_SCRIPTS = {
    "LATIN": "Latn", "FULLWIDTH": "Latn", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "CJK": "Hani", "HANGUL": "Hang",
    "HEBREW": "Hebr", "GREEK": "Grek", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "THAI": "Thai", "ETHIOPIC": "Ethi", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "TAMIL": "Taml", "TELUGU": "Telu", "MYANMAR": "Mymr", "KHMER": "Khmr", "LAO": "Laoo", "SINHALA": "Sinh",
    "TIBETAN": "Tibt", "KANNADA": "Knda", "MALAYALAM": "Mlym", "MONGOLIAN": "Mong", "ORIYA": "Orya",
}  # fmt: skip
