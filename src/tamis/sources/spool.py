"""What has come of a file while it is downloaded: the bytes as they go over the wire, kept so that a cut is resumed.

In: the headers of an answer, blocks. Out: the finished file with its digest. Must not know addresses or tries.
The file is readable by its owner alone from the first byte on.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

_FILE_MODE = 0o600
_BLOCK_BYTES = 1 << 20
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


class DamagedError(ValueError):
    """The bytes that came are not what their headers say."""


class Spool:
    """A file that grows; the transfer's compression is undone when it is whole, so that any part can be resumed.

    Args:
        folder: Where it stands.
        limit_bytes: The largest file, decompressed.

    Attributes:
        size_bytes: What has come so far.
        validator: What `If-Range` may say of it; None where it cannot be resumed.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self.size_bytes = 0
        self.validator: str | None = None
        self._encoding = ""
        self._limit_bytes = limit_bytes
        self._path = folder / f".{secrets.token_hex(8)}.part"
        self._file: IO[bytes] | None = None

    def begin(self, headers: Mapping[str, str]) -> None:
        """Start from the first byte."""
        self.discard()
        self._file = _create(self._path)
        self._encoding = _encoding(headers)
        etag = headers.get("ETag", "")  # a weak one says "nearly the same": of no use for a part (RFC 9110, 13.1.5)
        self.validator = etag if etag.startswith('"') else headers.get("Last-Modified")

    def continues(self, headers: Mapping[str, str]) -> bool:
        """Say whether an answer goes on where this ends."""
        match = _RANGE.match(headers.get("Content-Range", "")) if self._file is not None else None
        return match is not None and int(match[1]) == self.size_bytes and _encoding(headers) == self._encoding

    def write(self, block: bytes) -> None:
        """Add what has come."""
        assert self._file is not None
        self._file.write(block)
        self.size_bytes += len(block)

    def discard(self) -> None:
        """Forget what has come."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._path.unlink(missing_ok=True)
        self.size_bytes, self.validator = 0, None

    def finish(self, path: Path) -> str:
        """Put the whole file in place, decompressed where the transfer compressed it.

        Returns:
            SHA-256 of its bytes, hexadecimal.

        Raises:
            DamagedError: a compression that is damaged, cut off, or not the one asked for.
            OverflowError: larger than the limit when decompressed.
        """
        assert self._file is not None
        self._file.close()
        self._file = None
        digest, size_bytes = hashlib.sha256(), 0
        try:
            with _opened(self._path, self._encoding) as source, _create(path) as target:
                while block := source.read(_BLOCK_BYTES):
                    size_bytes += len(block)
                    if size_bytes > self._limit_bytes:
                        raise OverflowError
                    digest.update(block)
                    target.write(block)
        except OverflowError:
            path.unlink()
            raise
        except (EOFError, zlib.error, gzip.BadGzipFile):
            path.unlink()
            raise DamagedError("the compressed transfer is damaged or cut off") from None
        self._path.unlink()
        return digest.hexdigest()


def _encoding(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Encoding", "").strip().lower().removeprefix("identity")


def _opened(path: Path, encoding: str) -> IO[bytes] | gzip.GzipFile:
    if encoding in ("gzip", "x-gzip"):
        return gzip.open(path, "rb")
    if encoding:
        raise DamagedError(f"compressed as {encoding[:40]!r}, which was not asked for")
    return path.open("rb")


def _create(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _FILE_MODE), "wb")
