"""Customers and a watchlist, all invented, and a run over them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tamis.intake.batch import BatchOptions, screen_file
from tamis.intake.batch.chunks import Chunk
from tamis.intake.batch.reading import Hints, open_table
from tamis.records import BatchSummary, Listing
from tamis.screening import Screener

LISTED = {
    "id": "own:1",
    "kind": "person",
    "names": ["VOLKODARSKY, Stepan Ilyich", {"text": "Степан Ильич Волкодарский", "quality": "alias"}],
    "birth_dates": ["1971-05-19"],
    "countries": ["ua"],
    "identifiers": [{"kind": "passport", "value": "ZZ000001"}],
    "designations": [{"authority": "Own", "programme": "invented", "listed_on": "2024-01-31"}],
}
"""He does not exist."""


@pytest.fixture(scope="session")
def screener() -> Screener:
    """A screener over one invented listing."""
    return Screener.from_listings([Listing.from_json(LISTED)])


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file from text or bytes."""

    def make(content: str | bytes, name: str = "customers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


@pytest.fixture
def run(tmp_path: Path, screener: Screener) -> Callable[..., BatchSummary]:
    """Screen a file in this process into `hits.<suffix>`."""

    def screen(source: Path, target: str = "hits.csv", **options: Any) -> BatchSummary:
        return screen_file(lambda: screener, source, tmp_path / target, BatchOptions(workers=1, **options))

    return screen


@pytest.fixture
def chunks() -> Callable[..., list[Chunk]]:
    """Read all chunks of a file."""

    def read(path: Path, **hints: str) -> list[Chunk]:
        return list(open_table(path, Hints(**hints))[0].chunks())

    return read


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(chunks: Sequence[Chunk]) -> list[list[Any]]:
    """Return the rows that were read."""
    return [list(chunk.row(place)) for chunk in chunks for place in range(len(chunk.numbers))]


def reasons_of(chunks: Sequence[Chunk]) -> list[tuple[int, str]]:
    """Return row and reason of the rows that could not be read."""
    return [(reject.row, reject.reason) for chunk in chunks for reject in chunk.rejects]
