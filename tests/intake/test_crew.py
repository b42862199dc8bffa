"""Files that bring a process down cost a line each, whichever others it had; the rest is told, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tamis.intake.crew import scan_in_processes
from tamis.intake.scanning import Desk, Task
from tamis.records import Mention, Reconstruction


class FragileScreener:
    """Finds nobody, and ends its process where a text asks for it."""

    snapshots: tuple[str, ...] = ("own@2016-09-07-0",)
    engine = "none"
    as_of = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()
    id = "policy"

    @property
    def policy(self) -> FragileScreener:
        return self

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        for text in texts:
            if "end the process" in text:
                os._exit(1)
            yield []


def open_fragile(_day: object) -> FragileScreener:
    """Return a screener; other processes open it by themselves."""
    return FragileScreener()


def test_a_file_that_ends_its_process_costs_a_line_and_the_files_beside_it_are_read(tmp_path: Path) -> None:
    """Small files are read together; where their process ends each is read alone, which shows the one that did it."""
    files = []
    for number in range(20):
        path = tmp_path / f"{number:02}.txt"
        path.write_text("Please end the process." if number in (3, 11) else f"Nothing of note, {number}.", "utf-8")
        files.append(str(path))
    outcomes = list(scan_in_processes(Task(open_fragile), 2, files))
    assert sorted(file for file, _ in outcomes) == files
    lost = {file: outcome.unread[0].reason for file, outcome in outcomes if outcome.unread}
    assert sorted(lost) == [files[3], files[11]]
    assert all("brought its process down" in reason for reason in lost.values())


def test_files_read_together_are_told_in_their_order(tmp_path: Path) -> None:
    """A desk tells each file by itself, with what could not be read in it."""
    good, bad = tmp_path / "good.txt", tmp_path / "missing.txt"
    good.write_text("Nothing of note.", "utf-8")
    told = dict(Desk(Task(open_fragile)).scan_files([str(good), str(bad), str(good)]))
    assert list(told) == [str(good), str(bad)]
    assert told[str(good)].scans[0].documents[0].characters == len("Nothing of note.")
    assert told[str(bad)].unread[0].path == str(bad)
