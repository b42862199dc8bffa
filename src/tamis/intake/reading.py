"""What every reader gives, and the limits that all of them keep.

In: nothing. Out: the record that a reader of one kind of file returns, the limits, a clock. Must not know any kind.
"""

from __future__ import annotations

import datetime as dt
import time
from typing import NamedTuple

from tamis.errors import DocumentError
from tamis.records.document import Stretch

MAX_BYTES = 50_000_000
"""Fifty novels; what is larger is a data set and would be screened row by row."""
MAX_CHARACTERS = 50_000_000
"""What a document may hold when it is unpacked: no more than a text may be large."""
MAX_SECONDS = 60.0
"""A PDF of a thousand pages takes ten; what takes a minute was made to, or is stuck."""
MAX_DEPTH = 3
"""Archives in mails in archives: what people send is nested twice, what is nested for ever is a bomb."""


class Attached(NamedTuple):
    """A file inside another one: a mail's attachment, an archive's member."""

    name: str
    content: bytes


class Reading(NamedTuple):
    """What a reader takes from a file: the fields of a Document but its path."""

    text: str
    media_type: str
    title: str | None = None
    published_on: dt.date | None = None
    author: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()


class Deadline:
    """The moment by which a file must have been read.

    Args:
        seconds: From now on.
    """

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Give up where the time is over; readers ask between pages, rows and members.

        Raises:
            DocumentError: it is.
        """
        if time.monotonic() > self._end:
            raise DocumentError(f"it takes longer than {self._seconds:g} s to read; split it, or save it as text")


def in_one_line(text: str | None) -> str | None:
    """Return what a file says of itself as one line, None for nothing; characters that no text holds are left out."""
    shown = "".join(char if char.isprintable() or char.isspace() else " " for char in text or "")
    return " ".join(shown.split()) or None
