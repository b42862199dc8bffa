"""Processes that scan files, each with the lists opened once.

In: a task and files. Out: what came of each, as it is done. A file that takes too long, or brings its process down, costs
that process and a line; the others go on. Must not know formats or the command line.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from tamis.errors import TamisError
from tamis.intake.lifeline import follow_parent
from tamis.intake.scanning import Desk, Outcome, Task
from tamis.records.document import Unread

STUCK_SECONDS = 300.0
"""Without a sign of life: the readers give up by themselves after a fifth of it."""
_LOOK_SECONDS = 1.0
_TICK = "tick"

_BASKET, _MOST = 400_000, 16
"""Bytes, and files, that one process reads together."""

_Answer = tuple[str, Outcome] | TamisError | str


def scan_in_processes(task: Task, workers: int, files: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    """Yield each file with what came of it, in the order in which they are done.

    Args:
        task: How files are scanned; must travel to another process.
        workers: How many processes.
        files: Paths.

    Raises:
        TamisError: the lists cannot be opened, or a page cannot be kept.
    """
    waiting = list(reversed(_baskets(files)))
    crew = [_Worker.hire(task) for _ in range(min(workers, len(waiting)))]
    try:
        while True:
            for one in crew:
                if not one.files and waiting:
                    one.give(waiting.pop())
            busy = {one.connection: one for one in crew if one.files}
            if not busy:
                return
            ready = {busy[connection] for connection in wait(list(busy), _LOOK_SECONDS) if connection in busy}
            for one in busy.values():
                reason = one.hear() if one in ready else one.overdue()
                yield from one.take_done()
                if reason is None:
                    continue
                if len(one.files) == 1:
                    yield one.files[0], Outcome(unread=(Unread(one.files[0], reason),))
                else:  # which of them it was shows when each is read alone
                    waiting.extend([file] for file in reversed(one.files))
                crew[crew.index(one)] = _Worker.hire(task)
    finally:
        for one in crew:
            one.dismiss()


def _baskets(files: Sequence[str]) -> list[list[str]]:
    """Return the files in lots that one process reads together: many small ones, a large one by itself."""
    baskets: list[list[str]] = []
    room = 0
    for file in files:
        try:
            size = Path(file).stat().st_size
        except (OSError, ValueError):  # what cannot be read is told when it is read
            size = _BASKET
        if size > room or len(baskets[-1]) >= _MOST:
            baskets.append([])
            room = max(_BASKET, size)
        baskets[-1].append(file)
        room -= size
    return baskets


@dataclass(eq=False)
class _Worker:
    """One process, the files that it has, and what it has said of others."""

    process: BaseProcess
    connection: Connection
    files: list[str] = field(default_factory=list)
    done: list[tuple[str, Outcome]] = field(default_factory=list)
    seen: float = 0.0

    @classmethod
    def hire(cls, task: Task) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, task), daemon=True)
        process.start()
        there.close()
        return cls(process, here)

    def give(self, files: list[str]) -> None:
        self.files, self.seen = list(files), time.monotonic()
        with contextlib.suppress(OSError):  # it died while idle: told when its answer is asked for
            self.connection.send(files)

    def take_done(self) -> list[tuple[str, Outcome]]:
        """Return what is done and has not been taken yet."""
        done, self.done = self.done, []
        return done

    def hear(self) -> str | None:
        """Take what the process says; return why it is gone, None where it is not."""
        try:
            said: _Answer = self.connection.recv()
        except (EOFError, OSError):
            self.dismiss()
            return "reading it brought its process down, perhaps for want of memory; save it as text"
        self.seen = time.monotonic()
        if isinstance(said, TamisError):
            raise said
        if not isinstance(said, str):
            self.files.remove(said[0])
            self.done.append(said)
        return None

    def overdue(self) -> str | None:
        """End the process where it took too long, and return that; None where it did not."""
        if time.monotonic() - self.seen < STUCK_SECONDS:
            return None
        self.dismiss()
        return f"it gave no sign of life for {STUCK_SECONDS:g} s; split it, or save it as text"

    def dismiss(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, task: Task) -> None:
    """Scan what is given until nothing more is; leave interrupts to the parent, and end when it does."""
    follow_parent()
    desk = Desk(task)
    with contextlib.suppress(EOFError, OSError):
        while True:
            files = connection.recv()
            try:
                for done in desk.scan_files(files, lambda: connection.send(_TICK)):
                    connection.send(done)
            except TamisError as error:
                connection.send(error)
