"""CSV files as chunks: any delimiter, quoted line breaks, and rows that are not what the headings say.

In: a surveyed text file. Out: chunks. A quotation mark that is never closed costs its own line and no other: what it
swallowed is read again. Must not know what a column means.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from tamis.errors import BatchError
from tamis.intake.batch.chunks import CHUNK_CHARACTERS, Chunk, Reject, RowChunk, column_headings, rows_of_chunk
from tamis.intake.batch.textfile import LINE_LIMIT, Survey, is_spoilt, lines_of, open_text

DELIMITERS = ",;\t|^~\x1f\x01"
"""Tried in this order; any other is given."""

_HEAD_LINES = 50
_TOLD = re.compile("sep=(.)", re.IGNORECASE)  # a first line by which spreadsheets tell each other the delimiter
NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
"""Delimiters that are awkward to type."""


class _Lines:
    """Lines for the parser; those of the row at hand can be given back."""

    def __init__(self, lines: Iterator[tuple[str, bool]]) -> None:
        self._lines = lines
        self._back: deque[tuple[str, bool]] = deque()
        self.pulled: list[tuple[str, bool]] = []
        self.characters = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        one = self._back.popleft() if self._back else next(self._lines, None)
        if one is None:
            raise StopIteration
        self.pulled.append(one)
        self.characters += len(one[0])
        return one[0]

    def give_back(self) -> None:
        """Give back all lines of the row at hand but its first."""
        self._back.extendleft(reversed(self.pulled[1:]))


class CsvTable:
    """A CSV file.

    Args:
        path: The file.
        survey: What `survey_text` found.
        delimiter: What stands between cells; found in the head of the file when None.

    Raises:
        BatchError: a delimiter that is no single character.
    """

    form = "csv"

    def __init__(self, path: Path, survey: Survey, delimiter: str | None) -> None:
        self._path = path
        self._survey = survey
        self._position: Callable[[], int] = lambda: 0
        self.delimiter = self._checked(delimiter) if delimiter else self._detected()
        shown = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}.get(self.delimiter, repr(self.delimiter))
        encoding = "" if survey.codec.startswith("utf-8") else survey.told or f"encoding {survey.codec}"
        spoilt = survey.told if survey.codec.startswith("utf-8") else ""
        self.told = tuple(filter(None, (f"cells between {shown}", encoding, spoilt)))
        self.rows_at_most: int | None = survey.lines
        self._headings: tuple[str, ...] | None = None

    @staticmethod
    def _checked(delimiter: str) -> str:
        delimiter = NAMED.get(delimiter.lower(), delimiter)
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise BatchError(f"{delimiter!r} is no delimiter; give one character, such as --delimiter ';' or tab")
        return delimiter

    def _detected(self) -> str:
        """Return the delimiter that divides the first lines into the most cells, as many in each."""
        with open_text(self._path, self._survey) as stream:
            head = [line for (line, _), _ in zip(lines_of(stream), range(_HEAD_LINES), strict=False)]
        if told := _TOLD.fullmatch(head[0].strip("\r\n")):
            return told[1]
        best, most = ",", (0.0, 0)
        for delimiter in DELIMITERS:
            try:
                widths = [
                    len(row) for row in csv.reader(io.StringIO("".join(head), newline=""), delimiter=delimiter) if row
                ]
            except csv.Error:
                continue
            if widths and widths[0] > 1:
                rank = (sum(width == widths[0] for width in widths) / len(widths), widths[0])
                if rank > most:
                    best, most = delimiter, rank
        return best

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row that is not blank."""
        if self._headings is None:
            with open_text(self._path, self._survey) as stream:
                self._headings = self._head(self._parser(_Lines(lines_of(stream))))
        return self._headings

    def _parser(self, lines: _Lines) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter)

    def _head(self, parser: Iterator[list[str]]) -> tuple[str, ...]:
        try:
            rows = (row for row in parser if any(cell.strip() for cell in row))
            row = next(rows, None)
            if row is not None and row[0].lower() == "sep=" and not any(row[1:]):
                row = next(rows, None)
        except csv.Error as error:
            raise BatchError(f"{self._path}: the headings cannot be read: {error}; is it CSV?") from None
        if row is None:
            raise BatchError(f"{self._path}: the file has no headings")
        return column_headings(row)

    def share_read(self) -> float:
        """Return how much of the file has been read, 0 to 1."""
        return min(1.0, self._position() / max(1, self._survey.size_bytes))

    def chunks(self) -> Iterator[Chunk]:
        """Yield the file's rows."""
        with open_text(self._path, self._survey) as stream:
            self._position = stream.buffer.tell
            yield from self._chunks(_Lines(lines_of(stream)))
            self._position = lambda: self._survey.size_bytes

    def _chunks(self, lines: _Lines) -> Iterator[Chunk]:
        parser = self._parser(lines)
        width = len(self._head(parser))
        most = rows_of_chunk(width)
        lines.pulled.clear()
        chunk, number = RowChunk(0), 0
        while (row := self._next(parser, lines)) is not None:
            if row:
                number += 1
                fault = self._fault(row, lines, width)
                if isinstance(fault, str):
                    if len(lines.pulled) > 1 and fault is not _SPOILT:
                        lines.give_back()
                    chunk.rejects.append(Reject(number, *_worded(fault, len(row), width), cells=tuple(row[:width])))
                else:
                    chunk.numbers.append(number)
                    chunk.rows.append(row[:width])
            lines.pulled.clear()
            if len(chunk.rows) + len(chunk.rejects) >= most or lines.characters >= CHUNK_CHARACTERS:
                yield chunk
                chunk, lines.characters = RowChunk(chunk.number + 1), 0
        if chunk.rows or chunk.rejects:
            yield chunk

    @staticmethod
    def _next(parser: Iterator[list[str]], lines: _Lines) -> list[str] | None:
        try:
            return next(parser, None)
        except csv.Error:  # a cell beyond the parser's limit
            return [lines.pulled[0][0][:100], "", _TOO_LONG]

    def _is_quoted_well(self, lines: _Lines) -> bool:
        """Say whether a row of several lines is one: a stray quotation mark that meets another one swallows customers."""
        try:
            list(csv.reader((line for line, _ in lines.pulled), delimiter=self.delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _fault(self, row: list[str], lines: _Lines, width: int) -> str | None:
        """Return what is wrong with a row, None for nothing."""
        if row[-1] is _TOO_LONG or any(cut for _, cut in lines.pulled):
            return _TOO_LONG
        if len(lines.pulled) > 1 and not self._is_quoted_well(lines):
            return _OPEN
        if len(row) < width or (len(row) > width and any(cell.strip() for cell in row[width:])):
            return _RAGGED
        if self._survey.spoilt and any(map(is_spoilt, row)):
            return _SPOILT
        return None


_TOO_LONG = "cell too long"
_OPEN = "quotation mark not closed"
_RAGGED = "ragged row"
_SPOILT = "not in the file's encoding"


def _worded(fault: str, cells: int, width: int) -> tuple[str, str]:
    """Return the reason and the detail of a reject."""
    details = {
        _TOO_LONG: f"a cell has more than {csv.field_size_limit():,} characters, or the line more than {LINE_LIMIT:,}",
        _OPEN: "a quotation mark is opened and not closed where the cell ends",
        _RAGGED: f"{cells:,} cells where the headings are {width:,}",
        _SPOILT: "some bytes belong to another encoding",
    }
    return fault, details[fault]
