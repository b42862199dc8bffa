"""Progress bars on standard error, one for each list that is on its way; only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamis.refresh.downloading import Progress


@contextmanager
def downloads(colour: str) -> Iterator[Callable[[Progress], None] | None]:
    """Give what a refresh tells its progress to; None unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    from tamis.cli import tables

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[stage]}"))
    with Bars(*columns, console=tables.terminal(colour, stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(progress: Progress) -> None:
            name = progress.watchlist
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=None, stage="")
            bars.update(tasks[name], stage=progress.stage)
            if progress.received_bytes:
                bars.update(tasks[name], completed=progress.received_bytes, total=progress.total_bytes)
            if progress.stage == "done":
                bars.remove_task(tasks.pop(name))

        yield show
