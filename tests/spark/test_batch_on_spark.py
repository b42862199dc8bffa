"""`tamis batch --engine spark` as a user types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tamis.cli import main

pytestmark = [pytest.mark.runtime("java"), pytest.mark.filterwarnings("ignore::ResourceWarning")]
Files = dict[str, Path]


@pytest.fixture(scope="module")
def files(customers: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The customers as CSV with a ragged row and a cell that would run, as JSON Lines with a broken line, as Parquet."""
    folder = tmp_path_factory.mktemp("files")
    text, lines = folder / "customers.csv", folder / "customers.jsonl"
    rows = [f'{one["id"]},"{one["name"] or ""}",{one["dob"] or ""},=1' for one in customers]
    text.write_text("\n".join(["id,name,dob,note", *rows[:5000], "1,2,3,4,5,6", *rows[5000:], ""]), encoding="utf-8")
    twins = [json.dumps(one) for one in customers]
    lines.write_text("\n".join([*twins[:10], "{", *twins[10:], ""]), encoding="utf-8")
    table = folder / "customers.parquet"
    parquet.write_table(pa.Table.from_pylist(customers), table)
    return {"csv": text, "jsonl": lines, "parquet": table}


def run(home: Path, *arguments: str) -> int:
    """Run `tamis batch` in this process, on the session that is active."""
    return main(["--home", str(home), "batch", *arguments])


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_bytes_are_those_of_the_local_engine(spark: Any, home: Path, files: Files, tmp_path: Path, form: str) -> None:
    """Hits, rejects and counts, whatever screens."""
    for engine in ("local", "spark"):
        (tmp_path / engine).mkdir()
        target, counts = tmp_path / engine / f"hits.{form}", tmp_path / engine / "counts.json"
        status = run(home, str(files[form]), "-o", str(target), "--engine", engine, "--summary", str(counts), "--fail-on-hit")  # fmt: skip
        assert status == 3
    for name in (f"hits.{form}", "hits.rejects.csv", "counts.json"):
        assert (tmp_path / "spark" / name).read_bytes() == (tmp_path / "local" / name).read_bytes(), name
    assert json.loads((tmp_path / "spark" / "counts.json").read_text())["rejected"] > 0


def test_a_session_of_its_own_is_quiet(home: Path, files: Files, tmp_path: Path) -> None:
    """Started by the command itself, Spark says nothing on standard error, and leaves no file behind."""
    few = tmp_path / "few.csv"
    few.write_text("".join(files["csv"].read_text(encoding="utf-8").splitlines(keepends=True)[:40]), encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "tamis", "--home", str(home), "batch", str(few), "-o", str(tmp_path / "hits.csv")]
    done = subprocess.run(
        [*command, "--engine", "spark", "--master", "local[1]", "--format", "json"],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "_JAVA_OPTIONS": f"-Djava.io.tmpdir={tmp_path / 'tmp'}"},
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] == 39
    assert [path.name for path in (tmp_path / "tmp").iterdir() if path.name.startswith("tamis")] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{csv}", "-o", "{tmp}/h.csv", "--master", "local[2]"], "add --engine spark"),
        (["{csv}", "-o", "{tmp}/h.csv", "--engine", "spark", "--workers", "2"], "--master 'local[2]'"),
        (["{tmp}/c.xlsx", "-o", "{tmp}/h.csv", "--engine", "spark"], "leave out --engine spark"),
        (["s3a://bucket/c.parquet", "-o", "{tmp}/h.csv", "--engine", "spark"], "tamis.spark.screen"),
        (["{csv}", "-o", "{tmp}/h.csv", "--engine", "spark", "--master", "moon"], "--master moon: write local[4]"),
        (["{tmp}/no.csv", "-o", "{tmp}/h.csv", "--engine", "spark"], "there is no such file"),
    ],
)
def test_faults_are_one_line(
    home: Path, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Status 2, before Spark starts, and nothing is written."""
    assert run(home, *(one.format(csv=files["csv"], tmp=tmp_path) for one in arguments)) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert message in err
    assert list(tmp_path.iterdir()) == []
