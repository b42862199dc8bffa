"""Scripts: which writing system a text is in.

In: any text. Out: an ISO 15924 code. Knows Unicode blocks only; nothing of names, languages or publishers.
"""

from __future__ import annotations

import bisect
import unicodedata

# First code point of each run of blocks and the script that its letters have ("" = none or mixed). From the block
# charts of Unicode 15 for the scripts that sanctions lists and customer files hold.
_RUNS: tuple[tuple[int, str], ...] = (
    (0x0000, "Latn"),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0700, "Syrc"),
    (0x0750, "Arab"),
    (0x0780, "Thaa"),
    (0x07C0, "Nkoo"),
    (0x0800, ""),
    (0x0860, "Syrc"),
    (0x0870, "Arab"),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, "Guru"),
    (0x0A80, "Gujr"),
    (0x0B00, "Orya"),
    (0x0B80, "Taml"),
    (0x0C00, "Telu"),
    (0x0C80, "Knda"),
    (0x0D00, "Mlym"),
    (0x0D80, "Sinh"),
    (0x0E00, "Thai"),
    (0x0E80, "Laoo"),
    (0x0F00, "Tibt"),
    (0x1000, "Mymr"),
    (0x10A0, "Geor"),
    (0x1100, "Hang"),
    (0x1200, "Ethi"),
    (0x13A0, "Cher"),
    (0x1400, ""),
    (0x1780, "Khmr"),
    (0x1800, "Mong"),
    (0x18B0, ""),
    (0x1C80, "Cyrl"),
    (0x1C90, "Geor"),
    (0x1CC0, ""),
    (0x1D00, "Latn"),
    (0x1F00, "Grek"),
    (0x2000, "Latn"),
    (0x2D00, "Geor"),
    (0x2D30, "Tfng"),
    (0x2D80, "Ethi"),
    (0x2DE0, "Cyrl"),
    (0x2E00, ""),
    (0x2E80, "Hani"),
    (0x3040, "Hira"),
    (0x30A0, "Kana"),
    (0x3100, "Bopo"),
    (0x3130, "Hang"),
    (0x3190, "Hani"),
    (0x31F0, "Kana"),
    (0x3200, ""),
    (0x3400, "Hani"),
    (0xA000, "Yiii"),
    (0xA4D0, ""),
    (0xA640, "Cyrl"),
    (0xA6A0, ""),
    (0xA720, "Latn"),
    (0xA800, ""),
    (0xA960, "Hang"),
    (0xA980, ""),
    (0xA9E0, "Mymr"),
    (0xAA00, ""),
    (0xAB00, "Ethi"),
    (0xAB30, "Latn"),
    (0xAB70, ""),
    (0xAC00, "Hang"),
    (0xD800, ""),
    (0xF900, "Hani"),
    (0xFB00, "Latn"),
    (0xFB13, "Armn"),
    (0xFB1D, "Hebr"),
    (0xFB50, "Arab"),
    (0xFE00, ""),
    (0xFE70, "Arab"),
    (0xFF00, "Latn"),
    (0xFF65, "Kana"),
    (0xFFA0, "Hang"),
    (0xFFE0, ""),
    (0x1EE00, "Arab"),
    (0x1EF00, ""),
    (0x20000, "Hani"),
    (0x323B0, ""),
)
_STARTS = tuple(start for start, _ in _RUNS)
_SCRIPTS = tuple(script for _, script in _RUNS)
_LAST_LATIN = 0x02FF
_KANA = ("Hira", "Kana")


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script that most letters of a text are in.

    Args:
        text: Any text; digits, punctuation and marks do not count.

    Returns:
        `Latn`, `Arab`, `Cyrl`, `Hani`, `Hang`, `Hebr` ...; `Jpan` for Chinese characters with kana among them; `Latn`
        where no letter decides. Of two scripts with equally many letters, the one that comes first in the text.
    """
    if text.isascii():
        return "Latn"
    counts: dict[str, int] = {}
    for char in text:
        script = script_of_char(char)
        if script:
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return "Latn"
    if any(kana in counts for kana in _KANA) and sum(counts.get(part, 0) for part in (*_KANA, "Hani")) * 2 > sum(
        counts.values()
    ):
        return "Jpan"
    return max(counts, key=counts.__getitem__)


def script_of_char(char: str) -> str:
    """Return the ISO 15924 code of one character's script, empty for what is no letter."""
    if not char.isalpha() and unicodedata.category(char) not in ("Mc", "Lo", "Lm"):
        return ""
    code = ord(char)
    if code <= _LAST_LATIN:
        return "Latn"
    return _SCRIPTS[bisect.bisect_right(_STARTS, code) - 1]
