"""Many files -> Scans, by several processes, and once more without reading again what has not changed.

In: a task, paths, a journal beside the output. Out: Scans in the order of the files. The journal holds what came of each
file, with its size and time; it names people, so only its owner can read it. Must not know formats.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tamis.errors import RecordError
from tamis.intake.crew import scan_in_processes
from tamis.intake.documents import STANDARD_INPUT
from tamis.intake.scanning import Desk, Outcome, Task, files_below, gather_scans
from tamis.records.codec import decode, encode
from tamis.records.document import Unread
from tamis.records.hit import Scan
from tamis.snapshots.files import append_line

JOURNAL_SUFFIX = ".tamis-scan"
_LAYOUT = 1
_FILES_FOR_PROCESSES = 32
"""Fewer are read sooner than a second process has opened the lists."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Work:
    """How much at once, and what may be taken from an earlier run.

    Attributes:
        workers: Processes; None for one for each core where there are many files.
        journal: Where what came of each file is kept; None for nowhere.
        resume: Take what has not changed from the journal.
        pages: The folder of pages that an earlier run must have left for its answer to count; None for no pages.
    """

    workers: int | None = None
    journal: Path | None = None
    resume: bool = False
    pages: Path | None = None


def scan_paths(task: Task, paths: Sequence[str | Path], work: Work, progress: Progress | None = None) -> list[Scan]:
    """Return the Scans of files and folders, one for each day asked for.

    Args:
        task: How files are scanned.
        paths: Files, folders, `-` for standard input.
        work: How much at once, and what is taken from an earlier run.
        progress: Called with how many files are done and how many there are.

    Raises:
        DocumentError: no path given, or nothing could be read.
    """
    files = files_below(paths)
    desk = Desk(task)
    if not task.as_published:
        desk.screener(task.as_of)  # builds the index before processes would, each for itself; refuses what is not there
    marks = {file: _mark(file) for file in files}
    done = _kept(work, desk, marks)
    if work.journal is not None and not done:
        work.journal.unlink(missing_ok=True)
    todo = [file for file in files if file not in done]
    for number, (file, outcome) in enumerate(_scanned(task, desk, work.workers, todo), len(done) + 1):
        done[file] = outcome
        if work.journal is not None and file != STANDARD_INPUT:
            append_line(work.journal, json.dumps(_line(file, marks[file], outcome), ensure_ascii=False))
        if progress:
            progress(number, len(files))
    return gather_scans(done[file] for file in files)


def _scanned(task: Task, desk: Desk, workers: int | None, files: Sequence[str]) -> Iterator[tuple[str, Outcome]]:
    count = workers or (os.cpu_count() or 1 if len(files) >= _FILES_FOR_PROCESSES else 1)
    if min(count, len(files)) > 1 and STANDARD_INPUT not in files:
        yield from scan_in_processes(task, count, files)
        return
    yield from desk.scan_files(files)


def _mark(file: str) -> list[int]:
    """Return what changes with a file: its size and its time; nothing for what is not there."""
    try:
        status = Path(file).stat()
    except (OSError, ValueError):
        return []
    return [status.st_size, status.st_mtime_ns]


def _line(file: str, mark: list[int], outcome: Outcome) -> dict[str, Any]:
    return {
        "layout": _LAYOUT,
        "file": file,
        "mark": mark,
        "scans": [encode(one) for one in outcome.scans],
        "unread": [encode(one) for one in outcome.unread],
    }


def _kept(work: Work, desk: Desk, marks: dict[str, list[int]]) -> dict[str, Outcome]:
    """Return what an earlier run found in files that are as they were, asked of the lists that are asked now.

    A line that a killed run left unfinished, and one of another version, is no line.
    """
    if not work.resume or work.journal is None or not work.journal.is_file():
        return {}
    out: dict[str, Outcome] = {}
    lists: dict[dt.date | None, tuple[object, ...]] = {}
    with work.journal.open(encoding="utf-8") as lines:
        for text in lines:
            try:
                line = json.loads(text)
                if line["layout"] != _LAYOUT or marks.get(line["file"]) != line["mark"] or not line["mark"]:
                    continue
                scans = tuple(decode(Scan, one) for one in line["scans"])
                unread = tuple(decode(Unread, one) for one in line["unread"])
            except (ValueError, KeyError, TypeError, RecordError):
                continue
            if scans and all(_is_current(one, desk, lists, work.pages) for one in scans):
                out[line["file"]] = Outcome(scans, unread)
    return out


def _is_current(scan: Scan, desk: Desk, lists: dict[dt.date | None, tuple[object, ...]], pages: Path | None) -> bool:
    """Say whether the lists, the policy and the engine are the same today, and the document's page is still there."""
    if scan.as_of not in lists:
        screener = desk.screener(scan.as_of)
        lists[scan.as_of] = (tuple(screener.snapshots), screener.policy.id, screener.engine)
    asked = (scan.snapshots, scan.policy, scan.engine)
    there = pages is None or all(one.page and (pages / one.page).is_file() for one in scan.documents)
    return asked == lists[scan.as_of] and there
