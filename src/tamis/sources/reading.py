"""Opening a publisher's file: plain or gzip, within limits, as bytes, text or an XML tree.

In: a path that somebody typed. Out: an `OpenedFile`, its text, or the root of its tree. What cannot be a list file is
refused in one line that names it. Knows nothing of publishers.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tamis.errors import FormatError

SIZE_LIMIT_BYTES = 256 * 2**20
"""The largest file that is read, decompressed. The largest list file that we know, OFAC's SDN_ADVANCED.XML, has 127 MB."""

RATIO_LIMIT = 100
"""The highest compression that is believed. List files reach 6 to 12; a bomb reaches gzip's own limit of 1,030."""

MEMBERS_LIMIT = 1000
"""The most gzip streams in one file: each is found by copying what follows it."""

_RATIO_FROM_BYTES = 2**20
_CHUNK_BYTES = 2**20
_GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
"""The part that makes a ZIP archive an XLSX workbook; its name stands uncompressed in the archive's directory."""

_PROLOG_BYTES = 4096
_MAGIC = {
    ZIP_MAGIC: "a ZIP archive; unpack it and give the file within",
    b"%PDF": "a PDF file; take the list's XML or CSV file from its publisher",
    b"\xd0\xcf\x11\xe0": "an old Excel file; take the list's XML or CSV file from its publisher",
    b"BZh": "compressed with bzip2; unpack it, or compress it with gzip",
    b"\xfd7zXZ": "compressed with xz; unpack it, or compress it with gzip",
    b"SQLite format 3": "a database; take the list's XML or CSV file from its publisher",
}


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was read.

    Attributes:
        path: As given, for messages.
        name: File name, decompressed: `sdn.csv` for `sdn.csv.gz`.
        content: Decompressed bytes.
    """

    path: Path
    name: str
    content: bytes


def open_file(path: Path) -> OpenedFile:
    """Read a file, decompressing gzip whatever its name says.

    Raises:
        FormatError: missing, a folder, unreadable, empty, damaged, too large, or of a kind that is no list.
    """
    if path.is_dir():
        raise FormatError(f"{path}: a folder where a file is needed")
    if path.exists() and not path.is_file():
        raise FormatError(f"{path}: a device or pipe where a file is needed")
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise FormatError(
                f"{path}: larger than {SIZE_LIMIT_BYTES // 2**20} MiB; no list that tamis reads is so large"
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FormatError(f"{path}: there is no such file") from None
    except OSError as error:
        raise FormatError(f"{path}: cannot be read ({error.strerror})") from None
    content = _decompress(path, raw) if raw.startswith(_GZIP_MAGIC) else raw
    if not content.strip(b"\x1a\x00 \t\r\n\xef\xbb\xbf"):
        raise FormatError(f"{path}: the file is empty; download it again")
    for magic, what in _MAGIC.items():
        if content.startswith(magic) and not is_workbook(content):
            raise FormatError(f"{path}: this is {what}")
    return OpenedFile(path, plain_name(path.name), content)


def is_workbook(content: bytes) -> bool:
    """Say whether bytes look like an XLSX workbook; `tamis.sources.sheets` reads it."""
    return content.startswith(ZIP_MAGIC) and WORKBOOK.encode() in content


def plain_name(name: str) -> str:
    """Return a file name without `.gz`."""
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def _decompress(path: Path, raw: bytes) -> bytes:
    """Return what a gzip file of one or several members holds, reading no further than the limits."""
    chunks: list[bytes] = []
    size, most = 0, max(_RATIO_FROM_BYTES, RATIO_LIMIT * len(raw))
    members = 0
    while raw:
        members += 1
        if members > MEMBERS_LIMIT:
            raise FormatError(f"{path}: more than {MEMBERS_LIMIT} gzip members; compress the file anew")
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        data = raw
        while not stream.eof:
            try:
                chunk = stream.decompress(data, _CHUNK_BYTES)
            except zlib.error:
                raise FormatError(f"{path}: damaged gzip data; download it again") from None
            size += len(chunk)
            if size > min(most, SIZE_LIMIT_BYTES):
                raise FormatError(f"{path}: unpacks to far more than a list holds; refused as a decompression bomb")
            if not chunk and not stream.unconsumed_tail and not stream.eof:
                raise FormatError(f"{path}: the gzip data ends early; download it again")
            chunks.append(chunk)
            data = stream.unconsumed_tail
        raw = stream.unused_data.lstrip(b"\x00")
        if raw and not raw.startswith(_GZIP_MAGIC):
            raise FormatError(f"{path}: bytes after the end of the gzip data; download it again")
    return b"".join(chunks)


def decode_text(file: OpenedFile) -> str:
    """Return a text file's content.

    Raises:
        FormatError: not UTF-8 (of which ASCII is a part), or holding NUL characters.
    """
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"{file.path}: line {line} is not UTF-8; save the file as UTF-8 (CSV UTF-8 in Excel)"
        ) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FormatError(f"{file.path}: line {line} holds a NUL character; the file is damaged or no text")
    return text


def parse_xml(file: OpenedFile) -> etree._Element:
    """Return the root of an XML file; no entity is resolved, no DTD read, nothing fetched.

    Elements lose their namespace: publishers change it without changing the format.

    Raises:
        FormatError: not well-formed, cut off, in a wrong encoding, or declaring a document type.
    """
    if b"<!DOCTYPE" in file.content[:_PROLOG_BYTES] or b"<!ENTITY" in file.content[:_PROLOG_BYTES]:
        raise _with_document_type(file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(file.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(f"{file.path}: {_xml_fault(error)}; download it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_document_type(file)
    for element in root.iter():
        if element.tag.startswith("{"):
            element.tag = element.tag.partition("}")[2]
    return root


def whole_text(element: etree._Element) -> str:
    """Return all text within an element, blanks squeezed."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def _with_document_type(file: OpenedFile) -> FormatError:
    return FormatError(
        f"{file.path}: XML with a document type declaration; no publisher's list has one, so it is refused"
    )


def _xml_fault(error: Exception) -> str:
    """Say in one line what is wrong with an XML file."""
    line = getattr(error, "lineno", None)
    where = f"line {line}: " if line else ""
    reason = str(error).split("\n", 1)[0]
    if "Premature end" in reason or "EndTag" in reason or ("Extra content" not in reason and "not closed" in reason):
        return f"the XML is cut off ({where}{_without_place(reason)})"
    return f"the XML is damaged ({where}{_without_place(reason)})"


def _without_place(reason: str) -> str:
    return reason.split(", line ", 1)[0]
