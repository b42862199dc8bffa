"""The index turned round: which customers could meet a changed listing at all.

In: customers' names once, then listings. Out: the rows of the customers with a word that the engine would compare with a
word of such a listing. A name meets a listing only through a word, or two words written as one, that shares a key with a
listed word; so customers are kept under the keys that they would ask for, and listings are looked up by the keys that
they would be listed under. Nothing is scored here: whoever is found is screened forwards. Must not know scores.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from tamis.index import identifier_keys
from tamis.index.keys import asked_keys, exact_keys, hash_tokens, joined_keys, listed_keys
from tamis.records import Listing, Query
from tamis.values.arrays import F64, I64, U8, U64
from tamis.values.classes import equivalents
from tamis.values.forms import forms_of, raw_forms
from tamis.values.hashing import hashes_of, shifted
from tamis.values.names import joined_token, name_readings
from tamis.values.overlap import COVERAGE, INITIAL_ALIKE
from tamis.values.rarity import UNSEEN, Rarity, Role
from tamis.values.similarity import agreement_of

_WORDS_AT_ONCE = 50_000
_SHORTEST_CUT = 2
_INITIAL = float(agreement_of(np.array([INITIAL_ALIKE]))[0])
"""What a listed initial and a word that it may stand for cover, of one nat; the word's other nats count by `COVERAGE`."""


@dataclass(frozen=True, slots=True)
class Turned:
    """The arrays; a `*_start` has one element more than what it divides.

    Attributes:
        key, word: sorted uint64 keys -> int32 word.
        word_start, word_name: the names that hold each word, int64 and int32.
        word_nats: float64[n_words], what a word weighs at most; two written as one weigh what both do.
        word_letter: uint8[n_words], the first letter of a single word that a listed initial may stand for, else 0.
        name_customer: int32[n_names], row of the customer.
        name_nats: float64[n_names], the least that a name weighs beside its initials.
        identifier, identifier_customer: sorted uint64 keys -> int32 row of the customer.
        number: int64[n_customers], what the caller calls each.
    """

    key: U64
    word: I64
    word_start: I64
    word_name: I64
    word_nats: F64
    word_letter: U8
    name_customer: I64
    name_nats: F64
    identifier: U64
    identifier_customer: I64
    number: I64

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder of their own."""
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> Turned:
        """Open what `save` wrote; arrays are read from disk as they are used."""
        return cls(*(np.load(folder / f"{field.name}.npy", mmap_mode="r").view(np.ndarray) for field in fields(cls)))

    def candidates(self, listings: Iterable[Listing]) -> I64:
        """Return the numbers of the customers that could meet one of the listings, ascending."""
        found = np.zeros(len(self.number), dtype=bool)
        rarity, known = Rarity.shipped(), dict[str, I64]()
        for listing in listings:
            keys = np.array(identifier_keys(listing.identifiers), dtype=np.uint64)
            found[self.identifier_customer[_under(self.identifier, keys)]] = True
            for tokens in {reading for name in listing.names for reading in name_readings(name.text)}:
                found[self._meeting(tokens, rarity, known)] = True
        result: I64 = self.number[found]
        return result

    def _meeting(self, tokens: Sequence[str], rarity: Rarity, known: dict[str, I64]) -> I64:
        """Return the rows of customers with a name that may cover enough by meeting this listed name."""
        if not tokens:
            return np.zeros(0, dtype=np.int64)
        for token in tokens:
            if token not in known:
                known[token] = self._near(token)
        words = np.unique(np.concatenate([*(known[token] for token in tokens), self._pairs(tokens)]))
        weights = rarity.weights(list(tokens))
        dearest = max(float(weights.nats.max()), UNSEEN if weights.unseen.any() else 0.0)
        worth = np.maximum(self.word_nats[words], (self.word_nats[words] + dearest) / 2)
        initials = [ord(token) for token in tokens if len(token) == 1 and token.isascii()]
        if initials:
            begun = np.setdiff1d(np.flatnonzero(np.isin(self.word_letter, initials)), words)
            worth = np.concatenate([worth, _INITIAL + COVERAGE * np.maximum(0.0, self.word_nats[begun] - 1.0)])
            words = np.concatenate([words, begun])
        counts = self.word_start[words + 1] - self.word_start[words]
        names = self.word_name[_ranges(self.word_start[words], counts)]
        reached, place = np.unique(names, return_inverse=True)
        reach = np.bincount(place, weights=np.repeat(worth, counts))
        return self.name_customer[reached[reach >= COVERAGE * self.name_nats[reached] - 1e-6]]

    def _near(self, token: str) -> I64:
        """Return the words that the engine may find near a listed word."""
        keys = [listed_keys(hash_tokens(forms_of([token])))[0]]
        others = [other for other, _ in equivalents(token)]
        others += [token[:end] for end in range(_SHORTEST_CUT, len(token))]  # a name may be cut there
        if others:
            keys.append(exact_keys(raw_forms(others)))
        return np.unique(self.word[_under(self.key, np.concatenate(keys))])

    def _pairs(self, tokens: Sequence[str]) -> I64:
        """Return the words that are two neighbouring listed words written as one."""
        forms = forms_of(list(tokens))
        keys = []
        for strings in (forms.raw, forms.sound):
            hashes = hashes_of(strings)
            lengths = np.array([len(one) for one in strings], dtype=np.int64)
            keys.append(hashes[:-1] + shifted(hashes[1:], lengths[:-1]))
        return np.unique(self.word[_under(self.key, joined_keys(*keys).ravel())])


def turn(customers: Iterable[tuple[int, Query]]) -> Turned:
    """Return the arrays for customers, each with its number."""
    words: dict[str, int] = {}
    parts: list[tuple[int, int]] = []
    name_customer: list[int] = []
    spots: list[tuple[int, int]] = []
    numbers: list[int] = []
    singles: list[tuple[int, int]] = []
    identified: list[tuple[int, int]] = []
    for row, (number, query) in enumerate(customers):
        numbers.append(number)
        identified.extend((key, row) for key in identifier_keys(query.identifiers))
        for tokens in (reading for name in query.names for reading in name_readings(name.text)):
            place = len(name_customer)
            name_customer.append(row)
            at = []
            for token in tokens:
                at.append(words.setdefault(token, len(words)))
                if len(words) > len(parts):
                    parts.append((at[-1], -1))
            singles.extend((place, one) for one in at)
            units = set(at)
            for (first, one), (second, two) in itertools.pairwise(zip(tokens, at, strict=True)):
                joined = words.setdefault(joined_token(first, second), len(words))
                if len(words) > len(parts):
                    parts.append((one, two))
                units.add(joined)
            spots.extend((unit, place) for unit in units)
    return _arrays(
        list(words), _table(parts), _table(spots), _table(singles), (name_customer, numbers), sorted(identified)
    )


def _arrays(
    words: list[str], parts: I64, spots: I64, singles: I64, of: tuple[list[int], list[int]], identified: list[tuple[int, int]]
) -> Turned:  # fmt: skip
    name_customer, numbers = of
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    nats = [np.zeros((0, 2))]
    role = [np.zeros(0, np.uint8)]
    for start in range(0, len(words), _WORDS_AT_ONCE):
        some = words[start : start + _WORDS_AT_ONCE]
        key, owner = asked_keys(hash_tokens(forms_of(some)))
        keys.append(key)
        owners.append(owner + start)
        weights = Rarity.shipped().weights(some)
        nats.append(np.where(weights.unseen, np.maximum(weights.nats, UNSEEN), weights.nats))
        role.append(weights.role)
    key, word, weight = np.concatenate(keys), np.concatenate(owners), np.concatenate(nats)
    initial = np.concatenate(role) == Role.INITIAL
    most = weight.max(axis=1, initial=0.0)
    two = parts[:, 1] >= 0
    most[two] = np.maximum(most[two], most[parts[two, 0]] + most[parts[two, 1]])
    least = np.where(initial, 0.0, weight.min(axis=1, initial=np.inf))
    letter = [ord(word[0]) if len(word) > 1 and word.isascii() else 0 for word in words]
    single = np.zeros(len(words), dtype=bool)
    single[singles[:, 1]] = True  # al kawthar, written as one, may be a word of somebody else's name
    letters = np.where(single, np.array(letter, dtype=np.uint8), 0).astype(np.uint8)
    given = initial * (1.0 / COVERAGE)
    name_nats = np.bincount(singles[:, 0], weights=(least - given)[singles[:, 1]], minlength=len(name_customer)).astype(
        np.float64
    )
    order = np.argsort(key, kind="stable")
    spots = spots[np.argsort(spots[:, 0], kind="stable")]
    word_start = np.searchsorted(spots[:, 0], np.arange(len(words) + 1))
    return Turned(
        key[order], word[order].astype(np.int32), word_start, spots[:, 1].astype(np.int32), most, letters,
        np.array(name_customer, dtype=np.int32), name_nats, np.array([one for one, _ in identified], dtype=np.uint64),
        np.array([row for _, row in identified], dtype=np.int32), np.array(numbers, dtype=np.int64),
    )  # fmt: skip


def _table(rows: list[tuple[int, int]]) -> I64:
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _under(sorted_keys: U64, keys: U64) -> I64:
    """Return the positions of all entries under some keys."""
    starts = np.searchsorted(sorted_keys, keys, side="left")
    return _ranges(starts, np.searchsorted(sorted_keys, keys, side="right") - starts)


def _ranges(starts: I64, counts: I64) -> I64:
    total = int(counts.sum())
    result: I64 = np.arange(total, dtype=np.int64) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    return result
