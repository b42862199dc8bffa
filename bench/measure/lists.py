"""The real files: lists, customers, labelled pairs, names across scripts, from the folder that `TAMIS_TEST_DATA` names.

Comes in: the folder. Goes out: listings and queries, in halves. Must not know engines or alterations.
"""

from __future__ import annotations

import csv
import functools
import gzip
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measure.ownlists import own_lists
from measure.stable import half_of, plain_words, script_of
from measure.subjects import natural_order
from tamis.errors import TamisError
from tamis.records import Listing, Name, PartialDate, PartyKind, Query
from tamis.sources import read_publication, watchlists
from tamis.values.countries import country_code

UN, OFAC = "un", "ofac-sdn"
FOLDERS = {UN: "un/2026-02-27", OFAC: "ofac/2021-07-07"}
"""The publications that the figures are about."""
FURTHER = {
    "un@2017-06-20": "un/2017-06-20",
    "un@2026-08-01": "un/2026-08-01",
    "ofac-sdn@2019-01-04": "ofac/2019-01-04",
    "ofac-cons@2018-04-06": "ofac/2018-04-06",
    "ofac-cons@2026-01-08": "ofac/2026-01-08",
}
"""Other publications, whose names must be found exactly too: the oldest and newest of each list and form."""


class NoDataError(Exception):
    """The folder of real files is not here."""


def data_folder() -> Path:
    """Return the folder of real files.

    Raises:
        NoDataError: `TAMIS_TEST_DATA` is not set, or names no folder with `lists` in it.
    """
    folder = os.environ.get("TAMIS_TEST_DATA")
    if not folder or not (Path(folder) / "lists").is_dir():
        raise NoDataError("TAMIS_TEST_DATA does not name a folder with lists/ and eval/ in it; set it to measure")
    return Path(folder)


@functools.cache
def read_list(watchlist: str, folder: Path) -> tuple[Listing, ...]:
    """Return the listings of one publication: the XML file of the UN or of OFAC's other lists, or the folder with a set."""
    name = watchlist.partition("@")[0]
    main = sorted(folder.glob("consolidated.xml*")) if name != OFAC else []
    return read_publication(name, main or [folder]).listings


@functools.cache
def every_list(root: Path) -> dict[str, tuple[Listing, ...]]:
    """Return every list that is there: of each watchlist the newest publication that reads, then own lists of what does not."""
    found = {}
    for name in watchlists():
        folders = sorted((root / "lists" / name.partition("-")[0]).glob("*"), reverse=True)
        listings = next(filter(None, (_read(name, folder) for folder in folders)), None)
        if listings:
            found[name] = listings
    return found | own_lists(root)


def _read(name: str, folder: Path) -> tuple[Listing, ...] | None:
    """Return the listings of a folder, or of the first file in it that reads; None where none does."""
    for path in (folder, *sorted(folder.glob("*"))):
        try:
            return read_publication(name, [path]).listings
        except TamisError:
            continue
    return None


def party_half(listing: Listing) -> str:
    """Return the half of a listed party: by its primary name, so that the same party on two lists falls together."""
    return half_of(plain_words(natural_order(listing.primary_name.text, listing.kind)))


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who is on no list.

    Attributes:
        name: As the customer file has it.
        script: ISO 15924 code of most of its letters.
        birth_date: Date of birth, where the file has one.
        country: Alpha-2 code of the nationality, where known.
        numbers: Identity numbers, digits only.
    """

    name: str
    script: str
    birth_date: PartialDate | None = None
    country: str | None = None
    numbers: tuple[str, ...] = field(default=())

    def query(self, attributes: bool) -> Query:
        """Return the query by name only, or with birth date and country."""
        if not attributes:
            return Query(names=(Name(self.name),))
        return Query(
            names=(Name(self.name),),
            birth_dates=(self.birth_date,) if self.birth_date else (),
            countries=(self.country,) if self.country else (),
        )


def read_customers(root: Path, half: str) -> list[Customer]:
    """Return the customers of one half, of both files."""
    found = []
    for file in ("customers_global.csv", "customers_us.csv"):
        with (root / "eval" / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                name = row["full_name"]
                if half_of(plain_words(name)) == half:
                    born = PartialDate.parse(row["date_of_birth"]) if row["date_of_birth"] else None
                    found.append(Customer(name, script_of(name), born, country_code(row["nationality"])))
    return found


def read_pakistani(root: Path, half: str) -> list[Customer]:
    """Return the proscribed persons of Pakistan as customers of one half; they stand for people named as listed people are."""
    rows = json.loads((root / "lists/pk/2026-06-03/source.json").read_text(encoding="utf-8"))
    customers = []
    for row in rows:
        name = " ".join((row.get("Name") or "").split())
        if name and half_of(plain_words(name)) == half:
            number = re.sub(r"\D", "", row.get("CNIC") or "")
            customers.append(Customer(name, script_of(name), None, "pk", (number,) if len(number) > 8 else ()))
    return customers


def split_off_listed(customers: Sequence[Customer], listings: Sequence[Listing]) -> tuple[list[Customer], int, int]:
    """Return the customers who are truly not listed, and how many went by identity number and by the same words."""
    numbers = {re.sub(r"\D", "", one.value) for listing in listings for one in listing.identifiers}
    words = {plain_words(name.text) for listing in listings for name in listing.names}
    rest, by_number, by_name = [], 0, 0
    for customer in customers:
        if any(number in numbers for number in customer.numbers):
            by_number += 1
        elif plain_words(customer.name) in words:
            by_name += 1
        else:
            rest.append(customer)
    return rest, by_number, by_name


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair of names.

    Attributes:
        query: The name asked.
        listed: The name listed.
        kind: Kind of both.
        match: The verdict.
        tier: How strong the evidence for the verdict is: strong, medium, weak.
    """

    query: str
    listed: str
    kind: PartyKind
    match: bool
    tier: str


_PAIR_KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANISATION,
    "Organization": PartyKind.ORGANISATION,
    "Vessel": PartyKind.VESSEL,
}


def read_pairs(root: Path) -> list[Pair]:
    """Return the labelled pairs of `eval/name_pairs.csv`."""
    with (root / "eval/name_pairs.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                row["query"],
                row["listed"],
                _PAIR_KINDS.get(row["kind"], PartyKind.UNKNOWN),
                row["match"] == "true",
                row["tier"],
            )
            for row in csv.DictReader(lines)
        ]


def read_listed_people(root: Path) -> list[tuple[str, Query]]:
    """Return listing id and altered name of `eval/un_listed_people.csv`."""
    with (root / "eval/un_listed_people.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["listing"], Query(names=(Name(row["altered_name"]),))) for row in csv.DictReader(lines)]


def read_script_pairs(path: Path) -> list[tuple[str, str]]:
    """Return (Latin, other script) of a table of `names/`, in the file's order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(row[0], row[1]) for row in rows[1:] if len(row) > 1 and row[0].strip() and row[1].strip()]
