"""Policy: the threshold and the weights, each with its reason, identified by their digest.

In: a policy's name. Out: a frozen Policy. Two policies with the same numbers have the same id, whatever their names.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from tamis.errors import PolicyError

REASONS = {
    "threshold": "Where altered names of listed people are still found and one customer in a thousand alerts: docs/scoring.md.",
    "floor": "Below it no candidates are sought; a name that agrees less is another name.",
    "name": "The unit: a name that agrees in full scores 1 by itself.",
    "birth_date": "An exact date tells 7 nats; 20 nats are one unit of score.",
    "country": "The same nationality tells 2.5 nats; another one speaks against with 1.8.",
    "gender": "Publishers give it for one person in ten and err rarely; agreement tells little, contradiction 2.4 nats.",
    "kind": "A person is no ship; but a query may be mislabelled, so an exact name stays a hit.",
    "identifier": "An identifier names one party: it raises a hit by itself.",
    "weak_alone": "OFAC: weak aliases are for confirming, not for raising alerts; see its guidance on weak aliases.",
}
"""Why each number is what it is; `tamis policy` prints it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds and weights.

    Attributes:
        name: What people call it.
        threshold: A hit scores at least this, 0 to 1.
        floor: Below it no candidates are sought, 0 to 1.
        name_weight: What a name that agrees in full adds to the score; the other weights likewise.
        birth_date_weight: For a date of birth.
        country_weight: For nationality or country.
        gender_weight: For gender.
        kind_weight: For the kind of party.
        identifier_weight: For a shared identifier.
        weak_alone: Whether a weak alias raises a hit like any other; False asks for the exact alias and an attribute
            that agrees.
    """

    name: str = "default"
    threshold: float = 0.7
    floor: float = 0.4
    name_weight: float = 1.0
    birth_date_weight: float = 0.35
    country_weight: float = 0.125
    gender_weight: float = 0.12
    kind_weight: float = 0.25
    identifier_weight: float = 1.0
    weak_alone: bool = False

    @property
    def id(self) -> str:
        """`policy-` and the first 12 digits of the digest over everything but the name."""
        numbers = {key: value for key, value in asdict(self).items() if key != "name"}
        return "policy-" + hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()[:12]


POLICIES = {"default": Policy()}


def load_policy(name: str | None) -> Policy:
    """Return the policy of that name; None is the default one.

    Raises:
        PolicyError: no such policy.
    """
    policy = POLICIES.get(name or "default")
    if policy is None:
        raise PolicyError(f"there is no policy {name!r}; known: {', '.join(POLICIES)}")
    return policy
