"""How alike two tokens are, from 0 to 1, computed for many pairs at once.

In: the forms of both sides, pair by pair. Out: similarities in steps of 1/1024, so that sums of their products do not
depend on the order of adding. Only pairs that share a form or a single deletion of one are ever asked about (or stand
in one class of the lexicon); `index` finds them. Must not know: lists, weights.

The costs are those of a prototype fitted on altered names of the UN list: a consonant edit weighs .837 of a letter of
the name's length, a vowel edit .77, a difference that the sound form hides .12, a swap of neighbours .42; between an
abjad and Latin a consonant costs .9. Whatever the script, a pair is as alike at least as `correspondences` says of its letters.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from tamis.values.arrays import F64, I64, U8, U32, Bools
from tamis.values.classes import syllables
from tamis.values.correspondences import costs_a_letter
from tamis.values.distances import common_letters, edits, mismatches
from tamis.values.forms import Forms, classes_of, more_skeletons
from tamis.values.hashing import HASHED_BYTES, letters_of
from tamis.values.packed import WIDTH, Packed, Texts, equal
from tamis.values.units import MARKS, TRANSCRIBED

STEP = 1024
"""Similarities are multiples of 1/STEP."""

LEAST = 0.6
"""Tokens less alike than this are strangers: below it `agreement_of` would be near zero."""


_SPELT_AS_HEARD, _NAT_A_LETTER = 0.98, 0.2
"""Likeness of a word that transcribes and the Latin word that it is mostly spelt as, and what a nat a letter takes from it.
Of the right pairs of the tuned half the median costs .6 nats a letter; the best of 5,000 wrong ones about 1."""

_ONE_CONSONANT = 0.06
"""What the likeness by letters loses in Arabic where a consonant differs: Ihsan is not Hasan, whatever hamza may be left out."""

_ALIKE_ENOUGH = 0.9
"""Likeness by consonants from which the letters are not asked."""

_SCRIPT_MARKS = frozenset(mark[:1] for mark in MARKS.values())


@dataclass(frozen=True, slots=True)
class Spelt:
    """The tokens of one side.

    Attributes:
        raw, sound, skeleton: their forms, n ASCII byte strings each.
        letters: uint32[n, 2], letters of the raw and of the sound form, one bit each.
        abjad: bool[n], whether a token is in an abjad, or a word in another script that transcribes.
        digits: bool[n], whether it is not and holds a digit: there one edit is another number.
        syllable: bool[n], whether it is a syllable of Chinese, Korean or Vietnamese names: there one edit is another syllable.
    """

    raw: Packed
    sound: Packed
    skeleton: Packed
    letters: U32
    abjad: Bools
    digits: Bools
    syllable: Bools

    @classmethod
    def of(cls, forms: Forms) -> Spelt:
        """Return tokens with what is known of them."""
        return cls(
            Packed.of(forms.raw), Packed.of(forms.sound), Packed.of(forms.skeleton),
            np.stack([letters_of(forms.raw), letters_of(forms.sound)], axis=1), np.array(forms.abjad, dtype=bool),
            have_digits(forms.raw), are_syllables(forms.raw),
        )  # fmt: skip

    @property
    def lengths(self) -> I64:
        """int64[n, 3]: bytes of the raw, the sound and the skeleton form."""
        return np.stack([self.raw.length, self.sound.length, self.skeleton.length], axis=1)


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


def _least_edits(query: Spelt, listing: Spelt, asked: I64, listed: I64, form: int) -> I64:
    """Return the fewest edits between raw (0) or sound (1) forms, by their letters and lengths alone.

    An edit takes one letter out and puts one in: the letters that only one side has are a lower bound of the edits.
    """
    one, two = (query.raw, listing.raw) if form == 0 else (query.sound, listing.sound)
    mine, theirs = query.letters[:, form].take(asked), listing.letters[:, form].take(listed)
    apart = np.maximum(np.bitwise_count(mine & ~theirs), np.bitwise_count(theirs & ~mine)).astype(np.int64)
    length, other = one.length.take(asked), two.length.take(listed)
    apart[np.maximum(length, other) > HASHED_BYTES] = 0
    result: I64 = np.maximum(apart, np.abs(length - other))
    return result


def _across_scripts(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Compare tokens of another script with Latin ones: abjads by their consonants, words that transcribe by their units."""
    alike = np.zeros(len(asked))
    transcribed = (query.letters[asked, 0] | listing.letters[listed, 0]) >> np.uint32(TRANSCRIBED) > 0
    rows = np.flatnonzero(transcribed)
    if len(rows):
        written, latin = _sides(query.raw, listing.raw, (asked[rows], listed[rows]), query.abjad)
        alike[rows] = _SPELT_AS_HEARD - _NAT_A_LETTER * costs_a_letter(written, latin)
    rows = np.flatnonzero(~transcribed)
    if len(rows):
        alike[rows] = _of_abjads(query, listing, asked[rows], listed[rows])
        rows = rows[alike[rows] < _ALIKE_ENOUGH]
        alike[rows] = np.maximum(alike[rows], _by_letters(query, listing, asked[rows], listed[rows]))
    return alike


def _sides(query: Packed, listing: Packed, rows: tuple[I64, I64], own_script: Bools) -> tuple[list[bytes], list[bytes]]:
    """Return the forms of each pair: of the token that is in a script of its own, of the Latin one."""
    asked, listed = (one.tolist() for one in rows)
    pairs = [
        (query.texts[one], listing.texts[two]) if own else (listing.texts[two], query.texts[one])
        for one, two, own in zip(asked, listed, own_script[rows[0]].tolist(), strict=True)
    ]
    return [one for one, _ in pairs], [two for _, two in pairs]


def _by_letters(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Return float64[n]: likenesses by the correspondences of letters, 0 where no skeletons are at most one edit apart."""
    alike = np.zeros(len(asked))
    apart = edits(query.skeleton, listing.skeleton, asked, listed)
    rows = np.flatnonzero((apart <= 1) | _may_be_nearer(query, listing, asked, listed, apart))
    if len(rows):
        written, latin = _sides(query.raw, listing.raw, (asked[rows], listed[rows]), query.abjad)
        arabic = np.fromiter((raw[:1] == MARKS["Arab"] for raw in written), dtype=bool, count=len(written))
        doubt = _ONE_CONSONANT * (arabic & (apart[rows] > 0))
        alike[rows] = _SPELT_AS_HEARD - _NAT_A_LETTER * costs_a_letter(written, latin) - doubt
    return alike


def _may_be_nearer(query: Spelt, listing: Spelt, asked: I64, listed: I64, apart: U8) -> Bools:
    """Say for which pairs another skeleton of the token in its own script is at most one edit from the Latin one."""
    nearer = np.zeros(len(asked), dtype=bool)
    far = np.flatnonzero((apart > 1) & (apart <= _MOST_NEARER))
    own, token = query.abjad[asked[far]], np.where(query.abjad[asked[far]], asked[far], -1 - listed[far])
    tokens, back = np.unique(token, return_inverse=True)
    more = []
    for one in tokens.tolist():
        side, row = (query, one) if one >= 0 else (listing, -1 - one)
        more.append(more_skeletons(side.raw.texts[row], side.skeleton.texts[row]))
    has_more = np.fromiter(map(bool, more), dtype=bool, count=len(more))
    for place in np.flatnonzero(has_more[back]).tolist():
        row = far[place]
        latin = listing.skeleton.texts[listed[row]] if own[place] else query.skeleton.texts[asked[row]]
        nearer[row] = any(OSA.distance(form, latin, score_cutoff=1) <= 1 for form in more[back[place]])
    return nearer


_MOST_NEARER = 3  # edits that another skeleton may save, and one


def _of_abjads(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Compare an abjad with a Latin token: consonants speak, few of them say little, and long vowels must be heard.

    Arabic and Hebrew leave short vowels out, so vowels that only the Latin spelling has cost nothing; a long vowel
    that only the abjad has is another name: Hassan is not Husayn.
    """
    alike = np.zeros(len(asked))
    skeleton_edits = edits(query.skeleton, listing.skeleton, asked, listed).astype(np.float64)
    length = np.maximum(np.maximum(query.skeleton.length[asked], listing.skeleton.length[listed]), 1.0)
    plain = 1.0 - 0.02 - 0.9 * skeleton_edits / length
    near = np.flatnonzero(plain >= LEAST - 1e-9)
    asked, listed, skeleton_edits, length = asked[near], listed[near], skeleton_edits[near], length[near]
    by_abjad = query.abjad[asked]
    found, few, ends = np.zeros(len(near)), np.zeros(len(near), dtype=bool), np.zeros(len(near), dtype=bool)
    for rows, one, two, pairs in (
        (np.flatnonzero(by_abjad), query.sound, listing.sound, (asked, listed)),
        (np.flatnonzero(~by_abjad), listing.sound, query.sound, (listed, asked)),
    ):
        own, latin, place = pairs[0][rows], _heard(two, pairs[1][rows]), np.arange(len(rows))
        found[rows] = common_letters(one, latin, own, place)
        few[rows] = ~equal(one, latin, own, place)
        ends[rows] = _end_in_i(one, own) != _end_in_i(latin, place)
    long = np.where(by_abjad, query.sound.length[asked], listing.sound.length[listed]).astype(np.float64)
    silent = np.maximum(0.0, long - found - skeleton_edits)
    alike[near] = plain[near] - 0.05 * ((length <= 2) & few) - 0.07 * silent - 0.05 * ends
    return alike


def _heard(sound: Packed, rows: I64) -> Packed:
    """Return sound forms of some Latin tokens with their consonants by class: comparable with those of abjad tokens."""
    head = _CLASSES[sound.matrix(rows)].view(np.uint64).reshape(-1, 2)
    return Packed(head, sound.length[rows], _Heard(sound.texts, rows))


_CLASSES = np.frombuffer(classes_of(bytes(range(256))), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Some strings of others, by class."""

    texts: Texts
    rows: I64

    def __getitem__(self, row: int) -> bytes:
        return classes_of(self.texts[self.rows[row]])


def _end_in_i(strings: Packed, rows: I64) -> Bools:
    length = strings.length[rows]
    ends: Bools = strings.matrix(rows)[np.arange(len(rows)), np.clip(length - 1, 0, WIDTH - 1)] == ord("i")
    for row in np.flatnonzero(length > WIDTH).tolist():
        ends[row] = strings.texts[rows[row]].endswith(b"i")
    return ends


def _within_script(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    shown = [(one.length[asked], two.length[listed]) for one, two in
             ((query.raw, listing.raw), (query.sound, listing.sound), (query.skeleton, listing.skeleton))]  # fmt: skip
    raw_length, sound_length = (np.maximum(np.maximum(*pair), 1.0) for pair in shown[:2])
    raw_length = np.maximum(raw_length - query.abjad[asked], 1.0)  # the mark of a script is no letter
    differs = ~equal(query.raw, listing.raw, asked, listed)
    unheard = ~equal(query.sound, listing.sound, asked, listed)
    same_skeleton = equal(query.skeleton, listing.skeleton, asked, listed)
    by_sound = 1 - 0.12 * differs / sound_length
    least = np.maximum(_least_edits(query, listing, asked, listed, 1), 1)
    rows = np.flatnonzero(unheard)
    near = 1 - 0.77 * least[rows] / sound_length[rows] >= _BARELY
    by_sound[rows[~near]] = 0.0
    rows = rows[near]
    by_sound[rows] = _by_sound(
        query, listing, asked[rows], listed[rows], (differs[rows], same_skeleton[rows], sound_length[rows])
    )
    shortest = np.minimum(*shown[0])
    kept = same_skeleton & (shown[2][0] >= 3)  # JML is Jamil without its vowels
    brief = (shortest <= 3) & unheard & ~kept
    least = np.maximum(_least_edits(query, listing, asked, listed, 0), 1)
    swap = (least == 1) & (shown[0][0] == shown[0][1])
    most = 1 - (np.where(swap, 0.42, 0.837 * least) + 0.12) / raw_length
    rows = np.flatnonzero(differs & (((most > by_sound) & (most >= _BARELY)) | (brief & (raw_length <= 4))))
    raw_edits = edits(query.raw, listing.raw, asked[rows], listed[rows]).astype(np.float64)
    cost = np.where(_swapped(query.raw, listing.raw, asked[rows], listed[rows], raw_edits), 0.42, 0.837 * raw_edits)
    alike: F64 = np.where(differs, by_sound, 1.0)
    alike[rows] = np.maximum(by_sound[rows], 1 - (cost + 0.12) / raw_length[rows])
    one = np.zeros(len(asked), dtype=bool)
    one[rows[raw_edits == 1]] = True
    alike[brief & ~((raw_length <= 4) & (shortest >= 2) & one)] = 0.0
    other = query.digits[asked] | listing.digits[listed] | (query.syllable[asked] & listing.syllable[listed])
    alike[other & differs] = 0.0
    _part_scripts(query, listing, asked, listed, alike)
    return alike


_BARELY = LEAST - 1e-9


def _part_scripts(query: Spelt, listing: Spelt, asked: I64, listed: I64, alike: F64) -> None:
    """Make strangers of words that transcribe in two scripts: the units of one are not those of the other."""
    either = query.letters[asked, 0] | listing.letters[listed, 0]
    for row in np.flatnonzero((either >> np.uint32(TRANSCRIBED) > 0) & query.abjad[asked]).tolist():
        if query.raw.texts[asked[row]][:2] != listing.raw.texts[listed[row]][:2]:
            alike[row] = 0.0


def _by_sound(query: Spelt, listing: Spelt, asked: I64, listed: I64, known: tuple[Bools, Bools, F64]) -> F64:
    """Return how alike tokens sound whose sound forms differ; whether their raw forms differ, skeletons are the same, lengths."""
    differs, same_skeleton, length = known
    found = edits(query.sound, listing.sound, asked, listed).astype(np.float64)
    consonants = np.where(same_skeleton, 0.0, np.minimum(found, 1.0))
    rows = np.flatnonzero(~same_skeleton & (found >= 2) & (1 - (0.837 + 0.77 * (found - 1)) / length >= _BARELY))
    if len(rows):
        skeletons = edits(query.skeleton, listing.skeleton, asked[rows], listed[rows])
        consonants[rows] = np.minimum(skeletons, found[rows])
    return 1 - (0.837 * consonants + 0.77 * (found - consonants) + 0.12 * differs) / length


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


def _swapped(query: Packed, listing: Packed, asked: I64, listed: I64, raw_edits: F64) -> Bools:
    """Say which pairs differ by one swap of neighbours: one edit, and two letters that are not in their places."""
    swapped: Bools = (raw_edits == 1) & (query.length[asked] == listing.length[listed])
    rows = np.flatnonzero(swapped)
    swapped[rows] = mismatches(query, listing, asked[rows], listed[rows]) == 2
    return swapped


def agreement_of(alike: F64) -> F64:
    """Return how much of a token's weight a similarity is worth: 1 at 1, 0 below .57.

    Source: the same fit as above; a token .85 alike is worth two thirds, one .7 alike a third.
    """
    result: F64 = np.maximum(0.0, 1.0 - 2.3 * (1.0 - alike))
    return np.floor(result * STEP + 0.5) / STEP
