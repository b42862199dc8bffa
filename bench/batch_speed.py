"""Measure `tamis batch` over synthetic customers: whole run, share of the bare engine, and what people do today.

    TAMIS_TEST_DATA=... python bench/batch_speed.py [--rows 1000000] [--workers N] [--sample 20000] [--home DIR] [--json FILE]

The whole run is told in seconds of the wall and of CPU, and in the most memory of all processes together (PSS: what they share counts once). The share of the bare
engine compares CPU seconds of one process from Parquet to Parquet with those of `screen_many` over queries that are made
beforehand: the median of pairs in turns, since a busy machine changes its pace from one minute to the next. Exit status 0; 2 for missing data.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import operator
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from measure import clock, synthetic
from measure.lists import FOLDERS, UN, data_folder, read_list
from measure.peers import sorted_words
from measure.plain import Rows, report
from speed import scale
from tamis.intake.batch.run import cores

_TURNS = 5


class Memory(threading.Thread):
    """Watches the memory of what this process started; `most_bytes` is the most at one time."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most_bytes = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Look four times a second."""
        while not self._done.wait(0.25):
            self.most_bytes = max(self.most_bytes, sum(map(_memory_bytes, descendants())))

    def stop(self) -> int:
        """Return the most memory, in bytes."""
        self._done.set()
        self.join()
        return self.most_bytes


def descendants() -> list[int]:
    """Return the descendants of this process; none where there is no /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sorted(family - {os.getpid()})


def _memory_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def load_home(home: Path, root: Path) -> None:
    """Import the lists into a home folder that has none."""
    from tamis import refresh, snapshots

    store: Any = snapshots.Store(home, create=True)
    for watchlist, place in FOLDERS.items():
        folder = root / "lists" / place
        paths = sorted(folder.glob("consolidated.xml*")) if watchlist == "un" else [folder]
        refresh.import_list(store, watchlist, paths, None)


def share_of_engine(home: Path, source: Path, folder: Path) -> Rows:
    """Return how much of the bare engine's rate is left from Parquet to Parquet, one process."""
    from tamis import screening
    from tamis.intake.batch import BatchOptions, ColumnMap, screen_file
    from tamis.intake.batch.reading import Hints, open_table
    from tamis.intake.batch.rows import RowReader

    table = open_table(source, Hints())[0]
    columns = ColumnMap(table.headings, {"reference": (0,), "name": (1,), "birth_date": (2,), "country": (3,)})
    import datetime as dt

    reader = RowReader(columns, "dmy", dt.date.max)
    queries = [query for chunk in table.chunks() for query in reader.read(chunk).queries]
    tiny = folder / "tiny.parquet"
    synthetic.write_parquet(tiny, synthetic.Names({"XX": (["A"], [1.0])}, {"XX": (["B"], [1.0])}, ["C"]), 1)
    opened = screening.open(home=home)
    screen_file(lambda: opened, tiny, folder / "tiny.hits.parquet", BatchOptions(workers=1))  # pyarrow is loaded
    bare, whole = [], []
    for turn in range(
        _TURNS
    ):  # in turns, each with a screener that has seen nothing: a busy machine disturbs both alike
        screeners = [screening.open(home=home) for _ in range(2)]
        for screener in screeners:
            next(screener.screen_many(["warm"]))
        runs: list[tuple[list[float], Callable[[], object]]] = [
            (bare, lambda: sum(1 for _ in screeners[0].screen_many(queries))),  # noqa: B023  used at once
            (whole, functools.partial(screen_file, lambda: screeners[1], source, folder / "share.parquet", BatchOptions(workers=1))),  # noqa: B023
        ]  # fmt: skip
        for kept, run in runs[:: 1 if turn % 2 else -1]:
            kept.append(clock.cpu_seconds(run))
    rates = [len(queries) / statistics.median(seconds) for seconds in (bare, whole)]
    return [
        ("bare engine, one process", rates[0], "rows/s"),
        ("Parquet to Parquet, one process", rates[1], "rows/s"),
        ("share of the bare engine's rate", statistics.median(map(operator.truediv, bare, whole)), "x"),
    ]


def whole_label(rows: int, workers: int | None) -> str:
    """Return what the whole run is called in the table."""
    counted = "two workers" if (workers or cores()) == 2 else f"{workers or cores()} workers"
    return f"{rows:,} customers, Parquet to Parquet, {counted}, wall"


def whole_run(home: Path, source: Path, folder: Path, workers: int | None) -> Rows:
    """Return what screening the whole file takes, as a command of its own."""
    command = [sys.executable, "-m", "tamis", "--home", str(home), "batch", str(source), "--format", "json"]
    command += ["-o", str(folder / "hits.parquet"), *(["--workers", str(workers)] if workers else [])]
    memory = Memory()
    memory.start()
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=dict(os.environ))
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    summary = json.loads(done.stdout)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [
        ("customers", float(summary["rows"]), ""),
        ("customers alerted", summary["alerted"] / summary["rows"] * 100, "%"),
        (whole_label(summary["rows"], workers), seconds, "s"),
        ("whole run, CPU of all processes", spent, "s"),
        ("whole run", summary["rows"] / seconds, "rows/s"),
        ("most memory of all processes", memory.stop() / 1e6, "MB"),
    ]


def core_rows(root: Path, texts: Sequence[str]) -> Rows:
    """Return what the core does: the figure that absolute goals are scaled by."""
    listed = [name.text for listing in read_list(UN, root / "lists" / FOLDERS[UN]) for name in listing.names]
    return scale(listed, texts)


def peer_rows(root: Path, texts: Sequence[str]) -> Rows:
    """Return what people do today: every customer against every listed name with `process.cdist`, words sorted before."""
    listed = [
        sorted_words(name.text)
        for watchlist, place in FOLDERS.items()
        for listing in read_list(watchlist, root / "lists" / place)
        for name in listing.names
    ]

    def run() -> None:
        for start in range(0, len(texts), 256):
            asked = [sorted_words(text) for text in texts[start : start + 256]]
            np.max(process.cdist(asked, listed, scorer=fuzz.ratio, workers=1), axis=1)

    rows: Rows = [("rapidfuzz cdist, one core", len(texts) / clock.cpu_seconds(run), "rows/s")]
    return rows + logic_rows(listed, texts[:20])


def logic_rows(listed: Sequence[str], texts: Sequence[str]) -> Rows:
    """Return nomenklatura's LogicV2 on a sample of pairs, scaled to whole customers; nothing where it is not installed."""
    if importlib.util.find_spec("nomenklatura") is None:
        print("nomenklatura is not installed: LogicV2 was not measured", file=sys.stderr)
        return []
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    def entity(text: str) -> Any:
        return model.get_proxy({"id": text, "schema": "Person", "properties": {"name": [text]}})

    asked, known = [entity(text) for text in texts], [entity(text) for text in listed[:: max(1, len(listed) // 200)]]
    config = LogicV2.default_config()
    seconds = clock.cpu_seconds(lambda: [LogicV2.compare(one, two, config) for one in asked for two in known])
    pair_s = seconds / (len(asked) * len(known))
    return [("nomenklatura LogicV2, all pairs, one core", 1 / (pair_s * len(listed)), "rows/s")]


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(description="Measure tamis batch over synthetic customers.")
    line.add_argument("--rows", type=int, default=1_000_000, help="customers of the whole run (default 1,000,000)")
    line.add_argument(
        "--sample", type=int, default=20_000, help="customers of the share of the engine (default 20,000)"
    )
    line.add_argument("--peers", type=int, default=1_000, help="customers of the peers (default 1,000)")
    line.add_argument("--workers", type=int, help="processes (default: all cores)")
    line.add_argument("--seed", type=int, default=0)
    line.add_argument("--home", type=Path, help="a home folder that holds the lists already")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    return line


def measure(options: argparse.Namespace, folder: Path) -> Rows:
    """Run everything and return the rows."""
    root = data_folder()
    home = options.home or folder / "home"
    if options.home is None:
        load_home(home, root)
    names = synthetic.read_names(root)
    sample, every = folder / "sample.parquet", folder / "customers.parquet"
    synthetic.write_parquet(sample, names, options.sample, options.seed)
    texts = [row[1] for row in synthetic.customers(names, options.peers, options.seed)]
    rows = core_rows(root, texts[:30]) + share_of_engine(home, sample, folder)
    rows += peer_rows(root, texts)
    if options.rows:
        synthetic.write_parquet(every, names, options.rows, options.seed)
        rows += whole_run(home, every, folder, options.workers) + core_rows(root, texts[:30])
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = parser().parse_args(arguments)
    return report("tamis batch", functools.partial(measure, options), options.json)


if __name__ == "__main__":
    raise SystemExit(main())
