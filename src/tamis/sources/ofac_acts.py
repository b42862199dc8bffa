"""What OFAC's two relational forms say of the acts behind a party and of parties with one another.

In: sanctions entries and relationships as a parser has looked them up. Out: designations, links, and which of OFAC's two lists
a file is. Knows OFAC's words; nothing of XML.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tamis.records import Designation, Link, Listing, PartyKind
from tamis.sources import ofac


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one sanctions entry says of a party.

    Attributes:
        lists: OFAC's names of the lists that it is on.
        programmes: Its programmes.
        measures: What is imposed.
        bases: Its legal bases.
        listed_on: Every day that an event of it bears, oldest first; the first is the day of listing.
        notes: What else it says.
    """

    lists: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    listed_on: tuple[dt.date, ...] = ()
    notes: tuple[str, ...] = ()


def designations_of(act: Act) -> list[Designation]:
    """Return a designation for each programme of an entry; one without a programme where it has none."""
    return [
        Designation(
            ofac.AUTHORITY,
            programme,
            listed_on=act.listed_on[0] if act.listed_on else None,
            legal_basis="; ".join(act.bases) or None,
            measures=act.measures,
        )
        for programme in act.programmes or (None,)
    ]


FORMERLY = "Formerly"
"""What stands before a relation that has ended."""

_OWNED = frozenset({"owned or controlled by", "property in the interest of"})
_ROLES = frozenset({"leader or official of", "principal executive officer"})
_THINGS = frozenset({PartyKind.VESSEL, PartyKind.AIRCRAFT})


def points_backwards(relation: str, kind: PartyKind, other: PartyKind) -> bool:
    """Say whether a relation is stored from the wrong end: a ship that owns, a company that leads a person.

    Args:
        relation: OFAC's word, in small letters.
        kind: Kind of the party that it is stored from.
        other: Kind of the party that it is stored to.
    """
    if relation in _OWNED:
        return other in _THINGS and kind not in _THINGS
    if relation in _ROLES:
        return other is PartyKind.PERSON and kind is not PartyKind.PERSON
    return False


def told_list(acts: Iterable[Act]) -> str | None:
    """Tell SDN from Consolidated by the lists that the entries name; None where none does."""
    sdn = other = 0
    for act in acts:
        if any(name.upper().startswith("SDN") for name in act.lists):
            sdn += 1
        elif act.lists:
            other += 1
    if sdn == other:
        return None
    return ofac.SDN if sdn > other else ofac.CONSOLIDATED


@dataclass(frozen=True, slots=True)
class Relation:
    """What OFAC says of two parties.

    Attributes:
        source: Id of the listing that it is stored from.
        words: OFAC's words for it.
        target: Id of the other listing; it need not be in the file.
        text: What else is said, blank for nothing.
    """

    source: str
    words: str
    target: str
    text: str = ""


def _bare(words: str) -> str:
    return words.lower().removeprefix(f"{FORMERLY.lower()} ")


def with_links(listings: Sequence[Listing], relations: Iterable[Relation]) -> list[Listing]:
    """Return the listings with their links; one that is stored from the wrong end is turned round, and says so."""
    known = {listing.id: listing for listing in listings}
    links: dict[str, list[Link]] = {}
    for stored in relations:
        relation = stored
        here, there = known.get(stored.source), known.get(stored.target)
        if here and there and points_backwards(_bare(stored.words), here.kind, there.kind):
            text = "; ".join(part for part in (stored.text, "published from the other end") if part)
            relation, there = Relation(stored.target, stored.words, stored.source, text), here
        name = there.primary_name.text if there else None
        said = f"{relation.words} {name or relation.target.partition(':')[2]}"
        link = Link(
            relation.words.lower(), relation.target, name, f"{said} ({relation.text})" if relation.text else said
        )
        links.setdefault(relation.source, []).append(link)
    return [
        dataclasses.replace(listing, links=tuple(dict.fromkeys([*listing.links, *links[listing.id]])))
        if listing.id in links
        else listing
        for listing in listings
    ]
