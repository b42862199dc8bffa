"""Where in a text a word that can be part of a name may begin.

In: a text. Out: the positions at which it is worth trying, all at once: most characters of prose begin nothing. What a
word is, `words` decides; here too many positions may be told and never too few. Must not know: names, lists.
"""

from __future__ import annotations

import functools
import unicodedata

import numpy as np

from tamis.values.arrays import I64, U8, Bools

HYPHENS = "-‐‑־"
"""Characters that hyphenate."""

OPENERS = "al el ul ad ar as ash at az an abu abou bin ibn ben bint umm van von der den de del di da la le du dos ter zu аль эль ибн бин абу оглы де фон ван"
"""Small words that open names; written in lower case before a capital."""

_IDEOGRAPH, _CASELESS, _UPPER, _ALNUM, _DIGIT, _HYPHEN, _BETWEEN, _BEYOND = (1 << bit for bit in range(8))
_PLANE = 0x10000
_AYIN = "ʿʾʻʼ"  # letters to Python, signs to whoever transliterates: a name may begin behind them
_APOSTROPHES = "’'"
_LONGEST_OPENER = max(map(len, OPENERS.split()))


@functools.cache
def _table() -> U8:
    """Return uint8[0x10001], the classes of each character; the last stands for all beyond the basic plane."""
    table = np.zeros(_PLANE + 1, dtype=np.uint8)
    for code in range(_PLANE):
        char = chr(code)
        if 0x3400 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3 or 0xF900 <= code <= 0xFAFF:
            table[code] = _IDEOGRAPH  # no letter to what stands behind it: a word may begin there
            continue
        category = unicodedata.category(char)
        bits = (
            _ALNUM * (char.isalnum() and char not in _AYIN) | _DIGIT * (category == "Nd") | _HYPHEN * (char in HYPHENS)
        )
        bits |= _UPPER * (category in ("Lu", "Lt")) | _BETWEEN * (char.isspace() or category in ("Mn", "Mc", "Cf"))
        bits |= _BETWEEN * (char in HYPHENS or char in _APOSTROPHES)
        if (category == "Lo" and code > 0x24F) or code == 0x640 or 0x10D0 <= code <= 0x10FA:
            bits |= _CASELESS
        table[code] = bits
    table[_PLANE] = _BEYOND
    return table


def find_beginnings(text: str) -> list[int]:
    """Return the positions where a word may begin, rising: capitals and digits behind no letter, letters of scripts without
    capitals, letters behind a hyphen, and small words that stand before a capital.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bits = _table()[np.minimum(codes, _PLANE)]
    behind = np.zeros_like(bits)  # the classes of the character before
    behind[1:] = bits[:-1]
    first: Bools = (behind & _ALNUM) == 0
    begins = ((bits & (_UPPER | _DIGIT)) != 0) & first
    begins |= ((bits & _CASELESS) != 0) & ((behind & _CASELESS) == 0)
    begins |= (bits & (_IDEOGRAPH | _BEYOND)) != 0
    begins |= ((behind & _HYPHEN) != 0) & ((bits & _BETWEEN) == 0)
    begins[_after_divided(codes, bits)] = True
    begins[_openers(bits, first)] = True
    found: list[int] = np.flatnonzero(begins).tolist()
    return found


def _after_divided(codes: np.ndarray[tuple[int], np.dtype[np.uint32]], bits: U8) -> I64:
    """Return where a line begins behind one that ends with a hyphen."""
    lines = np.flatnonzero(codes == ord("\n"))
    lines = lines[(lines > 0) & (lines + 1 < len(codes))]
    before = lines - 1
    before = np.where((codes[before] == ord("\r")) & (before > 0), before - 1, before)
    result: I64 = lines[(bits[before] & _HYPHEN) != 0] + 1
    return result


def _openers(bits: U8, first: Bools) -> I64:
    """Return where words as short as those that open names begin, one or two signs before a capital."""
    capitals = np.flatnonzero((bits & _UPPER) != 0)
    found = []
    for signs in (1, 2):
        capitals = capitals[capitals >= signs]
        capitals = capitals[(bits[capitals - signs] & _BETWEEN) != 0]
        for letters in range(1, _LONGEST_OPENER + 1):
            place = capitals[capitals >= signs + letters] - signs - letters
            found.append(place[first[place] & ((bits[place] & _ALNUM) != 0)])
    return np.concatenate(found)
