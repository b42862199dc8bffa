"""Arrays that grow: rows are added at the end, and the whole is read as one array.

In: rows. Out: a view of all rows so far. Room is doubled when it runs out, so adding costs the same however many there
are. Must not know: what the rows mean.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray


class Growing:
    """One growing array; `width` columns, or none for a plain row of values."""

    def __init__(self, dtype: DTypeLike, *width: int) -> None:
        self._room: NDArray[Any] = np.zeros((1024, *width), dtype=dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def rows(self) -> NDArray[Any]:
        """All rows so far; the next `add` may move them."""
        return self._room[: self._count]

    def add(self, rows: NDArray[Any]) -> None:
        """Put rows at the end."""
        count = self._count + len(rows)
        if count > len(self._room):
            room = np.zeros((max(count, 2 * len(self._room)), *self._room.shape[1:]), dtype=self._room.dtype)
            room[: self._count] = self.rows
            self._room = room
        self._room[self._count : count] = rows
        self._count = count
