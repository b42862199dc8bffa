"""The words that candidate names and queries have left over, compared directly.

In: entries of candidates found through other words. Out: entries for pairs of left-over words that are alike though
they share no form and no single deletion: two typing errors, dropped vowels, heard spellings. Only candidates are
looked at, and only pairs whose letters allow it. Must not know: thresholds, policies.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tamis.index.arrays import Index
from tamis.index.known import KnownTokens, expand
from tamis.index.outlook import LEAST_NATS
from tamis.index.spellings import Spellings
from tamis.index.units import Entries, Units, worth_of
from tamis.values.arrays import F64, I64, U64, Bools
from tamis.values.forms import Forms
from tamis.values.hashing import letters_of
from tamis.values.rarity import Role

_MOST_APART = 1.0  # letters that differ for each letter of the longer word: more, and no similarity is left


class Leftovers:
    """Compares left-over words against one index."""

    def __init__(self, index: Index, spellings: Spellings, known: KnownTokens) -> None:
        self._index = index
        self._known = known
        self._spellings = spellings
        self._named = np.isin(index.token_role, (Role.ORDINARY, Role.BUSINESS))
        self._length = np.diff(index.sound_offset.astype(np.int64))

    def entries(self, names: Sequence[Sequence[str]], units: Units, found: Entries) -> Entries:
        """Return the entries that left-over words add to the candidates in `found`."""
        index = self._index
        query, name, query_used, name_used = self._pairs(found)
        words = np.flatnonzero(units.plain)
        first_word = np.zeros(len(names) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in names], out=first_word[1:])
        name_start = index.name_offset[name].astype(np.int64)
        name_count = index.name_offset[name + 1] - name_start
        pair = np.repeat(np.arange(len(name)), name_count)
        listed_row = expand(name_start, name_count)
        spot = (listed_row - name_start[pair]).astype(np.uint64)
        listed = index.name_token[listed_row].astype(np.int64)
        free = self._named[listed] & (name_used[pair] >> spot & np.uint64(1) == 0)
        pair, spot, listed = pair[free], spot[free], listed[free]
        asked = query[pair]
        counts = first_word[asked + 1] - first_word[asked]
        unit = words[expand(first_word[asked], counts)]
        again = np.repeat(np.arange(len(pair)), counts)
        pair, spot, listed = pair[again], spot[again], listed[again]
        keep = (query_used[pair] & units.mask[unit] == 0) & units.full[unit]
        keep &= (units.nats[unit] >= LEAST_NATS).all(axis=1)
        pair, spot, listed, unit = pair[keep], spot[keep], listed[keep], unit[keep]
        alike, near = self._alike(units.uid[unit], listed)
        pair, spot, listed, unit, alike = pair[near], spot[near], listed[near], unit[near], alike[near]
        other = index.name_other[name[pair]]
        worth = worth_of(units, unit, alike, index.token_nats[listed], index.token_unseen[listed])
        row = np.arange(len(unit))
        return Entries(
            query[pair], name[pair], units.mask[unit], np.uint64(1) << spot, alike, worth[row, other],
            units.nats[unit, other], index.token_nats[listed, other], np.ones(len(unit), dtype=bool), units.syllable[unit],
        )  # fmt: skip

    def _pairs(self, found: Entries) -> tuple[I64, I64, U64, U64]:
        """Return the distinct (query, name) pairs and the masks of the words that meet well enough already."""
        key = found.query * np.int64(self._index.n_names or 1) + found.name
        pairs, place = np.unique(key, return_inverse=True)
        query_used = np.zeros(len(pairs), dtype=np.uint64)
        name_used = np.zeros(len(pairs), dtype=np.uint64)
        np.bitwise_or.at(query_used, place, found.query_mask)
        np.bitwise_or.at(name_used, place, found.name_mask)
        return pairs // (self._index.n_names or 1), pairs % (self._index.n_names or 1), query_used, name_used

    def _alike(self, uid: I64, listed: I64) -> tuple[F64, Bools]:
        """Return the likeness of each (query token, listed token), and which are alike at all."""
        index = self._index
        result = np.zeros(len(uid))
        used, place = np.unique(uid, return_inverse=True)
        every, numbers = self._known.forms, used.tolist()
        forms = Forms(
            [every.raw[one] for one in numbers], [every.sound[one] for one in numbers],
            [every.skeleton[one] for one in numbers], [every.abjad[one] for one in numbers],
        )  # fmt: skip
        lengths = np.fromiter(map(len, forms.sound), dtype=np.int64, count=len(used))
        apart = np.bitwise_count(letters_of(forms.sound)[place] ^ index.token_letters[listed])
        possible = apart <= _MOST_APART * np.maximum(lengths[place], self._length[listed])
        possible &= np.array(forms.abjad, dtype=bool)[place] == index.token_abjad[listed]
        rows = np.flatnonzero(possible)
        if len(rows):
            key, back = np.unique(place[rows] * np.int64(index.n_tokens) + listed[rows], return_inverse=True)
            result[rows] = self._spellings.alike(forms, key // index.n_tokens, key % index.n_tokens)[back]
        return result, result > 0
