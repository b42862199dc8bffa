"""What pairs of a query's name and a listed name have in common at their best, before left-over words are compared.

In: entries of promising pairs, and what the queries may reach. Out: a `Meeting` a pair. Each word of a query counts by the
word that it agrees with most, whoever else meets that. Must not know: thresholds, weights of the comparison.
"""

from __future__ import annotations

import numpy as np

from tamis.index.arrays import Index
from tamis.index.board import Near, Promising
from tamis.index.outlook import Outlook
from tamis.index.units import Units
from tamis.values.arrays import F64, I64, U64
from tamis.values.overlap import Meeting
from tamis.values.similarity import agreement_of


def meeting_of(
    index: Index, asked: tuple[Units, Near, Outlook], found: tuple[Promising, I64], pairs: tuple[I64, I64, I64]
) -> Meeting:
    """Return what pairs have in common at their best.

    Args:
        index: What was looked up in.
        asked: What was looked up, what was near, and what the queries may reach.
        found: Entries sorted by pair, and the unit of each.
        pairs: Of each pair its first entry, the query and the name.
    """
    (units, near, outlook), (start, query, name) = asked, pairs
    column = index.name_other[name].astype(np.int64)
    queries = 2 * query + column
    (query_part, name_part, full, covered, agreed, own, listed), most, used = _sums(units, near, found, start)
    left, words = _left(outlook, query, queries, used)
    initials, given = units.initials[query], units.given.ravel().take(queries)
    all_letters = units.all_letters[query]
    met, theirs = np.minimum(own + initials, all_letters), listed + initials
    return Meeting(
        other=column,
        covered=covered + given,
        agreed=agreed + given,
        most=most,
        query_over=np.maximum(0.0, units.total.ravel().take(queries) - query_part - initials),
        name_over=np.where(initials > 0, 0.0, np.maximum(0.0, index.name_nats[name] - name_part)),
        full=full,
        letters=(met + theirs) / np.maximum(all_letters + theirs, 1.0),
        met_letters=(met + theirs) / 2,
        left=left,
        left_words=words,
    )


def _sums(units: Units, near: Near, found: tuple[Promising, I64], start: I64) -> tuple[list[F64], F64, U64]:
    """Return what entries come to, pair by pair.

    Args:
        units: What was looked up.
        near: What was near.
        found: Entries sorted by pair, and the unit of each.
        start: The first entry of each pair.

    Returns:
        float64[n_pairs] seven times: nats of the query and of the name, full tokens, nats covered and agreed, letters of the
        query and of the name; then most nats by one word, and uint64[n_pairs], the words of the query that meet.
    """
    entries, unit = found
    count, row, entry = len(start), entries.row, 2 * entries.row + entries.other
    first = np.zeros(len(row), dtype=bool)
    first[start] = True
    owner = first.cumsum() - 1
    first[1:] |= unit[1:] != unit[:-1]  # one word meets one word
    run = first.nonzero()[0]
    of_run = owner[run]
    each, letters = near.worth.ravel().take(entry) * agreement_of(near.alike[row]), near.letters[row].astype(np.float64)
    most, used = each, units.mask[:0]
    if count:
        each, letters = np.maximum.reduceat(each, run), np.maximum.reduceat(letters, run)
        most = np.maximum.reduceat(each, run.searchsorted(start))
        used = np.bitwise_or.reduceat(units.mask[unit], start)
    parts = (
        (owner, units.nats.ravel().take(2 * unit + entries.other)),
        (owner, near.name_nats.ravel().take(entry)),
        (owner, near.full[row]), (owner, entries.adds), (of_run, each), (of_run, units.letters[unit[run]]), (of_run, letters),
    )  # fmt: skip
    return [np.bincount(of, part, count).astype(np.float64, copy=False) for of, part in parts], most, used


def _left(outlook: Outlook, query: I64, queries: I64, used: U64) -> tuple[F64, F64]:
    """Return float64[n_pairs] twice: the nats that words of the query left over may add at most, and how many words are left."""
    loose = outlook.loose[query]
    words = np.bitwise_count(loose & ~used).astype(np.float64)
    left = words * outlook.most_left.ravel().take(queries)
    return np.where(loose & used, np.minimum(outlook.left.ravel().take(queries), left), left), words
