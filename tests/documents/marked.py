"""Marked sources -> documents with their labels: where each listed party is named, and what only looks like it.

In: a file of the labelled set: a header, a line `===`, and a text in which names are marked, `[[17|Hafiz Karim]]` for a
mention and `{{place-name>17|Karim Street}}` for a trap. Out: the file as a reader would have it, without header and
marks, the text that is read from it, and the labels with their positions in that text. README.md says what is marked.

Must not know how names are found in a text, nor which parties the watchlist holds.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tamis.intake import read_document

WATCHLIST = "own-docs"
"""Name under which watchlist.jsonl is imported; marks leave it out."""

KINDS = frozenset(
    {
        "bill-of-lading", "biography", "blog", "contract", "email", "invoice", "list", "manual", "minutes", "news",
        "report", "ruling",
    }
)  # fmt: skip
"""What sort of document it is."""

TRAP_KINDS = frozenset(
    {
        "acronym", "capitals", "longer-name", "namesake-role", "ordinary-word", "organisation-name",
        "other-particulars", "partial-organisation", "place-name", "similar-name", "speaker", "surname-alone",
    }
)  # fmt: skip
"""Why a passage looks like a mention and is none; README.md explains each."""

_HEADER_END = "\n===\n"
_HEADER = frozenset({"language", "script", "kind", "published_on", "note"})
_BRACKET = re.compile(r"\[\[(\??[0-9+]+)\||\{\{([a-z-]+)(?:>([0-9+]+))?\||(\]\])|(\}\})")
_SENTINEL = re.compile(r"⟦(/?)([0-9]+)⟧")


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """A place where a listed party is named.

    Attributes:
        start: First code point in the document's text.
        end: One past the last.
        text: `text[start:end]`.
        listing: Id of the listing that is named.
        also: Ids of other listings that are as right an answer.
        optional: Whether finding it is neither asked for nor wrong.
    """

    start: int
    end: int
    text: str
    listing: str
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Trap:
    """A place that looks like a mention and is none.

    Attributes:
        start: First code point in the document's text.
        end: One past the last.
        text: `text[start:end]`.
        kind: One of `TRAP_KINDS`.
        tempts: Ids of the listings that it looks like, where its writer had some in mind.
    """

    start: int
    end: int
    text: str
    kind: str
    tempts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document of the set.

    Attributes:
        document: Its file's name.
        language: ISO 639 code of most of the text.
        script: ISO 15924 code of most of the text.
        kind: One of `KINDS`.
        published_on: The day that the document states of itself.
        content: The file as a reader has it, UTF-8.
        text: What is read from it; positions count its code points.
        mentions: In the order of the text.
        traps: In the order of the text.
    """

    document: str
    language: str
    script: str
    kind: str
    published_on: dt.date | None
    content: bytes
    text: str
    mentions: tuple[LabelledMention, ...]
    traps: tuple[Trap, ...]

    def labels(self) -> dict[str, Any]:
        """Return everything but the content and the text, ready for JSON."""
        twin = {
            field.name: getattr(self, field.name)
            for field in dataclasses.fields(self)
            if field.name not in {"content", "text", "mentions", "traps"}
        }
        twin["published_on"] = self.published_on.isoformat() if self.published_on else None
        twin["mentions"] = [dataclasses.asdict(one) for one in self.mentions]
        twin["traps"] = [dataclasses.asdict(one) for one in self.traps]
        return twin


@dataclass(frozen=True, slots=True)
class _Mark:
    """One pair of brackets: what stands in its head, and where in the source without marks."""

    head: tuple[str | None, ...]
    start: int
    end: int


def read_marked(path: Path) -> LabelledDocument:
    """Return one document of the set.

    Raises:
        ValueError: a header or a mark that nobody can read; the message names the file.
    """
    header, found, body = path.read_text(encoding="utf-8").partition(_HEADER_END)
    if not found:
        raise ValueError(f"{path.name}: no line === after the header")
    told = dict(line.split(": ", 1) for line in header.splitlines())
    if unknown := told.keys() - _HEADER:
        raise ValueError(f"{path.name}: unknown in the header: {', '.join(sorted(unknown))}")
    try:
        plain, marks = _strip(body)
        text, marks = _positions(path.name, plain, marks)
        mentions, traps = _labels(text, marks)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    day = told.get("published_on")
    return LabelledDocument(
        document=path.name,
        language=told["language"],
        script=told["script"],
        kind=told["kind"],
        published_on=dt.date.fromisoformat(day) if day else None,
        content=plain.encode(),
        text=text,
        mentions=mentions,
        traps=traps,
    )


def read_all(folder: Path) -> Iterator[LabelledDocument]:
    """Yield the documents of a folder, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.suffix in {".txt", ".html", ".md"}:
            yield read_marked(path)


def _strip(body: str) -> tuple[str, list[_Mark]]:
    """Return the text without marks, and the marks by where they open; they may stand in one another."""
    parts: list[str] = []
    length = last = 0
    unclosed: list[tuple[str, tuple[str | None, ...], int]] = []
    marks: list[_Mark] = []
    for bracket in _BRACKET.finditer(body):
        parts.append(body[last : bracket.start()])
        length += len(parts[-1])
        last = bracket.end()
        if not (bracket[4] or bracket[5]):
            unclosed.append(("]]" if bracket[1] else "}}", bracket.groups()[:3], length))
            continue
        if not unclosed or unclosed[-1][0] != bracket[0]:
            raise ValueError(f"{bracket[0]} closes nothing after ...{body[max(0, bracket.start() - 40) : last]!r}")
        _, head, start = unclosed.pop()
        marks.append(_Mark(head, start, length))
    if unclosed:
        raise ValueError(f"{unclosed[-1][1]} is never closed")
    plain = "".join([*parts, body[last:]])
    if re.search(r"\[\[|\{\{|\]\]|\}\}", plain):
        raise ValueError("a bracket of a mark is left: is its number or its kind mistyped?")
    return plain, sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _positions(name: str, plain: str, marks: list[_Mark]) -> tuple[str, list[_Mark]]:
    """Return the text that is read from the file, and the marks with their places in it.

    The file is read twice, once with numbered brackets where the marks stand: what the reader leaves out, joins or
    moves is then seen, not guessed.
    """
    text = read_document(name, plain.encode()).text
    if text == plain:
        return text, marks
    edges = [(mark.end, 0, -mark.start, f"⟦/{number}⟧") for number, mark in enumerate(marks)]
    edges += [(mark.start, 1, -mark.end, f"⟦{number}⟧") for number, mark in enumerate(marks)]
    bracketed, last = [], 0
    for place, _, _, sentinel in sorted(edges):
        bracketed += [plain[last:place], sentinel]
        last = place
    read = read_document(name, "".join([*bracketed, plain[last:]]).encode()).text
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    taken = 0
    for sentinel_found in _SENTINEL.finditer(read):
        side = ends if sentinel_found[1] else starts
        side[int(sentinel_found[2])] = sentinel_found.start() - taken
        taken += len(sentinel_found[0])
    if _SENTINEL.sub("", read) != text:
        raise ValueError("marks change what is read from the file; move the mark that stands at an edge")
    if lost := [mark for number, mark in enumerate(marks) if number not in starts or number not in ends]:
        raise ValueError(f"the reader leaves out {plain[lost[0].start : lost[0].end]!r}; do not mark it")
    return text, [_Mark(mark.head, starts[number], ends[number]) for number, mark in enumerate(marks)]


def _labels(text: str, marks: list[_Mark]) -> tuple[tuple[LabelledMention, ...], tuple[Trap, ...]]:
    """Return mentions and traps from the heads of the marks."""
    mentions: list[LabelledMention] = []
    traps: list[Trap] = []
    for mark in marks:
        listings, kind, tempts = mark.head
        span = (mark.start, mark.end, text[mark.start : mark.end])
        if listings:
            first, *others = _ids(listings.lstrip("?"))
            mentions.append(LabelledMention(*span, first, tuple(others), listings.startswith("?")))
        elif kind in TRAP_KINDS:
            traps.append(Trap(*span, kind, tuple(_ids(tempts)) if tempts else ()))
        else:
            raise ValueError(f"{kind!r} is no kind of trap: {', '.join(sorted(TRAP_KINDS))}")
    return tuple(mentions), tuple(traps)


def _ids(numbers: str) -> list[str]:
    return [f"{WATCHLIST}:{number}" for number in numbers.split("+")]


def main() -> None:
    """Write a half as plain files with `labels.jsonl` beside them, for tools that are not Python."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help="marked sources, such as tests/documents/development")
    parser.add_argument("output", type=Path, help="where to write")
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    with (chosen.output / "labels.jsonl").open("w", encoding="utf-8") as labels:
        for document in read_all(chosen.folder):
            (chosen.output / document.document).write_bytes(document.content)
            labels.write(json.dumps(document.labels(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
