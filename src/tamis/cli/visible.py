"""Text that cannot steer a terminal: for messages and for tables."""

import unicodedata

_CONTROLS = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories: controls, halves of characters, separators of lines and paragraphs."""


def one_line(text: str) -> str:
    """Return text as one line: runs of blanks become one, control characters become visible escapes."""
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _CONTROLS else char for char in text
    )
