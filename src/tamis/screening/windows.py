"""Words of a text -> the windows worth asking the index about, each with the tokens of a name.

In: `Words` and an index. Out: `Windows`: stretches of two to ten words (ideographs: up to twelve) that hang together,
whose first and whose last word are each near a token of one and the same listed name. The check is a superset test
on bitsets, a few operations a window, so that ordinary prose costs next to nothing. Must not know: scores, thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index import Index
from tamis.index.known import KnownTokens, expand
from tamis.screening.characters import lookup_keys, tokens_of
from tamis.screening.vocabulary import opens_no_name
from tamis.screening.words import Gap, Shape, Words
from tamis.values.arrays import I64, U8, U64, Bools
from tamis.values.forms import forms_of
from tamis.values.hashing import hashes_of
from tamis.values.names import name_tokens

LONGEST = 10
"""Most words of a window; the text names an organisation in full with up to ten."""

LONGEST_IDEOGRAPHS = 12
"""The same where every character is a word."""

_SLOTS = 8192  # bits for each word: listed names share them, which can only let more through
_NEAR = 0.7  # least likeness of an edge word: below it a third of its weight would be left
_ACROSS_LINES = 4  # most words of a name that begins on one short line and ends on the next
_LONG = 6  # words from which two of those between may be strangers
_WHOLE = 4  # characters of a firm's name in Hangul that is one word
_CHUNK = 20_000  # pairs of words compared at a time: 20 MB


@dataclass(frozen=True, slots=True)
class Windows:
    """n windows: int64[n] first and last word, and for each the position of its tokens in `names`."""

    first: I64
    last: I64
    name: I64
    names: list[tuple[str, ...]]


class WindowFinder:
    """Finds windows over one index; what it learns of tokens, the screener knows too."""

    def __init__(self, index: Index, known: KnownTokens) -> None:
        self._index = index
        self._known = known

    def find(self, words: Words) -> Windows:
        """Return the windows of a text."""
        distinct: dict[str, int] = {}
        ids = np.array([distinct.setdefault(key, len(distinct)) for key in lookup_keys(words)], np.int64)
        near = self._near(list(distinct))
        first, last = _stretches(words, _estranged(words, near, ids))
        if not len(first):
            return Windows(first, last, first, [])
        blocked = np.array([opens_no_name(word) for word in distinct], dtype=bool)
        edges = ~blocked[ids[first]] & ~blocked[ids[last]]
        first, last = first[edges], last[edges]
        keep = _meeting(near, ids[first], ids[last])
        first, last = first[keep], last[keep]
        keep = _together(near.view(np.uint64), ids, first, last)
        first, last = first[keep], last[keep]
        names: dict[tuple[str, ...], int] = {}
        known: dict[str, int] = {}
        rows = []
        for one, two in zip(first.tolist(), last.tolist(), strict=True):
            text = words.lookup_text(one, two)
            place = known.get(text)
            if place is None:
                tokens = name_tokens(text)
                whole = len(tokens) > 1 or (
                    len(tokens) == 1 and len(text) >= _WHOLE and words.shape[one] == Shape.IDEOGRAPH
                )
                place = known[text] = names.setdefault(tokens, len(names)) if whole else -1
            rows.append(place)
        name = np.array(rows, np.int64)
        there = name >= 0
        return Windows(first[there], last[there], name[there], list(names))

    def _near(self, words: Sequence[str]) -> U8:
        """Return uint8[n_words, _SLOTS / 8]: which listed names hold a token near one of each word's."""
        tokens: dict[str, int] = {}
        pairs = [
            (place, tokens.setdefault(token, len(tokens)))
            for place, word in enumerate(words)
            for token in tokens_of(word)
        ]
        index, out = self._index, np.zeros((len(words), _SLOTS // 8), dtype=np.uint8)
        if not tokens or not index.n_names:
            return out
        owner, name = self._names_near(list(tokens))
        order = np.argsort(owner, kind="stable")
        owner, slots = owner[order], name[order] % _SLOTS
        bounds = np.searchsorted(owner, np.arange(len(tokens) + 1))
        board = np.zeros(_SLOTS, dtype=bool)
        for place, token in pairs:
            one, two = bounds[token], bounds[token + 1]
            if two > one:
                board[:] = False
                board[slots[one:two]] = True
                out[place] |= np.packbits(board)
        return out

    def _names_near(self, tokens: list[str]) -> tuple[I64, I64]:
        """Return (token, listed name) wherever the name holds a neighbour of the token, or two that it joins."""
        index = self._index
        near = self._known.find(tokens)
        counts = np.diff(near.offset)
        owner = np.repeat(np.arange(len(tokens)), counts)
        keep = near.alike >= _NEAR
        owner, listed = owner[keep], near.token[keep]
        begin = index.posting_offset[listed].astype(np.int64)
        length = index.posting_offset[listed + 1] - begin
        name = index.posting_name[expand(begin, length)].astype(np.int64)
        owner = np.repeat(owner, length)
        keys = hashes_of(forms_of(tokens).sound)
        start = np.searchsorted(index.pair_key, keys, side="left")
        many = np.searchsorted(index.pair_key, keys, side="right") - start
        joined = index.pair_name[expand(start, many)].astype(np.int64)
        return np.concatenate([owner, np.repeat(np.arange(len(tokens)), many)]), np.concatenate([name, joined])


def _estranged(words: Words, near: U8, ids: I64) -> Bools:
    """Say which ideographs and the one before are together in no listed name: text of ideographs has no other breaks."""
    ideograph = np.array(words.shape, np.int64) == Shape.IDEOGRAPH
    estranged = np.zeros(len(ids), dtype=bool)
    places = np.flatnonzero(ideograph[1:] & ideograph[:-1]) + 1
    estranged[places] = ~_meeting(near, ids[places - 1], ids[places])
    return estranged


def _stretches(words: Words, estranged: Bools) -> tuple[I64, I64]:
    """Return (first word, last word) of every stretch that hangs together."""
    shape, gap = np.array(words.shape, np.int64), np.array(words.gap, np.int64)
    count = len(shape)
    broken = np.cumsum((gap == Gap.BREAK) | estranged)
    lines, commas = np.cumsum(gap == Gap.LINE), np.cumsum(gap == Gap.COMMA)
    quotes = np.cumsum(gap == Gap.QUOTE)
    ideograph = np.cumsum(shape != Shape.IDEOGRAPH)
    opens = shape != Shape.TAIL
    closes = shape != Shape.OPENER
    firsts, lasts = [], []
    for length in range(2, LONGEST_IDEOGRAPHS + 1):
        one = np.arange(0, count - length + 1)
        two = one + length - 1
        fits = (broken[one] == broken[two]) & opens[one] & closes[two]
        fits &= (lines[two] - lines[one] <= int(length <= _ACROSS_LINES)) & (commas[two] - commas[one] <= 1)
        fits &= quotes[two] - quotes[one] <= 1
        if length > LONGEST:
            fits &= (ideograph[one] == ideograph[two]) & (shape[one] == Shape.IDEOGRAPH)
        firsts.append(one[fits])
        lasts.append(two[fits])
    return np.concatenate(firsts), np.concatenate(lasts)


def _meeting(near: U8, first: I64, last: I64) -> Bools:
    """Say which windows' edge words are near tokens of one and the same listed name."""
    count = len(near)
    keys, inverse = np.unique(first * count + last, return_inverse=True)
    meets = np.zeros(len(keys), dtype=bool)
    wide = near.view(np.uint64)
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        meets[start : start + _CHUNK] = (wide[some // count] & wide[some % count]).any(axis=1)
    result: Bools = meets[inverse]
    return result


def _together(near: U64, ids: I64, first: I64, last: I64) -> Bools:
    """Say in which windows the words between are near the same listed name too, but for one, or two of a long name."""
    keep = np.ones(len(first), dtype=bool)
    length = last - first + 1
    for many in range(3, LONGEST_IDEOGRAPHS + 1):
        of_length = np.flatnonzero(length == many)
        for start in range(0, len(of_length), _CHUNK):
            rows = of_length[start : start + _CHUNK]
            common = near[ids[first[rows]]] & near[ids[last[rows]]]
            missing = np.zeros(len(rows), dtype=np.int64)
            for step in range(1, many - 1):
                narrower = common & near[ids[first[rows] + step]]
                meets = np.asarray(narrower.any(axis=1))
                common = np.where(meets[:, None], narrower, common)
                missing += ~meets
            keep[rows] = missing <= (2 if many >= _LONG else 1)
    return keep
