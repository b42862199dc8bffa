"""What a run keeps so that another one can go on."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.intake.batch.conftest import LISTED

from tamis.errors import BatchError, StoreError
from tamis.intake.batch import BatchOptions, Progress, screen_file
from tamis.intake.batch.chunks import CHUNK_ROWS
from tamis.intake.batch.job import SUFFIX, Job, told_of_faults
from tamis.records import Listing, Screening
from tamis.screening import Screener
from tamis.snapshots.lock import locked

Write = Callable[..., Path]


class StoppingError(Exception):
    """What stops a run here."""


class CountingScreener(Screener):
    """Counts the customers that it is asked about."""

    asked = 0

    def screen_many(self, queries: Any, **options: Any) -> Iterator[Screening]:
        """Screen and count."""
        for screening in super().screen_many(queries, **options):
            CountingScreener.asked += 1
            yield screening


@pytest.fixture
def source(write: Write) -> Path:
    """Three chunks of customers."""
    return write("name\n" + ("Stepan Volkodarsky\n" + "Ann Lee\n" * 63 + ",\n" * 32) * (CHUNK_ROWS // 32))


@pytest.fixture
def counting() -> Screener:
    """A screener that counts."""
    CountingScreener.asked = 0
    screener = CountingScreener.from_listings([Listing.from_json(LISTED)])
    assert isinstance(screener, CountingScreener)
    return screener


def stop_at_first(progress: Progress) -> None:
    """Stop after one chunk."""
    raise StoppingError


@pytest.fixture
def stopped(source: Path, counting: Screener, tmp_path: Path) -> Path:
    """The output of a run that stopped after one chunk."""
    target = tmp_path / "hits.csv"
    with pytest.raises(StoppingError):
        screen_file(lambda: counting, source, target, BatchOptions(workers=1), stop_at_first)
    assert not target.exists()
    return target


def test_what_is_done_is_not_done_again(source: Path, counting: Screener, stopped: Path, tmp_path: Path) -> None:
    """The second run asks about the rest alone; the bytes are those of one run."""
    summary = screen_file(lambda: counting, source, stopped, BatchOptions(workers=1, resume=True))
    twice = CountingScreener.asked
    whole = screen_file(lambda: counting, source, tmp_path / "whole.csv", BatchOptions(workers=1))
    assert stopped.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert summary.rows == whole.rows == 3 * CHUNK_ROWS
    assert twice == CountingScreener.asked - twice + 1  # each run begins with one question: can it be asked at all
    assert not stopped.with_name(stopped.name + SUFFIX).exists()


def test_interrupted_run_is_not_thrown_away(source: Path, counting: Screener, stopped: Path) -> None:
    """Without --resume it is told and kept."""
    with pytest.raises(BatchError, match=r"keeps an interrupted run \(4,096 rows done\): add --resume"):
        screen_file(lambda: counting, source, stopped, BatchOptions(workers=1))
    assert stopped.with_name(stopped.name + SUFFIX).exists()


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"threshold": 0.9}, "threshold: null then, 0.9 now"),
        ({"limit": 1}, "limit: null then, 1 now"),
        ({"per_customer": True}, "per customer: false then, true now"),
        ({"maps": ("alias=name",)}, "columns: "),
        ({"raw": True}, "output: "),
    ],
)
def test_another_job_is_not_resumed(
    source: Path, counting: Screener, stopped: Path, options: dict[str, Any], named: str
) -> None:
    """What changed is named."""
    with pytest.raises(BatchError) as error:
        screen_file(lambda: counting, source, stopped, BatchOptions(workers=1, resume=True, **options))
    assert named in str(error.value)


def test_changed_file_or_lists_are_not_resumed(source: Path, counting: Screener, stopped: Path) -> None:
    """Half of one answer and half of another would be no answer."""
    source.write_text(source.read_text() + "Bob Roy\n")
    with pytest.raises(BatchError, match="input: "):
        screen_file(lambda: counting, source, stopped, BatchOptions(workers=1, resume=True))
    other = Screener.from_listings([Listing.from_json(LISTED)], policy="default")
    other.snapshots = ("own@2026-01-15-000000000000",)
    with pytest.raises(BatchError, match=r"snapshots: \[\] then"):
        screen_file(lambda: other, source, stopped, BatchOptions(workers=1, resume=True))


def test_damaged_part_is_told(source: Path, counting: Screener, stopped: Path) -> None:
    """A part that is not what was written ends the run; a journal line that was cut off is done again."""
    folder = stopped.with_name(stopped.name + SUFFIX)
    with (folder / "journal.jsonl").open("a") as file:
        file.write('{"chunk": 1, "par')
    (folder / "parts" / "00000000.hits").write_bytes(b"other")
    with pytest.raises(BatchError, match="not what was written"):
        screen_file(lambda: counting, source, stopped, BatchOptions(workers=1, resume=True))


def test_run_that_did_nothing_is_no_interrupted_run(source: Path, counting: Screener, tmp_path: Path) -> None:
    """What stops before the first chunk leaves nothing to resume."""
    target = tmp_path / "hits.csv"
    Job(target).prepare()
    assert screen_file(lambda: counting, source, target, BatchOptions(workers=1)).rows == 3 * CHUNK_ROWS


def test_two_runs_do_not_write_one_output(source: Path, counting: Screener, tmp_path: Path) -> None:
    """The second one is told at once."""
    target = tmp_path / "hits.csv"
    with locked(Job(target).prepare(), wait_s=0), pytest.raises(StoreError, match="another tamis process"):
        screen_file(lambda: counting, source, target, BatchOptions(workers=1))


def test_parts_are_for_their_owner_alone(stopped: Path) -> None:
    """They hold people."""
    folder = stopped.with_name(stopped.name + SUFFIX)
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE((folder / "parts").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o600}


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "no permission to write"), (errno.EROFS, "no permission to write")],
)  # fmt: skip
def test_failed_write_says_how_to_go_on(stopped: Path, code: int, words: str) -> None:
    """What, where, and what to type."""
    job = Job(stopped)
    with pytest.raises(BatchError) as error, told_of_faults(job):
        raise OSError(code, "told by the system", "hits.csv")
    assert str(error.value).startswith(f"hits.csv: {words}")
    assert "--resume" in str(error.value)


def test_rejects_may_go_to_another_file_system(
    source: Path, counting: Screener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be moved there is copied, and stands whole."""
    rename = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name == "rejects":
            raise OSError(errno.EXDEV, "cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    rejects = tmp_path / "else.csv"
    screen_file(lambda: counting, source, tmp_path / "hits.csv", BatchOptions(workers=1, rejects=rejects))
    assert len(rejects.read_text().splitlines()) == CHUNK_ROWS + 1
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
