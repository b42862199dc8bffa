"""Which listings describe the same party, and how we know.

In: two listings. Out: the reason in words, or None. Beyond doubt means, in this order: one cites the other's reference
with its publisher, or both cite the same one; they share an identifier and, for persons, a date of birth; or they share names of great rarity together
with a date of birth (persons), or several names (others). Nothing that contradicts may stand against it. Scores never
depend on this. Must not know: queries, thresholds.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Hashable, Sequence
from typing import Protocol

import numpy as np

from tamis.index import Index
from tamis.records import Identifier, Name, PartialDate, PartyKind
from tamis.values.identifiers import normalise_identifier
from tamis.values.names import name_tokens
from tamis.values.rarity import Rarity, Role

_RARE_PERSON = 12.0
"""Nats of the rarest shared name of persons: with a full date of birth (10 nats) one stranger in three billion."""

_RARE_TOGETHER = 18.0
"""Nats of two shared names of a person where the date of birth is only a year or a range."""

_RARE_OTHER = 25.0
"""Nats of the shared names of an organisation or vessel, of which there must be at least two."""

_SHORTEST_IDENTIFIER = 6

_CITED = {
    "un_reference": ("un", "UN reference"),
    "uk_reference": ("uk", "UK reference"),
    "ofsi_group": ("uk-ofsi", "OFSI group"),
}
"""Kind of an identifier that is another publisher's reference -> that publisher's list, and the same in words."""


class Described(Protocol):
    """What is read of a listing: a Listing, or a `glimpses.Glimpse` of one."""

    @property
    def id(self) -> str:
        """`<watchlist>:<publisher's own reference>`."""
        ...

    @property
    def watchlist(self) -> str:
        """The part of the id before the colon."""
        ...

    @property
    def kind(self) -> PartyKind:
        """Person, organisation, vessel ..."""
        ...

    @property
    def names(self) -> Sequence[Name]:
        """Every name."""
        ...

    @property
    def birth_dates(self) -> tuple[PartialDate, ...]:
        """Every date of birth given."""
        ...

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Passports, tax numbers, references of other publishers ..."""
        ...


Words = tuple[Hashable, ...]
"""The words of a name, sorted: tokens, or rows of tokens in an index."""

Weight = tuple[float, int]
"""Nats of the words of a name, as its kind of party bears them, and how many of them play no special part."""


class Traits:
    """What tells whose listing it is; each trait is worked out when it is first asked for, and once.

    Attributes:
        id: Of the listing. watchlist: Its watchlist. kind: Its kind.
    """

    __slots__ = ("_births", "_cited", "_listing", "_numbers", "_words", "id", "kind", "watchlist")

    def __init__(self, listing: Described) -> None:
        self._listing = listing
        self.id, self.watchlist, self.kind = listing.id, listing.watchlist, listing.kind
        self._births: list[tuple[dt.date, dt.date, str]] | None = None
        self._cited: dict[str, str] | None = None
        self._numbers: dict[str, str] | None = None
        self._words: dict[Words, Weight | None] | None = None

    @property
    def births(self) -> list[tuple[dt.date, dt.date, str]]:
        """First day, last day and text of each date of birth."""
        if self._births is None:
            self._births = [(one.first, one.last, str(one)) for one in self._listing.birth_dates]
        return self._births

    @property
    def cited(self) -> dict[str, str]:
        """Ids of the listings that it gives as its own with other publishers, each with its words."""
        if self._cited is None:
            self._cited = cited_listings(self._listing)
        return self._cited

    @property
    def numbers(self) -> dict[str, str]:
        """Bare value of each identifier -> its kind, the last of several."""
        if self._numbers is None:
            self._numbers = {_bare(item.kind, item.value): item.kind for item in self._listing.identifiers}
        return self._numbers

    @property
    def words(self) -> dict[Words, Weight | None]:
        """Words of each name -> what they weigh, as far as that is known; none for a name without words."""
        if self._words is None:
            self._words = self._read()
            self._words.pop((), None)
        return self._words

    def _read(self) -> dict[Words, Weight | None]:
        return {_words_of(name.text): None for name in self._listing.names}

    def weigh(self, words: Words) -> Weight:
        """Return what the words of one of its names weigh."""
        known = self.words[words]
        if known is not None:
            return known
        nats, ordinary = _rarity_of(tuple(map(str, words)))
        return nats[0 if self.kind is PartyKind.PERSON else 1], ordinary


class IndexedTraits(Traits):
    """The same of a listing in an index, which knows the words of its names and what they weigh."""

    __slots__ = ("_index", "_row")

    def __init__(self, listing: Described, index: Index, row: int) -> None:
        super().__init__(listing)
        self._index, self._row = index, row

    def _read(self) -> dict[Words, Weight | None]:
        """Return the words of the first reading of each name."""
        index = self._index
        start, end = index.name_listing.searchsorted(np.array([self._row, self._row + 1], dtype=np.int32)).tolist()
        offset, ordinal = index.name_offset[start : end + 1].tolist(), index.name_ordinal[start:end].tolist()
        token = index.name_token[offset[0] : offset[-1]]
        tokens, ordinary = token.tolist(), (index.token_role[token] == Role.ORDINARY).tolist()
        found: dict[Words, Weight | None] = {}
        for place, nats in enumerate(index.name_nats[start:end].tolist()):
            if not place or ordinal[place] != ordinal[place - 1]:
                some = slice(offset[place] - offset[0], offset[place + 1] - offset[0])
                found[tuple(sorted(tokens[some]))] = nats, sum(ordinary[some])
        return found


def same_party(one: Described, two: Described) -> str | None:
    """Say why two listings of different watchlists are the same party; None where it is not beyond doubt."""
    return same_traits(Traits(one), Traits(two))


def same_traits(one: Traits, two: Traits) -> str | None:
    """Say the same of traits, both of listings or both of one index."""
    if one.watchlist == two.watchlist:
        return None
    if cited := _cited(one, two) or _cited(two, one) or _cited_by_both(one, two):
        return cited
    if PartyKind.UNKNOWN in (one.kind, two.kind) or one.kind is not two.kind:
        return None
    if one.kind is not PartyKind.PERSON:
        identifier = _shared_identifier(one, two)
        return f"the same {identifier}" if identifier else _same_other(one, two)
    birth = _shared_birth_date(one, two)
    if birth is None:
        return None
    identifier = _shared_identifier(one, two)
    return f"the same {identifier} and date of birth {birth}" if identifier else _same_person(one, two, birth)


def _same_other(one: Traits, two: Traits) -> str | None:
    shared = one.words.keys() & two.words.keys()
    if len(shared) >= 2 and sum(one.weigh(words)[0] for words in shared) >= _RARE_OTHER:
        return f"{len(shared)} names in common"
    return None


def _same_person(one: Traits, two: Traits, birth: str) -> str | None:
    weights = [one.weigh(words) for words in one.words.keys() & two.words.keys()]
    nats = [weight for weight, ordinary in weights if ordinary >= 2]
    if not nats:
        return None
    full = len(birth) == len("1950-06-05") and "/" not in birth
    if full and max(nats) >= _RARE_PERSON:
        return f"the same name and date of birth {birth}"
    if len(nats) >= 2 and sum(nats) >= _RARE_TOGETHER:
        return f"{len(nats)} names in common and the year of birth"
    return None


def cited_listings(listing: Described) -> dict[str, str]:
    """Return the ids of the listings that a listing gives as its own with other publishers, each with its words."""
    found = {}
    for item in listing.identifiers:
        if item.kind in _CITED:
            watchlist, words = _CITED[item.kind]
            reference = item.value.strip()
            found[f"{watchlist}:{reference}"] = f"{words} {reference}"
    return found


def reference_of(listing: Described) -> Identifier | None:
    """Return a listing's own reference as other publishers cite it; None for a list that nobody cites."""
    watchlist, _, reference = listing.id.partition(":")
    kind = next((kind for kind, (cited, _) in _CITED.items() if cited == watchlist), None)
    return Identifier(kind, reference) if kind else None


def _cited(citing: Traits, cited: Traits) -> str | None:
    """Say that one listing gives the other's reference as its own."""
    words = citing.cited.get(cited.id)
    return f"cites the {words}" if words else None


def _cited_by_both(one: Traits, two: Traits) -> str | None:
    """Say that both listings give the same third publisher's reference as their own."""
    if not one.cited or not two.cited:
        return None
    shared = min((words for key, words in one.cited.items() if key in two.cited), default=None)
    return f"both cite the {shared}" if shared else None


def _shared_birth_date(one: Traits, two: Traits) -> str | None:
    """Return the finest date of birth that both give or that one's range holds, the first of several; None for none."""
    found = [
        _finer(text, other)
        for first, last, text in one.births
        for other_first, other_last, other in two.births
        if first <= other_last and other_first <= last
    ]
    if not found:
        return None
    exact = {text for *_, text in one.births} & {text for *_, text in two.births}
    return max(sorted(exact or found), key=len)


def _finer(*texts: str) -> str:
    return max(texts, key=lambda text: ("/" not in text, len(text)))


def _shared_identifier(one: Traits, two: Traits) -> str | None:
    """Return the kind of an identifier that both have, whatever the kind the other publisher gives it."""
    mine = one.numbers
    shared = next((value for value in two.numbers if len(value) >= _SHORTEST_IDENTIFIER and value in mine), None)
    return None if shared is None else mine[shared].replace("_", " ")


def _bare(kind: str, value: str) -> str:
    return "".join(char for char in normalise_identifier(kind, value) if char.isalnum()).casefold()


@functools.lru_cache(maxsize=20_000)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(sorted(name_tokens(name)))


@functools.lru_cache(maxsize=20_000)
def _rarity_of(tokens: tuple[str, ...]) -> tuple[tuple[float, float], int]:
    """Return what the tokens weigh as a person's name and as another's, and how many play no special part."""
    weights = Rarity.shipped().weights(tokens)
    person, other = weights.nats.sum(axis=0).tolist()
    return (person, other), int((weights.role == Role.ORDINARY).sum())
