"""Opening the lists in a worker, and what is missing, without a session."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from tamis.errors import BatchError, MissingExtraError, NoListsError
from tamis.spark import Opening, Options
from tamis.spark.installed import check_java, load_spark
from tamis.spark.opening import open_once
from tamis.spark.session import check_master, refusal


def test_lists_are_opened_once(home: Path) -> None:
    """A process keeps what it has opened, as long as the same is asked for."""
    opening = Opening.of(home, Options())
    opening = opening.seen(opening.open())
    assert open_once(opening) is open_once(dataclasses.replace(opening))


def test_other_lists_than_the_driver_saw_are_refused(home: Path) -> None:
    """A home that was refreshed in between must not answer half of the rows."""
    opening = Opening.of(home, Options())
    expected = (("own@2025-01-01-000000000000",), *opening.seen(opening.open()).expected[1:])
    with pytest.raises(BatchError, match="are no longer those that the answer was begun with"):
        open_once(dataclasses.replace(opening, expected=expected))


def test_a_home_that_a_worker_does_not_see_is_named(tmp_path: Path) -> None:
    """The line says that every worker must see it."""
    with pytest.raises(NoListsError, match="every worker must see the home folder"):
        open_once(Opening.of(tmp_path / "elsewhere", Options()))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"lists": "un"}, "give several names"),
        ({"date_order": "dym"}, "it is one of dmy, mdy, ymd"),
        ({"as_of": "yesterday"}, "write the day as YYYY-MM-DD"),
    ],
)
def test_options_that_mean_nothing_are_refused(asked: dict[str, str], message: str) -> None:
    """In one line, when they are made."""
    with pytest.raises(BatchError, match=message):
        Options(**asked)


def test_missing_pyspark_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingExtraError, match=r"Spark needs pyspark: pip install 'tamis\[spark\]'"):
        load_spark()


def test_missing_java_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It says what to install, and where it was looked for."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtraError, match="there is none on the PATH: install it"):
        check_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(MissingExtraError, match="holds none"):
        check_java()


@pytest.mark.runtime("java")
def test_unknown_master_is_refused() -> None:
    """Before Spark starts."""
    with pytest.raises(BatchError, match="--master nowhere: write local"):
        check_master("nowhere")


def test_refusals_of_workers_are_one_line() -> None:
    """Of a page of Java's and Python's traces the line remains that a worker raised."""
    trace = "Job aborted:\n  File x\ntamis.errors.BatchError: the lists changed\n\n\tat org.apache.spark.api.X\n"
    assert str(refusal(RuntimeError(trace))).startswith("Spark gave up: the lists changed; what is done is kept")
    lost = "Job aborted.\n\tat x\nCaused by: java.io.EOFException\n\tat y\n"
    assert "Caused by: java.io.EOFException" in str(refusal(RuntimeError(lost)))
