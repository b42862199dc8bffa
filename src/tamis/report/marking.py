"""What a marked document is made of: the numbers of its parties, its text cut at the marks, places in words.

In: records. Out: records and texts that a page and a terminal share. Must not know either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tamis.records import Location, Mention, Other


class Segment(NamedTuple):
    """A piece of a text: a mention's words, or what stands between two; `left_out` counts characters not shown before it."""

    text: str
    mention: Mention | None = None
    left_out: int = 0


def number_parties(mentions: Sequence[Mention]) -> dict[str, int]:
    """Return each listing's number, in the order in which the document names them."""
    return {listing: number for number, listing in enumerate(dict.fromkeys(one.listing for one in mentions), start=1)}


def cut_text(text: str, mentions: Sequence[Mention], around: int | None = None) -> Iterator[Segment]:
    """Yield a text in pieces, in order; of two readings of the same words the first is marked.

    Args:
        text: The document's text.
        mentions: Its mentions.
        around: How many characters around each mention are shown; all of the text where None.
    """
    at = 0
    for one in sorted(mentions, key=lambda mention: mention.start):
        if one.start < at:
            continue
        yield from _between(text, at, one.start, around, first=at == 0)
        yield Segment(text[one.start : one.end], one)
        at = one.end
    end = len(text) if around is None else min(len(text), at + around)
    if end > at:
        yield Segment(text[at:end])
    if end < len(text):
        yield Segment("", left_out=len(text) - end)


def _between(text: str, start: int, end: int, around: int | None, *, first: bool) -> Iterator[Segment]:
    """Yield what stands between two mentions, its middle left out where it is long."""
    before = 0 if first else around or 0
    if around is None or end - start <= before + around:
        if end > start:
            yield Segment(text[start:end])
        return
    if before:
        yield Segment(text[start : start + before])
    yield Segment(text[end - around : end], left_out=end - around - start - before)


def best_others(mentions: Sequence[Mention]) -> list[Other]:
    """Return whom the words of some mentions could mean as well, each once, best first."""
    best: dict[str, Other] = {}
    for mention in mentions:
        for other in mention.others:
            if other.listing not in best or other.score > best[other.listing].score:
                best[other.listing] = other
    return sorted(best.values(), key=lambda one: (-one.score, one.listing))


def place_text(location: Location | None) -> str:
    """Return in words where in the original something stands; "" where nothing is known."""
    if location is None:
        return ""
    if location.page:
        return f"page {location.page}"
    if location.paragraph:
        return f"paragraph {location.paragraph}" + (f" of {location.part}" if location.part else "")
    if location.row:
        return (f"{location.sheet}, " if location.sheet else "") + f"row {location.row}"
    return f"line {location.line}" if location.line else ""


def voice_text(mention: Mention) -> str:
    """Return in words how a mention stands to the quotations of its document; nothing where it stands in none."""
    parts = []
    if mention.speaks:
        parts.append("speaks in a quotation")
    if mention.quoted:
        parts.append(f"in a quotation of {mention.speaker}" if mention.speaker else "in a quotation")
    return ", ".join(parts)


def evidence_text(mention: Mention) -> str:
    """Return in words what the text beside a name says of its bearer."""
    return "; ".join(f"{one.text} ({one.query})" if one.query else one.text for one in mention.evidence)
