"""A PDF -> the text of its pages, in their order, with the page on which each stretch stands.

In: bytes. Out: a Reading. Nothing in the file is run or fetched: PDFium is asked for text alone, without scripts, forms
or links. Words divided at the end of a line are made whole; a line that stands at the edge of most pages is kept where
it stands first. A page without a text layer is named. Must not know where the bytes came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tamis.errors import DocumentError, MissingExtraError
from tamis.intake.plain import read_plain
from tamis.intake.reading import MAX_CHARACTERS, Deadline, Reading, in_one_line
from tamis.records.document import Location, Stretch

MAX_PAGES = 5_000
"""The longest rulings and reports have some 2,000."""

_DIVIDED = re.compile(r"[\ufffe\x02]\s*")  # PDFium's mark for a hyphen at a line's end, the line's end left out
_SOFT_HYPHEN = re.compile(r"\u00ad\s*\n?\s*")
_HYPHEN_AT_END = re.compile(r"(\w+(?:-\w+)*)-[ ]*\n[ ]*(?=(\w))")
_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 2  # a running head and a page number
_PAGES_FOR_EDGES = 3
_NO_TITLE = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|excel)|untitled|document\d*|.*\.(?:docx?|pdf|rtf|odt|indd|qxd))\b"
)
_UNREADABLE_LIMIT = 0.3  # of a page's characters: fonts without a map to letters give private or no characters


def read_pdf(content: bytes, deadline: Deadline, latest: dt.date | None = None) -> Reading:
    """Return the text of a PDF and what it says of itself.

    The day of publication is the one that the text states: the file's own dates say when somebody printed it.

    Args:
        content: The file.
        deadline: When to give up.
        latest: Later days are not believed; today where nothing is given.

    Raises:
        DocumentError: locked, damaged, too long, or without any text; the message has no path.
        MissingExtraError: `pypdfium2` is not installed.
    """
    with _opened(content) as document:
        pages = list(_pages(document, deadline))
        about = {key: in_one_line(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
        language = _language(document)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise DocumentError("none of its pages has a text layer: it is made of pictures; run OCR over it first")
    text, stretches = _joined(_without_running_lines(pages))
    plain = read_plain(text, latest)
    title = about.get("Title")
    return Reading(
        text=text,
        media_type="application/pdf",
        title=title if title and not _NO_TITLE.match(title) else plain.title,
        published_on=plain.published_on,
        author=about.get("Author"),
        language=language,
        warnings=tuple(_warnings(empty, len(pages), text)),
        stretches=stretches,
    )


def _pdfium() -> Any:
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("a PDF needs pypdfium2: pip install 'tamis[documents]'") from None
    return pypdfium2


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    pdfium = _pdfium()
    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise DocumentError("it is locked with a password; save it without one") from None
        raise DocumentError("it is a damaged PDF; get it again, or print it to a new PDF") from None
    try:
        if not count:
            raise DocumentError("it is a PDF without pages")
        if count > MAX_PAGES:
            raise DocumentError(f"it has {count:,} pages; tamis reads {MAX_PAGES:,} at most: split it")
        yield document
    finally:
        document.close()


def _pages(document: Any, deadline: Deadline) -> Iterator[str]:
    """Yield the text of each page; one that PDFium cannot read is an empty one."""
    pdfium = _pdfium()
    characters = 0
    for number in range(len(document)):
        deadline.check()
        try:
            page = document[number]
            layer = page.get_textpage()
            text = str(layer.get_text_range(errors="ignore"))
            layer.close()
            page.close()
        except pdfium.PdfiumError:
            text = ""
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise DocumentError(f"it holds more than {MAX_CHARACTERS // 1_000_000} million characters; split it")
        yield _clean(text)


def _clean(text: str) -> str:
    """Return a page's text with line ends as `\\n` and the words whole that a line's end divides."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = _DIVIDED.sub("-\n", _SOFT_HYPHEN.sub("", text))
    return _HYPHEN_AT_END.sub(_undivided, text)


def _undivided(match: re.Match[str]) -> str:
    """Join "organi-" and "sation"; keep the hyphen of "Al-" and "Rahman", and of "Jamaat-ud-" and "dawa"."""
    keeps = not match[2].islower() or "-" in match[1] or not match[1].islower()
    return f"{match[1]}-" if keeps else match[1]


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """Return the pages without the lines that stand at the edge of most of them, but for the first time each."""
    if len(pages) < _PAGES_FOR_EDGES:
        return list(pages)
    split = [page.split("\n") for page in pages]
    seen = Counter(_masked(lines[at]) for lines in split for at in _edges(lines))
    running = {line for line, count in seen.items() if 2 * count > len(pages)}
    shown: set[str] = set()
    out = []
    for lines in split:
        drop = set()
        for at in _edges(lines):
            line = _masked(lines[at])
            if line in running and (line in shown or not line.strip("# ")):
                drop.add(at)
            shown.add(line)
        out.append("\n".join(line for at, line in enumerate(lines) if at not in drop))
    return out


def _edges(lines: Sequence[str]) -> list[int]:
    """Return the places of the first and the last filled lines."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return sorted({*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]})


def _masked(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _joined(pages: Sequence[str]) -> tuple[str, tuple[Stretch, ...]]:
    """Return the pages as one text; a word or sentence that runs over a page's end goes on in the next line."""
    text, stretches = "", []
    parts: list[str] = []
    length = 0
    for number, page in enumerate(pages, 1):
        body = page.strip()
        if not body:
            continue
        if parts:
            gap = "\n" if not text.endswith((".", "!", "?", ":", "。", "؟", "…", "”", '"')) else "\n\n"
            if match := _HYPHEN_AT_END.search(text[-60:] + "\n" + body[:1]):
                joined = _undivided(match)
                cut = len(match[1]) + 1
                parts[-1] = parts[-1][:-cut] + joined
                length += len(joined) - cut
                gap = ""
            parts.append(gap)
            length += len(gap)
        stretches.append(Stretch(length, Location(page=number)))
        parts.append(body)
        length += len(body)
        text = body
    return "".join(parts), tuple(stretches)


def _language(document: Any) -> str | None:
    """Return the language that the file's catalogue declares."""
    import ctypes

    from pypdfium2 import raw

    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 100:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return in_one_line(buffer.raw.decode("utf-16-le", "ignore").strip("\x00"))


def _warnings(empty: Sequence[int], pages: int, text: str) -> Iterator[str]:
    if empty:
        which = ", ".join(map(str, empty[:20])) + (" ..." if len(empty) > 20 else "")
        yield f"{len(empty)} of its {pages} pages have no text layer and were not read: {which}; run OCR over them"
    lost = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if lost > _UNREADABLE_LIMIT * len(text):
        yield "most of its characters have no letters behind them: a font without a map; run OCR over it"
