"""Where in a text the words stand that can be part of a name, and of what shape each is.

In: the characters of a text. Out: spans, rising: capitalised words, words of scripts without capitals, single Han and Hangul
characters, what stands behind a hyphen, small words that open names before a capital, numbers. A span may lie within the one
before it, and then is none. Must not know: what stands between words, names, lists.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from tamis.screening.signs import (
    ALNUM,
    APOSTROPHES,
    BETWEEN,
    CASELESS,
    DIGIT,
    HYPHEN,
    IDEOGRAPH,
    MARK,
    UPPER,
    WORD,
    Signs,
)
from tamis.values.arrays import I64, Bools

OPENERS = frozenset(
    "al el ul ad ar as ash at az an abu abou bin ibn ben bint umm van von der den de del di da la le du dos ter zu аль эль ибн бин абу оглы де фон ван".split()
)
"""Small words that open names; written in lower case before a capital."""

_LONGEST_OPENER = max(map(len, OPENERS))
_MOST_DIGITS = 6
_ORDINALS = ("st", "nd", "rd", "th")


class Shape(enum.IntEnum):
    """How a word is written."""

    CAPITAL = 0
    CASELESS = 1
    IDEOGRAPH = 2
    OPENER = 3  # al, bin, von: lower case, before a capital
    TAIL = 4  # lower case after a hyphen: Jamaat-ud-dawah
    NUMBER = 5


@dataclass(frozen=True, slots=True)
class Spans:
    """n spans of a text, by their first code point.

    Attributes:
        start: int64[n], first code point.
        end: int64[n], one past the last.
        shape: int64[n], `Shape`.
    """

    start: I64
    end: I64
    shape: I64


def find_spans(signs: Signs) -> Spans:
    """Return where words stand."""
    letter = signs.has(ALNUM)
    first = np.ones(len(letter), dtype=bool)  # no letter before it
    first[1:] = ~letter[:-1]
    ideograph, caseless = signs.has(IDEOGRAPH), signs.has(CASELESS)
    behind = np.zeros_like(caseless)
    behind[1:] = caseless[:-1]
    upper = signs.has(UPPER)
    capital = upper & first
    begins = caseless & ~behind
    rest = ~(capital | caseless | ideograph)
    tail = rest & _hyphenated(signs) & signs.has(WORD) & ~signs.has(DIGIT)
    ends = _ends(signs)
    found = [
        (np.flatnonzero(ideograph), Shape.IDEOGRAPH, None),
        (np.flatnonzero(begins), Shape.CASELESS, ~(caseless | signs.has(MARK))),
        (np.flatnonzero(capital), Shape.CAPITAL, ends),
        (np.flatnonzero(tail), Shape.TAIL, ends),
    ]
    parts = [(at, _next(at, stops), np.full(len(at), shape)) for at, shape, stops in found if len(at)]
    parts += _openers(signs, np.flatnonzero(upper), first & ~tail)
    parts += _numbers(signs, np.flatnonzero(signs.has(DIGIT) & first))
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Spans(none, none, none)
    start, end, shape = (np.concatenate(one) for one in zip(*parts, strict=True))
    order = np.argsort(start, kind="stable")
    return Spans(start[order], end[order], shape[order])


def _ends(signs: Signs) -> Bools:
    """Return bool[n]: which characters a word of letters does not go on with."""
    inner = signs.has(WORD | MARK)
    lettered = np.zeros_like(inner)
    lettered[:-1] = signs.has(WORD | IDEOGRAPH)[1:]
    for mark in APOSTROPHES:
        if mark in signs.text:
            inner |= (signs.codes == ord(mark)) & lettered
    return ~inner


def _next(places: I64, stops: Bools | None) -> I64:
    """Return for each place the first one behind it that is a stop; the very next one where all are."""
    if stops is None:
        return places + 1
    ends = np.append(np.flatnonzero(stops), len(stops))
    result: I64 = ends[np.searchsorted(ends, places, side="right")]
    return result


def _hyphenated(signs: Signs) -> Bools:
    """Return bool[n]: which characters stand behind a hyphen, or begin a line behind one."""
    hyphen, codes = signs.has(HYPHEN), signs.codes
    result = np.zeros_like(hyphen)
    result[1:] = hyphen[:-1]
    lines = np.flatnonzero(codes == ord("\n"))
    lines = lines[(lines > 0) & (lines + 1 < len(codes))]
    before = lines - 1
    before = np.where((codes[before] == ord("\r")) & (before > 0), before - 1, before)
    result[lines[hyphen[before]] + 1] = True
    return result


_Part = tuple[I64, I64, I64]


def _openers(signs: Signs, capitals: I64, free: Bools) -> list[_Part]:
    """Return the small words that open names, one or two signs before a capital."""
    between, letter = signs.has(BETWEEN), signs.has(ALNUM)
    ends = []
    for many in (1, 2):
        capitals = capitals[capitals > many]
        capitals = capitals[between[capitals - many]]
        ends.append(capitals[letter[capitals - many - 1]] - many)
    end = np.concatenate(ends)
    others = np.flatnonzero(~letter)
    start = np.append(-1, others)[np.searchsorted(others, end - 1)] + 1  # behind the last that is no letter
    short = (end - start <= _LONGEST_OPENER) & free[start]
    start, end = start[short], end[short]
    opens = [signs.text[one:two] in OPENERS for one, two in zip(start.tolist(), end.tolist(), strict=True)]
    start, end = start[opens], end[opens]
    return [(start, end, np.full(len(start), Shape.OPENER))] if len(start) else []


def _numbers(signs: Signs, places: I64) -> list[_Part]:
    """Return numbers of up to six digits, with the ending of an ordinal, that no letter follows."""
    if not len(places):
        return []
    text = signs.text
    end = _next(places, ~signs.has(DIGIT))
    few = end - places <= _MOST_DIGITS
    places, end = places[few], end[few]
    follows = np.append(signs.has(WORD) | (signs.codes == ord("_")), np.zeros(3, dtype=bool))
    ordinal = np.flatnonzero(follows[end] & follows[end + 1] & ~follows[np.minimum(end + 2, len(follows) - 1)])
    endings = [place for place in ordinal.tolist() if text[end[place] : end[place] + 2] in _ORDINALS]
    end[endings] += 2
    kept = ~follows[end]
    return [(places[kept], end[kept], np.full(int(kept.sum()), Shape.NUMBER))]
