"""What a text says of the bearer of one name at several places -> whole portraits: who is meant where.

In: what is told at each place. Out: a portrait for each place that names somebody in full. What is told of a surname alone is said of
whom the text named before; a name that is said nothing of is whoever was last drawn under it. Must not know: names, listings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tamis.screening.particulars import SILENT, Particulars
from tamis.values.characters import is_of_characters

BIRTHDAYS = 2
"""Years that somebody's age may move in one text."""

_NEAR = 300
"""Characters, in one paragraph, within which a surname is that of the full name before it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told at one place.

    Attributes:
        told: Perhaps nothing.
        start: First code point of the name.
        end: One past its last.
        place: Number of the full name, or of the word that a surname alone is.
        alone: Whether it is a surname alone.
        early: Whether it stands where a headline does: there the next portrait is meant.
        weight: What it weighs for the listing, against it below 0.
        another: Whether it is enough to tell another person.
    """

    told: Particulars
    start: int
    end: int
    place: int
    alone: bool = False
    early: bool = False
    weight: float = 0.0
    another: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The portrait of each full name, by its number, and the words that are the surnames of others."""

    portraits: dict[int, Particulars]
    others: frozenset[int]


def drawn(text: str, tellings: Sequence[Telling]) -> Drawn:
    """Return whole portraits: what is said of one bearer at several places is put together.

    Args:
        text: The text.
        tellings: In the order of the text.
    """
    portraits: list[_Portrait] = []
    seen: list[Telling] = []
    which: list[int] = []
    others: set[int] = set()
    for one in tellings:
        if one.alone and not seen:  # nobody is named yet whom it could mean
            continue
        if one.alone and one.another and not (which[-1] < 0 and _is_near(text, seen[-1], one)):
            others.add(one.place)
            continue
        fresh = "\n\n" in text[seen[-1].start if seen else 0 : one.start]
        which.append(_place(portraits, which, one, fresh))
        seen.append(one)
    _lead_back(text, seen, which)
    return Drawn(
        {
            one.place: portraits[at].told if at >= 0 else SILENT
            for one, at in zip(seen, which, strict=True)
            if not one.alone
        },
        frozenset(others),
    )


@dataclass(frozen=True, slots=True)
class _Portrait:
    told: Particulars
    weight: float


def _place(portraits: list[_Portrait], which: Sequence[int], one: Telling, new: bool) -> int:
    """Return which portrait is meant at a place, -1 for none yet; a new paragraph may lead back to the first."""
    last = which[-1] if which else -1
    if not one.told:
        first = portraits[0].told if portraits else SILENT
        described = bool(first.birth_dates or first.age or first.countries)
        passing = new and described and last > 0 and which.count(last) < which.count(0)
        return 0 if passing else last if which else len(portraits) - 1
    if portraits and portraits[-1].weight * one.weight >= 0:
        joined = _joined(portraits[-1].told, one.told)
        if joined is not None:
            portraits[-1] = _Portrait(joined, portraits[-1].weight + one.weight)
            return len(portraits) - 1
    known = next((at for at, other in enumerate(portraits) if other.told == one.told), None)
    if known is not None:
        return known
    if one.alone and portraits:
        return last
    portraits.append(_Portrait(one.told, one.weight))
    return len(portraits) - 1


def _is_near(text: str, one: Telling, two: Telling) -> bool:
    between = text[one.end : two.start]
    return len(between) < _NEAR and "\n\n" not in between


def _lead_back(text: str, tellings: Sequence[Telling], which: list[int]) -> None:
    """Give the names before the first portrait to it where a headline leads to it, or a surname leads back.

    In Chinese everybody is called by the full name. Elsewhere a full name that comes again may be said of another.
    """
    first = next((at for at, portrait in enumerate(which) if portrait >= 0), 0)
    if not first:
        return
    drawer = tellings[first]
    whole = not drawer.alone and not is_of_characters(text[drawer.start : drawer.end])
    for at in range(first - 1, -1, -1):
        called = not whole and _is_near(text, tellings[at], drawer)
        if called or (at == 0 and first == 1 and tellings[0].early):
            which[at] = 0


def _joined(known: Particulars, new: Particulars) -> Particulars | None:
    """Return two portraits as one; None where they are of two people."""
    if (
        known.born
        and new.born
        and not any(one.first <= two.last and two.first <= one.last for one in known.born for two in new.born)
    ):
        return None
    if known.age and new.age and abs(known.age - new.age) > BIRTHDAYS:
        return None
    if known.genders and new.genders and known.genders != new.genders:
        return None
    if known.countries and new.countries and not set(known.countries) & set(new.countries):
        return None
    if known.callings and not new.callings & known.callings and (new.birth_dates or new.age or new.countries):
        return None
    if new.callings and not known.callings:
        return None
    return Particulars(
        known.birth_dates or new.birth_dates, known.age or new.age, known.year or new.year,
        tuple(dict.fromkeys(known.countries + new.countries)), known.genders or new.genders,
        known.died or new.died, known.callings | new.callings, ", ".join(filter(None, [known.words, new.words])),
    )  # fmt: skip
