"""Documents -> a Scan: who is mentioned in which.

In: a screener, or what opens one for a day, and paths. Out: Scans. One bad file is named and never stops the others. Must
not know how names are found in a text: that is the screener's.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from tamis.errors import DocumentError
from tamis.intake.documents import find_files, read_documents, shown
from tamis.records.document import Document, Unread
from tamis.records.hit import Mention, Reconstruction, Scan, ScannedDocument
from tamis.values.groups import in_groups

_OPEN_DAYS = 4
"""Screeners kept open where each document is asked as of its own day: a folder is often in the order of days."""


_TOGETHER = 200_000
"""Characters of documents that are asked together."""


class _HasId(Protocol):
    @property
    def id(self) -> str:
        """Id of the policy."""
        ...


class TextScreener(Protocol):
    """What scanning asks of a screener; `tamis.Screener` is one."""

    @property
    def snapshots(self) -> tuple[str, ...]:
        """Ids of the snapshots asked."""
        ...

    @property
    def policy(self) -> _HasId:
        """What scores, known by its id."""
        ...

    @property
    def engine(self) -> str:
        """Version of the engine."""
        ...

    @property
    def as_of(self) -> dt.date | None:
        """The day asked for, None for today."""
        ...

    @property
    def reconstructed(self) -> tuple[Reconstruction, ...]:
        """Snapshots that stand in for that day."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the reader must know of the lists."""
        ...

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        """Yield who is mentioned in each text; positions count its code points."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """How files are scanned; travels to other processes.

    Attributes:
        open_on: Opens the lists as of a day; None for today.
        as_of: The day; ignored where `as_published`.
        as_published: Ask each document as of its own day of publication.
        keep: Makes a document's page and returns what it is called in the report; None for no pages.
    """

    open_on: Callable[[dt.date | None], TextScreener]
    as_of: dt.date | None = None
    as_published: bool = False
    keep: Callable[[Document, Scan], str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        scans: The documents in it, by the day they were asked as of.
        unread: What in it could not be read.
    """

    scans: tuple[Scan, ...] = ()
    unread: tuple[Unread, ...] = ()


class Desk:
    """Scans files one after the other, with the lists of a day opened once.

    Args:
        task: How.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._open: dict[dt.date | None, TextScreener] = {}

    def screener(self, day: dt.date | None) -> TextScreener:
        """Return the screener for a day, open."""
        if day not in self._open:
            while len(self._open) >= _OPEN_DAYS:
                del self._open[next(iter(self._open))]
            self._open[day] = self._task.open_on(day)
        return self._open[day]

    def scan_files(self, paths: Iterable[str], tick: Callable[[], None] | None = None) -> Iterator[tuple[str, Outcome]]:
        """Scan what files hold, small ones together; yield each file with what came of it, in their order.

        Args:
            paths: Files; `-` for standard input.
            tick: Called after each document: a sign that the work goes on.
        """
        scans: dict[dt.date | None, Scan] = {}
        unread: list[Unread] = []
        for group in in_groups(self._found(paths, tick), _size, _TOGETHER):
            done = iter(self._scan([found for _, found in group if isinstance(found, Document)], tick))
            for path, found in group:
                if isinstance(found, Document):
                    one = next(done)
                    scans[one.as_of] = _together([scans[one.as_of], one]) if one.as_of in scans else one
                elif found is not None:
                    unread.append(found)
                else:
                    yield path, Outcome(tuple(scans.values()), tuple(unread))
                    scans, unread = {}, []

    def _found(self, paths: Iterable[str], tick: Callable[[], None] | None) -> Iterator[_Found]:
        """Yield what is in files, with the file; None after the last of each."""
        for path in paths:
            for found in read_documents(path):
                if isinstance(found, Document) and self._task.as_published and found.published_on is None:
                    yield path, Unread(found.path, "it states no day of publication; give --as-of YYYY-MM-DD")
                else:
                    yield path, found
                if tick:
                    tick()
            yield path, None

    def _scan(self, documents: Sequence[Document], tick: Callable[[], None] | None) -> list[Scan]:
        """Return a Scan for each document; those of one day are asked together."""
        scans: dict[int, Scan] = {}
        days = [document.published_on if self._task.as_published else self._task.as_of for document in documents]
        for day in dict.fromkeys(days):
            screener, places = self.screener(day), [place for place, one in enumerate(days) if one == day]
            mentions = screener.scan_many(documents[place].text for place in places)
            for place, found in zip(places, mentions, strict=True):
                scans[place] = self._kept(documents[place], _as_scan(screener, documents[place], found))
                if tick:
                    tick()
        return [scans[place] for place in range(len(documents))]

    def _kept(self, document: Document, scan: Scan) -> Scan:
        if self._task.keep is None:
            return scan
        page = self._task.keep(document, scan)
        return replace(scan, documents=(replace(scan.documents[0], page=page),))


_Found = tuple[str, Document | Unread | None]


def _size(found: _Found) -> int:
    return len(found[1].text) if isinstance(found[1], Document) else 0


def _as_scan(screener: TextScreener, document: Document, mentions: Iterable[Mention]) -> Scan:
    """Return what is mentioned in a document that has been read, each mention with its place in the original."""
    scanned = ScannedDocument(
        path=document.path,
        title=document.title,
        published_on=document.published_on,
        characters=len(document.text),
        mentions=tuple(replace(one, location=document.locate(one.start)) for one in mentions),
        media_type=document.media_type,
        author=document.author,
        language=document.language,
    )
    return Scan(
        documents=(scanned,),
        snapshots=tuple(screener.snapshots),
        policy=screener.policy.id,
        engine=screener.engine,
        as_of=screener.as_of,
        reconstructed=tuple(screener.reconstructed),
        warnings=(*screener.warnings, *(f"{shown(document.path)}: {warning}" for warning in document.warnings)),
    )


def scan_documents(screener: TextScreener, paths: Sequence[str | Path]) -> Scan:
    """Return who is mentioned in which document. What cannot be read among several is named in `unread` and `warnings`.

    Args:
        screener: Who is asked.
        paths: Files, folders, `-` for standard input.

    Raises:
        DocumentError: no path given, or nothing could be read.
    """
    desk = Desk(Task(open_on=lambda _day: screener))
    return gather_scans(outcome for _, outcome in desk.scan_files(files_below(paths)))[0]


def files_below(paths: Iterable[str | Path]) -> list[str]:
    """Return the files that paths name, each once, those of a folder in the order of their names.

    Raises:
        DocumentError: no path given, or folders without a file.
    """
    named = list(paths)
    if not named:
        raise DocumentError("no document given: name one or more files or folders, or - for standard input")
    files = list(dict.fromkeys(file for path in named for file in find_files(path)))
    if not files:
        raise DocumentError(f"{', '.join(shown(str(path)) for path in named)}: no documents in it")
    return files


def gather_scans(outcomes: Iterable[Outcome]) -> list[Scan]:
    """Return one Scan for each day that documents were asked as of, in the order in which the days came up.

    Raises:
        DocumentError: nothing could be read; says why.
    """
    days: dict[dt.date | None, list[Scan]] = {}
    unread: list[Unread] = []
    for outcome in outcomes:
        for one in outcome.scans:
            days.setdefault(one.as_of, []).append(one)
        unread.extend(outcome.unread)
    if not days:
        several = f"none of {len(unread)} documents could be read: " if len(unread) > 1 else ""
        raise DocumentError(several + "; ".join(f"{shown(one.path)}: {one.reason}" for one in unread[:10]))
    scans = [_together(group) for group in days.values()]
    named = [f"not read: {shown(one.path)}: {one.reason}" for one in unread]
    scans[0] = replace(scans[0], warnings=(*scans[0].warnings, *named), unread=tuple(unread))
    return scans


def _together(scans: Sequence[Scan]) -> Scan:
    """Return several Scans of one day as one."""
    return dataclasses.replace(
        scans[0],
        documents=tuple(document for one in scans for document in one.documents),
        warnings=tuple(dict.fromkeys(warning for one in scans for warning in one.warnings)),
    )
