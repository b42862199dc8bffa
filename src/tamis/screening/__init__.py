"""Precision: policy, score, screener, explanations. What the package offers is re-exported by `tamis`."""

from tamis.screening.opening import open, open_index
from tamis.screening.parties import same_party
from tamis.screening.policy import POLICIES, REASONS, Policy, load_policy
from tamis.screening.screener import Screener, as_query, caption, compare

DEFAULT_THRESHOLD = POLICIES["default"].threshold
"""Least score of a hit under the default policy."""

__all__ = [
    "DEFAULT_THRESHOLD",
    "POLICIES",
    "REASONS",
    "Policy",
    "Screener",
    "as_query",
    "caption",
    "compare",
    "load_policy",
    "open",
    "open_index",
    "same_party",
]
