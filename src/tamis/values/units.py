"""Units: the letters of scripts that are kept as they are, as ASCII bytes, one a unit of sound.

In: a folded token in Arabic, Hebrew, Hangul, kana or Han. Out: a mark that tells the script, and one byte for each unit:
a letter in an abjad and in kana, an initial, vowel or final in Hangul, the initial or the rest of the pinyin syllable in Han.
`correspondences` knows how each unit is written in Latin letters. Must not know: tables, names.
"""

from __future__ import annotations

import functools

from anyascii import anyascii

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_LETTERS = {
    **dict(zip(_ARABIC, "AbtvjHxdDrzscSETZEgfqklmnhwyPCJG", strict=True)),
    **dict(zip(_HEBREW, "AbgdhwzHTyklmnsEpXqrct", strict=True)),
}
MARKS = {"Arab": b"^", "Hebr": b"]", "Hang": b"_h", "Kana": b"_k", "Hani": b"_c"}
"""First bytes of the raw form of a token of each script; no Latin token begins so. `_` is for words that transcribe."""

TRANSCRIBED = 31
"""Bit of a raw form's letters that is set where its token transcribes: no letter of another token sets it."""

_FIRST = 0x21  # "!": units are numbered from here
_VOWELS = 21
_NO_INITIAL = 11
_PINYIN_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_PINYIN_RESTS = (
    "a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo v n ng m"
).split()


def script_of_token(token: str) -> str:
    """Return the key of `MARKS` for a token that is not ASCII; `Arab` for any script that has no units."""
    code = ord(token[0])
    if 0x0590 <= code <= 0x05FF:
        return "Hebr"
    if is_hangul(code):
        return "Hang"
    if is_kana(code):
        return "Kana"
    return "Hani" if is_han(code) else "Arab"


def is_han(code: int) -> bool:
    """Say whether a code point is a Chinese character."""
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def is_hangul(code: int) -> bool:
    """Say whether a code point is a Korean syllable."""
    return 0xAC00 <= code <= 0xD7A3


def is_kana(code: int) -> bool:
    """Say whether a code point is a Japanese syllable; folding makes hiragana katakana."""
    return 0x30A1 <= code <= 0x30FA


def transcribes(token: str) -> bool:
    """Say whether a folded token is a word in Hangul, kana or Han that is read by its sound."""
    return not token.isascii() and script_of_token(token) in ("Hang", "Kana", "Hani")


def raw_of(token: str) -> bytes:
    """Return the raw form of a token that is not ASCII: the mark of its script and its units."""
    script = script_of_token(token)
    if script in ("Arab", "Hebr"):
        return MARKS[script] + "".join(_LETTERS.get(char, f"{ord(char):x}") for char in token).encode()
    return MARKS[script] + b"".join(map(_units_of, token))


def raw_units(raw: bytes) -> bytes:
    """Return the units of a raw form of a token that is not ASCII."""
    return raw[2:] if raw[:1] == b"_" else raw[1:]


def unit_names(script: str) -> dict[int, str]:
    """Return byte -> unit as a table names it, for one script."""
    if script in ("Arab", "Hebr"):
        return {ord(_LETTERS[char]): char for char in (_ARABIC if script == "Arab" else _HEBREW)}
    if script == "Hang":
        initials = {_FIRST + place: f"{_jamo(0x1100, place)}-" for place in range(19)}
        vowels = {_FIRST + 19 + place: f"-{_jamo(0x1161, place)}-" for place in range(_VOWELS)}
        finals = {_FIRST + 39 + place: f"-{_jamo(0x11A7, place)}" for place in range(1, 28)}
        return initials | vowels | finals
    if script == "Kana":
        return {_FIRST + code - 0x30A1: chr(code) for code in range(0x30A1, 0x30FB)}
    initials = {_FIRST + place: f"{name}-" for place, name in enumerate(_PINYIN_INITIALS)}
    return initials | {_FIRST + 30 + place: f"-{name}" for place, name in enumerate(_PINYIN_RESTS)}


def _jamo(first: int, place: int) -> str:
    return chr(first + place)


@functools.lru_cache(maxsize=20_000)
def _units_of(char: str) -> bytes:
    """Return the units of one character."""
    code = ord(char)
    if is_hangul(code):
        initial, rest = divmod(code - 0xAC00, 588)
        vowel, final = divmod(rest, 28)
        units = [_FIRST + initial] if initial != _NO_INITIAL else []
        return bytes([*units, _FIRST + 19 + vowel, *([_FIRST + 39 + final] if final else [])])
    if is_kana(code):
        return bytes([_FIRST + code - 0x30A1])
    plain = "".join(letter for letter in anyascii(char).lower() if letter.isalpha())
    initial_name = next((one for one in _PINYIN_INITIALS if plain.startswith(one)), "")
    rest_name = plain[len(initial_name) :]
    found = [_FIRST + _PINYIN_INITIALS.index(initial_name)] if initial_name else []
    return bytes([*found, *([_FIRST + 30 + _PINYIN_RESTS.index(rest_name)] if rest_name in _PINYIN_RESTS else [])])
