"""Long marks of letters and digits that are names by themselves: the address of a wallet.

In: the words of a text. Out: words again, with each such mark as one word. Must not know: lists, listings.
"""

from __future__ import annotations

import bisect
import re

from tamis.screening.words import Gap, Shape, Words

SHORTEST = 25
"""Characters of an address; the shortest in use have 26."""

_ADDRESS = re.compile(rf"\b[A-Za-z0-9]{{{SHORTEST},90}}\b")
_LEAST_DIGITS = 3


def is_address(word: str) -> bool:
    """Say whether a word is a mark of letters and digits too long to be anything else."""
    return len(word) >= SHORTEST and _ADDRESS.fullmatch(word) is not None and _mixed(word)


def with_addresses(words: Words) -> Words:
    """Return the words of a text with its addresses among them."""
    spans = [match.span() for match in _ADDRESS.finditer(words.text) if _mixed(match[0])]
    if not spans:
        return words
    start, end, shape, gap = list(words.start), list(words.end), list(words.shape), list(words.gap)
    stop = list(words.stop)
    places: dict[int, str] = dict(words.base)
    for low, high in spans:
        first = bisect.bisect_left(end, low + 1)
        last = bisect.bisect_left(start, high)
        places = {
            at if at < first else at + 1 - (last - first): form for at, form in places.items() if not first <= at < last
        }
        start[first:last], end[first:last] = [low], [high]
        shape[first:last], gap[first:last] = [int(Shape.CAPITAL)], [int(Gap.BREAK)]
        stop[first:last] = [False]
        if first + 1 < len(gap):
            gap[first + 1] = int(Gap.BREAK)
    return Words(words.text, start, end, shape, gap, stop, places)


def _mixed(word: str) -> bool:
    digits = sum(char.isdigit() for char in word)
    return _LEAST_DIGITS <= digits < len(word)
