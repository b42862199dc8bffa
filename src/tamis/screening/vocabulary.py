"""What the words around names tell: titles, places named after people, function words, days of the week.

In: a word as written. Out: the classes it stands in, from the lexicon. Must not know: names, listings, texts.
"""

from __future__ import annotations

import functools
import re

from tamis.values.rarity import Role, role_of
from tamis.values.tables import read_table

NO_CLASS: frozenset[str] = frozenset()
_SHORTEST_BEGINNING = 3
_KEPT_APART = "'’ʼ`"
_DELETED = str.maketrans("", "", _KEPT_APART + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, context in read_table("context_words"):
        found.setdefault(word, set()).add(context)
    for row in read_table("honorifics"):
        before = "title-or-name" if row[1] == "honorific-or-name" else "office"
        for part in row[0].split():
            found.setdefault(part, set()).add("suffix" if row[1] == "generation" else before)
    for row in read_table("legal_forms"):
        if " " not in row[0] and len(row[0]) > 1:
            found.setdefault(row[0], set()).add("legal")
    return {word: frozenset(classes) for word, classes in found.items()}


@functools.cache
def _beginnings() -> dict[str, frozenset[str]]:
    """Return the classes of the words that are known by how they begin: inflected languages have many endings."""
    return {word[:-1]: classes for word, classes in _table().items() if word.endswith("*")}


@functools.lru_cache(maxsize=50_000)
def classes_of(word: str) -> frozenset[str]:
    """Return the classes of a word, whatever its capitals: `function`, `office`, `place`, `institution`, `ship` ...

    `office` counts titles in, `title-or-name` are words that are a title to one and a name to another (Sheikh, Khan),
    `legal` are legal forms written as one word, `suffix` Jr and its like.
    """
    word = word.translate(_DELETED).casefold().rstrip(".")
    found, table = _table().get(word, NO_CLASS), _beginnings()
    for length in range(_SHORTEST_BEGINNING, len(word) + 1):
        found |= table.get(word[:length], NO_CLASS)
    return found


@functools.lru_cache(maxsize=50_000)
def opens_no_name(word: str) -> bool:
    """Say whether a word is a function word that neither opens nor closes a name (The, But; not Van, not An)."""
    lower = word.translate(_DELETED).casefold()
    if "function" not in _table().get(lower, NO_CLASS) or len(lower) < 3:
        return False
    return lower in ("the", "and", "los", "las") or role_of(lower) is Role.ORDINARY


_PREFIXED = re.compile(
    "(?:[\u0648\u0641\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{3})|\u05d4(?=[\u05d0-\u05ea]{3})"
)


@functools.lru_cache(maxsize=50_000)
def bare_forms(word: str) -> tuple[str, ...]:
    """Return a word as it stands and, in Arabic and Hebrew, without the article and what is written before that."""
    match = _PREFIXED.match(word)
    return (word, word[match.end() :]) if match else (word,)


_HAN_OR_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
_LONGEST_PART = 4


def is_han(word: str) -> bool:
    """Say whether a word is written in Chinese characters or Hangul, which have no blanks, or endings, around words."""
    return bool(_HAN_OR_HANGUL.match(word))


def parts_of(word: str) -> tuple[str, ...]:
    """Return the stretches of characters that could be words within a run of them."""
    return tuple(word[at : at + many] for many in range(2, _LONGEST_PART + 1) for at in range(len(word) - many + 1))
