"""Policy: the threshold and the weights, each with its reason, identified by their digest.

In: a policy's name, or a TOML file. Out: a frozen Policy. Two policies with the same numbers have the same id, whatever their names.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

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
    """Return the policy of that name, or of a TOML file that sets some of its numbers; None is the default one.

    Raises:
        PolicyError: no such policy or file, an unknown key, or a value out of range.
    """
    policy = POLICIES.get(name or "default")
    if policy is not None:
        return policy
    path = Path(name or "")
    if path.suffix != ".toml":
        known = ", ".join(POLICIES)
        raise PolicyError(
            f"there is no policy {name!r}; known: {known}; a policy of your own is a file that ends in .toml"
        )
    try:
        numbers = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}; give the name of a policy or of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: no TOML: {error}") from None
    return _policy_of(path, numbers)


def _policy_of(path: Path, numbers: dict[str, Any]) -> Policy:
    """Return the policy that a file describes; what it leaves out is as in the default one."""
    default = Policy()
    checked: dict[str, Any] = {"name": path.stem}
    for key, value in numbers.items():
        known = [field.name for field in fields(Policy)]
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise PolicyError(
                f"{path}: unknown key {key!r}"
                + (f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}")
            )
        wanted = type(getattr(default, key))
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)  # noqa: PLW2901 - TOML writes 1.0 as 1 without meaning another type
        if not isinstance(value, wanted):
            raise PolicyError(f"{path}: {key} is a {wanted.__name__}, not {value!r}")
        if isinstance(value, float) and not 0 <= value <= (1 if key in ("threshold", "floor") else 10):
            raise PolicyError(f"{path}: {key} = {value} is out of range")
        checked[key] = value
    policy = replace(default, **checked)
    if policy.threshold < policy.floor:
        raise PolicyError(f"{path}: the threshold {policy.threshold} lies below the floor {policy.floor}")
    return policy
