"""Document: a file's text and what it says of itself, ready to be scanned."""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass, replace
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where in the original a piece of the extracted text stands; what a kind of document does not have is None.

    Attributes:
        line: Line of the extracted text, from 1.
        page: Page of a PDF, from 1.
        paragraph: Paragraph of a Word document, from 1 in the order of its part, those of tables counted.
        part: Part of a Word document outside its main text: `footnotes`, `endnotes`, `comments`, `header1` ...
        element: Element of a web page as an XPath, such as `/html/body/div[2]/p[1]`.
        sheet: Name of a workbook's sheet.
        row: Row of a sheet or of a CSV file, from 1.
    """

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None
    part: str | None = None
    element: str | None = None
    sheet: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The beginning of a stretch of extracted text that comes from one place of the original.

    Attributes:
        start: Its first code point; it ends where the next one starts.
        location: Where it stands in the original.
    """

    start: int
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with what it says of itself.

    Attributes:
        path: As the caller gave it; `-` for standard input; what an archive or a mail holds is `outer!inner`.
        title: The document's own title.
        published_on: The document's own date of publication, None where it states none for certain.
        text: The text that is scanned; positions of mentions count its code points. Lines end in `\\n`.
        media_type: `text/plain`, `text/html`, `application/pdf` ...
        author: Who signs it; several are joined by `; `.
        language: BCP 47 tag that the document itself declares, such as `en` or `ar-EG`.
        warnings: What a reader must know of how it was read: a guessed encoding, characters that were lost.
        stretches: Where in the original the text stands, in its order; empty where a line says it all.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    path: str
    title: str | None
    published_on: dt.date | None
    text: str
    media_type: str
    author: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    def locate(self, start: int) -> Location:
        """Return where in the original the code point `start` of the text stands."""
        line = self.text.count("\n", 0, start) + 1
        number = bisect.bisect_right(self.stretches, start, key=lambda one: one.start)
        return replace(self.stretches[number - 1].location, line=line) if number else Location(line=line)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read.

    Attributes:
        path: As the caller gave it, or where it was found.
        reason: What is wrong with it and what to do, in one line.
    """

    JSON_ALWAYS: ClassVar[tuple[str, ...]] = ("*",)

    path: str
    reason: str
