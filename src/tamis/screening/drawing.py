"""What a text says of the bearer of one name at several places -> whole portraits: who is meant where.

In: what is told at each place. Out: a portrait for each place that names somebody in full. What is told of a surname alone is said of
whom the text named before; a name that is said nothing of is whoever was last drawn under it. Must not know: names, listings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tamis.screening.characters import is_of_characters
from tamis.screening.particulars import SILENT, Particulars

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
        place: Number of the full name; None for a surname alone.
        early: Whether it stands where a headline does: there the next portrait is meant.
    """

    told: Particulars
    start: int
    end: int
    place: int | None
    early: bool = False


def drawn(text: str, tellings: Sequence[Telling]) -> dict[int, Particulars]:
    """Return the portrait of each full name, by its number; what is said of one bearer at several places is put together.

    Args:
        text: The text.
        tellings: In the order of the text.
    """
    portraits: list[Particulars] = []
    which: list[int] = []
    named = next((at for at, one in enumerate(tellings) if one.place is not None), 0)
    tellings = tellings[named:]
    for at, one in enumerate(tellings):
        new = "\n\n" in text[tellings[at - 1].start if at else 0 : one.start]
        which.append(_place(portraits, which, one, new))
    _lead_back(text, tellings, which)
    return {
        one.place: portraits[at] if at >= 0 else SILENT
        for one, at in zip(tellings, which, strict=True)
        if one.place is not None
    }


def _place(portraits: list[Particulars], which: Sequence[int], one: Telling, new: bool) -> int:
    """Return which portrait is meant at a place, -1 for none yet; a new paragraph may lead back to the first."""
    last = which[-1] if which else -1
    if not one.told:
        first = portraits[0] if portraits else SILENT
        described = bool(first.birth_dates or first.age or first.countries)
        passing = new and described and last > 0 and which.count(last) < which.count(0)
        return 0 if passing else last if which else len(portraits) - 1
    if portraits and (joined := _joined(portraits[-1], one.told)) is not None:
        portraits[-1] = joined
        return len(portraits) - 1
    known = next((at for at, other in enumerate(portraits) if other == one.told), None)
    if known is not None:
        return known
    if one.place is None and portraits:
        return last
    portraits.append(one.told)
    return len(portraits) - 1


def _lead_back(text: str, tellings: Sequence[Telling], which: list[int]) -> None:
    """Give the names before the first portrait to it where a headline leads to it, or a surname leads back.

    In Chinese everybody is called by the full name. Elsewhere a full name that comes again may be said of another.
    """
    first = next((at for at, portrait in enumerate(which) if portrait >= 0), 0)
    if not first:
        return
    drawer = tellings[first]
    for at in range(first - 1, -1, -1):
        between = text[tellings[at].end : drawer.start]
        whole = drawer.place is not None and not is_of_characters(text[drawer.start : drawer.end])
        called = not whole and len(between) < _NEAR and "\n\n" not in between
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
