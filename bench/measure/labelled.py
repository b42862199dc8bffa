"""Scans of documents with labels -> how many mentions are found and right, and which are not.

Comes in: labelled documents (`tests/documents`) and what is reported in each. Goes out: Figures with intervals and Misses. The law is
the one under "Judging" in `tests/documents/README.md`. Must not know how names are found in a text.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from measure.report import Figure, Outcome, Place, clustered_share, figures_of
from tamis.intake.scanning import TextScreener, scan_documents
from tamis.records import Mention
from tamis.screening import Screener
from tamis.sources import read_publication

SET = Path(__file__).resolve().parents[2] / "tests" / "documents"
sys.path.insert(0, str(SET))

from marked import WATCHLIST, LabelledDocument, LabelledMention, read_all  # noqa: E402  the folder is on no path before

SECTION = "labelled documents"
PRECISION, RECALL, EXACT = "precision", "recall", "exact spans of those found"
SILENT, AVOIDED = "silent documents that stay silent", "traps passed by"
FOLDERS = ("development", "kept")
"""The halves of the set, by their folders."""


class _Span(Protocol):
    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last."""
        ...


@dataclass(frozen=True, slots=True)
class Miss:
    """A mention that is labelled and not found, or one that is reported and wrong.

    Attributes:
        document: Its file's name.
        error: `missed` or `wrong`.
        start: First code point in the document's text.
        end: One past the last.
        text: The words.
        listing: Id of the listing that is labelled, or that is reported.
        near: What is reported, or labelled, on the same words: ids of listings and kinds of traps.
    """

    document: str
    error: str
    start: int
    end: int
    text: str
    listing: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one half; each list holds one outcome a question: a reported mention, a labelled one, a document, a trap."""

    reported: list[Outcome]
    labelled: list[Outcome]
    spans: list[Outcome]
    silent: list[Outcome]
    traps: list[Outcome]
    misses: list[Miss]


def invented_screener() -> Screener:
    """Return a screener over the invented watchlist alone."""
    return Screener.from_listings(read_publication(WATCHLIST, [SET / "watchlist.jsonl"]).listings)


def read_half(folder: str) -> list[LabelledDocument]:
    """Return the documents of one half."""
    return list(read_all(SET / folder))


def report_mentions(screener: TextScreener, documents: Sequence[LabelledDocument]) -> list[Sequence[Mention]]:
    """Return what is reported in each document, as `tamis scan` reads and asks it: from a file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / document.document for document in documents]
        for path, document in zip(paths, documents, strict=True):
            path.write_bytes(document.content)
        scan = scan_documents(screener, paths)
    found = {Path(one.path).name: one.mentions for one in scan.documents}
    return [found.get(document.document, ()) for document in documents]


def judge(documents: Iterable[LabelledDocument], reported: Iterable[Sequence[Mention]]) -> Verdict:
    """Return what is found, right and wrong, each counted under its document, language, script and kind."""
    verdict = Verdict([], [], [], [], [], [])
    for document, mentions in zip(documents, reported, strict=True):
        _judge_document(verdict, document, mentions)
    return verdict


def _judge_document(verdict: Verdict, document: LabelledDocument, mentions: Sequence[Mention]) -> None:
    groups = (f"language: {document.language}", f"script: {document.script}", f"document: {document.kind}")
    right = [any(_names(one, label) for label in document.mentions) for one in mentions]
    for one, is_right in zip(mentions, right, strict=True):
        verdict.reported.append(Outcome(is_right, groups, document.document))
        if not is_right:
            verdict.misses.append(_wrong(document, one))
    for label in document.mentions:
        if label.optional:
            continue
        found = [one for one in mentions if _names(one, label)]
        verdict.labelled.append(Outcome(bool(found), groups, document.document))
        if found:
            exact = any((one.start, one.end) == (label.start, label.end) for one in found)
            verdict.spans.append(Outcome(exact, groups, document.document))
        else:
            verdict.misses.append(_missed(document, label, mentions))
    if not document.mentions:
        verdict.silent.append(Outcome(not mentions, groups, document.document))
    false = [one for one, is_right in zip(mentions, right, strict=True) if not is_right]
    for trap in document.traps:
        fallen = any(_overlap(one, trap) for one in false)
        verdict.traps.append(Outcome(not fallen, (*groups, f"trap: {trap.kind}"), document.document))


def _names(mention: Mention, label: LabelledMention) -> bool:
    """Say whether a reported mention stands on the words of a labelled one and names its listing, or one as right."""
    return _overlap(mention, label) and mention.listing in (label.listing, *label.also)


def _overlap(one: _Span, two: _Span) -> bool:
    return one.start < two.end and two.start < one.end


def _wrong(document: LabelledDocument, mention: Mention) -> Miss:
    near = [label.listing for label in document.mentions if _overlap(mention, label)]
    near += [f"{trap.kind} trap" for trap in document.traps if _overlap(mention, trap)]
    return Miss(document.document, "wrong", mention.start, mention.end, mention.text, mention.listing, tuple(near))


def _missed(document: LabelledDocument, label: LabelledMention, mentions: Sequence[Mention]) -> Miss:
    near = tuple(one.listing for one in mentions if _overlap(one, label))
    return Miss(document.document, "missed", label.start, label.end, label.text, label.listing, near)


def label_figures(half: str, verdict: Verdict) -> list[Figure]:
    """Return the figures of one half. Mentions of one document are not independent: the intervals take that in."""
    measured = {
        PRECISION: verdict.reported,
        RECALL: verdict.labelled,
        EXACT: verdict.spans,
        SILENT: verdict.silent,
        AVOIDED: verdict.traps,
    }
    return [
        figure
        for measure, outcomes in measured.items()
        for figure in figures_of(Place(half, SECTION, measure, "tamis"), outcomes, clustered_share)
    ]
