"""Names that are the same letters in the same order, however they are divided into words.

In: names as asked. Out: entries that hold a listed name and the query's as one word each: `SA DAT Ahmad` is SA'DAT, Ahmad, and
`AnsarDine` is Ansar Dine. Must not know: how words are found, thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tamis.index.arrays import Index
from tamis.index.keys import whole_keys
from tamis.index.known import expand
from tamis.index.units import NO_ENTRIES, Entries, Units
from tamis.values.arrays import I64, U64, Bools
from tamis.values.overlap import SAME_LETTERS


class Wholes:
    """Finds whole names in one index; `hidden` names (bool[n_names]) never are."""

    def __init__(self, index: Index, hidden: Bools | None) -> None:
        self._index = index
        self._hidden = hidden

    def entries(self, texts: Sequence[str], units: Units) -> Entries:
        """Return an entry for each pair of a name asked and a listed name of the same letters.

        Args:
            texts: The names of the batch as written; `units` are of the same batch.
            units: What the queries are looked up by.
        """
        index = self._index
        query, name = self._pairs(texts)
        if not len(query):
            return NO_ENTRIES
        other = index.name_other[name]
        words = index.name_offset[name + 1].astype(np.int64) - index.name_offset[name]
        asked = np.bincount(units.query[units.plain], minlength=len(texts))[query]
        some = (words > 0) & (asked > 0)
        query, name, other, words, asked = query[some], name[some], other[some], words[some], asked[some]
        query_nats, name_nats = units.total[query, other], index.name_nats[name]
        letters = np.bincount(units.query[units.plain], weights=units.letters[units.plain], minlength=len(texts))
        long, ones = letters[query].astype(np.int64), np.ones(len(query), dtype=bool)
        return Entries(
            query, name, _all_of(asked), _all_of(words), np.full(len(query), SAME_LETTERS), (query_nats + name_nats) / 2,
            query_nats, name_nats, ones, ~ones, long, long,
        )  # fmt: skip

    def _pairs(self, texts: Sequence[str]) -> tuple[I64, I64]:
        """Return the queries and the listed names that have their letters, each pair once."""
        index = self._index
        keys, query = whole_keys(texts, turned=False)
        if not len(index.whole_key):
            return query[:0], query[:0]
        starts = index.whole_key.searchsorted(keys, side="left")
        if not (index.whole_key.take(starts, mode="clip") == keys).any():
            return query[:0], query[:0]
        counts = index.whole_key.searchsorted(keys, side="right") - starts
        query = np.repeat(query, counts)
        name = index.whole_name[expand(starts, counts)].astype(np.int64)
        if self._hidden is not None:
            shown = ~self._hidden[name]
            query, name = query[shown], name[shown]
        order = np.lexsort((name, query))
        query, name = query[order], name[order]
        first = np.ones(len(query), dtype=bool)
        first[1:] = (query[1:] != query[:-1]) | (name[1:] != name[:-1])
        return query[first], name[first]


def _all_of(words: I64) -> U64:
    """Return the masks that hold so many words, from the first."""
    one = np.uint64(1)
    result: U64 = (one << words.astype(np.uint64)) - one
    return result
