"""Policy: thresholds and weights, each with its reason, identified by their digest.

In: numbers, or a policy's name. Out: a frozen Policy. Two policies with the same numbers have the same id, whatever
their names. What a file of one's own looks like is known by `policy_files`.
"""

from __future__ import annotations

import enum
import hashlib
import json
import math
from dataclasses import asdict, dataclass

from tamis.errors import PolicyError
from tamis.records import PartyKind

REASONS = {
    "threshold": "Where altered names of listed people are still found and one customer in a thousand alerts: docs/scoring.md.",
    "kind_thresholds": "None: false alarms and misses of every kind are weighed by one measure; set one where yours differ.",
    "floor": "Below it no candidates are sought; a name that agrees less is another name.",
    "name": "The unit: a name that agrees in full scores 1 by itself.",
    "birth_date": "An exact date tells 7 nats; 20 nats are one unit of score.",
    "country": "The same nationality tells 2.5 nats; another one speaks against with 1.8.",
    "gender": "Publishers give it for one person in ten and err rarely; agreement tells little, contradiction 2.4 nats.",
    "kind": "A person is no ship; but a query may be mislabelled, so an exact name stays a hit.",
    "identifier": "An identifier names one party: it raises a hit by itself.",
    "weak_aliases": "OFAC: weak aliases are for confirming, not for raising alerts; see its guidance on weak aliases.",
}
"""Why each number of the default policy is what it is; `tamis policy` prints it."""


class WeakAliases(enum.StrEnum):
    """What an alias does that its publisher calls of low quality."""

    COUNT = "count"
    """It raises a hit like any other name."""
    CONFIRM = "confirm"
    """It raises a hit only where it is exact and an attribute agrees."""
    IGNORE = "ignore"
    """It never raises a hit by itself; what is kept back is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds and weights.

    Attributes:
        name: What people call it.
        threshold: A hit scores at least this, 0 to 1.
        kind_thresholds: Another threshold where the listing is of that kind: (kind, threshold), sorted.
        floor: Below it no candidates are sought, 0 to 1.
        name_weight: What a name that agrees in full adds to the score, 0 to 10; the other weights likewise.
        birth_date_weight: For a date of birth.
        country_weight: For nationality or country.
        gender_weight: For gender.
        kind_weight: For the kind of party.
        identifier_weight: For a shared identifier.
        weak_aliases: What weak aliases do.

    Raises:
        PolicyError: a number out of its range, or a threshold below the floor.
    """

    name: str = "default"
    threshold: float = 0.7
    kind_thresholds: tuple[tuple[PartyKind, float], ...] = ()
    floor: float = 0.4
    name_weight: float = 1.0
    birth_date_weight: float = 0.35
    country_weight: float = 0.125
    gender_weight: float = 0.12
    kind_weight: float = 0.25
    identifier_weight: float = 1.0
    weak_aliases: WeakAliases = WeakAliases.CONFIRM

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind_thresholds", tuple(sorted(self.kind_thresholds)))
        for key in WEIGHTS:
            _check_range(key, getattr(self, key), HEAVIEST)
        _check_range("floor", self.floor, 1.0)
        thresholds = {"threshold": self.threshold}
        thresholds |= {f"kind_thresholds.{kind}": least for kind, least in self.kind_thresholds}
        for key, least in thresholds.items():
            _check_range(key, least, 1.0)
            if least < self.floor:
                raise PolicyError(
                    f"{key} = {least:g} lies below the floor of {self.floor:g}: no candidates are sought there; lower the floor too"
                )

    @property
    def id(self) -> str:
        """`policy-` and the first 12 digits of the digest over everything but the name."""
        numbers = {key: value for key, value in asdict(self).items() if key != "name"}
        return "policy-" + hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()[:12]

    @property
    def weak_alone(self) -> bool:
        """Whether a weak alias raises a hit like any other."""
        return self.weak_aliases is WeakAliases.COUNT

    def threshold_for(self, kind: PartyKind) -> float:
        """Return the least score of a hit on a listing of that kind."""
        return dict(self.kind_thresholds).get(kind, self.threshold)


WEIGHTS = (
    "name_weight", "birth_date_weight", "country_weight", "gender_weight", "kind_weight", "identifier_weight",
)  # fmt: skip
"""The fields of a policy that are weights."""

HEAVIEST = 10.0
"""No weight is more: ten times what a name that agrees in full adds."""


def _check_range(key: str, value: float, most: float) -> None:
    if not (math.isfinite(value) and 0 <= value <= most):
        raise PolicyError(f"{key} = {value:g} is out of range; it is a number from 0 to {most:g}")


POLICIES = {
    "default": Policy(),
    "strict": Policy(name="strict", threshold=0.6, weak_aliases=WeakAliases.COUNT),
    "lenient": Policy(name="lenient", threshold=0.77),
}
"""The policies that come with the package, by name."""

DIFFERENCES = {
    ("strict", "threshold"): (
        "More is found, more people read more alarms: some 96 to 98 of 100 altered names, where 0.6 % of customers alert on the "
        "UN list and 4 % on OFAC's; docs/scoring.md."
    ),
    ("strict", "weak_aliases"): "Whoever would rather read too much reads weak aliases too.",
    ("lenient", "threshold"): (
        "The highest at which an exact name stays a hit when only its date of birth contradicts; some 83 of 100 altered names, "
        "where 0.1 % of customers alert on the UN list and 0.2 % on OFAC's; docs/scoring.md."
    ),
}
"""Why another policy that comes with the package differs from the default one: (policy, key) -> reason."""


def reason_of(policy: Policy, key: str) -> str:
    """Return why a number of a policy is what it is; a number of one's own has one's own reason."""
    default = POLICIES["default"]
    if getattr(policy, key) == getattr(default, key):
        return REASONS[key.removesuffix("_weight")]
    for (name, changed), reason in DIFFERENCES.items():
        if changed == key and getattr(POLICIES[name], key) == getattr(policy, key):
            return reason
    return f"Your own; the default policy has {shown(getattr(default, key))}."


def shown(value: object) -> str:
    """Return a value of a policy as people write it: a number, a word; `none` for no threshold by kind."""
    return f"{value:g}" if isinstance(value, float) else str(value) if value else "none"
