"""Sighting, Full, Short: stretches of a text's words with what they could mean, or do.

In and out: records between the finders of sightings and those who decide about them. Must not know: texts, listings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tamis.screening.meanings import Meaning
from tamis.screening.rules import Reading, Strength


@dataclass(frozen=True, slots=True)
class Sighting:
    """A stretch of words that holds a listed name.

    Attributes:
        first: First word.
        last: Last word.
        name: Position of its tokens in `Windows.names`.
        readings: What it could mean, best first, all of the same strength.
        strength: Of the best.
    """

    first: int
    last: int
    name: int
    readings: tuple[Reading, ...]
    strength: Strength

    @property
    def places(self) -> range:
        """Its words."""
        return range(self.first, self.last + 1)

    @property
    def worth(self) -> tuple[float, float, int, int]:
        """What is chosen first where sightings overlap: the most that agrees, in the fewest words."""
        covered = max(reading.covered for reading in self.readings)
        return (-covered, -self.readings[0].score, self.last - self.first, self.first)


@dataclass(frozen=True, slots=True)
class Full:
    """A mention in full: words first .. last, what they mean."""

    first: int
    last: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Short:
    """A word or two that stand for a party named in full elsewhere; `listed` where a listed name says so."""

    first: int
    last: int
    full: Full
    listed: bool


def apart(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Return sightings that do not overlap, the fullest chosen first, in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for sighting in sorted(sightings, key=lambda one: one.worth):
        if taken.isdisjoint(sighting.places):
            taken.update(sighting.places)
            chosen.append(sighting)
    return sorted(chosen, key=lambda one: one.first)
