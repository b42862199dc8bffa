"""Readings of the same words -> which listing they mean, who else they could mean, and why.

In: the readings of one stretch and the listings found elsewhere in the document. Out: a `Meaning`: the listing, its
twins on other lists, the other parties best first. Order among equals: attributes that the document gives, links to a
party found in the same document, an identifier and date of birth shared with such a listing, the quality of the
listed name, the UN list, the id. Scores are not touched. Must not know: where in the text the words stand.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tamis.records import Evidence, Listing, MatchedName, NameQuality, Other
from tamis.screening.matching import Matcher
from tamis.screening.rules import RULES, Reading
from tamis.screening.score import score_of
from tamis.screening.twins import Twins

_QUALITY = {NameQuality.PRIMARY: 0, NameQuality.ALIAS: 1, NameQuality.FORMER: 2, NameQuality.WEAK: 3}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What some words mean.

    Attributes:
        reading: The reading chosen.
        listing: Its listing.
        why: What else in the document speaks for it, in words; empty where nothing does.
        also: Ids of the same party's listings on other lists.
        others: Other parties, best first.
        score: Of the name, with what the document says of its bearer.
        evidence: What the document says of its bearer.
    """

    reading: Reading
    listing: Listing
    why: str
    also: tuple[str, ...]
    others: tuple[Other, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Words whose meaning is sought.

    Attributes:
        readings: At least one.
        wording: The number of these words among those of a `Company`.
        told: For each reading what the text beside the words tells for and against it; nothing for any where left out.
    """

    readings: Sequence[Reading]
    wording: int
    told: Sequence[tuple[Evidence, ...]] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """One reading with what puts it before or behind the others; smaller is better."""

    key: tuple[float, float, int, int, int, int, str]
    reading: Reading
    listing: Listing
    why: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """Of the name, with what the document says of its bearer."""
        return -self.key[0]


class Company:
    """The listings that the words of one document reach, and who of them speaks of whom."""

    def __init__(self, reached: Iterable[tuple[int, Listing]]) -> None:
        """Take (wording, listing) pairs; the same words never support themselves."""
        self._wordings: dict[str, set[int]] = {}
        self._cited_by: dict[str, list[str]] = {}
        for wording, listing in reached:
            if listing.id not in self._wordings:
                for link in listing.links:
                    if link.target:
                        self._cited_by.setdefault(link.target, []).append(listing.id)
            self._wordings.setdefault(listing.id, set()).add(wording)

    def linked(self, listing: Listing, wording: int) -> tuple[str, str] | None:
        """Return (relation, id) of a listing reached by other words that is linked with this one, whoever says so."""
        for link in listing.links:
            if link.target and self._elsewhere(link.target, listing, wording):
                return link.relation, link.target
        for other in self._cited_by.get(listing.id, ()):
            if self._elsewhere(other, listing, wording):
                return "linked to", other
        return None

    def _elsewhere(self, other: str, listing: Listing, wording: int) -> bool:
        return other != listing.id and bool(self._wordings.get(other, set()) - {wording})


class Registry:
    """Listings by row, their links and their twins; remembers what it worked out."""

    def __init__(self, matcher: Matcher, listing_at: Callable[[int], Listing]) -> None:
        self._matcher = matcher
        self.listing_at = listing_at
        self._twins = Twins(matcher, listing_at)

    def matched(self, reading: Reading) -> MatchedName:
        """Return the listed name that met the words."""
        name = self.listing_at(reading.listing).names[int(self._matcher.index.name_ordinal[reading.name])]
        return MatchedName(name.text, name.quality)

    def family(self, meaning: Meaning) -> list[Listing]:
        """Return the listing of a meaning and the same party's listings on other lists."""
        rows = [self._twins.row_of(twin) for twin in meaning.also]
        return [meaning.listing, *(self.listing_at(row) for row in rows if row is not None)]

    def unsupported(self, readings: Sequence[Reading]) -> tuple[Other, ...]:
        """Return other parties that a short form could mean if the document named them, one listing each."""
        why = "the document does not name it in full"
        out = [
            Other(listing=self.listing_at(one.listing).id, score=one.score, name=self.matched(one), why=why)
            for one in readings[: RULES.others_shown]
        ]
        if len(readings) > len(out) and out:
            out[-1] = dataclasses.replace(out[-1], why=f"{why}; {len(readings) - len(out)} more have this name")
        return tuple(out)

    def decide(self, cases: Sequence[Case], company: Company, spoken: AbstractSet[str] = frozenset()) -> list[Meaning]:
        """Choose among the readings of the same words, for several wordings of one document.

        Args:
            cases: The wordings.
            company: Listings that the words of the document reach.
            spoken: Years and references that the document gives.
        """
        ranked = [self._ranked(case, company, spoken) for case in cases]
        leaders = [self._leader(standings) for standings in ranked]
        return [self._meaning(best, standings) for best, standings in zip(leaders, ranked, strict=True)]

    def _ranked(self, case: Case, company: Company, spoken: AbstractSet[str]) -> list[_Standing]:
        """Return the standings of readings, best first."""
        pairs = zip(case.readings, case.told or [()] * len(case.readings), strict=True)
        standings = sorted(
            (self._standing(reading, (company, case.wording), spoken, evidence) for reading, evidence in pairs),
            key=lambda one: one.key,
        )
        return self._twin_linked(standings)

    def _meaning(self, best: _Standing, standings: Sequence[_Standing]) -> Meaning:
        """Return what words mean of which the best reading is known."""
        twins = dict(self._twins.of(best.reading.listing))
        rest = [one for one in standings if one is not best and one.listing.id not in twins]
        for one in rest:
            if self._twins.same(best.reading.listing, one.reading.listing):
                twins[one.listing.id] = ""
        rest = [one for one in rest if one.listing.id not in twins]
        return Meaning(
            best.reading, best.listing, best.why, tuple(sorted(twins)),
            self._others(best, rest), best.score, best.evidence,
        )  # fmt: skip

    def _standing(
        self, reading: Reading, company: tuple[Company, int], spoken: AbstractSet[str], evidence: tuple[Evidence, ...]
    ) -> _Standing:
        listing = self.listing_at(reading.listing)
        attributes = _agreeing(listing, spoken)
        link = company[0].linked(listing, company[1])
        terms = [(one.agreement, one.weight) for one in evidence]
        told = sum(agreement * weight for agreement, weight in terms)
        whys = [f"the document gives {one}" for one in attributes]
        if link:
            whys.append(f"{link[0]} {link[1]}, also named here")
        key = (
            -score_of([(reading.score, 1.0), *terms]), -round(told + len(attributes), 4), 0 if link else 1, 1, _QUALITY[reading.quality],
            int(listing.watchlist != "un"), listing.id,
        )  # fmt: skip
        return _Standing(key, reading, listing, "; ".join(whys), evidence)

    def _twin_linked(self, standings: list[_Standing]) -> list[_Standing]:
        """Put forward those that are the same party as a linked one."""
        linked = [one for one in standings if one.key[2] == 0]
        out = []
        for one in standings:
            row = one.reading.listing
            twin = next((same for same in linked if self._twins.same(row, same.reading.listing)), None)
            if twin is not None and one.key[2]:
                shown = f"{self._twins.same(row, twin.reading.listing)} as {twin.listing.id}"
                why = "; ".join(filter(None, [one.why, shown]))
                out.append(_Standing((*one.key[:3], 0, *one.key[4:]), one.reading, one.listing, why, one.evidence))
            else:
                out.append(one)
        return sorted(out, key=lambda one: one.key)

    def _leader(self, standings: Sequence[_Standing]) -> _Standing:
        """Return the best; of one party's listings that score the same the UN's, so that a text tells one story."""
        best = standings[0]
        same = [
            one
            for one in standings
            if one.key[0] == best.key[0] and self._twins.same(best.reading.listing, one.reading.listing)
        ]
        return min([best, *same], key=lambda one: (one.listing.watchlist != "un", one.key))

    def _others(self, best: _Standing, rest: Sequence[_Standing]) -> tuple[Other, ...]:
        """Return the other parties, one listing each, best first, with why they rank lower."""
        leaders: list[_Standing] = []
        for one in rest:
            if not any(self._twins.same(one.reading.listing, leader.reading.listing) for leader in leaders):
                leaders.append(one)
        shown = leaders[: RULES.others_shown]
        out = []
        for one, last in itertools.zip_longest(shown, shown[1:]):
            why = _why_lower(best, one)
            if last is None and len(leaders) > len(shown):
                why += f"; {len(leaders) - len(shown)} more parties have this name"
            out.append(Other(listing=one.listing.id, score=one.score, name=self.matched(one.reading), why=why))
        return tuple(out)


def _why_lower(best: _Standing, one: _Standing) -> str:
    place = next((place for place in range(len(best.key)) if best.key[place] != one.key[place]), 6)
    against = [piece.text for piece in one.evidence if piece.agreement < 0]
    if place < 2 and against:
        return "; ".join(f"{text} in the text" if "document" not in text else text for text in against)
    if place == 0:
        return f"its listed name is less like these words ({one.score:.2f} against {best.score:.2f})"
    if place == 1:
        return "the document gives nothing that agrees with it"
    if place in (2, 3):
        return "no link to another party named in this document"
    prefix = "nothing in this document tells the two apart; "
    return (
        prefix
        + ("its listed name is of lower quality", "it is not on the UN list, which others cite", "its id comes later")[
            place - 4
        ]
    )


def references_of(listing: Listing) -> list[str]:
    """Return the publisher's references of a listing that are no plain numbers: QDi.263."""
    found = [listing.id.partition(":")[2], *(one.reference for one in listing.designations if one.reference)]
    return [one for one in dict.fromkeys(found) if not one.isdigit()]


def _agreeing(listing: Listing, spoken: AbstractSet[str]) -> list[str]:
    """Return what the document gives of a listing: its reference, its year of birth."""
    out = [f"its reference {one}" for one in references_of(listing) if one in spoken]
    years = sorted(int(one.removeprefix("born ")) for one in spoken if one.startswith("born "))
    dates = [date for date in listing.birth_dates if not date.circa]
    agreeing = [year for year in years if any(date.first.year <= year <= date.last.year for date in dates)]
    out.extend(f"its year of birth {year}" for year in agreeing)
    return out
