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
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
    "title", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th", "dd"})  # stay in one line with their row: "Born; 1996" is no date line
_FURNITURE_TOKEN = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recommendations|comments?|sidebar|popular|trending|most-?read|newsletter|"
    r"cookies?|consent|share|sharing|social|breadcrumbs?|footer|nav|navigation|menu)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NEVER_FURNITURE = frozenset({"html", "body", "main", "article", "h1"})
_LABEL_TOKEN = re.compile(r"date|time|publi|posted|byline|author|meta|stamp|creator", re.IGNORECASE)
_LABELLED_TAGS = frozenset({"title", "h1", "script", "time", "abbr", "address"})
_LABELLED_CHARACTERS = 120  # names of several authors, a date and a time are shorter
_CAPTION_CHARACTERS = 500


def body_text(tree: HtmlElement) -> str:
    """Return all text of a page, one line per block and per row of a table, without what its elements name as furniture.

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
            elif tag in _CELLS:
                parts.append("; ")
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
    lines = (" ".join(line.split()).lstrip("; ") for line in "".join(parts).split("\n"))
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


def keep_labelled_text(tree: HtmlElement) -> None:
    """Leave in a page, in place, its metadata, headlines and the short texts that it labels as date or byline.

    A date in a sentence, a table or an unlabelled line is not the page's own to whoever reads only markup.
    """
    for element in list(tree.iter("table", "dl")):
        element.drop_tree()
    for element in list(tree.iter("meta")):
        if element.get("property") == "og:image":  # an address with a date: that of the picture
            element.drop_tree()
    for element in tree.iter("*"):
        if element.tag in _LABELLED_TAGS or any(_LABEL_TOKEN.search(_names_of(one)) for one in _with_parents(element)):
            own = [element.text or "", *(child.tail or "" for child in element)]
            if sum(map(len, own)) <= _LABELLED_CHARACTERS or element.tag in ("title", "h1", "script"):
                continue
        element.text = None
        for child in element:
            child.tail = None


def _with_parents(element: HtmlElement) -> list[HtmlElement]:
    """Return an element, its parent and its grandparent: labels stand on one of them."""
    family = [element]
    while len(family) < 3 and (parent := family[-1].getparent()) is not None:
        family.append(parent)
    return family


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
            _forget_caption(figure)
        if caption.tag == "figcaption" or caption.find(".//p") is None:
            caption.tag = "p"
        _forget_caption(caption)


def _names_of(element: HtmlElement) -> str:
    return " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "rel"))


def _forget_caption(element: HtmlElement) -> None:
    """Take the word from an element's labels; other words in them ("related-caption") still hold."""
    for name in ("class", "id"):
        if element.get(name):
            element.set(name, re.sub("caption", "", element.get(name), flags=re.IGNORECASE))
