"""What ties a worker process to the one that hired it.

In: nothing. Out: nothing; the process ends when its parent does. Must not know what the worker does.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading


def follow_parent() -> None:
    """Leave interrupts to the parent, and end when it does, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        with contextlib.suppress(OSError):
            parent.join()
        os._exit(1)
