"""DataFrames of customers, on a real session with two Python workers."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

import tamis
import tamis.spark as on_spark
from tamis.errors import BatchError, NoListsError, TamisError
from tamis.intake.batch import BatchOptions, screen_file
from tamis.records import BatchSummary
from tamis.spark import Options, frames, partitions

pytestmark = [pytest.mark.runtime("java"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def batch(
    home: Path, customers: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[BatchSummary, list[dict[str, Any]], list[list[str]]]:
    """What `tamis batch` makes of the same customers in a Parquet file: counts, hits, rejects."""
    folder = tmp_path_factory.mktemp("batch")
    parquet.write_table(pa.Table.from_pylist(customers), folder / "customers.parquet")
    screener = tamis.open(home)
    options = BatchOptions(workers=1)
    summary = screen_file(lambda: screener, folder / "customers.parquet", folder / "hits.parquet", options)
    with (folder / "hits.rejects.csv").open(encoding="utf-8", newline="") as file:
        rejects = list(csv.reader(file))[1:]
    return summary, parquet.read_table(folder / "hits.parquet").to_pylist(), rejects


def rows_of(frame: Any, *without: str) -> list[dict[str, Any]]:
    """Return a DataFrame's rows in their order."""
    rows: list[dict[str, Any]] = frame.drop(*without).toArrow().to_pylist()
    return rows


def test_hits_are_those_of_tamis_batch_row_for_row(frame: Any, home: Path, batch: Any) -> None:
    """Numbered, two partitions give the rows of one file: the same columns, the same cells, nested ones too."""
    numbered = on_spark.number_rows(frame)
    hits = on_spark.screen(numbered, home=home, options=Options(row="row_number"))
    assert hits.rdd.getNumPartitions() == 2
    found = rows_of(hits, "row_number", "tamis_run")
    assert len(found) > 1000
    assert found == batch[1]


def test_whole_answer_holds_every_row_once(frame: Any, home: Path, batch: Any) -> None:
    """Hits, rejects and counts are those of `tamis batch`; rows in are screened and rejected; every row names run and snapshots."""
    summary, _, rejects = batch
    numbered = on_spark.number_rows(frame)
    whole = on_spark.screen_all(numbered, home=home, options=Options(row="row_number", run="monday")).persist()
    counts = on_spark.counts_of(whole)
    assert counts.rows == frame.count() == counts.screened + counts.rejected
    for name in ("rows", "screened", "rejected", "alerted", "hits", "hits_by_list", "rejects", "notes"):
        assert getattr(counts, name) == getattr(summary, name), name
    assert tuple(counts.histogram) == summary.histogram
    assert rows_of(on_spark.hits_of(whole), "row_number", "tamis_run") == batch[1]
    found = rows_of(on_spark.rejects_of(whole))
    assert [[str(one["tamis_row"]), one["tamis_reason"], one["tamis_detail"]] for one in found] == [
        row[:3] for row in rejects
    ]
    assert list(found[0])[-5:] == ["id", "name", "dob", "extra", "row_number"]
    asked = whole.select("tamis_run", "tamis_snapshots").distinct().collect()
    assert [tuple(row) for row in asked] == [("monday", summary.snapshots[0])]
    with pytest.raises(BatchError, match="missing or doubled"):
        on_spark.counts_of(whole.where("tamis_row is null or tamis_row > 100"))


def test_a_worker_that_dies_leaves_no_trace(
    frame: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed in the middle of a partition, after some of its rows, it is started again: no row is lost or doubled."""
    undisturbed = rows_of(on_spark.screen_all(frame, home=home))
    died = str(tmp_path / "died")

    def dying(task: partitions.FrameTask, batches: Iterator[Any]) -> Iterator[Any]:
        for answer in partitions.screen_partition(task, batches):
            yield answer
            try:
                os.close(os.open(died, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os._exit(9)

    monkeypatch.setattr(frames, "screen_partition", dying)
    assert rows_of(on_spark.screen_all(frame, home=home)) == undisturbed
    assert Path(died).exists()


def test_options_are_those_of_tamis_batch(frame: Any, home: Path) -> None:
    """One row for each customer; a day; without a column of numbers `tamis_row` is null; one name for the same run."""
    options = Options(per_customer=True, as_of="2026-02-01", threshold=0.9)
    rows = rows_of(on_spark.screen(frame.limit(50), {"name": "NAME", "country": ""}, home, options))
    named = [row for row in rows if row["name"]]
    assert len(rows) == len(named) <= 50
    assert {row["tamis_as_of"].isoformat() for row in rows} == {"2026-02-01"}
    assert {row["tamis_row"] for row in rows} == {None}
    assert min(row["tamis_score"] for row in rows if row["tamis_score"]) >= 0.9
    again = on_spark.screen(frame.limit(1), {"name": ["name"], "country": ""}, home, options)
    assert {row["tamis_run"] for row in rows} == {row["tamis_run"] for row in rows_of(again)} | {rows[0]["tamis_run"]}


def test_shipped_lists_answer_alike(spark: Any, frame: Any, home: Path) -> None:
    """Lists that travel with the job, without the publishers' files, give the same hits."""
    shipped = on_spark.ship(spark, home)
    assert not list(Path(shipped.place).rglob("source"))
    few = frame.limit(200)
    assert rows_of(on_spark.screen(few, home=shipped)) == rows_of(on_spark.screen(few, home=home))


def test_columns_with_dots_and_cases(spark: Any, home: Path) -> None:
    """`a.b` is a column like any other, and so are two that differ in case alone."""
    odd = spark.createDataFrame([("Stepan Volkodarsky", 1, 2)], "`full.name` string, x long, X long")
    (row,) = rows_of(on_spark.screen_all(odd, {"name": "full.name"}, home).where("tamis_record = 'answer'"))
    assert (row["full.name"], row["x"], row["X"], row["tamis_listing"]) == ("Stepan Volkodarsky", 1, 2, "own:1")


def test_nobody_is_an_empty_answer(spark: Any, home: Path) -> None:
    """No rows, and no partitions, give no hits and counts of nothing."""
    for empty in (
        spark.createDataFrame([], "name string"),
        spark.createDataFrame(spark.sparkContext.emptyRDD(), "name string"),
    ):
        assert on_spark.screen(empty, home=home).collect() == []
        assert on_spark.counts_of(on_spark.screen_all(empty, home=home)).rows == 0


@pytest.mark.parametrize(
    ("schema", "arguments", "message"),
    [
        ("name string, tamis_score double", {}, "'tamis_score' is one that tamis writes"),
        ("name long", {}, "'name' is of type int64, which holds no name"),
        ("name struct<a:string>", {}, "which holds no name"),
        ("x string", {}, "no column is recognised as a name among 'x'; say which it is with columns: name=COLUMN"),
        ("name string", {"columns": {"name": "nobody"}}, "there is no column 'nobody'"),
        ("name string", {"columns": {"nome": "name"}}, "there is no field 'nome'"),
        ("name string", {"options": Options(row="n")}, "there is no such column"),
        ("name string", {"options": Options(row="name")}, "rows are numbered by whole numbers"),
        ("name string", {"options": Options(threshold=0.1)}, "threshold"),
        ("name string", {"options": Options(lists=("un",))}, "no such list is loaded"),
    ],
)
def test_faults_are_told_on_the_driver(
    spark: Any, home: Path, schema: str, arguments: dict[str, Any], message: str
) -> None:
    """One line says what is wrong, before any work."""
    with pytest.raises(TamisError) as raised:
        on_spark.screen(spark.createDataFrame([], schema), home=home, **arguments)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_doubled_columns_are_refused(frame: Any, home: Path) -> None:
    """Two columns of one name cannot be told apart."""
    with pytest.raises(BatchError, match="two columns are called 'id'"):
        on_spark.screen(frame.select("id", "id", "name"), home=home)


def test_dates_that_can_be_two_days_are_a_question(spark: Any, home: Path) -> None:
    """The first rows tell the order of day and month; where they do not, the caller does."""
    asked = spark.createDataFrame([("Ann Lee", "05/06/1950")], "name string, dob string")
    with pytest.raises(BatchError, match="can be two days each"):
        on_spark.screen(asked, home=home)
    assert on_spark.screen(asked, home=home, options=Options(date_order="mdy")).collect() == []


def test_a_home_without_lists_is_refused_before_any_job(tmp_path: Path) -> None:
    """The lists are opened before the DataFrame is looked at."""
    with pytest.raises(NoListsError, match="no list is loaded"):
        on_spark.screen(None, home=tmp_path)


def test_a_number_is_given_once(frame: Any) -> None:
    """A column that is there already is not taken for the numbers."""
    with pytest.raises(BatchError, match="there is a column 'id' already"):
        on_spark.number_rows(frame, "id")
