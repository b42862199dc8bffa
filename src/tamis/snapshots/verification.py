"""Is what the store keeps still what was written?

In: a snapshot's folder, a home. Out: Findings. Must not mend anything: importing the publication again does that, and an
index is built again when it is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tamis.errors import StoreError
from tamis.records import Snapshot
from tamis.snapshots.files import file_sha256, gzip_sha256
from tamis.snapshots.home import STAMPS, Home
from tamis.snapshots.indexes import index_folders, read_seal
from tamis.snapshots.manifest import (
    LISTINGS,
    MANIFEST,
    SOURCE,
    content_digest,
    parse_line,
    read_lines,
    read_sealed,
    source_names,
)
from tamis.snapshots.removal import log_problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the check of one snapshot, index or file of the home found.

    Attributes:
        snapshot: Its id; of anything else its place in the home folder, such as `index/<name>`.
        problems: What is wrong, one line each; empty where all is as written.
    """

    snapshot: str
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


def verify_folder(folder: Path) -> Finding:
    """Check the manifest, the digests of the source files and of the listings, and that every listing decodes."""
    try:
        snapshot, stored = read_sealed(folder)
    except StoreError as error:
        return Finding(snapshot=folder.name, problems=(str(error),))
    problems = [*_manifest_problems(folder, snapshot), *_source_problems(folder, snapshot)]
    problems += _listing_problems(folder, snapshot)
    if not problems:  # what decompresses to the same may still be other bytes than those that were written
        problems = _stored_problems(folder, stored)
    return Finding(snapshot=snapshot.id, problems=tuple(problems))


def verify_home(home: Home) -> Iterator[Finding]:
    """Check the indexes, and the home's own files as far as they are there."""
    for folder in index_folders(home):
        try:
            problems = _stored_problems(folder, read_seal(folder))
        except StoreError as error:
            problems = [str(error)]
        yield Finding(snapshot=f"index/{folder.name}", problems=tuple(problems))
    if home.log.exists():
        yield Finding(snapshot=home.log.name, problems=tuple(log_problems(home)))
    if home.stamp.exists() and home.stamp.read_bytes() not in STAMPS:
        yield Finding(snapshot=home.stamp.name, problems=(f"{home.stamp}: it is not what was written",))


def _stored_problems(folder: Path, stored: Mapping[str, str]) -> list[str]:
    """Compare the bytes of files as they are stored with their digests."""
    problems = []
    for name, digest in stored.items():
        try:
            found = file_sha256(folder / name)
        except OSError as error:
            problems.append(f"{folder / name}: {error.strerror}")
            continue
        if found != digest:
            problems.append(f"{folder / name}: it is not what was written")
    return problems


def _manifest_problems(folder: Path, snapshot: Snapshot) -> list[str]:
    digest = content_digest(snapshot.files, snapshot.parser)
    if digest == snapshot.digest and snapshot.id.endswith(f"-{digest[:12]}"):
        return []
    return [f"{folder / MANIFEST}: its digest is not that of the files and the parser that it names"]


def _source_problems(folder: Path, snapshot: Snapshot) -> list[str]:
    problems = []
    for name, file in zip(source_names(snapshot.files), snapshot.files, strict=True):
        path = folder / SOURCE / name
        try:
            sha256, size_bytes = gzip_sha256(path)
        except StoreError as error:
            problems.append(str(error))
            continue
        if (sha256, size_bytes) != (file.sha256, file.size_bytes):
            problems.append(f"{path}: holds other bytes than those that were imported")
    return problems


def _listing_problems(folder: Path, snapshot: Snapshot) -> list[str]:
    listings = names = 0
    try:
        for number, line in enumerate(read_lines(folder, snapshot), start=1):
            listings += 1
            names += len(parse_line(folder, number, line).names)
    except StoreError as error:
        return [str(error)]
    if (listings, names) != (snapshot.listings, snapshot.names):
        held = f"holds {listings} listings with {names} names"
        return [f"{folder / LISTINGS}: {held}, the manifest says {snapshot.listings} with {snapshot.names}"]
    return []
