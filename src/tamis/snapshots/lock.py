"""One writer at a time: a lock on a file of the home folder, let go by the system when its process dies.

In: the path of the lock file. Out: a context in which this process alone writes. Readers never take it.

Written here rather than taken from a library: the one that everybody uses was long under a licence that is not on our
list, and the whole of it is one call per system.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tamis.errors import StoreError
from tamis.snapshots.files import FILE_MODE

WAIT_S = 60.0  # an import of the largest list here takes seconds; a minute is a process that hangs
_PAUSE_S = 0.05


@contextlib.contextmanager
def locked(path: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock inside the `with` block; threads of one process exclude each other too.

    Args:
        path: The lock file; made when it is not there, never deleted.
        wait_s: How long to wait for another writer, in seconds.

    Raises:
        StoreError: the file cannot be opened, or another writer holds it for longer than `wait_s`.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: the home folder cannot be written") from None
    try:
        _wait(handle, path, wait_s)
        try:
            yield
        finally:
            _release(handle)
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, wait_s: float) -> None:
    limit = time.monotonic() + wait_s
    while True:
        try:
            if _acquire(handle):
                return
        except OSError as error:  # a network file system without locks
            raise StoreError(
                f"{path}: {error.strerror}: the home folder must stand where files can be locked"
            ) from None
        if time.monotonic() >= limit:
            raise StoreError(f"{path.parent}: another tamis process is writing here; try again when it is done")
        time.sleep(_PAUSE_S)


if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
