"""Where the index over a set of snapshots stands, and which indexes may go.

In: snapshot ids and the index's version. Out: paths under `home/index`. Must not know what an index holds.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from tamis.errors import StoreError
from tamis.snapshots.files import file_sha256, replace_file, sealed, unsealed
from tamis.snapshots.home import Home

_NAME = re.compile(r"[0-9a-f]{32}")
SEAL = "digests.json"
"""File in an index's folder: file name -> SHA-256, as they were when it was made."""


def index_path(home: Home, snapshot_ids: Iterable[str], version: str) -> Path:
    """Return the folder for the index over these snapshots; marks it as used now where it is there already."""
    content = "".join(f"{name}\n" for name in [*sorted(snapshot_ids), f"index {version}"])
    path = home.index / hashlib.sha256(content.encode()).hexdigest()[:32]
    with contextlib.suppress(OSError):  # not there yet, or a home that can only be read
        os.utime(path)
    return path


def index_folders(home: Home) -> list[Path]:
    """Return the folders of the indexes, sorted; what is being built under a temporary name is none."""
    if not home.index.is_dir():
        return []
    return sorted(path for path in home.index.iterdir() if _NAME.fullmatch(path.name))


def seal(home: Home, folder: Path) -> None:
    """Note the digests of an index's files, unless they are noted; call it with the lock held."""
    if (folder / SEAL).exists() or not folder.is_dir():
        return
    digests = {path.name: file_sha256(path) for path in sorted(folder.iterdir()) if path.is_file()}
    content = json.dumps({"files": digests}, indent=1).encode()
    used_ns = folder.stat().st_mtime_ns
    replace_file(folder / SEAL, sealed(content), home.temporary_path())
    os.utime(folder, ns=(used_ns, used_ns))  # noting them is no use of the index


def read_seal(folder: Path) -> dict[str, str]:
    """Return the digests that were noted of an index.

    Raises:
        StoreError: they are missing or damaged.
    """
    path = folder / SEAL
    try:
        digests: dict[str, str] = json.loads(unsealed(path.read_bytes()))["files"]
    except FileNotFoundError:
        raise StoreError(f"{path}: missing: the index cannot be checked; delete its folder to build it again") from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StoreError(f"{path}: {error}; delete the index's folder to build it again") from None
    return digests


def prune(home: Home, in_use: Iterable[Path], at_most: int) -> list[Path]:
    """Delete all but the `at_most` most recently used indexes and those in use; return what was deleted.

    Other folders there, such as one that is being built under a temporary name, are left alone.
    """
    found = [(path.stat().st_mtime_ns, path) for path in index_folders(home)]
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
