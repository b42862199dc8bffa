"""Make the tables that people compile: fold and sort what stands in hand/*.txt, and refuse what contradicts itself.

Run: `python bench/lexicon/arrange.py [TABLE...]`. In: lines "class: phrase, phrase"; "#" begins a comment. Out: one
row for each folded phrase. A phrase that stands under two classes of one table is an error, except where the table
says that a phrase may belong to several.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from folding import fold
from tables import DATE, write_table

from tamis.values.eastern import is_eastern
from tamis.values.names import name_tokens

HAND = Path(__file__).resolve().parent / "hand"


class Table(NamedTuple):
    """A compiled table: what its header says and whether a phrase may belong to several classes."""

    title: str
    columns: str
    consumer: str
    several: bool = False
    source: str = "compiled by hand from general knowledge of the languages"


TABLES = {
    "particles": Table(
        "Small words inside names of persons, with what they do.",
        "token, class (article, filiation, kinship, divine, preposition, linking, conjunction)",
        "tamis.values.names",
    ),
    "honorifics": Table(
        "Titles and forms of address; `honorific-or-name` are given or family names as well.",
        "phrase, class (honorific, honorific-or-name, rank, office, generation)",
        "tamis.values.names",
    ),
    "legal_forms": Table(
        "Legal forms of organisations; two canonical forms of one family are near each other.",
        "phrase, canonical form, family",
        "tamis.values.names",
    ),
    "business_words": Table(
        "Words of organisations' names and the concept they stand for, across languages.",
        "word, concept, language (ISO 639-1, the first of several), kind (word, abbreviation)",
        "tamis.values.names",
    ),
    "translations": Table(
        "Words of organisations' names and their translations, beside business_words: nations, and words of several concepts.",
        "word, concept, language (ISO 639-1, the first of several), kind (word, abbreviation)",
        "tamis.values.classes",
        several=True,
    ),
    "numbers": Table(
        "Number words, ordinals and roman numerals.",
        "phrase, digits",
        "tamis.values.names",
    ),
    "nicknames": Table(
        "Given names that stand for each other: short forms, and one name in several languages.",
        "token, class, relation (variant: a form of the name itself; nickname: a short or pet form)",
        "tamis.values.names",
        several=True,
    ),
    "transliterations": Table(
        "Spellings of one name whose romanisations differ by more than a letter.",
        "token, class, culture",
        "tamis.values.names",
        several=True,
    ),
}


AS_TOKENS = ("business_words", "translations")
"""Tables whose words are looked up by tokens of names: a word in Cyrillic also stands as it is in Latin letters there, one in
Arabic without its article and its hamza."""


_SHORTEST_TOKEN = 3  # del is "of affairs" in Russian and "of the" in Spanish


def as_token(phrase: str) -> str | None:
    """Return the token that a phrase in another script is in a name; None where it is more than one, or stays as it is."""
    if phrase.isascii() or is_eastern(phrase):
        return None
    tokens = name_tokens(phrase)
    long = len(tokens) == 1 and len(tokens[0]) > _SHORTEST_TOKEN and tokens[0].isalpha()
    return tokens[0] if long and tokens[0] != phrase else None


class Entry(NamedTuple):
    """A phrase as compiled, with the class that heads its line."""

    phrase: str
    label: str


def read_hand(name: str) -> Iterator[Entry]:
    """Yield the phrases of `hand/<name>.txt`, folded, with the words before the colon."""
    path = HAND / f"{name}.txt"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        label, colon, phrases = line.partition(":")
        if not colon:
            raise SystemExit(f"{path}:{number}: no colon; write `class: phrase, phrase`")
        for phrase in phrases.split(","):
            marked = phrase.strip()
            kind = " ~" if marked.startswith("~") else ""  # ~ marks abbreviations and nicknames
            folded = " ".join(fold(marked))
            if not folded:
                raise SystemExit(f"{path}:{number}: {phrase!r} has no letters")
            yield Entry(folded, label.strip() + kind)


def _columns(name: str, entry: Entry) -> tuple[str, ...]:
    label, marked = entry.label.removesuffix(" ~"), entry.label.endswith(" ~")
    if name == "legal_forms":
        family, canonical = label.split(" ")
        return entry.phrase, canonical, family
    if name in ("business_words", "translations"):
        concept, language = label.split(" ")
        return entry.phrase, concept, language, "abbreviation" if marked else "word"
    if name == "nicknames":
        return entry.phrase, label, "nickname" if marked else "variant"
    if name == "transliterations":
        identity, culture = label.split(" ")
        return entry.phrase, identity, culture
    return entry.phrase, label


def arrange(name: str) -> int:
    """Write one table; return its rows."""
    table = TABLES[name]
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    classes: dict[str, str] = {}
    contradictions = []
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in read_hand(name):
        row = _columns(name, entry)
        known = classes.setdefault(entry.phrase, row[1])
        if known != row[1] and not table.several:
            contradictions.append(f"{entry.phrase!r} is {known} and {row[1]}")
        rows.setdefault((row[0], row[1]), row)  # the first language that a word is given for
        if name in AS_TOKENS and (token := as_token(entry.phrase)):
            found.setdefault((token, row[1]), (token, *row[1:]))
    for key, row in found.items():
        if table.several or classes.setdefault(*key) == key[1]:
            rows.setdefault(key, row)
    if contradictions:
        raise SystemExit(f"hand/{name}.txt: " + "; ".join(contradictions))
    header = (
        table.title,
        f"source: {table.source}; bench/lexicon/hand/{name}.txt, arranged by bench/lexicon/arrange.py",
        f"date: {DATE}",
        "licence: Apache-2.0, as tamis",
        f"consumer: {table.consumer}",
        f"columns: {table.columns}",
    )
    return write_table(name, header, rows.values())


def main() -> None:
    """Arrange the tables named, or all."""
    for name in sys.argv[1:] or TABLES:
        if name not in TABLES:
            raise SystemExit(f"{name}: no such table; there are {', '.join(TABLES)}")
        print(f"{name}: {arrange(name)} rows")


if __name__ == "__main__":
    main()
