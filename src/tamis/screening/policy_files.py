"""A policy's name, or a TOML file of one's own -> Policy.

In: a name or a path. Out: a Policy whose numbers are checked. A file sets some of the numbers, the rest is as in its
base:

    base = "strict"                  # default, when left out
    threshold = 0.65
    weak_aliases = "confirm"         # count, confirm, ignore
    birth_date_weight = 0.3

    [kind_thresholds]                # by the kind of the listing
    vessel = 0.8

Must not know: what the numbers do.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from tamis.errors import PolicyError
from tamis.records import PartyKind
from tamis.screening.policy import POLICIES, Policy, WeakAliases

_KEYS = ("base", *(field.name for field in fields(Policy) if field.name != "name"))


def load_policy(name: str | None) -> Policy:
    """Return the policy of that name, or of a TOML file that sets some of its numbers; None is the default one.

    Raises:
        PolicyError: no such policy or file, an unknown key, or a value out of range; names the file and the key.
    """
    policy = POLICIES.get(name or "default")
    if policy is not None:
        return policy
    path = Path(name or "")
    if path.suffix.lower() != ".toml":
        raise PolicyError(
            f"there is no policy {name!r}; {_nearest(str(name), POLICIES, 'known')}; "
            "a policy of your own is a file that ends in .toml"
        )
    try:
        numbers = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PolicyError(f"{path}: {error.strerror}; give the name of a policy or of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PolicyError(f"{path}: no TOML: {error}") from None
    try:
        return _policy_of(path.stem, numbers)
    except PolicyError as error:
        raise PolicyError(f"{path}: {error}") from None


def _policy_of(name: str, numbers: dict[str, Any]) -> Policy:
    """Return the policy that a file describes; what it leaves out is as in its base."""
    for key in numbers:
        if key not in _KEYS:
            raise PolicyError(f"unknown key {key!r}; {_nearest(key, _KEYS, 'the keys are')}")
    base = numbers.pop("base", "default")
    if not isinstance(base, str) or base not in POLICIES:
        raise PolicyError(f"base {base!r} is no policy that comes with tamis; {_nearest(str(base), POLICIES, 'known')}")
    return replace(POLICIES[base], name=name, **{key: _value(key, value) for key, value in numbers.items()})


def _value(key: str, value: Any) -> Any:
    """Return what a key holds, of the type that the policy has."""
    if key == "weak_aliases":
        if value not in list(WeakAliases):
            raise PolicyError(f"weak_aliases is one of {', '.join(WeakAliases)}, not {value!r}")
        return WeakAliases(value)
    if key == "kind_thresholds":
        return _by_kind(value)
    return _number(key, value)


def _by_kind(table: Any) -> tuple[tuple[PartyKind, float], ...]:
    if not isinstance(table, dict):
        raise PolicyError("kind_thresholds is a table: [kind_thresholds] with lines such as vessel = 0.8")
    for kind in table:
        if kind not in list(PartyKind):
            raise PolicyError(f"kind_thresholds: {kind!r} is no kind of party; {_nearest(kind, PartyKind, 'known')}")
    return tuple((PartyKind(kind), _number(f"kind_thresholds.{kind}", least)) for kind, least in table.items())


def _number(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PolicyError(f"{key} is a number, not {value!r}")
    return float(value)


def _nearest(word: str, known: Iterable[str], introduction: str) -> str:
    names = [str(one) for one in known]
    close = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {close[0]!r}?" if close else f"{introduction}: {', '.join(names)}"
