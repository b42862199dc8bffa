"""Where the index over a set of snapshots stands, and which indexes may go.

In: snapshot ids and the index's version. Out: paths under `home/index`. Must not know what an index holds.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from tamis.snapshots.home import Home

_NAME = re.compile(r"[0-9a-f]{32}")


def index_path(home: Home, snapshot_ids: Iterable[str], version: str) -> Path:
    """Return the folder for the index over these snapshots; marks it as used now where it is there already."""
    content = "".join(f"{name}\n" for name in [*sorted(snapshot_ids), f"index {version}"])
    path = home.index / hashlib.sha256(content.encode()).hexdigest()[:32]
    with contextlib.suppress(OSError):  # not there yet, or a home that can only be read
        os.utime(path)
    return path


def prune(home: Home, in_use: Iterable[Path], at_most: int) -> list[Path]:
    """Delete all but the `at_most` most recently used indexes and those in use; return what was deleted.

    Other folders there, such as one that is being built under a temporary name, are left alone.
    """
    if not home.index.is_dir():
        return []
    found = [(path.stat().st_mtime_ns, path) for path in home.index.iterdir() if _NAME.fullmatch(path.name)]
    old = [path for _, path in sorted(found, reverse=True)[at_most:]]
    used = {path.resolve() for path in in_use}
    deleted = []
    for path in old:
        if path.resolve() in used:
            continue
        with contextlib.suppress(PermissionError):  # Windows: another process has it mapped
            home.delete(path)
            deleted.append(path)
    return deleted
