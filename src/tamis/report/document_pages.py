"""The pages of a scan: a document with its mentions marked, and an index of many.

In: a Document and its Scan, or Scans. Out: HTML; whatever a document or a list says is text on the page and never markup.
Must not know how documents are read or names are found.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tamis.records import Designation, Document, Mention, Other, Scan, ScannedDocument
from tamis.report.marking import best_others, cut_text, evidence_text, number_parties, place_text, voice_text
from tamis.report.pages import render_page
from tamis.snapshots.files import replace_file
from tamis.sources.catalogue import homepage_of, title_of

WHOLE_CHARACTERS = 1_000_000
"""Beyond it a page shows what stands around the mentions: a browser takes seconds for more."""
AROUND_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class PartyCard:
    """What the side panel says of one listing.

    Attributes:
        number: Its number in the document.
        first: Its first mention, which tells what the listing is.
        best: Its highest score.
        mentions: All of its mentions, each with its number in the document, from 1.
        others: Different parties that its words could mean, best first.
        publisher: The list's name for people.
        link: The publisher's page about the list; None for one of the user's own.
    """

    number: int
    first: Mention
    best: float
    mentions: tuple[tuple[int, Mention], ...]
    others: tuple[Other, ...]
    publisher: str
    link: str | None

    @property
    def also(self) -> tuple[str, ...]:
        """Ids of the same party's listings on other lists."""
        return tuple(dict.fromkeys(other for _, one in self.mentions for other in one.also))

    @property
    def acts(self) -> tuple[Designation, ...]:
        """The acts behind the listing."""
        return self.first.designations


def document_page(document: Document, scan: Scan, back: str | None = None) -> str:
    """Return the page of one document.

    Args:
        document: The document as read.
        scan: What was found in it.
        back: The address of the index that leads here; None for a page that stands alone.
    """
    mentions = scan.documents[0].mentions
    around = AROUND_CHARACTERS if len(document.text) > WHOLE_CHARACTERS else None
    ordered = sorted(mentions, key=lambda one: one.start)
    numbers = {id(one): number for number, one in enumerate(ordered, 1)}
    return render_page(
        "document.html",
        title=_shown(document.title or document.path),
        lead=_about(document),
        warnings=scan.warnings,
        footer=_footer(scan),
        back=back,
        path=_shown(document.path),
        segments=[
            (_shown(one.text), one.mention, numbers.get(id(one.mention)), one.left_out)
            for one in cut_text(document.text, ordered, around)
        ],
        parties=number_parties(ordered),
        cards=_cards(ordered, numbers),
        place=place_text,
        told=evidence_text,
        voice=voice_text,
    )


def write_page(folder: Path, back: str | None, document: Document, scan: Scan) -> str:
    """Write a document's page into a folder, readable by its owner alone, and return the name of its file.

    The name is a digest of the document's path: stable from run to run, and no path from input.

    Args:
        folder: Where the pages are; it must be there.
        back: The address of the index, seen from the folder.
        document: The document as read.
        scan: What was found in it.
    """
    name = hashlib.sha256(document.path.encode("utf-8", "surrogatepass")).hexdigest()[:16] + ".html"
    temporary = folder / f".{name}.{os.getpid()}"
    temporary.unlink(missing_ok=True)
    replace_file(folder / name, document_page(document, scan, back).encode("utf-8", "replace"), temporary)
    return name


def index_page(scans: Sequence[Scan], folder: str) -> str:
    """Return the index of many documents, the worst first.

    Args:
        scans: What was found, one for each day asked for.
        folder: The folder of their pages, relative to the index.
    """
    rows = sorted((_row(document, scan) for scan in scans for document in scan.documents), key=_worst_first)
    unread = [one for scan in scans for one in scan.unread]
    named = sum(bool(row.cards) for row in rows)
    return render_page(
        "documents.html",
        title=f"{len(rows):,} documents scanned",
        lead=f"{named:,} of them name somebody who is listed",
        warnings=[text for scan in scans for text in scan.warnings if not text.startswith("not read: ")],
        footer=list(dict.fromkeys(line for scan in scans for line in _footer(scan))),
        folder=folder,
        rows=rows,
        named=named,
        mentions=sum(len(row.document.mentions) for row in rows),
        unread=[(_shown(one.path), _shown(one.reason)) for one in unread],
        several_days=len(scans) > 1,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One document in the index."""

    document: ScannedDocument
    title: str
    path: str
    scan: Scan
    cards: tuple[PartyCard, ...]

    @property
    def best(self) -> float:
        return max((one.best for one in self.cards), default=0.0)


def _row(document: ScannedDocument, scan: Scan) -> _Row:
    ordered = sorted(document.mentions, key=lambda one: one.start)
    cards = _cards(ordered, {id(one): number for number, one in enumerate(ordered, 1)})
    title, path = _shown(document.title or ""), _shown(document.path)
    return _Row(document, title, path, scan, tuple(sorted(cards, key=lambda card: -card.best)))


def _worst_first(row: _Row) -> tuple[float, int, int, str]:
    return (-row.best, -len(row.cards), -len(row.document.mentions), row.path)


def _cards(mentions: Sequence[Mention], numbers: dict[int, int]) -> list[PartyCard]:
    out = []
    for listing, number in number_parties(mentions).items():
        own = [one for one in mentions if one.listing == listing]
        watchlist = listing.partition(":")[0]
        out.append(
            PartyCard(
                number=number,
                first=own[0],
                best=max(one.score for one in own),
                mentions=tuple((numbers[id(one)], one) for one in own),
                others=tuple(best_others(own)),
                publisher=title_of(watchlist),
                link=homepage_of(watchlist),
            )
        )
    return out


def _about(document: Document) -> str:
    parts = [
        f"published {document.published_on}" if document.published_on else "no date of its own",
        _shown(document.author or ""),
        document.language or "",
        f"{len(document.text):,} characters",
    ]
    return "; ".join(part for part in parts if part)


def _footer(scan: Scan) -> list[str]:
    when = f" as of {scan.as_of}" if scan.as_of else ""
    return [f"Asked{when}: {', '.join(scan.snapshots)}", f"{scan.policy}; engine {scan.engine}"]


def _shown(text: str) -> str:
    """Return text without the control characters that HTML has no place for; half a surrogate pair is one, too."""
    if text.isprintable():
        return text
    return "".join(
        "\ufffd"
        if (char < " " and char not in "\n\t") or "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"
        else char
        for char in text
    )
