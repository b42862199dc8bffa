"""Record batches in, record batches of hits out: the batch function for engines that bring their own files and processes.

In: a `pyarrow.RecordBatch` of customers and a ChunkScreener. Out: a RecordBatch of hits, its rows those that `tamis batch` writes to
Parquet. Must not know which engine asks.
"""

from __future__ import annotations

from typing import Any

from tamis.intake.batch.arrowfile import ArrowChunk
from tamis.intake.batch.screening import ChunkScreener, Screened
from tamis.intake.batch.writing import ArrowWriter


def answer_schema(schema: Any) -> Any:
    """Return the schema of the hits for customers of a schema: their columns, then those of tamis."""
    return ArrowWriter("arrow", schema).schema()


def screen_record_batch(screener: ChunkScreener, batch: Any, first_row: int = 1) -> tuple[Any, Screened]:
    """Return the hits of a record batch, and what else it came to: rejects and counts.

    Args:
        screener: The lists and the plan; its columns are those of the batch.
        batch: A `pyarrow.RecordBatch`.
        first_row: The number of its first row.
    """
    chunk = ArrowChunk(0, first_row, batch)
    screened = screener.screen(chunk)
    return ArrowWriter("arrow", batch.schema).batch(chunk, screened), screened
