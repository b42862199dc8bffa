"""How alike two tokens are, from 0 to 1, computed for many pairs at once.

In: the forms of both sides, pair by pair. Out: similarities in steps of 1/1024, so that sums of their products do not
depend on the order of adding. Only pairs that share a form or a single deletion of one are ever asked about (or stand
in one class of the lexicon); `index` finds them. Must not know: lists, weights.

The costs are those of a prototype fitted on altered names of the UN list: a consonant edit weighs .837 of a letter of
the name's length, a vowel edit .77, a difference that the sound form hides .12, a swap of neighbours .42; between
scripts a consonant costs .9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA, LCSseq, Levenshtein
from rapidfuzz.process import cpdist

from tamis.values.arrays import F64, I64, U32, Bools
from tamis.values.forms import classes_of

STEP = 1024
"""Similarities are multiples of 1/STEP."""

LEAST = 0.6
"""Tokens less alike than this are strangers: below it `agreement_of` would be near zero."""


@dataclass(frozen=True, slots=True)
class PairForms:
    """One side of n pairs: lists of n ASCII byte strings, bool[n] whether a token is in an abjad, whether it has a digit."""

    raw: Sequence[bytes]
    sound: Sequence[bytes]
    skeleton: Sequence[bytes]
    abjad: Bools
    digits: Bools


def _lengths(strings: Sequence[bytes]) -> F64:
    return np.fromiter(map(len, strings), dtype=np.float64, count=len(strings))


def _distances(query: Sequence[bytes], listing: Sequence[bytes]) -> F64:
    result: F64 = cpdist(query, listing, scorer=OSA.distance, dtype=np.uint8).astype(np.float64)
    return result


def similarities(query: PairForms, listing: PairForms) -> F64:
    """Return float64[n]: the similarity of each pair, 0 below `LEAST`."""
    if not len(query.raw):
        return np.zeros(0)
    skeleton_edits = _distances(query.skeleton, listing.skeleton)
    cross = query.abjad != listing.abjad
    alike = np.zeros(len(cross))
    across, same = np.flatnonzero(cross), np.flatnonzero(~cross)
    if len(across):
        alike[across] = _across_scripts(_take(query, across), _take(listing, across), skeleton_edits[across])
    if len(same):
        alike[same] = _within_script(_take(query, same), _take(listing, same), skeleton_edits[same])
    rounded: F64 = np.floor(alike * STEP + 0.5) / STEP
    return np.where(rounded < LEAST, 0.0, rounded)


def _take(side: PairForms, rows: I64) -> PairForms:
    if len(rows) == len(side.raw):
        return side
    places = rows.tolist()
    return PairForms(
        [side.raw[place] for place in places],
        [side.sound[place] for place in places],
        [side.skeleton[place] for place in places],
        side.abjad[rows],
        side.digits[rows],
    )


def _across_scripts(query: PairForms, listing: PairForms, skeleton_edits: F64) -> F64:
    """Compare an abjad with a Latin token: consonants speak, few of them say little, and long vowels must be heard.

    Arabic and Hebrew leave short vowels out, so vowels that only the Latin spelling has cost nothing; a long vowel
    that only the abjad has is another name: Hassan is not Husayn.
    """
    written = [q if abjad else v for q, v, abjad in zip(query.sound, listing.sound, query.abjad.tolist(), strict=True)]
    heard = [
        classes_of(v if abjad else q)
        for q, v, abjad in zip(query.sound, listing.sound, query.abjad.tolist(), strict=True)
    ]
    common = cpdist(written, heard, scorer=LCSseq.similarity, dtype=np.int32).astype(np.float64)
    silent = np.maximum(0.0, _lengths(written) - common - skeleton_edits)
    length = np.maximum(np.maximum(_lengths(query.skeleton), _lengths(listing.skeleton)), 1.0)
    spelt_out = np.fromiter(map(bytes.__eq__, written, heard), dtype=bool, count=len(written))
    few = 0.05 * ((length <= 2) & ~spelt_out)
    plain = 1.0 - 0.02 - 0.9 * skeleton_edits / length - few - 0.07 * silent
    alike: F64 = plain - 0.05 * (_ends_in_i(written) != _ends_in_i(heard))
    return alike


def _ends_in_i(strings: Sequence[bytes]) -> Bools:
    return np.fromiter((string[-1:] == b"i" for string in strings), dtype=bool, count=len(strings))


def _within_script(query: PairForms, listing: PairForms, skeleton_edits: F64) -> F64:
    raw_length = np.maximum(np.maximum(_lengths(query.raw), _lengths(listing.raw)), 1.0)
    sound_length = np.maximum(np.maximum(_lengths(query.sound), _lengths(listing.sound)), 1.0)
    sound_edits = _distances(query.sound, listing.sound)
    raw_edits = _distances(query.raw, listing.raw)
    consonants = np.minimum(skeleton_edits, sound_edits)
    differs = raw_edits > 0
    by_sound = 1 - (0.837 * consonants + 0.77 * (sound_edits - consonants) + 0.12 * differs) / sound_length
    cost = np.where(_swapped(query.raw, listing.raw, raw_edits), 0.42, 0.837 * raw_edits)
    by_letter = 1 - (cost + 0.12 * differs) / raw_length
    alike: F64 = np.maximum(by_sound, by_letter)
    shortest = np.minimum(_lengths(query.raw), _lengths(listing.raw))
    kept = (skeleton_edits == 0) & (_lengths(query.skeleton) >= 3)  # JML is Jamil without its vowels
    alike[(shortest <= 3) & (sound_edits > 0) & ~kept & ~((raw_length <= 4) & (shortest >= 2) & (raw_edits == 1))] = 0.0
    alike[(query.digits | listing.digits) & differs] = 0.0
    return alike


def most_alike(query_letters: U32, listed_letters: U32, query_lengths: I64, listed_lengths: I64, cross: Bools) -> F64:
    """Return float64[n]: the most that two tokens can be alike which share neither a form nor one less a letter.

    An edit takes one letter out and puts one in, so the letters that only one side has are a lower bound of the edits; so is
    the difference of the lengths; and two edits at least separate such tokens, but for short ones.

    Args:
        query_letters, listed_letters: uint32[n, 2], letters of the raw and of the sound form, one bit each.
        query_lengths, listed_lengths: int64[n, 2], bytes of the same forms.
        cross: bool[n], whether one side is an abjad: there only consonants count.
    """
    only_query = np.bitwise_count(query_letters & ~listed_letters).astype(np.int64)
    only_listed = np.bitwise_count(listed_letters & ~query_letters).astype(np.int64)
    edits = np.maximum(np.maximum(only_query, only_listed), np.abs(query_lengths - listed_lengths))
    longest = np.maximum(np.maximum(query_lengths, listed_lengths), 1)
    raw, sound = np.maximum(edits, np.where(longest > _SHORT, 2, 1)).T
    by_letter = 1 - (np.where(raw == 1, 0.42, 0.837 * raw) + 0.12) / longest[:, 0]
    by_sound = 1 - (0.77 * sound + 0.067 + 0.12) / longest[:, 1]
    return np.where(cross, _MOST_ACROSS, np.maximum(by_letter, by_sound))


_SHORT = 4  # letters up to which one edit need not leave a common deletion
_MOST_ACROSS = 0.85


def have_digits(raw: Sequence[bytes]) -> Bools:
    """Return bool[n]: which raw forms of Latin tokens hold a digit: there one edit is another number."""
    return np.fromiter(map(_has_digit, raw), dtype=bool, count=len(raw))


def _has_digit(token: bytes) -> bool:
    return not token.isalpha() and token[:1] != b"^" and any(48 <= byte <= 57 for byte in token)


def _swapped(query: Sequence[bytes], listing: Sequence[bytes], raw_edits: F64) -> Bools:
    """Say which pairs differ by one swap of neighbours: one edit for OSA, two for Levenshtein."""
    swapped = np.zeros(len(raw_edits), dtype=bool)
    rows = np.flatnonzero(raw_edits == 1)
    if len(rows):
        places = rows.tolist()
        plain = cpdist([query[p] for p in places], [listing[p] for p in places], scorer=Levenshtein.distance)
        swapped[rows] = np.asarray(plain) == 2
    return swapped


def agreement_of(alike: F64) -> F64:
    """Return how much of a token's weight a similarity is worth: 1 at 1, 0 below .57.

    Source: the same fit as above; a token .85 alike is worth two thirds, one .7 alike a third.
    """
    result: F64 = np.maximum(0.0, 1.0 - 2.3 * (1.0 - alike))
    return np.floor(result * STEP + 0.5) / STEP
