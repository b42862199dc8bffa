"""Parquet and Arrow files as chunks, and chunks as record batches.

In: a path, or a record batch. Out: chunks whose columns are read only where somebody asks for them; all others pass
through untouched, whatever their type. pyarrow is loaded here and nowhere else on the way in.
"""

from __future__ import annotations

import datetime as dt
import itertools
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tamis.errors import BatchError, MissingExtraError
from tamis.intake.batch.chunks import Chunk, Reject, rows_of_chunk

_SUFFIX = {"parquet": "Parquet", "arrow": "Arrow"}
_BATCH_BYTES = 64_000_000  # of a record batch, as the file tells the size of its rows
Batch = Any
"""A `pyarrow.RecordBatch`; pyarrow has no types of its own."""


def load_pyarrow() -> Any:
    """Return the pyarrow module.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError(
            "Parquet and Arrow files need pyarrow: pip install 'tamis[batch]', or use CSV or JSON Lines"
        ) from None
    return pyarrow


class ArrowChunk:
    """A record batch as a chunk.

    Args:
        number: Place of the chunk in the file, from 0.
        first_row: Number of its first row, from 1.
        batch: The record batch.
    """

    def __init__(self, number: int, first_row: int, batch: Batch) -> None:
        self.number = number
        self.first_row = first_row
        self.batch = batch
        self.rejects: Sequence[Reject] = ()
        self.notes: dict[str, int] = {}

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row."""
        return range(self.first_row, self.first_row + int(self.batch.num_rows))

    def column(self, place: int) -> list[Any]:
        """Return one column's cells: texts, None, or lists of texts."""
        return _texts(self.batch.column(place))

    def row(self, place: int) -> Sequence[Any]:
        """Return one row's cells."""
        return [column[place].as_py() for column in self.batch.columns]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to a worker as a stream of its own rows: a slice would take along all that it was cut from."""
        return _unpacked, (self.number, self.first_row, packed([self.batch], self.batch.schema))


def packed(batches: Sequence[Batch], schema: Any) -> bytes:
    """Return record batches as an Arrow stream."""
    pa = load_pyarrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def arrow_type(kind: type) -> Any:
    """Return the Arrow type of whole numbers, numbers, texts or days."""
    pa = load_pyarrow()
    return {int: pa.int64(), float: pa.float64(), str: pa.string(), dt.date: pa.date32()}[kind]


def arrow_column(cells: Sequence[Any], kind: type) -> Any:
    """Return cells as an Arrow array; None is null.

    The buffers are made here because `pyarrow.array` loads pandas wherever that is installed, for 50 MB and half a second in
    each process.

    Args:
        cells: Values of one kind, or None.
        kind: `int`, `float`, `str` or `datetime.date`.
    """
    pa = load_pyarrow()
    count = len(cells)
    valid = np.packbits(np.array([cell is not None for cell in cells], dtype=bool), bitorder="little").tobytes()
    if kind is str:
        texts = [b"" if cell is None else cell.encode() for cell in cells]
        ends = array("i", itertools.accumulate(map(len, texts), initial=0))
        buffers: list[Any] = [valid, ends.tobytes(), b"".join(texts)]
    elif kind is dt.date:
        epoch = dt.date(1970, 1, 1)
        buffers = [valid, array("i", [0 if cell is None else (cell - epoch).days for cell in cells]).tobytes()]
    else:
        code = "q" if kind is int else "d"
        buffers = [valid, array(code, [kind(0) if cell is None else cell for cell in cells]).tobytes()]
    return pa.Array.from_buffers(arrow_type(kind), count, [pa.py_buffer(one) for one in buffers])


def _unpacked(number: int, first_row: int, stream: bytes) -> ArrowChunk:
    return ArrowChunk(number, first_row, load_pyarrow().ipc.open_stream(stream).read_next_batch())


def _texts(column: Any) -> list[Any]:
    """Return a column's values as texts; several values of one cell stay a list."""
    pa = load_pyarrow()
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if _is_list(pa, kind):
        values: list[Any] = column.to_pylist()
        return values
    if pa.types.is_timestamp(kind) and kind.tz not in (None, "UTC"):
        from pyarrow import compute

        column = compute.local_timestamp(column)  # the day is that of the column's own time zone
    if pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
        column = column.cast(pa.date32(), safe=False)
    if not pa.types.is_string(kind):
        column = column.cast(pa.string())
    return _strings(column)


def _strings(column: Any) -> list[str | None]:
    """Return the cells of a column of strings.

    Cut out of its buffers: `to_pylist` takes four times as long, and `to_numpy` loads pandas wherever that is installed.
    """
    count = len(column)
    _, ends, content = column.buffers()
    if not count or ends is None or content is None:
        return [None if null else "" for null in column.is_null().to_pylist()]
    bounds = memoryview(ends).cast("i")[column.offset : column.offset + count + 1].tolist()
    first = bounds[0]
    whole = memoryview(content)[first : bounds[-1]].tobytes()
    text = whole.decode() if whole.isascii() else None
    cells: list[str | None]
    if text is None:
        cells = [whole[one - first : two - first].decode() for one, two in itertools.pairwise(bounds)]
    else:
        cells = [text[one - first : two - first] for one, two in itertools.pairwise(bounds)]
    if column.null_count:
        cells = [None if null else cell for null, cell in zip(column.is_null().to_pylist(), cells, strict=True)]
    return cells


def _is_text(pa: Any, kind: Any) -> bool:
    types = pa.types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_list(pa: Any, kind: Any) -> bool:
    types = pa.types
    return bool((types.is_list(kind) or types.is_large_list(kind)) and _is_text(pa, kind.value_type))


def _is_number(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _is_day(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def check_types(schema: Any, fields: Mapping[str, Sequence[int]], where: str = "") -> None:
    """Refuse columns whose type cannot hold their field.

    Args:
        schema: A `pyarrow.Schema`.
        fields: field -> places of its columns in the schema.
        where: What the message begins with.

    Raises:
        BatchError: a name of numbers, a nested birth date; names the column and its type.
    """
    pa = load_pyarrow()
    for field, places in fields.items():
        for place in places:
            kind = schema.field(place).type
            kind = kind.value_type if pa.types.is_dictionary(kind) else kind
            fits = _is_text(pa, kind) or _is_list(pa, kind) or pa.types.is_null(kind)
            named = field in ("name", "alias") or field.endswith("_name")
            fits = fits or (not named and _is_number(pa, kind)) or (field == "birth_date" and _is_day(pa, kind))
            if not fits:
                raise BatchError(
                    f"{where}the column {schema.names[place]!r} is of type {kind}, which holds no "
                    f"{field.replace('_', ' ')}; name another one with --map {field}=COLUMN"
                )


class ArrowTable:
    """A Parquet file, or an Arrow file or stream.

    Args:
        path: The file.
        form: `parquet` or `arrow`.

    Raises:
        BatchError: it is not what it is given as.
        MissingExtraError: pyarrow is not installed.
    """

    def __init__(self, path: Path, form: str) -> None:
        self.form = form
        self._path = path
        self.told: tuple[str, ...] = ()
        self._read = 0
        pa = load_pyarrow()
        try:
            self.schema = self._open_parquet().schema_arrow if form == "parquet" else self._open_arrow()[0]
        except (pa.ArrowException, OSError) as error:
            raise BatchError(f"{path}: it cannot be read as {_SUFFIX[form]}: {_first_line(error)}") from None

    def _open_parquet(self) -> Any:
        load_pyarrow()
        from pyarrow import parquet

        file = parquet.ParquetFile(self._path, buffer_size=1 << 20, pre_buffer=False)
        self.rows_at_most: int | None = file.metadata.num_rows
        return file

    def _open_arrow(self) -> tuple[Any, Iterator[Batch]]:
        """Return the schema and the record batches of a file, or of a stream."""
        pa = load_pyarrow()
        source = pa.memory_map(str(self._path))
        self.rows_at_most = None
        try:
            reader = pa.ipc.open_file(source)
        except pa.ArrowInvalid:
            source.seek(0)
            stream = pa.ipc.open_stream(source)
            return stream.schema, iter(stream)
        return reader.schema, (reader.get_batch(place) for place in range(reader.num_record_batches))

    @property
    def headings(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.schema.names)

    def check(self, fields: Mapping[str, Sequence[int]]) -> None:
        """Refuse columns whose type cannot hold their field; errors as `check_types`."""
        check_types(self.schema, fields, f"{self._path}: ")

    def share_read(self) -> float:
        """Return how much of the file has been read, 0 to 1; 0 where its rows are not known beforehand."""
        return self._read / self.rows_at_most if self.rows_at_most else 0.0

    def chunks(self) -> Iterator[Chunk]:
        """Yield the file's rows."""
        pa = load_pyarrow()
        self._read = number = 0
        try:
            for batch in self._batches(rows_of_chunk(len(self.schema.names))):
                if batch.num_rows:
                    yield ArrowChunk(number, self._read + 1, batch)
                    number += 1
                    self._read += batch.num_rows
        except (pa.ArrowException, OSError) as error:
            raise BatchError(f"{self._path}: damaged after row {self._read:,}: {_first_line(error)}") from None

    def _batches(self, most: int) -> Iterator[Batch]:
        if self.form == "parquet":
            file = self._open_parquet()
            groups = [file.metadata.row_group(place) for place in range(file.metadata.num_row_groups)]
            row_bytes = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=0)
            most = max(1, min(most, _BATCH_BYTES // max(1, row_bytes)))
            yield from file.iter_batches(batch_size=most, use_threads=False)
            return
        for batch in self._open_arrow()[1]:
            for start in range(0, batch.num_rows, most):
                yield batch.slice(start, most)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
