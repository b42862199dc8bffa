"""Find the names whose letters do not tell how they sound (Michael, George): `lexicon/names_across_scripts.tsv`.

    TAMIS_TEST_DATA=FOLDER python bench/lexicon/meet.py        # half a minute; FOLDER holds names/; after correspond.py

In: pairs of single names, Latin and another script (`names/tokens_*.tsv.gz`, CC0), the half that `bench/measure` tunes on. Out:
the pairs found often enough that the correspondence of letters does not bring together as nearly the same; and the
commonest names of the world, which `hand/names_across_scripts.txt` has from general knowledge.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from arrange import HAND
from correspond import TABLES
from tables import DATE, write_table

from measure.stable import TUNED, half_of
from tamis.values.eastern import Reading
from tamis.values.forms import forms_of
from tamis.values.names import name_tokens
from tamis.values.similarity import similarities
from tamis.values.spelt import Spelt

_LEAST_COUNT = 4
_LEAST_SHARE = 0.25  # of the times that the other spelling was found
_ALIKE = 0.86  # from here on letters are enough
_STRANGE_COUNT = 12  # times that a pair must be found which letters do not bring together at all


def often(root: Path) -> dict[tuple[str, str], int]:
    """Return (token in another script, Latin token) -> how often, of pairs that are common for the first."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for table in sorted(table for tables in TABLES.values() for table in tables):
        with gzip.open(root / "names" / f"tokens_{table}.tsv.gz", "rt", encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                latin, other, count = line.rstrip("\n").split("\t")
                if int(count) > 1 and half_of(latin) == TUNED:
                    names = name_tokens(other, Reading.TRANSCRIBED), name_tokens(latin)
                    if len(names[0]) == len(names[1]) == 1 and names[1][0].isascii() and not names[0][0].isascii():
                        counts[names[0][0], names[1][0]] += int(count)
    total: dict[str, int] = defaultdict(int)
    for (other, _), count in counts.items():
        total[other] += count
    return {pair: count for pair, count in counts.items() if count >= max(_LEAST_COUNT, _LEAST_SHARE * total[pair[0]])}


def by_hand() -> set[tuple[str, str, str]]:
    """Return the rows of names that are compiled: one token each side, found no time."""
    rows = set()
    for line in (HAND / "names_across_scripts.txt").read_text("utf-8").splitlines():
        latin, colon, others = line.partition(":")
        for other in others.split(",") if colon and not line.startswith("#") else ():
            tokens = name_tokens(other, Reading.TRANSCRIBED)
            if len(tokens) == 1 and not tokens[0].isascii():
                rows.add((tokens[0], latin, "0"))
    return rows


def main() -> None:
    """Write the table."""
    found = often(Path(os.environ["TAMIS_TEST_DATA"]))
    pairs = sorted(pair for pair in found if len(pair[0]) > 1 and len(pair[1]) > 2)
    rows = np.arange(len(pairs))
    sides = [Spelt.of(forms_of([pair[side] for pair in pairs])) for side in (0, 1)]
    alike = similarities(sides[0], sides[1], rows, rows)
    kept = [
        (other, latin, str(found[other, latin]))
        for (other, latin), likeness in zip(pairs, alike.tolist(), strict=True)
        if likeness < _ALIKE and (likeness > 0 or found[other, latin] >= _STRANGE_COUNT)
    ]
    header = (
        "Names whose letters do not tell how they sound, in other scripts.",
        "source: steveash/NETransliteration-COLING2018 (CC0), the half tuned on; hand/names_across_scripts.txt; bench/lexicon/meet.py",
        f"date: {DATE}",
        "licence: CC0-1.0; the compiled rows Apache-2.0, as tamis",
        "consumer: tamis.values.classes",
        "columns: token in another script, token in Latin letters, how often found (0: compiled)",
    )
    twice = {row[:2] for row in kept}
    kept += sorted(row for row in by_hand() if row[:2] not in twice)
    print(write_table("names_across_scripts", header, kept), "rows of", len(pairs))


if __name__ == "__main__":
    main()
