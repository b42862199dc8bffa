"""Where units meet listed names, without asking which names are worth comparing.

In: units, or names and the listed names that each may be. Out: all that units meet, or the overlaps of those pairs alone.
For askers that narrow the listed names by themselves. Must not know: thresholds, texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.index.known import expand
from tamis.index.lookup import Lookup
from tamis.index.units import Units, units_of
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
    """Return all that some units meet but hidden names, bool[n_units] says which: a superset of what any candidate is found by."""
    index, near = lookup.index, lookup.near_of(units)
    parts = []
    last, bit = np.uint32(31), np.uint32(1)
    of_token = np.arange(len(near.unit)) < near.tokens
    for some, names, spots in (
        (of_token, index.posting_name, index.posting_place),
        (~of_token, index.pair_name, index.pair_place),
    ):
        rows = np.flatnonzero(wanted[near.unit] & some)
        entry, place = np.repeat(rows, near.length[rows]), expand(near.begin[rows], near.length[rows])
        name = names[place].astype(np.int64)
        if lookup.hidden_name is not None:
            shown = ~lookup.hidden_name[name]
            entry, place, name = entry[shown], place[shown], name[shown]
        together = near.together[entry].astype(np.uint32)
        places = together << np.minimum(spots[place].astype(np.uint32), last - (together > bit))
        other, alike = index.name_other[name], near.alike[entry]
        covers, part = near.worth[entry, other] * agreement_of(alike), near.name_nats[entry, other]
        parts.append((units.query[near.unit[entry]], name, covers, part, alike, near.full[entry], places))
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
    near = lookup.near_of(units)
    query = np.repeat(np.arange(len(names)), [len(one) for one in listed])
    name = np.concatenate([*listed, np.zeros(0, dtype=np.int64)])
    row, pair, spot = _met(lookup, units, (near.unit[: near.tokens], near.begin[: near.tokens]), (query, name))
    whole = np.int64(index.n_names or 1)
    wanted = query * whole + name
    begin = near.begin[near.tokens :]
    key = units.query[near.unit[near.tokens :]] * whole + index.pair_name[begin]
    joined = np.flatnonzero(np.isin(key, wanted))
    row = np.concatenate([row, joined + near.tokens])
    key = np.concatenate([wanted[pair], key[joined]])
    spot = np.concatenate([spot, index.pair_place[begin[joined]].astype(np.int64)])
    order = np.argsort(key, kind="stable")
    row, key, spot = row[order], key[order], spot[order]
    entries = lookup.entries_at(units, near, (row, near.unit[row]), key % whole, spot)
    return lookup.overlaps_from(names, units, entries)


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
