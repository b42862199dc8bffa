"""A customer file -> its hits: the whole run, and the look before it.

In: a path, how to open the lists, options. Out: the file of hits, the file of rejects, a BatchSummary. Nothing is placed before all
is done; what is done is kept in the job's folder. Must not know the command line.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tamis.errors import BatchError
from tamis.intake.batch.arrowfile import ArrowTable
from tamis.intake.batch.chunks import CHUNK_CELLS, CHUNK_CHARACTERS, CHUNK_ROWS, Chunk, Table
from tamis.intake.batch.columns import ColumnMap, map_columns
from tamis.intake.batch.job import SUFFIX, Job, told_of_faults
from tamis.intake.batch.planning import check_threshold, latest_birth, make_plan
from tamis.intake.batch.reading import Hints, open_table
from tamis.intake.batch.rows import RowReader
from tamis.intake.batch.screening import Plan, Tally
from tamis.intake.batch.textfile import Survey
from tamis.intake.batch.workers import Done, Pool, Task, lists_of, work_here, work_in_processes
from tamis.intake.batch.writing import FORMS, SHEET_ROWS, reject_lines, writer_of
from tamis.records import BatchSummary, Query
from tamis.snapshots.lock import locked

if TYPE_CHECKING:
    from tamis.screening import Screener

LAYOUT = 1
"""Raised when parts or chunks change shape: an interrupted run of another layout cannot be resumed."""

_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOptions:
    """How a customer file is screened.

    Attributes:
        maps: Columns as the user gives them, `FIELD=COLUMN`.
        date_order: `dmy`, `mdy` or `ymd`; None where the file tells it.
        hints: What the user knows of the file.
        threshold: Least score of a hit; the policy's own when None.
        limit: Most hits of a customer; all when None.
        per_customer: One row for each customer instead of one for each hit.
        raw: Whether CSV cells that a spreadsheet would run are written as they are.
        rejects: The file of rejects; beside the output when None.
        workers: Processes; as many as there are cores when None.
        resume: Whether to go on with an interrupted run.
    """

    maps: tuple[str, ...] = ()
    date_order: str | None = None
    hints: Hints = field(default_factory=Hints)
    threshold: float | None = None
    limit: int | None = None
    per_customer: bool = False
    raw: bool = False
    rejects: Path | None = None
    workers: int | None = None
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file is taken for, before it is screened.

    Attributes:
        form: Its format.
        columns: What each column holds.
        told: How it is read: delimiter, encoding, order of dates.
        samples: The first queries as they would be asked.
    """

    form: str
    columns: ColumnMap
    told: tuple[str, ...]
    samples: tuple[Query, ...]

    @property
    def passed_through(self) -> list[str]:
        """Headings of the columns that are not compared."""
        used = {place for places in self.columns.fields.values() for place in places}
        return [heading for place, heading in enumerate(self.columns.headings) if place not in used]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        rows: Rows that are done.
        share: Share of the file, 0 to 1.
    """

    rows: int
    share: float


def preview_file(source: Path, options: BatchOptions) -> Preview:
    """Return what a file is taken for, with three rows as they would be screened.

    Raises:
        BatchError: it cannot be screened so; the same as `screen_file` says before any work.
    """
    table, _ = open_table(source, options.hints)
    plan, told = _plan(table, options, dt.date.max)
    reader = RowReader(plan.columns, plan.order, plan.latest)
    samples = itertools.chain.from_iterable(reader.read(chunk).queries for chunk in table.chunks())
    return Preview(table.form, plan.columns, told, tuple(itertools.islice(samples, _SAMPLES)))


def screen_file(
    open_screener: Callable[[], Screener],
    source: Path,
    target: Path,
    options: BatchOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
    pool: Pool | None = None,
) -> BatchSummary:
    """Screen a customer file and write its hits.

    Args:
        open_screener: Opens the lists; called once in each process, so it must travel to one unless `workers` is 1.
        source: The customer file: CSV, JSON Lines, XLSX, Parquet or Arrow.
        target: The file of hits; its suffix says how it is written.
        options: How the file is screened.
        progress: Called as chunks are done.
        pool: Screens the chunks; processes of this machine when None. It must not show in the answer.

    Returns:
        The counts; `rows` is `screened` and `rejected` together.

    Raises:
        BatchError: a file that cannot be read or written as asked, another job's folder, a disk that is full.
        QueryError: a threshold that makes no sense.
    """
    options = options or BatchOptions()
    rejects = options.rejects or target.with_name(target.stem + ".rejects.csv")
    form = _check_places(source, target, rejects)
    table, survey = open_table(source, options.hints)
    screener = open_screener()
    plan, told = _plan(table, options, latest_birth(screener))
    check_threshold(screener, plan)
    _check_sheet(form, table, options)
    job = Job(target)
    writer = writer_of(form, table, raw=options.raw, delimiter="\t" if target.suffix.lower() == ".tsv" else ",")
    with told_of_faults(job):
        with locked(job.prepare(), wait_s=0):
            job.begin(_identity(survey, plan, screener, form, options), options.resume)
            task = Task(open_screener, plan, writer, job.folder, lists_of(screener))
            read = _work(job, task, table, pool or _own_pool(screener, options), progress)
            summary = _summary(job, read, plan, screener, told)
            summary = {**summary, "source": source.name, "source_sha256": survey.sha256, "target": target.name}
            writer.assemble(job.parts("hits"), job.folder / "hits")
            with (job.folder / "rejects").open("wb") as file:
                file.write(reject_lines(table.headings, ()))
                file.writelines(job.parts("rejects"))
            job.place("rejects", rejects)
            job.place("hits", target)
        job.end()
    return BatchSummary(rejects_file=rejects.name, **summary)


def _check_places(source: Path, target: Path, rejects: Path) -> str:
    """Return the format of the output; refuse places that cannot be written, before anything is read."""
    form = FORMS.get(target.suffix.lower())
    if form is None:
        raise BatchError(f"{target}: its suffix does not say how to write it; use {', '.join(FORMS)}")
    for path in (target, rejects):
        if not path.parent.is_dir():
            raise BatchError(f"{path}: there is no folder {path.parent}")
        if path.exists() and not path.is_file():
            raise BatchError(f"{path}: it is no file; give a file to write")
        if path.exists() and source.exists() and path.samefile(source):
            raise BatchError(f"{path}: it is the customer file itself; write to another file")
    if target.resolve() == rejects.resolve():
        raise BatchError(f"{target}: hits and rejects need a file each")
    return form


def _plan(table: Table, options: BatchOptions, latest: dt.date) -> tuple[Plan, tuple[str, ...]]:
    """Return how every row is screened, and what to say of how the file is read."""
    columns = map_columns(table.headings, options.maps)
    if isinstance(table, ArrowTable):
        table.check(columns.fields)
    head = next(table.chunks(), None)
    if head is None:
        raise BatchError("the file has headings and no rows; there is nobody to screen")
    plan, said = make_plan(columns, head, options, latest)
    return plan, tuple(filter(None, (*table.told, said)))


def _check_sheet(form: str, table: Table, options: BatchOptions) -> None:
    """Refuse a sheet that could not hold a row for each customer."""
    if form == "xlsx" and options.per_customer and (table.rows_at_most or 0) >= SHEET_ROWS:
        raise BatchError(
            f"an XLSX sheet has at most {SHEET_ROWS:,} rows, and the customer file up to {table.rows_at_most:,}; write to "
            "a .csv or .parquet file"
        )


def _identity(survey: Survey, plan: Plan, screener: Screener, form: str, options: BatchOptions) -> dict[str, Any]:
    """Return what makes the output what it is."""
    snapshots, policy, engine, as_of = lists_of(screener)
    return {
        "layout": [LAYOUT, CHUNK_ROWS, CHUNK_CELLS, CHUNK_CHARACTERS],
        "input": survey.sha256,
        "encoding": survey.codec,
        "hints": [options.hints.delimiter, options.hints.sheet],
        "columns": plan.columns.to_json(),
        "date order": plan.order,
        "snapshots": snapshots,
        "policy": policy,
        "engine": engine,
        "as of": as_of,
        "threshold": plan.threshold,
        "limit": plan.limit,
        "per customer": plan.per_customer,
        "output": [form, options.raw],
    }


def _own_pool(screener: Screener, options: BatchOptions) -> Pool:
    """Return what screens chunks with this machine's processes; a single chunk is screened in this one."""

    def work(task: Task, chunks: Iterable[Chunk]) -> Iterator[Done]:
        every = iter(chunks)
        ahead = list(itertools.islice(every, 2))
        workers = (options.workers or cores()) if len(ahead) > 1 else 1
        every = itertools.chain(ahead, every)
        return work_in_processes(task, workers, every) if workers > 1 else work_here(task, screener, every)

    return work


def _work(job: Job, task: Task, table: Table, pool: Pool, progress: Callable[[Progress], None] | None) -> int:
    """Screen what is not done yet, write down each chunk, and return how many rows the file has."""
    rows = job.total("rows")
    written = job.total("written")
    read = [0]
    for line in pool(task, _undone(job, table, read)):
        job.note(line)
        rows += line["tally"]["rows"]
        written += line["tally"]["written"]
        if job.target.suffix.lower() == ".xlsx" and written >= SHEET_ROWS:
            raise BatchError(
                f"{job.target}: more hits than the {SHEET_ROWS:,} rows of an XLSX sheet; write to a .csv or .parquet file"
            )
        if progress is not None:
            progress(Progress(rows, table.share_read() * rows / max(1, read[0])))
    return read[0]


def _undone(job: Job, table: Table, read: list[int]) -> Iterator[Chunk]:
    """Yield the chunks that are not done, and count the rows of all."""
    for chunk in table.chunks():
        rows = len(chunk.numbers) + len(chunk.rejects)
        read[0] += rows
        done = job.done.get(chunk.number)
        if done is None:
            yield chunk
        elif done["tally"]["rows"] != rows:
            raise BatchError(f"{job.folder}: made by another version of a reader; delete the folder to begin again")


def cores() -> int:
    """Return how many cores this process may use."""
    affinity: Callable[[int], Sequence[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _summary(job: Job, read: int, plan: Plan, screener: Screener, told: tuple[str, ...]) -> dict[str, Any]:
    """Return the counts of all chunks; each of the `read` rows must be screened or rejected, once."""
    lines = [job.done[number] for number in sorted(job.done)]
    tally = Tally.total([line["tally"] for line in lines])
    if read != tally.screened + tally.rejected or sorted(job.done) != list(range(len(lines))):
        raise BatchError(
            f"{read:,} rows were read, {tally.screened:,} screened and {tally.rejected:,} rejected, which does not add up: "
            f"this is a bug in tamis; {job.folder} is kept"
        )
    counts = ("rows", "screened", "rejected", "alerted", "hits", "withheld", "truncated", "guarded")
    return {
        **{name: getattr(tally, name) for name in counts},
        "hits_by_list": dict(sorted(tally.hits_by_list.items())),
        "histogram": tuple(tally.histogram),
        "rejects": dict(sorted(tally.rejects.items())),
        "notes": dict(sorted(tally.notes.items())),
        "columns": plan.columns.to_json(),
        "told": told,
        "threshold": screener.policy.threshold if plan.threshold is None else plan.threshold,
        "snapshots": screener.snapshots,
        "policy": screener.policy.id,
        "engine": screener.engine,
        "as_of": screener.as_of,
        "reconstructed": screener.reconstructed,
        "warnings": screener.warnings,
    }


__all__ = ["SUFFIX", "BatchOptions", "Preview", "Progress", "cores", "preview_file", "screen_file"]
