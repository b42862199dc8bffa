"""Markdown -> the text that a reader sees: without emphasis, links' addresses and other marks.

In: characters. Out: a Reading. A block of settings at the top (front matter) gives title, date, author and language.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tamis.intake.plain import read_plain
from tamis.intake.published import EARLIEST, latest_day
from tamis.intake.reading import Reading, in_one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_CHARACTERS = 2_000_000
"""What is larger is read as it stands: the parser takes a second for a million characters."""

_FRONT_MATTER = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)
_SETTING = re.compile(r"^([A-Za-z_-]{2,30})[ ]*:[ ]*(.+?)[ ]*$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")


def read_markdown(text: str, latest: dt.date | None = None) -> Reading:
    """Return the text of a Markdown file and what it says of itself.

    Args:
        text: The file's characters, lines ending in `\\n`.
        latest: Later days are not believed; today where nothing is given.
    """
    front = _FRONT_MATTER.match(text)
    settings = {key.lower(): value.strip("\"'") for key, value in _SETTING.findall(front[1])} if front else {}
    body = text[front.end() :] if front else text
    shown, heading = (body, None) if len(body) > MAX_CHARACTERS else _shown(body)
    plain = read_plain(shown, latest)
    title = in_one_line(settings.get("title")) or heading or plain.title
    if title and title not in shown:
        shown = f"{title}\n\n{shown}"
    return Reading(
        text=shown,
        media_type="text/markdown",
        title=title,
        published_on=_day(settings.get("date"), latest or latest_day()) or plain.published_on,
        author=in_one_line(settings.get("author")),
        language=in_one_line(settings.get("lang") or settings.get("language")),
    )


def _day(text: str | None, latest: dt.date) -> dt.date | None:
    try:
        day = dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    return day if EARLIEST <= day <= latest else None


def _shown(body: str) -> tuple[str, str | None]:
    """Return the text as it is shown, and the first heading of the first level."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    heading = None
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h1":
            heading = in_one_line("".join(_words(token.children or [])))
            break
    return "".join(_blocks(tokens)).strip() + "\n", heading


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    in_row = False
    for token in tokens:
        if token.type == "tr_open":
            in_row = True
        elif token.type == "tr_close":
            in_row = False
            yield "\n"
        elif token.type == "inline":
            yield "".join(_words(token.children or []))
            yield "; " if in_row else "\n\n"
        elif token.type in ("fence", "code_block"):
            yield token.content + "\n"
        elif token.type == "html_block":
            yield html.unescape(_TAG.sub(" ", token.content)).strip() + "\n\n"


def _words(children: Sequence[Token]) -> Iterator[str]:
    """Yield the words of a line; of a picture its description, of inline HTML nothing but what stands between."""
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
