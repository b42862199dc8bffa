"""A Scan for programs: one JSON line for each document, one CSV row for each mention.

In: records. Out: JSON twins and cells. Must not know where they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tamis.cli import acts
from tamis.records import Mention, Scan, ScannedDocument, encode
from tamis.report.marking import evidence_text, place_text

CSV_COLUMNS = (
    "path", "title", "published_on", "start", "end", "text", "listing", "score", "name", "quality", "caption", "kind",
    "programmes", "listed_on", "support", "also", "others", "passage", "snapshots", "policy", "engine", "as_of",
    "warnings", "place", "evidence", "quoted", "speaker", "speaks",
)  # fmt: skip
"""One row for each mention; a document without one has one row without a listing."""


def document_twins(scanned: Scan) -> Iterator[dict[str, Any]]:
    """Yield each document's JSON twin together with what it was asked of: a line that stands alone."""
    whole = {key: value for key, value in scanned.to_json().items() if key != "documents"}
    for document in scanned.documents:
        yield {**encode(document), **whole}


def csv_cells(scanned: Scan) -> Iterator[list[Any]]:
    """Yield the rows of `CSV_COLUMNS`."""
    whole = [scanned.snapshots, scanned.policy, scanned.engine, scanned.as_of, scanned.warnings]
    for document in scanned.documents:
        rows = [_mention_cells(one) for one in document.mentions] or [[None] * 19]
        for row, place in zip(rows, _places(document), strict=True):
            yield [*_document_cells(document), *row[:15], *whole, place, *row[15:]]


def _document_cells(document: ScannedDocument) -> list[Any]:
    return [document.path, document.title, document.published_on]


def _places(document: ScannedDocument) -> list[str | None]:
    """Return where in the original each mention begins, in words; one empty place for a document without any."""
    return [place_text(one.location) for one in document.mentions] or [None]


def _mention_cells(one: Mention) -> list[Any]:
    return [
        one.start, one.end, one.text, one.listing, one.score, one.name.listed, one.name.quality.value, one.caption,
        one.kind.value, acts.programmes(one.designations), acts.listed_on(one.designations), one.support, one.also,
        [other.listing for other in one.others], one.passage, evidence_text(one) or None, one.quoted, one.speaker, one.speaks,
    ]  # fmt: skip
