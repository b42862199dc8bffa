"""Texts written without capitals, as mails and chats are: the words of listed names get theirs, so that they are read as names.

In: a text and the words of listed names. Out: the text, as long as it was, with a capital where two or more words of listed names stand
side by side, or one that is a person's name; unchanged where the text has capitals as usual. Must not know: scores, listings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from tamis.screening.listed_words import ListedWords
from tamis.screening.tokens import is_borne_by_persons, is_unheard_of
from tamis.screening.vocabulary import classes_of, opens_no_name

_SENTENCE = re.compile(r"(?:[.!?] |\n)[ \t>*•-]*(?:\d+[.)] )?([^\W\d_])")
_RUN = re.compile(r"[^\W\d_]+(?:[ \t][^\W\d_]+)+|[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 6
"""Sentences and lines from which their beginnings tell how a text is written."""

_SAMPLE = 6000
"""Characters by whose beginnings the whole is judged."""

_SHARE = 0.6
_SHORTEST = 3


def is_careless(text: str) -> bool:
    """Say whether most sentences and lines of a text begin with a small letter; scripts without capitals have neither."""
    text = text[:_SAMPLE]
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
        for _, group in itertools.groupby(range(len(words)), key=held.__getitem__):
            places = list(group)
            if held[places[0]] and _tells([words[at][0] for at in places]):
                for at in places:
                    letters[words[at].start()] = _capital(words[at][0])
    return "".join(letters)


def _capital(word: str) -> str:
    return word[0].upper() if len(word[0].upper()) == 1 else word[0]


def _tells(words: Sequence[str]) -> bool:
    """Say whether words side by side may be a name: one is borne by persons, or a firm's form ends them."""
    if len(words) == 1:
        return is_borne_by_persons(words[0]) and not classes_of(words[0])
    telling = (is_borne_by_persons(word) or is_unheard_of(word) for word in words if not classes_of(word))
    return any(telling) or "legal" in classes_of(words[-1])


def _may_be_name(word: str) -> bool:
    return len(word) >= _SHORTEST and not opens_no_name(word) and "function" not in classes_of(word)
