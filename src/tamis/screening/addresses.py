"""Long marks of letters and digits that are names by themselves: the address of a wallet.

In: the words of a text. Out: words again, with each such mark as one word. Must not know: lists, listings.
"""

from __future__ import annotations

import bisect
import re

import numpy as np

from tamis.screening.gaps import Gap
from tamis.screening.signs import LATIN
from tamis.screening.spans import Shape
from tamis.screening.words import Words

SHORTEST = 25
"""Characters of an address; the shortest in use have 26."""

_ADDRESS = re.compile(rf"\b[A-Za-z0-9]{{{SHORTEST},90}}\b")
_LEAST_DIGITS = 3


def is_address(word: str) -> bool:
    """Say whether a word is a mark of letters and digits too long to be anything else."""
    return len(word) >= SHORTEST and _ADDRESS.fullmatch(word) is not None and _mixed(word)


def with_addresses(words: Words) -> Words:
    """Return the words of a text with its addresses among them."""
    spans = [match.span() for match in _ADDRESS.finditer(words.text) if _mixed(match[0])] if _has_long(words) else []
    if not spans:
        return words
    start, end, shape, gap = list(words.start), list(words.end), list(words.shape), list(words.gap)
    stop, written, forms = list(words.stop), list(words.written), list(words.forms)
    for low, high in spans:
        first = bisect.bisect_left(end, low + 1)
        last = bisect.bisect_left(start, high)
        start[first:last], end[first:last] = [low], [high]
        shape[first:last], gap[first:last] = [int(Shape.CAPITAL)], [int(Gap.BREAK)]
        stop[first:last] = [False]
        written[first:last] = forms[first:last] = [words.text[low:high]]
        if first + 1 < len(gap):
            gap[first + 1] = int(Gap.BREAK)
    return Words(words.text, words.signs, start, end, shape, gap, stop, written, forms)


def _has_long(words: Words) -> bool:
    """Say whether a text holds so many letters and digits in a row."""
    others = np.flatnonzero(~words.signs.has(LATIN))
    return int(np.diff(others, prepend=-1, append=len(words.text)).max(initial=0)) > SHORTEST


def _mixed(word: str) -> bool:
    digits = sum(char.isdigit() for char in word)
    return _LEAST_DIGITS <= digits < len(word)
