"""The lexicon's tables as rows: the one place that knows where they lie and how their lines look.

In: a table's name. Out: its rows as tuples of text, comments and blank lines left out. Each table's own header says
what it is, where its facts come from and who reads it.
"""

from __future__ import annotations

import functools
from importlib import resources

Row = tuple[str, ...]


@functools.cache
def read_table(name: str) -> tuple[Row, ...]:
    """Return the rows of `lexicon/<name>.tsv`."""
    text = resources.files("tamis.values").joinpath("lexicon", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
