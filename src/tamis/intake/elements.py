"""Where on a web page its extracted text stands: the element of each piece.

In: the page's markup and the text that was taken from it. Out: stretches with the XPath of an element each, as a parser
of HTML reads the page before anything is taken out. Must not know how the text was found.
"""

from __future__ import annotations

import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

from tamis.records.document import Location, Stretch

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOT_SHOWN = {"script", "style", "template", "noscript"}
_LINE_CHARACTERS = 40  # what of a line's beginning is sought where the whole line does not stand in one piece


def locate_text(tree: HtmlElement, text: str) -> tuple[Stretch, ...]:
    """Return where the lines of a page's text stand; a line that is not found goes without.

    Args:
        tree: The page as parsed, nothing taken out.
        text: The extracted text.
    """
    pieces = [(element, "".join(words.split())) for element, words in _pieces(tree)]
    pieces = [piece for piece in pieces if piece[1]]
    starts = [0, *accumulate(len(words) for _, words in pieces)]
    whole = "".join(words for _, words in pieces)
    paths: dict[int, str] = {}
    stretches: list[Stretch] = []
    at = offset = 0
    for line in text.split("\n"):
        found, length = _find(whole, line, at)
        if found >= 0:
            at = found + length
            first = bisect.bisect_right(starts, found) - 1
            for number in range(first, bisect.bisect_left(starts, at)):
                if number not in paths:
                    paths[number] = tree.getroottree().getpath(pieces[number][0])
                begin = offset + _position(line, max(0, starts[number] - found))
                if not stretches or stretches[-1].location.element != paths[number]:
                    stretches.append(Stretch(begin, Location(element=paths[number])))
        elif line and stretches and stretches[-1].location.element is not None:
            stretches.append(Stretch(offset, Location()))
        offset += len(line) + 1
    return tuple(stretches)


def _pieces(tree: HtmlElement) -> list[tuple[HtmlElement, str]]:
    """Return the page's pieces of text in their order, each with the element that holds it."""
    from lxml import etree

    out: list[tuple[HtmlElement, str]] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _NOT_SHOWN:
            hidden += 1 if event == "start" else -1
        if event == "start" and element.text and not hidden:
            out.append((element, element.text))
        if event == "end" and element.tail and not hidden and element.getparent() is not None:
            out.append((element.getparent(), element.tail))
    return out


def _find(whole: str, line: str, at: int) -> tuple[int, int]:
    """Return where a line stands from `at` on, else anywhere, and how long it is there; -1 where it does not."""
    plain = "".join(line.split())
    without = plain.replace(";", "")  # what stands between the cells of a table is ours
    for sought in (plain, without, plain[:_LINE_CHARACTERS]):
        if not sought:
            continue
        for begin in (at, 0):
            found = whole.find(sought, begin)
            if found >= 0:
                return found, len(sought)
    return -1, 0


def _position(line: str, count: int) -> int:
    """Return the position in a line of its character number `count`, blanks not counted."""
    if not count:
        return 0
    for position, char in enumerate(line):
        if not char.isspace():
            if not count:
                return position
            count -= 1
    return len(line)
