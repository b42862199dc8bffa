"""CPU time, medians and percentiles, measured the same way for every engine.

Comes in: functions to run. Goes out: seconds of CPU of this process (children apart), which a busy machine disturbs less than
the clock on the wall.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Latency:
    """Time of single queries.

    Attributes:
        median_ms: Half of the queries take no longer.
        p95_ms: Nineteen in twenty take no longer.
        first_ms: The median of the first round alone, when nothing about these queries was seen before.
    """

    median_ms: float
    p95_ms: float
    first_ms: float


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def median_of_five(work: Callable[[], object]) -> float:
    """Return the median CPU seconds of five runs."""
    return statistics.median(cpu_seconds(work) for _ in range(REPEATS))


def latency(ask: Callable[[T], object], questions: Sequence[T]) -> Latency:
    """Return the latency over the questions: of each the median of five rounds, so that one hiccup is not a percentile."""
    rounds = [[_asked(ask, question) * 1e3 for question in questions] for _ in range(REPEATS)]
    each = sorted(statistics.median(times) for times in zip(*rounds, strict=True))
    return Latency(
        statistics.median(each), each[min(int(len(each) * 0.95), len(each) - 1)], statistics.median(rounds[0])
    )


def _asked(ask: Callable[[T], object], question: T) -> float:
    started = time.process_time()
    ask(question)
    return time.process_time() - started


def python_seconds(code: str) -> float:
    """Return the median CPU seconds of a new Python that runs `code`, the interpreter's own start included."""
    return statistics.median(_child_seconds(code) for _ in range(REPEATS))


def _child_seconds(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ), stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
