"""BatchSummary: what screening a customer file came to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tamis.records.codec import encode
from tamis.records.hit import Reconstruction

SCORE_BINS = 20
"""Bins of the histogram of scores: each a twentieth wide, the last one with 1 in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSummary:
    """What screening a customer file came to; the same for the same input, snapshots and policy.

    Attributes:
        source: Name of the customer file.
        source_sha256: Digest of its bytes.
        target: Name of the file with the hits.
        rejects_file: Name of the file with the rejects.
        rows: Rows of the file: `screened` and `rejected` together.
        screened: Rows that were screened.
        rejected: Rows that were not.
        alerted: Customers with at least one hit.
        hits: Hits of all customers, those cut by a limit left out.
        hits_by_list: watchlist -> hits.
        histogram: Hits by score, `SCORE_BINS` bins from 0 to 1.
        rejects: reason -> rows.
        notes: What could not be read of rows that were screened all the same -> rows.
        withheld: Hits on weak aliases that the policy keeps back.
        truncated: Hits cut by a limit.
        guarded: Cells written with an apostrophe before what a spreadsheet would run.
        columns: field -> headings it was read from.
        told: How the file was read: encoding, order of dates.
        threshold: Least score of a hit.
        snapshots: Ids of the snapshots asked.
        policy: Id of the policy.
        engine: Version of the engine.
        as_of: The day asked for, None for today.
        reconstructed: Snapshots that stand in for that day.
        warnings: What the reader must know of the lists.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    source: str
    source_sha256: str
    target: str
    rejects_file: str
    rows: int
    screened: int
    rejected: int
    alerted: int
    hits: int
    hits_by_list: Mapping[str, int]
    histogram: tuple[int, ...]
    rejects: Mapping[str, int]
    notes: Mapping[str, int]
    withheld: int
    truncated: int
    guarded: int
    columns: Mapping[str, list[str]]
    told: tuple[str, ...]
    threshold: float
    snapshots: tuple[str, ...]
    policy: str
    engine: str
    as_of: dt.date | None = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON twin."""
        twin: dict[str, Any] = encode(self)
        return twin
