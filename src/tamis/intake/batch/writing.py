"""Answers in the format of the output file: parts that are written chunk by chunk, and whole files put together of them.

In: a chunk with its answer. Out: the bytes of its part; of all parts in order, one file. Parts of CSV and JSON Lines are
pieces of the file itself; those of Arrow and Parquet are Arrow streams, those of a sheet rows as JSON. The same rows give the same
bytes: no time, no random number, no name of a machine. Must not know how rows are screened.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from tamis.errors import BatchError
from tamis.intake.batch.answers import COLUMNS
from tamis.intake.batch.arrowfile import ArrowChunk, arrow_column, arrow_type, load_pyarrow, packed
from tamis.intake.batch.chunks import Chunk, Reject, Table, cell_text
from tamis.intake.batch.screening import Screened
from tamis.values.formulas import guarded, is_formula

FORMS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xlsx": "xlsx",
    ".parquet": "parquet", ".pq": "parquet", ".arrow": "arrow", ".feather": "arrow", ".ipc": "arrow",
}  # fmt: skip
"""Suffix of a file -> its format."""

SHEET_ROWS, SHEET_COLUMNS, SHEET_CELL = 1_048_576, 16_384, 32_767
"""Most rows and columns of an XLSX sheet, its headings included, and characters of a cell: Microsoft, "Excel
specifications and limits"."""

CUT_CELL = f"the end of a cell of more than {SHEET_CELL:,} characters, which XLSX cannot hold"
_GROUP_ROWS = 65_536  # rows of a Parquet row group: large enough to be read quickly, small enough to be held
_REJECTED_CELL = 1_000  # characters of a rejected cell that are kept
REJECT_COLUMNS = ("tamis_row", "tamis_reason", "tamis_detail")


class Writer(Protocol):
    """Writes one format."""

    def part(self, chunk: Chunk, screened: Screened) -> bytes:
        """Return the bytes of one chunk's answer; none where it has no row. Counts guarded cells in its tally."""
        ...

    def assemble(self, parts: Iterable[bytes], target: Path) -> None:
        """Write the whole file from all parts that have a row, in order."""
        ...


def writer_of(form: str, table: Table, *, raw: bool = False, delimiter: str = ",") -> Writer:
    """Return the writer of a format.

    Args:
        form: One of the values of `FORMS`.
        table: The customer file: its columns pass through.
        raw: Whether cells that a spreadsheet would run are written as they are; for CSV.
        delimiter: What stands between cells; for CSV.

    Raises:
        BatchError: the format cannot hold so many columns.
        MissingExtraError: what writes the format is not installed.
    """
    if form == "csv":
        return CsvWriter(table.headings, raw, delimiter)
    if form == "jsonl":
        return JsonWriter(table.headings)
    if form == "xlsx":
        return SheetWriter(table.headings)
    return ArrowWriter(form, getattr(table, "schema", None) or table.headings)


def headings_of(headings: Sequence[str]) -> list[str]:
    """Return the headings of the answer: the customer's own, then those of tamis."""
    return [*headings, *(column.name for column in COLUMNS)]


def reject_lines(headings: Sequence[str] | None, rejects: Sequence[Reject]) -> bytes:
    """Return rejects as CSV, with their headings where these are given."""
    rows: list[Sequence[Any]] = [] if headings is None else [[*REJECT_COLUMNS, *headings]]
    rows += [[one.row, one.reason, one.detail, *one.cells] for one in rejects]
    return _csv_bytes([[guarded(cell_text(cell)[:_REJECTED_CELL]) for cell in row] for row in rows], ",")


def _csv_bytes(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _guarded_cells(chunk: Chunk, screened: Screened, raw: bool) -> Iterator[list[Any]]:
    """Yield the cells of each row of an answer; text that would run is guarded and counted unless `raw`."""
    cache: tuple[int, list[Any]] = (-1, [])
    for place, answer in zip(screened.places, screened.rows, strict=True):
        if cache[0] != place:
            cache = (place, list(chunk.row(place)))
        row = [*cache[1], *answer]
        if not raw:
            for position, cell in enumerate(row):
                text = cell if cell is None or isinstance(cell, (int, float)) else cell_text(cell)
                if isinstance(text, str) and is_formula(text):
                    screened.tally.guarded += 1
                    text = guarded(text)
                row[position] = text
        yield row


class CsvWriter:
    """Writes CSV in UTF-8."""

    def __init__(self, headings: Sequence[str], raw: bool, delimiter: str) -> None:
        self._headings = headings
        self._raw = raw
        self._delimiter = delimiter

    def part(self, chunk: Chunk, screened: Screened) -> bytes:
        """Return the lines of one chunk's answer."""
        rows = [list(map(cell_text, row)) for row in _guarded_cells(chunk, screened, self._raw)]
        return _csv_bytes(rows, self._delimiter)

    def assemble(self, parts: Iterable[bytes], target: Path) -> None:
        """Write headings and lines."""
        headings = headings_of(self._headings)
        with target.open("wb") as file:
            file.write(_csv_bytes([headings if self._raw else list(map(guarded, headings))], self._delimiter))
            file.writelines(parts)


class JsonWriter:
    """Writes JSON Lines: the customer's own keys, then those of tamis."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings_of(headings)

    def part(self, chunk: Chunk, screened: Screened) -> bytes:
        """Return the lines of one chunk's answer."""
        lines = []
        for place, answer in zip(screened.places, screened.rows, strict=True):
            row = dict(zip(self._headings, [*chunk.row(place), *answer], strict=True))
            lines.append(json.dumps(row, ensure_ascii=False, default=cell_text) + "\n")
        return "".join(lines).encode("utf-8", "backslashreplace")

    def assemble(self, parts: Iterable[bytes], target: Path) -> None:
        """Write the lines."""
        with target.open("wb") as file:
            file.writelines(parts)


class SheetWriter:
    """Writes an XLSX sheet, row by row in constant memory.

    Raises:
        BatchError: more columns than a sheet has.
        MissingExtraError: XlsxWriter is not installed.
    """

    def __init__(self, headings: Sequence[str]) -> None:
        from tamis.intake.batch.sheetout import check_writer

        self._headings = headings_of(headings)
        if len(self._headings) > SHEET_COLUMNS:
            raise BatchError(
                f"an XLSX sheet has at most {SHEET_COLUMNS:,} columns, and the answer has {len(self._headings):,}; "
                "write to a .csv or .parquet file"
            )
        check_writer()

    def part(self, chunk: Chunk, screened: Screened) -> bytes:
        """Return the rows of one chunk's answer as JSON."""
        rows = list(_guarded_cells(chunk, screened, raw=False))
        for row in rows:
            for place, cell in enumerate(row):
                if isinstance(cell, str) and len(cell) > SHEET_CELL:
                    row[place] = cell[:SHEET_CELL]
                    screened.tally.notes[CUT_CELL] += 1
        return b"".join(json.dumps(row, ensure_ascii=True).encode() + b"\n" for row in rows)

    def assemble(self, parts: Iterable[bytes], target: Path) -> None:
        """Write the sheet."""
        from tamis.intake.batch.sheetout import write_sheet

        rows = (json.loads(line) for part in parts for line in part.splitlines())
        write_sheet(target, list(map(guarded, self._headings)), rows)


class ArrowWriter:
    """Writes Parquet or Arrow: the columns of a file of that kind keep their types, others become text.

    Args:
        form: `parquet` or `arrow`.
        columns: The customer file's schema, or its headings.
    """

    def __init__(self, form: str, columns: Any) -> None:
        self._form = form
        self._columns = columns

    def schema(self) -> Any:
        """Return the schema of the answer."""
        pa = load_pyarrow()
        own = self._columns
        fields = [pa.field(name, pa.string()) for name in own] if isinstance(own, tuple) else list(own)
        return pa.schema([*fields, *(pa.field(column.name, arrow_type(column.type)) for column in COLUMNS)])

    def batch(self, chunk: Chunk, screened: Screened) -> Any:
        """Return one chunk's answer as a record batch; its rows may be none."""
        pa = load_pyarrow()
        schema = self.schema()
        if isinstance(chunk, ArrowChunk):
            own = list(chunk.batch.take(arrow_column(screened.places, int)).columns)
        else:
            rows = [chunk.row(place) for place in screened.places]
            width = len(schema) - len(COLUMNS)
            own = [
                arrow_column([None if row[place] is None else _clean(cell_text(row[place])) for row in rows], str)
                for place in range(width)
            ]
        answer = zip(*screened.rows, strict=True) if screened.rows else ((),) * len(COLUMNS)
        arrays = [arrow_column(cells, column.type) for column, cells in zip(COLUMNS, answer, strict=True)]
        return pa.RecordBatch.from_arrays([*own, *arrays], schema=schema)

    def part(self, chunk: Chunk, screened: Screened) -> bytes:
        """Return one chunk's answer as an Arrow stream."""
        batch = self.batch(chunk, screened)
        return packed([batch], batch.schema) if batch.num_rows else b""

    def assemble(self, parts: Iterable[bytes], target: Path) -> None:
        """Write the file in row groups of several chunks."""
        pa = load_pyarrow()
        schema = self.schema()
        if self._form == "parquet":
            from pyarrow import parquet

            with parquet.ParquetWriter(str(target), schema, compression="zstd") as file:
                for table in self._groups(parts):
                    file.write_table(table, row_group_size=_GROUP_ROWS * 2)
            return
        with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, schema) as file:
            for table in self._groups(parts):
                file.write_table(table.unify_dictionaries())

    @staticmethod
    def _groups(parts: Iterable[bytes]) -> Iterator[Any]:
        """Yield tables of one row group each."""
        pa = load_pyarrow()
        waiting: list[Any] = []
        for part in parts:
            waiting.append(pa.ipc.open_stream(part).read_all())
            if sum(table.num_rows for table in waiting) >= _GROUP_ROWS:
                yield pa.concat_tables(waiting).combine_chunks()
                waiting = []
        if waiting:
            yield pa.concat_tables(waiting).combine_chunks()


def _clean(text: str) -> str:
    """Return text that UTF-8 can hold: a lone half of a character, as JSON may escape one, becomes U+FFFD."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
