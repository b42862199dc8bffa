"""Slips of the hand, the eye and the ear: typing, scanning, look-alike characters, heard spellings, lost vowels, spaces.

Comes in: a Subject and a random generator. Goes out: the altered name, or None where the slip cannot happen to it.
The neighbours on the keyboard are those of a QWERTY board; the look-alikes are those that scanners confuse and the
homoglyphs those of Unicode's confusables that are common in Latin names.
"""

from __future__ import annotations

import random
import re

from measure.subjects import Subject

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SCANNED = [
    ("o", "0"), ("l", "1"), ("i", "1"), ("i", "l"), ("s", "5"), ("b", "8"), ("g", "9"), ("z", "2"), ("e", "c"), ("u", "v"),
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"), ("li", "h"), ("h", "b"), ("n", "ri"),
    ("a", "o"), ("t", "f"), ("q", "g"), ("ii", "n"), ("y", "v"), ("nn", "m"), ("o", "c"), ("l", "i"),
]  # fmt: skip
_HOMOGLYPHS = {
    "a": "аα", "c": "с", "e": "е", "i": "іι", "j": "ј", "o": "оο", "p": "рρ", "s": "ѕ", "x": "х", "y": "у", "h": "һ", "k": "к",
    "A": "АΑ", "B": "ВΒ", "C": "С", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ",
    "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ", "Z": "Ζ",
}  # fmt: skip
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_HEARD = [
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "ck"), ("c", "k"), ("k", "c"), ("ee", "ea"), ("ee", "i"), ("i", "ee"),
    ("oo", "u"), ("u", "oo"), ("ei", "ie"), ("ie", "y"), ("ai", "ay"), ("ay", "ai"), ("th", "t"), ("t", "tt"), ("z", "s"),
    ("s", "ss"), ("s", "z"), ("dg", "j"), ("j", "g"), ("g", "j"), ("v", "w"), ("w", "v"), ("qu", "kw"), ("q", "k"),
    ("x", "ks"), ("er", "a"), ("er", "ar"), ("or", "er"), ("ar", "er"), ("a", "uh"), ("ea", "ia"), ("y", "i"), ("i", "y"),
    ("sh", "ch"), ("ch", "sh"), ("tch", "ch"), ("gh", "g"), ("kh", "k"), ("h", ""), ("ll", "l"), ("l", "ll"), ("mm", "m"),
    ("nn", "n"), ("n", "nn"), ("rr", "r"), ("ss", "s"), ("tt", "t"), ("dd", "d"), ("bb", "b"), ("ou", "oo"), ("ou", "ow"),
    ("aw", "ow"), ("o", "u"), ("u", "o"), ("e", "i"), ("i", "e"), ("a", "e"), ("m", "n"), ("d", "t"), ("b", "p"),
]  # fmt: skip
_VOWELS = "aeiou"


def _letters(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char.isascii() and char.isalpha()]


def _near(char: str, chance: random.Random) -> str:
    """Return a key beside this one, in the same case."""
    low = char.lower()
    row = next(number for number, keys in enumerate(_KEYS) if low in keys)
    column = _KEYS[row].index(low)
    around = [_KEYS[row][column - 1 : column], _KEYS[row][column + 1 : column + 2]]
    for other in (row - 1, row + 1):
        if 0 <= other < len(_KEYS):
            around += [_KEYS[other][column : column + 1], _KEYS[other][max(column - 1, 0) : column]]
    key = chance.choice([key for key in around if key])
    return key.upper() if char.isupper() else key


def _slip_at(text: str, place: int, chance: random.Random) -> str:
    char = text[place]
    slip = chance.choice(("replace", "insert", "delete", "swap"))
    if slip == "swap" and place + 1 < len(text) and text[place + 1].isalpha() and text[place + 1] != char:
        return text[:place] + text[place + 1] + char + text[place + 2 :]
    if slip == "delete":
        return text[:place] + text[place + 1 :]
    if slip == "insert":
        return text[:place] + char + chance.choice((char, _near(char, chance))) + text[place + 1 :]
    return text[:place] + _near(char, chance) + text[place + 1 :]


def one_typing_error(subject: Subject, chance: random.Random) -> str | None:
    """One neighbouring key, doubled, lost or swapped letter, anywhere, the first letter and short names included."""
    places = _letters(subject.text)
    return _slip_at(subject.text, chance.choice(places), chance) if len(places) > 2 else None


def two_typing_errors(subject: Subject, chance: random.Random) -> str | None:
    """Two slips at places at least two letters apart; the later one is made first so that places hold."""
    places = _letters(subject.text)
    if len(places) < 5:
        return None
    first = chance.choice(places)
    second = chance.choice([place for place in places if abs(place - first) > 2] or places)
    text = subject.text
    for place in sorted({first, second}, reverse=True):
        text = _slip_at(text, place, chance)
    return text


def _swap_some(text: str, pairs: list[tuple[str, str]], count: int, chance: random.Random) -> str | None:
    """Put `count` of the pairs into effect, each at one place, places never overlapping."""
    low = text.lower()
    if len(low) != len(text):
        return None
    options = [(found.start(), old, new) for old, new in pairs for found in re.finditer(re.escape(old), low)]
    chance.shuffle(options)
    taken: list[tuple[int, str, str]] = []
    for start, old, new in options:
        if all(start + len(old) <= at or at + len(was) <= start for at, was, _ in taken):
            taken.append((start, old, new))
        if len(taken) == count:
            break
    for start, old, new in sorted(taken, reverse=True):
        piece = text[start : start + len(old)]
        text = text[:start] + (new.upper() if piece.isupper() else new) + text[start + len(old) :]
    return text if taken else None


def scanned(subject: Subject, chance: random.Random) -> str | None:
    """One or two characters misread by a scanner."""
    return _swap_some(subject.text, _SCANNED, chance.choice((1, 1, 2)), chance)


def look_alike(subject: Subject, chance: random.Random) -> str | None:
    """Letters of another alphabet that look the same, full-width letters, or characters nobody sees."""
    text = subject.text
    way = chance.choice(("homoglyph", "homoglyph", "full-width", "invisible"))
    if way == "full-width":
        return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    if way == "invisible":
        places = sorted({chance.randrange(1, max(len(text), 2)) for _ in range(chance.choice((1, 2, 3)))}, reverse=True)
        for place in places:
            text = text[:place] + chance.choice(_INVISIBLE) + text[place:]
        return text
    places = [place for place, char in enumerate(text) if char in _HOMOGLYPHS]
    if not places:
        return None
    for place in chance.sample(places, min(len(places), chance.choice((1, 2, 3)))):
        text = text[:place] + chance.choice(_HOMOGLYPHS[text[place]]) + text[place + 1 :]
    return text


def heard(subject: Subject, chance: random.Random) -> str | None:
    """One to three sounds written down as an English ear hears them."""
    return _swap_some(subject.text, _HEARD, chance.choice((1, 2, 2, 3)), chance)


def without_vowels(subject: Subject, chance: random.Random) -> str | None:
    """Vowels lost inside words: one or two, or all in one longer word, as in `Mhmd`."""
    words = subject.text.split(" ")
    long = [
        at for at, word in enumerate(words) if len(word) >= 5 and sum(char in "aeiouAEIOU" for char in word[1:]) >= 2
    ]
    if long and chance.random() < 0.4:
        at = chance.choice(long)
        words[at] = words[at][0] + re.sub("[aeiouAEIOU]", "", words[at][1:])
        return " ".join(words)
    text = subject.text
    places = [place for place in range(1, len(text)) if text[place].lower() in _VOWELS and text[place - 1].isalpha()]
    if len(places) < 2:
        return None
    for place in sorted(chance.sample(places, chance.choice((1, 2))), reverse=True):
        text = text[:place] + text[place + 1 :]
    return text


def joined(subject: Subject, chance: random.Random) -> str | None:
    """Two neighbouring words, or both sides of a hyphen, run together."""
    gaps = [found.span() for found in re.finditer(r"(?<=\w)[ -](?=\w)", subject.text)]
    if not gaps:
        return None
    start, end = chance.choice(gaps)
    return subject.text[:start] + subject.text[end:]


def split(subject: Subject, chance: random.Random) -> str | None:
    """A space inside a word of six letters or more, at least two letters from its ends."""
    words = [found.span() for found in re.finditer(r"[^\W\d_]{6,}", subject.text)]
    if not words:
        return None
    start, end = chance.choice(words)
    place = chance.randrange(start + 2, end - 1)
    return f"{subject.text[:place]} {subject.text[place:]}"


def truncated(subject: Subject, chance: random.Random) -> str | None:
    """Cut at the 35 characters of a payment field, or the 20 of an old card system; two words or more are left."""
    limits = [limit for limit in (35, 20) if len(subject.text) > limit + 1]
    if not limits:
        return None
    text = subject.text[: chance.choice(limits)].rstrip()
    return text if len(text.split()) >= 2 else None
