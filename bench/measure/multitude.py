"""A multitude of people who are on no list: parts of real names recombined, as many as asked for, hardly two alike.

Comes in: the tables of names across scripts, a count, a seed. Goes out: full names in Latin letters, the same on every machine. Must not
know engines.
"""

from __future__ import annotations

import functools
import gzip
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from measure.stable import digest
from tamis.records import Listing, Name, PartyKind

_SHORTEST, _LONGEST = 4, 12
_MIDDLE = 0.3
"""Share of people with a second given name."""

TABLES = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")


@functools.cache
def name_parts(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return given names and family names: what comes first and last in full names of people, and single names for both."""
    given: set[str] = set()
    family: set[str] = set()
    for script in ("hebrew", "korean"):
        for latin in _column(root / "names" / f"people_{script}.tsv.gz"):
            words = [word.lower() for word in latin.split()]
            if len(words) > 1:
                given.add(words[0])
                family.add(words[-1])
    for script in TABLES:
        for latin in _column(root / "names" / f"tokens_{script}.tsv.gz"):
            word = latin.lower()
            (family if digest("part", word) & 3 else given).add(word)
    return tuple(sorted(filter(_is_plain, given))), tuple(sorted(filter(_is_plain, family)))


def _column(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.partition("\t")[0].strip()


def _is_plain(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()


def recombined(root: Path, count: int, seed: int) -> Iterator[str]:
    """Return `count` different full names."""
    given, family = name_parts(root)
    chance = random.Random(digest("multitude", seed))
    seen: set[int] = set()
    while len(seen) < count:
        parts = [chance.choice(given)]
        if chance.random() < _MIDDLE:
            parts.append(chance.choice(given))
        parts.append(chance.choice(family))
        key = digest(*sorted(parts))
        if key not in seen:
            seen.add(key)
            yield " ".join(parts).title()


def listings(root: Path, count: int, seed: int) -> Iterator[Listing]:
    """Return a listing for each name; one at a time, for a million of them at once weigh more than their index."""
    for number, text in enumerate(recombined(root, count, seed)):
        yield Listing(id=f"own-multitude:{number}", kind=PartyKind.PERSON, names=(Name(text),))


def near_duplicates(names: Sequence[str], sample: int, edits: int = 1) -> float:
    """Return the share of names whose sorted words are within `edits` letters of another's, from a sample asked of all."""
    ordered = [" ".join(sorted(name.lower().split())) for name in names]
    asked = random.Random(0).sample(range(len(ordered)), min(sample, len(ordered)))
    near = 0
    for start in range(0, len(asked), 16):
        places = asked[start : start + 16]
        table = cdist(
            [ordered[place] for place in places], ordered, scorer=Levenshtein.distance, score_cutoff=edits, dtype=np.uint8, workers=1
        )  # fmt: skip
        near += int(((table <= edits).sum(axis=1) > 1).sum())  # each is within 0 of itself
    return near / len(asked)
