"""Learn how the units of other scripts are written in Latin letters: `lexicon/correspondences.tsv`.

    TAMIS_TEST_DATA=FOLDER python bench/lexicon/correspond.py        # some six minutes on one core; FOLDER holds names/

In: pairs of single names, Latin and another script (`names/tokens_*.tsv.gz`, CC0), the tuned half of `bench/measure` only, so
that the other half judges. Out: for each unit the Latin letters that it stands for, each with what it costs more than the
likeliest, in tenths of a nat. Model: each unit gives none, one or two letters, by itself; a Latin letter may stand for
nothing. Probabilities by expectation and maximisation over all alignments, six rounds; from the third on, pairs that
fit badly (a few in a hundred are wrong) do not count.
"""

from __future__ import annotations

import functools
import gzip
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tables import DATE, write_table

from measure.stable import TUNED, half_of
from tamis.values.normalise import fold, fold_whole
from tamis.values.units import raw_of, raw_units, script_of_token, unit_names

TABLES = {
    "Hang": ("korean",),
    "Hebr": ("hebrew",),
    "Kana": ("katakana", "japanese"),
    "Hani": ("chinese",),
    "Arab": ("arabic",),
}
ROUNDS, TRUSTED_FROM = 6, 2
_LEAST_FIT = -2.6  # nats a letter: a pair that fits worse is taken for a wrong one
_FIRST_GUESS = (0.05, 0.6 / 26, 0.1 / 300)  # of no letter, one given letter, two given letters
_SILENT = 1e-3
_DEAREST = 5.0  # nats: what is rarer is left out
_LONGEST = 20


class Pair(NamedTuple):
    """A name in Latin letters, the units of its other spelling, and how much it counts."""

    latin: str
    units: bytes
    weight: float


class Edge(NamedTuple):
    """A step of an alignment: from (units, letters) to (units, letters); `unit` is -1 for a silent letter."""

    start: tuple[int, int]
    end: tuple[int, int]
    chance: float
    letters: str
    unit: int


Chances = dict[int, dict[str, float]]


def read_pairs(root: Path, script: str) -> Iterator[Pair]:
    """Yield the pairs of one script, of the tuned half."""
    for table in TABLES[script]:
        with gzip.open(root / "names" / f"tokens_{table}.tsv.gz", "rt", encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                latin, other, count = line.rstrip("\n").split("\t")
                plain, token = fold(latin), fold_whole(other)
                if half_of(latin) != TUNED or not plain.isalpha() or not plain.isascii() or not token.isalpha():
                    continue
                if token.isascii() or any(script_of_token(char) != script for char in token):
                    continue
                units = raw_units(raw_of(token))
                if 0 < len(plain) <= min(_LONGEST, 3 * len(units) + 3) and len(units) <= 3 * len(plain) + 4:
                    yield Pair(plain, units, 1 + math.log(int(count)))


def _edges(pair: Pair, chances: Chances, silent: dict[str, float]) -> tuple[list[Edge], list[list[float]]]:
    """Return the steps that an alignment may take, and the chance to come to each place."""
    latin, units = pair.latin, pair.units
    forward = [[0.0] * (len(latin) + 1) for _ in range(len(units) + 1)]
    forward[0][0] = 1.0
    edges = []
    for row in range(len(units) + 1):
        known = chances.get(units[row]) if row < len(units) else None
        for column in range(len(latin) + 1):
            here = forward[row][column]
            if here == 0.0:
                continue
            steps = []
            if column < len(latin):
                letter = latin[column]
                steps.append(Edge((row, column), (row, column + 1), silent.get(letter, 1e-4), letter, -1))
            for many in range(3 if row < len(units) and column + 2 <= len(latin) else len(latin) - column + 1):
                if row == len(units):
                    break
                letters = latin[column : column + many]
                chance = _FIRST_GUESS[many] if known is None else known.get(letters, 1e-6)
                steps.append(Edge((row, column), (row + 1, column + many), chance, letters, units[row]))
            for step in steps:
                forward[step.end[0]][step.end[1]] += here * step.chance
            edges += steps
    return edges, forward


def learn(pairs: Sequence[Pair]) -> Chances:
    """Return, for each unit, the chance of each Latin spelling."""
    chances: Chances = {}
    silent = {chr(code): _SILENT for code in range(97, 123)}
    for number in range(ROUNDS):
        counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for pair in pairs:
            edges, forward = _edges(pair, chances, silent)
            whole = forward[-1][-1]
            if whole <= 0 or (number >= TRUSTED_FROM and math.log(whole) < _LEAST_FIT * len(pair.latin)):
                continue
            _count(edges, forward, pair, counts)
        quiet = counts.pop(-1, {})
        total = sum(sum(found.values()) for found in counts.values())
        silent = {letter: count / total for letter, count in quiet.items()}
        chances = {
            unit: {letters: count / (sum(found.values()) + 1) for letters, count in found.items()}
            for unit, found in counts.items()
        }
    return chances


def _count(edges: Sequence[Edge], forward: list[list[float]], pair: Pair, counts: dict[int, dict[str, float]]) -> None:
    """Add what one pair tells of each step."""
    backward = [[0.0] * len(row) for row in forward]
    backward[-1][-1] = 1.0
    share = pair.weight / forward[-1][-1]
    for edge in reversed(edges):
        onward = backward[edge.end[0]][edge.end[1]] * edge.chance
        if onward:
            backward[edge.start[0]][edge.start[1]] += onward
            counts[edge.unit][edge.letters] += forward[edge.start[0]][edge.start[1]] * onward * share


def rows_of(script: str, chances: Chances) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of one script: what each spelling of a unit costs more than its likeliest."""
    for byte, name in unit_names(script).items():
        found = chances.get(byte, {})
        best = max(found.values(), default=0.0)
        costs = {letters: round(10 * math.log(best / chance)) for letters, chance in found.items() if chance > 1e-5}
        kept = sorted((cost, letters) for letters, cost in costs.items() if cost <= 10 * _DEAREST)
        if kept and best > 0.02:
            yield script, name, " ".join(f"{letters}:{cost}" for cost, letters in kept)


def learnt(root: Path, script: str) -> list[tuple[str, str, str]]:
    """Return the rows of one script."""
    pairs = list(read_pairs(root, script))
    rows = list(rows_of(script, learn(pairs)))
    print(f"{script}: {len(pairs)} pairs, {len(rows)} rows", flush=True)
    return rows


def main() -> None:
    """Learn every script and write the table."""
    root = Path(os.environ["TAMIS_TEST_DATA"])
    rows: list[tuple[str, str, str]] = []
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(functools.partial(learnt, root), TABLES):
            rows += found
    header = (
        "How the units of other scripts are written in Latin letters, learnt from names of people.",
        "source: steveash/NETransliteration-COLING2018 (CC0; names in Wikidata), the half tuned on; bench/lexicon/correspond.py",
        f"date: {DATE}",
        "licence: CC0-1.0",
        "consumer: tamis.values.correspondences",
        "columns: script, unit (x- initial, -x- vowel, -x final), letters:cost in tenths of a nat over the likeliest",
    )
    print(write_table("correspondences", header, rows), "rows")


if __name__ == "__main__":
    main()
