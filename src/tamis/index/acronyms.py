"""Acronyms: one word on one side that is the first letters of all words on the other, in their order.

In: names as asked. Out: entries that hold the word and the whole other name: LTTE typed for the listed Liberation Tigers of
Tamil Eelam, and Reconnaissance General Bureau for RGB. Never of persons: the listed party is none, the word is no name of
persons that the lexicon knows, and what is asked in full has a word of business. Must not know: thresholds, how much an
acronym counts.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tamis.index.arrays import Index
from tamis.index.keys import text_key
from tamis.index.known import KnownTokens, expand
from tamis.index.units import NO_ENTRIES, Entries, Units
from tamis.values.acronyms import SHORTEST, acronyms_of, may_be_acronym
from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.overlap import ACRONYM_ALIKE
from tamis.values.rarity import UNSEEN, Role
from tamis.values.tables import read_table

_NATS_A_LETTER = 2.4
"""What each letter tells: the first letters of words of organisations' names are not all as frequent."""

_MOST_WORDS = 4  # of a name that holds an acronym: TDG Ltd., PLA of China
_STANDS, _SHORT = "whole:", "short:"


def listed_acronyms(tokens: Sequence[str], roles: Sequence[int], person_nats: Sequence[float]) -> list[int]:
    """Return the keys of a listed name of no person: of the acronyms that it makes, and of the one that it is."""
    keys = [text_key(_STANDS + one) for one in acronyms_of(tokens, roles)]
    place = _place_of_acronym(tokens, roles, person_nats)
    if place >= 0 and all(role == Role.LEGAL for spot, role in enumerate(roles) if spot != place):
        keys.append(text_key(_SHORT + tokens[place]))
    return keys


class Asked(NamedTuple):
    """An acronym that is asked, or that what is asked makes.

    Attributes:
        query: Position of the name.
        key: What the other name is found by.
        mask: The words of the query that the other name stands for, as bits.
        letters: How many the acronym has.
    """

    query: int
    key: int
    mask: int
    letters: int


def asked_acronyms(names: Sequence[Sequence[str]], units: Units, known: KnownTokens) -> list[Asked]:
    """Return the acronyms of a batch of tokenised names; `units` are of the same names."""
    plain = np.flatnonzero(units.plain)
    uid, query = units.uid[plain], units.query[plain]
    role, nats = known.role[uid], known.nats[uid, 0]
    business = role == Role.BUSINESS
    strange = ((role == Role.ORDINARY) | business) & (nats >= UNSEEN)
    length = np.bincount(query, minlength=len(names))
    start = np.cumsum(length) - length
    found = []
    for one in _each(query[strange], length <= _MOST_WORDS):
        some = slice(start[one], start[one] + length[one])
        roles, tokens = role[some].tolist(), names[one]
        place = _place_of_acronym(tokens, roles, nats[some].tolist())
        if place >= 0:
            mask = sum(1 << spot for spot, part in enumerate(roles) if spot == place or part == Role.LEGAL)
            found.append(Asked(one, text_key(_STANDS + tokens[place]), mask, len(tokens[place])))
    for one in _each(query[business], length >= SHORTEST):
        roles = role[start[one] : start[one] + length[one]].tolist()
        mask = (1 << len(roles)) - 1
        found += [Asked(one, text_key(_SHORT + made), mask, len(made)) for made in acronyms_of(names[one], roles)]
    return found


def _each(queries: I64, fitting: Bools) -> list[int]:
    """Return those of the queries, which never fall, that fit, once each."""
    first = np.flatnonzero(np.diff(queries, prepend=-1))
    kept: list[int] = queries[first][fitting[queries[first]]].tolist()
    return kept


def _place_of_acronym(tokens: Sequence[str], roles: Sequence[int], person_nats: Sequence[float]) -> int:
    """Return the place of the one word that may be an acronym, where nothing but words of business, nations and legal forms
    stands beside it; else -1.
    """
    naming = sum(role != Role.LEGAL for role in roles)
    found = -1
    for place, (token, role, nats) in enumerate(zip(tokens, roles, person_nats, strict=True)):
        if role == Role.LEGAL or (naming > 1 and (role in (Role.BUSINESS, Role.PARTICLE) or token in _nations())):
            continue
        if found >= 0 or role not in (Role.ORDINARY, Role.BUSINESS) or nats < UNSEEN or not may_be_acronym(token):
            return -1
        found = place
    return found


@functools.cache
def _nations() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("translations"))


class Acronyms:
    """Finds acronyms in one index; `hidden` names (bool[n_names]) never are."""

    def __init__(self, index: Index, known: KnownTokens, hidden: Bools | None) -> None:
        self._index = index
        self._known = known
        self._hidden = hidden

    def entries(self, names: Sequence[Sequence[str]], units: Units) -> Entries:
        """Return an entry for each pair of an acronym and a name that makes it, one of which is asked and one listed."""
        index = self._index
        asked = asked_acronyms(names, units, self._known) if len(index.acronym_key) else []
        if not asked:
            return NO_ENTRIES
        keys = np.array([one.key for one in asked], dtype=np.uint64)
        starts = np.searchsorted(index.acronym_key, keys, side="left")
        counts = np.searchsorted(index.acronym_key, keys, side="right") - starts
        row = np.repeat(np.arange(len(asked)), counts)
        name = index.acronym_name[expand(starts, counts)].astype(np.int64)
        if self._hidden is not None:
            row, name = row[~self._hidden[name]], name[~self._hidden[name]]
        if not len(row):
            return NO_ENTRIES
        query = np.array([one.query for one in asked], dtype=np.int64)[row]
        mask = np.array([one.mask for one in asked], dtype=np.uint64)[row]
        letters = np.array([one.letters for one in asked], dtype=np.int64)[row]
        words = (index.name_offset[name + 1] - index.name_offset[name]).astype(np.uint64)
        ones, one = np.ones(len(row), dtype=bool), np.uint64(1)
        nats, spelt = self._weigh(units, query, mask)
        found = Entries(
            query, name, mask, (one << words) - one, np.full(len(row), ACRONYM_ALIKE), letters * np.float64(_NATS_A_LETTER),
            nats, index.name_nats[name], ones, ~ones, spelt, letters,
        )  # fmt: skip
        order = np.lexsort((name, query))
        query, name = query[order], name[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = (query[1:] != query[:-1]) | (name[1:] != name[:-1])
        return found.take(order[first])

    def _weigh(self, units: Units, query: I64, mask: U64) -> tuple[F64, I64]:
        """Return what the words that masks hold weigh together as words of an organisation's name, and their letters."""
        plain = np.flatnonzero(units.plain)
        start = np.searchsorted(units.query[plain], query, side="left")
        counts = np.searchsorted(units.query[plain], query, side="right") - start
        row = np.repeat(np.arange(len(query)), counts)
        unit = plain[expand(start, counts)]
        held = (units.mask[unit] & mask[row]) != 0
        row, unit = row[held], unit[held]
        letters = np.bincount(row, weights=units.letters[unit], minlength=len(query)).astype(np.int64)
        nats: F64 = np.bincount(row, weights=units.nats[unit, 1], minlength=len(query)).astype(np.float64)
        return nats, letters
