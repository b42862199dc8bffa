"""JSON Lines files as they are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.batch.conftest import reasons_of, rows_of

from tamis.errors import BatchError
from tamis.intake.batch import jsonfile
from tamis.intake.batch.chunks import Chunk
from tamis.intake.batch.reading import Hints, open_table

Write = Callable[..., Path]
Read = Callable[..., list[Chunk]]


def test_keys_of_the_first_rows_are_the_headings(write: Write, chunks: Read) -> None:
    """In the order in which they come; what a row lacks is None, blank lines are no rows."""
    path = write('{"name": "Ann", "n": 1}\n\n{"city": "B", "name": "Bob"}\n', "c.jsonl")
    assert open_table(path, Hints())[0].headings == ("name", "n", "city")
    assert rows_of(chunks(path)) == [["Ann", 1, None], ["Bob", None, "B"]]


def test_lines_that_are_no_customers_are_rejected(write: Write, chunks: Read) -> None:
    """Each with its reason; the others are read."""
    lines = [
        '{"name": "Ann"}',
        '{"name": ',
        '["Bob"]',
        '"Cid"',
        '{"name": "Zo' + "\ufffd" + '"}',
        "[" * 100_000,
        '{"name": "Dan"}',
    ]
    read = chunks(write("\n".join(lines), "c.jsonl"))
    assert rows_of(read) == [["Ann"], ["Zo\ufffd"], ["Dan"]]
    assert reasons_of(read) == [(2, "not JSON"), (3, "not a JSON object"), (4, "not a JSON object"), (6, "not JSON")]


def test_key_that_comes_late_is_counted(write: Write, chunks: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not passed on, and not in silence."""
    monkeypatch.setattr(jsonfile, "HEAD_ROWS", 1)
    (chunk,) = chunks(write('{"name": "Ann"}\n{"name": "Bob", "late": 1}\n', "c.jsonl"))
    assert rows_of([chunk]) == [["Ann"], ["Bob"]]
    assert chunk.notes == {jsonfile.LATE_KEY: 1}


@pytest.mark.parametrize(
    ("content", "message"), [('[{"name": "Ann"}]', "one JSON array"), ("1\n2\n", "no line is a JSON object")]
)
def test_what_is_no_json_lines_is_refused(write: Write, content: str, message: str) -> None:
    """With what to write instead."""
    with pytest.raises(BatchError, match=message):
        _ = open_table(write(content, "c.jsonl"), Hints())[0].headings
