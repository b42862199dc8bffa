"""Canada's field of aliases, told apart into names.

In: one `Aliases` text. Out: the names in it. Commas, semicolons, slashes, "or" and language marks join them, and commas
stand within them too (`X Co., Ltd.`, words in quotation marks). Knows how Global Affairs Canada writes; nothing of XML.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from tamis.sources.draft import squeeze
from tamis.values.normalise import fold
from tamis.values.scripts import script_of
from tamis.values.tables import read_table

LANGUAGES = {
    "arabic": "ar",
    "armenian": "hy",
    "belarusian": "be",
    "belarussian": "be",
    "burmese": "my",
    "chinese": "zh",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "georgian": "ka",
    "hebrew": "he",
    "korean": "ko",
    "persian": "fa",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "ukrainian": "uk",
}
"""Words before a colon -> ISO 639-1 code of the names after it."""

_IN_LATIN = frozenset({"en", "es", "fr", "ro"})
_LANGUAGE = re.compile(rf"[(,;\s]{{0,8}}\b({'|'.join(LANGUAGES)})\s*:\s*", re.IGNORECASE)
_AKA = re.compile(r"^(?:a\.?k\.?a\b\.?|also known as)[:\s]*|[\s,]*\b(?:a\.?k\.?a\.?|also known as)$", re.IGNORECASE)
_FORMER = re.compile(r"^(?:f\.?k\.?a\b\.?|formerly(?: known as)?)[:\s]*", re.IGNORECASE)
_PARTS = re.compile(r";|\s+or\s+")
_OR = re.compile(r",?\s+or\s+")
_LEADING_OR = re.compile(r"^(?:or|and)\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_OPENING, _CLOSING = "«“„（(", "»”）)"
_EDGE = " ,;:\t"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f]+(?:[\s'’-]+[^\W\d_A-Za-z\u00c0-\u024f]+)*")
_ALIKE = 60.0  # of 100: spellings of one word reach it ("Vasilievich", "Vasilyevich"), two first names seldom
_SAME_WORD = 80.0  # of 100: two names of one body begin with the same word in nearly the same spelling
_MOST_SPELLINGS = 16  # of one alias; the richest in the list has eight
_LONGEST = 5000  # characters of a field that is told apart; the longest in the list has some 540
_MOST_SWALLOWED = 160  # characters behind a quotation mark that is never closed, read as one name


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of the field.

    Attributes:
        text: The name.
        language: ISO 639-1 code where the field marks it, else None.
        former: Whether the field calls it a former name.
        fragment: True for a single word that stood beside others in an "or" or "and": half a name.
    """

    text: str
    language: str | None = None
    former: bool = False
    fragment: bool = False


def split_aliases(text: str, *, person: bool) -> list[Alias]:
    """Return the names of an `Aliases` field.

    Args:
        text: `Air Example Holdings Pte., Ltd., Пример; Russian: ООО "Пример" / ООО "Ещё"`.
        person: Whether the record is a person: theirs are read word by word where "or" joins spellings.
    """
    text = squeeze(text)
    if len(text) > _LONGEST:
        return [Alias(text)]
    found: list[Alias] = []
    for language, segment in _segments(text):
        for piece in _pieces(segment, person):
            found.extend(_names_in(piece, language, person))
    return list(dict.fromkeys(found))


def split_bilingual(text: str) -> list[str]:
    """Return the names that a slash divides: `Iranian Army/Armée iranienne`; one where it divides nothing.

    A slash within brackets, or with a single word beside it that is no acronym, divides no names.
    """
    if len(text) > _LONGEST:
        return [text]
    cuts = [match.span() for match in _SLASH.finditer(text) if _depth(text[: match.start()]) <= 0]
    parts: list[str] = []
    start = 0
    for begin, end in cuts:
        parts.append(text[start:begin])
        start = end
    parts.append(text[start:])
    whole = all(len(part.split()) > 1 for part in parts)
    acronyms = all(part.isupper() and len(part.split()) == 1 for part in parts)
    return [squeeze(part) for part in parts] if len(parts) > 1 and (whole or acronyms) else [text]


def _segments(text: str) -> Iterator[tuple[str | None, str]]:
    """Give each run of text with the language that a mark before it tells."""
    parts = _LANGUAGE.split(text)
    yield None, parts[0]
    for word, segment in zip(parts[1::2], parts[2::2], strict=True):
        yield LANGUAGES[word.lower()], segment


def _pieces(text: str, person: bool) -> list[str]:
    """Split at semicolons, and at commas outside of brackets and quotation marks; a legal form stays with its name."""
    pieces: list[str] = []
    for part in text.split(";") if person else _PARTS.split(text):
        first = len(pieces)
        for piece in _at_commas(part):
            if len(pieces) > first and person and _LEADING_OR.match(piece):
                pieces[-1] += f" {piece}"
            elif len(pieces) > first and _belongs_to(pieces[-1], piece, person):
                pieces[-1] += f", {piece}"
            else:
                pieces.append(piece)
    return pieces if person else [piece for piece in pieces if not _is_legal_form(piece)]


def _at_commas(text: str) -> list[str]:
    spans, depth, start, opened = [], 0, 0, 0
    for position, char in enumerate(text):
        change = _opens(text, position)
        if change > 0 and depth == 0:
            opened = position
        depth = max(0, depth + change)
        if char == "," and depth == 0:
            spans.append(text[start:position])
            start = position + 1
    if depth and len(text) - opened > _MOST_SWALLOWED:
        return [piece for piece in map(_clean, text.split(",")) if piece]
    spans.append(text[start:])
    return [piece for piece in map(_clean, spans) if piece]


def _opens(text: str, position: int) -> int:
    """Return 1 where a bracket or quotation opens, -1 where one closes, 0 elsewhere."""
    char = text[position]
    if char == '"':
        before = text[position - 1 : position]
        return 1 if not before or before in " (,;/\"«“'" else -1
    return (char in _OPENING) - (char in _CLOSING)


def _depth(text: str) -> int:
    return sum((char in _OPENING) - (char in _CLOSING) for char in text)


def _clean(piece: str) -> str:
    """Return a piece without separators and lone brackets at its edges."""
    piece = piece.strip(_EDGE)
    if piece.startswith("(") and piece.endswith(")") and piece.count("(") == 1:
        piece = piece[1:-1]
    if piece.startswith("(") and ")" not in piece:
        piece = piece[1:]
    if piece.endswith(")") and "(" not in piece:
        piece = piece[:-1]
    return piece.strip(_EDGE)


def _belongs_to(last: str, piece: str, person: bool) -> bool:
    """Say whether what follows a comma continues the name before it."""
    if not person:
        return _is_legal_form(piece)
    given = _AKA.sub("", piece)
    return fold(piece).strip() in _SUFFIXES or (
        last.isupper() and last.isascii() and len(last.split()) == 1 and given.isalpha() and given.istitle()
    )


def _is_legal_form(piece: str) -> bool:
    """Say whether a piece is a legal form and nothing more: no name by itself."""
    return " ".join(fold(piece).split()) in _legal_forms()


def _names_in(piece: str, language: str | None, person: bool) -> Iterator[Alias]:
    """Give the names in one piece."""
    former = _FORMER.match(piece) is not None
    bare = _LEADING_OR.sub("", _FORMER.sub("", _AKA.sub("", piece)))
    for part in _by_script(bare) if person else [bare]:
        for name in split_bilingual(part):
            alternatives = _alternatives(name, person)
            for text in map(_clean, alternatives):
                if text:
                    fragment = person and len(alternatives) > 1 and len(text.split()) == 1
                    told = language if language in _IN_LATIN or script_of(text) != "Latn" else None
                    yield Alias(text, told, former, fragment or (bare != piece and len(text.split()) == 1))


def _by_script(text: str) -> list[str]:
    """Tell a Latin name from the same in another script behind or before it."""
    runs = [run for run in _OTHER_SCRIPT.findall(text) if script_of(run) != "Latn"]
    latin = squeeze(_OTHER_SCRIPT.sub(" ", text)).strip(_EDGE)
    if len(runs) == 1 and len(runs[0].split()) > 1 and latin.isascii() and len(latin.split()) > 1 and "(" not in text:
        return [runs[0], latin]
    return [text]


def _alternatives(text: str, person: bool) -> list[str]:
    """Return the names that "or" and "and" join: whole ones, or spellings of a word."""
    joined = _at_and(text, person)
    if len(joined) > 1:
        return joined
    groups: list[list[str]] = []
    for part in _OR.split(_slashes_as_or(text) if person else text):
        if groups and _is_spelling(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [name for group in groups for name in _spellings(group)]


def _slashes_as_or(text: str) -> str:
    """Return `Ilia or Ilya Rebrov` for `Ilia/ Ilya Rebrov`; a slash between words that are not alike goes."""
    parts = _SLASH.split(text)
    joined = parts[0]
    for before, after in itertools.pairwise(parts):
        joined += (" or " if before and after and _is_spelling(before, after, lone=False) else " ") + after
    return joined


def _is_spelling(before: str, after: str, *, lone: bool = True) -> bool:
    """Say whether "or" joins two spellings of a word rather than two names: alike words, or a single one."""
    first, second = before.split(), after.split()
    return (lone and 1 in (len(first), len(second))) or fuzz.ratio(first[-1], second[0]) >= _ALIKE


def _at_and(text: str, person: bool) -> list[str]:
    """Split at "and": always for a person, for a body where both names begin alike."""
    parts = [part for part in re.split(r"\s+and\s+", text) if part.strip()]
    if len(parts) < 2 or person:
        return parts
    first = [part.split()[0] for part in parts]
    same = all(fuzz.ratio(before[:2], after[:2]) >= _SAME_WORD for before, after in itertools.pairwise(first))
    return parts if same and parts[1][:1].isupper() else [text]


def _spellings(parts: list[str]) -> list[str]:
    """Return each spelling of a name whose words have several: `Ilia V. or W. Rebrov` is two."""
    columns: list[list[str]] = []
    for part in parts:
        words = part.split()
        if columns:
            columns[-1].append(words[0])
            words = words[1:]
        columns.extend([word] for word in words)
    names = itertools.islice(itertools.product(*columns), _MOST_SPELLINGS + 1)
    spelt = [" ".join(words) for words in names]
    return spelt if len(spelt) <= _MOST_SPELLINGS else [" or ".join(parts)]


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("legal_forms"))
