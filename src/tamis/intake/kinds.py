"""What kind of file bytes are: its beginning decides, and the name only where the content cannot tell.

In: bytes and a name. Out: a Kind, or a refusal that says what it is instead. Must not know how a kind is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum, auto
from pathlib import PurePath

from tamis.errors import DocumentError
from tamis.intake.decoding import binary_kind

READ = "text, HTML, PDF, DOCX, XLSX, CSV, Markdown, mail (EML) and ZIP archives of these"

_PDF_WITHIN_BYTES = 1_024  # readers of PDF accept its mark so far from the beginning
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_HEADER = re.compile(rb"(?:^|\n)([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_SURE_HEADERS = {b"mime-version", b"message-id", b"received", b"return-path", b"x-mozilla-status"}
_HEADERS = {b"from", b"to", b"subject", b"date", b"cc", b"sender", b"reply-to", b"content-type"}
_HEADERS_WITHIN_BYTES = 16_384
_MAIL_SUFFIXES = {".eml", ".mht", ".mhtml", ".emlx"}
_OTHER_ZIPS = (  # a member's name or the first one's content tells what the archive is
    ("ppt/", "a presentation (PPTX): save it as PDF"),
    ("META-INF/container.xml", "an e-book (EPUB): save it as text or PDF"),
    ("content.xml", "an OpenDocument file: save it as DOCX, XLSX or PDF"),
    ("Index/Document.iwa", "an iWork file: save it as PDF"),
    ("AndroidManifest.xml", "a program"),
    ("META-INF/MANIFEST.MF", "a program"),
)


class Kind(Enum):
    """Kinds of file, each with a reader of its own."""

    TEXT = auto()
    PAGE = auto()
    MARKDOWN = auto()
    CSV = auto()
    PDF = auto()
    WORD = auto()
    WORKBOOK = auto()
    MAIL = auto()
    ARCHIVE = auto()


_BY_SUFFIX = {
    ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".mdown": Kind.MARKDOWN, ".csv": Kind.CSV, ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
}  # fmt: skip


def kind_of(content: bytes, name: str) -> Kind:
    """Return what a file is; `Kind.TEXT` stands for text and web pages alike, which only their characters tell apart.

    Args:
        content: Its bytes.
        name: Its name; its suffix tells Markdown and CSV from text, and helps with mails.

    Raises:
        DocumentError: a binary that is not read; says what it is and what to do. The message has no path.
    """
    suffix = PurePath(name).suffix.lower()
    if b"%PDF-" in content[:_PDF_WITHIN_BYTES]:
        return Kind.PDF
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _zipped(content)
    if content.startswith(_OLE) and _LOCKED_OFFICE in content:
        raise DocumentError("it is locked with a password; save it without one")
    if is_mail(content, suffix):
        return Kind.MAIL
    binary = binary_kind(content)
    if binary is not None:
        raise DocumentError(f"it is {binary}; tamis reads {READ}: save it as one of these")
    return _BY_SUFFIX.get(suffix, Kind.TEXT)


def is_mail(content: bytes, suffix: str) -> bool:
    """Return True for a mail: it begins with headers that only mails have, or with any where its name says so."""
    head = content[:_HEADERS_WITHIN_BYTES].replace(b"\r\n", b"\n").lstrip(b"\n").split(b"\n\n", 1)[0]
    if not _HEADER.match(head) and not head.startswith(b"From "):
        return False
    names = {match[1].lower() for match in _HEADER.finditer(head)}
    known = len(names & _HEADERS)
    return known > 0 and (bool(names & _SURE_HEADERS) or suffix in _MAIL_SUFFIXES)


def _zipped(content: bytes) -> Kind:
    """Tell Office files from archives by what they hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise DocumentError("it is a damaged ZIP archive or Office file; get it again") from None
    if any(name.startswith("word/") for name in names) and "[Content_Types].xml" in names:
        return Kind.WORD
    if any(name.startswith("xl/") for name in names) and "[Content_Types].xml" in names:
        return Kind.WORKBOOK
    for sign, kind in _OTHER_ZIPS:
        if sign in names or (sign.endswith("/") and any(name.startswith(sign) for name in names)):
            raise DocumentError(f"it is {kind}")
    return Kind.ARCHIVE
