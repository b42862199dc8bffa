"""The characters of a text, each with the classes that tell where words begin and end.

In: a text. Out: its code points and, for each, classes as bits; all at once, so that a text costs a few passes over arrays
and not a step a character. Must not know: words, names, lists.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tamis.values.arrays import U32, Bools

HYPHENS = "-‐‑־"
"""Characters that hyphenate."""

IDEOGRAPH, CASELESS, UPPER, ALNUM, DIGIT, HYPHEN, BETWEEN, WORD, MARK, STOP, SPACE, LATIN = (
    1 << bit for bit in range(12)
)
"""Han or Hangul; a letter of a script without capitals; a capital; a letter or digit behind which nothing begins; a digit; a
hyphen; what may stand between a small word and a capital; a letter or digit of a word; a mark within one; what ends a sentence
or opens an item; white space; a to z, A to Z, 0 to 9."""

AYIN = "ʿʾʻʼ"
"""Letters to Python, signs to whoever transliterates: a name may begin behind them."""

APOSTROPHES = "'’ʼ`´ʻ‘ʿʾ"
"""What stands within a word before a letter."""

_HYPHENATING_QUOTES = "’'"
_STOPS = '.!?…:;•|·*>[]()"“”«»。！？؟'
_PLANE = 0x10000
Signs16 = NDArray[np.uint16]


def _classes(char: str) -> int:
    """Return the classes of one character."""
    code, category = ord(char), unicodedata.category(char)
    bits = STOP * (char in _STOPS)
    if 0x3400 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3 or 0xF900 <= code <= 0xFAFF or 0x20000 <= code < 0x40000:
        return bits | IDEOGRAPH  # no letter to what stands behind it: a word may begin there
    plane, word = code < _PLANE, char.isalnum()
    mark = plane and code >= 0x80 and category in ("Mn", "Mc", "Cf")
    bits |= WORD * word | ALNUM * (word and char not in AYIN) | DIGIT * (category == "Nd") | MARK * mark
    bits |= HYPHEN * (char in HYPHENS) | SPACE * char.isspace() | UPPER * (plane and category in ("Lu", "Lt"))
    bits |= BETWEEN * (char.isspace() or mark or char in HYPHENS or char in _HYPHENATING_QUOTES)
    if plane and ((category == "Lo" and code > 0x24F) or code == 0x640 or 0x10D0 <= code <= 0x10FA):
        bits |= CASELESS
    return bits | LATIN * (word and code < 0x80)


@functools.cache
def _table() -> Signs16:
    """Return uint16[0x10000], the classes of each character of the basic plane."""
    return np.array([_classes(chr(code)) for code in range(_PLANE)], dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class Signs:
    """The n characters of a text.

    Attributes:
        text: The text.
        codes: uint32[n], code points.
        bits: uint16[n], classes.
    """

    text: str
    codes: U32
    bits: Signs16

    def has(self, classes: int) -> Bools:
        """Return bool[n]: which characters are of one of the classes."""
        found: Bools = (self.bits & np.uint16(classes)) != 0
        return found

    def part(self, start: int, text: str) -> Signs:
        """Return the characters of a text that begins at `start`."""
        end = start + len(text)
        return Signs(text, self.codes[start:end], self.bits[start:end])


def read_signs(text: str) -> Signs:
    """Return the characters of a text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    bits = _table()[np.minimum(codes, _PLANE - 1)]
    for place in np.flatnonzero(codes >= _PLANE).tolist():
        bits[place] = _beyond(text[place])
    return Signs(text, codes, bits)


@functools.lru_cache(maxsize=5_000)
def _beyond(char: str) -> int:
    return _classes(char)
