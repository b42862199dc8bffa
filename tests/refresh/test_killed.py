"""A refresh that is killed at any moment leaves the old list or the new one, whole, and the next one succeeds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Publisher, names, refresh_un, un_list, whole

from tamis import screening
from tamis.snapshots import Store

KILLS = 20
PEOPLE = names(60)


def version(number: int) -> bytes:
    """Return the list as of a day of its own, one person renamed."""
    people = [*PEOPLE]
    people[number] = f"Renamed {people[number]}"
    return un_list(people, f"2026-10-{number + 1:02}")


class Runner:
    """Runs `tamis refresh un` as a user does, each time in a process of its own, forked off one that has it loaded."""

    PROGRAM = """
import os, sys
import tamis.refresh.refreshing, tamis.cli.refreshing, tamis.sources.publication
from tamis.cli import main
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(main(["--home", sys.argv[1], "refresh", "un"]))
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""

    def __init__(self, home: Path, publisher: Publisher) -> None:
        variables = {"ADDRESSES": f"{publisher.root}/consolidated.xml", "LEAST_LISTINGS": "10"}
        environment = {**os.environ, **{f"TAMIS_REFRESH_UN_{name}": value for name, value in variables.items()}}
        command = [sys.executable, "-c", self.PROGRAM, str(home)]
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self) -> int:
        """Start a refresh; return its process, whose number stays its own until it was waited for."""
        return self._say("start")

    def wait(self) -> int:
        """Return how it ended, as `os.waitpid` says it; 0 for exit status 0."""
        return self._say("wait")

    def _say(self, word: str) -> int:
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture
def runner(store: Store, publisher: Publisher) -> Iterator[Runner]:
    """Runs refreshes of the store from the publisher."""
    one = Runner(store.home, publisher)
    with one.process:
        yield one
        one.process.stdin.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no fork")
def test_twenty_kills(store: Store, publisher: Publisher, runner: Runner) -> None:
    """SIGKILL at twenty random moments between the first request and the end: never half a list, never a locked home."""
    publisher.give(whole(version(0)))
    assert refresh_un(store, publisher).good
    windows_s = []
    for number in (1, 2, 3):
        publisher.give(whole(version(number)))
        publisher.arrived.clear()
        runner.start()
        assert publisher.arrived.wait(30)
        since = time.monotonic()
        assert runner.wait() == 0
        windows_s.append(time.monotonic() - since)
    chance, killed = random.Random(20), 0
    for number in range(4, KILLS + 4):
        old = store.in_force("un").id
        publisher.give(whole(version(number)))
        publisher.arrived.clear()
        child = runner.start()
        assert publisher.arrived.wait(30)
        time.sleep(chance.uniform(0, min(windows_s)))
        os.kill(child, signal.SIGKILL)
        killed += runner.wait() == signal.SIGKILL
        now = check_whole(store)
        assert refresh_un(store, publisher).good
        new = store.in_force("un").id
        assert now in (old, new)
        assert old != new
        assert left_behind(store.home) == set()
    assert killed > KILLS // 2, "the kills came too late to say anything"


def check_whole(store: Store) -> str:
    """Return the snapshot in force, once it is known to be sound, with all its listings, and to answer."""
    opened = Store(store.home)
    snapshot = opened.in_force("un")
    assert [finding.problems for finding in opened.verify() if finding.snapshot == snapshot.id] == [()]
    assert sum(1 for _ in opened.listings(snapshot)) == len(PEOPLE) + 1
    screener = screening.open(store.home)
    assert screener.snapshots == (snapshot.id,)
    assert screener.screen(PEOPLE[-1]).hits[0].score == 1.0
    return snapshot.id


def left_behind(home: Path) -> set[str]:
    """Return what unfinished work is still there."""
    return {path.name for folder in ("tmp", "refresh/unfinished") for path in (home / folder).glob("*")}
