"""Tokens of queries -> the listed tokens that are like them, through the hash arrays; remembered per token.

In: folded tokens. Out: for each, listed tokens with a likeness. Nothing is scanned: the work depends on how many
tokens share a form or a deletion, not on how many there are. Must not know: names, weights, thresholds.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.arrays import Index
from tamis.index.keys import exact_keys, form_keys
from tamis.index.spellings import Spellings
from tamis.values.arrays import F64, I64
from tamis.values.classes import equivalents
from tamis.values.forms import Forms, forms_of
from tamis.values.overlap import CUT, INITIAL_ALIKE
from tamis.values.similarity import STEP

_CUT_LEAST, _CUT_SHARE = 0.7, 0.25  # a word of which nothing is missing but its end is nearly the word
_REMEMBERED = 200_000  # tokens; some 100 MB at worst


@dataclass(frozen=True, slots=True)
class Neighbours:
    """CSR rows: tokens int64[m] and likenesses float64[m] of query token i stand at `offset[i]:offset[i + 1]`."""

    offset: I64
    token: I64
    alike: F64


def expand(starts: I64, counts: I64) -> I64:
    """Return the concatenation of the ranges start .. start + count."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    result: I64 = np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts)
    return result


class NeighbourFinder:
    """Finds the listed tokens near any token; remembers what it found."""

    def __init__(self, index: Index, spellings: Spellings | None = None) -> None:
        self._index = index
        self._spellings = spellings or Spellings(index)
        self._known: dict[str, tuple[I64, F64]] = {}

    def find(self, tokens: Sequence[str]) -> Neighbours:
        """Return the neighbours of distinct tokens."""
        missing = [token for token in tokens if token not in self._known]
        if missing:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
                missing = list(tokens)
            self._learn(missing)
        rows = [self._known[token] for token in tokens]
        offset = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row[0]) for row in rows], out=offset[1:])
        if not rows:
            return Neighbours(offset, np.zeros(0, np.int64), np.zeros(0))
        return Neighbours(offset, np.concatenate([r[0] for r in rows]), np.concatenate([r[1] for r in rows]))

    def _learn(self, tokens: Sequence[str]) -> None:
        for token in tokens:
            if token.endswith(CUT):
                self._known[token] = self._beginning_with(token.removesuffix(CUT).encode())
        tokens = [token for token in tokens if not token.endswith(CUT)]
        forms = forms_of(tokens)
        owner, listed = self._candidates(forms)
        alike = self._spellings.alike(forms, owner, listed)
        extra_owner, extra_listed, extra_alike = self._by_class(tokens)
        owner = np.concatenate([owner, extra_owner])
        listed = np.concatenate([listed, extra_listed])
        alike = np.concatenate([alike, extra_alike])
        order = np.lexsort((-alike, listed, owner))
        owner, listed, alike = owner[order], listed[order], alike[order]
        first = np.ones(len(owner), dtype=bool)
        first[1:] = (owner[1:] != owner[:-1]) | (listed[1:] != listed[:-1])
        keep = first & (alike > 0)
        owner, listed, alike = owner[keep], listed[keep], alike[keep]
        bounds = np.searchsorted(owner, np.arange(len(tokens) + 1))
        for place, token in enumerate(tokens):
            rows = slice(bounds[place], bounds[place + 1])
            self._known[token] = (listed[rows], alike[rows])

    def _candidates(self, forms: Forms) -> tuple[I64, I64]:
        """Return distinct (query token, listed token) pairs that share a form or a single deletion."""
        keys, owner = form_keys(forms)
        order = np.argsort(keys)
        keys, owner = keys[order], owner[order]
        starts = np.searchsorted(self._index.form_key, keys, side="left")
        counts = np.searchsorted(self._index.form_key, keys, side="right") - starts
        listed = self._index.form_token[expand(starts, counts)].astype(np.int64)
        packed = np.sort(np.repeat(owner, counts) * np.int64(self._index.n_tokens or 1) + listed)
        first = np.ones(len(packed), dtype=bool)
        first[1:] = packed[1:] != packed[:-1]
        packed = packed[first]
        return packed // (self._index.n_tokens or 1), packed % (self._index.n_tokens or 1)

    def _beginning_with(self, start: bytes) -> tuple[I64, F64]:
        """Return the listed tokens that `start` may be cut from, the more alike the more of them is there."""
        order = self._index.token_order

        def raw(place: int) -> bytes:
            return self._spellings.raw(order[place : place + 1])[0]

        first = bisect.bisect_left(range(len(order)), start, key=raw)
        last = bisect.bisect_left(range(len(order)), start + b"\x7f", key=raw)
        listed = order[first:last].astype(np.int64)
        lengths = self._index.raw_offset[listed + 1].astype(np.int64) - self._index.raw_offset[listed]
        longer = lengths > len(start)
        alike = _CUT_LEAST + _CUT_SHARE * len(start) / np.maximum(lengths, 1)
        return listed[longer], np.floor(alike[longer] * STEP) / STEP

    def _by_class(self, tokens: Sequence[str]) -> tuple[I64, I64, F64]:
        """Return the pairs that meet in a class of the lexicon, or as an initial and its word."""
        owners, others, likes = [], [], []
        for place, token in enumerate(tokens):
            found = list(equivalents(token))
            if len(token) > 1 and token.isascii() and token[0].isalpha():
                found.append((token[0], INITIAL_ALIKE))
            for other, alike in found:
                owners.append(place)
                others.append(other)
                likes.append(alike)
        listed = self.exact(others)
        there = listed >= 0
        return np.array(owners, dtype=np.int64)[there], listed[there], np.array(likes, dtype=np.float64)[there]

    def exact(self, tokens: Sequence[str]) -> I64:
        """Return int64[n]: the listed token that is spelt just so, -1 where there is none."""
        if not tokens or not self._index.n_tokens:
            return np.full(len(tokens), -1, dtype=np.int64)
        raw = forms_of(tokens).raw
        keys = exact_keys(raw)
        starts = np.searchsorted(self._index.form_key, keys, side="left")
        ends = np.searchsorted(self._index.form_key, keys, side="right")
        counts = ends - starts
        owner = np.repeat(np.arange(len(tokens)), counts)
        listed = self._index.form_token[expand(starts, counts)].astype(np.int64)
        result = np.full(len(tokens), -1, dtype=np.int64)
        for place, one, spelt in zip(owner.tolist(), listed.tolist(), self._spellings.raw(listed), strict=True):
            if spelt == raw[place]:  # a deletion of another token has the same key
                result[place] = one
        return result
