"""OpenCC's tables of characters -> src/tamis/values/lexicon/han_variants.tsv: one spelling for what is one character.

Comes in: the folder with OpenCC's `TSCharacters.txt` and `JPVariants.txt` (the package opencc-python-reimplemented, Apache-2.0,
carries them). Goes out: traditional and Japanese characters, each with the simplified one. The same input gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "src" / "tamis" / "values" / "lexicon" / "han_variants.tsv"
HEADER = """\
# Characters that are written in more than one way, with the simplified one: traditional Chinese, and Japanese where it differs.
# source: OpenCC, TSCharacters and JPVariants as carried by opencc-python-reimplemented 0.1.7 (Apache-2.0); bench/lexicon/build_han_variants.py
# date: 2026-11-28
# licence: Apache-2.0
# consumer: tamis.screening.characters
# columns: character, simplified character
"""


def read_pairs(path: Path) -> dict[str, str]:
    """Return the pairs of one of OpenCC's tables, the first of several where it gives several."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {one: several.split()[0] for one, several in rows if len(one) == 1}


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    simple = read_pairs(folder / "TSCharacters.txt")
    found = {one: two for one, two in simple.items() if one != two}
    for old, new in read_pairs(folder / "JPVariants.txt").items():
        plain = simple.get(old, old)
        if new != plain and new not in simple.values():
            found.setdefault(new, plain)
    TABLE.write_text(HEADER + "".join(f"{one}\t{two}\n" for one, two in sorted(found.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
