"""Text files: their encoding, found over the whole file, and their lines, one at a time.

In: a path. Out: a `Survey` and lines of bounded length. The file is read once to the end before any work, for its
digest; an encoding is told from all of it, so that the ten-thousandth row brings no surprise. Must not know formats.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from tamis.errors import BatchError
from tamis.intake.decoding import BYTE_ORDER_MARKS, GUESS_SAMPLE_BYTES, binary_kind, guess_codecs

LINE_LIMIT = 1_000_000
"""Characters of the longest line that is read whole."""

_BLOCK_BYTES = 1 << 20
_OUTSIDE_ASCII = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
# Names in a national encoding pass for UTF-8 by accident in one line of a hundred or fewer; a file in which one line in
# five is UTF-8 was put together from several.
_UTF8_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Survey:
    """What a whole file is.

    Attributes:
        sha256: Digest of its bytes, hexadecimal.
        size_bytes: Its size.
        lines: Line ends in it.
        codec: Python's name of its encoding; "" where the bytes are no text.
        spoilt: True where some bytes do not belong to that encoding.
        told: What a user should know of its encoding.
    """

    sha256: str
    size_bytes: int
    lines: int = 0
    codec: str = ""
    spoilt: bool = False
    told: str = ""


def survey_bytes(path: Path) -> Survey:
    """Return the digest and size of any file."""
    digest, size_bytes = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
            size_bytes += len(block)
    return Survey(digest.hexdigest(), size_bytes)


def survey_text(path: Path, encoding: str | None = None) -> Survey:
    """Return what a text file is.

    Args:
        path: The file.
        encoding: Its encoding, where the user knows it.

    Raises:
        BatchError: empty, a binary, an encoding that Python does not know, or none that fits.
    """
    digest, size_bytes, lines, valid = hashlib.sha256(), 0, 0, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    head = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            head = head or block
            digest.update(block)
            size_bytes += len(block)
            lines += block.count(b"\n")
            valid = valid and _decodes(decoder, block)
    valid = valid and _decodes(decoder, b"", final=True)
    if not head.strip():
        raise BatchError(f"{path}: the file is empty")
    codec, spoilt, told = _encoding(path, head, valid, encoding)
    return Survey(digest.hexdigest(), size_bytes, lines, codec, spoilt, told)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(path: Path, head: bytes, valid: bool, encoding: str | None) -> tuple[str, bool, str]:
    """Return the codec, whether some bytes may not belong to it, and what to say of it."""
    if encoding is not None:
        try:
            codec = codecs.lookup(encoding).name
            b"".decode(codec)
        except LookupError:
            raise BatchError(f"there is no encoding {encoding!r}; write utf-8, cp1252, gb18030 or the like") from None
        return ("utf-8-sig" if codec == "utf-8" else codec), not (valid and codec == "utf-8"), ""
    for mark, codec in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(codec, codec[:6]), codec != "utf-8" or not valid, ""
    kind = binary_kind(head)
    if kind is not None:
        raise BatchError(f"{path}: it is {kind}; give a CSV, JSON Lines, XLSX, Parquet or Arrow file")
    if b"\x00" in head:
        raise BatchError(
            f"{path}: it is a binary file, or UTF-16 without its mark; save it as UTF-8 or give --encoding"
        )
    if valid:
        return "utf-8", False, ""
    return _guessed(path)


def _guessed(path: Path) -> tuple[str, bool, str]:
    """Return the encoding of a file that is not all UTF-8."""
    good = bad = 0
    sample = bytearray()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            for line in _OUTSIDE_ASCII.findall(block + file.readline(_BLOCK_BYTES)):
                try:
                    line.decode("utf-8")
                    good += 1
                except UnicodeDecodeError:
                    bad += 1
                    if len(sample) < GUESS_SAMPLE_BYTES:
                        sample += line + b"\n"
    if good >= _UTF8_SHARE * (good + bad):
        return "utf-8", True, f"{bad:,} lines are not UTF-8 as the rest is: they are rejected"
    found = guess_codecs(bytes(sample))
    if not found:
        raise BatchError(
            f"{path}: its characters are in no encoding that tamis knows; save it as UTF-8 or give --encoding"
        )
    return (
        found[0],
        True,
        f"its encoding was guessed: {found[0]}; if names look wrong, give --encoding or save it as UTF-8",
    )


def open_text(path: Path, survey: Survey) -> TextIO:
    """Return the file as text, line ends as they are; bytes of another encoding become characters that `is_spoilt` knows."""
    errors = "replace" if survey.codec.startswith(("utf-16", "utf-32")) else "surrogateescape"
    return io.TextIOWrapper(path.open("rb"), encoding=survey.codec, errors=errors, newline="")


_SPOILT = re.compile("[\udc80-\udcff\ufffd]")


def is_spoilt(text: str) -> bool:
    """Say whether a text holds bytes of another encoding."""
    return not text.isascii() and _SPOILT.search(text) is not None


def lines_of(stream: TextIO) -> Iterator[tuple[str, bool]]:
    """Yield each line with its end, and False; of one longer than `LINE_LIMIT` its beginning without quotes, and True."""
    readline = stream.readline
    while line := readline(LINE_LIMIT):
        if len(line) < LINE_LIMIT or line[-1] in "\r\n":
            yield line, False
            continue
        while (rest := readline(LINE_LIMIT)) and rest[-1] not in "\r\n":
            pass
        yield line[:100].replace('"', "") + "\n", True
