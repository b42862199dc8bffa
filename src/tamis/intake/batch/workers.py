"""Processes that screen chunks, each with the lists opened once.

In: chunks, in order. Out: for each, the digests of its parts and its counts, as they are done. Only chunks go to a worker
and only counts come back: the answers are written where they are made. Must not know formats or the command line.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tamis.errors import BatchError
from tamis.intake.batch.chunks import Chunk
from tamis.intake.batch.job import keep_part
from tamis.intake.batch.screening import ChunkScreener, Plan
from tamis.intake.batch.writing import Writer, reject_lines
from tamis.intake.lifeline import follow_parent

if TYPE_CHECKING:
    from tamis.screening import Screener

    Open = Callable[[], Screener]

Done = dict[str, Any]
"""A line of the journal."""

T = TypeVar("T")

_AHEAD = 2  # chunks that wait for each worker, so that none waits for a chunk


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs beside the chunks.

    Attributes:
        open: Opens the lists; must travel to another process.
        plan: How rows are screened.
        writer: Writes the answer.
        folder: The job's folder.
        lists: Snapshots, policy and engine that every worker must have.
    """

    open: Open
    plan: Plan
    writer: Writer
    folder: Path
    lists: tuple[Any, ...]


Pool = Callable[[Task, Iterable[Chunk]], Iterator[Done]]
"""Screens chunks, here or elsewhere, keeps their parts in the task's folder, and yields each chunk's line as it is done."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A chunk's answer, ready to be kept.

    Attributes:
        chunk: Its number.
        parts: hits or rejects -> bytes of the part; those that are empty left out.
        tally: Its counts as JSON.
    """

    chunk: int
    parts: Mapping[str, bytes]
    tally: dict[str, Any]

    def keep(self, folder: Path) -> Done:
        """Write the parts into a job's folder, and return the chunk's line for the journal."""
        kept = {kind: keep_part(folder, self.chunk, kind, content) for kind, content in self.parts.items()}
        return {"chunk": self.chunk, "parts": kept, "tally": self.tally}


def answer_chunk(screener: ChunkScreener, writer: Writer, chunk: Chunk) -> Answered:
    """Screen a chunk and write its parts."""
    screened = screener.screen(chunk)
    hits = writer.part(chunk, screened) if screened.rows else b""
    rejects = reject_lines(None, screened.rejects) if screened.rejects else b""
    parts = {kind: content for kind, content in (("hits", hits), ("rejects", rejects)) if content}
    return Answered(chunk.number, parts, screened.tally.to_json())


class Desk:
    """Screens chunks and keeps their parts."""

    def __init__(self, task: Task, screener: Screener) -> None:
        self._task = task
        self._screener = ChunkScreener(screener, task.plan)

    def do(self, chunk: Chunk) -> Done:
        """Screen a chunk, keep its parts and return its line for the journal."""
        return answer_chunk(self._screener, self._task.writer, chunk).keep(self._task.folder)


def lists_of(screener: Screener) -> tuple[Any, ...]:
    """Return what decides the answers of a screener."""
    return (list(screener.snapshots), screener.policy.id, screener.engine, str(screener.as_of))


def work_here(task: Task, screener: Screener, chunks: Iterable[Chunk]) -> Iterator[Done]:
    """Yield each chunk's line, screened in this process."""
    desk = Desk(task, screener)
    for chunk in chunks:
        yield desk.do(chunk)


def as_done(begun: Iterator[Future[T]], most: int) -> Iterator[T]:
    """Yield what futures come to as they are done; the iterator is asked for another one while fewer than `most` run."""
    running: set[Future[T]] = set()
    for future in begun:
        running.add(future)
        while len(running) >= most:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (one.result() for one in done)
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (one.result() for one in done)


def work_in_processes(task: Task, workers: int, chunks: Iterable[Chunk]) -> Iterator[Done]:
    """Yield each chunk's line as it is done, screened by several processes.

    Raises:
        BatchError: a worker died, or opened other lists than this process.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(task,))
    try:
        yield from as_done((pool.submit(_work, chunk) for chunk in chunks), workers * _AHEAD)
    except BrokenProcessPool:
        raise BatchError(
            "a worker process died, perhaps for want of memory; what is done is kept: type the same with --resume, "
            "and with fewer --workers"
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_task: Task | None = None
_desk: Desk | None = None


def _begin(task: Task) -> None:
    """Prepare a worker: it leaves interrupts to its parent, and ends when its parent does."""
    global _task  # noqa: PLW0603  one task in a worker's life
    _task = task
    follow_parent()


def _work(chunk: Chunk) -> Done:
    global _desk  # noqa: PLW0603  opened at the first chunk, where a fault can be told
    assert _task is not None
    if _desk is None:
        screener = _task.open()
        if lists_of(screener) != _task.lists:
            raise BatchError("the lists changed while the run began; type the same again")
        _desk = Desk(_task, screener)
        gc.freeze()  # what was opened stays: the collector need not look at it again with every chunk
    return _desk.do(chunk)
