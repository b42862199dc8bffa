"""Until when a snapshot is known to be the newest: the publisher was asked again and had nothing else.

In: a list's folder. Out: the moment at which its snapshot was last confirmed. It stands in `confirmed.json` beside the
snapshots, not inside one: what a snapshot holds never changes. Must not know how a publisher is asked.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from tamis.snapshots.files import replace_file

NAME = "confirmed.json"


def confirm(folder: Path, snapshot_id: str, at: dt.datetime, temporary: Path) -> None:
    """Keep that a snapshot was the newest at a moment; call it with the lock held.

    Args:
        folder: The list's folder.
        snapshot_id: The snapshot in force.
        at: The moment, with its offset.
        temporary: A path in the same file system where nothing stands.
    """
    moment = at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    replace_file(folder / NAME, json.dumps({"snapshot": snapshot_id, "at": moment}).encode() + b"\n", temporary)


def confirmed_on(folder: Path, snapshot_id: str) -> dt.date | None:
    """Return the day (UTC) on which a snapshot was last confirmed; None where it never was, or nothing can be read."""
    try:
        said = json.loads((folder / NAME).read_bytes())
        return dt.datetime.fromisoformat(said["at"]).date() if said["snapshot"] == snapshot_id else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
