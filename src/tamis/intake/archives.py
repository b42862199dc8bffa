"""A ZIP archive -> the files in it, one at a time, distrusted.

In: an archive. Out: its files as bytes, and for those that are not read why. What it unpacks to is counted as it is
unpacked, over all archives inside one another. Nothing is written to disk, so a member's name is only a name.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from tamis.errors import DocumentError
from tamis.intake.reading import MAX_BYTES, Attached, Deadline
from tamis.records.document import Unread

MAX_MEMBERS = 20_000
"""A year of a paper's articles."""
MAX_UNPACKED_BYTES = 2_000_000_000
MAX_RATIO = 200
"""Of unpacked to packed bytes: text packs to a tenth, logs to a fiftieth, only what repeats itself to less."""
_RATIO_FROM_BYTES = 20_000_000

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Budget:
    """What one file given by the user may unpack to in all, whatever is nested in it.

    Args:
        packed_bytes: Size of that file.
    """

    def __init__(self, packed_bytes: int) -> None:
        self._left = min(MAX_UNPACKED_BYTES, max(_RATIO_FROM_BYTES, MAX_RATIO * packed_bytes))
        self._members = MAX_MEMBERS

    def spend(self, size_bytes: int) -> None:
        """Count a member and its bytes.

        Raises:
            DocumentError: more than an archive holds.
        """
        self._left -= size_bytes
        self._members -= 1
        if self._left < 0:
            raise DocumentError("it unpacks to far more than documents do; the rest is refused as a decompression bomb")
        if self._members < 0:
            raise DocumentError(f"it holds more than {MAX_MEMBERS:,} files; unpack it and give the folder")


def unpack(file: IO[bytes], budget: Budget) -> Iterator[Attached | Unread]:
    """Yield the files of an archive, in the order of their names; one that cannot be read as what is wrong with it.

    Raises:
        DocumentError: no archive, or beyond the budget: what comes after is not read. The message has no path.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED:
        raise DocumentError("it is a damaged ZIP archive; get it again") from None
    with archive:
        for member in sorted(archive.infolist(), key=lambda one: one.filename):
            if not member.is_dir() and not is_passed_over(member.filename):
                yield _member(archive, member, budget)


def is_passed_over(name: str) -> bool:
    """Return True for what systems and programs put beside documents for themselves: hidden and lock files."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith((".", "~$")) or parts[-1] in ("Thumbs.db", "desktop.ini")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> Attached | Unread:
    if member.flag_bits & 1:
        return Unread(member.filename, "it is locked with a password; unpack the archive and give its files")
    if member.file_size > MAX_BYTES:
        budget.spend(0)
        return Unread(member.filename, too_large())
    budget.spend(member.file_size)
    deadline = Deadline()
    blocks = []
    try:
        with archive.open(member) as stream:
            while block := stream.read(1 << 20):
                deadline.check()
                blocks.append(block)
    except _DAMAGED:
        return Unread(member.filename, "it is damaged in its archive; get it again")
    return Attached(member.filename, b"".join(blocks))


def too_large() -> str:
    """Return what is said of a file beyond `MAX_BYTES`."""
    return f"it is larger than {MAX_BYTES // 1_000_000} MB; split it, or screen its rows as names"
