"""What a score has meant: of the best hits in a band of scores, the share that were the party asked about.

Comes in: a Ground. Goes out: figures by band, in total and by script of the query. The mix is made to one listed person in a thousand
customers, in every script alike: queries by listed people and customers on no list are re-weighted to it. Another mix has other shares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from measure import cases as make
from measure.cases import Case
from measure.ground import Ground
from measure.peers import Answers
from measure.report import NEITHER, Figure, wilson
from measure.stable import script_of

EDGES = (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Lower ends of the bands; the last holds 1.0 alone."""

LISTED = 1 / 1000
"""Share of customers who are listed, in the mix."""

MEASURE = "best hits that are the party asked about"
_LEAST = 50
"""Customers that a script needs for figures of its own; fewer count in the total alone."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best hit of one query: its score, whether it is the party asked about, the query's script and weight."""

    score: float
    right: bool
    script: str
    weight: float = 1.0


def calibration(ground: Ground, watchlist: str) -> list[Figure]:
    """Share of true hits by band, by name only and with birth date and country."""
    figures = []
    for attributes in (False, True):
        scores = ground.customer_scores("tamis", watchlist, attributes)
        strangers = [
            Best(float(score), False, customer.script) for customer, score in zip(ground.customers, scores, strict=True)
        ]
        counts: dict[str, int] = {}
        for one in strangers:
            counts[one.script] = counts.get(one.script, 0) + 1
        listed = [
            replace(one, weight=one.weight * counts[one.script] / len(strangers))
            for one in _listed(ground, watchlist, attributes)
            if one.script in counts
        ]
        how = "with birth date and country" if attributes else "name only"
        section = f"{watchlist} calibration, {how}"
        figures += _bands((ground.half, section, ""), listed, strangers)
        for script, count in sorted(counts.items()):
            own = [one for one in listed if one.script == script]
            if count >= _LEAST and own:
                place = (ground.half, section, f", script: {script}")
                figures += _bands(place, own, [one for one in strangers if one.script == script])
    return figures


def _listed(ground: Ground, watchlist: str, attributes: bool) -> list[Best]:
    """Return the best hits of queries by listed parties: altered names, and names in their original script held out.

    The weights of each script's queries sum to 1.
    """
    listings = ground.listings(watchlist)
    by_id = {listing.id: listing for listing in listings}
    kept, others = make.script_round(listings, {listing.id for listing in ground.in_half(watchlist)})
    found: list[Best] = []
    for cases, listed, variant in ((ground.altered(watchlist), listings, "whole"), (others, kept, "Latin names")):
        if cases:
            asked = (
                [make.with_attributes(one, by_id[str(one.question.wanted)]) for one in cases] if attributes else cases
            )
            engine = ground.engine("tamis", watchlist, listed, variant)
            found += _bests(asked, engine.answer([case.question for case in asked]))
    total: dict[str, float] = {}
    for best in found:
        total[best.script] = total.get(best.script, 0.0) + best.weight
    return [replace(one, weight=one.weight / total[one.script]) for one in found]


def _bests(cases: Sequence[Case], answers: Answers) -> list[Best]:
    sizes: dict[str, int] = {}
    for case in cases:
        sizes[case.stratum] = sizes.get(case.stratum, 0) + 1
    return [
        Best(
            float(best),
            bool(wanted >= best > 0),
            script_of(case.question.query.names[0].text),
            case.share / sizes[case.stratum],
        )
        for case, best, wanted in zip(cases, answers.best, answers.wanted, strict=True)
    ]


def _bands(place: tuple[str, str, str], listed: Sequence[Best], strangers: Sequence[Best]) -> list[Figure]:
    half, section, suffix = place
    figures = []
    for low, high in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        words = f"band: {low:.2f} to {high:.2f}" if high <= 1 else "band: 1.00"
        measured = _true_share(listed, strangers, lambda one, low=low, high=high: low <= one.score < high)
        if measured:
            value, least, most, count = measured
            figures.append(Figure(half, section, MEASURE, words + suffix, "tamis", value, least, most, count, NEITHER))
    return figures


def _true_share(
    listed: Sequence[Best], strangers: Sequence[Best], inside: Callable[[Best], bool]
) -> tuple[float, float, float, int] | None:
    """Return the share of true hits inside a band, its interval, and the hits behind it; None where there is none.

    The interval takes both ends at once: few listed people there and many strangers, and the other way round; Wilson's for each.
    A band without a stranger among 10,000 customers can still have one in 2,600 of them, and among a thousand times as many
    strangers as listed people that is not nothing.
    """
    hits = [one for one in (*listed, *strangers) if inside(one)]
    if not hits:
        return None
    weights = np.array([one.weight for one in listed])
    worth = float(
        weights.sum() ** 2 / (weights**2).sum()
    )  # Kish: questions of equal weight that the listed queries are worth
    right = float(sum(one.weight for one in listed if inside(one) and one.right) / weights.sum())
    astray = float(sum(one.weight for one in listed if inside(one) and not one.right) / weights.sum())
    alarms = sum(inside(one) for one in strangers) / len(strangers)
    rights, alarm = wilson(right, worth), wilson(alarms, len(strangers))
    return (
        _share(right, alarms, astray), _share(rights[0], alarm[1], astray), _share(rights[1], alarm[0], astray), len(hits)
    )  # fmt: skip


def _share(right: float, alarms: float, astray: float) -> float:
    true, false = LISTED * right, (1 - LISTED) * alarms + LISTED * astray
    return true / (true + false) if true + false else 0.0
