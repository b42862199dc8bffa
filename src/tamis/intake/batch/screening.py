"""Screening a chunk: the one function behind `tamis batch`, whatever the format, the number of workers or the engine.

In: a chunk. Out: rows of the answer, rejects and counts. What a row says depends on the row, the lists and the policy
alone, never on its chunk. Must not know files and processes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tamis.intake.batch.answers import answer_rows
from tamis.intake.batch.chunks import Chunk, Reject
from tamis.intake.batch.columns import ColumnMap
from tamis.intake.batch.rows import RowReader
from tamis.records import SCORE_BINS, Screening

if TYPE_CHECKING:
    from tamis.screening import Screener


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How every row of a file is screened.

    Attributes:
        columns: What each column holds.
        order: Whether days or months come first in dates of birth.
        threshold: Least score of a hit; the policy's own when None.
        limit: Most hits of a customer; all when None.
        per_customer: One row for each customer instead of one for each hit.
        latest: The last day on which anybody can be born.
    """

    columns: ColumnMap
    order: str = "dmy"
    threshold: float | None = None
    limit: int | None = None
    per_customer: bool = False
    latest: dt.date = dt.date.max


@dataclass(slots=True)
class Tally:
    """What is counted of some rows; sums of tallies are tallies."""

    rows: int = 0
    screened: int = 0
    rejected: int = 0
    alerted: int = 0
    hits: int = 0
    withheld: int = 0
    truncated: int = 0
    guarded: int = 0
    written: int = 0
    hits_by_list: Counter[str] = field(default_factory=Counter)
    rejects: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    histogram: list[int] = field(default_factory=lambda: [0] * SCORE_BINS)

    def add(self, screening: Screening) -> None:
        """Count one answer."""
        self.screened += 1
        self.withheld += screening.withheld
        self.truncated += screening.truncated
        if screening.hits:
            self.alerted += 1
            self.hits += len(screening.hits)
            for hit in screening.hits:
                self.hits_by_list[hit.watchlist] += 1
                self.histogram[min(SCORE_BINS - 1, int(hit.score * SCORE_BINS + 1e-9))] += 1

    def to_json(self) -> dict[str, Any]:
        """Return the counts as JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def total(cls, tallies: list[dict[str, Any]]) -> Tally:
        """Return the sum of tallies given as JSON."""
        whole = cls()
        for one in tallies:
            for name, value in one.items():
                if isinstance(value, int):
                    setattr(whole, name, getattr(whole, name) + value)
                elif name == "histogram":
                    whole.histogram = [a + b for a, b in zip(whole.histogram, value, strict=True)]
                else:
                    getattr(whole, name).update(value)
        return whole


@dataclass(slots=True)
class Screened:
    """What a chunk came to.

    Attributes:
        places: For each row of the answer, the place of the customer's row in the chunk.
        rows: Rows of the answer, as `answers.COLUMNS` says.
        rejects: In the order of the rows.
        tally: The counts.
    """

    places: list[int] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of reference cycles away.

    A chunk makes ten thousands of small records and no cycle; the collector would look at them again and again, for a third of the
    time that reading rows takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class ChunkScreener:
    """Screens chunks with one screener after one plan.

    Args:
        screener: The open lists.
        plan: How rows are screened.
    """

    def __init__(self, screener: Screener, plan: Plan) -> None:
        self.screener = screener
        self.plan = plan
        self._reader = RowReader(plan.columns, plan.order, plan.latest)
        self._general = frozenset(screener.warnings)

    def screen(self, chunk: Chunk) -> Screened:
        """Return what a chunk came to."""
        with _uncollected():
            return self._screened(chunk)

    def _screened(self, chunk: Chunk) -> Screened:
        plan, out = self.plan, Screened()
        asked = self._reader.read(chunk)
        answers = self.screener.screen_many(asked.queries, threshold=plan.threshold, limit=plan.limit)
        tally = out.tally
        for place, screening in zip(asked.places, answers, strict=True):
            tally.add(screening)
            if not (screening.hits or plan.per_customer):
                continue
            notes = asked.notes.get(place, [])
            own = [warning for warning in screening.warnings if warning not in self._general]
            for row in answer_rows(chunk.numbers[place], screening, [*notes, *own], plan.per_customer):
                out.places.append(place)
                out.rows.append(row)
        out.rejects = sorted([*chunk.rejects, *asked.rejects], key=lambda reject: reject.row)
        tally.rejected = len(out.rejects)
        tally.rows = tally.screened + tally.rejected
        tally.rejects.update(reject.reason for reject in out.rejects)
        tally.notes.update(note for notes in asked.notes.values() for note in set(notes))
        tally.notes.update(chunk.notes)
        tally.written = len(out.rows)
        return out
