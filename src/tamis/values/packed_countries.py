"""Country codes as numbers, as indexes keep them, and which former country stands for which.

In: alpha-2 codes. Out: numbers. Must not know: names of countries, comparisons.
"""

from __future__ import annotations

import functools

import numpy as np

from tamis.values.arrays import U32
from tamis.values.countries import FORMER


def pack_country(code: str) -> int:
    """Return an alpha-2 code as one number."""
    padded = code.lower() + "  "
    return (ord(padded[0]) & 0xFF) << 8 | ord(padded[1]) & 0xFF


@functools.cache
def former_pairs() -> U32:
    """Return the sorted pairs of a former country and one on its land, in both orders: one packed code << 16 | the other."""
    pairs = [(pack_country(old), pack_country(new)) for old, heirs in FORMER.items() if len(old) == 2 for new in heirs]
    return np.unique(np.array([one << 16 | two for pair in pairs for one, two in (pair, pair[::-1])], dtype=np.uint32))
