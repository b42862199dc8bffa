"""Beside: what another search would say of the same pair. Shown beside our score; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One pair by another search's published rule.

    Attributes:
        rule: Whose rule it is: `ofac`.
        score: 0 to 1, two decimals; 0 where that search would not look at the pair.
        seen: Whether it would look at the pair at all.
        name: The listed name that comes nearest by that rule; None where the query has no name.
        text: The same in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    rule: str
    score: float
    seen: bool
    name: str | None
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin
