"""People who are on no list, called as people of a country are: its common names recombined, with a culture, a country, a birth date.

Comes in: the tables of common names by country. Goes out: people, the same on every machine. They are nobody; where one bears a
listed name, that is what being called so means. Must not know lists or engines.
"""

from __future__ import annotations

import csv
import functools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure.lists import Customer
from measure.stable import half_of, plain_words, script_of, stream
from measure.subjects import culture_of_country
from tamis.records import PartialDate

_ELSEWHERE = {
    "english": "gb us ca au nz ie gg je im gi jm za", "germanic": "de at ch nl be li lu", "nordic": "dk se no fi is fo gl ee",
    "central european": "pl cz sk hu si lt lv", "southern european": "it mt sm ad mc", "romanian": "ro md", "japanese": "jp",
    "georgian": "ge", "armenian": "am", "thai and khmer": "th kh", "mongolian": "mn",
}  # fmt: skip
_CULTURE_ELSEWHERE = {code: culture for culture, codes in _ELSEWHERE.items() for code in codes.split()}
_PATRONYMIC = ("arabic", "urdu", "persian")
"""Where no family names are tabled and people are called by their own name, their father's and grandfather's."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented.

    Attributes:
        customer: The person as a customer: name, script, birth date, country.
        culture: How the name is made.
    """

    customer: Customer
    culture: str


@dataclass(frozen=True, slots=True)
class Names:
    """The common names of one country, the commonest first: (romanised, in local script or empty)."""

    male: tuple[tuple[str, str], ...]
    female: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]


def culture_of(code: str | None) -> str:
    """Return the culture of names of a country, `other` where none is told."""
    return culture_of_country(code) or _CULTURE_ELSEWHERE.get(code or "", "other")


@functools.cache
def names_by_country(root: Path) -> dict[str, Names]:
    """Return the tabled names of every country that has names to be called by."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: {"M": [], "F": [], "S": []})
    for file in ("forenames_by_country.csv", "surnames_by_country.csv"):
        with (root / "names" / file).open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                roman, local = row["Romanized Name"].strip(), row["Localized Name"].strip()
                pair = (roman, local if script_of(local) not in ("Latn", "Zyyy") else "")
                if roman:
                    found[row["Country"].lower()][row.get("Gender") or "S"].append(pair)
    return {
        code: Names(tuple(names["M"]), tuple(names["F"]), tuple(names["S"]))
        for code, names in sorted(found.items())
        if names["M"] and (names["S"] or culture_of(code) in _PATRONYMIC)
    }


def common_people(root: Path, half: str, per_culture: int, seed: int) -> list[Person]:
    """Return up to `per_culture` people of each culture in one half, and beside each who can be written so the same in local script."""
    by_culture: dict[str, list[str]] = defaultdict(list)
    for code in names_by_country(root):
        by_culture[culture_of(code)].append(code)
    people = []
    for culture, codes in sorted(by_culture.items()):
        if culture == "other":
            continue
        made: dict[str, Person] = {}
        for number in range(20 * per_culture):
            if len(made) >= per_culture:
                break
            code = codes[number % len(codes)]
            for name in _called(names_by_country(root)[code], culture, "called", seed, half, code, number):
                if name and half_of(plain_words(name)) == half:
                    made.setdefault(name, Person(Customer(name, script_of(name), _born(name), code), culture))
        people += made.values()
    return people


def written_in_script(root: Path, per_country: int, seed: int) -> dict[str, list[tuple[str, str]]]:
    """Return full names (Latin, local script) by ISO 15924 code of the script, for every script that the tables have whole names in."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for code, names in names_by_country(root).items():
        for number in range(per_country):
            latin, local = _called(names, culture_of(code), "written", seed, code, number)
            if local:
                found[script_of(local)][latin, local] = None
    return {script: list(pairs) for script, pairs in sorted(found.items())}


def _called(names: Names, culture: str, *seed: object) -> tuple[str, str]:
    """Return one name, romanised and in local script; empty where a part of it is not tabled so."""
    chance = stream(*seed)
    given = names.female if names.female and chance.random() < 0.4 else names.male
    parts = [_common(given, chance.random())]
    if names.family:
        parts.append(_common(names.family, chance.random()))
    else:
        parts += [_common(names.male, chance.random()) for _ in range(1 if chance.random() < 0.5 else 2)]
    local = [part for _, part in parts]
    family_first = culture in ("chinese", "korean", "japanese", "vietnamese")
    written = "".join(reversed(local)) if family_first else " ".join(local)
    return " ".join(roman for roman, _ in parts), written if all(local) else ""


def _common(names: Sequence[tuple[str, str]], chance: float) -> tuple[str, str]:
    """Return a name, the n-th in rank 1 / n as often as the first (Zipf)."""
    weights = [1.0 / (rank + 1) for rank in range(len(names))]
    left = chance * sum(weights)
    for name, weight in zip(names, weights, strict=True):
        left -= weight
        if left <= 0:
            return name
    return names[-1]


def _born(name: str) -> PartialDate:
    chance = stream("born", name)
    return PartialDate(chance.randint(1945, 2005), chance.randint(1, 12), chance.randint(1, 28))
