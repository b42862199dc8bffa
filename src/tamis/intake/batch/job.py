"""The job: a folder beside the output in which a run keeps what it has done, so that another run can go on.

In: parts of the answer, chunk by chunk. Out: the same on disk, and which chunks are done. A chunk is done when its parts are synced
and its line stands in the journal; a run that dies in between does it again. Must not know rows.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tamis.errors import BatchError
from tamis.snapshots.files import append_line, make_folder, replace_file, sync_folder, write_file

SUFFIX = ".tamis-job"
PARTS = ("hits", "rejects")
"""What a chunk leaves behind."""

_IDENTITY, _JOURNAL = "job.json", "journal.jsonl"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Job:
    """One run's folder.

    Args:
        target: The output file.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.with_name(target.name + SUFFIX)
        self.done: dict[int, dict[str, Any]] = {}

    def prepare(self) -> Path:
        """Make the folder where it is not there, and return the path of its lock.

        Raises:
            OSError: the folder cannot be written.
        """
        make_folder(self.folder)
        return self.folder / "lock"

    def begin(self, identity: Mapping[str, Any], resume: bool) -> None:
        """Begin, or take up what an interrupted run left; a run that had done nothing left nothing.

        Args:
            identity: What makes the output what it is: what changes any of it is another job.
            resume: Whether to go on with an interrupted run.

        Raises:
            BatchError: an interrupted run is there and `resume` is False, or it was another job; names what differs.
        """
        self._read_journal()
        if self.done and not resume:
            rows = self.total("rows")
            raise BatchError(
                f"{self.folder} keeps an interrupted run ({rows:,} rows done): add --resume to go on with it, or delete "
                "that folder to begin again"
            )
        if self.done:
            self._check(identity)
            return
        make_folder(self.folder / "parts")
        (self.folder / _IDENTITY).unlink(missing_ok=True)
        content = json.dumps(identity, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
        temporary = self.folder / "job.tmp"
        temporary.unlink(missing_ok=True)
        replace_file(self.folder / _IDENTITY, content, temporary)

    def total(self, count: str) -> int:
        """Return the sum of a count over the chunks that are done, such as `rows`."""
        return sum(int(line["tally"][count]) for line in self.done.values())

    def _check(self, identity: Mapping[str, Any]) -> None:
        try:
            kept = json.loads((self.folder / _IDENTITY).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise BatchError(f"{self.folder}: its {_IDENTITY} is damaged; delete the folder to begin again") from None
        now = json.loads(json.dumps(identity))
        changed = sorted(key for key in {*kept, *now} if kept.get(key) != now.get(key))
        if changed:
            what = "; ".join(f"{key}: {_short(kept.get(key))} then, {_short(now.get(key))} now" for key in changed)
            raise BatchError(
                f"the interrupted run in {self.folder} was another job, so it cannot be resumed ({what}); delete that "
                "folder to begin again"
            )

    def _read_journal(self) -> None:
        """Take up the chunks that are done; a line that was cut off is none."""
        with contextlib.suppress(FileNotFoundError):
            for line in (self.folder / _JOURNAL).read_text(encoding="utf-8").splitlines():
                with contextlib.suppress(ValueError):
                    entry = json.loads(line)
                    self.done[entry["chunk"]] = entry

    def note(self, entry: Mapping[str, Any]) -> None:
        """Write down that a chunk is done.

        Args:
            entry: `chunk`, its number; `first` and `last`, its rows; `parts`, the digest of each; `tally`, its counts.
        """
        append_line(self.folder / _JOURNAL, json.dumps(entry, separators=(",", ":")))
        self.done[entry["chunk"]] = dict(entry)

    def parts(self, kind: str) -> Iterator[bytes]:
        """Yield the parts of one kind that are not empty, in order.

        Raises:
            BatchError: one is not what was written.
        """
        for number in sorted(self.done):
            digest = self.done[number]["parts"].get(kind)
            if digest is None:
                continue
            path = part_path(self.folder, number, kind)
            content = path.read_bytes() if path.exists() else b""
            if hashlib.sha256(content).hexdigest() != digest:
                raise BatchError(f"{path}: not what was written; delete {self.folder} to begin again")
            yield content

    def place(self, name: str, path: Path) -> None:
        """Move a finished file of the folder to where the user wants it."""
        made = self.folder / name
        made.chmod(0o600)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            made.replace(path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _carry(made, path)
        sync_folder(path.parent)

    def end(self) -> None:
        """Remove the folder: the run is done."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _carry(made: Path, path: Path) -> None:
    """Bring a file to another file system, where it stands whole or not at all."""
    temporary = path.with_name(f".{path.name}.tamis")
    temporary.unlink(missing_ok=True)
    write_file(temporary, b"")  # 0600 before anything is in it
    shutil.copyfile(made, temporary)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def part_path(folder: Path, number: int, kind: str) -> Path:
    """Return where a part lies."""
    return folder / "parts" / f"{number:08d}.{kind}"


def keep_part(folder: Path, number: int, kind: str, content: bytes) -> str:
    """Write a part, whole and synced, and return its digest."""
    path = part_path(folder, number, kind)
    temporary = path.with_suffix(f".{kind}.tmp")
    temporary.unlink(missing_ok=True)
    replace_file(path, content, temporary)
    return hashlib.sha256(content).hexdigest()


@contextlib.contextmanager
def told_of_faults(job: Job) -> Iterator[None]:
    """Say in one line what a failed write means and how to go on."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL and error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        full = error.errno in _FULL
        what = "the disk is full" if full else f"no permission to write ({error.strerror})"
        do = "make room" if full else "allow it"
        kept = f"; {job.total('rows'):,} rows are done and kept in {job.folder}: {do}, then type the same with --resume"
        where = error.filename or job.folder
        raise BatchError(f"{where}: {what}{kept if job.folder.exists() else ''}") from None


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
