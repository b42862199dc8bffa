"""Customer files: rows become queries, answers become rows, chunk by chunk, in any number of processes."""

from tamis.intake.batch.columns import FIELDS, ColumnMap, map_columns
from tamis.intake.batch.reading import Hints
from tamis.intake.batch.record_batches import answer_schema, screen_record_batch
from tamis.intake.batch.run import BatchOptions, Preview, Progress, preview_file, screen_file
from tamis.intake.batch.screening import ChunkScreener, Plan, Screened
from tamis.intake.batch.workers import Pool

__all__ = [
    "FIELDS",
    "BatchOptions",
    "ChunkScreener",
    "ColumnMap",
    "Hints",
    "Plan",
    "Pool",
    "Preview",
    "Progress",
    "Screened",
    "answer_schema",
    "map_columns",
    "preview_file",
    "screen_file",
    "screen_record_batch",
]
