"""What each mention's text says of its bearer, gathered over a document, and which readings that leaves.

In: the sightings of a document. Out: a portrait for each, and the sightings whose readings bear what is said; those that none bears
are somebody else. A name that is said nothing of beside it is whoever was last drawn under it, or else is drawn next.
Must not know: short forms, links.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tamis.records import Evidence, Listing, PartyKind
from tamis.screening.context import Context
from tamis.screening.matching import Matcher
from tamis.screening.meanings import Registry
from tamis.screening.particulars import SILENT, Particulars, read_particulars, year_of
from tamis.screening.passages import passage_at
from tamis.screening.rules import RULES, Reading
from tamis.screening.score import score_of
from tamis.screening.stretches import Sighting
from tamis.screening.testimony import weigh, weigh_setting
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

    def portray(self, context: Context, sightings: Sequence[Sighting]) -> list[Portrayed]:
        """Return the sightings of one text in its order, each with its portrait and the readings that bear it."""
        ordered = sorted(sightings, key=lambda one: one.first)
        return [
            self._tested(context, sighting, told)
            for sighting, told in zip(ordered, self._portraits(context, ordered), strict=True)
        ]

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
            early = [_is_heading(words, ordered, place) for place in places]
            starts = [words.start[ordered[place].first] for place in places]
            fresh = ["\n\n" in words.text[one:two] for one, two in itertools.pairwise([0, *starts])]
            for place, told in zip(places, _drawn([raw[place] for place in places], early, fresh), strict=True):
                out[place] = told
        return out

    def _tested(self, context: Context, sighting: Sighting, told: Particulars) -> Portrayed:
        words = context.words
        passage = passage_at(words.text, words.start[sighting.first], words.end[sighting.last])
        years = [int(one[0] or one[1]) for one in _YEAR.findall(passage)]
        setting = context.settings.around(words.start[sighting.first], words.end[sighting.last])
        kept: list[Reading] = []
        evidence: list[tuple[Evidence, ...]] = []
        for reading in sighting.readings:
            listing = self._registry.listing_at(reading.listing)
            found = weigh(self._matcher, reading.listing, listing, told, setting) if told else ()
            found += weigh_setting(reading, setting, found)
            if _of_another_age(listing, years) or self.score(reading, found) < self._matcher.policy.threshold_for(
                listing.kind
            ):
                continue
            kept.append(reading)
            evidence.append(found)
        return Portrayed(dataclasses.replace(sighting, readings=tuple(kept)), told, tuple(evidence))

    def score(self, reading: Reading, evidence: Sequence[Evidence]) -> float:
        """Return the score of a name with what else is told: the fold of screening."""
        return score_of([(reading.score, 1.0), *((one.agreement, one.weight) for one in evidence)])


def _is_heading(words: Words, ordered: Sequence[Sighting], place: int) -> bool:
    """Say whether a name stands in a line of its own before the text begins."""
    own = ordered[place]
    following = words.start[ordered[place + 1].first] if place + 1 < len(ordered) else len(words.text)
    return words.start[own.first] < _HEADLINE and "\n" in words.text[words.end[own.last] : following]


def _of_another_age(listing: Listing, years: Sequence[int]) -> bool:
    """Say whether the sentence speaks of years in which neither ship nor firm was listed, nor the person born."""
    if not years:
        return False
    if listing.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
        born = min((date.first.year for date in listing.birth_dates), default=RULES.first_year)
        return max(years) < born - RULES.years_before
    return max(years) < RULES.first_year


def _drawn(told: Sequence[Particulars], early: Sequence[bool], fresh: Sequence[bool]) -> list[Particulars]:
    """Return whole portraits: what is said of one bearer at several places put together.

    Args:
        told: What is said at each place.
        early: Of each place, whether it stands where a headline does: there the next portrait is meant.
        fresh: Of each place, whether it stands in another paragraph than the one before it: there the first portrait is meant
            again where the last one was of somebody named in passing.
    """
    portraits: list[Particulars] = []
    which: list[int] = []
    for one, new in zip(told, fresh, strict=True):
        if not one:
            last = which[-1] if which else -1
            first = portraits[0] if portraits else SILENT
            passing = (
                new and bool(first.birth_dates or first.countries) and last > 0 and which.count(last) < which.count(0)
            )
            which.append(0 if passing else last if which else len(portraits) - 1)
            continue
        if portraits and (joined := _joined(portraits[-1], one)) is not None:
            portraits[-1] = joined
        else:
            known = next((at for at, other in enumerate(portraits) if other == one), None)
            if known is not None:
                which.append(known)
                continue
            portraits.append(one)
        which.append(len(portraits) - 1)
    heading = len(which) > 1 and which[0] < 0 <= which[1] and early[0]
    return [
        portraits[0] if heading and not place else portraits[at] if at >= 0 else SILENT
        for place, at in enumerate(which)
    ]


def _joined(known: Particulars, new: Particulars) -> Particulars | None:
    """Return two portraits as one; None where they are of two people."""
    if (
        known.birth_dates
        and new.birth_dates
        and not any(
            one.first <= two.last and two.first <= one.last for one in known.birth_dates for two in new.birth_dates
        )
    ):
        return None
    if known.genders and new.genders and known.genders != new.genders:
        return None
    if known.countries and new.countries and not set(known.countries) & set(new.countries):
        return None
    if known.callings and not new.callings & known.callings and (new.birth_dates or new.countries):
        return None
    if new.callings and not known.callings:
        return None
    return Particulars(
        known.birth_dates or new.birth_dates, tuple(dict.fromkeys(known.countries + new.countries)), known.genders or new.genders,
        known.died or new.died, known.callings | new.callings, ", ".join(filter(None, [known.words, new.words])),
    )  # fmt: skip
