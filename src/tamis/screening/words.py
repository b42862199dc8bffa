"""Text -> the words that can be parts of names, where they stand, and how each hangs together with the one before it.

In: a document's text. Out: `Words`: capitalised words of scripts with capitals, every word of scripts without, single
Han and Hangul characters, small words that open names (al, bin, von), numbers and lower-case parts after a hyphen.
Other lower-case words only show as breaks. Offsets count code points of the text as given: soft hyphens, zero-width
and direction marks belong to the word they stand in. Must not know: lists, names, what a word means.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.screening.gaps import LONGEST_GAP, Gap, gap_of, is_abbreviation
from tamis.screening.signs import SPACE, STOP, Signs, read_signs
from tamis.screening.spans import Shape, Spans, find_spans
from tamis.values.arrays import I64

WIDE_BRACKETS = ("", "（", "）", "(", ")")
"""What may stand between the characters of one name: nothing, or a bracket around a town."""

_LOWER_BROKEN = re.compile(r"[^\W\d_][-‐\u00ad][ \t]*\r?\n\s*$")  # the end of a small word that a line end breaks
_SHORTEST_PART = 3
"""Letters of a word in capitals that a hyphen at a line end breaks; shorter ones are names by themselves: AL-NOOR."""
_APART = "\n\n"
"""What stands between texts that are read together: nothing goes on across it."""

_BREAKING = frozenset("-‐\u00ad")
_BROKEN = re.compile(r"[-‐\u00ad][ \t]*\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """The n words of a text; everything but `text` and `signs` is a list of n.

    Attributes:
        text: The text.
        signs: Its characters.
        start: First code point.
        end: One past the last code point, a possessive 's left out.
        shape: `Shape`.
        gap: `Gap` before the word.
        stop: Whether what stands before it ends a sentence or opens the text or a paragraph.
        written: The word as written, made whole where a line end breaks it.
        forms: The form under which it is looked up: an inflected word's base, else the word as written.
    """

    text: str
    signs: Signs
    start: list[int]
    end: list[int]
    shape: list[int]
    gap: list[int]
    stop: list[bool]
    written: list[str]
    forms: list[str]

    def word(self, place: int) -> str:
        """Return a word as written, made whole where a line end breaks it."""
        return self.written[place]

    def lookup_form(self, place: int) -> str:
        """Return the form under which a word is looked up."""
        return self.forms[place]

    def lookup_text(self, first: int, last: int) -> str:
        """Return words first .. last with what stands between them, inflected words in their base forms."""
        forms, behind = self.forms[first : last + 1], last + 1
        if forms == self.written[first:behind]:
            return rejoined(self.text[self.start[first] : self.end[last]])
        parts = [forms[0]]
        for place, form in enumerate(forms[1:], first + 1):
            parts += [rejoined(self.text[self.end[place - 1] : self.start[place]]), form]
        return "".join(parts)


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


def read_words(texts: Sequence[str]) -> list[Words]:
    """Return the words of each of several texts, whose characters are looked at together."""
    signs = read_signs(_APART.join(texts))
    spans = find_spans(signs)
    cut = _without_possessive(signs, spans)
    columns = np.stack([spans.start, spans.end, cut, _first_stops(signs, cut), spans.shape])
    begin = np.cumsum([0, *(len(text) + len(_APART) for text in texts)])
    bounds = np.searchsorted(spans.start, begin)
    columns[:4] -= np.repeat(begin[:-1], np.diff(bounds))
    return [
        _read(text, signs.part(int(at), text), columns[:, one:two])
        for text, at, (one, two) in zip(texts, begin, itertools.pairwise(bounds.tolist()), strict=False)
    ]


def _read(text: str, signs: Signs, columns: I64) -> Words:
    """Return the words of a text.

    Args:
        text: The text.
        signs: Its characters.
        columns: int64[5, n_spans]: start, end, end without a possessive, first stop from there on, shape.
    """
    words = Words(text, signs, [], [], [], [], [], [], [])
    start, end, shape, gap, stop = words.start, words.end, words.shape, words.gap, words.stop
    before = done = next_stop = 0
    for first, whole, last, stops, kind in zip(*columns.tolist(), strict=True):
        if first < done:
            continue
        done = whole
        mark = text[before : before + 1]
        if mark == " " and first - before == 1 and start:
            gap.append(Gap.SPACE)
            stop.append(False)
        else:
            broken = mark in _BREAKING and start and _BROKEN.fullmatch(text, before, first)
            if broken and _goes_on(kind, text[start[-1] : before], text[first:whole]):
                end[-1] = before = last
                next_stop = stops
                continue
            if kind == Shape.TAIL and _LOWER_BROKEN.search(text[before:first]):
                continue
            gap.append(_gap_before(words, before, first, kind))
            stop.append(not start or (next_stop < first and not _abbreviated(words, before)))
        start.append(first)
        end.append(last)
        shape.append(kind)
        before, next_stop = last, stops
    words.written.extend(written_forms(text, start, end))
    words.forms.extend(words.written)
    return words


def _gap_before(words: Words, before: int, first: int, kind: int) -> Gap:
    """Return what stands between the last word, which ends at `before`, and one that begins at `first`."""
    if not words.start or first - before > LONGEST_GAP:
        return Gap.BREAK
    if kind == words.shape[-1] == Shape.IDEOGRAPH and words.text[before:first] in WIDE_BRACKETS:
        return Gap.SPACE
    return gap_of(words.text, words.start[-1], before, first)


def _abbreviated(words: Words, before: int) -> bool:
    """Say whether a dot behind the last word, which ends at `before`, ends no sentence."""
    return words.text[before] == "." and is_abbreviation(words.text[words.start[-1] : before])


def written_forms(text: str, start: Sequence[int], end: Sequence[int]) -> list[str]:
    """Return the words `text[start:end]`, each made whole where a line end breaks it."""
    return [rejoined(text[one:two]) if two - one > 2 else text[one:two] for one, two in zip(start, end, strict=True)]


def _without_possessive(signs: Signs, spans: Spans) -> I64:
    """Return int64[n]: where words end, a possessive 's left out."""
    ends, codes = spans.end.copy(), signs.codes
    long = np.flatnonzero(ends - spans.start > len("'s") + 1)
    last, mark = codes[ends[long] - 1], codes[ends[long] - 2]
    owns = ((last == ord("s")) | (last == ord("S"))) & ((mark == ord("'")) | (mark == ord("’")))
    ends[long[owns]] -= len("'s")
    return ends


def _first_stops(signs: Signs, places: I64) -> I64:
    """Return int64[n]: the first place from each on where a sentence or an item ends, or a blank line begins."""
    count = len(signs.bits)
    stops = signs.has(STOP)
    lines = np.flatnonzero(signs.codes == ord("\n"))
    if len(lines) > 1:
        solid = np.append(np.flatnonzero(~signs.has(SPACE)), count)
        stops[lines[:-1][solid[np.searchsorted(solid, lines[:-1])] > lines[1:]]] = True
    ends = np.append(np.flatnonzero(stops), count)
    result: I64 = ends[np.searchsorted(ends, places)]
    return result


def _goes_on(kind: int, previous: str, word: str) -> bool:
    """Say whether a word may be the rest of the previous one, which a line end breaks: small letters, or capitals behind capitals."""
    if kind != Shape.CAPITAL:
        return kind == Shape.TAIL
    return len(previous) >= _SHORTEST_PART and previous.isupper() and word.isupper()
