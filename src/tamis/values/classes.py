"""Tokens that stand for each other though they are not spelt alike: nicknames, one name in several languages, words of
organisations' names and their translations, syllables romanised by different standards, names whose spelling in another
script does not follow from their letters.

In: a token. Out: its equivalents and how alike they count. Facts from the lexicon; must not know lists or weights.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from tamis.values.tables import read_table

_ALIKE = (("nicknames", 0.93), ("transliterations", 0.95), ("business_words", 0.91), ("translations", 0.91))
"""How alike two members of a class of each table are: near the likeness of one vowel's difference in a name of average
length. A nickname is as good as a slight misspelling, a translated word a little less."""

_ACROSS_SCRIPTS, _ONE_NAME = "names_across_scripts", 0.95
"""One name in two scripts, whose letters do not tell that it is: 마이클 is Michael."""

_ONE_SYLLABLE = 0.98
"""A Korean syllable is one letter group of Hangul, whatever romanisation spells it: jeong and jong are the same."""


@functools.cache
def _members() -> tuple[dict[str, list[tuple[str, float]]], dict[str, list[str]]]:
    classes_of: dict[str, list[tuple[str, float]]] = {}
    members: dict[str, list[str]] = {}
    for table, alike in _ALIKE:
        for row in read_table(table):
            name = f"{table}:{row[1]}"
            same = table == "transliterations" and row[2] == "korean"
            classes_of.setdefault(row[0], []).append((name, _ONE_SYLLABLE if same else alike))
            members.setdefault(name, []).append(row[0])
    for other, latin, _ in read_table(_ACROSS_SCRIPTS):
        name = f"{_ACROSS_SCRIPTS}:{latin}"
        if name not in members:
            members[name] = [latin]
            classes_of.setdefault(latin, []).append((name, _ONE_NAME))
        members[name].append(other)
        classes_of.setdefault(other, []).append((name, _ONE_NAME))
    return classes_of, members


@functools.cache
def syllables() -> frozenset[str]:
    """Return the syllables of Chinese, Korean and Vietnamese names, by every standard that romanises them."""
    return frozenset(row[0] for row in read_table("transliterations"))


def in_classes() -> Iterable[str]:
    """Return the tokens that stand in a class."""
    return _members()[0]


def equivalents(token: str) -> tuple[tuple[str, float], ...]:
    """Return (other token, likeness) for each token that stands in a class with this one."""
    return _equivalents(token) if token in _members()[0] else ()


@functools.cache
def _equivalents(token: str) -> tuple[tuple[str, float], ...]:
    classes_of, members = _members()
    found: dict[str, float] = {}
    for name, alike in classes_of[token]:
        for other in members[name]:
            if other != token:
                found[other] = max(alike, found.get(other, 0.0))
    return tuple(sorted(found.items()))
