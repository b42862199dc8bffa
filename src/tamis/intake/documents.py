"""Files that people read -> Documents, and Documents -> a Scan.

In: paths of text and HTML files, or `-` for standard input. Out: Documents; with a screener, a Scan of their mentions.
Must not know how names are found in a text: that is the screener's.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from tamis.errors import DocumentError
from tamis.intake.decoding import decode_bytes
from tamis.intake.pages import is_markup, read_page
from tamis.intake.plain import read_plain
from tamis.records.document import Document
from tamis.records.hit import Mention, Reconstruction, Scan, ScannedDocument

MAX_BYTES = 50_000_000
"""Fifty novels; what is larger is a data set and would be screened row by row."""

_STANDARD_INPUT = "-"
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})


class _HasId(Protocol):
    @property
    def id(self) -> str:
        """Id of the policy."""
        ...


class TextScreener(Protocol):
    """What scanning asks of a screener; `tamis.Screener` is one."""

    @property
    def snapshots(self) -> tuple[str, ...]:
        """Ids of the snapshots asked."""
        ...

    @property
    def policy(self) -> _HasId:
        """What scores, known by its id."""
        ...

    @property
    def engine(self) -> str:
        """Version of the engine."""
        ...

    @property
    def as_of(self) -> dt.date | None:
        """The day asked for, None for today."""
        ...

    @property
    def reconstructed(self) -> tuple[Reconstruction, ...]:
        """Snapshots that stand in for that day."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader must know of the lists."""
        ...

    def scan(self, text: str) -> list[Mention]:
        """Return who is mentioned in a text; positions count its code points."""
        ...


def read_document(path: str | Path | None, content: bytes | None = None, latest: dt.date | None = None) -> Document:
    """Return a file's text and what it says of itself. What the file is, its content decides and not its name.

    Args:
        path: A file; `-` or None for standard input.
        content: The bytes, where they are at hand already; `path` then only names them.
        latest: Later days of publication are not believed; today where nothing is given.

    Raises:
        DocumentError: no such file, a folder, no text or HTML, empty, larger than `MAX_BYTES`, or in no encoding known.
    """
    name = _STANDARD_INPUT if path is None else str(path)
    if content is None:
        content = _read_bytes(name)
    try:
        if len(content) > MAX_BYTES:
            raise DocumentError(f"it is larger than {MAX_BYTES // 1_000_000} MB; split it, or screen its rows as names")
        read = decode_bytes(content)
        warnings = (read.warning,) if read.warning else ()
        if is_markup(read.text, named_html=Path(name).suffix.lower() in _HTML_SUFFIXES):
            page = read_page(read.text, latest)
            return Document(path=name, media_type="text/html", warnings=warnings, **page._asdict())
        plain = read_plain(read.text, latest)
        return Document(path=name, media_type="text/plain", text=read.text, warnings=warnings, **plain._asdict())
    except DocumentError as error:
        raise DocumentError(f"{_shown(name)}: {error}") from None


def scan_documents(screener: TextScreener, paths: Sequence[str | Path]) -> Scan:
    """Return who is mentioned in which document. One that cannot be read among several is named in `warnings`.

    Raises:
        DocumentError: no path given, or none of them could be read.
    """
    if not paths:
        raise DocumentError("no document given: name one or more text or HTML files, or - for standard input")
    scanned: list[ScannedDocument] = []
    remarks: list[str] = []
    failures: list[str] = []
    for path in paths:
        try:
            document = read_document(path)
        except DocumentError as error:
            failures.append(str(error))
            continue
        scanned.append(_scan(screener, document))
        remarks.extend(f"{_shown(document.path)}: {warning}" for warning in document.warnings)
    if not scanned:
        several = f"none of {len(paths)} documents could be read: " if len(paths) > 1 else ""
        raise DocumentError(several + "; ".join(failures))
    return Scan(
        documents=tuple(scanned),
        snapshots=tuple(screener.snapshots),
        policy=screener.policy.id,
        engine=screener.engine,
        as_of=screener.as_of,
        reconstructed=tuple(screener.reconstructed),
        warnings=(*screener.warnings, *remarks, *(f"not read: {failure}" for failure in failures)),
    )


def _scan(screener: TextScreener, document: Document) -> ScannedDocument:
    return ScannedDocument(
        path=document.path,
        title=document.title,
        published_on=document.published_on,
        characters=len(document.text),
        mentions=tuple(screener.scan(document.text)),
    )


def _shown(name: str) -> str:
    """Return the name for a message: one line, whatever a file is called."""
    return "standard input" if name == _STANDARD_INPUT else "".join(c if c.isprintable() else "?" for c in name)


def _read_bytes(name: str) -> bytes:
    """Return the bytes of a file, at most one more than the limit, so that a pipe without end ends here."""
    if name == _STANDARD_INPUT:
        return _limited(sys.stdin.buffer)
    try:
        if Path(name).is_dir():
            raise DocumentError(f"{_shown(name)}: it is a folder; this version scans files: name the files in it")
        with Path(name).open("rb") as file:
            return _limited(file)
    except FileNotFoundError:
        raise DocumentError(f"{_shown(name)}: there is no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"{_shown(name)}: it cannot be read: {reason}") from None


def _limited(file: BinaryIO) -> bytes:
    return file.read(MAX_BYTES + 1)
