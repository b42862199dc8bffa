"""Files of lists that no parser reads, as own watchlists: names, kind, birth dates, countries, and nothing else.

Comes in: the folder of real files. Goes out: listings by the name of an own watchlist. This is for measuring only: what a publisher
says besides is left out, and what does not parse as a date or a country is left out too. Must not know engines.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from measure.stable import script_of
from tamis.errors import QueryError
from tamis.records import Listing, Name, NameQuality, PartialDate, PartyKind, check_name
from tamis.values.countries import country_code
from tamis.values.dates import parse_date

_KINDS = {
    "individual": PartyKind.PERSON, "person": PartyKind.PERSON, "entity": PartyKind.ORGANISATION, "vessel": PartyKind.VESSEL,
    "ship": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT, "company": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION, "legalentity": PartyKind.ORGANISATION,
}  # fmt: skip
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4}(?:-\d{2}(?:-\d{2})?)?)\b")
Rows = Iterator[dict[str, str]]


def own_lists(root: Path) -> dict[str, tuple[Listing, ...]]:
    """Return the listings of every file that is there, by own watchlist."""
    found = {}
    for name, (pattern, read) in _READERS.items():
        paths = sorted((root / "lists").glob(pattern))
        if paths:
            found[name] = tuple(read(name, paths))
    return found


def _rows(path: Path, delimiter: str = ",") -> Rows:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter)


def _listing(
    listing_id: str, kind: str, names: Iterable[tuple[str, NameQuality]], dates: Iterable[PartialDate] = (), countries: str = ""
) -> Listing | None:  # fmt: skip
    """Return a listing; None where no name can be screened."""
    seen: dict[str, NameQuality] = {}
    for text, quality in names:
        plain = " ".join(text.split()).strip(" ;,")
        if plain and _is_name(plain):
            seen.setdefault(plain, quality)
    if not seen:
        return None
    codes = (country_code(one.strip()) for one in re.split(r"[;,]", countries))
    return Listing(
        id=listing_id, kind=_KINDS.get(kind.strip().lower(), PartyKind.UNKNOWN), birth_dates=tuple(dict.fromkeys(dates)),
        names=tuple(Name(text, quality) for text, quality in seen.items()),
        countries=tuple(dict.fromkeys(code for code in codes if code)),
    )  # fmt: skip


def _is_name(text: str) -> bool:
    try:
        check_name(text)
    except QueryError:
        return False
    return True


def _aliases(text: str) -> list[tuple[str, NameQuality]]:
    return [(one, NameQuality.ALIAS) for one in text.split(";")]


def _dates(text: str) -> list[PartialDate]:
    """Return the dates in a cell: D.M.YYYY anywhere in it, else YYYY, YYYY-MM, YYYY-MM-DD."""
    texts = [f"{year}-{int(month):02d}-{int(day):02d}" for day, month, year in _DAY_FIRST.findall(text)]
    found = []
    for one in texts or _YEAR_FIRST.findall(text):
        try:
            found.append(parse_date(one))
        except ValueError:
            continue
    return found


def _screening_list(name: str, paths: list[Path]) -> Iterator[Listing]:
    for number, row in enumerate(_rows(paths[0])):
        names = [(row["name"], NameQuality.PRIMARY), *_aliases(row["alt_names"] or "")]
        countries = f"{row['nationalities'] or ''};{row['citizenships'] or ''}"
        if one := _listing(f"{name}:{number}", row["type"], names, _dates(row["dates_of_birth"] or ""), countries):
            yield one


def _denied_persons(name: str, paths: list[Path]) -> Iterator[Listing]:
    for number, row in enumerate(_rows(paths[0], "\t")):
        if one := _listing(f"{name}:{number}", "", [(row["Name"], NameQuality.PRIMARY)]):
            yield one


def _ofac_names(name: str, paths: list[Path]) -> Iterator[Listing]:
    for row in _rows(paths[-1]):
        names = [(row["name"], NameQuality.PRIMARY), *_aliases(row["alternate_names"])]
        if one := _listing(f"{name}:{row['uid']}", row["type"], names):
            yield one


def _uk_names(name: str, paths: list[Path]) -> Iterator[Listing]:
    folder = paths[0].parent
    by_subject: dict[str, list[tuple[str, NameQuality]]] = defaultdict(list)
    for row in _rows(folder / "subject_names.csv.gz"):
        weak = row["alias_strength"] == "low_quality_aka"
        quality = (
            NameQuality.WEAK if weak else NameQuality.PRIMARY if row["name_type"] == "primary" else NameQuality.ALIAS
        )
        by_subject[row["unique_id"]].append((row["full_name"], quality))
    births: dict[str, list[PartialDate]] = defaultdict(list)
    for row in _rows(folder / "subject_dobs.csv"):
        births[row["unique_id"]] += _dates("-".join(filter(None, (row["year"], row["month"], row["day"]))))
    for row in _rows(folder / "subjects.csv"):
        subject = row["unique_id"]
        names = sorted(by_subject[subject], key=lambda one: one[1] is not NameQuality.PRIMARY)
        if one := _listing(f"{name}:{subject}", row["subject_type"], names, births[subject]):
            yield one


def _apart(text: str, quality: NameQuality) -> list[tuple[str, NameQuality]]:
    """Return a name and, as names of their own, what its brackets hold in another script."""
    inside = [part for part in _BRACKETS.findall(text) if script_of(part) not in ("Latn", "Zyyy")]
    return [(_BRACKETS.sub(" ", text) if inside else text, quality), *((part, quality) for part in inside)]


def _eu_names(name: str, paths: list[Path]) -> Iterator[Listing]:
    columns = {
        "alias": NameQuality.ALIAS, "weakAlias": NameQuality.WEAK, "previousName": NameQuality.FORMER,
    }  # fmt: skip
    for path in paths:
        for row in _rows(path):
            if row["schema"] == "Asset":
                continue
            names = _apart(row["name"], NameQuality.PRIMARY)
            for column, quality in columns.items():
                names += [pair for part in row[column].split(";") for pair in _apart(part, quality)]
            listing_id = f"{name}:{row['celex']}-{row['recordId']}"
            countries = f"{row['nationality']};{row['country']}"
            if one := _listing(listing_id, row["schema"], names, _dates(row["birthDate"]), countries):
                yield one


def _emirates(name: str, paths: list[Path]) -> Iterator[Listing]:
    """Read the rows with a number in the first column: Arabic name, Latin name, date; further tables have a name alone."""
    with paths[0].open(encoding="utf-8-sig", newline="") as lines:
        for place, row in enumerate(csv.reader(lines)):
            if not row or not row[0].strip().isdecimal():
                continue
            cells = [cell for cell in row[3:9] if script_of(cell) in ("Arab", "Latn") and len(cell.split()) > 1]
            arabic = [cell for cell in cells if script_of(cell) == "Arab"]
            latin = [cell for cell in cells if script_of(cell) == "Latn"]
            names = [(cell, NameQuality.PRIMARY) for cell in (latin[-1:] + arabic[-1:])]
            kind = "person" if "شخص" in row[1] else "entity"
            if one := _listing(f"{name}:{place}", kind, names, _dates(",".join(row[6:9]))):
                yield one


def _chinese(name: str, paths: list[Path]) -> Iterator[Listing]:
    for number, row in enumerate(_rows(paths[0])):
        names = [(row["Name"], NameQuality.PRIMARY), *_aliases(row["Alias"]), (row["Chinese name"], NameQuality.ALIAS)]
        if one := _listing(f"{name}:{number}", row["Type"], names, countries=row["Country"]):
            yield one


def _proscribed(name: str, paths: list[Path]) -> Iterator[Listing]:
    for number, row in enumerate(json.loads(paths[0].read_text(encoding="utf-8"))):
        if one := _listing(
            f"{name}:{number}", "person", [(row.get("Name") or "", NameQuality.PRIMARY)], countries="pk"
        ):
            yield one


def _simple(name: str, paths: list[Path]) -> Iterator[Listing]:
    for row in _rows(paths[0]):
        names = [(row["name"], NameQuality.PRIMARY), *_aliases(row["aliases"])]
        if one := _listing(f"{name}:{row['id']}", row["schema"], names, _dates(row["birth_date"]), row["countries"]):
            yield one


_READERS: dict[str, tuple[str, Callable[[str, list[Path]], Any]]] = {
    "own-us-screening": ("us-csl/2022-05-16/*.csv.gz", _screening_list),
    "own-us-denied": ("us-bis/*/dpl.txt", _denied_persons),
    "own-ofac-names": ("derived/ofac-sdn/*/*.csv.gz", _ofac_names),
    "own-uk-names": ("derived/uk-fcdo/*/subjects.csv", _uk_names),
    "own-eu-journal": ("derived/eu-journal/*/consolidated/*.csv*", _eu_names),
    "own-emirates": ("ae/*/*.csv", _emirates),
    "own-china": ("cn/*/*.csv", _chinese),
    "own-pakistan": ("pk/*/*.json", _proscribed),
    "own-ukraine": ("opensanctions/ua_war_sanctions/*/targets.simple.csv.gz", _simple),
}
"""By own watchlist: where its files lie, and how they are read; of several days the first, or the newest where it is whole."""
