"""How alike two tokens are, from 0 to 1, computed for many pairs at once.

In: the forms of both sides, pair by pair. Out: similarities in steps of 1/1024, so that sums of their products do not
depend on the order of adding. Only pairs that share a form or a single deletion of one are ever asked about (or stand
in one class of the lexicon); `index` finds them. Must not know: lists, weights.

The costs are those of a prototype fitted on altered names of the UN list: a consonant edit weighs .837 of a letter of
the name's length, a vowel edit .77, a difference that the sound form hides .12, a swap of neighbours .42; between an
abjad and Latin a consonant costs .9. Whatever the script, a pair is as alike at least as `correspondences` says of its letters.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I64, U8, U32, Bools
from tamis.values.correspondences import costs_a_letter
from tamis.values.distances import common_letters, edits, mismatches
from tamis.values.forms import classes_of, more_skeletons
from tamis.values.hashing import HASHED_BYTES, letters_of
from tamis.values.packed import WIDTH, Packed, Texts, equal
from tamis.values.spelt import RAW, SKELETON, SOUND, Spelt, sides_of
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


def similarities(query: Spelt, listing: Spelt, asked: I64, listed: I64) -> F64:
    """Return float64[n]: how alike token `asked` of the query and token `listed` of the listing are; 0 below `LEAST`."""
    cross = query.abjad[asked] != listing.abjad[listed]
    alike = np.zeros(len(cross))
    across = np.flatnonzero(cross)
    if len(across):
        alike[across] = _across_scripts(query.take(asked[across]), listing.take(listed[across]))
    if len(across) < len(cross):
        same = np.flatnonzero(~cross)
        alike[same] = _within_script(query.take(asked[same]), listing.take(listed[same]))
    rounded: F64 = np.floor(alike * STEP + 0.5) / STEP
    rounded[rounded < LEAST] = 0.0
    return rounded


def _equal(query: Spelt, listing: Spelt) -> Bools:
    """Return bool[n, 3]: which forms are the same."""
    same: Bools = (query.head == listing.head).all(axis=2)
    same &= query.length == listing.length
    for row, form in zip(*(same & (query.length > WIDTH)).nonzero(), strict=True):
        same[row, form] = query.texts[form][row] == listing.texts[form][row]
    return same


def _least_edits(query: Spelt, listing: Spelt) -> I64:
    """Return int64[n, 2]: the fewest edits between raw and sound forms that differ, by their letters and lengths alone.

    An edit takes one letter out and puts one in: the letters that only one side has are a lower bound of the edits.
    """
    mine, theirs = query.letters, listing.letters
    apart = np.maximum(np.bitwise_count(mine & ~theirs), np.bitwise_count(theirs & ~mine)).astype(np.int64)
    length, other = query.length[:, :2], listing.length[:, :2]
    apart[np.maximum(length, other) > HASHED_BYTES] = 0
    result: I64 = np.maximum(np.maximum(apart, np.abs(length - other)), 1)
    return result


def _across_scripts(query: Spelt, listing: Spelt) -> F64:
    """Compare tokens of another script with Latin ones: abjads by their consonants, words that transcribe by their units."""
    alike, doubt = np.zeros(len(query.abjad)), np.zeros(len(query.abjad))
    transcribed = (query.letters[:, 0] | listing.letters[:, 0]) >> np.uint32(TRANSCRIBED) > 0
    spelt = np.flatnonzero(transcribed)
    rows = np.flatnonzero(~transcribed)
    if len(rows):
        pairs = sides_of(query.take(rows), listing.take(rows))
        alike[rows], apart, by_letters = _of_abjads(*pairs)
        arabic = pairs[0].head[by_letters, RAW].view(np.uint8)[:, 0] == _ARABIC
        rows, apart = rows[by_letters], apart[by_letters]
        doubt[rows] = _ONE_CONSONANT * (arabic & (apart > 0))
        spelt = np.concatenate([spelt, rows])
    if len(spelt):
        own, latin = sides_of(query.take(spelt), listing.take(spelt))
        costs = costs_a_letter(own.form(RAW), latin.form(RAW))
        alike[spelt] = np.maximum(alike[spelt], _SPELT_AS_HEARD - _NAT_A_LETTER * costs - doubt[spelt])
    return alike


_ARABIC = MARKS["Arab"][0]


def _nearer(own: Spelt, latin: Spelt, apart: U8) -> I64:
    """Return for which pairs another skeleton of the token in its own script is at most one edit from the Latin one."""
    far = np.flatnonzero((apart > 1) & (apart <= _MOST_NEARER))
    if not len(far):
        return far
    tokens: dict[tuple[bytes, bytes], int] = {}  # many pairs have the same one
    raw, skeleton = (own.form(form).strings(far) for form in (RAW, SKELETON))
    token = [tokens.setdefault(one, len(tokens)) for one in zip(raw, skeleton, strict=True)]
    more = [more_skeletons(*one) for one in tokens]
    counts = np.fromiter(map(len, more), dtype=np.int64, count=len(more))
    start = (np.cumsum(counts) - counts)[token]
    counts = counts[token]
    pair = np.repeat(np.arange(len(far)), counts)
    form = np.arange(len(pair)) + np.repeat(start - np.cumsum(counts) + counts, counts)
    forms, shown = Packed.of(list(itertools.chain.from_iterable(more))), latin.form(SKELETON)
    likely = np.flatnonzero(np.abs(forms.length[form] - shown.length[far[pair]]) <= 1)
    form, pair = form[likely], far[pair[likely]]
    near = edits(forms.take(form), shown.take(pair), np.arange(len(pair))) <= 1
    found: I64 = pair[near]
    return found


_MOST_NEARER = 3  # edits that another skeleton may save, and one


def _of_abjads(own: Spelt, latin: Spelt) -> tuple[F64, U8, I64]:
    """Compare abjads with Latin tokens: consonants speak, few of them say little, and long vowels must be heard.

    Arabic and Hebrew leave short vowels out, so vowels that only the Latin spelling has cost nothing; a long vowel
    that only the abjad has is another name: Hassan is not Husayn.

    Returns:
        float64[n] likenesses; uint8[n] edits between the skeletons; int64[m] the pairs whose letters are to be asked.
    """
    alike = np.zeros(len(own.abjad))
    apart = edits(own.form(SKELETON), latin.form(SKELETON), np.arange(len(alike)))
    skeleton_edits = apart.astype(np.float64)
    length = np.maximum(np.maximum(own.length[:, SKELETON], latin.length[:, SKELETON]), 1.0)
    plain = 1.0 - 0.02 - 0.9 * skeleton_edits / length
    near = np.flatnonzero(plain >= LEAST - 1e-9)
    if len(near):
        skeleton_edits, length = skeleton_edits[near], length[near]
        sound, heard = own.form(SOUND).take(near), _heard(latin.form(SOUND).take(near))
        found = common_letters(sound, heard, np.arange(len(near))).astype(np.float64)
        few = ~equal(sound, heard)
        ends = _end_in_i(sound) != _end_in_i(heard)
        silent = np.maximum(0.0, sound.length.astype(np.float64) - found - skeleton_edits)
        alike[near] = plain[near] - 0.05 * ((length <= 2) & few) - 0.07 * silent - 0.05 * ends
    asked = apart <= 1
    asked[_nearer(own, latin, np.where(alike < _ALIKE_ENOUGH, apart, 0))] = True
    return alike, apart, np.flatnonzero(asked & (alike < _ALIKE_ENOUGH))


def _heard(sound: Packed) -> Packed:
    """Return sound forms of Latin tokens with their consonants by class: comparable with those of abjad tokens."""
    return Packed(_CLASSES[sound.matrix].view(np.uint64), sound.length, _Heard(sound.texts))


_CLASSES = np.frombuffer(classes_of(bytes(range(256))), dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Strings by class."""

    texts: Texts

    def __getitem__(self, row: int) -> bytes:
        return classes_of(self.texts[row])


def _end_in_i(strings: Packed) -> Bools:
    length = strings.length
    ends: Bools = strings.matrix[np.arange(len(length)), np.clip(length - 1, 0, WIDTH - 1)] == ord("i")
    for row in np.flatnonzero(length > WIDTH).tolist():
        ends[row] = strings.texts[row].endswith(b"i")
    return ends


def _within_script(query: Spelt, listing: Spelt) -> F64:
    """Compare tokens of one script: by what is heard, and by their letters where that may be more."""
    differs, unheard, other_skeleton = (~_equal(query, listing)).T
    same_skeleton = ~other_skeleton
    longest = np.maximum(query.length, listing.length).astype(np.float64)
    raw_length, sound_length = np.maximum(longest[:, 0] - query.abjad, 1.0), np.maximum(longest[:, 1], 1.0)
    raw_least, sound_least = _least_edits(query, listing).T
    by_sound = 1 - 0.12 * differs / sound_length
    rows = np.flatnonzero(unheard)
    near = 1 - 0.77 * sound_least[rows] / sound_length[rows] >= _BARELY
    by_sound[rows[~near]] = 0.0
    rows = rows[near]
    if len(rows):
        by_sound[rows] = _by_sound(query, listing, rows, (differs[rows], same_skeleton[rows], sound_length[rows]))
    lengths = query.length[:, 0], listing.length[:, 0]
    shortest = np.minimum(*lengths)
    kept = same_skeleton & (query.length[:, 2] >= 3)  # JML is Jamil without its vowels
    brief = (shortest <= 3) & unheard & ~kept
    swap = (raw_least == 1) & (lengths[0] == lengths[1])
    most = 1 - (np.where(swap, 0.42, 0.837 * raw_least) + 0.12) / raw_length
    alike: F64 = np.where(differs, by_sound, 1.0)
    one = np.zeros(len(differs), dtype=bool)
    rows = np.flatnonzero(differs & (((most > by_sound) & (most >= _BARELY)) | (brief & (raw_length <= 4))))
    if len(rows):
        raw_edits, cost = _by_letter(query.form(RAW), listing.form(RAW), rows)
        alike[rows] = np.maximum(by_sound[rows], 1 - (cost + 0.12) / raw_length[rows])
        one[rows[raw_edits == 1]] = True
    alike[brief & ~((raw_length <= 4) & (shortest >= 2) & one)] = 0.0
    bare = kept & differs & (query.letters[:, 0] & _VOWELS == 0)
    bare &= lengths[0] >= _VOWELLESS_SHARE * lengths[1]
    alike[bare] = np.maximum(alike[bare], _WITHOUT_VOWELS)
    other = query.digits | listing.digits | (query.syllable & listing.syllable)
    alike[other & differs] = 0.0
    if query.abjad.any():
        _part_scripts(query, listing, alike)
    return alike


def _by_letter(query: Packed, listing: Packed, rows: I64) -> tuple[F64, F64]:
    """Return how many edits part the raw forms of some pairs, and what they cost in letters."""
    found = edits(query, listing, rows).astype(np.float64)
    cost = 0.837 * found
    cost[_swapped(query, listing, rows, found)] = 0.42
    return found, cost


_BARELY = LEAST - 1e-9
_VOWELS = letters_of([b"aeiou"])[0]
_WITHOUT_VOWELS = 0.875
"""How alike a word of a query that has no vowel is to the listed one: Hssn, Hassan. Between one and two vowels' difference."""
_VOWELLESS_SHARE = 0.57
"""Least share of the letters that are left: Khll is Khalalu, MPS is no Map ISO."""


def _part_scripts(query: Spelt, listing: Spelt, alike: F64) -> None:
    """Make strangers of words that transcribe in two scripts: the units of one are not those of the other."""
    transcribe = (query.letters[:, 0] | listing.letters[:, 0]) >> np.uint32(TRANSCRIBED) > 0
    marks = (spelt.head[:, RAW].view(np.uint16)[:, 0] for spelt in (query, listing))
    alike[transcribe & query.abjad & np.not_equal(*marks)] = 0.0


def _by_sound(query: Spelt, listing: Spelt, pairs: I64, known: tuple[Bools, Bools, F64]) -> F64:
    """Return how alike some tokens sound; whether their raw forms differ, skeletons are the same, lengths are `known`."""
    differs, same_skeleton, length = known
    found = edits(query.form(SOUND), listing.form(SOUND), pairs).astype(np.float64)
    consonants = np.where(same_skeleton, 0.0, np.minimum(found, 1.0))
    rows = np.flatnonzero(~same_skeleton & (found >= 2) & (1 - (0.837 + 0.77 * (found - 1)) / length >= _BARELY))
    if len(rows):
        skeletons = edits(query.form(SKELETON), listing.form(SKELETON), pairs[rows])
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


def _swapped(query: Packed, listing: Packed, rows: I64, raw_edits: F64) -> I64:
    """Return which pairs differ by one swap of neighbours: one edit, and two letters that are not in their places."""
    once = np.flatnonzero(raw_edits == 1)
    once = once[query.length[rows[once]] == listing.length[rows[once]]]
    found: I64 = once[mismatches(query, listing, rows[once]) == 2] if len(once) else once
    return found


def agreement_of(alike: F64) -> F64:
    """Return how much of a token's weight a similarity is worth: 1 at 1, 0 below .57.

    Source: the same fit as above; a token .85 alike is worth two thirds, one .7 alike a third.
    """
    result: F64 = np.maximum(0.0, 1.0 - 2.3 * (1.0 - alike))
    return np.floor(result * STEP + 0.5) / STEP
