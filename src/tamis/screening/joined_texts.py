"""The words of several texts one after the other, so that what is asked of words is asked of all at once.

In: `Words` of texts. Out: arrays over all their words; nothing hangs together across two texts. Must not know: lists, names.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.screening.characters import lookup_keys
from tamis.screening.gaps import Gap
from tamis.screening.spans import Shape
from tamis.screening.words import Words
from tamis.values.arrays import I64, Bools


@dataclass(frozen=True, slots=True)
class JoinedTexts:
    """The words of several texts, one after the other.

    Attributes:
        texts: The texts.
        begin: int64[n_texts + 1], the first word of each, and how many there are.
        shape: int64[n_words], `Shape`.
        gap: int64[n_words], `Gap` before each.
        linked: bool[n_words], whether each hangs together with the one before.
        stop: bool[n_words], whether a sentence ends before it.
        forms: What each is looked up by.
    """

    texts: Sequence[Words]
    begin: I64
    shape: I64
    gap: I64
    linked: Bools
    stop: Bools
    forms: list[str]

    @classmethod
    def of(cls, texts: Sequence[Words]) -> JoinedTexts:
        """Return the words of texts, one after the other."""
        begin = np.cumsum([0, *(len(words.start) for words in texts)], dtype=np.int64)
        shape = np.array([one for words in texts for one in words.shape], dtype=np.int64)
        gap = np.array([one for words in texts for one in words.gap], dtype=np.int64)
        stop = np.array([one for words in texts for one in words.stop], dtype=bool)
        linked = gap != Gap.BREAK
        linked[begin[:-1][begin[:-1] < len(linked)]] = False
        return cls(texts, begin, shape, gap, linked, stop, [form for words in texts for form in words.forms])

    def text_between(self, first: int, last: int) -> str:
        """Return the text from one word to another of the same text."""
        number = int(np.searchsorted(self.begin, first, side="right")) - 1
        words, begin = self.texts[number], int(self.begin[number])
        return words.text[words.start[first - begin] : words.end[last - begin]]

    def keys(self, places: I64) -> list[str]:
        """Return what the words in some places are looked up by; characters with the word of firms that they stand in."""
        forms, characters = list(self.forms), places[self.shape[places] == Shape.IDEOGRAPH]
        bounds = np.searchsorted(characters, self.begin).tolist()
        for words, begin, (one, two) in zip(
            self.texts, self.begin.tolist()[:-1], itertools.pairwise(bounds), strict=True
        ):
            if one < two:
                keys = lookup_keys(words, set((characters[one:two] - begin).tolist()))
                forms[begin : begin + len(keys)] = keys
        return [forms[place] for place in places.tolist()]
