"""How common a token is among the people of a country and of Wikidata.

In: the folder `names` of CC0 tables. Out: token -> share. It must not know the lists.
Formulas: given names of rank r are borne by .5 x .025 r^-.75 of a country's people (half of them men or women);
family names by their published share, else .012 r^-.6; Korean family names by .21 r^-.95. They were fitted to the
countries whose tables carry counts. The largest country counts, not a sum over the world, and at a quarter: a
customer file is of one culture more often than of the world.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from folding import fold, script_of

# People in millions, for tables with counts and no shares; round figures of the national statistics about 2020.
_PEOPLE_M = {
    "AU": 26, "BE": 11.5, "BG": 6.9, "BY": 9.3, "CA": 38, "CH": 8.7, "CL": 19, "CN": 1411, "CO": 50, "CU": 11.2,
    "CZ": 10.6, "DK": 5.85, "DO": 10.8, "EE": 1.33, "FO": 0.053, "FR": 67, "GE": 3.7, "GT": 17, "HR": 3.9,
    "IS": 0.37, "KZ": 19, "LK": 22, "LU": 0.64, "MD": 2.6, "MX": 126, "NO": 5.4, "PH": 110, "PL": 38, "SI": 2.1,
    "SK": 5.45, "SV": 10.4, "TW": 23.5, "US": 310, "XK": 1.8,
}  # fmt: skip
_COUNTRY_WEIGHT = 0.25
_WIKIDATA_PEOPLE = 250_000


def tokens_of(name: str) -> set[str]:
    """The folded tokens under which a name may be looked up: whole, as split by hyphens, and by character.

    "Ji-an" gives ji, an and jian; 若汐 gives itself and each of its characters; a foreign name written in Korean
    letters (four syllables and more) is not split.
    """
    found = fold(name)
    tokens = set(found)
    if "-" in name and len(found) == 2:
        tokens.add("".join(found))
    for token in found:
        script = script_of(token)
        if script == "CJK" or (script == "HANGUL" and len(token) <= 3):
            tokens.update(token)
            if len(token) == 3:  # family name of one character, given name of two
                tokens.add(token[1:])
    return tokens


def _family_share(row: dict[str, str], rank: float) -> float:
    country = row["Country"]
    if row["Percent"]:
        return float(row["Percent"])
    if country == "KR":
        return float(0.21 * rank**-0.95)
    if row["Count"] and country in _PEOPLE_M:
        return float(row["Count"]) / (_PEOPLE_M[country] * 1e6)
    return float(0.012 * rank**-0.6)


def _country_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _spellings(rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], str, float]]:
    """Rows with each spelling of their name and what part of the name's bearers to count for it.

    Where a table gives several romanisations of one name (Chen, Ch'en, Can, Chan, Chun, Tan, Ting), the k-th counts
    1/k: they come with the usual one first, and each with the count of all.
    """
    earlier: defaultdict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for row in rows:
        # Vietnam and Korea write names in Chinese characters no longer; the tables give them as origins.
        if not (row["Country"] in ("VN", "KR") and script_of(row["Localized Name"]) == "CJK"):
            yield row, row["Localized Name"], 1.0
        for spelling in row["Romanized Name"].split("/"):
            known = earlier[row["Country"], row["Name Group"]]
            if (folded := fold(spelling)) not in known:
                known.append(folded)
            yield row, spelling, 1.0 / (known.index(folded) + 1)


def read_countries(names: Path) -> dict[str, float]:
    """Share of a token in the country where it is most common, times a quarter; local and romanised spellings."""
    share: defaultdict[str, float] = defaultdict(float)
    for row, spelling, part in _spellings(_country_rows(names / "forenames_by_country.csv")):
        given = 0.5 * 0.025 * float(row["Index"] or 20) ** -0.75
        for token in tokens_of(spelling):
            share[token] = max(share[token], given * part)
    for row, spelling, part in _spellings(_country_rows(names / "surnames_by_country.csv")):
        family = _family_share(row, float(row["Rank"] or 20))  # a table without ranks is alphabetical
        for token in tokens_of(spelling):
            share[token] = max(share[token], family * part)
    return {token: _COUNTRY_WEIGHT * value for token, value in share.items()}


def read_wikidata(names: Path) -> dict[str, float]:
    """Share of a token among people with a page: its largest count over the scripts' tables / 250,000."""
    largest: defaultdict[str, int] = defaultdict(int)
    for path in sorted(names.glob("tokens_*.tsv.gz")):
        counts: defaultdict[str, int] = defaultdict(int)
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            next(file)
            for line in file:
                latin, local, count = line.rstrip("\n").split("\t")
                for token in tokens_of(latin) | tokens_of(local):
                    counts[token] += int(count)
        for token, bearers in counts.items():
            largest[token] = max(largest[token], bearers)
    return {token: count / _WIKIDATA_PEOPLE for token, count in largest.items() if not re.fullmatch("[a-z]", token)}
