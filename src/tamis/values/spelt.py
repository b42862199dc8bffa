"""The tokens of one side of a comparison: their forms, and what is known of each at a glance.

In: forms. Out: arrays, of which many rows are taken at once. Must not know: how alike two tokens are, lists.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import I64, U32, U64, Bools
from tamis.values.classes import syllables
from tamis.values.forms import Forms
from tamis.values.hashing import letters_of
from tamis.values.packed import Packed, Some, Texts, heads_of
from tamis.values.units import MARKS

RAW, SOUND, SKELETON = range(3)
"""The forms by their numbers."""

_SCRIPT_MARKS = frozenset(mark[:1] for mark in MARKS.values())


@dataclass(frozen=True, slots=True)
class Spelt:
    """The tokens of one side, with their three forms in the order raw, sound, skeleton.

    Attributes:
        head: uint64[n, 3, 2], the first bytes of the forms, as `values.packed.Packed` has them.
        length: int64[n, 3], bytes of the whole forms.
        texts: The forms themselves, three rows of n ASCII byte strings.
        letters: uint32[n, 2], letters of the raw and of the sound form, one bit each.
        abjad: bool[n], whether a token is in an abjad, or a word in another script that transcribes.
        digits: bool[n], whether it is not and holds a digit: there one edit is another number.
        syllable: bool[n], whether it is a syllable of Chinese, Korean or Vietnamese names: there one edit is another syllable.
    """

    head: U64
    length: I64
    texts: tuple[Texts, Texts, Texts]
    letters: U32
    abjad: Bools
    digits: Bools
    syllable: Bools

    @classmethod
    def of(cls, forms: Forms, letters: U32 | None = None) -> Spelt:
        """Return tokens with what is known of them; `letters` where these were counted before."""
        strings, count = [*forms.raw, *forms.sound, *forms.skeleton], len(forms.raw)
        head = np.ascontiguousarray(heads_of(strings).reshape(3, count, 2).transpose(1, 0, 2))
        length = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings)).reshape(3, count)
        if letters is None:
            letters = np.stack([letters_of(forms.raw), letters_of(forms.sound)], axis=1)
        texts = forms.raw, forms.sound, forms.skeleton
        abjad = np.array(forms.abjad, dtype=bool)
        return cls(
            head,
            np.ascontiguousarray(length.T),
            texts,
            letters,
            abjad,
            have_digits(forms.raw),
            are_syllables(forms.raw),
        )

    def take(self, rows: I64) -> Spelt:
        """Return some of the tokens."""
        raw, sound, skeleton = (Some(texts, rows) for texts in self.texts)
        return Spelt(
            self.head.take(rows, axis=0), self.length.take(rows, axis=0), (raw, sound, skeleton), self.letters.take(rows, axis=0),
            self.abjad.take(rows), self.digits.take(rows), self.syllable.take(rows),
        )  # fmt: skip

    def form(self, number: int) -> Packed:
        """Return the raw (0), sound (1) or skeleton (2) forms."""
        return Packed(self.head[:, number], self.length[:, number], self.texts[number])


def sides_of(query: Spelt, listing: Spelt) -> tuple[Spelt, Spelt]:
    """Return the tokens of pairs otherwise: those that are in a script of their own, the Latin ones."""
    if query.abjad.all():
        return query, listing
    if listing.abjad.all():
        return listing, query
    both = _joined(query, listing)
    place = np.arange(len(query.abjad))
    own = place + len(place) * ~query.abjad
    return both.take(own), both.take(2 * place + len(place) - own)


def _joined(query: Spelt, listing: Spelt) -> Spelt:
    """Return the tokens of one side and those of the other behind them."""
    raw, sound, skeleton = (_Both(*texts, len(query.abjad)) for texts in zip(query.texts, listing.texts, strict=True))
    return Spelt(
        np.concatenate([query.head, listing.head]), np.concatenate([query.length, listing.length]), (raw, sound, skeleton),
        np.concatenate([query.letters, listing.letters]), np.concatenate([query.abjad, listing.abjad]),
        np.concatenate([query.digits, listing.digits]), np.concatenate([query.syllable, listing.syllable]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Both:
    """Strings, and others behind them."""

    first: Texts
    second: Texts
    count: int

    def __getitem__(self, row: int) -> bytes:
        return self.first[row] if row < self.count else self.second[row - self.count]


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
