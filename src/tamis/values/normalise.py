"""Folding: raw text of any script -> tokens of plain letters, the same for a query and for a listed name.

In: a name as written. Out: tokens. A token is ASCII (`a-z0-9`) unless it is written in an abjad: Arabic and Hebrew
write no short vowels, so turning them into Latin letters here would invent some; they keep their own unified letters
and meet Latin names in `values.forms`. Everything else is transliterated letter by letter with anyascii; Han and
Hangul become one token a character, because their names are written without spaces. `fold_whole` keeps them, and kana, as
they are: `values.eastern` knows which of their words are spelt by sound.

Must not know: lists, weights, which token is a title.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from anyascii import anyascii

from tamis.values.units import is_han, is_hangul, is_kana

_DELETED = "'`´‘’ʼʻʾʿ‛′ʹʺ״׳ـ"
"""Apostrophes, ayn and hamza signs, tatweel: written or left out at will (SA'ID, Said)."""

_ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
    "ئ": "ي", "ؤ": "و", "ک": "ك", "ڪ": "ك", "گ": "گ", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ە": "ه", "ۃ": "ه", "ڈ": "د",
    "ٹ": "ت", "ڑ": "ر", "ں": "ن", "ڤ": "ف", "ۆ": "و", "ۇ": "و", "ء": "",
}  # fmt: skip
_HEBREW = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}

_LATIN_EXTRA = {"ı": "i", "ə": "a", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}


def _is_abjad(code: int) -> bool:
    return 0x0590 <= code <= 0x08FF or 0xFB1D <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC


_FINAL = {"g": "k", "d": "t", "b": "p"}
"""What ends a Korean syllable is written so by every standard: Park and Sik, not Bag and Sig."""


def _spells_vowels(code: int) -> bool:
    """The signs of the scripts from India to Cambodia: vowels and nasals, no accents."""
    return 0x0900 <= code <= 0x109F or 0x1780 <= code <= 0x17FF


_INHERENT = re.compile(
    "(["
    + "".join(
        f"{chr(block + 0x15)}-{chr(block + 0x39)}{chr(block + 0x58)}-{chr(block + 0x5F)}"
        for block in range(0x0900, 0x0D80, 0x80)
    )
    + "\u0d9a-\u0dc6]"
    + "["
    + "".join(chr(block + 0x3C) for block in range(0x0900, 0x0D80, 0x80))
    + "]?)(?=["
    + "".join(
        f"{chr(block + 0x02)}{chr(block + 0x15)}-{chr(block + 0x39)}{chr(block + 0x58)}-{chr(block + 0x5F)}"
        for block in range(0x0900, 0x0D80, 0x80)
    )
    + "\u0d82\u0d9a-\u0dc6])"
)
"""A consonant of an Indian script that another letter follows with no vowel sign between them: an a is heard there."""


class _Folding(dict[int, str]):
    """A `str.translate` table that works out each character once; `whole` keeps Hangul, kana and Han as they are."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole

    def __missing__(self, code: int) -> str:
        if self._whole and (is_hangul(code) or is_han(code) or is_kana(code)):
            self[code] = folded = chr(code)
        elif self._whole and is_kana(code + _KATAKANA):
            self[code] = folded = chr(code + _KATAKANA)
        else:
            self[code] = folded = _fold_character(chr(code), code)
        return folded


_KATAKANA = 0x60
"""What a hiragana letter's code point is less than its katakana's."""


def _fold_character(char: str, code: int) -> str:
    if char in _DELETED:
        return ""
    category = unicodedata.category(char)
    if category[0] == "M" and _spells_vowels(code):
        return "n" if code < 0x0D80 and code % 0x80 in (1, 2) else _plain(char)  # Tamang, Singh
    if category[0] == "M" or category == "Cf":  # vowel signs, accents, zero-width and bidi marks
        return ""
    if char in _LATIN_EXTRA:
        return _LATIN_EXTRA[char]
    if category[0] == "N":
        value = unicodedata.decimal(char, None)
        return str(value) if value is not None else _plain(char)
    if char == "ー":  # lengthens the vowel before it
        return ""
    if category[0] != "L":
        return " "
    if _is_abjad(code):
        return _ARABIC.get(char) or _HEBREW.get(char, "" if char in _ARABIC else char)
    if is_hangul(code):
        plain = _plain(char)
        hard = plain[-1:] in _FINAL and not plain.endswith("ng")
        return f" {plain[:-1]}{_FINAL[plain[-1]]} " if hard else f" {plain} "
    if is_han(code):
        return f" {_plain(char)} "
    return _plain(char)


def _plain(char: str) -> str:
    bare = unicodedata.normalize("NFKD", char)[:1] if ord(char) < 0x250 else char
    return "".join(letter for letter in anyascii(bare).lower() if letter.isalnum())


_TABLE, _WHOLE = _Folding(whole=False), _Folding(whole=True)
_ASCII = str.maketrans(
    {
        **{chr(code): " " for code in range(128) if not chr(code).isalnum()},
        **{char: char.lower() for char in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
        "'": "",
        "`": "",
    }
)


def fold(text: str) -> str:
    """Return `text` in lower-case letters and digits, with spaces for everything that divides words.

    Folding twice changes nothing.
    """
    if text.isascii():
        return text.translate(_ASCII)
    return _fold_others(text)


@functools.lru_cache(maxsize=4096)  # a batch reads each name by its words and by its letters
def _fold_others(text: str) -> str:
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return _INHERENT.sub(r"\1a", folded).translate(_TABLE)


def fold_whole(text: str) -> str:
    """Fold, but keep words in Hangul, kana (as katakana) and Han as they are: those that transcribe are one token each."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return _INHERENT.sub(r"\1a", folded).translate(_WHOLE)


def is_abjad(token: str) -> bool:
    """Say whether a folded token keeps letters of its own: an abjad's, or those of a word that is spelt by sound."""
    return not token.isascii()
