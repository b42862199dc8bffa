"""What a Python worker does with its partition: record batches of customers in, record batches of the answer out.

In: record batches in the DataFrame's order, and a task. Out: for each some rows of the answer; where all of it is asked for, also the
rejected rows, and at the end the partition's counts. A partition that is screened again gives the same rows. Must not know the driver.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tamis.intake.batch import ChunkScreener, Plan, Screened, screen_record_batch
from tamis.intake.batch.answers import COLUMNS
from tamis.intake.batch.arrowfile import Batch, arrow_column, load_pyarrow
from tamis.intake.batch.chunks import rows_of_chunk
from tamis.intake.batch.screening import Tally
from tamis.spark.opening import Opening, open_once

RUN = "tamis_run"
"""The column that names the run; it stands in every row."""

RECORD, REASON, DETAIL, COUNTS = "tamis_record", "tamis_reason", "tamis_detail", "tamis_counts"
"""Columns of the whole answer: what a row is, why a row was rejected, and a partition's counts as JSON."""

ANSWER, REJECT, COUNT = "answer", "reject", "counts"
"""What a row of the whole answer can be."""

WHOLE = (RECORD, REASON, DETAIL, COUNTS)
_ROW = 0  # the place of `tamis_row` among the columns of the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTask:
    """What a worker needs beside the rows.

    Attributes:
        opening: How the lists are opened.
        plan: How rows are screened; its headings are the columns of the DataFrame.
        run: Name of the run.
        row: Place of the column that numbers the rows; None where none does.
        whole: Whether rejected rows and counts are part of the answer.
    """

    opening: Opening
    plan: Plan
    run: str
    row: int | None
    whole: bool


def screen_partition(task: FrameTask, batches: Iterator[Batch]) -> Iterator[Batch]:
    """Yield the answer to a partition.

    Raises:
        StoreError: the lists are not here.
        BatchError: they are not those that the driver saw.
    """
    pa = load_pyarrow()
    desk: ChunkScreener | None = None
    tallies: list[dict[str, Any]] = []
    empty: Batch | None = None
    for batch in batches:
        named = pa.RecordBatch.from_arrays(batch.columns, names=list(task.plan.columns.headings))
        most = rows_of_chunk(named.num_columns)
        for start in range(0, named.num_rows, most):
            desk = desk or ChunkScreener(open_once(task.opening), task.plan)
            piece = named.slice(start, most)
            hits, screened = screen_record_batch(desk, piece)
            yield _answers(task, piece, hits, screened)
            if task.whole and screened.rejects:
                yield _rejects(task, piece, screened)
            tallies.append(screened.tally.to_json())
            empty = piece.slice(0, 0)
    if task.whole and empty is not None:
        yield _counts(task, empty, Tally.total(tallies))


def _answers(task: FrameTask, piece: Batch, hits: Batch, screened: Screened) -> Batch:
    """Return the rows of the answer with the numbers that the caller gave, and the columns that are Spark's alone."""
    pa = load_pyarrow()
    own = piece.num_columns
    arrays = list(hits.columns)
    arrays[own + _ROW] = _numbers(task, piece, screened.places)
    names = [*hits.schema.names, RUN, *(WHOLE if task.whole else ())]
    arrays += [arrow_column([value] * hits.num_rows, str) for value in _last(task, ANSWER)]
    return pa.RecordBatch.from_arrays(arrays, names=names)


def _rejects(task: FrameTask, piece: Batch, screened: Screened) -> Batch:
    """Return the rejected rows with their reasons."""
    places = [reject.row - 1 for reject in screened.rejects]  # `screen_record_batch` numbers the rows of a piece from 1
    rejects = screened.rejects
    return _beside(
        task,
        piece,
        places,
        [REJECT] * len(rejects),
        [reject.reason for reject in rejects],
        [reject.detail for reject in rejects],
        [None] * len(rejects),
    )


def _counts(task: FrameTask, empty: Batch, tally: Tally) -> Batch:
    """Return one row with the counts of a partition; the customer's own columns are null in it."""
    text = json.dumps(tally.to_json(), sort_keys=True)
    return _beside(task, empty, [None], [COUNT], [None], [None], [text])


def _beside(task: FrameTask, piece: Batch, places: Sequence[int | None], *last: list[str | None]) -> Batch:
    """Return rows of the whole answer that are no answers: the rows at some places, what was asked, the last columns."""
    pa = load_pyarrow()
    snapshots, policy, engine, _ = task.opening.expected
    asked = {
        "tamis_snapshots": "; ".join(snapshots), "tamis_policy": policy, "tamis_engine": engine,
        "tamis_as_of": task.opening.as_of,
    }  # fmt: skip
    arrays = list(piece.take(arrow_column(places, int)).columns)
    arrays.append(_numbers(task, piece, places))
    arrays += [arrow_column([asked.get(column.name)] * len(places), column.type) for column in COLUMNS[_ROW + 1 :]]
    runs: list[str | None] = [task.run] * len(places)
    arrays += [arrow_column(cells, str) for cells in (runs, *last)]
    names = [*piece.schema.names, *(column.name for column in COLUMNS), RUN, *WHOLE]
    return pa.RecordBatch.from_arrays(arrays, names=names)


def _last(task: FrameTask, record: str) -> list[str | None]:
    return [task.run, record, None, None, None] if task.whole else [task.run]


def _numbers(task: FrameTask, piece: Batch, places: Sequence[int | None]) -> Any:
    """Return the numbers of the rows at some places, as the caller gave them."""
    pa = load_pyarrow()
    if task.row is None:
        return pa.nulls(len(places), pa.int64())
    return piece.column(task.row).cast(pa.int64()).take(arrow_column(places, int))
