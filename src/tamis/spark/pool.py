"""Chunks of a customer file screened by Spark: what `tamis batch --engine spark` does instead of starting processes.

In: chunks, as the file's reader cut them. Out: for each its line of the journal, as they are done; its parts are kept by the driver.
Chunks travel in waves, as Arrow or JSON, and their parts come back as bytes: workers need neither the customer file nor the
output's folder. The bytes are those of any other pool. Must not know the command line.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tamis.intake.batch import ChunkScreener, Plan
from tamis.intake.batch.arrowfile import ArrowChunk, Batch, load_pyarrow, packed
from tamis.intake.batch.chunks import Chunk, Reject, RowChunk
from tamis.intake.batch.workers import Answered, Done, Task, answer_chunk, as_done
from tamis.intake.batch.writing import Writer
from tamis.spark.installed import spark_faults
from tamis.spark.opening import Opening, open_once, ship
from tamis.spark.options import Options
from tamis.spark.session import check_master, is_local, opened_session, refusal

_SENT = "chunk long, first_row long, content binary"
_CAME = "chunk long, tally string, hits binary, rejects binary"
_AHEAD = 2  # waves under way, so that Spark has one while the driver keeps the parts of the other
_EACH = 4  # chunks of a wave for each core: a slow one delays the others little
_WAVE_BYTES = 64_000_000  # a driver of Spark's own size, 1 GB, holds a few of them
Row = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class ChunkTask:
    """What a worker needs beside the chunks."""

    opening: Opening
    plan: Plan
    writer: Writer


class SparkPool:
    """Screens chunks on a master.

    Args:
        opening: How workers open the lists; where the master is not this machine, they are shipped to them.
        master: Such as `local[4]`, `yarn` or `spark://host:7077`; None for what `spark-submit` says, else this machine.

    Raises:
        MissingExtraError: pyspark or Java is not installed.
        BatchError: a master that Spark does not know.
    """

    def __init__(self, opening: Opening, master: str | None = None) -> None:
        check_master(master)
        self._opening = opening
        self._master = master

    def __call__(self, task: Task, chunks: Iterable[Chunk]) -> Iterator[Done]:
        """Yield each chunk's line, as they are done.

        Raises:
            BatchError: Spark does not start, or gave a task up; what is done is kept.
        """
        every = iter(chunks)
        for first in every:  # Spark takes seconds to start: not for nothing
            with opened_session(self._master) as spark:
                work = ChunkTask(self._shipped(spark, task), task.plan, task.writer)
                for answered in _screened(spark, work, itertools.chain([first], every)):
                    yield answered.keep(task.folder)

    def _shipped(self, spark: Any, task: Task) -> Opening:
        snapshots, *others = task.lists
        opening = dataclasses.replace(self._opening, expected=(tuple(snapshots), *others))
        if is_local(spark) or not isinstance(opening.home, str):
            return opening
        options = Options(lists=opening.lists, as_of=opening.as_of)
        return dataclasses.replace(opening, home=ship(spark, opening.home, options))


def _screened(spark: Any, task: ChunkTask, chunks: Iterator[Chunk]) -> Iterator[Answered]:
    """Yield the answers of all chunks, a few waves at a time."""

    def work(batches: Iterator[Batch]) -> Iterator[Batch]:
        return screen_chunks(task, batches)

    def ask(rows: list[Row]) -> list[Any]:
        came: list[Any] = spark.createDataFrame(rows, _SENT, verifySchema=False).mapInArrow(work, _CAME).collect()
        return came

    threads = ThreadPoolExecutor(_AHEAD)
    try:
        waves = _waves(chunks, spark.sparkContext.defaultParallelism * _EACH)
        begun: Iterator[Future[list[Any]]] = (threads.submit(ask, wave) for wave in waves)
        for came in as_done(begun, _AHEAD):
            yield from (_answered(row) for row in came)
    except spark_faults() as error:
        raise refusal(error) from None
    finally:
        spark.sparkContext.cancelAllJobs()
        threads.shutdown(wait=True, cancel_futures=True)


def _waves(chunks: Iterator[Chunk], most: int) -> Iterator[list[Row]]:
    """Yield rows for Spark, so many at a time as it has work for and as the driver can hold."""
    wave: list[Row] = []
    for chunk in chunks:
        wave.append(_row(chunk))
        if len(wave) >= most or sum(len(content) for *_, content in wave) >= _WAVE_BYTES:
            yield wave
            wave = []
    if wave:
        yield wave


def _row(chunk: Chunk) -> Row:
    """Return a chunk as a row; rows of a text file have no first number."""
    if isinstance(chunk, ArrowChunk):
        return chunk.number, chunk.first_row, packed([chunk.batch], chunk.batch.schema)
    assert isinstance(chunk, RowChunk)
    rejects = [dataclasses.astuple(reject) for reject in chunk.rejects]
    return chunk.number, 0, json.dumps([chunk.numbers, chunk.rows, rejects, chunk.notes]).encode()


def _chunk(number: int, first_row: int, content: bytes) -> Chunk:
    """Return the chunk that a row was."""
    if first_row:
        return ArrowChunk(number, first_row, load_pyarrow().ipc.open_stream(content).read_next_batch())
    numbers, rows, rejects, notes = json.loads(content)
    read = [Reject(row, reason, detail, tuple(cells)) for row, reason, detail, cells in rejects]
    return RowChunk(number, numbers, rows, read, notes)


def screen_chunks(task: ChunkTask, batches: Iterator[Batch]) -> Iterator[Batch]:
    """Yield the answers of chunks, in a Python worker of Spark."""
    pa = load_pyarrow()
    screener: ChunkScreener | None = None
    for batch in batches:
        for row in batch.to_pylist():
            screener = screener or ChunkScreener(open_once(task.opening), task.plan)
            done = answer_chunk(screener, task.writer, _chunk(*row.values()))
            tally = json.dumps(done.tally)
            cells = [done.chunk, tally, done.parts.get("hits"), done.parts.get("rejects")]
            kinds = [pa.int64(), pa.string(), pa.binary(), pa.binary()]
            arrays = [pa.array([cell], kind) for cell, kind in zip(cells, kinds, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, names=["chunk", "tally", "hits", "rejects"])


def _answered(row: Any) -> Answered:
    parts = {kind: bytes(row[kind]) for kind in ("hits", "rejects") if row[kind] is not None}
    return Answered(row["chunk"], parts, json.loads(row["tally"]))
