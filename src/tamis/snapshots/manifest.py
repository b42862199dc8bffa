"""What a snapshot is made of: its digest, its id, its folder's content.

In: a Publication and its day. Out: the Snapshot, the files to write; and back from a folder. Must not know locks,
or which snapshot is in force.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tamis.errors import RecordError, StoreError
from tamis.records import Content, Listing, Publication, Snapshot, SourceFile, decode, encode
from tamis.snapshots.files import (
    damaged,
    file_sha256,
    gzip_lines,
    make_folder,
    sync_folder,
    write_compressed,
    write_file,
)

MANIFEST = "manifest.json"
LISTINGS = "listings.jsonl.gz"
SOURCE = "source"
_BLOCK_BYTES = 1 << 20

_SEAL = b',\n "sha256": "'
_ID = re.compile(r"(?P<watchlist>[a-z0-9]+(?:[-_][a-z0-9]+)*)@(?P<published>\d{4}-\d{2}-\d{2})-[0-9a-f]{12}", re.ASCII)
_WATCHLIST = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)


def is_watchlist(name: str) -> bool:
    """Say whether a name can be a watchlist's: lower case letters, digits and single hyphens, so never a path."""
    return _WATCHLIST.fullmatch(name) is not None


def published_of(snapshot_id: str, watchlist: str) -> dt.date | None:
    """Return the day inside a snapshot's id; None for anything that is no id of that watchlist."""
    match = _ID.fullmatch(snapshot_id)
    if match is None or match["watchlist"] != watchlist:
        return None
    try:
        return dt.date.fromisoformat(match["published"])
    except ValueError:
        return None


def content_digest(files: Sequence[SourceFile], parser: str) -> str:
    """Return the SHA-256 over roles and digests of the decompressed files, sorted, and the parser's version.

    File names do not count: the same bytes saved under another name are the same publication.
    """
    lines = sorted(f"{file.role} {file.sha256}\n" for file in files)
    return hashlib.sha256("".join([*lines, f"parser {parser}\n"]).encode()).hexdigest()


def check_ids(publication: Publication) -> None:
    """Refuse a publication whose listings cannot be told apart.

    Raises:
        StoreError: an id twice or of another watchlist.
    """
    seen: set[str] = set()
    for listing in publication.listings:
        if listing.id in seen or listing.watchlist != publication.watchlist:
            fault = "stands there twice" if listing.id in seen else f"is no listing of {publication.watchlist}"
            raise StoreError(f"{publication.watchlist}: {listing.id} {fault}; nothing was kept")
        seen.add(listing.id)


def listing_lines(publication: Publication) -> Iterator[bytes]:
    """Give the listings as JSON Lines in UTF-8, the id first on each line.

    Raises:
        StoreError: text that is not Unicode.
    """
    for listing in publication.listings:
        try:
            yield listing_line(listing)
        except UnicodeEncodeError:
            raise StoreError(f"{listing.id}: holds half a character (a lone surrogate); nothing was kept") from None


def listing_line(listing: Listing) -> bytes:
    """Return the line of a listing: its JSON twin in UTF-8, the id first.

    Raises:
        UnicodeEncodeError: it holds half a character.
    """
    return json.dumps(listing.to_json(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def line_start(listing_id: str) -> bytes:
    """Return how the line of a listing begins, so that one listing is found without decoding the others."""
    return f'{{"id":{json.dumps(listing_id, ensure_ascii=False)},'.encode("utf-8", "replace")


def line_id(line: bytes) -> str:
    """Return the id of the listing on a line, without decoding the rest of it where the id is plain text."""
    end = line.index(b'"', 7)  # the line begins with {"id":"
    if b"\\" in line[7:end]:
        return str(json.loads(line)["id"])
    return line[7:end].decode()


def describe(publication: Publication, published: dt.date, assumed: bool) -> Snapshot:
    """Return the snapshot that a publication makes, without the digest of its listings; imported now."""
    digest = content_digest(publication.files, publication.parser)
    return Snapshot(
        id=f"{publication.watchlist}@{published.isoformat()}-{digest[:12]}",
        watchlist=publication.watchlist,
        title=publication.title,
        published=published,
        published_at=publication.published_at,
        published_assumed=assumed,
        imported_at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        parser=publication.parser,
        digest=digest,
        listings=len(publication.listings),
        names=sum(len(listing.names) for listing in publication.listings),
        files=publication.files,
        incomplete=publication.incomplete,
        unread=publication.unread,
        warnings=publication.warnings,
    )


def manifest_bytes(snapshot: Snapshot, stored: Mapping[str, str]) -> bytes:
    """Return the manifest of a snapshot: its JSON twin, indented for people; the digests of the files as they are stored;
    and last the digest of all that stands above it, so that no byte of it can change unseen.

    Args:
        snapshot: What it is about.
        stored: File under the snapshot's folder -> SHA-256 of its compressed bytes.
    """
    twin = {**encode(snapshot), "stored": dict(stored)}
    body = json.dumps(twin, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").removesuffix(b"\n}")
    return body + _SEAL + hashlib.sha256(body).hexdigest().encode() + b'"\n}\n'


def write_snapshot(folder: Path, snapshot: Snapshot, publication: Publication) -> None:
    """Write the content of a snapshot's folder and sync it; the folder is there and empty.

    Args:
        folder: Where to.
        snapshot: What it is, without the digest of its listings, which is known once they are written.
        publication: What it holds.

    Raises:
        StoreError: a file has changed since it was parsed, or text that is not Unicode.
    """
    source = folder / SOURCE
    make_folder(source)
    names = source_names(snapshot.files)
    for name, file, content in zip(names, snapshot.files, publication.contents, strict=True):
        written = write_compressed(source / name, _blocks(content))
        if callable(content) and written != (file.sha256, file.size_bytes):
            raise StoreError(f"{file.name}: has changed while it was read; nothing was kept, import it again")
    sync_folder(source)
    listings_sha256, _ = write_compressed(folder / LISTINGS, listing_lines(publication))
    stored = {name: file_sha256(folder / name) for name in (*(f"{SOURCE}/{name}" for name in names), LISTINGS)}
    whole = dataclasses.replace(snapshot, listings_sha256=listings_sha256)
    write_file(folder / MANIFEST, manifest_bytes(whole, stored))
    sync_folder(folder)


def _blocks(content: Content) -> Iterator[bytes]:
    if not callable(content):
        yield content
        return
    with content() as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def source_names(files: Sequence[SourceFile]) -> list[str]:
    """Return the file names under `source/`, safe on every system and unique, in the order of `files`."""
    names: list[str] = []
    for file in files:
        name = re.sub(r"[^A-Za-z0-9._-]", "_", file.name)[-100:].lstrip(".") or file.role
        if any(f"{name}.gz".casefold() == taken.casefold() for taken in names):
            name = f"{len(names) + 1}-{name}"
        names.append(f"{name}.gz")
    return names


def read_manifest(folder: Path) -> Snapshot:
    """Return the snapshot that a folder holds.

    Raises:
        StoreError: the manifest is missing, damaged, or of another snapshot than the folder's name says.
    """
    return read_sealed(folder)[0]


def read_sealed(folder: Path) -> tuple[Snapshot, dict[str, str]]:
    """Return the snapshot that a folder holds, and the digests of its files as they are stored; errors as above."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
        body, found, seal = content.rpartition(_SEAL)
        twin, stored = json.loads(content), {}
        if found or "stored" in twin or "sha256" in twin:  # neither stands in a manifest of the first layout
            if seal != hashlib.sha256(body).hexdigest().encode() + b'"\n}\n':
                raise ValueError("it is not what was written")
            del twin["sha256"]
            stored = {str(name): str(digest) for name, digest in twin.pop("stored").items()}
        snapshot = decode(Snapshot, twin)
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecordError) as error:
        raise damaged(path, error) from None
    if snapshot.id != folder.name or published_of(snapshot.id, snapshot.watchlist) != snapshot.published:
        raise damaged(path, f"it is the manifest of {snapshot.id}")
    return snapshot, stored


def read_lines(folder: Path, snapshot: Snapshot) -> Iterator[bytes]:
    """Yield the lines of the listings, and check at the end that they are those that were written.

    Raises:
        StoreError: the file is damaged.
    """
    path = folder / LISTINGS
    digest = hashlib.sha256()
    for line in gzip_lines(path):
        digest.update(line)
        yield line
    if digest.hexdigest() != snapshot.listings_sha256:
        raise damaged(path, "it is not what was written")


def read_listings(folder: Path, snapshot: Snapshot) -> Iterator[Listing]:
    """Yield the listings in the publisher's order, one at a time.

    Raises:
        StoreError: the file is damaged; the message says at which line.
    """
    for number, line in enumerate(read_lines(folder, snapshot), start=1):
        yield parse_line(folder, number, line)


def parse_line(folder: Path, number: int, line: bytes) -> Listing:
    """Return the listing on one line.

    Raises:
        StoreError: it is no listing.
    """
    try:
        return Listing.from_json(json.loads(line))
    except (ValueError, RecordError) as error:
        raise damaged(folder / LISTINGS, f"line {number}: {error}") from None
