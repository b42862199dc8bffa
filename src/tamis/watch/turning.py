"""Customers -> the turned index: every word of their names under the keys that a query would look it up by.

In: customers with their numbers. Out: `Turned`. What names weigh is asked of the engine itself, over an index that lists
nobody: it depends on the name alone. Must not know databases and listings.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index import Lookup, build, identifier_keys
from tamis.index.acronyms import asked_acronyms
from tamis.index.keys import asked_keys, hash_tokens, whole_keys
from tamis.index.units import SHORTEST_JOINED, units_of
from tamis.records import Query
from tamis.screening.attributes import AskedAttributes, asked_attributes
from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.forms import forms_of
from tamis.values.hashing import hashes_of
from tamis.values.names import joined_token, may_be_cut, name_readings
from tamis.values.overlap import CUT
from tamis.watch.turned import CUT_WORD, PLAIN, TWO, Turned, starts_of

_CUSTOMERS_AT_ONCE = 2048
_WORDS_AT_ONCE = 50_000
_OF_CUT = np.uint64(0xD1310BA698DFB5AC)


def cut_keys(beginnings: Sequence[bytes]) -> U64:
    """Return the keys under which last words that may be cut are kept: a listed word is met by all of its beginnings."""
    return hashes_of(beginnings) ^ _OF_CUT


def turn(customers: Iterable[tuple[int, Query]]) -> Turned:
    """Return the arrays for customers, each with its number, in ascending order."""
    reader = _Reader()
    stream = iter(customers)
    while some := list(itertools.islice(stream, _CUSTOMERS_AT_ONCE)):
        reader.read(some)
    return reader.turned()


@dataclass(frozen=True, slots=True)
class _Words:
    """What the engine knows of n distinct words.

    Attributes:
        nats: float64[n, 2]; unseen: bool[n, 2]; naming: bool[n].
        joins: bool[n], may be a part of a word written apart; ends: bool[n], may be what a field has left of a longer word.
        letters: int64[n].
    """

    nats: F64
    unseen: Bools
    naming: Bools
    joins: Bools
    ends: Bools
    letters: I64


class _Reader:
    """Collects customers."""

    def __init__(self) -> None:
        self._lookup = Lookup(build(()))
        self._words: dict[str, int] = {}
        self._tokens: list[I64] = [np.zeros(0, np.int64)]
        self._lengths: list[I64] = [np.zeros(0, np.int64)]
        self._cut: list[Bools] = [np.zeros(0, bool)]
        self._customer: list[I64] = [np.zeros(0, np.int64)]
        self._weighed: list[F64] = [np.zeros((0, 2, 4))]
        self._naming: list[I64] = [np.zeros(0, np.int64)]
        self._asked: list[AskedAttributes] = [asked_attributes(())]
        self._numbers: list[int] = []
        self._identified: list[tuple[int, int]] = []

    def read(self, customers: Sequence[tuple[int, Query]]) -> None:
        """Take some customers."""
        first = len(self._numbers)
        names = [
            (row, may_be_cut(name.text), reading)
            for row, (_, query) in enumerate(customers, start=first)
            for name in query.names
            for reading in name_readings(name.text)
        ]
        tokens = [reading for *_, reading in names]
        found = self._lookup.candidates(tokens)
        units, outlook = found.units, found.outlook
        self._weighed.append(np.stack([units.total, units.given, outlook.left, outlook.lightest], axis=2))
        self._naming.append(np.bincount(units.query[units.plain & units.full], minlength=len(names)))
        words = self._words
        flat = [words.setdefault(token, len(words)) for token in itertools.chain.from_iterable(tokens)]
        self._tokens.append(np.array(flat, dtype=np.int64))
        self._lengths.append(np.array([len(one) for one in tokens], dtype=np.int64))
        self._cut.append(np.array([cut for _, cut, _ in names], dtype=bool))
        self._customer.append(np.array([row for row, *_ in names], dtype=np.int64))
        self._asked.append(asked_attributes([query for _, query in customers]))
        self._numbers += [number for number, _ in customers]
        for row, (_, query) in enumerate(customers, start=first):
            wholes, _ = whole_keys([name.text for name in query.names], turned=False)
            self._identified.extend((key, row) for key in (*identifier_keys(query.identifiers), *wholes.tolist()))
        for acronym in asked_acronyms(tokens, units, self._lookup.known):
            self._identified.append((acronym.key, names[acronym.query][0]))

    def turned(self) -> Turned:
        """Return the arrays."""
        words = list(self._words)
        known = _described(words)
        token, length = np.concatenate(self._tokens), np.concatenate(self._lengths)
        owner = np.repeat(np.arange(len(length)), length)
        first, second, of_pair, pair_name = _pairs(token, owner, known)
        last = np.flatnonzero(np.concatenate(self._cut) & (length > 0))
        ending = token[np.cumsum(length)[last] - 1]
        last, ending = last[known.ends[ending]], ending[known.ends[ending]]
        endings, of_cut = np.unique(ending, return_inverse=True)
        joined = [
            joined_token(words[one], words[two]) for one, two in zip(first.tolist(), second.tolist(), strict=True)
        ]
        texts = [*words, *joined, *(words[one] + CUT for one in endings.tolist())]
        counts = len(words), len(joined), len(endings)
        unit = np.concatenate([token, len(words) + of_pair, len(words) + len(joined) + of_cut])
        order = np.argsort(unit, kind="stable")
        weighed = np.concatenate(self._weighed)
        return Turned(
            **_keyed(words, joined, [words[one] for one in endings.tolist()]),
            **_texts(texts),
            unit_start=starts_of(np.bincount(unit, minlength=len(texts))),
            unit_name=np.concatenate([owner, pair_name, last])[order].astype(np.int32),
            unit_kind=np.repeat(np.array([PLAIN, TWO, CUT_WORD], dtype=np.uint8), counts),
            unit_nats=np.concatenate([known.nats, known.nats[first] + known.nats[second], known.nats[endings]]),
            unit_unseen=np.concatenate([known.unseen, np.zeros((len(joined), 2), bool), known.unseen[endings]]),
            unit_naming=np.concatenate([known.naming, np.ones(len(joined), bool), known.naming[endings]]),
            unit_letter=np.array([*map(_letter, words), *[0] * (len(texts) - len(words))], dtype=np.uint8),
            name_customer=np.concatenate(self._customer).astype(np.int32),
            name_total=weighed[:, :, 0], name_given=weighed[:, :, 1],
            name_left=weighed[:, :, 2], name_lightest=weighed[:, :, 3],
            name_naming=np.concatenate(self._naming).astype(np.int32),
            **_identifiers(self._identified), **_attributes(self._asked),
            number=np.array(self._numbers, dtype=np.int64),
        )  # fmt: skip


def _letter(word: str) -> int:
    """Return the letter that may stand for a word; 0 for none."""
    return ord(word[0]) if len(word) > 1 and word.isascii() else 0


def _described(words: Sequence[str]) -> _Words:
    """Return what the engine knows of words."""
    parts = [_describe(())]
    parts += [_describe(words[start : start + _WORDS_AT_ONCE]) for start in range(0, len(words), _WORDS_AT_ONCE)]
    return _Words(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Words.__slots__))


def _describe(words: Sequence[str]) -> _Words:
    known = Lookup(build(())).known
    units = units_of([(word,) for word in words], (), known)
    rows = np.flatnonzero(units.plain)
    number = units.uid[rows]
    return _Words(
        units.nats[rows], units.unseen[rows], units.full[rows], known.joins[number], known.ends[number],
        known.lengths[number, 0],
    )  # fmt: skip


def _pairs(token: I64, owner: I64, known: _Words) -> tuple[I64, I64, I64, I64]:
    """Return the distinct pairs of neighbours that may be one word (first, second), which of them each is, and its name."""
    may, letters = known.joins[token], known.letters[token]
    rows = np.flatnonzero(
        (owner[1:] == owner[:-1]) & may[1:] & may[:-1] & (letters[1:] + letters[:-1] >= SHORTEST_JOINED)
    )
    many = np.int64(len(known.joins) or 1)
    packed, which = np.unique(token[rows] * many + token[rows + 1], return_inverse=True)
    return packed // many, packed % many, which, owner[rows]


def _keyed(words: Sequence[str], joined: Sequence[str], endings: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the keys of all units, sorted, and whose they are."""
    keys, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    whole = [*words, *joined]
    for start in range(0, len(whole), _WORDS_AT_ONCE):
        key, owner = asked_keys(hash_tokens(forms_of(whole[start : start + _WORDS_AT_ONCE])))
        keys.append(key)
        owners.append((owner + start).astype(np.int32))
    keys.append(cut_keys([word.encode() for word in endings]))
    owners.append(np.arange(len(whole), len(whole) + len(endings), dtype=np.int32))
    key, owner = np.concatenate(keys), np.concatenate(owners)
    order = np.argsort(key, kind="stable")
    return {"key": key[order], "key_unit": owner[order]}


def _texts(texts: Sequence[str]) -> dict[str, np.ndarray]:
    blobs = [text.encode(errors="surrogatepass") for text in texts]
    starts = starts_of(np.array([len(blob) for blob in blobs], dtype=np.int64))
    return {"text": np.frombuffer(b"".join(blobs), dtype=np.uint8), "text_start": starts}


def _identifiers(found: Sequence[tuple[int, int]]) -> dict[str, np.ndarray]:
    ordered = sorted(found)
    return {
        "identifier": np.array([key for key, _ in ordered], dtype=np.uint64),
        "identifier_customer": np.array([row for _, row in ordered], dtype=np.int32),
    }


def _attributes(parts: Sequence[AskedAttributes]) -> dict[str, np.ndarray]:
    """Return the attributes of all customers."""
    whole = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in ("birth", "country", "gender", "kind")
    }
    for name in ("birth_offset", "country_offset"):
        whole[name] = starts_of(np.concatenate([np.diff(getattr(part, name)) for part in parts]))
    return whole
