"""What stands between two words of a text: do they hang together, and how.

In: the characters between two words, and what the words and the line tell. Out: a kind of gap. Must not know: names, lists.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata

from tamis.screening.signs import HYPHENS

WRAPPED = 45
"""A line of at least so many characters that ends without a blank line after it goes on in the next one."""

LONGEST_GAP = 40
"""Characters between two words from which they do not hang together."""


class Gap(enum.IntEnum):
    """What stands between a word and the word before it."""

    BREAK = 0
    SPACE = 1
    HYPHEN = 2
    JOINED = 3  # small words: of, and, ud
    WRAP = 4  # the end of a full line
    LINE = 5  # the end of a short line: perhaps two names of a list
    COMMA = 6
    OWNER = 7  # a possessive 's: Lord's Resistance Army, but also Saeed's Lawyer
    QUOTE = 8  # an opening quotation mark, as companies have it within their names


_JOINERS = (
    "of the and for to in on de & del de la da do dos das di du des der den van von zu und y et e i o a "
    "al el ul ud ur ad ar as ash at az an us il le la les bin ibn ben bint abu wa va ve и аль эль ибн бин оглы кызы"
)
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms st lt col gen sgt prof sen rep gov hon rev maj capt adm eng md mohd sh jr sr mt no brig cmdr".split()
)
_COLUMN = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t+[ \u00a0]*")
_OPENING = re.compile(r"[ \t\u00a0]+[«„“\"]")
_OWNER = re.compile(r"['’][sS][ \t\u00a0]")


def gap_of(text: str, begin: int, before: int, first: int) -> Gap:
    """Return what kind of gap there is between the word `text[begin:before]` and the next, which begins at `first`."""
    if first - before > LONGEST_GAP:
        return Gap.BREAK
    between = text[before:first]
    abbreviated = between[:1] == "." and is_abbreviation(text[begin:before])
    line = between.find("\n")
    return _gap(between, abbreviated, line >= 0 and is_full_line(text, before + line))


@functools.lru_cache(maxsize=20_000)
def _gap(between: str, abbreviated: bool, wrapped: bool) -> Gap:
    """Return the kind of a gap behind an abbreviation or not, of which the first line is full or not."""
    if between == " ":
        return Gap.SPACE
    if _COLUMN.fullmatch(between):
        return Gap.BREAK
    if _OWNER.fullmatch(between):
        return Gap.OWNER
    kind = _plain_gap(between)
    if kind is Gap.BREAK and between[:1] == "." and len(between) <= 2 and "\n" not in between:
        return Gap.SPACE if abbreviated else Gap.BREAK
    if "\n" in between and kind in (Gap.LINE, Gap.JOINED):
        return (Gap.WRAP if wrapped else Gap.LINE) if kind is Gap.LINE or not wrapped else kind
    return kind


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is a plain gap and a gap of small words; Python's `re` knows no classes by category."""
    marks = _ranges([code for code in range(0x80, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")])
    hyphens = re.escape(HYPHENS)
    space = rf"[\s{marks}]"
    plain = re.compile(rf"(?:{space}+|[{hyphens}](?:{space}*\n{space}*)?|\.{space}?|[,،]{space}+)?")
    joiners = "|".join(sorted(map(re.escape, set(_JOINERS.split())), key=len, reverse=True))
    small = re.compile(rf"[\s{hyphens}{marks}]+(?:(?:{joiners})[\s{hyphens}’'{marks}]+){{1,3}}")
    return plain, small


def _ranges(codes: list[int]) -> str:
    """Return the body of a character class."""
    parts: list[str] = []
    first = last = codes[0]
    for code in [*codes[1:], -1]:
        if code != last + 1:
            parts.append(f"\\u{first:04x}" if first == last else f"\\u{first:04x}-\\u{last:04x}")
            first = code
        last = code
    return "".join(parts)


def _plain_gap(between: str) -> Gap:
    """Return the kind of a gap by itself, as if every dot and line end broke."""
    plain, small = _patterns()
    if between.count("\n") > 1 or len(between) > LONGEST_GAP:
        return Gap.BREAK
    if plain.fullmatch(between):
        if between[:1] in (",", "،"):
            return Gap.COMMA
        if between[:1] == ".":
            return Gap.BREAK
        if between[:1] and between[0] in HYPHENS:
            return Gap.HYPHEN
        return Gap.LINE if "\n" in between or "\f" in between else Gap.SPACE
    if _OPENING.fullmatch(between):
        return Gap.QUOTE
    return Gap.JOINED if small.fullmatch(between) else Gap.BREAK


def is_full_line(text: str, end: int) -> bool:
    """Say whether the line that ends at `end` is so long that it goes on in the next one."""
    return end - (text.rfind("\n", 0, end) + 1) >= WRAPPED


def is_abbreviation(word: str) -> bool:
    """Say whether a dot behind a word ends no sentence."""
    return len(word) == 1 or word.lower() in _ABBREVIATIONS
