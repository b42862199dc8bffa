"""A sign of life on standard error while something takes long; only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID


@contextmanager
def waiting(colour: str, words: str) -> Iterator[None]:
    """Show a spinner with words beside it until the block ends; nothing unless standard error is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from tamis.cli import tables

    with tables.terminal(colour, stderr=True).status(words):
        yield


@contextmanager
def counting(colour: str, words: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what shows a bar, called with how much is done and how much there is; None where nobody is looking.

    The bar appears with the first call, so what turns out to take no time shows nothing.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    from tamis.cli import tables

    with Progress(console=tables.terminal(colour, stderr=True), transient=True) as bar:
        tasks: list[TaskID] = []

        def show(done: int, total: int) -> None:
            if not tasks:
                tasks.append(bar.add_task(words))
            bar.update(tasks[0], completed=done, total=total)

        yield show
