"""`tamis batch` as a user types it: killed, without room, with any number of workers."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ROWS = 13_000
"""Four chunks."""


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Invented customers: some are listed, some name nobody, some would run in a spreadsheet."""
    chance = random.Random(7)
    path = tmp_path_factory.mktemp("customers") / "customers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "dob", "nationality", "note"])
        for number in range(ROWS):
            name = chance.choice(["Ann Lee", "Bob Roy", "Stepan Volkodarsky", "Zaryanka Frostworks", ""])
            name += chance.choice(["", " Ilyich", " Lee", " Roy"]) if name else ""
            rows.writerow([number, name, chance.choice(["1971-05-19", "x", ""]), "UA", chance.choice(["=1", "plain"])])
    return path


@pytest.fixture(scope="module")
def small(customers: Path) -> Path:
    """The first twelve of them."""
    path = customers.with_name("small.csv")
    path.write_text("".join(customers.read_text(encoding="utf-8").splitlines(keepends=True)[:13]), encoding="utf-8")
    return path


def start(home: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start a command of its own process group."""
    command = [sys.executable, "-m", "tamis", "--home", str(home), "batch", *arguments]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ,
        **options,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for a command's end."""
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def undisturbed(loaded_home: Path, customers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what a run by one process wrote."""
    folder = tmp_path_factory.mktemp("undisturbed")
    for name in ("hits.csv", "hits.parquet"):
        done = finish(start(loaded_home, str(customers), "-o", str(folder / name), "--workers", "1"))
        assert done[0] == 0, done
    return folder


def test_number_of_workers_does_not_show(loaded_home: Path, customers: Path, undisturbed: Path, tmp_path: Path) -> None:
    """The same bytes by one process and by three."""
    for name in ("hits.csv", "hits.parquet"):
        done = finish(start(loaded_home, str(customers), "-o", str(tmp_path / name), "--workers", "3"))
        assert done[0] == 0, done
        assert (tmp_path / name).read_bytes() == (undisturbed / name).read_bytes()
    assert (tmp_path / "hits.rejects.csv").read_bytes() == (undisturbed / "hits.rejects.csv").read_bytes()


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_moment_it_goes_on(
    loaded_home: Path, customers: Path, undisturbed: Path, tmp_path: Path, seed: int
) -> None:
    """SIGKILL at random moments, then --resume: no row is lost or repeated, the bytes are those of an undisturbed run."""
    chance = random.Random(seed)
    target = tmp_path / "hits.csv"
    journal = tmp_path / "hits.csv.tamis-job" / "journal.jsonl"
    kills = 0
    for _ in range(20):
        process = start(loaded_home, str(customers), "-o", str(target), "--resume", "--workers", str(1 + seed % 2))
        if kills < 2:
            wanted = (len(journal.read_text(encoding="utf-8").splitlines()) if journal.exists() else 0) + 1
            while process.poll() is None and not (
                journal.exists() and len(journal.read_text(encoding="utf-8").splitlines()) >= wanted
            ):
                time.sleep(0.005)
            time.sleep(chance.random() * 0.1)
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                kills += 1
        status, _, _ = finish(process)
        if status == 0:
            break
    assert kills
    assert target.read_bytes() == (undisturbed / "hits.csv").read_bytes()
    assert (tmp_path / "hits.rejects.csv").read_bytes() == (undisturbed / "hits.rejects.csv").read_bytes()
    assert not journal.parent.exists()


@pytest.fixture
def interrupted(loaded_home: Path, customers: Path, tmp_path: Path) -> Path:
    """The output of a run that found no room: a limit on the size of files stands in for the full disk."""
    import resource

    target = tmp_path / "hits.csv"
    limit = 1_000_000  # more than a chunk of the answer, less than all of it
    process = start(
        loaded_home, str(customers), "-o", str(target), "--workers", "1", "--per-customer",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    status, _, err = finish(process)
    assert status == 2
    assert err.count("\n") == 1
    assert "the disk is full" in err
    assert "--resume" in err
    return target


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of files")
def test_full_disk_keeps_what_is_done(
    loaded_home: Path, customers: Path, tmp_path: Path, interrupted: Path, tamis: Run
) -> None:
    """One line says so; with room again the run goes on, and ends with the bytes of an undisturbed one."""
    assert not interrupted.exists()
    folder = interrupted.with_name("hits.csv.tamis-job")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    refused = tamis("batch", str(customers), "-o", str(interrupted), "--per-customer")
    assert refused.status == 2
    assert "add --resume to go on" in refused.err
    other = tamis("batch", str(customers), "-o", str(interrupted), "--resume")
    assert other.status == 2
    assert "per customer: true then, false now" in other.err
    assert (
        tamis("batch", str(customers), "-o", str(interrupted), "--per-customer", "--resume", "--workers", "1").status
        == 0
    )
    whole = tmp_path / "whole.csv"
    assert tamis("batch", str(customers), "-o", str(whole), "--per-customer", "--workers", "1").status == 0
    assert interrupted.read_bytes() == whole.read_bytes()


def test_summary_counts_every_row(tamis: Run, customers: Path, small: Path, tmp_path: Path) -> None:
    """On the terminal, as JSON on demand and in a file; rows in are screened and rejected."""
    target, file = tmp_path / "hits.jsonl", tmp_path / "summary.json"
    done = tamis("batch", str(small), "-o", str(target), "--format", "json", "--summary", str(file))
    twin = json.loads(done.out)
    assert done.status == 0
    assert twin == json.loads(file.read_text(encoding="utf-8"))
    assert twin["rows"] == 12 == twin["screened"] + twin["rejected"]
    assert sum(twin["rejects"].values()) == twin["rejected"]
    assert sum(twin["histogram"]) == twin["hits"] == sum(twin["hits_by_list"].values())
    assert twin["columns"] == {"birth_date": ["dob"], "country": ["nationality"], "name": ["name"], "reference": ["id"]}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = tamis("batch", str(small), "-o", str(target)).out
    for words in ("12 rows =", "screened +", "alerted", "Hits by list", "own", "Asked: own of 2026-01-15"):
        assert words in text


def test_report_is_a_page_of_the_counts(tamis: Run, small: Path, tmp_path: Path) -> None:
    """It stands beside the output where it is asked for, and names no customer."""
    page = tmp_path / "counts.html"
    assert tamis("batch", str(small), "-o", str(tmp_path / "hits.csv"), "--report", str(page)).status == 0
    text = page.read_text(encoding="utf-8")
    assert "Customers screened: small.csv" in text
    assert "Volkodarsky" not in text
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_dry_run_writes_nothing(tamis: Run, small: Path, tmp_path: Path) -> None:
    """It shows what is recognised and three customers as they would be screened."""
    before = sorted(small.parent.iterdir())
    done = tamis("batch", str(small), "--dry-run", "-o", str(tmp_path / "hits.csv"))
    text = " ".join(done.out.split())
    assert done.status == 0
    for words in ('birth date "dob"', 'Passed through, not compared: "note"', "Ukraine", "Nothing was screened"):
        assert words in text
    assert list(tmp_path.iterdir()) == []
    assert sorted(small.parent.iterdir()) == before
    twin = json.loads(tamis("batch", str(small), "--dry-run", "--format", "json").out)
    assert len(twin["samples"]) == 3


def test_fail_on_hit_is_status_3(tamis: Run, small: Path, tmp_path: Path) -> None:
    """For scripts."""
    assert tamis("batch", str(small), "-o", str(tmp_path / "hits.csv"), "--fail-on-hit").status == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{small}"], "say where the hits go"),
        (["{small}", "-o", "{tmp}/hits.pdf"], "its suffix does not say how to write it"),
        (["{tmp}/none.csv", "-o", "{tmp}/hits.csv"], "there is no such file"),
        (["{tmp}", "-o", "{tmp}/hits.csv"], "give a file"),
        (["{small}", "-o", "{tmp}/hits.csv", "--map", "name=nobody"], "there is no column 'nobody'"),
        (["{small}", "-o", "{tmp}/hits.csv", "--list", "eu"], "eu"),
        (["{small}", "-o", "{tmp}/hits.csv", "--encoding", "klingon"], "there is no encoding 'klingon'"),
        (["{small}", "-o", "{tmp}/hits.csv", "--summary", "{tmp}/no/s.json"], "there is no folder"),
    ],
)
def test_faults_are_one_line(tamis: Run, small: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    """Status 2, nothing is done, the line says what to type."""
    done = tamis("batch", *(one.format(small=small, tmp=tmp_path) for one in arguments))
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert message in done.err
    assert list(tmp_path.iterdir()) == []


def test_as_of_and_list_are_those_of_screen(tamis: Run, small: Path, tmp_path: Path) -> None:
    """The same options mean the same; the answer says as of when it was asked."""
    target = tmp_path / "hits.jsonl"
    done = tamis("batch", str(small), "-o", str(target), "--as-of", "2026-02-01", "--list", "own", "--limit", "1")
    assert done.status == 0
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {row["tamis_as_of"] for row in rows} == {"2026-02-01"}


def test_answers_are_those_of_screen(tamis: Run, small: Path, tmp_path: Path) -> None:
    """One law for one and many: `tamis screen` gives the same listing and score."""
    target = tmp_path / "hits.jsonl"
    tamis("batch", str(small), "-o", str(target))
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        born = ["--birth-date", row["dob"]] if row["dob"][:1].isdigit() else []
        alone = json.loads(tamis("screen", row["name"], "--country", "UA", *born, "--format", "json").out)
        assert (row["tamis_listing"], row["tamis_score"]) in [(hit["listing"], hit["score"]) for hit in alone["hits"]]
