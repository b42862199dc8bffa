"""Learn the table that weighs a name's alignment: `src/tamis/comparison/name_weights.py`.

A logistic model whose weights are held to one sign: each step of a measure adds or takes its weight in nats. Positives
are altered names, held-out aliases and original-script names of the tuned half of the parties on the UN and OFAC
lists; negatives are the best answers to the tuned half of the customers and, at a lower weight, of the Pakistani
names. The half kept apart is never read. Deterministic: the same data give the same table.

    TAMIS_TEST_DATA=FOLDER python bench/learn_names.py > src/tamis/comparison/name_weights.py
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from measure.cases import Case, alias_rounds, altered_names, of_half, script_round
from measure.lists import FOLDERS, read_customers, read_list, read_pakistani
from measure.populace import common_people
from measure.subjects import good_names
from tamis.comparison.bounds import lacking_of, least_covered
from tamis.comparison.names import FEATURES, Aligned, align
from tamis.index import Lookup, Outlook, build
from tamis.records import Listing
from tamis.values.arrays import F64, I64
from tamis.values.names import may_be_cut, name_tokens
from tamis.values.overlap import Meeting, Overlaps

GRID: dict[str, tuple[int, tuple[float, ...]]] = {
    "share": (1, (0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)),
    "covered": (1, (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 24.0, 30.0)),
    "query_over": (-1, (0.0, 0.8, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0)),
    "name_over": (-1, (0.0, 0.8, 2.0, 4.0, 6.0, 9.0, 14.0, 20.0, 30.0)),
    "conflict": (-1, (0.0, 0.8, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0)),
    "least_alike": (1, (0.6, 0.65, 0.7, 0.74, 0.78, 0.84, 0.9, 0.95, 1.0)),
    "full": (1, (0.0, 1.0, 2.0, 3.0, 4.0)),
    "lone": (-1, (0.0, 1.0)),
    "syllables": (-1, (0.0, 0.5, 1.0)),
    "exact": (1, (0.0, 0.5, 0.8, 1.0)),
    "letters": (1, (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)),
    "crossed": (-1, (0.0, 1.0)),
    "rarest": (1, (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 12.0)),
    "second": (1, (0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)),
    "complete": (1, (0.0, 3.0, 5.0, 7.0, 9.0, 11.0, 14.0, 18.0)),
    "whole": (1, (0.0, 3.0, 5.0, 7.0, 9.0, 11.0, 14.0, 18.0)),
    "other_syllables": (-1, (0.0, 1.0, 2.5, 4.0, 8.0)),
    "more_syllables": (-1, (0.0, 1.0, 2.5, 4.0, 8.0)),
    "spelt": (1, (0.0, 1.0, 2.0, 3.0, 4.0)),
    "lost": (-1, (0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)),
    "met_letters": (1, (4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0)),
    "stranger_kind": (-1, (0.0, 1.0, 2.0, 4.0, 6.0, 9.0)),
    "lonely": (-1, (0.0, 1.0)),
    "across": (-1, (0.0, 1.0)),
    "across_over": (-1, (0.0, 0.8, 3.0, 6.0, 9.0)),
    "across_conflict": (-1, (0.0, 0.8, 3.0, 6.0, 9.0)),
    "across_lost": (-1, (0.0, 0.5, 1.0, 2.0, 4.0)),
    "apart": (-1, (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0)),
    "unlike_syllables": (-1, (0.0, 1.0, 2.0, 3.0)),
    "turned": (-1, (0.0, 1.0)),
    "another": (-1, (0.0, 0.25, 0.5, 1.0, 1.5)),
    "across_another": (-1, (0.0, 0.25, 0.5, 1.0, 1.5)),
}
"""Measure -> direction, and the ends of its steps."""

PER_CLASS = 300
SEEDS = (11, 12)
ANSWERS_OF_A_CUSTOMER = 3
PAKISTANI_WEIGHT = 0.4  # at .6 two fifths fewer of them alert at the default threshold than at .3, and altered names fall by .005 to .01
PER_CULTURE, INVENTED_WEIGHT = 120, 0.3  # called as people of a country are
SCRIPT_WEIGHT = 4.0  # they are few beside the customers in other scripts
# Relatives and branches are listed with reason: half strangers, persons less so.
PERSON_WEIGHT, ORGANISATION_WEIGHT = 0.3, 0.5
SHARE_ALERTED = 0.001  # of ordinary customers on the UN list at the default threshold
MARGIN = 0.52  # nats below that level: a tenth of the alerts more, and all ways of writing one name are hits
RIDGE = 1e-3
ROUNDS, SWEEPS = 40, 60
ENOUGH = 1e-9  # what a round must gain to be followed by another
BATCH = 256
LEAST_AGREEMENT = 0.2  # by the table so far: names that agree less are strangers, whatever is learnt


def main() -> None:
    """Print the table."""
    root = Path(os.environ["TAMIS_TEST_DATA"])
    lists = ("un", "ofac-sdn")
    with ProcessPoolExecutor(len(lists)) as workers:
        parts = [part for found in workers.map(_examples, [root] * len(lists), lists) for part in found]
    rows, labels, weights, others = (np.concatenate(column) for column in zip(*parts, strict=True))
    steps = [(name, low, high) for name, (_, ends) in GRID.items() for low, high in itertools.pairwise(ends)]
    signs = np.array([GRID[name][0] for name, _, _ in steps], dtype=np.float64)
    basis = _basis(rows, steps)
    print(f"{len(rows)} examples, {int(labels.sum())} true", file=sys.stderr)
    fitted = [_fit(basis[others == one], labels[others == one], weights[others == one], signs) for one in (0, 1)]
    biases = np.array([one[0] for one in fitted])
    table = np.stack([one[1] for one in fitted], axis=1)
    at_threshold = _level(root, steps, table, biases)
    _print(steps, table, biases, at_threshold)


Part = tuple[F64, F64, F64, I64]


def _examples(root: Path, watchlist: str) -> list[Part]:
    """Return positives, then customers, then Pakistani names: measures, labels, weights, kind of listing."""
    listings = list(read_list(watchlist, root / "lists" / FOLDERS[watchlist]))
    half = of_half(listings, "tuned")
    wanted = {listing.id for listing in half}
    whole = Lookup(build((0, listing) for listing in listings))
    found = [_of_cases(whole, listings, altered_names(half, PER_CLASS, seed)) for seed in SEEDS]
    for kept, cases in alias_rounds(listings, wanted, 2, SEEDS[0]):
        found.append(_of_cases(Lookup(build((0, listing) for listing in kept)), kept, cases))
    rows, others = (np.concatenate(column) for column in zip(*found, strict=True))
    parts = [(rows, np.ones(len(rows)), np.ones(len(rows)), others)]
    if watchlist == "un":
        kept, cases = script_round(listings, wanted)
        rows, others = _of_cases(Lookup(build((0, listing) for listing in kept)), kept, cases)
        parts.append((rows, np.ones(len(rows)), np.full(len(rows), SCRIPT_WEIGHT), others))
    customers = [customer.name for customer in read_customers(root, "tuned")]
    strangers = [customer.name for customer in read_pakistani(root, "tuned")]
    invented = [person.customer.name for person in common_people(root, "tuned", PER_CULTURE, SEEDS[0])]
    for names, weight in ((customers, 1.0), (strangers, PAKISTANI_WEIGHT), (invented, INVENTED_WEIGHT)):
        rows, others = _best(whole, names)
        parts.append((rows, np.zeros(len(rows)), np.full(len(rows), weight), others))
    rows, others = _neighbours(whole, listings, wanted)
    parts.append((rows, np.zeros(len(rows)), np.where(others == 1, ORGANISATION_WEIGHT, PERSON_WEIGHT), others))
    return parts


def _batches(names: Sequence[str], lookup: Lookup) -> Iterator[tuple[int, Overlaps, Aligned]]:
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        tokens = [name_tokens(name) for name in batch]
        found = lookup.candidates(tokens, [may_be_cut(name) for name in batch], _Least())
        overlaps = lookup.overlaps_of(tokens, found)
        yield start, overlaps, align(overlaps)


class _Least:
    """The bar of `LEAST_AGREEMENT`."""

    def of_queries(self, query: I64, other: I64, outlook: Outlook) -> tuple[F64, F64]:
        return least_covered(np.full(len(query), LEAST_AGREEMENT), outlook.lightest[query, other], other)

    def of_pairs(self, query: I64, meeting: Meeting) -> F64:
        return lacking_of(np.full(len(query), LEAST_AGREEMENT), meeting)


def _of_cases(lookup: Lookup, listings: Sequence[Listing], cases: Sequence[Case]) -> tuple[F64, I64]:
    """Return the measures of the wanted listing's best name, for the cases where it is a candidate."""
    row_of = {listing.id: row for row, listing in enumerate(listings)}
    rows, others = [], []
    for start, overlaps, aligned in _batches([case.question.query.names[0].text for case in cases], lookup):
        wanted = np.array([row_of[str(case.question.wanted)] for case in cases[start : start + BATCH]])
        mine = lookup.index.name_listing[overlaps.name] == wanted[overlaps.query]
        first = _first(overlaps.query, np.where(mine, aligned.agreement, -1.0), 1)
        first = first[mine[first]]
        rows.append(aligned.measured[first])
        others.append(overlaps.other[first].astype(np.int64))
    return np.concatenate(rows), np.concatenate(others)


def _best(lookup: Lookup, names: Sequence[str]) -> tuple[F64, I64]:
    rows, others = [], []
    for _, overlaps, aligned in _batches(names, lookup):
        different = aligned.agreement < 1.0  # the same words are no mistake of the engine's
        first = _first(overlaps.query, np.where(different, aligned.agreement, -1.0), ANSWERS_OF_A_CUSTOMER)
        first = first[different[first]]
        rows.append(aligned.measured[first])
        others.append(overlaps.other[first].astype(np.int64))
    return np.concatenate(rows), np.concatenate(others)


def _neighbours(lookup: Lookup, listings: Sequence[Listing], wanted: set[str]) -> tuple[F64, I64]:
    """Return the measures of listed parties against the listings of others that share no name with them."""
    asked = [(row, name.text) for row, one in enumerate(listings) if one.id in wanted for name in good_names(one)[:2]]
    words = [{tuple(sorted(name_tokens(name.text))) for name in listing.names} for listing in listings]
    rows, others = [], []
    for start, overlaps, aligned in _batches([text for _, text in asked], lookup):
        own = np.array([row for row, _ in asked[start : start + BATCH]])[overlaps.query]
        listed = lookup.index.name_listing[overlaps.name]
        strange = (own != listed) & (aligned.agreement < 1.0)
        first = _first(overlaps.query, np.where(strange, aligned.agreement, -1.0), 1)
        first = first[strange[first]]
        apart = [
            not words[one] & words[two] for one, two in zip(own[first].tolist(), listed[first].tolist(), strict=True)
        ]
        first = first[np.array(apart, dtype=bool)]
        rows.append(aligned.measured[first])
        others.append(overlaps.other[first].astype(np.int64))
    return np.concatenate(rows), np.concatenate(others)


def _first(query: I64, score: F64, count: int) -> I64:
    """Return the positions of the `count` best pairs of each query."""
    order = np.lexsort((-score, query))
    start = np.searchsorted(query[order], query[order], side="left")
    kept: I64 = order[np.arange(len(order)) - start < count]
    return kept


def _basis(rows: F64, steps: Sequence[tuple[str, float, float]]) -> F64:
    columns = [np.clip((rows[:, FEATURES.index(name)] - low) / (high - low), 0, 1) for name, low, high in steps]
    return np.stack(columns, axis=1)


def _fit(basis: F64, labels: F64, weights: F64, signs: F64) -> tuple[float, F64]:
    """Return bias and weights of the logistic fit, each weight of its sign, by Newton's method."""
    basis = np.concatenate([np.ones((len(basis), 1)), basis], axis=1)
    signs, weights = np.concatenate([[0.0], signs]), weights / weights.sum()
    table = 0.1 * signs
    ridge = np.where(signs == 0, 0.0, 2 * RIDGE / (len(signs) - 1))

    def loss(table: F64) -> float:
        nats = basis @ table
        return float((weights * (np.logaddexp(0, nats) - labels * nats)).sum() + 0.5 * (ridge * table**2).sum())

    before = loss(table)
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-(basis @ table)))
        slope = basis.T @ ((share - labels) * weights) + ridge * table
        bend = (basis * (weights * share * (1 - share))[:, None]).T @ basis + np.diag(ridge + 1e-9)
        step = _step(slope, bend, table, signs)
        while (after := loss(table + step)) > before and np.abs(step).max() > 1e-6:
            step = step / 2
        table = table + step
        if before - after < ENOUGH:
            break
        before = after
    return float(table[0]), np.where(table[1:] * signs[1:] > 0, table[1:], 0.0)


def _step(slope: F64, bend: F64, table: F64, signs: F64) -> F64:
    """Return the step to the least of the quadratic model on which no weight leaves its sign, one weight at a time."""
    step, bent = np.zeros(len(slope)), np.zeros(len(slope))
    for _ in range(SWEEPS):
        moved = 0.0
        for place in range(len(slope)):
            new = step[place] - (slope[place] + bent[place]) / bend[place, place]
            if signs[place]:
                new = max(new, -table[place]) if signs[place] > 0 else min(new, -table[place])
            change = new - step[place]
            step[place] = new
            bent += bend[:, place] * change
            moved = max(moved, abs(change))
        if moved < 1e-5:
            break
    return step


def _level(root: Path, steps: Sequence[tuple[str, float, float]], table: F64, biases: F64) -> float:
    """Return the nats that `SHARE_ALERTED` of the customers reach on the UN list with their best answer."""
    lookup = Lookup(build((0, listing) for listing in read_list("un", root / "lists" / FOLDERS["un"])))
    names = [customer.name for customer in read_customers(root, "tuned")]
    best = np.full(len(names), -np.inf)
    for start, overlaps, aligned in _batches(names, lookup):
        other = overlaps.other.astype(np.int64)
        nats = biases[other] + (_basis(aligned.measured, steps) * table[:, other].T).sum(axis=1)
        near = aligned.agreement > 0
        np.maximum.at(best, overlaps.query[near] + start, nats[near])
    return float(np.sort(best)[::-1][int(len(names) * SHARE_ALERTED)]) - MARGIN


def _print(steps: Sequence[tuple[str, float, float]], table: F64, biases: F64, at_threshold: float) -> None:
    print('"""The weights of a name\'s alignment, in nats. Made by `bench/learn_names.py`; do not edit by hand.')
    print()
    print(
        "Each row: a measure of `names.FEATURES`, where its step begins and ends, what the whole step adds for a person,"
    )
    print("what for anything else. Source: a logistic fit, each weight held to its sign, on altered, held-out and")
    print(
        "original-script names of one half of the UN (2026-02-27) and OFAC SDN (2021-07-07) lists against customers who"
    )
    print('are on no list; docs/scoring.md says how well it does on the other half.\n"""\n')
    print(f"BIAS = ({biases[0]:.3f}, {biases[1]:.3f})")
    print(f"AT_THRESHOLD = {at_threshold:.3f}")
    print('"""Nats at which the agreement is .7: there one ordinary customer in a thousand alerts on the UN list."""\n')
    print("STEPS = (")
    for (name, low, high), (person, other) in zip(steps, table.tolist(), strict=True):
        if abs(person) >= 0.0005 or abs(other) >= 0.0005:
            print(f'    ("{name}", {low}, {high}, {person:.3f}, {other:.3f}),')
    print(")")


if __name__ == "__main__":
    main()
