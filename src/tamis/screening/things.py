"""Streets, inns, works and callings around a name: what makes its words the name of something else, or its bearer somebody else.

In: a text and where a name stands in it. Out: yes or no. Must not know: listings, scores, words of names.
"""

from __future__ import annotations

import re

from tamis.screening.particulars import country_of
from tamis.screening.settings import is_grave
from tamis.screening.vocabulary import classes_of

_BEFORE = re.compile(r"([^\W\d_]+)[ \t\u00a0\n]+[«„“\"'‘*_]{0,2}$")
_WORK_BEHIND = re.compile(
    r"[»“”\"’'*_]{1,2}[,،]?[ \t\u00a0\n]+(?:[—–-][ \n])?(?:(?:an?|une?|ein[e]?|um|uma|un[ao]?|the|el|la|le|l['’])[ \n])?([^\W\d_]+)"
)
_KINDS = frozenset({"ground", "plot", "local", "work"})
_OPENING = frozenset("\"'“”„«»‘’「」『』*_")
_TITLES = {"《": "》", "〈": "〉"}
_ARTICLES = ("ال", "ה")
_APPOSED = re.compile(
    r"[ \t]*[,،][ \t\n]*(?:(?:an?|the|our|une?|l['’]|l['’]ancien(?:ne)? |le|la|ein[e]?|der|die|el|un[ao]?|il|lo|um|uma|o) ?)?(?:old |young )?([^\W\d_]+)"
)
_PAST = (
    "retired",
    "pensioner",
    "graduate",
    "retraité",
    "rentner",
    "jubilad",
    "aposentad",
    "пенсион",
    "emekli",
    "متقاعد",
)
"""Callings that anybody may come to: they tell nobody apart."""


def is_title(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] stands between the marks that Chinese has for the title of a work."""
    return start > 0 and _TITLES.get(text[start - 1]) == text[end : end + 1]


def is_of_a_thing(text: str, start: int, end: int, nouns: bool) -> bool:
    """Say whether a firm's or ship's words are the name of a street, an inn or a novel: the band Nueva Aurora; «Dawn», a novel.

    Args:
        text: The text.
        start: First code point of the words.
        end: One past their last.
        nouns: Whether the text writes plain nouns as names: in German, and in scripts without capitals.
    """
    before = _BEFORE.search(text, max(0, start - 30), start)
    small = before is not None and (before[1][0].islower() or (nouns and not before[1].isupper()))
    if small and before and _KINDS & classes_of(before[1].removeprefix("ال")):
        return True
    behind = _WORK_BEHIND.match(text, end) if start and text[start - 1] in _OPENING else None
    return behind is not None and "work" in classes_of(behind[1])


def is_adjective(name: str, word: str) -> bool:
    """Say whether a word behind an Arabic or Hebrew name with an article is its adjective, which has one too: another name."""
    both = any(name.startswith(article) and word.startswith(article) for article in _ARTICLES)
    return both and not classes_of(word) and country_of(word) is None and not is_grave(word)


def calling_behind(text: str, end: int, german: bool) -> str:
    """Return the calling that an apposition gives the bearer of a surname, empty for none: Shirazi, the surveyor."""
    match = _APPOSED.match(text, end)
    if match is None or not (match[1].islower() or german) or match[1].casefold().startswith(_PAST):
        return ""
    return match[1].casefold() if classes_of(match[1]) & {"civil", "child"} else ""
