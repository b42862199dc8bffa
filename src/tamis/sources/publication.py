"""From paths to a Publication: find the files, choose the parser, check that the list is the one that was named.

In: a watchlist and paths. Out: a Publication, or one clear line. It must not know where publications are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tamis.errors import FormatError, SourceError
from tamis.records import Publication, SourceFile
from tamis.sources import ofac, ofac_csv
from tamis.sources.catalogue import check_watchlist, is_readable, title_of, watchlists
from tamis.sources.findings import Findings
from tamis.sources.formats import READERS, Form
from tamis.sources.locate import OFAC_STEMS, Located, locate


def read_publication(watchlist: str, paths: Sequence[Path]) -> Publication:
    """Read a publisher's files, or a list of one's own.

    Args:
        watchlist: One of `watchlists()`, `own`, `own-<name>` or `os-<dataset>`.
        paths: One file (an OFAC main file is read with its siblings beside it), the files of a set, or the folder that holds
            the list; plain or gzip.

    Returns:
        The publication, whole: every entry, what was not read, which files did not come.

    Raises:
        UnknownListError: no such watchlist.
        SourceError: a list that this version cannot read yet.
        FormatError: files that are not that list, or that are damaged, cut off or ambiguous.
    """
    check_watchlist(watchlist)
    if not is_readable(watchlist):
        readable = ", ".join(info.name for info in watchlists().values() if info.readable)
        raise SourceError(
            f"{watchlist}: this version of tamis cannot read this list yet; it reads {readable}, os-<dataset> and own lists"
        )
    located = locate(watchlist, [Path(path) for path in paths])
    _check_name(watchlist, located)
    findings = Findings()
    parsed = READERS[located.form](located.files, watchlist, findings)
    _check_programmes(watchlist, parsed.told, located)
    return Publication(
        watchlist=watchlist,
        title=title_of(watchlist),
        parser=parsed.parser,
        listings=tuple(parsed.listings),
        files=_source_files(located),
        contents=tuple(file.stream if file.held is None else file.held for file in located.files.values()),
        published_at=parsed.published_at,
        incomplete=(*_lacking(located), *parsed.lacking),
        unread=findings.unread,
        warnings=findings.warnings,
    )


def _source_files(located: Located) -> tuple[SourceFile, ...]:
    return tuple(SourceFile(role, file.name, *file.digest()) for role, file in located.files.items())


def _lacking(located: Located) -> tuple[str, ...]:
    """Return the roles of a CSV set that did not come; comments exist only where a remark is too long for its column."""
    if located.form is not Form.OFAC_MAIN:
        return ()
    return tuple(role for role in (ofac_csv.ALT, ofac_csv.ADD) if role not in located.files)


def _check_name(watchlist: str, located: Located) -> None:
    """Refuse an OFAC file whose name tells the other OFAC list."""
    if watchlist in OFAC_STEMS and located.named not in (None, watchlist):
        path = located.files[ofac_csv.MAIN].path
        raise FormatError(
            f"{path}: by its name this is {located.named}, not {watchlist}; type: tamis import {located.named} {path}"
        )


def _check_programmes(watchlist: str, told: str | None, located: Located) -> None:
    """Refuse an OFAC file whose programmes tell the other OFAC list."""
    if told not in (None, watchlist):
        title = {ofac.SDN: "the SDN list", ofac.CONSOLIDATED: "the Consolidated list"}[str(told)]
        path = located.files[ofac_csv.MAIN].path
        raise FormatError(
            f"{path}: its programmes are those of {title}, so this is {told}, not {watchlist}; import it as {told}"
        )
