"""Everything known of the tokens that were asked: weights, hashes, and the listed tokens that are like them.

In: folded tokens. Out: numbers, under which arrays hold what is known; each token is learnt once. Nothing is scanned:
the work depends on how many tokens share a form or a single deletion, not on how many there are. Must not know: names,
thresholds.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.arrays import Index
from tamis.index.growing import Growing
from tamis.index.keys import TokenHashes, asked_keys, exact_keys, hash_tokens, maybe_present
from tamis.index.remembered import Remembered
from tamis.index.spellings import Spellings
from tamis.values.arrays import F64, I32, I64, U8, U32, U64, Bools
from tamis.values.classes import equivalents, in_classes
from tamis.values.forms import Forms, forms_of, raw_forms
from tamis.values.hashing import hashes_of
from tamis.values.names import LEGAL_MARK, one_word_legal_forms
from tamis.values.overlap import CUT, INITIAL_ALIKE
from tamis.values.rarity import Rarity
from tamis.values.similarity import STEP
from tamis.values.spelt import Spelt
from tamis.values.units import transcribes

_CUT_LEAST, _CUT_SHARE = 0.7, 0.25  # a word of which nothing is missing but its end is nearly the word
_REMEMBERED = 60_000  # tokens; some 50 MB at worst. Rare ones hardly come again, and common ones are soon learnt anew
_PAIRS = 100_000  # neighbouring tokens; some 15 MB
_SHORTEST_CUT = 2


@dataclass(frozen=True, slots=True)
class Neighbours:
    """CSR rows: tokens int32[m] and likenesses float64[m] of query token i stand at `offset[i]:offset[i + 1]`."""

    offset: I64
    token: I32
    alike: F64


def expand(starts: I64, counts: I64) -> I64:
    """Return the concatenation of the ranges start .. start + count."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    result: I64 = np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - counts), counts)
    return result


class KnownTokens:
    """What one index's askers have learnt.

    Rows by number: `nats` float64[n, 2], `unseen` bool[n, 2], `role` uint8[n], `syllable` bool[n], `length` int64[n] and
    `sound_length` (bytes of the forms), `raw` and `sound` uint64[n] (hashes of the forms), `joins` bool[n] (may be a part of
    a word written apart), `ends` bool[n] (may be what a field has left of a word).
    """

    def __init__(self, index: Index, spellings: Spellings, rarity: Rarity) -> None:
        self._index = index
        self._spellings = spellings
        self._rarity = rarity
        self._members: dict[str, int] = {}  # of classes, those that were asked for -> the listed token, -1 for none
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}
        self.joined: dict[
            tuple[int, int], bool
        ] = {}  # numbers of neighbours -> whether they may be a word written apart
        self.compared = Remembered()  # numbers of tokens and listed tokens
        self.words: list[str] = []
        self._texts: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])  # raw, sound, skeleton
        self._heads = Growing(np.uint64, 3, 2)
        self._nats, self._unseen = Growing(np.float64, 2), Growing(bool, 2)
        self._marks = Growing(np.uint8, 7)  # role, syllable, joins, ends, abjad, digits, paired
        self._lengths = Growing(np.int64, 3)
        self._letters = Growing(np.uint32, 2)
        self._hashes = Growing(np.uint64, 2)
        self._less = (Growing(np.uint64), Growing(np.uint64))
        self._less_end = Growing(np.int64, 2)
        self._near_end = Growing(np.int64)
        self._near_token, self._near_alike = Growing(np.int32), Growing(np.float64)

    @property
    def nats(self) -> F64:
        """float64[n, 2]: weight as the name of a person, of anything else."""
        return self._nats.rows

    @property
    def unseen(self) -> Bools:
        """bool[n, 2]: the lexicon does not know the token."""
        return self._unseen.rows

    @property
    def role(self) -> U8:
        """uint8[n]: `values.rarity.Role`."""
        return self._marks.rows[:, 0]

    @property
    def syllable(self) -> Bools:
        """bool[n]: a syllable of Chinese, Korean or Vietnamese names."""
        return self._marks.rows[:, 1] > 0

    @property
    def joins(self) -> Bools:
        """bool[n]: may be a part of a word that somebody writes in two."""
        return self._marks.rows[:, 2] > 0

    @property
    def ends(self) -> Bools:
        """bool[n]: may be what a field has left of a longer word."""
        return self._marks.rows[:, 3] > 0

    @property
    def paired(self) -> Bools:
        """bool[n]: two neighbouring tokens of some listed name, written as one, are the token."""
        return self._marks.rows[:, 6] > 0

    @property
    def abjad(self) -> Bools:
        """bool[n]: written in Arabic or Hebrew letters."""
        return self._marks.rows[:, 4] > 0

    @property
    def lengths(self) -> I64:
        """int64[n, 3]: bytes of the raw, the sound and the skeleton form."""
        return self._lengths.rows

    @property
    def spelt(self) -> Spelt:
        """The forms of all tokens, to be compared."""
        digits = self._marks.rows[:, 5] > 0
        return Spelt(self._heads.rows, self.lengths, self._texts, self.letters, self.abjad, digits, self.syllable)

    @property
    def letters(self) -> U32:
        """uint32[n, 2]: letters of the raw and of the sound form, one bit each."""
        return self._letters.rows

    @property
    def hashes(self) -> U64:
        """uint64[n, 2]: of the raw and of the sound form, unsalted."""
        return self._hashes.rows

    @property
    def near_token(self) -> I32:
        """int32[m]: listed tokens, those near each token together."""
        return self._near_token.rows

    @property
    def near_alike(self) -> F64:
        """float64[m]: how alike they are."""
        return self._near_alike.rows

    def less_one(self, form: int, numbers: I64) -> tuple[I64, U64]:
        """Return (position in `numbers`, hash) of the raw (0) or sound (1) forms of some tokens less one letter."""
        ends = self._less_end.rows[:, form]
        starts = np.where(numbers > 0, ends[numbers - 1], 0)
        counts = ends[numbers] - starts
        return np.repeat(np.arange(len(numbers)), counts), self._less[form].rows[expand(starts, counts)]

    def near(self, numbers: I64) -> tuple[I64, I64]:
        """Return where the listed tokens near each token begin in `near_token`, and how many there are."""
        ends = self._near_end.rows
        starts = np.where(numbers > 0, ends[numbers - 1], 0)
        return starts, ends[numbers] - starts

    def make_room(self) -> None:
        """Forget everything where too much is remembered; numbers given before are void."""
        if len(self.words) > _REMEMBERED:
            self._forget()
        elif len(self.joined) > _PAIRS:
            self.joined.clear()

    def number(self, tokens: Iterable[str]) -> list[int]:
        """Return the numbers of tokens, learning those that are new."""
        known = self._number
        asked = list(tokens)
        missing = [token for token in dict.fromkeys(asked) if token not in known]
        if missing:
            self._learn(missing)
        return [known[token] for token in asked]

    def find(self, tokens: Sequence[str]) -> Neighbours:
        """Return the neighbours of tokens."""
        self.make_room()
        numbers = np.array(self.number(tokens), dtype=np.int64)
        starts, counts = self.near(numbers)
        offset = np.zeros(len(tokens) + 1, dtype=np.int64)
        np.cumsum(counts, out=offset[1:])
        rows = expand(starts, counts)
        return Neighbours(offset, self.near_token[rows], self.near_alike[rows])

    def _learn(self, tokens: list[str]) -> None:
        words = [token for token in tokens if not token.endswith(CUT)]
        cut = [token for token in tokens if token.endswith(CUT)]
        if words:
            forms = forms_of(words)
            hashes = hash_tokens(forms)
            spelt = Spelt.of(forms, hashes.letters)
            self._describe(words, forms, spelt, hashes)
            self._add_near(*self._neighbours(words, spelt, hashes), len(words))
        if cut:
            starts = [token.removesuffix(CUT) for token in cut]
            forms = forms_of(starts)
            hashes = hash_tokens(forms)
            self._describe(cut, forms, Spelt.of(forms, hashes.letters), hashes)
            self._add_near(*self._beginning_with([start.encode() for start in starts]), len(cut))

    def _describe(self, tokens: list[str], forms: Forms, spelt: Spelt, hashes: TokenHashes) -> None:
        """Keep what is known of tokens in themselves."""
        for token in tokens:
            self._number[token] = len(self.words)
            self.words.append(token)
        self._heads.add(spelt.head)
        for texts, strings in zip(self._texts, (forms.raw, forms.sound, forms.skeleton), strict=True):
            texts.extend(strings)
        weights = self._rarity.weights(tokens, hashes.lexicon)
        self._nats.add(weights.nats)
        self._unseen.add(weights.unseen)
        joins = [token[0] != LEGAL_MARK and not token.isdigit() and not transcribes(token) for token in tokens]
        ends = [len(token) >= _SHORTEST_CUT and token.isalpha() and token.isascii() for token in tokens]
        whole = np.stack([hashes.raw, hashes.sound], axis=1)
        paired = self.meets_pairs(whole).any(axis=1)
        flags = [weights.syllable, np.array(joins), np.array(ends), spelt.abjad, spelt.digits, paired]
        self._marks.add(np.stack([weights.role, *(flag.astype(np.uint8) for flag in flags)], axis=1))
        self._lengths.add(spelt.length)
        self._letters.add(spelt.letters)
        self._hashes.add(whole)
        ends_of = []
        pairs = ((hashes.raw_less, hashes.raw_owner), (hashes.sound_less, hashes.sound_owner))
        for kept, (less, owner) in zip(self._less, pairs, strict=True):
            order = np.argsort(owner, kind="stable")
            counts = np.bincount(owner, minlength=len(tokens))
            ends_of.append(len(kept) + np.cumsum(counts))
            kept.add(less[order])
        self._less_end.add(np.stack(ends_of, axis=1))

    def _add_near(self, owner: I64, listed: I64, alike: F64, count: int) -> None:
        """Keep the neighbours of `count` tokens; `owner` never falls."""
        self._near_end.add(len(self._near_token) + np.searchsorted(owner, np.arange(1, count + 1)))
        self._near_token.add(listed)
        self._near_alike.add(alike)

    def _neighbours(self, tokens: Sequence[str], spelt: Spelt, hashes: TokenHashes) -> tuple[I64, I64, F64]:
        """Return (token, listed token, likeness), sorted by token and listed token."""
        owner, listed = self._candidates(hashes)
        alike = self._spellings.alike(spelt, owner, listed)
        extra = self._by_class(tokens)
        near = alike > 0
        owner, listed = np.concatenate([owner[near], extra[0]]), np.concatenate([listed[near], extra[1]])
        alike = np.concatenate([alike[near], extra[2]])
        if not len(extra[0]):
            return owner, listed, alike
        key = owner * np.int64(self._index.n_tokens) + listed
        order = np.argsort(key, kind="stable")
        owner, listed, alike, key = owner[order], listed[order], alike[order], key[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        return owner[first], listed[first], np.maximum.reduceat(alike, first)

    def _candidates(self, hashes: TokenHashes) -> tuple[I64, I64]:
        """Return distinct (token, listed token) pairs that share a form, or a form less one letter."""
        keys, owner = asked_keys(hashes)
        row, listed = self._listed_under(keys)
        packed = np.sort(owner[row] * np.int64(self._index.n_tokens or 1) + listed)
        first = np.ones(len(packed), dtype=bool)
        first[1:] = packed[1:] != packed[:-1]
        packed = packed[first]
        return packed // (self._index.n_tokens or 1), packed % (self._index.n_tokens or 1)

    def _listed_under(self, keys: U64) -> tuple[I64, I64]:
        """Return (position in `keys`, listed token) for every listed token under one of the keys."""
        index = self._index
        there = np.flatnonzero(maybe_present(index.form_presence, keys))
        there = there[np.argsort(keys[there])]  # in the order of the index, so that memory is read once
        starts = np.searchsorted(index.form_key, keys[there], side="left")
        counts = np.searchsorted(index.form_key, keys[there], side="right") - starts
        return np.repeat(there, counts), index.form_token[expand(starts, counts)].astype(np.int64)

    def meets(self, keys: U64) -> Bools:
        """Say which keys some listed token is found under."""
        return _present(self._index.form_presence, self._index.form_key, keys)

    def meets_pairs(self, hashes: U64) -> Bools:
        """Say which hashes two neighbouring tokens of a listed name have when they are written as one."""
        return _present(self._index.pair_presence, self._index.pair_key, hashes)

    def _beginning_with(self, starts: Sequence[bytes]) -> tuple[I64, I64, F64]:
        """Return (start, listed token that it may be cut from, likeness), the more alike the more of it is there."""
        index = self._index
        low, high = (
            np.array([int.from_bytes(start[:8].ljust(8, fill), "big") for start in starts], dtype=np.uint64)
            for fill in (b"\0", b"\xff")
        )
        first = np.searchsorted(index.token_prefix, low, side="left")
        counts = np.searchsorted(index.token_prefix, high, side="right") - first
        owner = np.repeat(np.arange(len(starts)), counts)
        listed = index.token_order[expand(first, counts)].astype(np.int64)
        shown = np.fromiter(map(len, starts), dtype=np.int64, count=len(starts))[owner]
        lengths = index.raw_offset[listed + 1].astype(np.int64) - index.raw_offset[listed]
        keep = lengths > shown
        long = np.flatnonzero(keep & (shown > 8))  # of these the first eight letters agree
        spelt = self._spellings.raw(listed[long])
        keep[long] = [one.startswith(starts[row]) for one, row in zip(spelt, owner[long].tolist(), strict=True)]
        owner, listed, lengths, shown = owner[keep], listed[keep], lengths[keep], shown[keep]
        alike = np.floor((_CUT_LEAST + _CUT_SHARE * shown / np.maximum(lengths, 1)) * STEP) / STEP
        order = np.argsort(owner * np.int64(index.n_tokens or 1) + listed)
        return owner[order], listed[order], alike[order]

    def _by_class(self, tokens: Sequence[str]) -> tuple[I64, I64, F64]:
        """Return the pairs that meet in a class of the lexicon, or as an initial and its word."""
        members = [(place, *one) for place, token in enumerate(tokens) for one in equivalents(token)]
        place_of = self._members
        missing = list(dict.fromkeys(other for _, other, _ in members if other not in place_of))
        place_of.update(zip(missing, self.exact(missing).tolist(), strict=True))
        first = [ord(token[0]) if len(token) > 1 and token.isascii() else 0 for token in tokens]
        initial = self._initials[np.array(first, dtype=np.int64)]
        whole = np.flatnonzero(initial >= 0)
        owner = np.concatenate([np.array([place for place, _, _ in members], dtype=np.int64), whole])
        listed = np.concatenate([np.array([place_of[one] for _, one, _ in members], dtype=np.int64), initial[whole]])
        alike = np.concatenate([np.array([alike for *_, alike in members]), np.full(len(whole), INITIAL_ALIKE)])
        return owner[listed >= 0], listed[listed >= 0], alike[listed >= 0]

    @functools.cached_property
    def _initials(self) -> I64:
        """int64[128]: the listed token that is this letter alone, -1 where there is none."""
        found = np.full(128, -1, dtype=np.int64)
        letters = [chr(code) for code in range(128) if chr(code).isalpha()]
        found[[ord(letter) for letter in letters]] = self.exact(letters)
        return found

    def exact(self, tokens: Sequence[str]) -> I64:
        """Return int64[n]: the listed token that is spelt just so, -1 where there is none."""
        result = np.full(len(tokens), -1, dtype=np.int64)
        if not tokens or not self._index.n_tokens:
            return result
        raw = raw_forms(tokens)
        row, listed = self._listed_under(exact_keys(raw))
        for place, one, spelt in zip(row.tolist(), listed.tolist(), self._spellings.raw(listed), strict=True):
            if spelt == raw[place]:  # a deletion of another token has the same key
                result[place] = one
        return result


@functools.cache
def words_by_meaning() -> U64:
    """Return the sorted hashes of words that stand for others whatever is listed: legal forms, members of classes."""
    words = {word for word in (*one_word_legal_forms(), *in_classes()) if word.isascii()}
    return np.unique(hashes_of([word.encode() for word in sorted(words)]))


def _present(presence: U8, sorted_keys: U64, keys: U64) -> Bools:
    found = maybe_present(presence, keys)
    rows = np.nonzero(found)
    if len(sorted_keys):
        asked = keys[rows]
        found[rows] = sorted_keys[np.minimum(np.searchsorted(sorted_keys, asked), len(sorted_keys) - 1)] == asked
    return found
