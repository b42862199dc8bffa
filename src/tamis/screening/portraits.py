"""What each mention's text says of its bearer, gathered over a document, and which readings that leaves.

In: the sightings of a document. Out: a portrait for each, and the sightings whose readings bear what is said; those that none bears
are somebody else. A name that is said nothing of beside it is whoever was last drawn under it, or else is drawn next.
Must not know: short forms, links.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tamis.records import Evidence, Listing, PartyKind
from tamis.screening.births import year_of
from tamis.screening.context import Context
from tamis.screening.drawing import Telling, drawn
from tamis.screening.gaps import Gap
from tamis.screening.matching import Matcher
from tamis.screening.meanings import Company, Registry
from tamis.screening.particulars import SILENT, Particulars, read_particulars
from tamis.screening.passages import passage_at
from tamis.screening.rules import RULES, Reading
from tamis.screening.score import score_of
from tamis.screening.spans import Shape
from tamis.screening.stretches import Sighting
from tamis.screening.testimony import Scene, weigh, weigh_setting
from tamis.screening.words import Words

_YEAR = re.compile(r"(?:(?<=[^\W\d_A-Z] )|(?<=\())(1[5-9]\d\d|20\d\d)(?!\d|[.,:]\d)|(?<!\d)(1[5-9]\d\d|20\d\d)(?=年)")
_HEADLINE = 250
"""Characters at the beginning of a text in which a name is of whom the text goes on to speak."""


@dataclass(frozen=True, slots=True)
class Portrayed:
    """A sighting with what is said of its bearer and, for each reading that is left, what that tells; none is left of somebody else."""

    sighting: Sighting
    told: Particulars
    evidence: tuple[tuple[Evidence, ...], ...]


class Portraitist:
    """Draws the bearers of names from one document after another."""

    def __init__(self, matcher: Matcher, registry: Registry) -> None:
        self._matcher = matcher
        self._registry = registry

    def portray(self, context: Context, sightings: Sequence[Sighting]) -> tuple[list[Portrayed], frozenset[int]]:
        """Return the sightings of one text in its order, each with its portrait and the readings that bear it.

        The second answer are the words that are somebody else's surname by what is said beside them.
        """
        ordered = sorted(sightings, key=lambda one: one.first)
        starts = [context.words.start[one.first] for one in ordered]
        portraits, others = self._portraits(context, ordered)
        out = []
        for sighting, start, told in zip(ordered, starts, portraits, strict=True):
            low, high = bisect.bisect_left(starts, start - RULES.near_by), bisect.bisect(starts, start + RULES.near_by)
            out.append(self._tested(context, sighting, told, ordered[low:high]))
        return out, others

    def _portraits(self, context: Context, ordered: Sequence[Sighting]) -> tuple[list[Particulars], frozenset[int]]:
        groups: dict[int, list[Telling]] = {}
        out: list[Particulars] = []
        year = year_of(context.words.text) if ordered else None
        for place, sighting in enumerate(ordered):
            reading = min(sighting.readings, key=lambda one: one.listing)
            told = SILENT
            if any(one.person for one in sighting.readings):
                told = self._read(context, ordered, (sighting.first, sighting.last), year)
            out.append(told)
            telling = self._telling(context, (sighting.first, sighting.last), reading, told)
            early = _is_heading(context.words, ordered, place)
            groups.setdefault(reading.listing, []).append(dataclasses.replace(telling, place=place, early=early))
        others: set[int] = set()
        for row, surnames in self._of_surnames(context, ordered, year).items():
            groups[row] += surnames
        for tellings in groups.values():
            found = drawn(context.words.text, sorted(tellings, key=lambda one: one.start))
            others |= found.others
            for place, told in found.portraits.items():
                out[place] = told
        return out, frozenset(others)

    def _read(
        self, context: Context, ordered: Sequence[Sighting], span: tuple[int, int], year: int | None
    ) -> Particulars:
        """Return what is said beside a name, from the full name before it to that behind it."""
        words = context.words
        at = bisect.bisect_left(ordered, span[0], key=lambda one: one.first)
        low = words.end[ordered[at - 1].last] if at else 0
        after = bisect.bisect_right(ordered, span[1], key=lambda one: one.first)
        high = words.start[ordered[after].first] if after < len(ordered) else len(words.text)
        start, end = words.start[span[0]], words.end[span[1]]
        return read_particulars(words.text, start, end, (low, high), year, context.is_german)

    def _telling(self, context: Context, span: tuple[int, int], reading: Reading, told: Particulars) -> Telling:
        start, end = context.words.start[span[0]], context.words.end[span[1]]
        if not told:
            return Telling(told, start, end, span[0])
        listing = self._registry.listing_at(reading.listing)
        evidence = weigh(
            self._matcher, reading, listing, told, Scene(context.settings.around(start, end), lambda: False)
        )
        weight = sum(one.agreement * one.weight for one in evidence)
        another = 1 + weight < self._matcher.policy.threshold_for(listing.kind)
        return Telling(told, start, end, span[0], weight=weight, another=another)

    def _of_surnames(self, context: Context, ordered: Sequence[Sighting], year: int | None) -> dict[int, list[Telling]]:
        """Return what is said where somebody is called by surname alone: who that is depends on whom the text named before."""
        words = context.words
        borne: dict[str, dict[int, Reading]] = {}
        beginnings: set[str] = set()
        for sighting in ordered:
            reading = min(sighting.readings, key=lambda one: one.listing)
            for key in _surname_keys(context, sighting) if reading.person else ():
                borne.setdefault(key, {})[reading.listing] = reading
            beginnings |= {_beginning(words, sighting.first), _beginning(words, sighting.last)}
        within = {place for one in ordered for place in one.places}
        out: dict[int, list[Telling]] = {}
        for place in range(len(words.start)) if borne else ():
            if place in within or words.shape[place] not in (Shape.CAPITAL, Shape.CASELESS):
                continue
            if _beginning(words, place) not in beginnings:
                continue
            bearers = {row: one for key in context.keys(place) for row, one in borne.get(key, {}).items()}
            for row, reading in bearers.items():
                if not _is_bare(context, place, self._registry.listing_at(row), within):
                    continue
                if told := self._read(context, ordered, (place, place), year):
                    telling = self._telling(context, (place, place), reading, told)
                    out.setdefault(row, []).append(dataclasses.replace(telling, alone=True))
        return out

    def _tested(self, context: Context, sighting: Sighting, told: Particulars, near: Sequence[Sighting]) -> Portrayed:
        words = context.words
        passage = passage_at(words.text, words.start[sighting.first], words.end[sighting.last])
        years = [int(one[0] or one[1]) for one in _YEAR.findall(passage)]
        setting = context.settings.around(words.start[sighting.first], words.end[sighting.last])
        kept: list[Reading] = []
        evidence: list[tuple[Evidence, ...]] = []
        for reading in sighting.readings:
            listing = self._registry.listing_at(reading.listing)
            scene = Scene(setting, functools.partial(self._has_company, listing, sighting, near))
            found = weigh(self._matcher, reading, listing, told, scene) if told else ()
            found += weigh_setting(reading, scene, found)
            if _of_another_age(listing, years) or self.score(reading, found) < self._matcher.policy.threshold_for(
                listing.kind
            ):
                continue
            kept.append(reading)
            evidence.append(found)
        return Portrayed(dataclasses.replace(sighting, readings=tuple(kept)), told, tuple(evidence))

    def _has_company(self, listing: Listing, sighting: Sighting, near: Sequence[Sighting]) -> bool:
        """Say whether a party that is linked with this one is named near by."""
        reached = ((one.name, self._registry.listing_at(reading.listing)) for one in near for reading in one.readings)
        return Company(reached).linked(listing, sighting.name) is not None

    def score(self, reading: Reading, evidence: Sequence[Evidence]) -> float:
        """Return the score of a name with what else is told: the fold of screening."""
        return score_of([(reading.score, 1.0), *((one.agreement, one.weight) for one in evidence)])


def _is_heading(words: Words, ordered: Sequence[Sighting], place: int) -> bool:
    """Say whether a name stands in a line of its own before the text begins."""
    own = ordered[place]
    following = words.start[ordered[place + 1].first] if place + 1 < len(ordered) else len(words.text)
    return words.start[own.first] < _HEADLINE and "\n" in words.text[words.end[own.last] : following]


def _beginning(words: Words, place: int) -> str:
    return words.text[words.start[place] : words.start[place] + 2].casefold()


def _surname_keys(context: Context, sighting: Sighting) -> tuple[str, ...]:
    """Return what the surname of a person's name is known by: its last word, or the first where a comma stands behind it."""
    words = context.words
    if sighting.first == sighting.last or words.shape[sighting.last] not in (Shape.CAPITAL, Shape.CASELESS):
        return ()
    comma = words.gap[sighting.first + 1] == Gap.COMMA
    place = sighting.first if comma else sighting.last
    return context.keys(place) if words.end[place] - words.start[place] >= RULES.short_form else ()


def _is_bare(context: Context, place: int, listing: Listing, within: AbstractSet[int]) -> bool:
    """Say whether a surname stands by itself and is not that of a bystander."""
    return context.stands_alone(place, place, True, within.__contains__) and not context.is_bystander(
        place, place, listing
    )


def _of_another_age(listing: Listing, years: Sequence[int]) -> bool:
    """Say whether the sentence speaks of years in which neither ship nor firm was listed, nor the person born."""
    if not years:
        return False
    if listing.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
        born = min((date.first.year for date in listing.birth_dates), default=RULES.first_year)
        return max(years) < born - RULES.years_before
    return max(years) < RULES.first_year
