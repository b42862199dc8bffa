"""Texts written without capitals, as mails and chats are: the words of listed names get theirs, so that they are read as names.

In: a text and the words of listed names. Out: the text, as long as it was, with a capital where two or more words of listed names stand
side by side, or one that is a person's name; unchanged where the text has capitals as usual. Must not know: scores, listings.
"""

from __future__ import annotations

import re

from tamis.screening.context import is_borne_by_persons
from tamis.screening.listed_words import ListedWords
from tamis.screening.vocabulary import classes_of, opens_no_name

_SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n)|(?<=\n\n))[ \t>*•-]*(?:\d+[.)] )?([^\W\d_])")
_RUN = re.compile(r"[^\W\d_]+(?:[ \t][^\W\d_]+)+|[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 6
"""Sentences and lines from which their beginnings tell how a text is written."""

_SHARE = 0.6
_SHORTEST = 3


def is_careless(text: str) -> bool:
    """Say whether most sentences and lines of a text begin with a small letter; scripts without capitals have neither."""
    first = [match[1] for match in _SENTENCE.finditer(text) if match[1].islower() != match[1].isupper()]
    if len(first) < _FEWEST or sum(letter.islower() for letter in first) < _SHARE * len(first):
        return False
    words = [match[0] for match in _WORD.finditer(text)]
    return sum(word[0].isupper() for word in words) < len(words) * (1 - _SHARE)


def with_capitals(text: str, listed: ListedWords) -> str:
    """Return a careless text with capitals where words of listed names stand."""
    if not is_careless(text):
        return text
    letters = list(text)
    for run in _RUN.finditer(text):
        words = list(_WORD.finditer(text, run.start(), run.end()))
        held = [_may_be_name(word[0]) and listed.holds(word[0]) for word in words]
        for at, word in enumerate(words):
            beside = (at > 0 and held[at - 1]) or (at + 1 < len(words) and held[at + 1])
            capital = word[0][0].upper()
            if (
                held[at]
                and len(capital) == 1
                and (beside or (is_borne_by_persons(word[0]) and not classes_of(word[0])))
            ):
                letters[word.start()] = capital
    return "".join(letters)


def _may_be_name(word: str) -> bool:
    return len(word) >= _SHORTEST and not opens_no_name(word) and "function" not in classes_of(word)
