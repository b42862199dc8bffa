"""Processes that scan files, each with the lists opened once.

In: a task and files. Out: what came of each, as it is done. A file that takes too long, or brings its process down, costs
that process and a line; the others go on. Must not know formats or the command line.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from tamis.errors import TamisError
from tamis.intake.lifeline import follow_parent
from tamis.intake.scanning import Desk, Outcome, Task
from tamis.records.document import Unread

STUCK_SECONDS = 300.0
"""Without a sign of life: the readers give up by themselves after a fifth of it."""
_LOOK_SECONDS = 1.0
_TICK = "tick"

_Answer = Outcome | TamisError | str


def scan_in_processes(task: Task, workers: int, files: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    """Yield each file with what came of it, in the order in which they are done.

    Args:
        task: How files are scanned; must travel to another process.
        workers: How many processes.
        files: Paths.

    Raises:
        TamisError: the lists cannot be opened, or a page cannot be kept.
    """
    waiting = list(reversed(files))
    crew = [_Worker.hire(task) for _ in range(min(workers, len(files)))]
    try:
        while True:
            for one in crew:
                if one.file is None and waiting:
                    one.give(waiting.pop())
            busy = {one.connection: one for one in crew if one.file is not None}
            if not busy:
                return
            ready = {busy[connection] for connection in wait(list(busy), _LOOK_SECONDS) if connection in busy}
            for one in busy.values():
                outcome = one.answer() if one in ready else one.overdue()
                if outcome is None:
                    continue
                file, one.file = str(one.file), None
                yield file, outcome
                if one.gone:
                    crew[crew.index(one)] = _Worker.hire(task)
    finally:
        for one in crew:
            one.dismiss()


@dataclass(eq=False)
class _Worker:
    """One process, and the file that it has."""

    process: BaseProcess
    connection: Connection
    file: str | None = None
    seen: float = 0.0
    gone: bool = False

    @classmethod
    def hire(cls, task: Task) -> _Worker:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(there, task), daemon=True)
        process.start()
        there.close()
        return cls(process, here)

    def give(self, file: str) -> None:
        self.file, self.seen = file, time.monotonic()
        with contextlib.suppress(OSError):  # it died while idle: told when its answer is asked for
            self.connection.send(file)

    def answer(self) -> Outcome | None:
        """Return what the process says; None for a sign of life."""
        try:
            said: _Answer = self.connection.recv()
        except (EOFError, OSError):
            self.dismiss()
            reason = "reading it brought its process down, perhaps for want of memory; save it as text"
            return Outcome(unread=(Unread(str(self.file), reason),))
        self.seen = time.monotonic()
        if isinstance(said, TamisError):
            raise said
        return said if isinstance(said, Outcome) else None

    def overdue(self) -> Outcome | None:
        """Return that the file took too long, and end the process; None where it did not."""
        if time.monotonic() - self.seen < STUCK_SECONDS:
            return None
        self.dismiss()
        reason = f"it gave no sign of life for {STUCK_SECONDS:g} s; split it, or save it as text"
        return Outcome(unread=(Unread(str(self.file), reason),))

    def dismiss(self) -> None:
        self.gone = True
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, task: Task) -> None:
    """Scan what is given until nothing more is; leave interrupts to the parent, and end when it does."""
    follow_parent()
    desk = Desk(task)
    with contextlib.suppress(EOFError, OSError):
        while True:
            file = connection.recv()
            try:
                connection.send(desk.scan_file(file, lambda: connection.send(_TICK)))
            except TamisError as error:
                connection.send(error)
