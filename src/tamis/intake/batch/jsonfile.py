"""JSON Lines files as chunks: one object a line.

In: a surveyed text file. Out: chunks whose headings are the keys of the first rows. Must not know what a key means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from tamis.errors import BatchError
from tamis.intake.batch.chunks import CHUNK_CHARACTERS, CHUNK_ROWS, Chunk, Reject, RowChunk, rows_of_chunk
from tamis.intake.batch.textfile import LINE_LIMIT, Survey, is_spoilt, lines_of, open_text

HEAD_ROWS = 10_000
"""Rows whose keys are the headings; a key that first comes later is counted and not passed on."""

LATE_KEY = f"a key that the first {HEAD_ROWS:,} rows do not have is not passed on"


class JsonTable:
    """A JSON Lines file.

    Args:
        path: The file.
        survey: What `survey_text` found.
    """

    form = "jsonl"

    def __init__(self, path: Path, survey: Survey) -> None:
        self._path = path
        self._survey = survey
        self._position: Callable[[], int] = lambda: 0
        self.told = tuple(filter(None, (survey.told,)))
        self.rows_at_most: int | None = survey.lines + 1
        self._headings: tuple[str, ...] | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The keys of the first rows, in the order in which they come.

        Raises:
            BatchError: none of them is an object.
        """
        if self._headings is None:
            keys: dict[str, None] = {}
            with open_text(self._path, self._survey) as stream:
                for (line, cut), _ in zip(lines_of(stream), range(HEAD_ROWS), strict=False):
                    value, _, _ = _parsed(line, cut, self._survey.spoilt)
                    if value is not None:
                        keys.update(dict.fromkeys(value))
            if not keys:
                raise BatchError(
                    f'{self._path}: no line is a JSON object; write one customer a line, as {{"name": ...}}'
                )
            self._headings = tuple(keys)
        return self._headings

    def share_read(self) -> float:
        """Return how much of the file has been read, 0 to 1."""
        return min(1.0, self._position() / max(1, self._survey.size_bytes))

    def chunks(self) -> Iterator[Chunk]:
        """Yield the file's rows."""
        with open_text(self._path, self._survey) as stream:
            self._position = stream.buffer.tell
            yield from self._chunks(stream)
            self._position = lambda: self._survey.size_bytes

    def _chunks(self, stream: TextIO) -> Iterator[Chunk]:
        headings = self.headings
        known = frozenset(headings)
        most = min(CHUNK_ROWS, rows_of_chunk(len(headings)))
        chunk, number, characters = RowChunk(0), 0, 0
        for line, cut in lines_of(stream):
            if not line.strip():
                continue
            number += 1
            characters += len(line)
            value, reason, detail = _parsed(line, cut, self._survey.spoilt)
            if value is None:
                chunk.rejects.append(Reject(number, reason, detail, (line.strip()[:1000],)))
            else:
                chunk.numbers.append(number)
                chunk.rows.append([value.get(heading) for heading in headings])
                if not known.issuperset(value):
                    chunk.notes[LATE_KEY] = chunk.notes.get(LATE_KEY, 0) + 1
            if len(chunk.rows) + len(chunk.rejects) >= most or characters >= CHUNK_CHARACTERS:
                yield chunk
                chunk, characters = RowChunk(chunk.number + 1), 0
        if chunk.rows or chunk.rejects:
            yield chunk


def _parsed(line: str, cut: bool, spoilt: bool) -> tuple[dict[str, Any] | None, str, str]:
    """Return a line's object; or None, why not, and the detail."""
    if cut:
        return None, "cell too long", f"the line has more than {LINE_LIMIT:,} characters"
    if spoilt and is_spoilt(line):
        return None, "not in the file's encoding", "some bytes belong to another encoding"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, "not JSON", getattr(error, "msg", "nested too deeply, or a number too long")
    if not isinstance(value, dict):
        return None, "not a JSON object", f"a {type(value).__name__} where an object stands for a customer"
    return value, "", ""
