"""CSV files as they are found."""

from __future__ import annotations

import codecs
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.batch.conftest import reasons_of, rows_of

from tamis.errors import BatchError
from tamis.intake.batch.chunks import CHUNK_ROWS, Chunk
from tamis.intake.batch.reading import Hints, open_table

Write = Callable[..., Path]
Read = Callable[..., list[Chunk]]


@pytest.mark.parametrize("delimiter", list(",;\t|^~\x1f"))
def test_delimiter_is_found(write: Write, chunks: Read, delimiter: str) -> None:
    """Whatever stands between cells, also where cells hold other delimiters."""
    lines = [["name", "city"], ["Ann, the first", "A"], ["Bob; Bill", "B"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert rows_of(chunks(write(text))) == lines[1:]


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE),
        ("cp1252", b""), ("cp1251", b""), ("gb18030", b""),
    ],
)  # fmt: skip
def test_encoding_is_found(write: Write, chunks: Read, codec: str, mark: bytes) -> None:
    """By its mark, or by what the bytes can be."""
    name = {"cp1251": "Степан Ильич Волкодарский", "gb18030": "张伟明李娜"}.get(codec, "José Müller-Lefèvre")
    text = "name;city\n" + f"{name};Lyon\n" * 30
    assert rows_of(chunks(write(mark + text.encode(codec))))[0] == [name, "Lyon"]


def test_encoding_can_be_given(write: Write, chunks: Read) -> None:
    """Where a guess would be wrong."""
    path = write("name;city\nŁukasz;Łódź\n".encode("cp1250"))
    assert rows_of(chunks(path, encoding="cp1250")) == [["Łukasz", "Łódź"]]


def test_line_in_another_encoding_is_rejected(write: Write, chunks: Read) -> None:
    """Most lines are UTF-8: those that are not are counted, and the others read."""
    good = "José,Lyon\n".encode() * 5
    read = chunks(write(b"name,city\n" + good + "Zoë,Köln\n".encode("cp1252") + good))
    assert len(rows_of(read)) == 10
    assert reasons_of(read) == [(6, "not in the file's encoding")]


def test_line_that_tells_the_delimiter_is_no_row(write: Write, chunks: Read) -> None:
    """Spreadsheets write `sep=;` before the headings."""
    path = write("sep=:\r\nname:city\r\nAnn, the first:A\r\n")
    assert open_table(path, Hints())[0].headings == ("name", "city")
    assert rows_of(chunks(path)) == [["Ann, the first", "A"]]


def test_ragged_rows_are_rejected(write: Write, chunks: Read) -> None:
    """Too few or too many cells; empty ones at the end do no harm, blank lines are no rows."""
    read = chunks(write("name,city\nAnn,A\nBob\n\nCid,C,,\nDan,D,x\nEve,E\n"))
    assert rows_of(read) == [["Ann", "A"], ["Cid", "C"], ["Eve", "E"]]
    assert reasons_of(read) == [(2, "ragged row"), (4, "ragged row")]


@pytest.mark.parametrize("last", ["Zed,Z", 'Zed,"Z'])
def test_open_quotation_mark_costs_its_own_line_alone(write: Write, chunks: Read, last: str) -> None:
    """Whether it is never closed or meets the next stray one, the customers in between are read."""
    between = [f"Customer {number},C" for number in range(200)]
    read = chunks(write("\n".join(["name,city", 'Ann,"A', *between, last])))
    assert rows_of(read) == [line.split(",") for line in [*between, "Zed,Z"]]
    assert reasons_of(read) == [(1, "quotation mark not closed")]


def test_line_breaks_inside_quotes_are_one_row(write: Write, chunks: Read) -> None:
    """A cell may have several lines."""
    assert rows_of(chunks(write('name,city\r\n"Ann\r\nLee",A\r\nBob,B\r\n'))) == [["Ann\r\nLee", "A"], ["Bob", "B"]]


def test_giant_cell_is_rejected_in_little_memory(tmp_path: Path, chunks: Read) -> None:
    """A cell of 100 MB is a counted reject, and is never held."""
    path = tmp_path / "giant.csv"
    with path.open("wb") as file:
        file.write(b"name,city\nAnn,A\nBob,")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\nCid,C\n")
    tracemalloc.start()
    read = chunks(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows_of(read) == [["Ann", "A"], ["Cid", "C"]]
    assert reasons_of(read) == [(2, "cell too long")]
    assert most < 20_000_000


def test_quoted_giant_cell_is_rejected(write: Write, chunks: Read) -> None:
    """Beyond the parser's limit, over many lines: nothing else is lost."""
    read = chunks(write('name,city\nBob,"' + "line of text\n" * 20_000 + '"\nCid,C\n'))
    assert rows_of(read)[-1] == ["Cid", "C"]
    assert reasons_of(read)[0] == (1, "cell too long")


def test_chunks_number_rows_through(write: Write, chunks: Read) -> None:
    """Rows are counted below the headings, from 1, through all chunks."""
    read = chunks(write("name\n" + "Ann\n" * (CHUNK_ROWS + 5)))
    assert [len(chunk.numbers) for chunk in read] == [CHUNK_ROWS, 5]
    assert list(read[1].numbers) == list(range(CHUNK_ROWS + 1, CHUNK_ROWS + 6))


def test_ten_thousand_columns(write: Write, chunks: Read) -> None:
    """Chunks hold fewer rows, so that they hold no more cells."""
    width = 10_000
    read = chunks(
        write(",".join(["name", *(f"c{n}" for n in range(width - 1))]) + ("\nAnn" + ",1" * (width - 1)) * 120)
    )
    assert [len(chunk.numbers) for chunk in read] == [100, 20]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n \n", "the file is empty"),
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"n\x00a\x00m\x00e\x00\n\x00", "UTF-16 without its mark"),
        (b"\x1f\x8b\x08\x00", "compressed with gzip"),
    ],
)
def test_what_is_no_csv_is_refused(write: Write, content: bytes, message: str) -> None:
    """With its kind, before anything is screened."""
    with pytest.raises(BatchError, match=message):
        open_table(write(content), Hints())


@pytest.mark.parametrize("delimiter", ["::", "", '"'])
def test_delimiter_is_one_character(write: Write, delimiter: str) -> None:
    """Two characters or a quotation mark divide nothing; nothing given is found out."""
    path = write("name,city\nAnn,A\n")
    if delimiter:
        with pytest.raises(BatchError, match="is no delimiter"):
            open_table(path, Hints(delimiter=delimiter))
    else:
        assert open_table(path, Hints(delimiter=delimiter))[0].headings == ("name", "city")
