"""Synthetic customers: as many as are asked for, named as people are named, nobody in particular.

Comes in: the folder of facts on names (the commonest forenames and surnames by country, single names of people in Latin letters),
a seed. Goes out: rows of a customer file. The same seed gives the same customers. Must not know lists or engines.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HEADINGS = ("customer_id", "full_name", "birth_date", "nationality")
_FIRST_YEAR, _YEARS = 1935, 72
_RARE = 0.5
"""Share of surnames from the long tail: the commonest fifty of a country name about half of its people."""
_MIDDLE = 0.25
_ABROAD = 0.1
_TAILS = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")


@dataclass(frozen=True, slots=True)
class Names:
    """What customers are named with: country -> forenames and surnames with the cumulated weight of each; the long tail."""

    forenames: dict[str, tuple[list[str], list[float]]]
    surnames: dict[str, tuple[list[str], list[float]]]
    tail: list[str]


def read_names(root: Path) -> Names:
    """Return the facts on names, from the folder that `TAMIS_TEST_DATA` names."""
    folder = root / "names"
    tail: set[str] = set()
    for script in _TAILS:
        with gzip.open(folder / f"tokens_{script}.tsv.gz", "rt", encoding="utf-8") as lines:
            next(lines)
            tail |= {line.partition("\t")[0].capitalize() for line in lines}
    return Names(
        _by_country(folder / "forenames_by_country.csv"),
        _by_country(folder / "surnames_by_country.csv"),
        sorted(name for name in tail if len(name) > 2),
    )


def _by_country(path: Path) -> dict[str, tuple[list[str], list[float]]]:
    found: dict[str, dict[str, None]] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            name = row["Romanized Name"] or row["Localized Name"]
            if name:
                found.setdefault(row["Country"], {})[name] = None
    weighed = {}
    for country, names in found.items():
        weights = [1 / rank for rank in range(1, len(names) + 1)]  # Zipf
        weighed[country] = (list(names), list(itertools.accumulate(weights)))
    return weighed


def customers(names: Names, count: int, seed: int = 0) -> Iterator[tuple[str, str, str, str]]:
    """Yield rows of `HEADINGS`: a number, a name, a birth date, a nationality."""
    chance = random.Random(seed)
    countries = sorted(names.forenames.keys() & names.surnames.keys())
    for number in range(1, count + 1):
        country = chance.choice(countries)
        given, weights = names.forenames[country]
        parts = chance.choices(given, cum_weights=weights, k=2 if chance.random() < _MIDDLE else 1)
        if chance.random() < _RARE:
            parts.append(chance.choice(names.tail))
        else:
            family, weights = names.surnames[country]
            parts += chance.choices(family, cum_weights=weights)
        day = np.datetime64(f"{_FIRST_YEAR}-01-01") + chance.randrange(_YEARS * 365)
        nationality = chance.choice(countries) if chance.random() < _ABROAD else country
        yield f"C{number:09d}", " ".join(parts), str(day), nationality


def write_parquet(path: Path, names: Names, count: int, seed: int = 0) -> None:
    """Write a customer file in row groups of 100,000."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(heading, pa.string()) for heading in HEADINGS])
    rows = customers(names, count, seed)
    with parquet.ParquetWriter(path, schema) as file:
        while part := list(itertools.islice(rows, 100_000)):
            columns = [pa.array(column) for column in zip(*part, strict=True)]
            file.write_table(pa.table(columns, schema=schema))
