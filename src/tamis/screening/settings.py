"""In what setting a text names somebody: of crime, war and sanctions, of trade and state, or of school, sport, art and home.

In: a text. Out: for each place in it how far the words around it speak for a peaceful setting. Lists name few people and firms of
village fairs, and their names are borne by many there. Must not know: names, listings, scores.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from dataclasses import dataclass

from tamis.screening.vocabulary import bare_forms, is_han, parts_of
from tamis.values.tables import read_table

AROUND = 1200
"""Characters on either side that make a setting: a page speaks of one matter, a long report of many."""

FEWEST, MANY = 4, 10
"""Words for civic life that come up in any text, and from which on a text is about nothing else."""

_HAN, _HAN_LETTER = 2, re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
"""A Chinese or Korean character says as much as three letters; it counts for two more."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Setting:
    """How many different words around a place speak of civic life, of trade and state, and of grave matters, and the text's length."""

    civic: int
    affairs: int
    grave: int
    length: int = 0

    @property
    def peace(self) -> float:
        """From 0, where little or something else too is spoken of, to 1: civic life alone."""
        if self.civic < FEWEST:
            return 0.0
        share = self.civic / (self.civic + self.affairs + 2 * self.grave)
        amount = (self.civic - FEWEST + 1) / (MANY - FEWEST + 1)
        return max(0.0, min(1.0, (share - 0.5) * 2.5)) * min(1.0, amount)


class Settings:
    """The words of one text that tell its setting, by place."""

    def __init__(self, text: str) -> None:
        self._at: list[int] = []
        self._word: list[tuple[str, str]] = []
        self._text = text
        self._density = 1 + _HAN * len(_HAN_LETTER.findall(text)) / max(len(text), 1)
        for match in _WORD.finditer(text):
            for found in _settings_in(match[0]):
                self._at.append(match.start())
                self._word.append(found)

    def around(self, start: int, end: int) -> Setting:
        """Return the setting of text[start:end]."""
        low, high = bisect.bisect_left(self._at, start - AROUND), bisect.bisect(self._at, end + AROUND)
        count = Counter(setting for _, setting in set(self._word[low:high]))
        length = round((min(len(self._text), end + AROUND) - max(0, start - AROUND)) * self._density)
        return Setting(count["civic"], count["affairs"], count["grave"], length)


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for word, setting in read_table("setting_words"):
        if word.endswith("*"):
            beginnings[word[:-1]] = setting
        else:
            whole[word] = setting
    return whole, beginnings


@functools.lru_cache(maxsize=50_000)
def _settings_in(word: str) -> tuple[tuple[str, str], ...]:
    """Return what a word tells, or the parts of a run of characters."""
    if not is_han(word):
        told = (found for form in bare_forms(word) if (found := _setting_of(form.casefold())) is not None)
        return tuple(told)[:1]
    return tuple(found for part in parts_of(word) if (found := _setting_of(part.casefold())) is not None)


def _setting_of(word: str) -> tuple[str, str] | None:
    """Return (the entry that a word is, its setting), by the longest beginning."""
    whole, beginnings = _tables()
    word = word.replace("'", "").replace("’", "")
    if found := whole.get(word):
        return word, found
    for length in range(len(word), 1, -1):
        if found := beginnings.get(word[:length]):
            return word[:length], found
    return None


def is_grave(word: str) -> bool:
    """Say whether a word speaks of crime, war or sanctions, an Arabic article apart."""
    lower = word.casefold()
    return any(
        (found := _setting_of(one)) is not None and found[1] == "grave" for one in (lower, lower.removeprefix("ال"))
    )
