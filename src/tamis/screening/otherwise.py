"""A short word in a text that is a listed name, and here stands for something else: an HRC in Ohio, a law team (LET), STEP 2.

In: a text and where the word stands. Out: yes or no. What an acronym stands for is told by the words in brackets, behind a dash or
a comma, or before the bracket it stands in. Must not know: listings, scores.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tamis.screening.vocabulary import classes_of
from tamis.values.normalise import fold

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \t\u00a0\n]+[\"“”«»„'’‘「『]?$")
_NUMBER_BEHIND = re.compile(r"[ \t]\d{1,3}\b|[\"”»’']?[ \t]*[:=]?[ \t]*\bISO\b")
_EXPLAINED = re.compile(
    r"[\"”»’']?[ \t]*(?:[(（]|,? [-–—] ?|,|:|=|, ici, c'est|, here,| is | ist | это | — )[ \t]*([^.;!?()\n]{3,80})"
)
_ARTICLE = re.compile(r"(?:the|das|der|die|le|la|les|el|los|las|il|o|a|os|as)\s")
_BEFORE_BRACKET = re.compile(r"((?:[^\W\d_][\w'’-]*[ \n]+){1,7})[(（][\"“«]?$")
_WORDS = re.compile(r"[^\W\d_]+")
_ENGLISH = re.compile(r"\b(?:the|of|and|is)\b")  # `a` is a preposition in Spanish and Portuguese
_MOST = 7


def is_one_of_many(text: str, start: int, *, surname: bool = False) -> bool:
    """Say whether an article stands before a word, or before a surname a word for `called`: it is the name of several."""
    match = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if match is None or (match[1].casefold() == "a" and not _ENGLISH.search(text, max(0, start - 200), start + 200)):
        return False
    return bool(classes_of(match[1]) & ({"article", "naming"} if surname else {"article"}))


def stands_otherwise(text: str, start: int, end: int, is_named: Callable[[int, int], bool]) -> bool:
    """Say whether an acronym stands for something else here.

    Args:
        text: The text.
        start: First code point of the acronym.
        end: One past its last.
        is_named: Says whether a stretch of the text holds a mention in full: then that is what it stands for.
    """
    if _NUMBER_BEHIND.match(text, end):
        return True
    letters = [char for char in text[start:end].casefold() if char.isalpha()]
    match = _EXPLAINED.match(text, end)
    if (
        match
        and not is_named(match.start(1), match.end(1))
        and _spells(letters, match[1], loosely=_is_apposed(text[end : match.start(1)], match[1]))
    ):
        return True
    before = _BEFORE_BRACKET.search(text, max(0, start - 90), start)
    if before is None or is_named(before.start(1), start):
        return False
    words = _WORDS.findall(before[1])
    return any(_spells(letters, " ".join(words[-many:]), loosely=False) for many in range(2, _MOST))


def _is_apposed(between: str, explained: str) -> bool:
    """Say whether what follows explains the acronym: in brackets, behind a dash, or behind a comma with an article."""
    return between.strip("\"”»’' ") in ("(", "（", "-", "–", "—") or bool(_ARTICLE.match(explained))


def _spells(letters: list[str], text: str, *, loosely: bool) -> bool:
    """Say whether the letters are the initials of words of the text, in order; loosely: letters of its first words."""
    words = [word.casefold() if word.isascii() else fold(word) or word for word in _WORDS.findall(text)][:_MOST]
    if len(letters) < 2:
        return False
    for at, word in enumerate(words[:4]):
        if word[0] != letters[0]:
            continue
        initials = iter(one[0] for one in words[at:])
        if all(letter in initials for letter in letters):
            return True
        every = iter("".join(words[at : at + 3]))
        if loosely and len(word) >= len(letters) and all(letter in every for letter in letters):
            return True
    return False
