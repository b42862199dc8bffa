"""The whole run: what comes out, in every format, and what is refused before it begins."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tests.intake.batch.conftest import read_csv

from tamis.errors import BatchError, MissingExtraError
from tamis.intake.batch import (
    BatchOptions,
    ChunkScreener,
    Plan,
    answer_schema,
    map_columns,
    preview_file,
    screen_record_batch,
)
from tamis.intake.batch.answers import COLUMNS
from tamis.intake.batch.chunks import CHUNK_ROWS
from tamis.records import BatchSummary
from tamis.screening import Screener

Write = Callable[..., Path]
Run = Callable[..., BatchSummary]

CUSTOMERS = [
    ["id", "full_name", "birth_date", "nationality", "note"],
    ["1", "Stepan Ilyich Volkodarsky", "1971-05-19", "UA", "=1+1"],
    ["2", "Ann Lee", "1950-06-05", "PK", ""],
    ["3", "", "1950-06-05", "PK", "'=2"],
    ["4", "Stepan Volkodarskiy", "", "", "plain"],
]


def as_csv(rows: list[list[str]]) -> str:
    """Return rows as CSV."""
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def as_table(rows: list[list[str]]) -> pa.Table:
    """Return rows as an Arrow table."""
    return pa.table({heading: [row[place] for row in rows[1:]] for place, heading in enumerate(rows[0])})


def put(folder: Path, form: str) -> Path:
    """Write the customers in a format."""
    path = folder / f"customers.{form}"
    if form == "csv":
        path.write_text(as_csv(CUSTOMERS), encoding="utf-8")
    elif form == "jsonl":
        lines = [json.dumps(dict(zip(CUSTOMERS[0], row, strict=True))) for row in CUSTOMERS[1:]]
        path.write_text("\n".join(lines), encoding="utf-8")
    elif form == "xlsx":
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("people")
            for place, row in enumerate(CUSTOMERS):
                sheet.write_row(place, 0, row)
    elif form == "parquet":
        pq.write_table(as_table(CUSTOMERS), path)
    else:
        table = as_table(CUSTOMERS)
        with pa.OSFile(str(path), "wb") as sink, pyarrow.ipc.new_file(sink, table.schema) as file:
            file.write_table(table)
    return path


def taken(path: Path) -> list[dict[str, Any]]:
    """Return the rows of an output file."""
    if path.suffix == ".csv":
        return list(read_csv(path))
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".xlsx":
        heading, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        return [dict(zip(heading, row, strict=True)) for row in rows]
    table = pq.read_table(path) if path.suffix == ".parquet" else pyarrow.ipc.open_file(path).read_all()
    return list(table.to_pylist())


@pytest.mark.parametrize("source", ["csv", "jsonl", "xlsx", "parquet", "arrow"])
@pytest.mark.parametrize("target", ["csv", "jsonl", "xlsx", "parquet", "arrow"])
def test_every_format_in_and_out_says_the_same(tmp_path: Path, run: Run, source: str, target: str) -> None:
    """The same hits with the same scores; all columns of the customer pass through."""
    summary = run(put(tmp_path, source), f"hits.{target}")
    rows = taken(tmp_path / f"hits.{target}")
    assert (summary.rows, summary.screened, summary.rejected, summary.alerted, summary.hits) == (4, 3, 1, 2, 2)
    assert [(str(row["id"]), int(row["tamis_row"]), row["tamis_listing"]) for row in rows] == [
        ("1", 1, "own:1"),
        ("4", 4, "own:1"),
    ]
    assert float(rows[0]["tamis_score"]) == 1.0
    assert 0.7 <= float(rows[1]["tamis_score"]) < 1.0
    assert list(rows[0]) == [*CUSTOMERS[0], *(column.name for column in COLUMNS)]
    assert rows[0]["tamis_programmes"] == "invented"
    assert rows[0]["tamis_evidence"].startswith("the same words")
    guards = target in ("csv", "xlsx")
    assert rows[0]["note"] == ("'=1+1" if guards else "=1+1")
    assert summary.guarded == int(guards)


def test_raw_csv_keeps_what_a_spreadsheet_would_run(tmp_path: Path, run: Run, write: Write) -> None:
    """On demand, and counted otherwise."""
    run(write(as_csv(CUSTOMERS)), raw=True)
    assert read_csv(tmp_path / "hits.csv")[0]["note"] == "=1+1"


def test_rejects_have_a_file_of_their_own(tmp_path: Path, run: Run, write: Write) -> None:
    """With row, reason and the customer's cells; rows in are screened and rejected."""
    summary = run(write(as_csv(CUSTOMERS) + "5,ragged\n"))
    assert summary.rejects == {"no name": 1, "ragged row": 1}
    assert summary.rows == summary.screened + summary.rejected == 5
    rows = read_csv(tmp_path / "hits.rejects.csv")
    assert [(row["tamis_row"], row["tamis_reason"], row["id"]) for row in rows] == [
        ("3", "no name", "3"),
        ("5", "ragged row", "5"),
    ]
    assert rows[0]["note"] == "''=2"


def test_per_customer_has_a_row_for_each(tmp_path: Path, run: Run, write: Write) -> None:
    """The best hit and the number of hits; nothing where there is none; rejects stay out."""
    run(write(as_csv(CUSTOMERS)), per_customer=True)
    rows = read_csv(tmp_path / "hits.csv")
    assert [(row["id"], row["tamis_hits"], row["tamis_listing"]) for row in rows] == [
        ("1", "1", "own:1"),
        ("2", "0", ""),
        ("4", "1", "own:1"),
    ]


def test_notes_stand_beside_the_hit(tmp_path: Path, run: Run, write: Write) -> None:
    """A birth date that could not be read is told where it matters, and counted."""
    summary = run(write("name,dob\nStepan Volkodarsky,31.31.1950\nAnn,x\n"))
    assert read_csv(tmp_path / "hits.csv")[0]["tamis_notes"] == "birth date not read"
    assert summary.notes == {"birth date not read": 2}


def test_output_is_for_its_owner_alone(tmp_path: Path, run: Run, write: Write) -> None:
    """Hits and rejects are people; no folder is left."""
    run(write(as_csv(CUSTOMERS)))
    for name in ("hits.csv", "hits.rejects.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["customers.csv", "hits.csv", "hits.rejects.csv"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet", "arrow"])
def test_same_input_gives_the_same_bytes(tmp_path: Path, run: Run, write: Write, form: str) -> None:
    """Nothing of the time or the machine is in the file."""
    source = write("name\n" + ("Stepan Volkodarsky\n" + "Ann Lee\n" * 100) * (CHUNK_ROWS // 100))
    run(source, f"one.{form}")
    run(source, f"two.{form}")
    assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_parquet_keeps_types_and_what_is_nested(tmp_path: Path, run: Run) -> None:
    """Columns that are not compared pass untouched, whatever they hold; dates, categories and lists are read."""
    table = pa.table(
        {
            "name": pa.array(["Stepan Volkodarsky", "Ann"]).dictionary_encode(),
            "aliases": pa.array([["S. Volk"], None], pa.list_(pa.string())),
            "dob": pa.array([0, 1], pa.date32()),
            "where": pa.array([{"city": "A", "n": [1]}, None]),
            "raw": pa.array([b"=1", None]),
        }
    )
    pq.write_table(table, tmp_path / "c.parquet")
    run(tmp_path / "c.parquet", "hits.parquet")
    found = pq.read_table(tmp_path / "hits.parquet")
    assert found.select(table.column_names).schema.equals(table.schema)
    assert found.select(table.column_names).to_pylist() == table.to_pylist()[:1]
    run(tmp_path / "c.parquet", "hits.csv")
    assert read_csv(tmp_path / "hits.csv")[0]["where"] == '{"city": "A", "n": [1]}'


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pa.array([1, 2]), "the column 'name' is of type int64, which holds no name"),
        (pa.array([{"a": 1}, None]), "is of type struct<a: int64>, which holds no name"),
    ],
)
def test_parquet_column_of_a_wrong_type_is_refused(tmp_path: Path, run: Run, column: pa.Array, message: str) -> None:
    """Before any work."""
    pq.write_table(pa.table({"name": column}), tmp_path / "c.parquet")
    with pytest.raises(BatchError, match=message):
        run(tmp_path / "c.parquet")


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("name\n123\n456.0\n", {}, "the column 'name' holds numbers such as 123"),
        ("name\n", {}, "headings and no rows"),
        ("name,name\nA,B\n", {}, "two columns are called 'name'"),
        ("name,dob\nA,05/06/1950\n", {}, "--date-order dmy or --date-order mdy"),
        ("name\nAnn\n", {"threshold": 0.1}, "below the policy's floor"),
        ("name\nAnn\n", {"maps": ("nam=x",)}, "did you mean 'name'"),
    ],
)
def test_what_cannot_be_screened_is_refused_before_work(
    tmp_path: Path, run: Run, write: Write, content: str, options: dict[str, Any], message: str
) -> None:
    """In one line; no file and no folder is left."""
    with pytest.raises(BatchError) as error:
        run(write(content), **options)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["customers.csv"]


@pytest.mark.parametrize(
    ("target", "message"),
    [("hits.pdf", "its suffix does not say"), ("customers.csv", "the customer file itself"), ("no/hits.csv", "there is no folder")],
)  # fmt: skip
def test_places_that_cannot_be_written_are_refused(run: Run, write: Write, target: str, message: str) -> None:
    """Before the file is read."""
    with pytest.raises(BatchError, match=message):
        run(write(as_csv(CUSTOMERS)), target)


def test_too_many_rows_or_columns_for_a_sheet_are_refused_before_work(run: Run, write: Write) -> None:
    """A sheet has 1,048,576 rows and 16,384 columns."""
    with pytest.raises(BatchError, match="at most 1,048,576 rows"):
        run(write("name\n" + "A\n" * 1_048_576), "hits.xlsx", per_customer=True)
    wide = ",".join(["name", *(f"c{place}" for place in range(16_370))])
    with pytest.raises(BatchError, match="at most 16,384 columns"):
        run(write(wide + "\nA" + "," * 16_370 + "\n"), "hits.xlsx")


def test_decimal_identifiers_and_days_of_a_time_zone(tmp_path: Path, run: Run) -> None:
    """A number kept as a decimal is a reference; a birth date with a time zone is the day that it was there."""
    midnight = dt.datetime(1971, 5, 19, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    table = pa.table(
        {
            "id": pa.array([17], pa.decimal128(38, 0)),
            "name": ["Stepan Volkodarsky"],
            "dob": pa.array([midnight], pa.timestamp("us", "Asia/Karachi")),
        }
    )
    pq.write_table(table, tmp_path / "c.parquet")
    run(tmp_path / "c.parquet", "hits.parquet")
    (row,) = pq.read_table(tmp_path / "hits.parquet").to_pylist()
    assert row["id"] == 17
    assert "the same date of birth" in row["tamis_evidence"]


@pytest.mark.parametrize(("module", "target"), [("pyarrow", "hits.parquet"), ("xlsxwriter", "hits.xlsx")])
def test_missing_extra_is_one_line(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, module: str, target: str
) -> None:
    """It says what to install, and what works without."""
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'tamis\[batch\]'"):
        run(write(as_csv(CUSTOMERS)), target)


def test_numbers_of_a_dataframe_are_read(tmp_path: Path, run: Run) -> None:
    """A reference and a year that a dataframe made floating; missing ones are missing."""
    table = pa.table({"id": [17.0, None], "name": ["Stepan Volkodarsky", "Ann"], "dob": [1971.0, None]})
    pq.write_table(table, tmp_path / "c.parquet")
    summary = run(tmp_path / "c.parquet")
    assert (summary.alerted, summary.notes) == (1, {})
    assert "the date of birth agrees" in read_csv(tmp_path / "hits.csv")[0]["tamis_evidence"]


def test_preview_shows_three_customers(write: Write) -> None:
    """What is recognised, what passes through, and how the first rows would be asked."""
    seen = preview_file(write(as_csv(CUSTOMERS)), BatchOptions())
    assert (seen.form, seen.passed_through, len(seen.samples)) == ("csv", ["note"], 3)
    assert [query.reference for query in seen.samples] == ["1", "2", "4"]


def test_sheet_is_chosen_where_several_have_rows(tmp_path: Path, run: Run) -> None:
    """Two sheets are a question; an empty one is none."""
    path = tmp_path / "c.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("empty")
        for name in ("one", "two"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["name", "n"])
            sheet.write_row(1, 0, ["Stepan Volkodarsky", 7.0])
    with pytest.raises(BatchError, match="--sheet 'one' or 'two'"):
        run(path)
    from tamis.intake.batch import Hints

    run(path, hints=Hints(sheet="two"))
    assert read_csv(tmp_path / "hits.csv")[0]["n"] == "7"


def test_sheet_with_stray_cells_is_refused(tmp_path: Path, run: Run) -> None:
    """Two cells at the far ends of a sheet would be held as seventeen milliards; what is no workbook is told."""
    path = tmp_path / "c.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.write(1_048_575, 16_383, "far")
    with pytest.raises(BatchError, match="1,048,576 rows and 16,384 columns cannot be held"):
        run(path)
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(BatchError, match="cannot be read as XLSX"):
        run(path)


def test_bare_csv_needs_no_extra(write: Write, tmp_path: Path, screener: Screener) -> None:
    """CSV and JSON Lines are read and written with Python alone: what is imported says so."""
    code = (
        "import sys; from pathlib import Path; from tamis.records import Listing, Name; from tamis.screening import Screener\n"
        "from tamis.intake.batch import BatchOptions, screen_file\n"
        "screener = Screener.from_listings([Listing(id='own:1', names=(Name('Ann Lee'),))])\n"
        f"screen_file(lambda: screener, Path({str(write('name' + chr(10) + 'Ann Lee' + chr(10)))!r}), "
        f"Path({str(tmp_path / 'hits.jsonl')!r}), BatchOptions(workers=1))\n"
        "assert not {'pyarrow', 'xlsxwriter', 'python_calamine'} & set(sys.modules)"
    )
    import subprocess
    import sys

    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)


def test_delimiter_of_the_output_follows_its_suffix(tmp_path: Path, run: Run, write: Write) -> None:
    """A .tsv file has tabs."""
    run(write(as_csv(CUSTOMERS)), "hits.tsv")
    with (tmp_path / "hits.tsv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file, delimiter="\t"))[:2] == ["id", "full_name"]


def test_record_batches_say_what_the_file_says(tmp_path: Path, run: Run, screener: Screener) -> None:
    """The function for other engines gives the rows of the Parquet file, whatever the batches."""
    source = put(tmp_path, "parquet")
    run(source, "hits.parquet")
    table = pq.read_table(source)
    desk = ChunkScreener(screener, Plan(columns=map_columns(table.column_names)))
    batches = table.to_batches(max_chunksize=2)
    found = [screen_record_batch(desk, batch, first_row=1 + 2 * place) for place, batch in enumerate(batches)]
    hits = pa.Table.from_batches([batch for batch, _ in found], answer_schema(table.schema))
    assert hits.equals(pq.read_table(tmp_path / "hits.parquet"))
    assert [reject.row for _, screened in found for reject in screened.rejects] == [3]
