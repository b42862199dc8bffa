"""Miss: why a listing was not a hit."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode
from tamis.records.hit import Comparison


class MissReason(enum.StrEnum):
    """What kept a listing from being a hit."""

    HIT = "hit"
    """Nothing: it is one."""
    NOT_ASKED = "not_asked"
    """Its list is not among those asked."""
    NOT_LISTED = "not_listed"
    """The publication that answers for the day holds no such listing."""
    LEFT_OUT = "left_out"
    """It was listed after the day asked for."""
    NOT_A_CANDIDATE = "not_a_candidate"
    """Its names have too little of what was asked to be worth comparing."""
    WITHHELD = "withheld"
    """It reaches the threshold on a weak alias that the policy keeps back."""
    BELOW_THRESHOLD = "below_threshold"
    """It was compared, and its score is too low."""


@dataclass(frozen=True, slots=True)
class MissedWord:
    """One word that was asked, and what it meets in the listed name that has most of the query.

    Attributes:
        word: The word as it is compared: folded, in plain letters.
        nearest: The listed word that it meets; None where none is near.
        alike: How alike both are, 0 to 1; 0 where none is near.
        weight: What the word weighs, in nats: the rarer, the more.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    word: str
    nearest: str | None
    alike: float
    weight: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One piece of evidence that counted against the pair, or was not there to count for it.

    Attributes:
        feature: `name`, `birth_date`, `country` ...
        amount: What it took from the score (negative), or the most that it could have added (positive).
        text: The same in words.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    feature: str
    amount: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Why one listing was not a hit for one query.

    Attributes:
        listing: Id of the listing.
        reason: What kept it from being a hit; `hit` where nothing did.
        text: The same in one sentence.
        comparison: The pair compared; None where it could not be.
        short_by: How far the score lies below the threshold; 0 where it does not, None where nothing was compared.
        covered: Share of what was asked that the nearest listed name has, 0 to 1; None where nothing was compared.
        words: What each word asked meets there, in the order asked.
        against: What counted against it, worst first.
        missing: What could have lifted it, most first.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    listing: str
    reason: MissReason
    text: str
    comparison: Comparison | None = None
    short_by: float | None = None
    covered: float | None = None
    words: tuple[MissedWord, ...] = ()
    against: tuple[Shortfall, ...] = ()
    missing: tuple[Shortfall, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        return {**encode(self), "comparison": self.comparison.to_json() if self.comparison else None}
