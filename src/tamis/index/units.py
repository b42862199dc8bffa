"""Units: what a batch of names is looked up by, and entries: what is found, before it is grouped into Overlaps.

In: tokenised names. Out: units and, for those who follow them to listed names, the shape of an entry and what it is
worth. Must not know: how listed names are found.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.keys import joined_keys
from tamis.index.known import KnownTokens, words_by_meaning
from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.hashing import shifted
from tamis.values.names import joined_token
from tamis.values.overlap import COVERAGE, CUT, INITIAL_ALIKE, marks_of
from tamis.values.rarity import UNSEEN, Role
from tamis.values.similarity import agreement_of

SHORTEST_JOINED = 4
EPSILON = 1e-9
_NAMES = np.array([role in (Role.ORDINARY, Role.BUSINESS, Role.NUMBER) for role in Role])
"""By role, whether a token names somebody."""
_INITIAL_ADDS = agreement_of(np.array([INITIAL_ALIKE]))[0]


@dataclass(frozen=True, slots=True)
class Units:
    """What is looked up: tokens of the batch and neighbouring tokens written as one, sorted by query.

    Attributes:
        query: int64[n]; uid: int64[n], the number of the token; mask: uint64[n], its places in the name.
        first: int64[n], the number of the first of its tokens; two: bool[n], whether it is two written as one;
            plain: bool[n], whether it is one token as it stands.
        nats: float64[n, 2]; unseen: bool[n, 2]; full: bool[n]; syllable: bool[n]; letters: int64[n].
        total: float64[n_queries, 2], what each query weighs; given: float64[n_queries, 2], nats that initials may add
            without being looked up; initials: float64[n_queries], how many it has.
        all_letters: float64[n_queries], letters of each query's tokens.
        abjad: bool[n_queries], whether some token is kept in a script of its own.
        numbers: uint64[n_queries], filiation: int64[n_queries]: as `values.overlap.marks_of` says.
    """

    query: I64
    uid: I64
    first: I64
    two: Bools
    plain: Bools
    mask: U64
    nats: F64
    unseen: Bools
    full: Bools
    syllable: Bools
    letters: I64
    total: F64
    given: F64
    initials: F64
    all_letters: F64
    abjad: Bools
    numbers: U64
    filiation: I64

    def take(self, rows: I64) -> Units:
        """Return some units; what is told of queries stays."""
        parts = {name: getattr(self, name)[rows] for name in self.__slots__[:11]}
        return dataclasses.replace(self, **parts)


@dataclass(frozen=True, slots=True)
class Entries:
    """Common tokens before they are grouped by pair."""

    query: I64
    name: I64
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

    def take(self, rows: I64 | Bools) -> Entries:
        """Return the entries of some rows."""
        return Entries(*(getattr(self, name)[rows] for name in self.__slots__))

    @classmethod
    def join(cls, parts: Sequence[Entries]) -> Entries:
        """Return the entries of all parts, in their order."""
        parts = [part for part in parts if len(part.query)] or list(parts[:1])
        if len(parts) == 1:
            return parts[0]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


_NONE, _NO_MASKS, _NO_NATS = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64), np.zeros(0)
NO_ENTRIES = Entries(
    _NONE, _NONE, _NO_MASKS, _NO_MASKS, _NO_NATS, _NO_NATS, _NO_NATS, _NO_NATS, _NONE > 0, _NONE > 0, _NONE, _NONE
)


def units_of(names: Sequence[Sequence[str]], cut: Sequence[bool], known: KnownTokens) -> Units:
    """Return the units of a batch; `cut` says whose last word may be cut."""
    lengths = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    number = np.array(known.number(itertools.chain.from_iterable(names)), dtype=np.int64)
    start = np.cumsum(lengths) - lengths
    query = np.repeat(np.arange(len(names)), lengths)
    place = np.arange(len(number)) - start[query]
    words = _written_apart(query, number, known)
    as_one = np.array(
        known.number(joined_token(known.words[one], known.words[two]) for one, two in zip(number[words].tolist(), number[words + 1].tolist(), strict=True)),
        dtype=np.int64,
    )  # fmt: skip
    last, cut_number = _cut(start, lengths, number, cut, known)
    owner = np.concatenate([query, query[words], query[last]])
    uid = np.concatenate([number, as_one, cut_number])
    first = np.concatenate([number, number[words], number[last]])
    second = np.concatenate([np.full(len(number), -1), number[words + 1], np.full(len(last), -1)])
    plain = np.arange(len(owner)) < len(number)
    one = np.uint64(1)
    mask = np.concatenate([
        one << place.astype(np.uint64), np.uint64(3) << place[words].astype(np.uint64), one << place[last].astype(np.uint64)
    ])  # fmt: skip
    order = np.argsort(owner, kind="stable")
    parts = uid[order], first[order], second[order]
    return _weighed(owner[order], parts, plain[order], mask[order], known, len(names))


def _weighed(owner: I64, parts: tuple[I64, I64, I64], plain: Bools, mask: U64, known: KnownTokens, count: int) -> Units:
    """Return the units with what they weigh."""
    uid, first, second = parts
    two = second >= 0
    nats = known.nats[first] + np.where(two[:, None], known.nats[second], 0.0)
    total = np.zeros((count, 2))
    for column in (0, 1):
        total[:, column] = np.bincount(owner[plain], weights=nats[plain, column], minlength=count)
    initial = plain & (known.role[uid] == Role.INITIAL)
    initials = np.bincount(owner[initial], minlength=count).astype(np.float64)
    given = (initials * _INITIAL_ADDS)[:, None].repeat(2, axis=1)
    place = np.bitwise_count(mask[plain] - np.uint64(1)).astype(np.int64)
    marks = marks_of(known.role[uid[plain]], owner[plain], place, count)
    abjad = np.bincount(owner, weights=known.abjad[uid], minlength=count) > 0
    full = two | _NAMES[known.role[first]]
    unseen = known.unseen[first] & ~two[:, None]
    letters = known.lengths[first, 0] + np.where(two, known.lengths[second, 0], 0)
    return Units(
        owner,
        uid,
        first,
        two,
        plain,
        mask,
        nats,
        unseen,
        full,
        known.syllable[first],
        letters,
        total,
        given,
        initials,
        np.bincount(owner[plain], weights=letters[plain], minlength=count).astype(np.float64),
        abjad,
        *marks,
    )


def _written_apart(query: I64, number: I64, known: KnownTokens) -> I64:
    """Return the positions of tokens that with the next one of their name are a word, as far as lists or the lexicon know.

    What is found of two tokens is remembered: the names of one file have many neighbours in common.
    """
    pairs = list(zip(number[:-1].tolist(), number[1:].tolist(), strict=True))
    same = (query[1:] == query[:-1]).tolist()
    missing = list(
        dict.fromkeys(pair for pair, one in zip(pairs, same, strict=True) if one and pair not in known.joined)
    )
    if missing:
        first, second = np.array(missing, dtype=np.int64).T
        known.joined.update(zip(missing, _worth_a_look(first, second, known).tolist(), strict=True))
    found = [place for place, pair in enumerate(pairs) if same[place] and known.joined[pair]]
    return np.array(found, dtype=np.int64)


def _worth_a_look(first: I64, second: I64, known: KnownTokens) -> Bools:
    """Say which neighbouring tokens are, put together, near a listed token, or stand for others; all those of an abjad.

    The hashes of what is put together are those of the tokens' forms put together.
    """
    hashes, size = known.hashes, known.lengths
    result = np.zeros(len(first), dtype=bool)
    may = known.joins[first] & known.joins[second] & (known.abjad[first] == known.abjad[second])
    rows = np.flatnonzero(may & (size[first, 0] + size[second, 0] >= SHORTEST_JOINED))
    first, second = first[rows], second[rows]
    raw = hashes[first, 0] + shifted(hashes[second, 0], size[first, 0])
    sound = hashes[first, 1] + shifted(hashes[second, 1], size[first, 1])
    found = np.asarray(known.meets(joined_keys(raw, sound)).any(axis=1) | known.abjad[first])
    found |= known.meets_pairs(np.stack([raw, sound], axis=1)).any(axis=1)
    meanings = words_by_meaning()
    found |= meanings[np.minimum(np.searchsorted(meanings, raw), len(meanings) - 1)] == raw
    for form in (0, 1):
        row, less = known.less_one(form, first)
        keys = [less + shifted(hashes[second[row], form], size[first[row], form] - 1)]
        owner = [row]
        row, less = known.less_one(form, second)
        keys.append(hashes[first[row], form] + shifted(less, size[first[row], form]))
        owner.append(row)
        salted = joined_keys(np.concatenate(keys), np.concatenate(keys))[:, form]
        found[np.concatenate(owner)[known.meets(salted)]] = True
    result[rows] = found
    return result


def _cut(start: I64, lengths: I64, number: I64, cut: Sequence[bool], known: KnownTokens) -> tuple[I64, I64]:
    """Return the positions of last words that may be cut, and the numbers of the tokens that stand for their whole."""
    if not any(cut):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    rows = np.flatnonzero(np.array(cut, dtype=bool) & (lengths > 0))
    last = start[rows] + lengths[rows] - 1
    last = last[known.ends[number[last]]]
    return last, np.array(known.number(known.words[one] + CUT for one in number[last].tolist()), dtype=np.int64)


def worth_of(units: Units, row: I64, alike: F64, name_nats: F64, name_unseen: Bools) -> F64:
    """Return float64[n, 2]: what full agreement weighs.

    A token that the lexicon does not know is most likely a misspelling of the token that it meets, the more so the
    more alike they are: it borrows that token's weight in that measure.
    """
    query_nats, unseen, likeness = units.nats[row], units.unseen[row], alike[:, None]
    borrowed = np.minimum(UNSEEN, likeness * name_nats + (1 - likeness) * UNSEEN)
    lent = np.minimum(UNSEEN, likeness * query_nats + (1 - likeness) * UNSEEN)
    query_side = np.where(unseen & ~name_unseen, borrowed, query_nats)
    name_side = np.where(name_unseen & ~unseen, lent, name_nats)
    worth: F64 = (query_side + name_side) / 2
    worth[alike == INITIAL_ALIKE] = 1.0
    return worth


def reach_of(units: Units, row: I64, alike: F64, worth: F64) -> F64:
    """Return float64[n, 2]: the most that an entry adds to the nats that a name covers.

    A name agrees 0 where it covers less than `COVERAGE` of what the entries are worth and the query has over. Where an
    entry is worth less than its tokens weigh in the query, that sum is smaller than the query's weight: `COVERAGE` of the
    difference is added here, so that the query's weight can stand for the sum.
    """
    result: F64 = worth * agreement_of(alike)[:, None] + COVERAGE * np.maximum(0.0, units.nats[row] - worth)
    return result
