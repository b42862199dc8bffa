"""Entries of lists and rows of tables: what stands in one that a name heads is said of its bearer.

In: a text and where a name stands. Out: the rest of its entry, up to the next one. A name heads an entry where nothing but a number, a
mark or empty cells stand before it on its line. Must not know: names, listings, what the words say.
"""

from __future__ import annotations

import re

LONGEST = 320
"""Characters of an entry; what goes on longer is prose."""

_MARK = re.compile(
    r"[ \t]*(?:[-–—•*·■▪●◦►>|†#№]+|\(?(?:\d{1,5}|[a-zа-яא-ת\u0621-\u064a]|[ivx]{1,4})[.)]|第?\d{1,4}\b|[٠-٩۰-۹]+[.)\-]?|\|)[ \t]*",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\S(?:[ \t]{3,}|[ \t]*\|[ \t]*|\t)\S|\.{4,}")
_DASHED = re.compile(r"\.?[ \t]*[-–—][ \t]+(?=\S)")
_NEXT = re.compile(
    r"\n(?=[ \t]*\n|[ \t]*(?:[-–—•*·■▪●◦►>|†#№]|\(?(?:\d{1,5}|[a-zа-яא-ת\u0621-\u064a])[.)][ \t]|\d{1,4}[ \t]{2,}|[٠-٩۰-۹]+[.)]))"
)
_LABEL_BEFORE = re.compile(r"([^\W\d_]+(?:[ /'’-][^\W\d_]+){0,3})\s?[:：=][ \t]*[\"“«„]?(?:[^\W\d_]{1,5}\.[ ])?$")
_FIELD = re.compile(
    r"[\"”»]?[ \t]*(?:[.;,|/。；，]|\n|[ \t]{2,}|\t)[ \t]*[-•*]?[ \t]*([^\W\d_]+(?:[ /'’.-]{1,2}[^\W\d_]+){0,4})\s?[:：=][ \t]*"
    r"((?:[^.;|\n。；]|(?<=\d)[.](?=\d)|(?<=\d)\.(?= [^\W\d_]+ \d)){1,70})"
)
_PLACED = re.compile(
    r"address|addresse|adress|anschrift|wohn|domicil|resid|résid|indirizzo|endereço|direcci|place|lieu|ort\b|lugar|luogo|local|адрес|мест[оа]|житель|місц|عنوان|مكان|محل|آدرس|نشانی|地址|住所|地点|주소|yer|destin|issu|port",
    re.IGNORECASE,
)
"""Labels of fields that tell of a place: where somebody lives or was born is no nationality."""
_INDENT = re.compile(r"\n([ \t]*)\S")
_PREFIX = 40


def entry_behind(text: str, start: int, end: int, limit: int) -> str:
    """Return what an entry says behind the name that heads it; nothing where the name heads none.

    Args:
        text: The text.
        start: First code point of the name.
        end: One past its last.
        limit: Where the next name begins.
    """
    begin = text.rfind("\n", 0, start) + 1
    prefix = text[begin:start]
    if len(prefix) > _PREFIX or not _is_mark(prefix):
        return ""
    stop = text.find("\n", end)
    line = text[begin : stop if stop >= 0 else len(text)]
    columns = _COLUMNS.search(line[len(prefix) :]) or _DASHED.match(text, end)
    if not prefix.strip(" \t\"“«'[(") and not columns:
        return ""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].islower():  # a sentence: - Ann Lee met a baker
        return ""
    following = _NEXT.search(text, end)
    high = min(limit, following.start() if following else len(text), end + LONGEST)
    entry = text[end:high]
    if not _MARK.match(prefix) or _COLUMNS.search(line):
        entry = _indented(entry, len(prefix) - len(prefix.lstrip()))
    return entry


def fields_behind(text: str, start: int, end: int, limit: int) -> str:
    """Return what the further fields of a form say of the name that stands in one: Name: X. Nationality: Canadian.

    Args:
        text: The text.
        start: First code point of the name.
        end: One past its last.
        limit: Where the next name begins.
    """
    own = _LABEL_BEFORE.search(text, max(0, start - _PREFIX), start)
    if own is None:
        return ""
    at, fields = end, []
    while (match := _FIELD.match(text, at, min(limit, end + LONGEST))) and match[1].casefold() != own[1].casefold():
        if not _PLACED.search(match[1]):
            fields.append(f"{match[1]} {match[2]}")
        at = match.end()
    return ", " + ", ".join(fields) if fields else ""


def _is_mark(prefix: str) -> bool:
    """Say whether a line's beginning is a mark, a number or empty cells: no word of a sentence."""
    at = 0
    while match := _MARK.match(prefix, at):
        if match.end() == at:
            break
        at = match.end()
    return not prefix[at:].strip(" \t\"“«'*_[(")


def _indented(entry: str, indent: int) -> str:
    """Return an entry of a table with those of its further lines that stand further in."""
    match = _INDENT.search(entry)
    while match is not None and len(match[1]) > indent:
        match = _INDENT.search(entry, match.end())
    return entry[: match.start()] if match else entry
