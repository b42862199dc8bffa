"""Canonical forms of tokens, computed in bulk: what spellings of the same name have in common.

In: folded tokens. Out, for each, three ASCII forms:

- `raw`: the token; an abjad token as `^` and one ASCII letter for each of its own;
- `sound`: transliteration-normal: Yusuf, Youssef and Yousuf are one, Qadhafi and Kadafi near;
- `skeleton`: the consonants, the same alphabet for Latin, Arabic and Hebrew, so that scripts meet there.

The letter classes follow the romanisation standards in use on passports and lists (ALA-LC, BGN/PCGN, ISO 233,
ICAO 9303) and what is heard alike across them. Must not know: lists, weights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOUBLES = re.compile(r"([^\n])\1+")
_SOUND_DIGRAPHS = (
    ("tch", "C"), ("sch", "S"), ("sh", "S"), ("ch", "C"), ("kh", "x"), ("gh", "g"), ("ph", "f"), ("dj", "j"), ("dh", "d"), ("zh", "Z"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"), ("ck", "k"),
)  # fmt: skip
_SOUND_LETTERS = str.maketrans("qcywoe", "kkivui")
_SOUND_FINAL_H = re.compile(r"(?<=[^\n])h(?=\n|$)")

_SKELETON_LETTERS = str.maketrans({"C": "S", "x": "h", "Z": "z", "z": "d", "g": "k", "p": "b", "v": "f"})
_SKELETON_FIRST = re.compile(r"(^|\n)[aiu]")
_SKELETON_VOWELS = re.compile(r"[aiu]")
_SKELETON_INNER_V = re.compile(r"(?<=[^\n])w")

_ABJAD_RAW = {
    **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ", "AbtvjHxdDrzscSETZEgfqklmnhwyPCJG", strict=True)),
    **dict(zip("אבגדהוזחטיכלמנסעפצקרשת", "AbgdhwzHTyklmnsEpXqrct", strict=True)),
}
_ABJAD_SKELETON = {
    **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ", "AbtsjhhddrdsSsdtdAkfkklmnhwybSdk", strict=True)),
    **dict(zip("אבגדהוזחטיכלמנסעפצקרשת", "Abkdhwdhtyklmns" + "AbskrSt", strict=True)),
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
    abjad = [not token.isascii() for token in tokens]
    if not any(abjad):
        sound = _sounds(tokens)
        return Forms([token.encode() for token in tokens], _split(sound), _split(_skeletons(sound)), abjad)
    latin = _sounds([token if token.isascii() else "" for token in tokens])
    raw, sounds, skeletons = [], _split(latin), _split(_skeletons(latin))
    for place, token in enumerate(tokens):
        if abjad[place]:
            raw.append(_abjad_raw(token))
            sounds[place] = raw[-1]
            skeletons[place] = _abjad_skeleton(token)
        else:
            raw.append(token.encode())
    return Forms(raw, sounds, skeletons, abjad)


def _split(joined: str) -> list[bytes]:
    return joined.encode().split(b"\n")


def _sounds(tokens: Sequence[str]) -> str:
    """Return the sound forms joined by line breaks."""
    text = "\n".join(tokens)
    for spelling, sound in _SOUND_DIGRAPHS:
        text = text.replace(spelling, sound)
    text = _DOUBLES.sub(r"\1", text.translate(_SOUND_LETTERS))
    return _SOUND_FINAL_H.sub("", text)


def _skeletons(sounds: str) -> str:
    """Return the skeletons joined by line breaks, from joined sound forms."""
    text = _SKELETON_FIRST.sub(r"\1A", sounds.translate(_SKELETON_LETTERS))
    return _DOUBLES.sub(r"\1", _SKELETON_VOWELS.sub("", text))


def _abjad_raw(token: str) -> bytes:
    return ("^" + "".join(_ABJAD_RAW.get(char, "?") for char in token)).encode()


def _abjad_skeleton(token: str) -> bytes:
    """Return the consonants of an Arabic or Hebrew token; its article and its weak letters go."""
    if len(token) > 4 and token.startswith("ال"):
        token = token[2:]
    letters = [_ABJAD_SKELETON.get(char, "") for char in token]
    first, rest = letters[:1], letters[1:]
    if first and first[0] in ("w", "y"):
        first = ["f" if first[0] == "w" else "A"]
    body = "".join(letter for letter in rest if letter not in ("A", "w", "y"))
    text = "".join(first) + body
    if len(text) > 1 and text.endswith("h"):
        text = text[:-1]
    return _DOUBLES.sub(r"\1", text).encode()
