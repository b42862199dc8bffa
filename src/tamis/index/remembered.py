"""Likenesses that were worked out lately, by key: as many as there are places, and no more.

In: keys of pairs. Out: what is known of them, and which are not known. A key has one place, and who comes later takes it. Must
not know: what the keys mean.
"""

from __future__ import annotations

import numpy as np

from tamis.values.arrays import F64, I64

_PLACES = 17  # bits: 131,072 pairs in 2 MB
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Remembered:
    """Likenesses by key."""

    def __init__(self) -> None:
        self._key, self._alike = np.full(1, -1, dtype=np.int64), np.zeros(1)  # until something is remembered

    def find(self, keys: I64) -> tuple[F64, I64]:
        """Return float64[n] likenesses, and int64[m] the positions of the keys that are not known."""
        if len(self._key) == 1:
            return np.zeros(len(keys)), np.arange(len(keys))
        place = _place(keys)
        return self._alike[place], (self._key[place] != keys).nonzero()[0]

    def keep(self, keys: I64, alike: F64) -> None:
        """Remember the likenesses of keys, each of which is there once."""
        if len(self._key) == 1:
            self._key, self._alike = np.full(1 << _PLACES, -1, dtype=np.int64), np.zeros(1 << _PLACES)
        place = _place(keys)
        self._key[place] = keys
        self._alike[place] = alike
        self._key[place[self._alike[place] != alike]] = -1  # two keys of one place: neither is remembered


def _place(keys: I64) -> I64:
    place: I64 = ((keys.view(np.uint64) * _SPREAD) >> np.uint64(64 - _PLACES)).view(np.int64)
    return place
