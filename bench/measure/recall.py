"""Recall where a stated share of customers alerts: altered names, held-out aliases, original script; name only and with attributes.

Comes in: a Ground. Goes out: figures for every engine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from measure import cases as make
from measure.cases import Case
from measure.ground import Ground, join, outcomes_of
from measure.lists import UN, Customer, every_list, read_pakistani, split_off_listed
from measure.peers import Answers, Question, threshold_at
from measure.report import LOWER, Figure, Outcome, Place, figures_of
from measure.stable import plain_words
from tamis.records import Listing

ALIAS_ROUNDS = 6
"""Rounds of holding out: covers every good name of nine listings in ten."""


def _attribute_modes(ground: Ground, name: str, watchlist: str) -> tuple[bool, ...]:
    return (False, True) if ground.engine(name, watchlist).uses_attributes else (False,)


def _titled(watchlist: str, what: str, attributes: bool) -> str:
    return f"{watchlist} {what}, " + ("with birth date and country" if attributes else "name only")


def _dressed(cases: Sequence[Case], listings: Sequence[Listing], attributes: bool) -> list[Case]:
    if not attributes:
        return list(cases)
    by_id = {listing.id: listing for listing in listings}
    return [make.with_attributes(case, by_id[str(case.question.wanted)]) for case in cases]


def _recall(place: Place, cases: Sequence[Case], answers: Answers, thresholds: dict[str, float]) -> list[Figure]:
    figures = []
    for label, threshold in thresholds.items():
        at = Place(place.half, place.section, f"recall at {label}", place.engine)
        figures += figures_of(at, outcomes_of(cases, answers, threshold))
    return figures


def altered(ground: Ground, watchlist: str) -> list[Figure]:
    """Recall of altered names."""
    listings = ground.listings(watchlist)
    plain = ground.altered(watchlist)
    figures = []
    for name in ground.builds:
        for attributes in _attribute_modes(ground, name, watchlist):
            cases = _dressed(plain, listings, attributes)
            if attributes:
                answers = ground.engine(name, watchlist).answer([case.question for case in cases])
            else:
                answers = ground.altered_answers(name, watchlist)
            place = Place(
                ground.half, _titled(watchlist, "altered names", attributes), "", ground.engine(name, watchlist).name
            )
            figures += _recall(place, cases, answers, ground.thresholds(name, watchlist, attributes))
            if name == "tamis" and not attributes:
                figures += _at_default(ground, watchlist, cases, answers)
    return figures


def _at_default(ground: Ground, watchlist: str, cases: Sequence[Case], answers: Answers) -> list[Figure]:
    """Recall and alerts at tamis's own default threshold, alerts by script of the customer."""
    from tamis.screening import DEFAULT_THRESHOLD

    section = f"{watchlist} default threshold, name only"
    figures = figures_of(
        Place(ground.half, section, "recall of altered names", "tamis"), outcomes_of(cases, answers, DEFAULT_THRESHOLD)
    )
    scores = ground.customer_scores("tamis", watchlist, False)
    return figures + alerted(
        Place(ground.half, section, "customers alerted", "tamis", LOWER), ground.customers, scores >= DEFAULT_THRESHOLD
    )


def alerted(place: Place, customers: Sequence[Customer], raised: NDArray[np.bool_]) -> list[Figure]:
    """Return the share of customers who raise a hit, in total and per script with 50 customers or more."""
    counts: dict[str, int] = {}
    for customer in customers:
        counts[customer.script] = counts.get(customer.script, 0) + 1
    outcomes = [
        Outcome(bool(hit), (f"script: {customer.script}",) if counts[customer.script] >= 50 else ())
        for customer, hit in zip(customers, raised, strict=True)
    ]
    return figures_of(place, outcomes)


def alias_held_out(ground: Ground, watchlist: str) -> list[Figure]:
    """Recall of aliases that were taken out of the list before; thresholds from the whole list."""
    listings = ground.listings(watchlist)
    wanted = {listing.id for listing in ground.in_half(watchlist)}
    rounds = list(make.alias_rounds(listings, wanted, ALIAS_ROUNDS, ground.seed))
    figures = []
    for name, build in ground.builds.items():
        gathered: dict[bool, list[tuple[list[Case], Answers]]] = {}
        for kept, plain in rounds:
            engine = build(kept)
            for attributes in (False, True) if engine.uses_attributes else (False,):
                cases = _dressed(plain, listings, attributes)
                gathered.setdefault(attributes, []).append((cases, engine.answer([case.question for case in cases])))
        for attributes, parts in gathered.items():
            title = _titled(watchlist, "alias held out", attributes)
            place = Place(ground.half, title, "", ground.engine(name, watchlist).name)
            cases = [case for part, _ in parts for case in part]
            answers = join([answer for _, answer in parts])
            figures += _recall(place, cases, answers, ground.thresholds(name, watchlist, attributes))
    return figures


SCRIPT_LEAST = 30
"""Names in another script that a list has at least, in the half measured, to be asked about."""


def original_script(ground: Ground, watchlist: str = UN) -> list[Figure]:
    """Recall of names in their original script where the list has only the Latin ones; thresholds from that list."""
    listings = ground.listings(watchlist)
    kept, plain = make.script_round(listings, {listing.id for listing in ground.in_half(watchlist)})
    if len(plain) < SCRIPT_LEAST:
        ground.notes.append(f"{ground.half}: {watchlist} has {len(plain)} names in another script; not asked")
        return []
    figures = []
    for name in ground.builds:
        engine = ground.engine(name, watchlist, kept, "Latin names")
        for attributes in (False, True) if engine.uses_attributes else (False,):
            cases = _dressed(plain, listings, attributes)
            answers = engine.answer([case.question for case in cases])
            place = Place(ground.half, _titled(watchlist, "original script held out", attributes), "", engine.name)
            figures += _recall(place, cases, answers, ground.thresholds(name, watchlist, attributes, "Latin names"))
    return figures


def original_script_elsewhere(ground: Ground) -> list[Figure]:
    """The same for every other list that has names in more than one script."""
    others = [name for name in every_list(ground.root) if name != UN]
    return [figure for watchlist in others for figure in original_script(ground, watchlist)]


def altered_dates(ground: Ground) -> list[Figure]:
    """Recall of persons with a typing error in the name and a slip in the birth date, with country."""
    cases = make.altered_dates(ground.in_half(UN), ground.seed)
    figures = []
    for name in ground.builds:
        engine = ground.engine(name, UN)
        answers = engine.answer([case.question for case in cases])
        thresholds = ground.thresholds(name, UN, engine.uses_attributes)
        place = Place(ground.half, "un altered birth dates with a typing error", "", engine.name)
        figures += _recall(place, cases, answers, {"1 %": thresholds["1 %"]})
    return figures


def pakistani(ground: Ground, watchlist: str) -> list[Figure]:
    """Alerts on Pakistani customers, and recall of altered names where 2 % of them alert."""
    everyone = read_pakistani(ground.root, ground.half)
    customers, by_number, by_name = split_off_listed(everyone, ground.listings(watchlist))
    ground.notes.append(
        f"{ground.half}: of {len(everyone):,} Pakistani customers, {by_number} are on {watchlist} by identity number and {by_name} have "
        f"the same words as a listed name; {len(customers):,} are left"
    )
    plain = ground.altered(watchlist)
    section = f"{watchlist} Pakistani customers, name only"
    figures = []
    for name in ground.builds:
        engine = ground.engine(name, watchlist)
        scores = engine.answer([Question(customer.query(False)) for customer in customers]).best
        answers = ground.altered_answers(name, watchlist)
        place = Place(ground.half, section, "recall of altered names where 2 % alert", engine.name)
        figures += figures_of(place, outcomes_of(plain, answers, threshold_at(scores, 0.02)))
        ordinary = ground.thresholds(name, watchlist, False)["1 %"]
        at_one = Place(ground.half, section, "alerted where 1 % of ordinary customers alert", engine.name, LOWER)
        figures += alerted(at_one, customers, scores >= ordinary)
        if name == "tamis":
            from tamis.screening import DEFAULT_THRESHOLD

            at_default = Place(ground.half, section, "alerted at the default threshold", engine.name, LOWER)
            figures += alerted(at_default, customers, scores >= DEFAULT_THRESHOLD)
    return figures


def customers_alike(ground: Ground, watchlist: str) -> list[Figure]:
    """Where the alerts fall: share of customers alerted by script, at the threshold of 1 %, without and with attributes."""
    words = {plain_words(name.text) for listing in ground.listings(watchlist) for name in listing.names}
    same = sum(plain_words(customer.name) in words for customer in ground.customers)
    ground.notes.append(
        f"{ground.half}: {same} of {len(ground.customers):,} customers have the same words as a name on {watchlist}; they are left in"
    )
    figures = []
    for name in ground.builds:
        for attributes in _attribute_modes(ground, name, watchlist):
            title = _titled(watchlist, "customers", attributes)
            place = Place(ground.half, title, "alerted where 1 % alert", ground.engine(name, watchlist).name, "neither")
            scores = ground.customer_scores(name, watchlist, attributes)
            figures += alerted(place, ground.customers, scores >= ground.thresholds(name, watchlist, attributes)["1 %"])
    return figures
