"""Several values in one cell: `(1) Uganda (2) Sudan`, `(a) Mullah, (b) Maulavi`.

In: a published text. Out: its values by number, or the values of several cells number by number. Knows how the marks are
written; nothing of publishers.
"""

from __future__ import annotations

import re

from tamis.sources.draft import squeeze

_MARK = re.compile(
    r"(?<![\w(])\(?(?P<first>\d{1,2}|[a-z])\)(?:\s*(?:[-\u2013]|to)\s*\(?(?P<last>\d{1,2}|[a-z])\))?(?=[\s\w'\u2013-]|$)"
)
_NOTHING = frozenset({"", "-", "\u2013", "\u2014", "na", "n/a"})
_EDGE = " ,;\u00a0"
_LONGEST = 2000  # characters of a cell that is told apart


def numbered(text: str) -> dict[int, str]:
    """Return the values of a cell by number: `(1) A (2)-(3) B` is A, B and B.

    Args:
        text: A cell; the marks are `(1)`, `1)`, `(a)`, `a)`, counting from the first.

    Returns:
        Values by number from 1; a cell without marks is number 0; an empty one has none. What stands for nothing (`-`) is
        an empty text.
    """
    text = squeeze(text)
    if not text:
        return {}
    values: dict[int, str] = {}
    marks = _marks(text) if len(text) <= _LONGEST else []
    for (first, last, _, end), following in zip(marks, [*marks[1:], None], strict=False):
        value = text[end : following[2] if following else len(text)].strip(_EDGE)
        for number in range(first, last + 1):
            values[number] = "" if value.lower() in _NOTHING else value
    return values or {0: "" if text.lower() in _NOTHING else text}


def _marks(text: str) -> list[tuple[int, int, int, int]]:
    """Return the marks of a cell that begins with the first of them: first and last number, start and end."""
    marks: list[tuple[int, int, int, int]] = []
    expected = 1
    for match in _MARK.finditer(text):
        first = _number(match["first"])
        last = _number(match["last"]) if match["last"] else first
        if first == expected and last >= first and (marks or match.start() == 0):
            marks.append((first, last, match.start(), match.end()))
            expected = last + 1
        elif not marks:
            return []
    return marks


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1


def together(*texts: str) -> list[tuple[str, ...]]:
    """Return the values of cells that belong together, number by number.

    `(1) Malualkon (2) Akobo` and `(1) Sudan (2) South Sudan` are two pairs; a cell without marks goes with each.
    """
    cells = [numbered(text) for text in texts]
    numbers = sorted({number for cell in cells for number in cell if number}) or [0]
    rows = [tuple(cell.get(number, cell.get(0, "")) for cell in cells) for number in numbers]
    return [row for row in dict.fromkeys(rows) if any(row)]


def items_in(text: str) -> list[str]:
    """Return the items of `a) Mali b) Algeria` or `Lebanon; Syria`; one item where the text is no enumeration."""
    parts = [part for value in numbered(text).values() for part in _at_semicolons(value)]
    return [item for item in (part.strip(_EDGE) for part in parts) if item]


def _at_semicolons(text: str) -> list[str]:
    """Split at semicolons outside of brackets."""
    pieces, depth, start = [], 0, 0
    for position, char in enumerate(text):
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char == ";" and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]
