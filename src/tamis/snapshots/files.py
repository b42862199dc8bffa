"""Files and folders that are written whole or not at all, and that only their owner can read.

In: paths and bytes. Out: the same on disk, synced. Must not know what the bytes mean.

Compressed files carry neither a name nor a time, so the same content gives the same bytes; still every digest in tamis
is over the decompressed bytes, because another build of zlib may compress the same content differently.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from tamis.errors import StoreError

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_LEVEL = 6  # zlib's own default: level 9 takes three times as long for 1 % on these files


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can enter; one that exists is left as it is."""
    try:
        path.mkdir(mode=FOLDER_MODE)
    except FileExistsError:
        if not path.is_dir():
            raise StoreError(f"{path} is a file where tamis needs a folder: move it away") from None


def write_file(path: Path, content: bytes) -> None:
    """Write a new file, readable by its owner alone, and sync it.

    Raises:
        FileExistsError: something stands at that path already.
    """
    with _new_file(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _new_file(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, FILE_MODE), "wb")


def replace_file(path: Path, content: bytes, temporary: Path) -> None:
    """Put a file in place at once: readers see the old bytes or the new ones, never a part.

    Args:
        path: Where it goes.
        content: Its bytes.
        temporary: A path in the same file system where nothing stands.
    """
    write_file(temporary, content)
    os.replace(temporary, path)
    sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Append one line to a file and sync it; a line that a killed process left unfinished is ended first."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, FILE_MODE), "ab+") as file:
        size_bytes = file.seek(0, os.SEEK_END)
        ended = True
        if size_bytes:
            file.seek(size_bytes - 1)
            ended = file.read(1) == b"\n"
        file.write(("" if ended else "\n").encode() + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Sync a folder's names to disk; Windows cannot open folders and keeps them safe itself."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_compressed(path: Path, blocks: Iterable[bytes]) -> tuple[str, int]:
    """Write a new file as gzip without file name and time, block by block, and sync it.

    Returns:
        The SHA-256 of what it holds, hexadecimal, and its size in bytes, both decompressed.

    Raises:
        FileExistsError: something stands at that path already.
    """
    digest, size_bytes = hashlib.sha256(), 0
    with _new_file(path) as target:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=target, mtime=0) as file:
            for block in blocks:
                digest.update(block)
                size_bytes += len(block)
                file.write(block)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size_bytes


def gzip_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a compressed file, each with its line end.

    Raises:
        StoreError: the file is missing, cannot be read or is damaged.
    """
    try:
        with gzip.open(path, "rb") as file:
            yield from file
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(path, error) from None


def gzip_sha256(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a compressed file's content, hexadecimal, and its size in bytes.

    Raises:
        StoreError: the file is missing, cannot be read or is damaged.
    """
    digest = hashlib.sha256()
    size_bytes = 0
    try:
        with gzip.open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                size_bytes += len(block)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(path, error) from None
    return digest.hexdigest(), size_bytes


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as they are stored, hexadecimal.

    Raises:
        OSError: it is missing or cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(content: bytes) -> bytes:
    """Return a text with a last line that is the digest of all above it."""
    return content + b"\n" + hashlib.sha256(content).hexdigest().encode() + b"\n"


def unsealed(content: bytes) -> bytes:
    """Return what `sealed` was given.

    Raises:
        ValueError: a byte has changed since.
    """
    body, _, digest = content.removesuffix(b"\n").rpartition(b"\n")
    if sealed(body) != content or digest != hashlib.sha256(body).hexdigest().encode():
        raise ValueError("it is not what was written")
    return body


def damaged(path: Path, reason: object) -> StoreError:
    """Return the error for a kept file that is not what was written."""
    if isinstance(reason, FileNotFoundError):
        reason = "it is missing"
    elif isinstance(reason, OSError) and reason.strerror:
        reason = reason.strerror
    return StoreError(f"{path}: {reason}; `tamis lists verify` says what is damaged, importing the list again mends it")
