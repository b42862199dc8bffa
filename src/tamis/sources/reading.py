"""Opening a publisher's file: plain, gzip or a ZIP archive of one file, within limits, as bytes, text or an XML tree.

In: a path that somebody typed. Out: an `OpenedFile`, its text, or the root of its tree. What cannot be a list file is
refused in one line that names it. Knows nothing of publishers.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from lxml import etree

from tamis.errors import FormatError

if TYPE_CHECKING:
    from typing_extensions import Buffer

SIZE_LIMIT_BYTES = 256 * 2**20
"""The largest file that is read, decompressed. The largest list file that we know, OFAC's SDN_ADVANCED.XML, has 127 MB."""

RATIO_LIMIT = 100
"""The highest compression that is believed. List files reach 6 to 12; a bomb reaches gzip's own limit of 1,030."""

MEMBERS_LIMIT = 1000
"""The most gzip streams in one file: each is found by copying what follows it."""

HELD_LIMIT_BYTES = 32 * 2**20
"""The largest file that is held in memory once it is read, decompressed: all lists but OFAC's advanced and enhanced XML, the
EU's and the UK's are smaller. A larger one is read anew by each who asks for it."""

HEAD_BYTES = 65536
"""How much of a file's beginning tells what it is."""

_RATIO_FROM_BYTES = 2**20
_CHUNK_BYTES = 2**20
_GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
"""The part that makes a ZIP archive an XLSX workbook; its name stands uncompressed in the archive's directory."""

_BLANK = b"\x1a\x00 \t\r\n\xef\xbb\xbf"
_PROLOG_BYTES = 4096
_MAGIC = {
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
        name: File name, decompressed: `sdn.csv` for `sdn.csv.gz`, the member's name for a ZIP archive.
        held: Decompressed bytes; None for a file larger than `HELD_LIMIT_BYTES`.
    """

    path: Path
    name: str
    held: bytes | None

    @property
    def content(self) -> bytes:
        """The decompressed bytes, read anew where they are not held."""
        return b"".join(_chunks(self.path)) if self.held is None else self.held

    @property
    def head(self) -> bytes:
        """The first decompressed bytes, `HEAD_BYTES` or fewer."""
        if self.held is not None:
            return self.held[:HEAD_BYTES]
        with self.stream() as stream:
            return stream.read(HEAD_BYTES)

    def stream(self) -> IO[bytes]:
        """Return the decompressed bytes as a stream; reading raises a FormatError where they have become damaged."""
        return io.BytesIO(self.held) if self.held is not None else io.BufferedReader(_ChunkStream(_chunks(self.path)))

    def digest(self) -> tuple[int, str]:
        """Return the size in bytes and the SHA-256, hexadecimal, of the decompressed bytes."""
        digest, size_bytes = hashlib.sha256(), 0
        for chunk in (self.held,) if self.held is not None else _chunks(self.path):
            digest.update(chunk)
            size_bytes += len(chunk)
        return size_bytes, digest.hexdigest()


def open_file(path: Path) -> OpenedFile:
    """Read a file, decompressing gzip and a ZIP archive of one file whatever its name says.

    Raises:
        FormatError: missing, a folder, unreadable, empty, damaged, too large, or of a kind that is no list.
    """
    _check_path(path)
    chunks: list[bytes] = []
    size_bytes, first, blank = 0, b"", True
    for chunk in _chunks(path):
        first = first or chunk
        blank = blank and not chunk.strip(_BLANK)
        size_bytes += len(chunk)
        chunks = [*chunks, chunk] if size_bytes <= HELD_LIMIT_BYTES else []
    if blank:
        raise FormatError(f"{path}: the file is empty; download it again")
    for magic, what in _MAGIC.items():
        if first.startswith(magic):
            raise FormatError(f"{path}: this is {what}")
    return OpenedFile(path, inner_name(path), b"".join(chunks) if size_bytes <= HELD_LIMIT_BYTES else None)


def _check_path(path: Path) -> None:
    if path.is_dir():
        raise FormatError(f"{path}: a folder where a file is needed")
    if path.exists() and not path.is_file():
        raise FormatError(f"{path}: a device or pipe where a file is needed")
    try:
        size_bytes = path.stat().st_size
    except FileNotFoundError:
        raise FormatError(f"{path}: there is no such file") from None
    except OSError as error:
        raise FormatError(f"{path}: cannot be read ({error.strerror})") from None
    if size_bytes > SIZE_LIMIT_BYTES:
        raise FormatError(f"{path}: larger than {SIZE_LIMIT_BYTES // 2**20} MiB; no list that tamis reads is so large")


def _chunks(path: Path) -> Iterator[bytes]:
    """Give the decompressed bytes of a file piece by piece, reading no further than the limits.

    Raises:
        FormatError: it cannot be read, is damaged or cut off, or unpacks to far more than a list holds.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(len(ZIP_MAGIC))
            file.seek(0)
            if magic.startswith(_GZIP_MAGIC):
                yield from _within_limits(path, _gunzipped(path, file))
            elif magic == ZIP_MAGIC and (member := _only_member(path)) is not None:
                yield from _within_limits(path, _unzipped(path, member))
            else:
                yield from iter(lambda: file.read(_CHUNK_BYTES), b"")
    except FileNotFoundError:
        raise FormatError(f"{path}: there is no such file") from None
    except OSError as error:
        raise FormatError(f"{path}: cannot be read ({error.strerror})") from None


def _within_limits(path: Path, chunks: Iterator[bytes]) -> Iterator[bytes]:
    most = min(SIZE_LIMIT_BYTES, max(_RATIO_FROM_BYTES, RATIO_LIMIT * path.stat().st_size))
    size_bytes = 0
    for chunk in chunks:
        size_bytes += len(chunk)
        if size_bytes > most:
            raise FormatError(f"{path}: unpacks to far more than a list holds; refused as a decompression bomb")
        yield chunk


def _gunzipped(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    """Give what a gzip file of one or several members holds."""
    stream, members, data = _gzip_stream(), 1, b""
    while True:
        data = data or file.read(_CHUNK_BYTES)
        if not data:
            if not stream.eof:
                raise FormatError(f"{path}: the gzip data ends early; download it again")
            return
        if stream.eof:
            data = data.lstrip(b"\x00")
            if not data:
                continue
            members += 1
            _check_member(path, members, data := data if len(data) > 1 else data + file.read(1))
            stream = _gzip_stream()
        try:
            chunk = stream.decompress(data, _CHUNK_BYTES)
        except zlib.error:
            raise FormatError(f"{path}: damaged gzip data; download it again") from None
        data = stream.unused_data if stream.eof else stream.unconsumed_tail
        if chunk:
            yield chunk


def _gzip_stream() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)


def _check_member(path: Path, members: int, data: bytes) -> None:
    if members > MEMBERS_LIMIT:
        raise FormatError(f"{path}: more than {MEMBERS_LIMIT} gzip members; compress the file anew")
    if not data.startswith(_GZIP_MAGIC):
        raise FormatError(f"{path}: bytes after the end of the gzip data; download it again")


def _only_member(path: Path) -> zipfile.ZipInfo | None:
    """Return the one file of a ZIP archive; None for an XLSX workbook, which is an archive by its nature."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise FormatError(f"{path}: a damaged ZIP archive; download it again") from None
    if any(member.filename == WORKBOOK for member in members):
        return None
    if len(members) != 1:
        raise FormatError(f"{path}: a ZIP archive of {len(members)} files; unpack it and give the list's own files")
    return members[0]


def _unzipped(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give what the file of a ZIP archive holds; its checksum is checked at the end."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield from iter(lambda: file.read(_CHUNK_BYTES), b"")
    except RuntimeError:  # NotImplementedError, for compression that Python does not know, is one of these
        raise FormatError(
            f"{path}: an encrypted or oddly compressed ZIP archive; unpack it and give the file"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise FormatError(f"{path}: a damaged ZIP archive; download it again") from None


class _ChunkStream(io.RawIOBase):
    """Chunks as a readable stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill a buffer, and return how many bytes it took; 0 at the end."""
        view = memoryview(buffer)
        while not self._rest and (chunk := next(self._chunks, None)) is not None:
            self._rest = memoryview(chunk)
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def inner_name(path: Path) -> str:
    """Return the file name of what a file holds: without `.gz`, the member's own for a ZIP archive of one file."""
    if path.name.lower().endswith(".zip"):
        with contextlib.suppress(FormatError, OSError):
            member = _only_member(path)
            if member is not None:
                return member.filename.rpartition("/")[2]
    return plain_name(path.name)


def is_workbook(file: OpenedFile) -> bool:
    """Say whether a file looks like an XLSX workbook; `tamis.sources.sheets` reads it."""
    return file.head.startswith(ZIP_MAGIC) and WORKBOOK.encode() in file.content


def plain_name(name: str) -> str:
    """Return a file name without `.gz`."""
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def decode_text(file: OpenedFile) -> str:
    """Return a text file's content.

    Raises:
        FormatError: not UTF-8 (of which ASCII is a part), or holding NUL characters.
    """
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
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
    content = file.content
    if b"<!DOCTYPE" in content[:_PROLOG_BYTES] or b"<!ENTITY" in content[:_PROLOG_BYTES]:
        raise with_document_type(file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatError(f"{file.path}: {xml_fault(error)}; download it again") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise with_document_type(file)
    for element in root.iter():
        if element.tag.startswith("{"):
            element.tag = element.tag.partition("}")[2]
    return root


def whole_text(element: etree._Element) -> str:
    """Return all text within an element, blanks squeezed."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def with_document_type(file: OpenedFile) -> FormatError:
    """Return the refusal of a document type declaration."""
    return FormatError(
        f"{file.path}: XML with a document type declaration; no publisher's list has one, so it is refused"
    )


def xml_fault(error: Exception) -> str:
    """Say in one line what is wrong with an XML file."""
    line = getattr(error, "lineno", None)
    where = f"line {line}: " if line else ""
    reason = str(error).split("\n", 1)[0]
    if "Premature end" in reason or "EndTag" in reason or ("Extra content" not in reason and "not closed" in reason):
        return f"the XML is cut off ({where}{_without_place(reason)})"
    return f"the XML is damaged ({where}{_without_place(reason)})"


def _without_place(reason: str) -> str:
    return reason.split(", line ", 1)[0]
