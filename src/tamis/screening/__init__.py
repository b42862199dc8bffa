"""Precision: policy, score, screener, explanations. What the package offers is re-exported by `tamis`."""

from tamis.screening.asked import as_query
from tamis.screening.beside import beside_ofac
from tamis.screening.misses import why_not
from tamis.screening.opening import open, open_index
from tamis.screening.parties import same_party
from tamis.screening.policy import POLICIES, REASONS, Policy, WeakAliases
from tamis.screening.policy_files import load_policy
from tamis.screening.screener import Screener, caption, compare

DEFAULT_THRESHOLD = POLICIES["default"].threshold
"""Least score of a hit under the default policy."""

__all__ = [
    "DEFAULT_THRESHOLD",
    "POLICIES",
    "REASONS",
    "Policy",
    "Screener",
    "WeakAliases",
    "as_query",
    "beside_ofac",
    "caption",
    "compare",
    "load_policy",
    "open",
    "open_index",
    "same_party",
    "why_not",
]
