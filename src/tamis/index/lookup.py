"""Names of queries -> the listed names worth comparing, with the tokens they have in common.

In: tokenised names, a batch at a time. Out: Overlaps. A listed name is a candidate when the tokens that it shares
with the query weigh at least `COVERAGE` of the query; that sum is an upper bound of what the comparison can find, so
no name that could reach the policy's floor is lost, and there is no cap. Sums are kept on a scoreboard whose slots
several names may share: that can only add candidates. Must not know: thresholds, policies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tamis.index.arrays import Index
from tamis.index.leftovers import Leftovers
from tamis.index.neighbours import NeighbourFinder, expand
from tamis.index.spellings import Spellings
from tamis.index.units import EPSILON, SHORTEST_JOINED, Entries, Units, units_of, worth_of
from tamis.values.arrays import I32, I64, Bools
from tamis.values.forms import forms_of
from tamis.values.hashing import hashes_of
from tamis.values.overlap import COVERAGE, INITIAL_ALIKE, Overlaps
from tamis.values.rarity import Rarity, Role

_SLOTS = 1 << 13  # of the scoreboard, for each query
_WRITTEN_AS_ONE = 0.97  # how alike "abdul rahman" and "abdulrahman" count


class Lookup:
    """Finds candidates in one index; `hidden` listings (bool[n_listings]) never are."""

    def __init__(self, index: Index, hidden: Bools | None = None) -> None:
        self.index = index
        spellings = Spellings(index)
        self._finder = NeighbourFinder(index, spellings)
        self._leftovers = Leftovers(index, spellings)
        self._rarity = Rarity(index.rarity_key, index.rarity_nats)
        self._hidden_listing = hidden if hidden is not None and hidden.any() else None
        self._hidden = None if self._hidden_listing is None else self._hidden_listing[index.name_listing]

    def hidden_listings(self, listings: Iterable[int]) -> set[int]:
        """Return those of the listings (rows) that are hidden."""
        if self._hidden_listing is None:
            return set()
        return {listing for listing in listings if self._hidden_listing[listing]}

    def overlaps(self, names: Sequence[Sequence[str]], cut: Sequence[bool] = ()) -> Overlaps:
        """Return the overlaps of a batch of tokenised names with all listed names that cover enough of them.

        Args:
            names: Tokens of each name.
            cut: For each name, whether its last word may be cut short; none may where left out.
        """
        tokens, units = units_of(names, cut, self._rarity)
        single = self._through_postings(tokens, units)
        joined = self._through_pairs(tokens, units)
        entries = Entries.join([single, joined])
        entries = entries.take(np.flatnonzero(self._promising(entries, units)))
        strangers = self._leftovers.entries(names, tokens, units, entries)
        return self._grouped(names, Entries.join([entries, strangers]), units)

    def _through_postings(self, tokens: list[str], units: Units) -> Entries:
        """Follow each unit to its neighbours, and these to the names that hold them."""
        index = self.index
        near = self._finder.find(tokens)
        starts = near.offset[units.uid]
        counts = near.offset[units.uid + 1] - starts
        row = np.repeat(np.arange(len(counts)), counts)
        flat = expand(starts, counts)
        listed, alike = near.token[flat], near.alike[flat]
        keep = (units.mask[row] & (units.mask[row] - np.uint64(1)) == 0) | (alike > 0.85)  # joined: only near ones
        row, listed, alike = row[keep], listed[keep], alike[keep]
        worth, bound = worth_of(units, row, alike, index.token_nats[listed], index.token_unseen[listed])
        begin = index.posting_offset[listed].astype(np.int64)
        length = index.posting_offset[listed + 1] - begin
        entry = np.repeat(np.arange(len(row)), length)
        place = expand(begin, length)
        name = index.posting_name[place].astype(np.int64)
        other = index.name_other[name]
        source = row[entry]
        return Entries(
            units.query[source], name, units.mask[source], np.uint64(1) << index.posting_place[place].astype(np.uint64),
            alike[entry], worth[entry, other], units.nats[source, other], index.token_nats[listed[entry], other],
            units.full[source] & (index.token_role[listed[entry]] != Role.INITIAL), units.syllable[source], bound[entry, other],
        )  # fmt: skip

    def _through_pairs(self, tokens: list[str], units: Units) -> Entries:
        """Follow units to the names where two neighbouring tokens, written as one, sound the same."""
        index = self.index
        forms = forms_of(tokens)
        raws = np.fromiter(map(len, forms.raw), dtype=np.int64, count=len(tokens))
        rows = np.flatnonzero((raws >= SHORTEST_JOINED)[units.uid])
        keys = np.concatenate([hashes_of(forms.raw)[units.uid[rows]], hashes_of(forms.sound)[units.uid[rows]]])
        rows = np.concatenate([rows, rows])
        starts = np.searchsorted(index.pair_key, keys, side="left")
        counts = np.searchsorted(index.pair_key, keys, side="right") - starts
        source = np.repeat(rows, counts)
        found = expand(starts, counts)
        name = index.pair_name[found].astype(np.int64)
        place = index.pair_place[found].astype(np.int64)
        first = index.name_token[index.name_offset[name] + place]
        second = index.name_token[index.name_offset[name] + place + 1]
        moved = ~units.two[source] | (raws[units.first[source]] != _raw_lengths(index, first))
        source, name, place, first, second = (array[moved] for array in (source, name, place, first, second))
        nats = index.token_nats[first] + index.token_nats[second]
        alike = np.full(len(source), _WRITTEN_AS_ONE)
        worth, bound = worth_of(units, source, alike, nats, np.zeros(nats.shape, dtype=bool))
        other = index.name_other[name]
        row = np.arange(len(source))
        return Entries(
            units.query[source], name, units.mask[source], np.uint64(3) << place.astype(np.uint64), alike,
            worth[row, other], units.nats[source, other], nats[row, other], np.ones(len(source), dtype=bool), units.syllable[source], bound[row, other],
        )  # fmt: skip

    def _promising(self, entries: Entries, units: Units) -> Bools:
        """Say which entries belong to a pair that may cover enough of its query."""
        other = self.index.name_other[entries.name]
        share = entries.bound / np.maximum(units.total[entries.query, other], EPSILON)
        board = np.zeros(len(units.total) * _SLOTS)
        slot = entries.query * _SLOTS + (entries.name & (_SLOTS - 1))
        np.add.at(board, slot, share)
        enough = board[slot] + units.given[entries.query, other] >= COVERAGE - EPSILON
        if self._hidden is not None:
            enough &= ~self._hidden[entries.name]
        return enough

    def _grouped(self, names: Sequence[Sequence[str]], entries: Entries, units: Units) -> Overlaps:
        """Sort entries by pair, and add those of the queries' initials."""
        index = self.index
        key = entries.query * np.int64(index.n_names or 1) + entries.name
        initials = self._of_initials(names, np.unique(key))
        if len(initials.query):
            entries = Entries.join([entries, initials])
            key = entries.query * np.int64(index.n_names or 1) + entries.name
        order = np.argsort(key, kind="stable")
        entries, key = entries.take(order), key[order]
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        query, name = entries.query[first], entries.name[first]
        other = index.name_other[name]
        return Overlaps(
            query=query, name=name.astype(np.int32), other=other,
            query_numbers=units.numbers[query], name_numbers=index.name_numbers[name],
            query_filiation=units.filiation[query], name_filiation=index.name_filiation[name].astype(np.int64),
            query_nats=units.total[query, other], name_nats=index.name_nats[name],
            pair=np.cumsum(first) - 1, query_mask=entries.query_mask, name_mask=entries.name_mask, alike=entries.alike,
            worth=entries.worth, query_part=entries.query_part, name_part=entries.name_part, full=entries.full, syllable=entries.syllable,
        )  # fmt: skip

    def _of_initials(self, names: Sequence[Sequence[str]], pairs: I64) -> Entries:
        """Return entries for initials of queries and the words of candidate names that begin with them."""
        index = self.index
        letters = {
            query: [(place, ord(token)) for place, token in enumerate(name) if len(token) == 1 and token.isalpha()]
            for query, name in enumerate(names)
        }
        wanted = np.array([bool(letters[query]) for query in range(len(names))], dtype=bool)
        query, name = pairs // (index.n_names or 1), pairs % (index.n_names or 1)
        chosen = wanted[query] if len(pairs) else np.zeros(0, dtype=bool)
        rows: list[tuple[int, int, int, int, float]] = []
        for one, listed in zip(query[chosen].tolist(), name[chosen].tolist(), strict=True):
            start, end = index.name_offset[listed : listed + 2].tolist()
            for spot, token in enumerate(index.name_token[start:end].tolist()):
                begin, stop = index.raw_offset[token : token + 2].tolist()
                for place, letter in letters[one]:
                    if stop - begin > 1 and index.raw[begin] == letter:
                        nats = float(index.token_nats[token, index.name_other[listed]])
                        rows.append((one, listed, 1 << place, 1 << spot, nats))
        alike = np.full(len(rows), INITIAL_ALIKE)
        return Entries(
            np.array([r[0] for r in rows], np.int64), np.array([r[1] for r in rows], np.int64),
            np.array([r[2] for r in rows], np.uint64), np.array([r[3] for r in rows], np.uint64), alike,
            np.ones(len(rows)), np.ones(len(rows)), np.array([r[4] for r in rows], np.float64),
            np.zeros(len(rows), bool), np.zeros(len(rows), bool), np.zeros(len(rows)),
        )  # fmt: skip


def _raw_lengths(index: Index, tokens: I32) -> I64:
    return index.raw_offset[tokens + 1].astype(np.int64) - index.raw_offset[tokens]
