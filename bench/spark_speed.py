"""Measure screening on Spark against `tamis batch`, over the same Parquet file on this machine.

    TAMIS_TEST_DATA=... python bench/spark_speed.py [--rows 200000] [--cores 2] [--turns 3] [--home DIR] [--json FILE]

Both take the same number of cores, in turns; medians. CPU seconds are those of all processes that do the work: this one, its
workers, and with Spark the Java process; starting Spark is told apart, but each run of either starts workers that open the lists,
which shows where rows are few. What a worker's function does is measured alone too, without Spark. Exit status 0; 2 for missing data.
"""

from __future__ import annotations

import argparse
import functools
import os
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from batch_speed import descendants, load_home
from measure import clock, synthetic
from measure.lists import data_folder
from measure.plain import Rows, report

_PARTITIONS_A_CORE = 4


class Spent(threading.Thread):
    """Adds up the CPU of this process and of all that it started, looking four times a second: Spark ends workers that idle,
    and nobody waits for them, so that what they spent is told by nothing afterwards.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._ticks: dict[int, int] = {}
        self._looking = threading.Lock()

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            time.sleep(0.25)
            self.seconds()

    def seconds(self) -> float:
        """Return the CPU seconds so far."""
        with self._looking:
            for pid in (os.getpid(), *descendants()):
                try:
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                self._ticks[pid] = int(fields[11]) + int(fields[12])  # utime and stime: proc(5)
            return sum(self._ticks.values()) / os.sysconf("SC_CLK_TCK")


_spent = Spent()
_spent.start()
cpu_seconds = _spent.seconds


def timed(work: Callable[[], int]) -> tuple[float, float, int]:
    """Return seconds on the wall, CPU seconds, and what the work returns: its hits."""
    began, before = time.monotonic(), cpu_seconds()
    hits = work()
    return time.monotonic() - began, cpu_seconds() - before, hits


def by_processes(home: Path, source: Path, target: Path, cores: int) -> int:
    """Screen with `tamis batch`'s own processes."""
    from tamis import screening
    from tamis.intake.batch import BatchOptions, screen_file

    opening = functools.partial(screening.open, home=home)
    return screen_file(opening, source, target, BatchOptions(workers=cores)).hits


def by_worker(home: Path, source: Path) -> int:
    """Screen as one Python worker does, without Spark: record batches in, record batches out."""
    from pyarrow import parquet

    from tamis.intake.batch import Plan, map_columns
    from tamis.spark import Opening, Options
    from tamis.spark.partitions import FrameTask, screen_partition

    opening = Opening.of(home, Options())
    opening = opening.seen(opening.open())
    file = parquet.ParquetFile(source)
    plan = Plan(columns=map_columns(file.schema_arrow.names))
    task = FrameTask(opening=opening, plan=plan, run="bench", row=None, whole=False)
    batches = file.iter_batches(batch_size=10_000)  # as Spark hands them over
    return sum(batch.num_rows for batch in screen_partition(task, batches))


def worker_rows(options: argparse.Namespace, home: Path, source: Path, folder: Path) -> Rows:
    """Return what a worker's function does in a CPU second of this process, beside one process of `tamis batch`."""
    from tamis import screening
    from tamis.intake.batch import BatchOptions, screen_file

    alone, whole = [], []
    for _ in range(options.turns):
        alone.append(clock.cpu_seconds(lambda: by_worker(home, source)))
        run = functools.partial(screen_file, lambda: screening.open(home=home), source, folder / "one.parquet")
        whole.append(clock.cpu_seconds(functools.partial(run, BatchOptions(workers=1))))
    rates = [options.rows / statistics.median(seconds) for seconds in (whole, alone)]
    return [
        ("tamis batch, one process, of a CPU second", rates[0], "rows"),
        ("a Python worker's function alone, of a CPU second", rates[1], "rows"),
        ("the worker's share of tamis batch's rate", rates[1] / rates[0], "x"),
    ]


def by_spark(spark: Any, home: Path, source: Path, target: Path, cores: int) -> int:
    """Screen a DataFrame and write its hits."""
    from tamis import spark as on_spark

    df = spark.read.parquet(str(source)).repartition(cores * _PARTITIONS_A_CORE)
    on_spark.screen(df, home=home).write.mode("overwrite").parquet(str(target))
    count: int = spark.read.parquet(str(target)).count()
    return count


def measure(options: argparse.Namespace, folder: Path) -> Rows:
    """Run both in turns and return the rows of the table."""
    from tamis.spark.session import opened_session

    root = data_folder()
    home = options.home or folder / "home"
    if options.home is None:
        load_home(home, root)
    source = folder / "customers.parquet"
    synthetic.write_parquet(source, synthetic.read_names(root), options.rows)
    small = folder / "small.parquet"
    synthetic.write_parquet(small, synthetic.read_names(root), 2_000)
    rows = worker_rows(options, home, source, folder)
    if options.without_spark:
        return rows
    began, before = time.monotonic(), cpu_seconds()
    with opened_session(f"local[{options.cores}]") as spark:
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10000")  # as Spark has it
        by_spark(
            spark, home, small, folder / "warm", options.cores
        )  # Java compiles what it runs often, the workers start
        start = (time.monotonic() - began, cpu_seconds() - before)
        local, remote = [], []
        for _ in range(options.turns):
            local.append(timed(lambda: by_processes(home, source, folder / "hits.parquet", options.cores)))
            remote.append(timed(lambda: by_spark(spark, home, source, folder / "hits", options.cores)))
    if len({hits for *_, hits in (*local, *remote)}) != 1:
        raise SystemExit("the two differ in the number of hits")
    return [*rows, *_rows(options.rows, local, remote, start)]


def _rows(
    count: int,
    local: Sequence[tuple[float, float, int]],
    remote: Sequence[tuple[float, float, int]],
    start: tuple[float, float],
) -> Rows:
    (wall, cpu), (spark_wall, spark_cpu) = (
        [statistics.median(turn[place] for turn in turns) for place in (0, 1)] for turns in (local, remote)
    )
    return [
        ("customers", float(count), ""),
        ("hits", float(local[0][2]), ""),
        ("tamis batch, wall", count / wall, "rows/s"),
        ("tamis batch, of a CPU second", count / cpu, "rows"),
        ("Spark, wall", count / spark_wall, "rows/s"),
        ("Spark, of a CPU second, Java's included", count / spark_cpu, "rows"),
        ("Spark's share of tamis batch's rate, wall", wall / spark_wall, "x"),
        ("Spark's share of tamis batch's rate, CPU", cpu / spark_cpu, "x"),
        ("starting Spark and its workers, wall", start[0], "s"),
        ("starting Spark and its workers, CPU", start[1], "s"),
    ]


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(description="Measure screening on Spark against tamis batch.")
    line.add_argument("--rows", type=int, default=200_000, help="customers (default 200,000)")
    line.add_argument("--cores", type=int, default=2, help="cores of either (default 2)")
    line.add_argument("--turns", type=int, default=3, help="turns of either (default 3)")
    line.add_argument("--without-spark", action="store_true", help="measure a worker's function alone")
    line.add_argument("--home", type=Path, help="a home folder that holds the lists already")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    return line


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = parser().parse_args(arguments)
    return report("tamis on Spark", functools.partial(measure, options), options.json)


if __name__ == "__main__":
    raise SystemExit(main())
