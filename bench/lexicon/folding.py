"""How a written name becomes the keys of the lexicon's tables.

In: a name as published, in any script. Out: its tokens, folded. The rule stands here once for all scripts that make
tables; `docs/lexicon.md` tells it in words. It must not know any table or list.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

# Marks that sit inside a word and carry no letter: deleted, so that "Qur'an" and "Quran" are one token.
_INSIDE = dict.fromkeys(map(ord, "'`´’‘‛ʼʻʽʾʿˈ′ʹʺ\u05f3\u05f4\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
# One letter in several dresses: hamza carriers, ta marbuta, alif maksura, the Persian and Urdu forms.
_ARABIC = str.maketrans("أإآٱةىکیہھۀے", "اااا" + "هي" + "كي" + "ههه" + "ي")
_LETTERS_WITH_MARKS = re.compile(r"[^\W_][\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0dff]*")
# Letters that look alike; typists of Ukrainian and Belarusian names take the Latin i, list makers the Cyrillic а.
_LATIN, _CYRILLIC = "aceiopxy", "асеіорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_STRESS = re.compile("[\u0300\u0301]")


def script_of(token: str) -> str:
    """Name the script of a token's first letter that is not Latin: LATIN, ARABIC, CYRILLIC, CJK, HANGUL ..."""
    for character in token:
        if character.isascii() or not character.isalpha():
            continue
        name = unicodedata.name(character, "LATIN").split(" ", 1)[0]
        if name != "LATIN" and not name.startswith(("MODIFIER", "FULLWIDTH", "FEMININE", "MASCULINE")):
            return name
    return "LATIN"


def _without_marks(token: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", token) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _one_alphabet(token: str) -> str:
    """Write a token that mixes look-alike Latin and Cyrillic letters in the alphabet of most of its letters."""
    latin = sum(letter.isascii() for letter in token)
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in token)
    if not latin or not cyrillic:
        return token
    return token.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


def _fold_token(token: str) -> str:
    token = _one_alphabet(token)
    script = script_of(token)
    if script == "LATIN":
        return re.sub(r"[^a-z0-9]", "", anyascii(token).lower())
    if script == "ARABIC":
        composed = token.translate(_ARABIC)
        return "".join(c for c in composed if unicodedata.category(c) != "Mn")
    if script == "CYRILLIC":  # й and ї are letters of their own, a stress is not
        bare = unicodedata.normalize("NFC", _STRESS.sub("", unicodedata.normalize("NFD", token)))
        return bare.replace("ё", "е")
    if script in ("HEBREW", "GREEK"):
        return _without_marks(token)
    return token


def fold(text: str) -> list[str]:
    """Split a name into folded tokens, in their order.

    Latin script becomes lower-case ASCII letters and digits; any other script stays itself, without vowel points,
    tatweel and stress marks, and with the dresses of one Arabic letter unified. Apostrophes are deleted; hyphens,
    stops and all other punctuation split.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_INSIDE)
    plain = unicodedata.normalize("NFC", plain)
    tokens = (_fold_token(match.group()) for match in _LETTERS_WITH_MARKS.finditer(plain))
    return [token for token in tokens if token]
