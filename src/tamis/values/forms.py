"""Canonical forms of tokens, computed in bulk: what spellings of the same name have in common.

In: folded tokens. Out, for each, three ASCII forms:

- `raw`: the token; an abjad token as `^` and one ASCII letter for each of its own;
- `sound`: transliteration-normal: Yusuf, Youssef and Yousuf are one, Qadhafi and Kadafi near; of an abjad token its
  consonants by class and its long vowels;
- `skeleton`: the consonants by class, the same alphabet for Latin, Arabic and Hebrew, so that scripts meet there; with
  the vowels where fewer than two consonants are left.

The letter classes follow the romanisation standards in use on passports and lists (ALA-LC, BGN/PCGN, ISO 233,
ICAO 9303) and what is heard alike across them. Must not know: lists, weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOUBLES = re.compile(r"([^\n])\1+")
_SOUND_DIGRAPHS = (
    ("rn", "m"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("sh", "S"), ("ch", "C"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("dh", "d"), ("zh", "Z"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("ck", "k"),
)  # fmt: skip
_SOUND_LETTERS = str.maketrans("qcyoe", "kkiui")
_SOUND_FINAL_H = re.compile(r"(?<=[^\n])h(?=\n|$)")

_CLASSES = str.maketrans({"C": "S", "x": "h", "Z": "d", "z": "d", "g": "k", "p": "b", "v": "f"})
_FIRST = re.compile(r"(^|\n)(?:([aiu])|w)")
_VOWELS = re.compile(r"[aiuw]")
_SHORTEST_SKELETON = 2

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_RAW = {
    **dict(zip(_ARABIC, "AbtvjHxdDrzscSETZEgfqklmnhwyPCJG", strict=True)),
    **dict(zip(_HEBREW, "AbgdhwzHTyklmnsEpXqrct", strict=True)),
}
_LONG = {
    **dict(zip(_ARABIC, "abttjhhddrdsSsdtdakfkklmnhuibSdk", strict=True)),
    **dict(zip(_HEBREW, "abkdhudhtiklmnsabskrSt", strict=True)),
}


@dataclass(frozen=True, slots=True)
class Forms:
    """Three forms for each of n tokens, in the order of the tokens: each a list of n ASCII byte strings."""

    raw: list[bytes]
    sound: list[bytes]
    skeleton: list[bytes]
    abjad: list[bool]


def forms_of(tokens: Sequence[str]) -> Forms:
    """Return the forms of folded tokens; tokens must not hold line breaks or be empty."""
    if not tokens:
        return Forms([], [], [], [])
    abjad = [not token.isascii() for token in tokens]
    if not any(abjad):
        sounds = _sounds("\n".join(tokens))
        return Forms([token.encode() for token in tokens], _heard(sounds), _skeletons(sounds), abjad)
    latin = _sounds("\n".join(token if token.isascii() else "" for token in tokens))
    raw, sound, skeleton = [], _heard(latin), _skeletons(latin)
    for place, token in enumerate(tokens):
        if abjad[place]:
            raw.append(("^" + "".join(_RAW.get(char, f"{ord(char):x}") for char in token)).encode())
            sound[place], skeleton[place] = _abjad(token)
        else:
            raw.append(token.encode())
    return Forms(raw, sound, skeleton, abjad)


def classes_of(sound: bytes) -> bytes:
    """Return a Latin token's sound form with its consonants by class: comparable with the sound form of an abjad token."""
    return sound.translate(_CLASS_BYTES)


_CLASS_BYTES = bytes(ord(_CLASSES.get(code, chr(code))) if code < 128 else code for code in range(256))


def _sounds(text: str) -> str:
    """Return the sound forms of tokens joined by line breaks, w still apart from v."""
    for spelling, sound in _SOUND_DIGRAPHS:
        text = text.replace(spelling, sound)
    text = _DOUBLES.sub(r"\1", text.translate(_SOUND_LETTERS))
    return _SOUND_FINAL_H.sub("", text)


def _heard(sounds: str) -> list[bytes]:
    return sounds.replace("w", "v").encode().split(b"\n")


def _skeletons(sounds: str) -> list[bytes]:
    """Return the skeletons, from joined sound forms. A w inside is a vowel in an abjad (Rawi), so it goes; th is t."""
    text = _FIRST.sub(
        lambda match: match[1] + ("A" if match[2] else "f"), sounds.replace("th", "t").translate(_CLASSES)
    )
    bare = _DOUBLES.sub(r"\1", _VOWELS.sub("", text)).encode().split(b"\n")
    full = text.replace("A", "a").encode().split(b"\n")
    return [
        skeleton if len(skeleton) >= _SHORTEST_SKELETON else whole for skeleton, whole in zip(bare, full, strict=True)
    ]


def _abjad(token: str) -> tuple[bytes, bytes]:
    """Return the long form and the skeleton of an Arabic or Hebrew token; a final h is written and not said."""
    letters = [_LONG.get(char, "") for char in token]
    if len(letters) > 1 and token[-1] in "هה":
        letters.pop()
    long = "".join(letters)
    first = {"a": "A", "i": "A", "u": "f"}.get(long[:1], long[:1])
    skeleton = _DOUBLES.sub(r"\1", first + _VOWELS.sub("", long[1:]))
    long = _DOUBLES.sub(r"\1", long)
    return long.encode(), (skeleton if len(skeleton) >= _SHORTEST_SKELETON else long).encode()
