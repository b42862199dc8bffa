"""What a file is, told from its first bytes.

In: an opened file. Out: its form. It looks at the beginning only; whether the rest holds what the beginning promises is
the parsers' question. Knows how the general forms begin, and asks the table of formats for the rest.
"""

from __future__ import annotations

import csv
import re

from tamis.sources import ofac_csv, sheets
from tamis.sources.formats import FORM_OF_ROOT, FORMATS, ROLE_OF_FORM, Form
from tamis.sources.reading import OpenedFile, is_workbook

_HEAD_ROWS = 5
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_XML_PREAMBLE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)", re.DOTALL)
_XML_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?(?P<root>[A-Za-z_][\w.-]*)")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OFAC_ROLE = {width: role for role, width in ofac_csv.WIDTH.items()}
NAME_COLUMNS = frozenset({"name", "names", "id"})
_FORM_OF_ROLE = {role: form for form, role in ROLE_OF_FORM.items()}


def form_of(file: OpenedFile) -> Form:
    """Return the form of a file by how it begins."""
    if is_workbook(file):
        return _told_by(_first_rows(file)) or Form.OTHER_XLSX
    head = file.head
    encoding = "utf-16" if head.startswith(_UTF16) else "utf-8-sig"
    text = head.decode(encoding, errors="replace").lstrip()
    if text.startswith("<"):
        return _form_of_markup(text)
    if "\x00" in text:
        return Form.BINARY
    told = _told_by(text)
    if told is not None:
        return told
    if text.startswith("{"):
        return Form.JSON_LINES
    if text.startswith("["):
        return Form.JSON_ARRAY
    return _form_of_table(text)


def _told_by(text: str) -> Form | None:
    """Return the form that a format of the table recognises."""
    return next((one.form for one in FORMATS if one.tells is not None and one.tells(text)), None)


def _first_rows(file: OpenedFile) -> str:
    """Return the first rows of a workbook as lines, cells divided by tabs."""
    rows = sheets.read_rows(file.content, str(file.path), _HEAD_ROWS)
    return "\n".join("\t".join(map(sheets.cell_text, row)) for row in rows)


def xml_root(file: OpenedFile) -> str:
    """Return the local name of an XML file's first element, empty where there is none."""
    text = file.head.decode("utf-8-sig", errors="replace")
    match = _XML_ROOT.match(_after_preamble(text))
    return match["root"] if match else ""


def _form_of_markup(text: str) -> Form:
    if _HTML.match(text) or _HTML.match(_after_preamble(text).lstrip()):
        return Form.HTML
    match = _XML_ROOT.match(_after_preamble(text))
    return FORM_OF_ROOT.get(match["root"], Form.OTHER_XML) if match else Form.OTHER_XML


def _after_preamble(text: str) -> str:
    while match := _XML_PREAMBLE.match(text):
        text = text[match.end() :]
    return text


def _form_of_table(text: str) -> Form:
    """Tell OFAC's files, which have no headings, from a CSV file with headings."""
    first_line = next(iter(text.splitlines()), "")
    for delimiter in ofac_csv.DELIMITERS:
        try:
            row = next(csv.reader([first_line], delimiter=delimiter), [])
        except csv.Error:
            return Form.OTHER
        if row and row[0].strip().isdigit() and len(row) in _OFAC_ROLE:
            return _FORM_OF_ROLE[_OFAC_ROLE[len(row)]]
    headings = {heading.strip().strip('"').lower() for heading in re.split(r"[,;\t]", first_line)}
    return Form.CSV if headings & NAME_COLUMNS else Form.OTHER
