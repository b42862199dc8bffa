"""DataFrames: customers in, hits out. Everything that can be refused is refused here, on the driver, before the work.

In: a DataFrame, what its columns hold, a home folder, options. Out: a DataFrame that Spark works out when it is asked for. Must not know
how a row is screened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tamis.errors import BatchError
from tamis.intake.batch import ColumnMap, map_columns
from tamis.intake.batch.answers import COLUMNS
from tamis.intake.batch.arrowfile import Batch, check_types, load_pyarrow
from tamis.intake.batch.chunks import RowChunk, rows_of_chunk
from tamis.intake.batch.planning import check_threshold, latest_birth, make_plan
from tamis.intake.batch.screening import Plan, Tally
from tamis.spark import partitions
from tamis.spark.installed import load_spark
from tamis.spark.opening import Opening, Shipped
from tamis.spark.options import Options
from tamis.spark.partitions import FrameTask, screen_partition

DataFrame = Any
"""A `pyspark.sql.DataFrame`, classic or of Spark Connect."""

Columns = Mapping[str, str | Sequence[str]] | Sequence[str]
"""What columns hold: field -> column, or several; or texts such as `name=Customer`."""

_PLACES = 33  # bits of `monotonically_increasing_id` that count the rows of a partition: Spark's documentation of it
_CALLED = "--map "  # how messages of the batch name what is the argument `columns` here


def screen(
    df: DataFrame,
    columns: Columns | None = None,
    home: Path | str | Shipped | None = None,
    options: Options | None = None,
) -> DataFrame:
    """Return the hits of a DataFrame of customers, as `tamis batch` would write them.

    Args:
        df: The customers. Its columns are recognised by their usual names; all of them pass through, whatever their types.
        columns: What columns hold where their names do not tell it: `{"name": "kunde", "passport": ["doc1", "doc2"]}`;
            `{"country": ""}` drops a field.
        home: The home folder, at a path that the driver and all workers see; or what `ship` returned. `TAMIS_HOME`, else the
            platform's data folder, when None.
        options: What else is asked.

    Returns:
        A DataFrame with a row for each hit: the columns of `df`, those that `tamis batch` writes, and `tamis_run`.

    Raises:
        MissingExtraError: pyspark, pandas or pyarrow is not installed.
        NoListsError: nothing is loaded; raised before any job.
        StoreError: another fault of the home folder; also one that no index can be kept in is used, more slowly.
        BatchError: columns that are doubled, of a wrong type, not found, or called as one of tamis'; dates whose order
            nothing tells. One small job reads the first rows for this.
        PolicyError: a policy that does not exist or does not validate.
    """
    return _answer(df, columns, home, options or Options(), whole=False)


def screen_all(
    df: DataFrame,
    columns: Columns | None = None,
    home: Path | str | Shipped | None = None,
    options: Options | None = None,
) -> DataFrame:
    """Return the whole answer: hits, rejected rows, and a row of counts for each partition.

    Write it down or persist it, and take it apart with `hits_of`, `rejects_of` and `counts_of`: the customers are screened once.
    The arguments and errors are those of `screen`.

    Returns:
        A DataFrame with the columns of `screen`, and `tamis_record` (`answer`, `reject` or `counts`), `tamis_reason`,
        `tamis_detail`, `tamis_counts`.
    """
    return _answer(df, columns, home, options or Options(), whole=True)


def hits_of(whole: DataFrame) -> DataFrame:
    """Return the hits of a whole answer: what `screen` returns."""
    return whole.where(whole[partitions.RECORD] == partitions.ANSWER).drop(*partitions.WHOLE)


def rejects_of(whole: DataFrame) -> DataFrame:
    """Return the rejected rows of a whole answer: number, reason, detail, run and snapshots, then the customer's own columns."""
    first = ("tamis_row", partitions.REASON, partitions.DETAIL, partitions.RUN, "tamis_snapshots")
    own = [_quoted(name) for name in whole.columns if not name.startswith("tamis_")]
    return whole.where(whole[partitions.RECORD] == partitions.REJECT).select(*first, *own)


def counts_of(whole: DataFrame) -> Tally:
    """Return the counts of a whole answer; a job.

    Raises:
        BatchError: rows in are not rows screened and rows rejected, or the rows of the answer are not those counted.
    """
    record = partitions.RECORD
    kept = whole.where(whole[record] == partitions.COUNT).select(partitions.COUNTS).collect()
    tally = Tally.total([json.loads(row[0]) for row in kept])
    found = {row[record]: row["count"] for row in whole.groupBy(record).count().collect()}
    expected = {partitions.ANSWER: tally.written, partitions.REJECT: tally.rejected}
    if tally.rows != tally.screened + tally.rejected or any(found.get(key, 0) != n for key, n in expected.items()):
        raise BatchError(
            f"{tally.rows:,} rows, {tally.screened:,} screened, {tally.rejected:,} rejected, {tally.written:,} written, and "
            f"{found} are here: rows of the answer are missing or doubled; screen again and write it down whole"
        )
    return tally


def number_rows(df: DataFrame, column: str = "row_number") -> DataFrame:
    """Return a DataFrame with a column that numbers its rows from 1, in its order and without a shuffle.

    One job counts the rows of each partition. The DataFrame must come in the same partitions again, as one read from files does;
    persist any other one first. A partition that has grown in between fails.

    Args:
        df: Any DataFrame.
        column: What the new column is called.

    Raises:
        BatchError: there is a column of that name.
    """
    functions = load_spark().functions
    if column in df.columns:
        raise BatchError(f"there is a column {column!r} already: give another name, as number_rows(df, 'number')")
    place = functions.monotonically_increasing_id()
    partition = functions.shiftright(place, _PLACES)
    within = place.bitwiseAND(functions.lit((1 << _PLACES) - 1))
    counted = df.select(partition.alias("partition")).groupBy("partition").count().collect()
    counts = {row["partition"]: row["count"] for row in counted}
    starts, sizes, total = [0], [0], 0
    for number in range(max(counts, default=-1) + 1):
        starts[number:] = [total]
        sizes[number:] = [counts.get(number, 0)]
        total += sizes[number]
    start, size = (
        functions.element_at(functions.lit(values), (partition + 1).cast("int")) for values in (starts, sizes)
    )
    grown = functions.raise_error(
        functions.lit("the DataFrame comes in other partitions each time: persist it, then number it")
    )
    return df.withColumn(column, functions.when(within < size, start + within + 1).otherwise(grown.cast("bigint")))


def _answer(
    df: DataFrame, columns: Columns | None, home: Path | str | Shipped | None, options: Options, whole: bool
) -> DataFrame:
    load_spark()
    load_pyarrow()
    task = _task(df, columns, Opening.of(home, options), options, whole)
    plain = df.toDF(*(f"c{place}" for place in range(len(df.columns))))  # Spark reads `a.b` as a field of a

    def work(batches: Iterator[Batch]) -> Iterator[Batch]:
        return screen_partition(task, batches)

    return plain.mapInArrow(work, _schema(df.schema, whole))


def _task(df: DataFrame, columns: Columns | None, opening: Opening, options: Options, whole: bool) -> FrameTask:
    """Return the task; what cannot be screened is refused here."""
    screener = opening.open()
    opening = opening.seen(screener)
    try:
        found = map_columns(df.columns, _typed(columns))
        _check_types(df.schema, found)
        row = _row_place(df.schema, options.row)
        plan, _ = make_plan(found, _head(df), options, latest_birth(screener))
    except BatchError as error:
        raise BatchError(str(error).replace(_CALLED, "columns: ")) from None
    check_threshold(screener, plan)
    return FrameTask(opening=opening, plan=plan, run=options.run or _run(opening, plan), row=row, whole=whole)


def _typed(columns: Columns | None) -> list[str]:
    """Return what columns hold as `tamis batch` takes it: FIELD=COLUMN."""
    if columns is None:
        return []
    if isinstance(columns, str):
        return [columns]
    if not isinstance(columns, Mapping):
        return list(columns)
    several = {field: [names] if isinstance(names, str) else list(names) for field, names in columns.items()}
    return [f"{field}={name}" for field, names in several.items() for name in names or [""]]


def _check_types(schema: Any, columns: ColumnMap) -> None:
    """Refuse columns whose type cannot hold their field; those that are not compared may be of any."""
    from pyspark.sql.pandas.types import to_arrow_type

    pa = load_pyarrow()
    used = {place for places in columns.fields.values() for place in places}
    kinds = [to_arrow_type(field.dataType) if place in used else pa.null() for place, field in enumerate(schema.fields)]
    check_types(pa.schema(list(zip(schema.names, kinds, strict=True))), columns.fields)


def _row_place(schema: Any, row: str | None) -> int | None:
    """Return the place of the column that numbers the rows."""
    if row is None:
        return None
    if row not in schema.names:
        raise BatchError(f"row={row!r}: there is no such column; tamis.spark.number_rows makes one")
    kind = schema[row].dataType.typeName()
    if kind not in ("long", "integer", "short", "byte"):
        raise BatchError(f"row={row!r}: the column is of type {kind}, and rows are numbered by whole numbers")
    return list(schema.names).index(row)


def _head(df: DataFrame) -> RowChunk:
    """Return the first rows, as many as the first chunk of a file has."""
    rows = [list(row) for row in df.limit(rows_of_chunk(len(df.columns))).collect()]
    return RowChunk(0, list(range(1, len(rows) + 1)), rows)


def _run(opening: Opening, plan: Plan) -> str:
    """Return a name for the run: the same lists, policy, engine, columns and options have the same one."""
    decides = [
        opening.expected, plan.columns.headings, plan.columns.to_json(), plan.order, plan.threshold, plan.limit,
        plan.per_customer,
    ]  # fmt: skip
    return "run-" + hashlib.sha256(json.dumps(decides, ensure_ascii=True).encode()).hexdigest()[:12]


def _schema(schema: Any, whole: bool) -> Any:
    """Return the schema of the answer: the columns of the customers, then those of tamis."""
    from pyspark.sql import types

    kinds = {
        int: types.LongType(), float: types.DoubleType(), str: types.StringType(), dt.date: types.DateType(),
    }  # fmt: skip
    own = [types.StructField(field.name, field.dataType, True, field.metadata) for field in schema.fields]
    answer = [types.StructField(column.name, kinds[column.type]) for column in COLUMNS]
    last = (partitions.RUN, *(partitions.WHOLE if whole else ()))
    return types.StructType([*own, *answer, *(types.StructField(name, types.StringType()) for name in last)])


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
