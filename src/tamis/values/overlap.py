"""Overlaps: the shape in which `index` hands to `comparison` what queries and listed names have in common.

Pairs are (query, listed name); entries are their common tokens. Positions of tokens are bits of a 64-bit mask, so that
two tokens written as one are one entry with two bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I32, I64, U8, U64, Bools
from tamis.values.rarity import Role

COVERAGE = 0.3
"""Least share of what a query's tokens weigh that a listed name must meet to be worth comparing. A name that meets
less than a third of what was asked is another name: its agreement is 0 by definition, so recall loses nothing by it."""

NEARLY = 0.95
"""Tokens that are more alike than this are spelt (nearly) the same."""

CUT = "*"
"""Last character of a token that stands for every word beginning with it: the last word of a name that may be cut."""

SAME_LETTERS = 1023 / 1024
"""How alike two whole names are that are the same letters in the same order, divided into other words: one step less than the
same words."""

SAME_WHOLE = 1e6
"""Nats that such names are said to cover: more than any words could."""

INITIAL_ALIKE = 0.8
"""How alike an initial and a word that begins with it count."""

ACRONYM_ALIKE = 0.9
"""How alike an acronym and the name count whose words it is the first letters of."""


def marks_of(role: U8, owner: I64, place: I64, count: int) -> tuple[U64, I64]:
    """Return, for each of `count` names, the places of its numbers and of its only filiation.

    Args:
        role: uint8[n], the tokens' roles.
        owner: int64[n], the name that each token is of.
        place: int64[n], its place there.
        count: Number of names.
    """
    numbers = np.zeros(count, dtype=np.uint64)
    rows = np.flatnonzero(role == Role.NUMBER)
    if len(rows):
        np.bitwise_or.at(numbers, owner[rows], np.uint64(1) << place[rows].astype(np.uint64))
    rows = np.flatnonzero(role == Role.FILIATION)
    filiation = np.full(count, -1, dtype=np.int64)
    if not len(rows):
        return numbers, filiation
    filiation[owner[rows]] = place[rows]
    filiation[np.bincount(owner[rows], minlength=count) != 1] = -1
    return numbers, filiation


@dataclass(frozen=True, slots=True)
class Meeting:
    """What n pairs may have in common at their best, before words left over are compared and anything is aligned.

    Attributes:
        other: int64[n], 1 where the listed party is no person.
        covered: float64[n], most nats that agree, and what lets the query's weight stand for what is met (`index.units.reach_of`).
        agreed: float64[n], most nats that agree; most: float64[n], most of them by one word.
        query_over, name_over: float64[n], least nats that only the query, only the listed name has.
        full: float64[n], most full tokens that meet.
        letters: float64[n], most share of the letters of both sides that meet; met_letters: float64[n], most letters that
            meet, the mean of both sides.
        left: float64[n], most nats that words left over add; left_words: float64[n], most such words.
    """

    other: I64
    covered: F64
    agreed: F64
    most: F64
    query_over: F64
    name_over: F64
    full: F64
    letters: F64
    met_letters: F64
    left: F64
    left_words: F64

    def take(self, rows: Bools | I64) -> Meeting:
        """Return some of the pairs."""
        return Meeting(*(getattr(self, name)[rows] for name in self.__slots__))

    def spread(self, rows: I64, other: I64, whole: Bools) -> Meeting:
        """Return these pairs at some rows among others, where `whole` says which have the same letters."""
        parts = {name: np.zeros(len(other)) for name in self.__slots__ if name != "other"}
        for name, part in parts.items():
            part[rows] = getattr(self, name)
            part[whole] = SAME_WHOLE if name in ("covered", "agreed") else 0.0
        return Meeting(other=other, **parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlaps:
    """Common tokens of n_pairs pairs, n_entries in all, sorted by pair.

    Attributes:
        query: int64[n_pairs], position of the query's name in the batch.
        name: int32[n_pairs], row of the listed name.
        other: uint8[n_pairs], 1 where the listed party is no person: its tokens weigh as those of organisations.
        across: bool[n_pairs], whether one side is kept in a script of its own, and not the other.
        query_nats: float64[n_pairs], what the query's tokens weigh together; query_otherwise: what they would weigh if the
            listed party were of the other sort.
        name_nats: float64[n_pairs], what the listed name's tokens weigh together.
        query_numbers, name_numbers: uint64[n_pairs], the places of numbers.
        query_filiation, name_filiation: int64[n_pairs], the place of the only "son of" or "daughter of"; -1 where there is
            none or more than one.
        query_letters: float64[n_pairs], letters of the query's tokens.
        pair: int64[n_entries], the pair that an entry belongs to; never falling.
        query_mask, name_mask: uint64[n_entries], the tokens that meet.
        alike: float64[n_entries], how alike they are.
        worth: float64[n_entries], what their full agreement weighs.
        query_part, name_part: float64[n_entries], what the tokens weigh in the query, in the listed name.
        full: bool[n_entries], False for particles, honorifics, legal forms and initials: alone they are no name.
        syllable: bool[n_entries], True for syllables of Chinese, Korean and Vietnamese names: many people share them.
        letters, name_letters: int64[n_entries], letters of the query's, of the listed name's tokens.
    """

    query: I64
    name: I32
    other: U8
    across: Bools
    query_nats: F64
    query_otherwise: F64
    name_nats: F64
    query_numbers: U64
    name_numbers: U64
    query_filiation: I64
    name_filiation: I64
    query_letters: F64
    pair: I64
    query_mask: U64
    name_mask: U64
    alike: F64
    worth: F64
    query_part: F64
    name_part: F64
    full: Bools
    syllable: Bools
    letters: I64
    name_letters: I64


_NONE, _NATS, _MASKS = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=np.uint64)
NO_OVERLAPS = Overlaps(
    query=_NONE, name=_NONE.astype(np.int32), other=_NONE.astype(np.uint8), across=_NONE > 0, query_nats=_NATS,
    query_otherwise=_NATS, name_nats=_NATS,
    query_numbers=_MASKS, name_numbers=_MASKS, query_filiation=_NONE, name_filiation=_NONE, query_letters=_NATS, pair=_NONE,
    query_mask=_MASKS, name_mask=_MASKS, alike=_NATS, worth=_NATS, query_part=_NATS, name_part=_NATS, full=_NONE > 0,
    syllable=_NONE > 0, letters=_NONE, name_letters=_NONE,
)  # fmt: skip
"""Of names that no listed name comes near: most names of a customer file."""
