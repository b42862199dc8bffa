"""Files that people read -> Documents.

In: paths of files and folders, `-` for standard input, or bytes. Out: Documents, and what could not be read and why. One
file may hold several: an archive its files, a mail what is attached to it. Must not know how names are found in a text.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tamis.errors import DocumentError, MissingExtraError
from tamis.intake import reading
from tamis.intake.archives import Budget, is_passed_over, too_large, unpack
from tamis.intake.decoding import decode_bytes
from tamis.intake.kinds import Kind, kind_of
from tamis.intake.pages import is_markup, read_page
from tamis.intake.plain import read_plain
from tamis.intake.reading import Attached, Deadline, Reading
from tamis.records.document import Document, Unread

STANDARD_INPUT = "-"
INSIDE = "!"
"""Between an archive or a mail and what it holds."""

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
_ZIP = b"PK\x03\x04"


def read_document(path: str | Path | None, content: bytes | None = None, latest: dt.date | None = None) -> Document:
    """Return a file's text and what it says of itself. What the file is, its content decides and not its name.

    Args:
        path: A file; `-` or None for standard input. Of a mail its own text is returned, not what is attached.
        content: The bytes, where they are at hand already; `path` then only names them.
        latest: Later days of publication are not believed; today where nothing is given.

    Raises:
        DocumentError: no such file, a folder, an archive, no document, empty, beyond a limit, or in no encoding known.
    """
    found = next(read_documents(path, content, latest), None)
    if isinstance(found, Document) and INSIDE not in found.path.removeprefix(_name(path)):
        return found
    if isinstance(found, Unread) and found.path == _name(path):
        raise DocumentError(f"{shown(found.path)}: {found.reason}")
    raise DocumentError(f"{shown(_name(path))}: it is an archive, which holds several documents; use read_documents")


def read_documents(
    path: str | Path | None, content: bytes | None = None, latest: dt.date | None = None
) -> Iterator[Document | Unread]:
    """Yield what a file holds: itself, or the files of an archive, or a mail and what is attached to it.

    Args:
        path: A file; `-` or None for standard input.
        content: The bytes, where they are at hand already.
        latest: Later days of publication are not believed; today where nothing is given.
    """
    name = _name(path)
    try:
        if content is None and (large := _large_archive(name)) is not None:
            with large:
                yield from _members(name, large, Budget(os.fstat(large.fileno()).st_size), 1, latest)
            return
        if content is None:
            content = _read_bytes(name)
        yield from _read(name, content, Budget(len(content)), 0, latest)
    except DocumentError as error:
        yield Unread(name, str(error))


def find_files(path: str | Path) -> Iterator[str]:
    """Yield the files below a folder, in the order of their names, or the path itself where it is none.

    Hidden files and those that programs keep beside documents for themselves are passed over; links to folders are not
    followed, since they can lead in a circle; pipes and devices are no documents.
    """
    name = str(path)
    if name == STANDARD_INPUT or not Path(name).is_dir():
        yield name
        return
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(one for one in folders if not is_passed_over(one))
        for file in sorted(files):
            found = Path(folder) / file
            if not is_passed_over(file) and (found.is_file() or not found.exists()):  # a broken link is told
                yield str(found)


def shown(name: str) -> str:
    """Return the name for a message: one line, whatever a file is called."""
    return "standard input" if name == STANDARD_INPUT else "".join(c if c.isprintable() else "?" for c in name)


def _name(path: str | Path | None) -> str:
    return STANDARD_INPUT if path is None else str(path)


def _read(name: str, content: bytes, budget: Budget, depth: int, latest: dt.date | None) -> Iterator[Document | Unread]:
    """Yield what bytes hold; whatever is wrong with them is told and not raised, so that the next file has its turn."""
    try:
        if len(content) > reading.MAX_BYTES:
            raise DocumentError(too_large())
        kind = kind_of(content, name)
        if kind is Kind.ARCHIVE:
            yield from _members(name, io.BytesIO(content), budget, depth + 1, latest)
            return
        if kind is Kind.MAIL:
            from tamis.intake.mail import read_mail

            mail = read_mail(content, latest)
            yield _document(name, mail.reading)
            yield from _inside(name, iter(mail.attached), budget, depth + 1, latest)
            return
        yield _document(name, _reading(kind, name, content, latest))
    except (DocumentError, MissingExtraError) as error:
        yield Unread(name, str(error))
    except (MemoryError, RecursionError):
        yield Unread(name, "it is nested deeper or unpacks larger than tamis can hold")


def _document(name: str, read: Reading) -> Document:
    if len(read.text) > reading.MAX_CHARACTERS:
        raise DocumentError(f"it holds more than {reading.MAX_CHARACTERS // 1_000_000} million characters; split it")
    return Document(path=name, **read._asdict())


def _reading(kind: Kind, name: str, content: bytes, latest: dt.date | None) -> Reading:
    """Read bytes of one kind; a reader that a document does not need is not loaded."""
    deadline = Deadline(reading.MAX_SECONDS)
    if kind is Kind.PDF:
        from tamis.intake.pdf import read_pdf

        return read_pdf(content, deadline, latest)
    if kind is Kind.WORD:
        from tamis.intake.word import read_word

        return read_word(content, deadline, latest)
    if kind is Kind.WORKBOOK:
        from tamis.intake.cells import read_workbook

        return read_workbook(content, deadline)
    return _characters(kind, name, content, latest)


def _characters(kind: Kind, name: str, content: bytes, latest: dt.date | None) -> Reading:
    """Read what is made of characters: a page, Markdown, CSV or plain text."""
    decoded = decode_bytes(content)
    warnings = (decoded.warning,) if decoded.warning else ()
    if is_markup(decoded.text, named_html=Path(name).suffix.lower() in _HTML_SUFFIXES) and kind is Kind.TEXT:
        page = read_page(decoded.text, latest)
        return Reading(media_type="text/html", warnings=warnings, **page._asdict())
    if kind is Kind.MARKDOWN:
        from tamis.intake.markdown import read_markdown

        return read_markdown(decoded.text, latest)._replace(warnings=warnings)
    if kind is Kind.CSV:
        from tamis.intake.cells import read_csv

        rows = read_csv(decoded.text, Deadline(reading.MAX_SECONDS))
        if rows is not None:
            return rows._replace(warnings=warnings)
    plain = read_plain(decoded.text, latest)
    return Reading(text=decoded.text, media_type="text/plain", warnings=warnings, **plain._asdict())


def _members(
    name: str, file: BinaryIO, budget: Budget, depth: int, latest: dt.date | None
) -> Iterator[Document | Unread]:
    """Yield what an archive holds; an empty one is told."""
    found = False
    for one in _inside(name, unpack(file, budget), budget, depth, latest):
        found = True
        yield one
    if not found:
        yield Unread(name, "the archive holds no documents")


def _inside(
    name: str, files: Iterator[Attached | Unread], budget: Budget, depth: int, latest: dt.date | None
) -> Iterator[Document | Unread]:
    """Yield what the files inside a file hold, down to `MAX_DEPTH`."""
    try:
        for one in files:
            if isinstance(one, Unread):
                yield Unread(f"{name}{INSIDE}{one.path}", one.reason)
            elif depth > reading.MAX_DEPTH:
                yield Unread(
                    f"{name}{INSIDE}{one.name}", f"it is nested more than {reading.MAX_DEPTH} deep; unpack it first"
                )
            else:
                yield from _read(f"{name}{INSIDE}{one.name}", one.content, budget, depth, latest)
    except DocumentError as error:
        yield Unread(name, str(error))


def _large_archive(name: str) -> BinaryIO | None:
    """Return an archive too large to be held, open; None for any other file."""
    try:
        path = Path(name)
        if name == STANDARD_INPUT or not path.is_file() or path.stat().st_size <= reading.MAX_BYTES:
            return None
        file = path.open("rb")
        if file.read(4) == _ZIP:
            file.seek(0)
            return file
        file.close()
    except (OSError, ValueError):
        pass
    return None


def _read_bytes(name: str) -> bytes:
    """Return the bytes of a file, at most one more than the limit, so that a pipe without end ends here."""
    if name == STANDARD_INPUT:
        return _limited(sys.stdin.buffer)
    try:
        if Path(name).is_dir():
            raise DocumentError("it is a folder; scan_documents and `tamis scan` read the files in it")
        with Path(name).open("rb") as file:
            return _limited(file)
    except FileNotFoundError:
        raise DocumentError("there is no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"it cannot be read: {reason}") from None


def _limited(file: BinaryIO) -> bytes:
    return file.read(reading.MAX_BYTES + 1)
