"""Canonical forms of tokens, computed in bulk: what spellings of the same name have in common.

In: folded tokens. Out, for each, three ASCII forms:

- `raw`: the token; one in another script as its mark and one ASCII letter for each of its units (`units`);
- `sound`: transliteration-normal: Yusuf, Youssef and Yousuf are one, Qadhafi and Kadafi near; of an abjad token its
  consonants by class and its long vowels; of a word that transcribes, that of its likeliest Latin spelling;
- `skeleton`: the consonants by class, the same alphabet for all scripts, so that scripts meet there; with the vowels where
  fewer than two consonants are left. A word in Hangul, kana or Han, where one letter stands for several of ours, has
  more than one: those of its likely Latin spellings.

The letter classes follow the romanisation standards in use on passports and lists (ALA-LC, BGN/PCGN, ISO 233,
ICAO 9303) and what is heard alike across them. Must not know: lists, weights.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tamis.values.correspondences import spellings_of
from tamis.values.units import MARKS, raw_of, transcribes

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
_LONG = {
    **dict(zip(_ARABIC, "abttjhhddrdsSsdtdakfkklmnhuibSdk", strict=True)),
    **dict(zip(_HEBREW, "abkdhudhtiklmnsabskrSt", strict=True)),
}


@dataclass(frozen=True, slots=True)
class Forms:
    """Three forms for each of n tokens, in the order of the tokens: each a list of n ASCII byte strings.

    Attributes:
        abjad: Whether a token is kept in a script of its own: in an abjad, or as a word that transcribes.
        more: (position, skeleton) of tokens that have more than one.
    """

    raw: list[bytes]
    sound: list[bytes]
    skeleton: list[bytes]
    abjad: list[bool]
    more: list[tuple[int, bytes]] = field(default_factory=list)


def forms_of(tokens: Sequence[str]) -> Forms:
    """Return the forms of folded tokens; tokens must not hold line breaks or be empty."""
    if not tokens:
        return Forms([], [], [], [])
    abjad = [not token.isascii() for token in tokens]
    if not any(abjad):
        sounds = _sounds("\n".join(tokens))
        return Forms([token.encode() for token in tokens], _heard(sounds), _skeletons(sounds), abjad)
    latin = _sounds("\n".join(token if token.isascii() else "" for token in tokens))
    forms = Forms([], _heard(latin), _skeletons(latin), abjad)
    for place, token in enumerate(tokens):
        if not abjad[place]:
            forms.raw.append(token.encode())
            continue
        forms.raw.append(raw_of(token))
        if transcribes(token):
            forms.sound[place], skeletons = _transcribed(forms.raw[place])
            forms.skeleton[place] = skeletons[0]
            forms.more.extend((place, one) for one in skeletons[1:])
        else:
            forms.sound[place], forms.skeleton[place] = _abjad(token)
            forms.more.extend((place, one) for one in more_skeletons(forms.raw[place], forms.skeleton[place]))
    return forms


def raw_forms(tokens: Sequence[str]) -> list[bytes]:
    """Return the raw forms of tokens, without the work of the others."""
    return [token.encode() if token.isascii() else raw_of(token) for token in tokens]


def lexicon_forms(tokens: Sequence[str]) -> list[bytes]:
    """Return what the lexicon's weights go by: the sound form of a Latin token, the raw form of any other."""
    if not tokens:
        return []
    sounds = _heard(_sounds("\n".join(token if token.isascii() else "" for token in tokens)))
    return [sound if token.isascii() else raw_of(token) for token, sound in zip(tokens, sounds, strict=True)]


@functools.lru_cache(maxsize=50_000)
def more_skeletons(raw: bytes, skeleton: bytes) -> tuple[bytes, ...]:
    """Return the other skeletons that an abjad's token may have in Latin letters.

    In Arabic two letters that follow each other look like one of ours (s and h in Ishaq), and two are spelt by two habits
    (Ghias and Ghiath, Jamal and Gamal); a Hebrew letter stands for several of ours.
    """
    if raw[:1] == MARKS["Hebr"]:
        found = dict.fromkeys(_transcribed(raw)[1])
    else:
        found = dict.fromkeys(skeleton.replace(*pair) for pair in _RUN_TOGETHER)
        letters = raw[1:]
        if b"v" in letters:
            found[skeleton.replace(b"t", b"s")] = None
        if b"j" in letters:
            found[skeleton.replace(b"j", b"k")] = None
    found.pop(skeleton, None)
    return tuple(found)


_RUN_TOGETHER = ((b"sh", b"S"), (b"kh", b"h"), (b"th", b"t"), (b"dh", b"d"))


def _transcribed(raw: bytes) -> tuple[bytes, list[bytes]]:
    """Return the sound form of the likeliest Latin spelling of a word, and the skeletons of all that are likely."""
    spellings = spellings_of(raw)
    if not spellings:
        return raw, [raw]
    sounds = _sounds("\n".join(spellings))
    return _heard(sounds)[0], list(dict.fromkeys(_skeletons(sounds)))


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
