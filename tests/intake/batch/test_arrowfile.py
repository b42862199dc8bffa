"""Arrow columns are made of cells and cells of columns, as pyarrow would, without loading pandas."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamis.intake.batch.arrowfile import ArrowChunk, arrow_column, arrow_type

CELLS: dict[type, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    dt.date: st.dates(),
}


@pytest.mark.parametrize("kind", CELLS)
@settings(deadline=None)  # pyarrow itself loads pandas at the first array
@given(data=st.data())
def test_a_column_is_the_one_that_pyarrow_makes(kind: type, data: st.DataObject) -> None:
    """Values, nulls and types are the same, for every length."""
    cells = data.draw(st.lists(st.none() | CELLS[kind], max_size=20))
    column = arrow_column(cells, kind)
    column.validate(full=True)
    assert column.equals(pa.array(cells, arrow_type(kind)))


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
@settings(deadline=None)
@given(cells=st.lists(st.none() | CELLS[str], max_size=20), data=st.data())
def test_texts_come_out_as_they_went_in(kind: Any, cells: list[str | None], data: st.DataObject) -> None:
    """Also from a slice, whose buffers begin before it."""
    start = data.draw(st.integers(0, len(cells)))
    batch = pa.RecordBatch.from_arrays([pa.array(cells, kind)], names=["name"])
    assert ArrowChunk(0, 1, batch.slice(start)).column(0) == cells[start:]


def test_no_text_is_cut_out_of_nothing() -> None:
    """A column that holds only nulls, or only empty texts, may have no buffer of characters."""
    for cells in ([None, None], ["", ""], []):
        batch = pa.RecordBatch.from_arrays([pa.array(cells, pa.string())], names=["name"])
        assert ArrowChunk(0, 1, batch).column(0) == cells
    nulls = pa.RecordBatch.from_arrays([pa.nulls(2)], names=["name"])
    assert ArrowChunk(0, 1, nulls).column(0) == [None, None]


def test_pandas_is_not_loaded() -> None:
    """Not where it is installed either: it would cost every process 50 MB."""
    code = (
        "import sys, pyarrow as pa\n"
        "from tamis.intake.batch.arrowfile import ArrowChunk, arrow_column, packed\n"
        "batch = pa.RecordBatch.from_arrays([arrow_column(['a', None], str)], names=['name'])\n"
        "assert ArrowChunk(0, 1, batch).column(0) == ['a', None] and packed([batch], batch.schema)\n"
        "batch.take(arrow_column([1], int))\n"
        "assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
