"""Cells that a spreadsheet would run: written as text, so that what a customer typed never becomes a command.

In: the text of a cell. Out: the same, or with an apostrophe before it. One to one: `unguarded(guarded(text)) == text`
for any text, since text that begins with apostrophes before a formula gets one more.
"""

from __future__ import annotations

import re

# A spreadsheet runs a cell that starts with one of these signs (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def is_formula(text: str) -> bool:
    """Say whether `guarded` puts an apostrophe before the text."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """Return the text with an apostrophe before what a spreadsheet would run."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return what was guarded."""
    return text[1:] if _GUARDED.match(text) else text
