"""What of a web page is content and what is furniture, where its elements say so themselves.

In: an lxml tree. Out: text, or the tree with parts taken out. Must not know metadata, dates or trafilatura.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "textarea"}
)
_FURNITURE = frozenset({"nav", "footer", "aside", "dialog"})
_PERHAPS_FURNITURE = frozenset({"header", "form"})  # a header holds the headline and a form the whole page at times
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
})  # fmt: skip
_FURNITURE_TOKEN = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recommendations|comments?|sidebar|popular|trending|most-?read|newsletter|"
    r"cookies?|consent|share|sharing|social|breadcrumbs?|footer|nav|navigation|menu)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "h1"})
_SENTENCE_CHARACTERS = 80  # a byline with a date and a time is shorter
_CAPTION_CHARACTERS = 500


def body_text(tree: HtmlElement) -> str:
    """Return all text of a page, one line per block, without what its elements name as furniture.

    Linear in the size of the page and without recursion.
    """
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    preformatted = 0
    for event, element in walk:
        tag = element.tag
        if event == "start":
            preformatted += tag == "pre"
            if tag in _BLOCKS:
                parts.append("\n")
            if _is_furniture(element):
                walk.skip_subtree()
            elif element.text:
                parts.append(element.text if preformatted else _joined(element.text))
        else:
            preformatted -= tag == "pre"
            if tag in _BLOCKS:
                parts.append("\n")
            if element.tail:
                parts.append(element.tail if preformatted else _joined(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _joined(text: str) -> str:
    """Return text whose line ends mean no more than a space, as in HTML."""
    return re.sub(r"[\r\n]+", " ", text)


def _is_furniture(element: HtmlElement) -> bool:
    if element.tag in _SILENT or element.tag in _FURNITURE:
        return True
    if element.tag not in _PERHAPS_FURNITURE:
        return False
    return not any(element.find(f".//{tag}") is not None for tag in ("h1", "p", "article"))


def remove_furniture(tree: HtmlElement) -> None:
    """Take out of a page, in place, what its tags, classes and ids name as furniture; what holds the headline stays."""
    doomed = [
        element
        for element in tree.iter("*")
        if element.tag in _FURNITURE
        or (element.tag not in _NEVER_FURNITURE and _FURNITURE_TOKEN.search(_names_of(element)))
    ]
    for element in doomed:
        if element.getparent() is not None and element.find(".//h1") is None and element.find(".//article") is None:
            element.drop_tree()


def remove_running_text(tree: HtmlElement) -> None:
    """Take out of a page, in place, its tables, definitions and paragraphs: the dates in them are no date lines."""
    for element in list(tree.iter("table", "dl")):
        element.drop_tree()
    for element in list(tree.iter("p", "li", "div", "blockquote", "pre", "figcaption", "section", "span")):
        innermost = not any(child.tag in _BLOCKS and child.tag != "br" for child in element)
        if innermost and len("".join(element.itertext()).strip()) > _SENTENCE_CHARACTERS:
            element.drop_tree()
    for element in list(tree.iter("meta")):
        if element.get("property") == "og:image":  # an address with a date: that of the picture
            element.drop_tree()


def show_captions(tree: HtmlElement) -> None:
    """Make the captions of pictures paragraphs, in place: they name people, and extractors leave them out."""
    for caption in list(tree.iter("figcaption", "p", "div", "span")):
        named = caption.tag == "figcaption" or "caption" in _names_of(caption).lower()
        if not named or len("".join(caption.itertext())) > _CAPTION_CHARACTERS:
            continue
        figure = caption.getparent()
        while figure is not None and figure.tag != "figure" and "caption" not in _names_of(figure).lower():
            figure = figure.getparent()
        if figure is not None and figure.tag not in _NEVER_FURNITURE:
            figure.tag = "div"
            _forget_names(figure)
        if caption.tag == "figcaption" or caption.find(".//p") is None:
            caption.tag = "p"
        _forget_names(caption)


def _names_of(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def _forget_names(element: HtmlElement) -> None:
    for name in ("class", "id"):
        element.attrib.pop(name, None)
