"""The sentence or line around a stretch of text, and what the line it stands in looks like.

In: a text and offsets. Out: offsets, and whether a line is a headline or shouted. Must not know: names, lists.
"""

from __future__ import annotations

import re

from tamis.screening.gaps import WRAPPED

LONGEST_PASSAGE = 400
"""Most characters of a passage on either side of the mention; whoever needs more has the text and the offsets."""

_SENTENCE_END = re.compile(r"(?<![\s.(][A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)[.!?…][\"”’')\]]*(?=\s)|[。！？؟]")
_LETTER_WORD = re.compile(r"[^\W\d_]{2,}")


def passage_at(text: str, start: int, end: int) -> str:
    """Return the sentence or line that holds `text[start:end]`, as it stands in the text."""
    low, high = _paragraph(text, start, end)
    for match in _SENTENCE_END.finditer(text, low, high):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.end()
            break
    return text[low:high].strip()


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraph: line ends bound it unless the line was full, that is, wrapped."""
    first, last = max(0, start - LONGEST_PASSAGE), min(len(text), end + LONGEST_PASSAGE)
    low = start
    while low > first and (place := text.rfind("\n", 0, low)) >= first:
        before = text.rfind("\n", 0, place) + 1
        if len(text[before:place].strip()) < WRAPPED:
            return place + 1, _end_of(text, end, last)
        low = place
    return _word_edge(text, first, start), _end_of(text, end, last)


def _end_of(text: str, end: int, last: int) -> int:
    place = end
    while (line := text.find("\n", place, last)) >= 0:
        after = text.find("\n", line + 1)
        following = text[line + 1 : after if after >= 0 else len(text)][:WRAPPED].strip()
        begin = text.rfind("\n", 0, line) + 1
        if line - begin < WRAPPED or not following:
            return line
        place = line + 1
    if last == len(text):
        return last
    cut = text.rfind(" ", end, last)
    return cut if cut > end else last


def _word_edge(text: str, first: int, start: int) -> int:
    if first == 0:
        return 0
    cut = text.find(" ", first, start)
    return cut + 1 if cut >= 0 else first


def line_at(text: str, start: int, end: int) -> str:
    """Return the line that holds a stretch, at most some hundred characters to either side."""
    low = max(text.rfind("\n", 0, start) + 1, start - 200)
    high = text.find("\n", end, end + 200)
    return text[low : high if high >= 0 else end + 200]


def is_headline(line: str) -> bool:
    """Say whether the words of a line begin with capitals as a title's do, so that a capital means little."""
    words = [word for word in _LETTER_WORD.findall(line) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def is_shouted(line: str) -> bool:
    """Say whether a line of several words is written in capitals."""
    words = [word for word in _LETTER_WORD.findall(line) if len(word) > 1]
    return len(words) >= 4 and sum(word.isupper() for word in words) >= 0.8 * len(words)
