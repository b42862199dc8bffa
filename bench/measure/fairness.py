"""Who pays for a loose threshold, and who is missed: alerts and recall by name culture and script, at one threshold for all.

Comes in: a Ground. Goes out: figures, among them the ratio of the worst-served culture to the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from measure import cases as make
from measure.cases import Case
from measure.ground import Ground
from measure.lists import Customer, read_pakistani, split_off_listed
from measure.peers import Answers, Question, Scores
from measure.populace import Person, common_people, culture_of
from measure.report import HIGHER, LOWER, NEITHER, Figure, Outcome, Place, figures_of, plain_figure
from measure.subjects import culture_of as culture_of_listing
from tamis.records import Listing

PER_CULTURE = 300
"""People asked about for each culture, and as many again in local script where the tables have it."""

LEAST = 100
"""Questions that a culture needs to stand in the ratio."""

Rule = tuple[str, float]
"""A threshold with its words."""


def fairness(ground: Ground, watchlist: str) -> list[Figure]:
    """Alerts on ordinary customers and on people of common names, and recall of altered names, by culture and script."""
    from tamis.screening import DEFAULT_THRESHOLD

    per_culture = PER_CULTURE if ground.sample is None or ground.sample >= 250 else ground.sample
    people = common_people(ground.root, ground.half, per_culture, ground.seed) + _pakistani(
        ground, watchlist, per_culture
    )
    figures = []
    for attributes in (False, True):
        how = "with birth date and country" if attributes else "name only"
        section = f"{watchlist} fairness, {how}"
        loose = ground.thresholds("tamis", watchlist, attributes)["1 %"]
        rules = [("at the default threshold", DEFAULT_THRESHOLD), ("where 1 % of customers alert", loose)]
        engine = ground.engine("tamis", watchlist)
        asked = engine.answer([Question(person.customer.query(attributes)) for person in people]).best
        customers = ground.customer_scores("tamis", watchlist, attributes)
        cases, answers = _altered(ground, watchlist, attributes)
        culture_by_case = _cultures(cases, ground.listings(watchlist))
        others, answered = _original_script(ground, watchlist, attributes)
        for rule in rules:
            place = partial(Place, ground.half, section)
            figures += _alerts(place, rule, people, asked)
            figures += _customers(place, rule, ground.customers, customers)
            figures += _found(place, rule, cases, answers, culture_by_case)
            figures += _found_by_script(place, rule, others, answered)
    return figures


def _pakistani(ground: Ground, watchlist: str, most: int) -> list[Person]:
    """Return people of one register who are not on the list: no table has Pakistan's family names."""
    everyone = read_pakistani(ground.root, ground.half)
    others, _, _ = split_off_listed(everyone, ground.listings(watchlist))
    return [Person(customer, "urdu") for customer in others[:most]]


def _altered(ground: Ground, watchlist: str, attributes: bool) -> tuple[list[Case], Answers]:
    """Return altered names with the answers."""
    listings = ground.listings(watchlist)
    by_id = {listing.id: listing for listing in listings}
    cases = ground.altered(watchlist)
    if attributes:
        cases = [make.with_attributes(case, by_id[str(case.question.wanted)]) for case in cases]
    else:
        return cases, ground.altered_answers("tamis", watchlist)
    return cases, ground.engine("tamis", watchlist).answer([case.question for case in cases])


def _original_script(ground: Ground, watchlist: str, attributes: bool) -> tuple[list[Case], Answers | None]:
    """Return the names that are not in Latin letters, held out of the list, with the answers; None where it has none."""
    listings = ground.listings(watchlist)
    kept, cases = make.script_round(listings, {listing.id for listing in ground.in_half(watchlist)})
    if not cases:
        return [], None
    if attributes:
        by_id = {listing.id: listing for listing in listings}
        cases = [make.with_attributes(case, by_id[str(case.question.wanted)]) for case in cases]
    engine = ground.engine("tamis", watchlist, kept, "Latin names")
    return cases, engine.answer([case.question for case in cases])


def _cultures(cases: Sequence[Case], listings: Sequence[Listing]) -> list[str]:
    by_id = {listing.id: listing for listing in listings}
    return [
        culture_of_listing(by_id[str(case.question.wanted)], case.question.query.names[0].text) or "other"
        for case in cases
    ]


def _alerts(place: partial[Place], rule: Rule, people: Sequence[Person], best: Scores) -> list[Figure]:
    words, threshold = rule
    outcomes = [
        Outcome(bool(score >= threshold), (f"culture: {person.culture}", f"script: {person.customer.script}"))
        for person, score in zip(people, best, strict=True)
    ]
    figures = figures_of(place(f"people of common names alerted {words}", "tamis", NEITHER), outcomes)
    ratio = place(f"people of common names alerted {words}, worst culture over best", "tamis", LOWER)
    return [*figures, *_ratio(ratio, outcomes, worst_over_best=True)]


def _customers(place: partial[Place], rule: Rule, customers: Sequence[Customer], best: Scores) -> list[Figure]:
    words, threshold = rule
    outcomes = [
        Outcome(bool(score >= threshold), (f"culture: {culture_of(customer.country)}", f"script: {customer.script}"))
        for customer, score in zip(customers, best, strict=True)
    ]
    return figures_of(place(f"customers alerted {words}, by nationality", "tamis", NEITHER), outcomes)


def _found(
    place: partial[Place], rule: Rule, cases: Sequence[Case], answers: Answers, cultures: Sequence[str]
) -> list[Figure]:
    words, threshold = rule
    outcomes = [
        Outcome(bool(score >= threshold), (f"culture: {culture}",), case.stratum, case.share)
        for case, score, culture in zip(cases, answers.wanted, cultures, strict=True)
    ]
    figures = figures_of(place(f"altered names found {words}", "tamis", NEITHER), outcomes)
    ratio = place(f"altered names found {words}, worst culture over best", "tamis", HIGHER)
    return [*figures, *_ratio(ratio, outcomes, worst_over_best=False)]


def _found_by_script(place: partial[Place], rule: Rule, cases: Sequence[Case], answers: Answers | None) -> list[Figure]:
    words, threshold = rule
    if answers is None:
        return []
    outcomes = [
        Outcome(bool(score >= threshold), (f"script: {case.script}",))
        for case, score in zip(cases, answers.wanted, strict=True)
    ]
    return figures_of(place(f"names in their original script found {words}", "tamis", NEITHER), outcomes)


def _ratio(place: Place, outcomes: Sequence[Outcome], *, worst_over_best: bool) -> list[Figure]:
    """Return the ratio between cultures: of alerts the highest share over the lowest, of recall the lowest over the highest.

    Shares are (k + 1/2) / (n + 1), so that a culture without an alert does not make the ratio endless (Jeffreys' prior).
    """
    shares = {}
    for group in {group for one in outcomes for group in one.groups if group.startswith("culture: ")}:
        rights = [one.right for one in outcomes if group in one.groups]
        if len(rights) >= LEAST and group != "culture: other":
            shares[group] = (float(np.sum(rights)) + 0.5) / (len(rights) + 1)
    if len(shares) < 2:
        return []
    low, high = min(shares.values()), max(shares.values())
    return [plain_figure(place, high / low if worst_over_best else low / high, len(shares))]
