"""How alike two tokens are, from 0 to 1, computed for many pairs at once.

In: the forms of both sides, pair by pair. Out: similarities in steps of 1/1024, so that sums of their products do not
depend on the order of adding. Only pairs that share a form or a single deletion of one are ever asked about (or stand
in one class of the lexicon); `index` finds them. Must not know: lists, weights.

The costs are those of a prototype fitted on altered names of the UN list: a consonant edit weighs .837 of a letter of
the name's length, a vowel edit .77, a difference that the sound form hides .12, a swap of neighbours .42; between
scripts a consonant costs .9.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA, LCSseq, Levenshtein
from rapidfuzz.process import cpdist

from tamis.values.arrays import F64, I64, U32, Bools
from tamis.values.classes import syllables
from tamis.values.correspondences import costs_a_letter
from tamis.values.forms import Forms, classes_of, more_skeletons
from tamis.values.units import MARKS, TRANSCRIBED

STEP = 1024
"""Similarities are multiples of 1/STEP."""

LEAST = 0.6
"""Tokens less alike than this are strangers: below it `agreement_of` would be near zero."""


_SPELT_AS_HEARD, _NAT_A_LETTER = 0.98, 0.2
"""Likeness of a word that transcribes and the Latin word that it is mostly spelt as, and what a nat a letter takes from it.
Of the right pairs of the tuned half the median costs .6 nats a letter; the best of 5,000 wrong ones about 1."""

_TRANSCRIBED = b"_"
_SCRIPT_MARKS = frozenset(mark[:1] for mark in MARKS.values())


@dataclass(frozen=True, slots=True)
class Spelt:
    """The tokens of one side.

    Attributes:
        raw, sound, skeleton: lists of n ASCII byte strings.
        lengths: int64[n, 3], their lengths.
        abjad: bool[n], whether a token is in an abjad, or a word in another script that transcribes.
        digits: bool[n], whether it is not and holds a digit: there one edit is another number.
        syllable: bool[n], whether it is a syllable of Chinese, Korean or Vietnamese names: there one edit is another syllable.
    """

    raw: Sequence[bytes]
    sound: Sequence[bytes]
    skeleton: Sequence[bytes]
    lengths: I64
    abjad: Bools
    digits: Bools
    syllable: Bools

    @classmethod
    def of(cls, forms: Forms) -> Spelt:
        """Return tokens with what is known of them."""
        return cls(
            forms.raw, forms.sound, forms.skeleton, lengths_of(forms), np.array(forms.abjad, dtype=bool),
            have_digits(forms.raw), are_syllables(forms.raw),
        )  # fmt: skip


def lengths_of(forms: Forms) -> I64:
    """Return int64[n, 3]: lengths of the raw, sound and skeleton forms."""
    return np.array(
        [list(map(len, one)) for one in (forms.raw, forms.sound, forms.skeleton)], dtype=np.int64
    ).T.reshape(-1, 3)


def _some(strings: Sequence[bytes], rows: I64) -> tuple[bytes, ...]:
    """Return the strings of some rows."""
    if len(rows) < 2:
        return tuple(strings[row] for row in rows.tolist())
    some: tuple[bytes, ...] = operator.itemgetter(*rows.tolist())(strings)
    return some


def _distances(query: Sequence[bytes], listing: Sequence[bytes]) -> F64:
    result: F64 = cpdist(query, listing, scorer=OSA.distance, dtype=np.uint8).astype(np.float64)
    return result


def _equal(query: Sequence[bytes], listing: Sequence[bytes]) -> Bools:
    return np.fromiter(map(operator.eq, query, listing), dtype=bool, count=len(query))


def similarities(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Return float64[n]: how alike token `asked` of the query and token `listed` of the listing are; 0 below `LEAST`."""
    cross = query.abjad[asked] != listing.abjad[listed]
    alike = np.zeros(len(cross))
    across, same = np.flatnonzero(cross), np.flatnonzero(~cross)
    if len(across):
        alike[across] = _across_scripts(query, listing, asked[across], listed[across])
    if len(same):
        alike[same] = _within_script(query, listing, asked[same], listed[same])
    rounded: F64 = np.floor(alike * STEP + 0.5) / STEP
    return np.where(rounded < LEAST, 0.0, rounded)


def _across_scripts(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Compare tokens of another script with Latin ones: abjads by their consonants, words that transcribe by their units."""
    sides = zip(_some(query.raw, asked), _some(listing.raw, listed), query.abjad[asked].tolist(), strict=True)
    written, latin = zip(*((one, other) if abjad else (other, one) for one, other, abjad in sides), strict=True)
    transcribed = np.fromiter((raw[:1] == _TRANSCRIBED for raw in written), dtype=bool, count=len(written))
    alike = np.zeros(len(written))
    rows = np.flatnonzero(transcribed)
    if len(rows):
        costs = costs_a_letter(_some(written, rows), _some(latin, rows))
        alike[rows] = _SPELT_AS_HEARD - _NAT_A_LETTER * costs
    rows = np.flatnonzero(~transcribed)
    if len(rows):
        alike[rows] = _of_abjads(query, listing, asked[rows], listed[rows])
    return alike


def _of_abjads(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Compare an abjad with a Latin token: consonants speak, few of them say little, and long vowels must be heard.

    Arabic and Hebrew leave short vowels out, so vowels that only the Latin spelling has cost nothing; a long vowel
    that only the abjad has is another name: Hassan is not Husayn.
    """
    skeleton_edits = _distances(_some(query.skeleton, asked), _some(listing.skeleton, listed))
    sounds = zip(_some(query.sound, asked), _some(listing.sound, listed), query.abjad[asked].tolist(), strict=True)
    written, heard = zip(*((q, classes_of(v)) if abjad else (v, classes_of(q)) for q, v, abjad in sounds), strict=True)
    common = cpdist(written, heard, scorer=LCSseq.similarity, dtype=np.int32).astype(np.float64)
    long = np.fromiter(map(len, written), dtype=np.float64, count=len(written))
    silent = np.maximum(0.0, long - common - skeleton_edits)
    length = np.maximum(np.maximum(query.lengths[asked, 2], listing.lengths[listed, 2]), 1.0)
    few = 0.05 * ((length <= 2) & ~_equal(written, heard))
    plain = 1.0 - 0.02 - 0.9 * skeleton_edits / length - few - 0.07 * silent
    alike: F64 = plain - 0.05 * (_ends_in_i(written) != _ends_in_i(heard))
    return np.maximum(alike, _by_letters(query, listing, asked, listed, skeleton_edits))


def _by_letters(query: Spelt, listing: Spelt, asked: I64, listed: I64, edits: F64) -> F64:
    """Return float64[n]: likenesses by the correspondences of letters, 0 where no skeletons are at most one edit apart."""
    alike = np.zeros(len(edits))
    abjad = query.abjad[asked].tolist()
    sides = zip(_some(query.raw, asked), _some(listing.raw, listed), abjad, strict=True)
    written, latin = zip(*((one, other) if own else (other, one) for one, other, own in sides), strict=True)
    sides = zip(_some(query.skeleton, asked), _some(listing.skeleton, listed), abjad, strict=True)
    bare, other = zip(*((one, other) if own else (other, one) for one, other, own in sides), strict=True)
    far = np.flatnonzero(edits > 1)
    more = [more_skeletons(written[row], bare[row]) for row in far.tolist()]
    owner = np.repeat(far, list(map(len, more)))
    if len(owner):
        found = _distances([one for some in more for one in some], [other[row] for row in owner.tolist()])
        edits = edits.copy()
        np.minimum.at(edits, owner, found)
    rows = np.flatnonzero(edits <= 1)
    if len(rows):
        costs = costs_a_letter(_some(written, rows), _some(latin, rows))
        alike[rows] = _SPELT_AS_HEARD - _NAT_A_LETTER * costs
    return alike


def _ends_in_i(strings: Sequence[bytes]) -> Bools:
    return np.fromiter((string[-1:] == b"i" for string in strings), dtype=bool, count=len(strings))


def _within_script(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    lengths, others = query.lengths[asked], listing.lengths[listed]
    raw_length, sound_length = np.maximum(np.maximum(lengths[:, :2], others[:, :2]), 1.0).T
    raw_length = np.maximum(raw_length - query.abjad[asked], 1.0)  # the mark of a script is no letter
    sound_edits = _distances(_some(query.sound, asked), _some(listing.sound, listed))
    query_raw, listed_raw = _some(query.raw, asked), _some(listing.raw, listed)
    raw_edits = _distances(query_raw, listed_raw)
    consonants, same_skeleton = _consonant_edits(query, listing, asked, listed, sound_edits)
    differs = raw_edits > 0
    by_sound = 1 - (0.837 * consonants + 0.77 * (sound_edits - consonants) + 0.12 * differs) / sound_length
    cost = np.where(_swapped(query_raw, listed_raw, raw_edits), 0.42, 0.837 * raw_edits)
    by_letter = 1 - (cost + 0.12 * differs) / raw_length
    alike: F64 = np.maximum(by_sound, by_letter)
    shortest = np.minimum(lengths[:, 0], others[:, 0])
    kept = same_skeleton & (lengths[:, 2] >= 3)  # JML is Jamil without its vowels
    alike[(shortest <= 3) & (sound_edits > 0) & ~kept & ~((raw_length <= 4) & (shortest >= 2) & (raw_edits == 1))] = 0.0
    other = query.digits[asked] | listing.digits[listed] | (query.syllable[asked] & listing.syllable[listed])
    alike[other & differs] = 0.0
    if query.abjad[asked].any():
        alike[_of_other_scripts(query_raw, listed_raw)] = 0.0
    return alike


def _of_other_scripts(query: Sequence[bytes], listing: Sequence[bytes]) -> Bools:
    """Say which pairs are of words that transcribe, in two scripts: their units are not those of each other."""
    pairs = zip(query, listing, strict=True)
    other = (one[:2] != two[:2] and _TRANSCRIBED in (one[:1], two[:1]) for one, two in pairs)
    return np.fromiter(other, dtype=bool, count=len(query))


def _consonant_edits(query: Spelt, listing: Spelt, asked: I64, listed: I64, sound_edits: F64) -> tuple[F64, Bools]:
    """Return how many of the edits are of consonants, at most as many as there are, and which skeletons are the same."""
    same = _equal(_some(query.skeleton, asked), _some(listing.skeleton, listed))
    edits = np.where(same, 0.0, np.minimum(sound_edits, 1.0))
    rows = np.flatnonzero(~same & (sound_edits >= 2))
    if len(rows):
        found = _distances(_some(query.skeleton, asked[rows]), _some(listing.skeleton, listed[rows]))
        edits[rows] = np.minimum(found, sound_edits[rows])
    return edits, same


def most_alike(query_letters: U32, listed_letters: U32, query_lengths: I64, listed_lengths: I64, cross: Bools) -> F64:
    """Return float64[n]: the most that two tokens can be alike which share neither a form nor one less a letter.

    An edit takes one letter out and puts one in, so the letters that only one side has are a lower bound of the edits; so is
    the difference of the lengths; and two edits at least separate such tokens, but for short ones.

    Args:
        query_letters: uint32[n, 2], letters of the raw and of the sound form, one bit each.
        listed_letters: The same of the listed tokens.
        query_lengths: int64[n, 2], bytes of the same forms.
        listed_lengths: The same of the listed tokens.
        cross: bool[n], whether one side is in another script: in an abjad only consonants count, and a word that
            transcribes meets by its skeletons or not at all.
    """
    only_query = np.bitwise_count(query_letters & ~listed_letters).astype(np.int64)
    only_listed = np.bitwise_count(listed_letters & ~query_letters).astype(np.int64)
    edits = np.maximum(np.maximum(only_query, only_listed), np.abs(query_lengths - listed_lengths))
    longest = np.maximum(np.maximum(query_lengths, listed_lengths), 1)
    raw, sound = np.maximum(edits, np.where(longest > _SHORT, 2, 1)).T
    by_letter = 1 - (np.where(raw == 1, 0.42, 0.837 * raw) + 0.12) / longest[:, 0]
    by_sound = 1 - (0.77 * sound + 0.067 + 0.12) / longest[:, 1]
    transcribed = (query_letters[:, 0] | listed_letters[:, 0]) >> np.uint32(TRANSCRIBED) > 0
    return np.where(cross, np.where(transcribed, 0.0, _MOST_ACROSS), np.maximum(by_letter, by_sound))


_SHORT = 4  # letters up to which one edit need not leave a common deletion
_MOST_ACROSS = 0.85


def have_digits(raw: Sequence[bytes]) -> Bools:
    """Return bool[n]: which raw forms of Latin tokens hold a digit: there one edit is another number."""
    return np.fromiter(map(_has_digit, raw), dtype=bool, count=len(raw))


def are_syllables(raw: Sequence[bytes]) -> Bools:
    """Return bool[n]: which raw forms are syllables of Chinese, Korean or Vietnamese names."""
    return np.fromiter((one in _syllables() for one in raw), dtype=bool, count=len(raw))


@functools.cache
def _syllables() -> frozenset[bytes]:
    return frozenset(one.encode() for one in syllables())


def _has_digit(token: bytes) -> bool:
    return not token.isalpha() and token[:1] not in _SCRIPT_MARKS and any(48 <= byte <= 57 for byte in token)


def _swapped(query: Sequence[bytes], listing: Sequence[bytes], raw_edits: F64) -> Bools:
    """Say which pairs differ by one swap of neighbours: one edit for OSA, two for Levenshtein."""
    swapped = np.zeros(len(raw_edits), dtype=bool)
    rows = np.flatnonzero(raw_edits == 1)
    if len(rows):
        plain = cpdist(_some(query, rows), _some(listing, rows), scorer=Levenshtein.distance)
        swapped[rows] = np.asarray(plain) == 2
    return swapped


def agreement_of(alike: F64) -> F64:
    """Return how much of a token's weight a similarity is worth: 1 at 1, 0 below .57.

    Source: the same fit as above; a token .85 alike is worth two thirds, one .7 alike a third.
    """
    result: F64 = np.maximum(0.0, 1.0 - 2.3 * (1.0 - alike))
    return np.floor(result * STEP + 0.5) / STEP
