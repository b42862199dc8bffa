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
from tamis.screening.matching import Matcher
from tamis.screening.meanings import Company, Registry
from tamis.screening.particulars import SILENT, Particulars, read_particulars
from tamis.screening.passages import passage_at
from tamis.screening.rules import RULES, Reading
from tamis.screening.score import score_of
from tamis.screening.stretches import Sighting
from tamis.screening.testimony import weigh, weigh_setting
from tamis.screening.words import Gap, Shape, Words

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

    def portray(self, context: Context, sightings: Sequence[Sighting]) -> list[Portrayed]:
        """Return the sightings of one text in its order, each with its portrait and the readings that bear it."""
        ordered = sorted(sightings, key=lambda one: one.first)
        starts = [context.words.start[one.first] for one in ordered]
        out = []
        for sighting, start, told in zip(ordered, starts, self._portraits(context, ordered), strict=True):
            low, high = bisect.bisect_left(starts, start - RULES.near_by), bisect.bisect(starts, start + RULES.near_by)
            out.append(self._tested(context, sighting, told, ordered[low:high]))
        return out

    def _portraits(self, context: Context, ordered: Sequence[Sighting]) -> list[Particulars]:
        words = context.words
        year = year_of(words.text) if ordered else None
        groups: dict[int, list[int]] = {}
        raw: list[Particulars] = []
        for place, sighting in enumerate(ordered):
            low = words.end[ordered[place - 1].last] if place else 0
            high = words.start[ordered[place + 1].first] if place + 1 < len(ordered) else len(words.text)
            start, end = words.start[sighting.first], words.end[sighting.last]
            person = any(reading.person for reading in sighting.readings)
            raw.append(
                read_particulars(words.text, start, end, (low, high), year, context.is_german) if person else SILENT
            )
            groups.setdefault(min(reading.listing for reading in sighting.readings), []).append(place)
        out = list(raw)
        for places in groups.values():
            tellings = [
                Telling(
                    raw[at],
                    words.start[ordered[at].first],
                    words.end[ordered[at].last],
                    at,
                    _is_heading(words, ordered, at),
                )
                for at in places
            ]
            tellings += self._of_surnames(context, ordered, places, year)
            for place, told in drawn(words.text, sorted(tellings, key=lambda one: one.start)).items():
                out[place] = told
        return out

    def _of_surnames(
        self, context: Context, ordered: Sequence[Sighting], places: Sequence[int], year: int | None
    ) -> list[Telling]:
        """Return what is said where somebody is called by surname alone: who that is depends on whom the text named before."""
        words = context.words
        keys = {key for at in places for key in _surname_keys(context, ordered[at])}
        if not keys:
            return []
        within = {place for one in ordered for place in one.places}
        ends = [words.end[one.last] for one in ordered]
        listing = self._registry.listing_at(min(reading.listing for reading in ordered[places[0]].readings))
        out = []
        for place in range(len(words.start)):
            if place in within or keys.isdisjoint(context.keys(place)) or not _is_bare(context, place, listing, within):
                continue
            at = bisect.bisect(ends, words.start[place])
            low = ends[at - 1] if at else 0
            high = words.start[ordered[at].first] if at < len(ordered) else len(words.text)
            told = read_particulars(
                words.text, words.start[place], words.end[place], (low, high), year, context.is_german
            )
            if told:
                out.append(Telling(told, words.start[place], words.end[place], None))
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
            found = weigh(self._matcher, reading.listing, listing, told, setting) if told else ()
            found += weigh_setting(
                reading, setting, found, functools.partial(self._has_company, listing, sighting, near)
            )
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
    if context.words.shape[place] not in (Shape.CAPITAL, Shape.CASELESS):
        return False
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
