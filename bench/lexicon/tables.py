"""Write a table of the lexicon: header, then rows, always the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "src" / "tamis" / "values" / "lexicon"
DATE = "2026-11-23"


def write_table(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write `lexicon/<name>.tsv` sorted by code point; return the number of rows.

    Args:
        name: The table's name, without ending.
        header: Lines without "# ": what, source, date, licence, consumer, columns.
        rows: Cells; a row given twice is written once.
    """
    lines = sorted({"\t".join(row) for row in rows})
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    (FOLDER / f"{name}.tsv").write_bytes(text.encode("utf-8"))
    return len(lines)
