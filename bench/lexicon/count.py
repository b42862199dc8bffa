"""Make persons.tsv and organisations.tsv: how common each token is, from official lists and CC0 tables of names.

Run: `python bench/lexicon/count.py` with TAMIS_TEST_DATA set to the folder that holds lists/ and names/.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from folding import fold
from official import Row, read_all
from population import read_countries, read_wikidata, tokens_of
from tables import DATE, write_table

# Shares below cannot be told from chance: two listed persons are 155 per million.
_LEAST_PERSONS = 1.6e-4
_LEAST_ORGANISATIONS = 3e-4
_MOST = 0.5
_PERSONS_IN_ORGANISATIONS = 0.05  # an organisation named after its founder
_LICENCE = "licence: Apache-2.0, as tamis; figures counted from public lists and CC0 tables, no names of listed parties"


class Parties:
    """Listed parties, one for each however many lists and versions carry it."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}

    def root(self, node: object) -> object:
        """The party that a reference or a primary name stands for."""
        parent = self._parent.setdefault(node, node)
        while parent != self._parent[parent]:
            self._parent[parent] = self._parent[self._parent[parent]]
            parent = self._parent[parent]
        return parent

    def join(self, one: object, other: object) -> None:
        """Say that two nodes are the same party."""
        self._parent[self.root(other)] = self.root(one)


def cluster(rows: Iterable[Row], kinds: tuple[str, ...]) -> list[set[str]]:
    """Tokens of each listed party of these kinds, all its names together.

    Versions of a list share the reference; lists are joined where a primary name of two tokens or more is the same
    up to order.
    """
    parties, named = Parties(), []
    for row in rows:
        if row.kind in kinds:
            tokens = fold(row.name)
            node = (row.watchlist, row.reference)
            named.append((node, row.name))
            if row.primary and len(tokens) > 1:
                parties.join(node, ("name", row.kind, *sorted(tokens)))
    bearers: defaultdict[object, set[str]] = defaultdict(set)
    for node, name in named:
        bearers[parties.root(node)] |= tokens_of(name)
    return list(bearers.values())


def shares(parties: list[set[str]]) -> dict[str, float]:
    """Share of the parties that bear a token."""
    counts = Counter(token for tokens in parties for token in tokens)
    return {token: count / len(parties) for token, count in counts.items()}


def rows_of(share: Mapping[str, float], least: float) -> list[tuple[str, str]]:
    """Rows of a table: token, parts per million; digits and single Latin letters carry no share."""
    return [
        (token, str(round(min(value, _MOST) * 1e6)))
        for token, value in share.items()
        if value >= least and not re.fullmatch(r"[a-z]|.*[0-9].*", token)
    ]


def main() -> None:
    """Count and write both tables."""
    data = os.environ.get("TAMIS_TEST_DATA")
    if not data:
        raise SystemExit("set TAMIS_TEST_DATA to the folder that holds lists/ and names/")
    listed = list(read_all(Path(data) / "lists"))
    people = cluster(listed, ("person",))
    bodies = cluster(listed, ("organisation", "vessel", "aircraft"))
    persons: defaultdict[str, float] = defaultdict(float, shares(people))
    for table in (read_countries(Path(data) / "names"), read_wikidata(Path(data) / "names")):
        for token, value in table.items():
            persons[token] += 2 * value
    organisations: defaultdict[str, float] = defaultdict(float, shares(bodies))
    for token, value in persons.items():
        organisations[token] += _PERSONS_IN_ORGANISATIONS * min(value, _MOST)
    _write_persons(persons, len(people))
    _write_organisations(organisations, len(bodies))


def _write_persons(persons: Mapping[str, float], parties: int) -> None:
    count = write_table(
        "persons",
        (
            "How common a token is among the names of the world's persons.",
            "source: bench/lexicon/count.py; share = p_list + 2 p_country + 2 p_wikidata:",
            f"  p_list over {parties} listed persons of the official lists un, ofac, uk, ca, au, ae;",
            "  p_country from sigpwned/popular-names-by-country-dataset (CC0);",
            "  p_wikidata from steveash/NETransliteration-COLING2018 (CC0)",
            f"date: {DATE}",
            _LICENCE,
            "consumer: tamis.values.rarity",
            f"columns: token, share in parts per million; fewer than {round(_LEAST_PERSONS * 1e6)} are left out",
        ),
        rows_of(persons, _LEAST_PERSONS),
    )
    print(f"persons: {parties} parties, {count} rows")


def _write_organisations(organisations: Mapping[str, float], parties: int) -> None:
    count = write_table(
        "organisations",
        (
            "How common a token is among the names of organisations, vessels and aircraft.",
            "source: bench/lexicon/count.py; share = p_list + .05 of the token's share among persons;",
            f"  p_list over {parties} parties of the official lists un, ofac, uk, ca, au",
            f"date: {DATE}",
            _LICENCE,
            "consumer: tamis.values.rarity",
            f"columns: token, share in parts per million; fewer than {round(_LEAST_ORGANISATIONS * 1e6)} are left out",
        ),
        rows_of(organisations, _LEAST_ORGANISATIONS),
    )
    print(f"organisations: {parties} parties, {count} rows")


if __name__ == "__main__":
    main()
