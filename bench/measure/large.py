"""Speed and memory over an index on disk, measured in a process of its own: nothing of building it is left in memory.

Comes in: listings, questions. Goes out: rows of label, value, unit. Run as a script it is that process: it opens an index and answers.
CPU seconds, medians of five; two processes against one by the clock on the wall.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measure import clock
from tamis.records import Listing

BENCH = Path(__file__).resolve().parents[1]
Rows = list[tuple[str, float, str]]


def build_index(folder: Path, listings: Iterable[Listing]) -> Rows:
    """Build an index and write it to a folder; return what that took: once, for it is long."""
    from tamis.index import build

    started = time.process_time()
    index = build((0, listing) for listing in listings)
    seconds = time.process_time() - started
    index.save(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return [
        ("names", float(index.n_names), ""), ("build a name (its listing made too)", seconds / max(index.n_names, 1) * 1e6, "us"),
        ("index on disk", size / 1e6, "MB"),
    ]  # fmt: skip


def answers(folder: Path, questions: dict[str, Any]) -> Rows:
    """Return what a process of its own measures of an index: opening, single names, many names, memory, recall."""
    done = subprocess.run(
        _child(folder, "once"),
        input=json.dumps(questions),
        text=True,
        check=True,
        capture_output=True,
        env=_environment(),
    )
    return [(label, value, unit) for label, value, unit in json.loads(done.stdout)]


def processes(folder: Path, names: Sequence[str]) -> Rows:
    """Return names a second of one process and of two at once, each with its half, by the wall clock; medians of five."""
    alone, pair = _walls(folder, [names]), _walls(folder, [names[::2], names[1::2]])
    one, two = len(names) / alone, len(names) / pair
    return [
        ("many names, one process", one, "names/s"),
        ("many names, two processes", two, "names/s"),
        ("two processes / one", two / one, "x"),
    ]


def _walls(folder: Path, parts: Sequence[Sequence[str]]) -> float:
    """Return the median wall seconds until every process has answered its part; they start together, opened and warm."""
    children = [
        subprocess.Popen(
            _child(folder, "rounds"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
        )
        for _ in parts
    ]
    try:
        for child, part in zip(children, parts, strict=True):
            _say(child, json.dumps(list(part)))
        for child in children:
            _hear(child)
        walls = []
        for _ in range(clock.REPEATS):
            started = time.perf_counter()
            for child in children:
                _say(child, "go")
            for child in children:
                _hear(child)
            walls.append(time.perf_counter() - started)
    finally:
        for child in children:
            child.communicate("\n")
    return sorted(walls)[len(walls) // 2]


def _say(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(line + "\n")
    child.stdin.flush()


def _hear(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise RuntimeError("a measuring process ended before it answered; its message stands above")
    return line


def _child(folder: Path, mode: str) -> list[str]:
    return [sys.executable, "-m", "measure.large", str(folder), mode]


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(BENCH), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path}


def _open(folder: Path) -> Any:
    from tamis.index import Index
    from tamis.screening import POLICIES, Screener

    return Screener(Index.load(folder), POLICIES["default"])


def _measured(folder: Path, questions: dict[str, Any]) -> Rows:
    """Measure everything about one index; the questions: `single`, `batch` and, for recall, `wanted` as [id, name]."""
    rows: Rows = [("open", clock.median_of_five(lambda: _open(folder)) * 1e3, "ms")]
    screener = _open(folder)
    for name in questions["batch"][
        :100
    ]:  # warm: code paths loaded, common tokens known; one by one, for the memory's sake
        screener.screen(name)
    for label, names in questions["single"].items():
        one = clock.latency(screener.screen, names)
        rows += [(f"one name, {label}: median", one.median_ms, "ms"), (f"one name, {label}: p95", one.p95_ms, "ms")]
    rows.append(("peak memory, one name after the other", _peak_mb(), "MB"))
    batch = questions["batch"]
    fresh = [_open(folder) for _ in range(clock.REPEATS)]
    rows.append(
        (
            "many names cold",
            len(batch) / clock.median_of_five(lambda: sum(1 for _ in fresh.pop().screen_many(batch))),
            "names/s",
        )
    )
    rows.append(
        (
            "many names warm",
            len(batch) / clock.median_of_five(lambda: sum(1 for _ in screener.screen_many(batch))),
            "names/s",
        )
    )
    rows.append(("peak memory, many names", _peak_mb(), "MB"))
    wanted = [(one, text) for one, text in questions.get("wanted", ()) if screener.row_of(one) is not None]
    if wanted:
        found = sum(any(hit.listing == one for hit in screener.screen(text).hits) for one, text in wanted)
        rows.append((f"recall of the {len(wanted)} people", found / len(wanted), ""))
    return rows


def _peak_mb() -> float:
    """Return the most memory that this process has held, mapped pages of the index among it."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts the size of the process that started this one into ru_maxrss
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1024)


def _rounds(folder: Path) -> None:
    """Answer the same names at every word from the parent, each time with a fresh screener; an empty line ends it."""
    names = json.loads(sys.stdin.readline())
    for _ in _open(folder).screen_many(names[:100]):
        pass
    print("ready", flush=True)
    while sys.stdin.readline().strip():
        screener = _open(folder)
        print(sum(1 for _ in screener.screen_many(names)), flush=True)


if __name__ == "__main__":
    if sys.argv[2] == "rounds":
        _rounds(Path(sys.argv[1]))
    else:
        print(json.dumps(_measured(Path(sys.argv[1]), json.load(sys.stdin))))
