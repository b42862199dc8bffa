"""Units: what a batch of names is looked up by, and entries: what is found, before it is grouped into Overlaps.

In: tokenised names. Out: units and, for those who follow them to listed names, the shape of an entry and what it is
worth. Must not know: the arrays of an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.names import LEGAL_MARK, joined_token
from tamis.values.overlap import COVERAGE, CUT, INITIAL_ALIKE, marks_of
from tamis.values.rarity import UNSEEN, Rarity, Role
from tamis.values.similarity import agreement_of

SHORTEST_JOINED = 4
_SHORTEST_CUT = 2
_PLAIN, _CUT_SHORT = -1, -2
EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Units:
    """What is looked up: tokens of the batch and neighbouring tokens written as one.

    Attributes:
        query: int64[n]; uid: int64[n], the distinct token; mask: uint64[n], its places in the name.
        first: int64[n], the first of its tokens; two: bool[n], whether it is two written as one;
            plain: bool[n], whether it is one token as it stands.
        nats: float64[n, 2]; unseen: bool[n, 2]; full: bool[n]; syllable: bool[n].
        total: float64[n_queries, 2], what each query weighs; given: float64[n_queries, 2], the share that initials may
            add without being looked up.
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
    total: F64
    given: F64
    numbers: U64
    filiation: I64


@dataclass(frozen=True, slots=True)
class Entries:
    """Common tokens before they are grouped by pair; `bound` is the most they add to the covered share."""

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
    bound: F64

    def take(self, rows: I64 | Bools) -> Entries:
        """Return the entries of some rows."""
        return Entries(*(getattr(self, name)[rows] for name in self.__slots__))

    @classmethod
    def join(cls, parts: Sequence[Entries]) -> Entries:
        """Return the entries of all parts, in their order."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


def units_of(names: Sequence[Sequence[str]], cut: Sequence[bool], rarity: Rarity) -> tuple[list[str], Units]:
    """Return the distinct tokens of a batch and its units; `cut` says whose last word may be cut short."""
    tokens, table, masks = _rows_of(names, cut)
    owner, uid, first, second = table
    weights = rarity.weights(tokens)
    two, plain = second >= 0, second == _PLAIN
    nats = weights.nats[first] + np.where(two[:, None], weights.nats[second], 0.0)
    unseen = weights.unseen[first] & ~two[:, None]
    total, given = np.zeros((len(names), 2)), np.zeros((len(names), 2))
    np.add.at(total, owner[plain], nats[plain])
    initial = plain & (weights.role[uid] == Role.INITIAL)
    np.add.at(given, owner[initial], agreement_of(np.array([INITIAL_ALIKE]))[0])
    given /= np.maximum(total, EPSILON)
    words = np.flatnonzero(plain)
    lengths = np.array([len(name) for name in names], dtype=np.int64)
    place = np.arange(len(words)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    marks = marks_of(weights.role[uid[words]], owner[words], place, len(names))
    full = two | np.isin(weights.role[first], (Role.ORDINARY, Role.BUSINESS, Role.NUMBER))
    return tokens, Units(
        owner, uid, first, two, plain, masks, nats, unseen, full, weights.syllable[first], total, given, *marks
    )


def _rows_of(names: Sequence[Sequence[str]], cut: Sequence[bool]) -> tuple[list[str], tuple[I64, I64, I64, I64], U64]:
    """Return the distinct tokens of a batch, what is looked up (name, token, its first and second part), and masks.

    Where there is no second part, `_PLAIN` or `_CUT_SHORT` stands for it.
    """
    distinct: dict[str, int] = {}
    rows: list[tuple[int, int, int, int]] = []
    masks: list[int] = []
    for owner, name in enumerate(names):
        uids = [distinct.setdefault(token, len(distinct)) for token in name]
        rows.extend((owner, uid, uid, _PLAIN) for uid in uids)
        masks.extend(1 << place for place in range(len(uids)))
        for place in range(len(name) - 1):
            first, second = name[place], name[place + 1]
            if _can_join(first, second):
                uid = distinct.setdefault(joined_token(first, second), len(distinct))
                rows.append((owner, uid, uids[place], uids[place + 1]))
                masks.append(3 << place)
        if cut and cut[owner] and name and len(name[-1]) >= _SHORTEST_CUT and name[-1].isalpha() and name[-1].isascii():
            rows.append((owner, distinct.setdefault(name[-1] + CUT, len(distinct)), uids[-1], _CUT_SHORT))
            masks.append(1 << (len(name) - 1))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return list(distinct), (table[:, 0], table[:, 1], table[:, 2], table[:, 3]), np.array(masks, dtype=np.uint64)


def _can_join(first: str, second: str) -> bool:
    """Say whether two neighbouring tokens may be one word written apart."""
    if not (first.isascii() and second.isascii()) or len(first) + len(second) < SHORTEST_JOINED:
        return False
    return not (first[0] == LEGAL_MARK or second[0] == LEGAL_MARK or first.isdigit() or second.isdigit())


def worth_of(units: Units, row: I64, alike: F64, name_nats: F64, name_unseen: Bools) -> tuple[F64, F64]:
    """Return float64[n, 2]: what full agreement weighs, and the most it adds to what is covered.

    A token that the lexicon does not know is most likely a misspelling of the token that it meets, the more so the
    more alike they are: it borrows that token's weight in that measure.
    """
    query_nats, unseen, likeness = units.nats[row], units.unseen[row], alike[:, None]
    borrowed = np.minimum(UNSEEN, likeness * name_nats + (1 - likeness) * UNSEEN)
    lent = np.minimum(UNSEEN, likeness * query_nats + (1 - likeness) * UNSEEN)
    query_side = np.where(unseen & ~name_unseen, borrowed, query_nats)
    name_side = np.where(name_unseen & ~unseen, lent, name_nats)
    worth = (query_side + name_side) / 2
    worth[alike == INITIAL_ALIKE] = 1.0
    gain = agreement_of(alike)[:, None]
    return worth, np.maximum(0.0, worth * (gain - COVERAGE) + COVERAGE * query_nats)
