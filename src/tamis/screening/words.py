"""Text -> the words that can be parts of names, where they stand, and how each hangs together with the one before it.

In: a document's text. Out: `Words`: capitalised words of scripts with capitals, every word of scripts without, single
Han and Hangul characters, small words that open names (al, bin, von), numbers and lower-case parts after a hyphen.
Other lower-case words only show as breaks. Offsets count code points of the text as given: soft hyphens, zero-width
and direction marks belong to the word they stand in. Must not know: lists, names, what a word means.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from dataclasses import dataclass, field

WRAPPED = 45
"""A line of at least so many characters that ends without a blank line after it goes on in the next one."""


class Shape(enum.IntEnum):
    """How a word is written."""

    CAPITAL = 0
    CASELESS = 1
    IDEOGRAPH = 2
    OPENER = 3  # al, bin, von: lower case, before a capital
    TAIL = 4  # lower case after a hyphen: Jamaat-ud-dawah
    NUMBER = 5


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


@dataclass(frozen=True, slots=True)
class Words:
    """The n words of a text; `start`, `end`, `shape`, `gap` and `stop` are lists of n.

    Attributes:
        text: The text.
        start: First code point.
        end: One past the last code point, a possessive 's left out.
        shape: `Shape`.
        gap: `Gap` before the word.
        stop: Whether what stands before it ends a sentence or opens the text or a paragraph.
        base: By place, the form under which an inflected word is looked up.
    """

    text: str
    start: list[int]
    end: list[int]
    shape: list[int]
    gap: list[int]
    stop: list[bool]
    base: dict[int, str] = field(default_factory=dict)

    def word(self, place: int) -> str:
        """Return a word as written, made whole where a line end breaks it."""
        return rejoined(self.text[self.start[place] : self.end[place]])

    def lookup_form(self, place: int) -> str:
        """Return the form under which a word is looked up."""
        return self.base.get(place) or self.word(place)

    def lookup_text(self, first: int, last: int) -> str:
        """Return words first .. last with what stands between them, inflected words in their base forms."""
        if not self.base or not any(place in self.base for place in range(first, last + 1)):
            return rejoined(self.text[self.start[first] : self.end[last]])
        parts = [self.lookup_form(first)]
        for place in range(first + 1, last + 1):
            parts += [rejoined(self.text[self.end[place - 1] : self.start[place]]), self.lookup_form(place)]
        return "".join(parts)

    def gap_between(self, between: str, before: int, previous: str) -> Gap:
        """Return what kind of gap `between` is, which begins at `before` behind the word `previous`."""
        return _gap(self.text, before, between, previous)


_OPENERS = "al el ul ad ar as ash at az an abu abou bin ibn ben bint umm van von der den de del di da la le du dos ter zu аль эль ибн бин абу оглы де фон ван"
_JOINERS = (
    "of the and for to in on & de del de la da do dos das di du des der den van von zu und y et e i o a "
    "al el ul ud ur ad ar as ash at az an us il le la les bin ibn ben bint abu wa va ve и аль эль ибн бин оглы кызы"
)
_HYPHENS = "-‐‑־"
_HYPHEN = r"\-‐‑־"  # the same inside a character class
_APOSTROPHES = "'’ʼ`´ʻ‘ʿʾ"
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "lt",
        "col",
        "gen",
        "sgt",
        "prof",
        "sen",
        "rep",
        "gov",
        "hon",
        "rev",
        "maj",
        "capt",
        "adm",
        "eng",
        "md",
        "mohd",
        "sh",
        "jr",
        "sr",
        "mt",
        "no",
        "brig",
        "cmdr",
    ]
)
_COLUMN = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t+[ \u00a0]*")
_OPENING = re.compile(r"[ \t\u00a0]+[«„“\"]")
_OWNER = re.compile(r"['’][sS][ \t\u00a0]")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


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


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what finds a word, a plain gap and a gap of small words; Python's `re` knows no classes by category."""
    by_category: dict[str, list[int]] = {}
    for code in range(0x80, 0x10000):
        by_category.setdefault(unicodedata.category(chr(code)), []).append(code)
    marks = _ranges(sorted(by_category["Mn"] + by_category["Mc"] + by_category["Cf"]))
    upper = "A-Z" + _ranges(sorted(by_category["Lu"] + by_category["Lt"]))
    ideographs = "\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\U00020000-\\U0003ffff"
    caseless = _ranges(
        [
            c
            for c in sorted([*by_category["Lo"], 0x0640, *range(0x10D0, 0x10FB)])
            if not re.match(f"[{ideographs}]", chr(c)) and c > 0x24F
        ]
    )
    inner = rf"(?:[^\W_{ideographs}]|[{marks}]|[{_APOSTROPHES}](?=[^\W_]))*"
    begin = rf"(?<![^\W_ʿʾʻʼ{ideographs}])"
    openers = "|".join(sorted(_OPENERS.split(), key=len, reverse=True))
    word = re.compile(
        rf"([{ideographs}])|([{caseless}](?:[{caseless}{marks}])*)|{begin}([{upper}]{inner})"
        rf"|(?:(?<=[{_HYPHEN}])|(?<=[{_HYPHEN}]\n)|(?<=[{_HYPHEN}]\r\n))([^\W\d_]{inner})"
        rf"|{begin}((?:{openers})(?=[\s{_HYPHEN}’'{marks}]{{1,2}}[{upper}]))|{begin}(\d{{1,6}}(?:st|nd|rd|th)?)(?![^\W{ideographs}])"
    )
    space = rf"[\s{marks}]"
    plain = re.compile(rf"(?:{space}+|[{_HYPHEN}](?:{space}*\n{space}*)?|\.{space}?|[,،]{space}+)?")
    joiners = "|".join(sorted(map(re.escape, set(_JOINERS.split())), key=len, reverse=True))
    small = re.compile(rf"[\s{_HYPHEN}{marks}]+(?:(?:{joiners})[\s{_HYPHEN}’'{marks}]+){{1,3}}")
    return word, plain, small


_SHAPES = (None, Shape.IDEOGRAPH, Shape.CASELESS, Shape.CAPITAL, Shape.TAIL, Shape.OPENER, Shape.NUMBER)
_LONGEST_GAP = 40
WIDE_BRACKETS = ("", "（", "）", "(", ")")
"""What may stand between the characters of one name: nothing, or a bracket around a town."""


_LOWER_BROKEN = re.compile(r"[^\W\d_][-‐\u00ad][ \t]*\r?\n\s*$")  # the end of a small word that a line end breaks
_SHORTEST_PART = 3
"""Letters of a word in capitals that a hyphen at a line end breaks; shorter ones are names by themselves: AL-NOOR."""
_BROKEN = re.compile(r"[-‐\u00ad][ \t]*\r?\n\s*")


def rejoined(text: str) -> str:
    """Return words whose last letters stand on the next line made whole again."""
    if "\n" not in text:
        return text
    return _BROKEN.sub(lambda match: _joint(text, match.start(), match.end()), text)


def _joint(text: str, start: int, end: int) -> str:
    """Return what stands for a hyphen at a line end: nothing where it breaks a word."""
    after = text[end : end + 2]
    shouted = after.isupper() and text[max(0, start - _SHORTEST_PART) : start].isupper() and len(after) > 1
    return "" if after[:1].islower() or shouted else "-"


def read_words(text: str) -> Words:
    """Return the words of a text that can be parts of names."""
    pattern, _, _ = _patterns()
    start: list[int] = []
    end: list[int] = []
    shape: list[int] = []
    gap: list[int] = []
    stop: list[bool] = []
    before = 0
    for match in pattern.finditer(text):
        first, last = match.span()
        kind = _SHAPES[match.lastindex or 0]
        if last - first > 3 and text[last - 1] in "sS" and _POSSESSIVE.search(text, last - 2, last):
            last -= 2
        between = text[before:first]
        previous = text[start[-1] : before] if start else ""
        shouted = (
            kind is Shape.CAPITAL and previous.isupper() and match[0].isupper() and len(previous) >= _SHORTEST_PART
        )
        if (kind is Shape.TAIL or shouted) and start and _BROKEN.fullmatch(between):
            end[-1] = before = last
            continue
        bracketed = kind is Shape.IDEOGRAPH and between in WIDE_BRACKETS and start and shape[-1] == Shape.IDEOGRAPH
        if kind is Shape.TAIL and _LOWER_BROKEN.search(between):
            continue
        gap.append(int(Gap.SPACE if bracketed else _gap(text, before, between, previous)) if start else 0)
        stop.append(not start or _ends_sentence(between, previous))
        start.append(first)
        end.append(last)
        shape.append(int(kind or 0))
        before = last
    return Words(text, start, end, shape, gap, stop)


@functools.lru_cache(maxsize=20_000)
def _plain_gap(between: str) -> Gap:
    """Return the kind of a gap by itself, as if every dot and line end broke."""
    _, plain, small = _patterns()
    if between.count("\n") > 1 or len(between) > _LONGEST_GAP:
        return Gap.BREAK
    if plain.fullmatch(between):
        if between[:1] in (",", "،"):
            return Gap.COMMA
        if between[:1] == ".":
            return Gap.BREAK
        if between[:1] and between[0] in _HYPHENS:
            return Gap.HYPHEN
        return Gap.LINE if "\n" in between or "\f" in between else Gap.SPACE
    if _OPENING.fullmatch(between):
        return Gap.QUOTE
    return Gap.JOINED if small.fullmatch(between) else Gap.BREAK


def _gap(text: str, before: int, between: str, previous: str) -> Gap:
    if between == " ":
        return Gap.SPACE
    if len(between) > _LONGEST_GAP or _COLUMN.fullmatch(between):
        return Gap.BREAK
    if _OWNER.fullmatch(between):
        return Gap.OWNER
    kind = _plain_gap(between)
    if kind is Gap.BREAK and between[:1] == "." and len(between) <= 2 and "\n" not in between:
        return Gap.SPACE if _is_abbreviation(previous) else Gap.BREAK
    if "\n" in between and kind in (Gap.LINE, Gap.JOINED):
        place = before + between.index("\n")
        wrapped = is_full_line(text, place)
        return (Gap.WRAP if wrapped else Gap.LINE) if kind is Gap.LINE or not wrapped else kind
    return kind


def is_full_line(text: str, end: int) -> bool:
    """Say whether the line that ends at `end` is so long that it goes on in the next one."""
    return end - (text.rfind("\n", 0, end) + 1) >= WRAPPED


def _is_abbreviation(word: str) -> bool:
    return len(word) == 1 or word.lower() in _ABBREVIATIONS


_STOP = re.compile(r"[.!?…:;•|·*>\[\]()\"“”«»。！？؟]|\n\s*\n")


def _ends_sentence(between: str, previous: str) -> bool:
    """Say whether a gap ends a sentence, a paragraph or an item, so that a capital after it means nothing."""
    if between == " " or (len(between) == 1 and not _STOP.search(between)):
        return False
    if between[:1] == "." and _is_abbreviation(previous):
        return False
    return bool(_STOP.search(between))
