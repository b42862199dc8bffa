"""Which listings describe the same party, and how we know.

In: two listings. Out: the reason in words, or None. Beyond doubt means, in this order: one cites the other's reference
with its publisher, or both cite the same one; they share an identifier and, for persons, a date of birth; or they share names of great rarity together
with a date of birth (persons), or several names (others). Nothing that contradicts may stand against it. Scores never
depend on this. Must not know: queries, thresholds.
"""

from __future__ import annotations

import functools

from tamis.records import Identifier, Listing, PartyKind
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


def same_party(one: Listing, two: Listing) -> str | None:
    """Say why two listings of different watchlists are the same party; None where it is not beyond doubt."""
    if one.watchlist == two.watchlist:
        return None
    if cited := _cited(one, two) or _cited(two, one) or _cited_by_both(one, two):
        return cited
    if PartyKind.UNKNOWN in (one.kind, two.kind) or one.kind is not two.kind:
        return None
    person = one.kind is PartyKind.PERSON
    birth = _shared_birth_date(one, two) if person else None
    if person and one.birth_dates and two.birth_dates and birth is None:
        return None
    identifier = _shared_identifier(one, two)
    if identifier and (birth or not person):
        return f"the same {identifier}" + (f" and date of birth {birth}" if birth else "")
    names = _shared_names(one, two)
    if person:
        return _same_person(names, birth)
    if len(names) >= 2 and sum(names.values()) >= _RARE_OTHER:
        return f"{len(names)} names in common"
    return None


def _same_person(names: dict[str, float], birth: str | None) -> str | None:
    if birth is None or not names:
        return None
    full = len(birth) == len("1950-06-05") and "/" not in birth
    if full and max(names.values()) >= _RARE_PERSON:
        return f"the same name and date of birth {birth}"
    if len(names) >= 2 and sum(names.values()) >= _RARE_TOGETHER:
        return f"{len(names)} names in common and the year of birth"
    return None


def cited_listings(listing: Listing) -> dict[str, str]:
    """Return the ids of the listings that a listing gives as its own with other publishers, each with its words."""
    found = {}
    for item in listing.identifiers:
        if item.kind in _CITED:
            watchlist, words = _CITED[item.kind]
            reference = item.value.strip()
            found[f"{watchlist}:{reference}"] = f"{words} {reference}"
    return found


def reference_of(listing: Listing) -> Identifier | None:
    """Return a listing's own reference as other publishers cite it; None for a list that nobody cites."""
    watchlist, _, reference = listing.id.partition(":")
    kind = next((kind for kind, (cited, _) in _CITED.items() if cited == watchlist), None)
    return Identifier(kind, reference) if kind else None


def _cited(citing: Listing, cited: Listing) -> str | None:
    """Say that one listing gives the other's reference as its own."""
    words = cited_listings(citing).get(cited.id)
    return f"cites the {words}" if words else None


def _cited_by_both(one: Listing, two: Listing) -> str | None:
    """Say that both listings give the same third publisher's reference as their own."""
    first, second = cited_listings(one), cited_listings(two)
    shared = min((words for key, words in first.items() if key in second), default=None)
    return f"both cite the {shared}" if shared else None


def _shared_birth_date(one: Listing, two: Listing) -> str | None:
    """Return the finest date of birth that both give or that one's range holds, the first of several; None for none."""
    found = []
    for first in one.birth_dates:
        for second in two.birth_dates:
            if first.first <= second.last and second.first <= first.last:
                found.append(max(str(first), str(second), key=lambda text: ("/" not in text, len(text))))
    exact = {str(date) for date in one.birth_dates} & {str(date) for date in two.birth_dates}
    return max(sorted(exact or found), key=len, default=None)


def _shared_identifier(one: Listing, two: Listing) -> str | None:
    """Return the kind of an identifier that both have, whatever the kind the other publisher gives it."""
    values = {_bare(item.kind, item.value): item.kind for item in one.identifiers}
    for item in two.identifiers:
        value = _bare(item.kind, item.value)
        if len(value) >= _SHORTEST_IDENTIFIER and value in values:
            return values[value].replace("_", " ")
    return None


def _bare(kind: str, value: str) -> str:
    return "".join(char for char in normalise_identifier(kind, value) if char.isalnum()).casefold()


def _shared_names(one: Listing, two: Listing) -> dict[str, float]:
    """Return the names that both have, word for word in any order, with their rarity in nats."""
    first = {_words_of(name.text): name.text for name in one.names}
    second = {_words_of(name.text) for name in two.names}
    column = 0 if one.kind is PartyKind.PERSON else 1
    shared = {}
    for tokens, text in first.items():
        if tokens in second and tokens:
            nats, ordinary = _rarity_of(tokens)
            if ordinary >= 2 or column == 1:
                shared[text] = nats[column]
    return shared


@functools.lru_cache(maxsize=20_000)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(sorted(name_tokens(name)))


@functools.lru_cache(maxsize=20_000)
def _rarity_of(tokens: tuple[str, ...]) -> tuple[tuple[float, float], int]:
    """Return what the tokens weigh as a person's name and as another's, and how many play no special part."""
    weights = Rarity.shipped().weights(tokens)
    person, other = weights.nats.sum(axis=0).tolist()
    return (person, other), int((weights.role == Role.ORDINARY).sum())
