"""Words of a text, with what grammar adds to names taken off and what small letters hide put in.

In: `Words` and the words of listed names. Out: `Words` again. Turkish endings behind an apostrophe and Arabic one-letter words
before a name lie outside it; a Russian, Ukrainian or Serbian ending stays within, and the word is looked up by its base;
small words that stand behind one another in a listed name too become words: Mouvement pour le réveil du Centre. What
is not a listed word in its base form is left as it is. Must not know: scores, listings.
"""

from __future__ import annotations

import dataclasses
import functools
import re

import numpy as np

from tamis.screening.gaps import Gap, gap_of, is_full_line
from tamis.screening.listed_words import ListedWords, follows
from tamis.screening.signs import DIGIT, SPACE, UPPER, WORD
from tamis.screening.spans import Shape
from tamis.screening.words import Words, rejoined

_TURKISH = re.compile("[ğışĞİŞ]")
_TURKISH_ENDING = re.compile(
    r"['’](?:n?[ıiuü]n|[yns]?[ıiuüae]|[dt][ae]n?|n[dl]?[ae]n?|[yn]?l[ae]|[dt][ae]ki|l[ıiuü]|c[aeıi]|[ıiuü]n?[dt]an?|[ıiuü]n[ae])$"
)
_ARABIC_BEFORE = "وبلكف"
_ARABIC_WORD = re.compile(f"[{_ARABIC_BEFORE}]")
_LOWER = re.compile(r"(?:[ \t\u00a0]+|[ \t]*\n[ \t]*)([^\W\d_]{2,}(?:-\n[ \t]*[^\W\d_]+)?)")
_LONGEST_TAIL = 6
_JOINING = frozenset(
    "of the and for to in on de del de la da do das di du des der den van von zu und y et e en a i le les los las el al".split()
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ENDINGS = (
    "ового", "овому", "иями", "ього", "ьому", "ами", "ями", "ого", "ому", "его", "ему", "ыми", "ими", "ові", "еві",
    "ской", "ских", "ским", "ею", "ею", "ою", "ой", "ей", "ом", "ем", "ым", "им", "ых", "их", "ую", "юю", "ая", "яя",
    "ах", "ях", "ам", "ям", "ів", "ої", "ій", "ою", "ия", "ию", "ии", "ой", "ма",
    "а", "я", "у", "ю", "е", "и", "ы", "і", "о", "ї",
)  # fmt: skip
_BASES = ("", "й", "ь", "а", "я", "ий", "ый", "ой", "о", "е", "ия", "ець", "ец", "и")
_SHORTEST = 3


def settle_endings(words: Words, listed: ListedWords) -> Words:
    """Return the words of a text as names have them: see above."""
    _cut_turkish(words)
    _cut_arabic(words, listed)
    if _CYRILLIC.search(words.text):
        for place in range(len(words.start)):
            _set_base(words, place, listed)
    return _with_small_words(words, listed)


def _set_base(words: Words, place: int, listed: ListedWords) -> None:
    word = words.word(place)
    if len(word) > _SHORTEST and _CYRILLIC.search(word) and (base := base_of(word, listed)) != word:
        words.forms[place] = base


def base_of(word: str, listed: ListedWords) -> str:
    """Return the form of a Cyrillic word that listed names hold; the word itself where they hold it, or none."""
    if listed.holds(word):
        return word
    for stem in stems_of(word):
        for base in _BASES:
            if listed.holds(stem + base):
                return stem + base
    return word


@functools.lru_cache(maxsize=50_000)
def stems_of(word: str) -> tuple[str, ...]:
    """Return a Cyrillic word without its ending, the longest ending first; none where too little is left."""
    lower = word.casefold()
    return tuple(
        word[: -len(ending)]
        for ending in dict.fromkeys(_ENDINGS)
        if lower.endswith(ending) and len(word) - len(ending) >= _SHORTEST
    )


def _cut_turkish(words: Words) -> None:
    """Leave out what Turkish writes behind an apostrophe: Demirtepe'nin."""
    if not _TURKISH.search(words.text):
        return
    for place, (start, end) in enumerate(zip(words.start, words.end, strict=True)):
        if words.shape[place] == Shape.CAPITAL and (match := _TURKISH_ENDING.search(words.text, start, end)):
            words.end[place] = match.start()
            _rewrite(words, place)


def _cut_arabic(words: Words, listed: ListedWords) -> None:
    """Leave out `and`, `by`, `to`, `as` and `so` before an Arabic name, where the rest is a listed word and the whole is none."""
    if not _ARABIC_WORD.search(words.text):
        return
    for place, (start, end) in enumerate(zip(words.start, words.end, strict=True)):
        if words.shape[place] != Shape.CASELESS or words.text[start] not in _ARABIC_BEFORE or end - start <= _SHORTEST:
            continue
        word = words.text[start:end]
        if not listed.holds(word) and listed.holds(word[1:]):
            words.start[place] += 1
            _rewrite(words, place)


def _rewrite(words: Words, place: int) -> None:
    """Write a word anew whose bounds have moved."""
    words.written[place] = words.forms[place] = rejoined(words.text[words.start[place] : words.end[place]])


def _with_small_words(words: Words, listed: ListedWords) -> Words:
    """Put in the small words that stand behind a capital word as in a listed name."""
    tails: dict[int, list[tuple[int, int]]] = {}
    for place in _before_small(words):
        if tail := _tail(words, place, listed):
            tails[place] = tail
    return _grown(words, tails, listed) if tails else words


def _before_small(words: Words) -> list[int]:
    """Return the capital words before which white space and a small letter stand: a tail may follow them."""
    signs = words.signs
    end = np.array(words.end, dtype=np.int64)
    space, small = signs.has(SPACE), signs.has(WORD) & ~signs.has(UPPER | DIGIT)
    solid = np.append(np.flatnonzero(~space), len(space))
    follows = np.append(small, np.zeros(1, dtype=bool))[solid[np.searchsorted(solid, end)]]
    capital = np.array(words.shape, dtype=np.int64) == Shape.CAPITAL
    behind = np.append(space, np.zeros(1, dtype=bool))[end]
    found: list[int] = np.flatnonzero(capital & follows & behind).tolist()
    return found


def _tail(words: Words, place: int, listed: ListedWords) -> list[tuple[int, int]]:
    followers = listed.followers(words.forms[place])
    if not followers:
        return []
    text, at = words.text, words.end[place]
    following = words.start[place + 1] if place + 1 < len(words.start) else len(text)
    match = _LOWER.match(text, at)
    found: list[tuple[int, int]] = []
    while match and match.end() <= following and match[1].islower() and len(found) < _LONGEST_TAIL:
        if not follows(followers, rejoined(match[1])):
            break
        found.append(match.span(1))
        match = _LOWER.match(text, match.end())
    while found and text[slice(*found[-1])] in _JOINING:
        found.pop()
    return found


def _grown(words: Words, tails: dict[int, list[tuple[int, int]]], listed: ListedWords) -> Words:
    gap = list(words.gap)
    for place, tail in tails.items():
        if place + 1 < len(gap):
            gap[place + 1] = gap_of(words.text, *tail[-1], words.start[place + 1])
    words = dataclasses.replace(words, gap=gap)
    grown = Words(words.text, words.signs, [], [], [], [], [], [], [])
    done = 0
    for place in sorted(tails):
        _copy(words, grown, done, place + 1)
        done = place + 1
        for one, two in tails[place]:
            between = words.text[grown.end[-1] : one]
            wrapped = "\n" in between and not is_full_line(words.text, grown.end[-1] + between.index("\n"))
            small = rejoined(words.text[one:two])
            grown.start.append(one)
            grown.end.append(two)
            grown.shape.append(int(Shape.TAIL))
            grown.gap.append(int(Gap.LINE if wrapped else Gap.SPACE))
            grown.stop.append(False)
            grown.written.append(small)
            grown.forms.append(small)
            _set_base(grown, len(grown.start) - 1, listed)
    _copy(words, grown, done, len(words.start))
    return grown


def _copy(words: Words, grown: Words, first: int, end: int) -> None:
    """Put words first .. end - 1 behind those that have been put in."""
    for name in ("start", "end", "shape", "gap", "stop", "written", "forms"):
        getattr(grown, name).extend(getattr(words, name)[first:end])
