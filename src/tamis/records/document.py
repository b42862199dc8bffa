"""Document: a file's text and what it says of itself, ready to be scanned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with what it says of itself.

    Attributes:
        path: As the caller gave it; `-` for standard input.
        title: The document's own title.
        published_on: The document's own date of publication, None where it states none for certain.
        text: The text that is scanned; positions of mentions count its code points. Lines end in `\\n`.
        media_type: `text/plain` or `text/html`.
        author: Who signs it; several are joined by `; `.
        language: BCP 47 tag that the document itself declares, such as `en` or `ar-EG`.
        warnings: What a reader must know of how it was read: a guessed encoding, characters that were lost.
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
