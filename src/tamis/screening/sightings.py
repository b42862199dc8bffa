"""Windows and their readings -> sightings: the stretches of a text that hold a listed name.

In: the words of a text, its windows and what each could mean. Out: sightings that do not overlap, the fullest first
chosen, each a name by itself and not part of a longer one. Which listing is meant is decided elsewhere.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from tamis.index import KINDS
from tamis.records import NameQuality, PartyKind
from tamis.screening.characters import goes_on, is_behind_a_name, is_of_a_thing, listed_stretch
from tamis.screening.context import Context
from tamis.screening.gaps import Gap
from tamis.screening.lone import Candidate, LoneFinder
from tamis.screening.matching import Matcher
from tamis.screening.meanings import Registry
from tamis.screening.rules import RULES, Reading, Strength, strength_of
from tamis.screening.spans import Shape
from tamis.screening.stretches import Sighting, apart
from tamis.screening.vocabulary import opens_no_name
from tamis.screening.widening import widened
from tamis.screening.windows import Windows
from tamis.screening.words import Words
from tamis.values.characters import is_of_characters
from tamis.values.normalise import fold

_BETWEEN_PERSONS = frozenset(["of", "and", "the", "for", "to", "in", "on", "&", "et", "und", "wa", "и"])
_CRAFT = (PartyKind.VESSEL, PartyKind.AIRCRAFT)


class SightingFinder:
    """Finds the sightings of texts over one index."""

    def __init__(self, matcher: Matcher, registry: Registry, lone: LoneFinder) -> None:
        self._matcher = matcher
        self._registry = registry
        self._lone = lone

    def find(
        self,
        context: Context,
        windows: Windows,
        readings: Sequence[tuple[Reading, ...]],
        lone: Sequence[Candidate],
    ) -> tuple[list[Sighting], list[Sighting]]:
        """Return the sightings that stand alone, and those that count only with support.

        Args:
            context: The text.
            windows: Its windows.
            readings: What each of their names could mean.
            lone: What `LoneFinder.seek` found in it.
        """
        strengths = [[strength_of(reading, self._matcher.policy.weak_aliases) for reading in some] for some in readings]
        promising = [max(some, default=Strength.NOTHING) > Strength.NOTHING for some in strengths]
        seen: list[Sighting] = []
        for first, last, name in zip(windows.first.tolist(), windows.last.tolist(), windows.name.tolist(), strict=True):
            if not promising[name] and context.words.shape[first] != Shape.IDEOGRAPH:
                continue
            kinds = [
                self._strength(context.words, (first, last), reading, one)
                for reading, one in zip(readings[name], strengths[name], strict=True)
            ]
            for strength in (Strength.ALONE, Strength.SUPPORTED):
                fitting = tuple(
                    reading
                    for reading, one in zip(readings[name], kinds, strict=True)
                    if one is strength and self._fits(context, first, last, reading)
                )
                if fitting:
                    seen.extend(self._whole_characters(context.words, Sighting(first, last, name, fitting, strength)))
        seen += self._lone.sightings(context, lone, len(windows.names))
        seen = [self._widened(context.words, one) for one in seen]
        alone = apart([one for one in seen if one.strength is Strength.ALONE])
        named = {place for one in alone for place in range(one.first, one.last + 1)}
        alone = [one for one in alone if self._is_whole(context, one, named)]
        taken = {place for one in alone for place in range(one.first, one.last + 1)}
        rest = [one for one in seen if one.strength is Strength.SUPPORTED and taken.isdisjoint(one.places)]
        return alone, [one for one in rest if self._is_whole(context, one, named - set(one.places))]

    def _strength(self, words: Words, places: tuple[int, int], reading: Reading, strength: Strength) -> Strength:
        """Return what a reading is worth: a ship's name of several words stands alone where ships are spoken of."""
        ideographs = words.shape[places[0]] == Shape.IDEOGRAPH and places[1] - places[0] + 1 >= RULES.firm_characters
        if ideographs and not reading.person and reading.two_sided and reading.score >= RULES.exact:
            return Strength.ALONE
        if strength is Strength.NOTHING:
            many = places[1] - places[0] + 1
            firm = (
                words.shape[places[0]] == Shape.IDEOGRAPH and not reading.person and reading.missing <= RULES.strangers
            )
            return Strength.SUPPORTED if firm and many >= RULES.firm_characters else strength
        craft = KINDS[self._matcher.index.listing_kind[reading.listing]] in _CRAFT
        exact = reading.two_sided and reading.score >= RULES.exact and reading.quality is not NameQuality.WEAK
        return Strength.ALONE if craft and exact and strength is Strength.SUPPORTED else strength

    def _widened(self, words: Words, sighting: Sighting) -> Sighting:
        return widened(words, sighting, self._registry.listing_at(sighting.readings[0].listing))

    def _is_whole(self, context: Context, sighting: Sighting, named: set[int]) -> bool:
        best = sighting.readings[0]
        if best.score < RULES.exact and best.covered < RULES.least_shouted and context.is_shouted(sighting.first):
            return False
        person = best.person
        own = sighting.places
        return context.stands_alone(
            sighting.first, sighting.last, person, lambda place: place in named and place not in own
        )

    def _fits(self, context: Context, first: int, last: int, reading: Reading) -> bool:
        """Say whether what lies between the words allows this reading."""
        words = context.words
        gaps = words.gap[first + 1 : last + 1]
        exact = reading.two_sided and reading.score >= RULES.exact
        if Gap.LINE in gaps and not exact:
            return False
        if Gap.QUOTE in gaps and (reading.person or not exact):
            return False
        long = reading.person and reading.covered >= RULES.least_shouted
        if Gap.COMMA in gaps and not (exact and (long or _is_surname_first(words, first, gaps))):
            return False
        if reading.crossing and len(fold(self._registry.matched(reading).listed).split()) < 2:
            return False
        if reading.person and not _is_one_name(words, first, last):
            return False
        if not any(map(str.isalpha, words.text[words.start[first] : words.end[last]])) and not _has_digit(
            self._registry.matched(reading).listed
        ):
            return False
        if not self._is_cased_alike(words, first, last, reading):
            return False
        if KINDS[self._matcher.index.listing_kind[reading.listing]] not in _CRAFT:
            return True
        sure = exact or (reading.two_sided and reading.crossing)
        return sure and context.speaks_of_craft(first, last)

    def _is_cased_alike(self, words: Words, first: int, last: int, reading: Reading) -> bool:
        """Say whether small words of the text are small in the listed name too, where that has small letters at all."""
        listed = self._registry.matched(reading).listed
        small = [
            words.word(place)
            for place in range(first, last + 1)
            if words.shape[place] == Shape.TAIL and words.gap[place] != Gap.HYPHEN
        ]
        if not small or not (reading.ordinary or reading.quality is NameQuality.WEAK):
            return True
        if listed.isupper():
            return last - first > 1
        return not any(word.casefold().capitalize() in listed for word in small)

    def _whole_characters(self, words: Words, sighting: Sighting) -> list[Sighting]:
        """Return the sightings with the whole of the listed name, which holds the very characters: they sound alike too often."""
        start, end = words.start[sighting.first], words.end[sighting.last]
        if not is_of_characters(words.text[start:end]):
            return [sighting]
        found: dict[tuple[int, int], list[Reading]] = {}
        for reading in sighting.readings:
            names = [name.text for name in self._registry.listing_at(reading.listing).names]
            shortened = not reading.person and reading.missing <= RULES.strangers
            stretch = listed_stretch(words.text, start, end, names, shortened)
            if (
                stretch is not None
                and not goes_on(words.text, stretch[1])
                and not is_of_a_thing(words.text, stretch[1])
                and not (reading.person and is_behind_a_name(words.text, stretch[0]))
            ):
                found.setdefault(stretch, []).append(reading)
        out = []
        for (begin, stop), readings in found.items():
            first = bisect.bisect_right(words.start, begin) - 1
            last = bisect.bisect_left(words.end, stop)
            out.append(dataclasses.replace(sighting, first=first, last=last, readings=tuple(readings)))
        return out


def _is_surname_first(words: Words, first: int, gaps: Sequence[int]) -> bool:
    """SAEED, Hafiz: the family name in capitals, or the whole at the beginning of a line."""
    comma = first + gaps.index(Gap.COMMA)
    shouted = all(words.word(place).isupper() and len(words.word(place)) > 1 for place in range(first, comma + 1))
    return shouted or words.stop[first]


def _has_digit(listed: str) -> bool:
    return any(map(str.isdigit, listed))


def _is_one_name(words: Words, first: int, last: int) -> bool:
    """Say whether nothing stands between the words that stands between two persons: Ali and Hassan."""
    for place in range(first + 1, last + 1):
        if words.gap[place] == Gap.OWNER:
            return False
        if words.gap[place] == Gap.JOINED:
            between = words.text[words.end[place - 1] : words.start[place]].casefold().split()
            if not _BETWEEN_PERSONS.isdisjoint(between):
                return False
        if place < last and opens_no_name(words.word(place)):
            return False
    return True
