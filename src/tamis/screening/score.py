"""Evidence -> score: a fold, the same wherever a pair is scored.

In: agreements, in the order of `FEATURES`. Out: the score: the sum of agreement x weight, held between 0 and 1 and
rounded to 4 decimals once. Must not know: where the agreements come from.
"""

from __future__ import annotations

from collections.abc import Iterable

from tamis.records import Evidence
from tamis.screening.policy import Policy
from tamis.values.rarity import LEXICON_VERSION

ENGINE = f"tamis-engine-5+lexicon-{LEXICON_VERSION}"
"""Version of what makes scores: raised whenever the same query, listing and policy may score otherwise."""

FEATURES = ("name", "identifier", "birth_date", "country", "gender", "kind")
"""Everything that is compared, in the order in which evidence is listed."""


def weight_of(policy: Policy, feature: str) -> float:
    """Return what full agreement of a feature adds to the score."""
    weight: float = getattr(policy, f"{feature}_weight")
    return weight


def score_of(terms: Iterable[tuple[float, float]]) -> float:
    """Return the score of (agreement, weight) terms."""
    return round(min(1.0, max(0.0, sum(agreement * weight for agreement, weight in terms))), 4)


def score_evidence(evidence: Iterable[Evidence]) -> float:
    """Return the score that pieces of evidence add up to."""
    return score_of((piece.agreement, piece.weight) for piece in evidence)
