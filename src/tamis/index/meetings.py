"""Where units meet listed names, without asking which names are worth comparing.

In: units, or names and the listed names that each may be. Out: all that units meet, or the overlaps of those pairs alone.
For askers that narrow the listed names by themselves. Must not know: thresholds, texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.known import expand
from tamis.index.lookup import Candidates, Lookup
from tamis.index.outlook import outlook_of
from tamis.index.units import Entries, Units, units_of
from tamis.values.arrays import F64, I64, U32, Bools
from tamis.values.overlap import Overlaps
from tamis.values.similarity import agreement_of


@dataclass(frozen=True, slots=True)
class Reached:
    """What units meet in listed names, n of it: whose unit, the name, most nats covered, nats of what is met, likeness.

    `places` is uint32[n], the places of the words met as bits; the last stands for all from the 32nd on.
    """

    query: I64
    name: I64
    covers: F64
    part: F64
    alike: F64
    full: Bools
    places: U32


def reached(lookup: Lookup, units: Units, wanted: Bools) -> Reached:
    """Return all that some units meet, bool[n_units] says which: a superset of what any candidate is found by."""
    index, parts = lookup.index, []
    near, pairs = lookup.near_of(units), lookup.pairs_of(units)
    last, bit = np.uint32(31), np.uint32(1)
    for one, names in ((near, index.posting_name), (pairs, index.pair_name)):
        rows = np.flatnonzero(wanted[one.row])
        entry, place = np.repeat(rows, one.length[rows]), expand(one.begin[rows], one.length[rows])
        name = names[place].astype(np.int64)
        if one is near:
            places = bit << np.minimum(index.posting_place[place].astype(np.uint32), last)
        else:
            places = np.uint32(3) << np.minimum(index.pair_place[place].astype(np.uint32), last - bit)
        other, alike = index.name_other[name], one.alike[entry]
        covers, part = one.worth[entry, other] * agreement_of(alike), one.name_nats[entry, other]
        parts.append((units.query[one.row[entry]], name, covers, part, alike, one.full[entry], places))
    return Reached(*(np.concatenate(both) for both in zip(*parts, strict=True)))


def overlaps_among(lookup: Lookup, names: Sequence[Sequence[str]], listed: Sequence[I64]) -> Overlaps:
    """Return the overlaps of tokenised names, each with some listed names alone.

    Args:
        lookup: What asks the index.
        names: Tokens of each name.
        listed: int64[n] for each name: rows of listed names, ascending.
    """
    index = lookup.index
    lookup.known.make_room()
    units = units_of(names, (), lookup.known)
    near, pairs = lookup.near_of(units), lookup.pairs_of(units)
    outlook = outlook_of(units, [(one.row, one.alike, one.worth, one.full) for one in (near, pairs)], lookup.known)
    query = np.repeat(np.arange(len(names)), [len(one) for one in listed])
    name = np.concatenate([*listed, np.zeros(0, dtype=np.int64)])
    one = np.uint64(1)
    row, pair, spot = _met(lookup, units, (near.row, near.begin), (query, name))
    whole = np.int64(index.n_names or 1)
    wanted = query * whole + name
    key = units.query[pairs.row] * whole + index.pair_name[pairs.begin]
    joined = np.flatnonzero(np.isin(key, wanted))
    begin = pairs.begin[joined]
    together = ((one << index.pair_many[begin].astype(np.uint64)) - one) << index.pair_place[begin].astype(np.uint64)
    entries = Entries.join([
        lookup.entries_of(units, near, row, name[pair].astype(np.int32), one << spot.astype(np.uint64)),
        lookup.entries_of(units, pairs, joined, index.pair_name[begin], together),
    ])  # fmt: skip
    key = np.concatenate([wanted[pair], key[joined]])
    order = np.argsort(key, kind="stable")
    met = np.unique(key)
    query, name = np.divmod(met, whole)
    none = np.zeros(len(met))
    return lookup.overlaps_of(names, Candidates(query, name, none, none, outlook, units, entries.take(order)))


def _met(lookup: Lookup, units: Units, near: tuple[I64, I64], asked: tuple[I64, I64]) -> tuple[I64, I64, I64]:
    """Return where units meet words of the listed names asked of their query: row of `near`, pair, place of the word.

    Args:
        lookup: What asks the index.
        units: Sorted by query.
        near: int64[n_near] rows of units and where the postings of a listed token near each begin, sorted.
        asked: int64[n_pairs] queries and listed names.
    """
    index, (query, name) = lookup.index, asked
    low, high = np.searchsorted(units.query, query, side="left"), np.searchsorted(units.query, query, side="right")
    begin = index.name_offset[name].astype(np.int64)
    many = index.name_offset[name + 1].astype(np.int64) - begin
    pair = np.repeat(np.arange(len(name)), many)  # a word of a listed name
    word = expand(begin, many)
    each = high[pair] - low[pair]
    unit = expand(low[pair], each)
    posted = index.posting_offset[index.name_token[word]].astype(np.int64)
    total = np.int64(len(index.posting_name) + 1)
    keys = near[0] * total + near[1]
    want = unit * total + np.repeat(posted, each)
    if not len(keys):
        return (np.zeros(0, dtype=np.int64),) * 3
    row = np.minimum(np.searchsorted(keys, want), len(keys) - 1)
    there = np.flatnonzero(keys[row] == want)
    source = np.repeat(np.arange(len(word)), each)[there]
    return row[there], pair[source], word[source] - begin[pair[source]]
