"""A saved web page -> its main text, title, author, language and day of publication.

In: markup as text. Out: a Page; menus, cookie banners, related links, comments, share buttons and footers are left out.
Never reaches for the network, never runs a script. Must not know where the markup came from, nor the names in it.

trafilatura finds the main text. Where it finds none, or where the page is too large for it, all text of the body is
taken but for the elements that HTML itself names as furniture: in doubt more is screened.
"""

from __future__ import annotations

import copy
import datetime as dt
import functools
import logging
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from tamis.errors import DocumentError
from tamis.intake.elements import locate_text
from tamis.intake.furniture import body_text, keep_labelled_text, remove_furniture, show_captions
from tamis.intake.published import EARLIEST, latest_day, published_on, states_day
from tamis.records.document import Stretch

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_TAGS = 2_000_000
"""Where a page stops being one: the largest that people read have some 100,000; two million take a gigabyte of memory."""
MAX_DEPTH = 1_000
"""Browsers stop nesting at 512 and libxml2 drops text in silence below 2,048; between them nothing is lost."""

# trafilatura's time grows faster than the page (20,000 spans in one paragraph: 3 s) and it copies trees recursively.
_FULL_ELEMENTS = 30_000
_FULL_DEPTH = 256
_FULL_CHARACTERS = 5_000_000
_ATTRIBUTE_CHARACTERS = 4_000  # images written into the page itself

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "readability")
_MARKUP_START = re.compile(
    r"(?:\s|\ufeff|<!--.*?-->|<\?[^>]*>)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|"
    r"section|header|div|p|h[1-6]|table|ul|ol|span|center|font|blockquote|br|a|b|strong)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP_ANYWHERE = re.compile(r"<(?:html|body|p|div|br|title|h1|table)\b[^<>]*>", re.IGNORECASE)
_MARKUP_WITHIN_CHARACTERS = 20_000  # a licence comment may stand before the first element
_NESTING_TAG = re.compile(r"</?(?:div|section|blockquote|center|ul|ol|dl)\b[^<>]*>", re.IGNORECASE)
_STYLING_TAG = re.compile(r"</?(?:a|b|big|em|font|i|small|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_TABLE_RULER = re.compile(r"^\|[-|: ]*\|[ ]*(?:\n|\Z)", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\| (.*?) \|[ ]*$", re.MULTILINE)


class Page(NamedTuple):
    """What a web page says, its furniture aside."""

    text: str
    title: str | None
    published_on: dt.date | None
    author: str | None
    language: str | None
    stretches: tuple[Stretch, ...] = ()


def is_markup(text: str, *, named_html: bool = False) -> bool:
    """Return True for HTML: by its beginning, whatever its name; a file named .html may begin with words."""
    beginning = text[:_MARKUP_WITHIN_CHARACTERS]
    return bool(_MARKUP_START.match(beginning) or (named_html and _MARKUP_ANYWHERE.search(beginning)))


def read_page(markup: str, latest: dt.date | None = None) -> Page:
    """Return the main text of a web page and what the page says of itself.

    `text` is the title, a blank line and the main text, one line per paragraph; the title is not repeated where the
    main text has it as a line.

    Args:
        markup: HTML, decoded.
        latest: Later days are not believed; today where nothing is given.

    Raises:
        DocumentError: no text in it, or more tags or deeper nesting than a page has; the message has no path.
    """
    latest = latest or latest_day()
    tree, elements, depth = _parse(markup)
    original = copy.deepcopy(tree) if elements <= _FULL_ELEMENTS else None
    _lighten(tree)
    show_captions(tree)
    full = elements <= _FULL_ELEMENTS and depth <= _FULL_DEPTH and len(markup) <= _FULL_CHARACTERS
    body = (_main_text(tree) if full else "") or body_text(tree)
    content = copy.deepcopy(tree) if full else _head_of(tree)
    remove_furniture(content)
    lines = body_text(content) if full else body
    metadata = _metadata(content, latest)
    title = _one_line(metadata.title) or _one_line(tree.findtext(".//title"))
    if not body and not title:
        raise DocumentError("the page has no text")
    text = _with_title(title, body)
    return Page(
        text=text,
        title=title,
        published_on=metadata.published_on or published_on(lines, latest),
        author=_one_line(metadata.author),
        language=_one_line(tree.get("lang")),
        stretches=locate_text(original, text) if original is not None else (),
    )


def page_text(markup: str) -> str:
    """Return all text of a piece of HTML that is no page of its own, such as a mail's body; "" where it has none."""
    try:
        tree, _, _ = _parse(markup)
    except DocumentError:
        return ""
    _lighten(tree)
    return body_text(tree)


def _parse(markup: str) -> tuple[HtmlElement, int, int]:
    """Return the tree of a page, comments left out, its number of elements and its depth."""
    if markup.count("<") > MAX_TAGS:
        raise DocumentError(f"it has more than {MAX_TAGS:,} tags, which no web page has")
    tree = _tree(markup)
    elements, depth = _measure(tree)
    if depth > MAX_DEPTH:  # elements that somebody forgot to close
        tree = _tree(_NESTING_TAG.sub("<br>", _STYLING_TAG.sub("", markup)))
        elements, depth = _measure(tree)
    if depth > MAX_DEPTH:
        raise DocumentError(f"its elements are nested more than {MAX_DEPTH:,} deep, which no web page needs")
    return tree, elements, depth


def _tree(markup: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise DocumentError("the page has no text") from None


def _measure(tree: HtmlElement) -> tuple[int, int]:
    """Return the number of elements and the depth of the deepest, without recursion."""
    from lxml import etree

    elements = depth = deepest = 0
    for event, _element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            elements += 1
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return elements, deepest


def _lighten(tree: HtmlElement) -> None:
    """Take out what is heavy and says nothing: images written into attributes, styles, scripts without metadata."""
    for element in list(tree.iter("script", "style", "svg", "iframe", "object", "template")):
        if "json" not in element.get("type", "") and element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter("*"):
        for name, value in element.items():
            if len(value) > _ATTRIBUTE_CHARACTERS:
                del element.attrib[name]


def _head_of(tree: HtmlElement) -> HtmlElement:
    """Return a page with the head of `tree` and an empty body."""
    from lxml import html

    page = html.document_fromstring("<html><body><p></p></body></html>")
    head = tree.find("head")
    if head is not None:
        page.insert(0, copy.deepcopy(head))
    return page


@functools.cache
def _trafilatura() -> tuple[Any, Any]:
    """Return trafilatura's two functions, its logging silenced: a log must not hold what a document says."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import extract
        from trafilatura.metadata import extract_metadata
    return extract, extract_metadata


def _main_text(tree: HtmlElement) -> str:
    """Return the main text as trafilatura finds it, "" where it finds none or fails."""
    extract, _ = _trafilatura()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            text = extract(copy.deepcopy(tree), include_comments=False, include_tables=True)
        except Exception:  # noqa: BLE001 - a page that trafilatura stumbles over is still a page: it is read whole
            return ""
    return _TABLE_ROW.sub(_row_of_cells, _TABLE_RULER.sub("", text or "")).strip()


def _row_of_cells(match: re.Match[str]) -> str:
    """Return a table's row with `;` between its cells: a bar would pass for that between a byline and a date."""
    return match[1].replace(" | ", "; ")


class _Metadata(NamedTuple):
    title: str | None = None
    author: str | None = None
    published_on: dt.date | None = None


def _metadata(content: HtmlElement, latest: dt.date) -> _Metadata:
    """Return title, author and date as the page's metadata, address and labels give them; changes `content`.

    htmldate's extensive search is off: it falls back on the year of a copyright line and on any date in a sentence. It
    also fills an incomplete date from today's and reads 05/06 as a day in June: what the page does not state is dropped.
    """
    from lxml import etree

    _, extract_metadata = _trafilatura()
    keep_labelled_text(content)
    search = {
        "original_date": True,
        "extensive_search": False,
        "min_date": EARLIEST.isoformat(),
        "max_date": latest.isoformat(),
    }
    labels = etree.tostring(content, encoding="unicode")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = extract_metadata(content, date_config=search, extensive=False)
        except Exception:  # noqa: BLE001 - as above: a page without metadata is still a page
            return _Metadata()
    day = _date(found.date, latest)
    return _Metadata(found.title, found.author, day if day and states_day(labels, day) else None)


def _date(text: str | None, latest: dt.date) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= latest else None


def _one_line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _with_title(title: str | None, body: str) -> str:
    """Return the text with its title as first line, unless a line of the text is the title."""
    if title is None or any(_one_line(line) == title for line in body.splitlines()):
        return body
    return f"{title}\n\n{body}" if body else title
