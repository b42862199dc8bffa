"""What each policy that comes with the package finds, and whom it alerts on.

Comes in: a Ground. Goes out: figures for every policy at its own thresholds.
"""

from __future__ import annotations

import numpy as np

from measure.ground import Ground, outcomes_of
from measure.lists import read_pakistani, split_off_listed
from measure.peers import Question, Tamis
from measure.recall import alerted
from measure.report import LOWER, NEITHER, Figure, Place, figures_of


def policies(ground: Ground, watchlist: str) -> list[Figure]:
    """Recall of altered names, ordinary and Pakistani customers alerted, name only, under each policy."""
    from tamis.screening import POLICIES, Screener

    plain = ground.engine("tamis", watchlist)
    assert isinstance(plain, Tamis)
    everyone = read_pakistani(ground.root, ground.half)
    pakistani, _, _ = split_off_listed(everyone, ground.listings(watchlist))
    cases = ground.altered(watchlist)
    figures = []
    for name, policy in POLICIES.items():
        engine = Tamis.of(Screener(plain.screener.index, policy))
        section = f"{watchlist} policies, name only"
        better = (
            (LOWER, "higher") if name == "default" else (NEITHER, NEITHER)
        )  # the default one is pinned, the others told
        answers = engine.answer([case.question for case in cases])
        found = Place(ground.half, section, f"altered names found: {name}", "tamis", better[1])
        figures += [
            one for one in figures_of(found, outcomes_of(cases, answers, policy.threshold)) if one.group == "all"
        ]
        for words, customers in (("customers", ground.customers), ("Pakistani customers", pakistani)):
            best = engine.answer([Question(customer.query(False)) for customer in customers]).best
            place = Place(ground.half, section, f"{words} alerted: {name}", "tamis", better[0])
            raised = np.asarray(best >= policy.threshold)
            figures += [one for one in alerted(place, customers, raised) if one.group == "all"]
    return figures
