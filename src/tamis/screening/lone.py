"""Names of one word, and surnames with initials, that a text may mean: candidates for which support is sought.

In: the words of a text and an index. Out: sightings of listed names of one word, written as names are, and of initials with the
surname of somebody who has them: S. P. Zalesnykh. Two initials that fit and a rare surname stand alone, the rest needs
support. Must not know: documents, short forms.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np

from tamis.records import NameQuality, PartyKind
from tamis.screening.addresses import is_address
from tamis.screening.context import Context
from tamis.screening.gaps import Gap
from tamis.screening.listed_words import ListedWords
from tamis.screening.meanings import Registry
from tamis.screening.otherwise import is_one_of_many, stands_otherwise
from tamis.screening.readings import Reader
from tamis.screening.rules import RULES, Reading, Strength
from tamis.screening.spans import Shape
from tamis.screening.stretches import Sighting
from tamis.screening.tokens import initialled_tokens, token_of
from tamis.screening.vocabulary import classes_of, opens_no_name
from tamis.screening.words import Words
from tamis.values.forms import forms_of
from tamis.values.names import name_tokens

_NEVER = frozenset({"function", "calendar", "demonym", "article"})
_INITIALS = 2
_REMEMBERED = 200_000  # words
_SINGLE, _LAST = 1, 2


Candidate = tuple[int, int, tuple[str, ...], bool]
"""First and last word, the tokens, whether they are initials and a surname."""


class LoneFinder:
    """Finds names of one word and initialled surnames of texts over one index."""

    def __init__(self, reader: Reader, registry: Registry, listed: ListedWords) -> None:
        self._reader = reader
        self._registry = registry
        self._listed = listed
        self._known: dict[str, int] = {}

    def seek(self, context: Context) -> list[Candidate]:
        """Return the words that may be listed names of one word, and surnames with initials."""
        words = context.words
        found: list[Candidate] = []
        for place, (form, shape) in enumerate(zip(words.forms, words.shape, strict=True)):
            if shape > Shape.CASELESS or not (kinds := self._kinds(form)):
                continue
            if kinds & _SINGLE and self._is_written_as_a_name(context, place):
                found.append((place, place, (token_of(form),), False))
            if kinds & _LAST and shape == Shape.CAPITAL:
                spans = _initialled(words, place)
                found += [(*span, initialled_tokens(words.lookup_text(*span)), True) for span in spans]
        return found

    def _kinds(self, form: str) -> int:
        """Return what a word is to listed names: one of a single word, the last of several, both or neither."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            token = token_of(form)
            raw = forms_of([token]).raw[0].decode("ascii", "replace") if token else ""
            known = self._known[form] = _SINGLE * (raw in self._single) + _LAST * (raw in self._last) if token else 0
        return known

    def sightings(self, context: Context, found: Sequence[Candidate], numbers: int) -> list[Sighting]:
        """Return what candidates could mean; their wordings are numbered from `numbers` on."""
        distinct = {tokens: at for at, tokens in enumerate(dict.fromkeys(one[2] for one in found))}
        readings = self._reader.read(list(distinct))
        out = []
        for first, last, tokens, initialled in found:
            number = distinct[tokens]
            fitting: list[Reading] = []
            strength = Strength.SUPPORTED
            for reading in readings[number]:
                if initialled:
                    fits = reading.person and self._initials_fit(context.words, first, last, reading)
                    if (
                        fits >= _INITIALS
                        and reading.covered >= RULES.rare_token
                        and reading.quality is not NameQuality.WEAK
                    ):
                        strength = Strength.ALONE
                    if fits:
                        fitting.append(reading)
                elif reading.two_sided and reading.score >= RULES.exact and is_address(context.words.word(first)):
                    strength = Strength.ALONE
                    fitting.append(reading)
                elif reading.two_sided and reading.score >= RULES.exact and self._is_name(context, first, reading):
                    fitting.append(reading)
            if fitting:
                out.append(Sighting(first, last, numbers + number, tuple(fitting), strength))
        return out

    def _initials_fit(self, words: Words, first: int, last: int, reading: Reading) -> int:
        """Return how many initials of the words are those of the listed name, all of them or none."""
        listed = name_tokens(self._registry.matched(reading).listed)
        letters = [words.word(place) for place in range(first, last + 1) if words.end[place] - words.start[place] == 1]
        initials = [token for letter in letters for token in name_tokens(letter)]
        rest = iter(listed)
        return len(initials) if all(any(token.startswith(letter) for token in rest) for letter in initials) else 0

    def _is_name(self, context: Context, place: int, reading: Reading) -> bool:
        """Say whether a listed word is the name here: no article before it unless it is somebody's first of all, no weak alias
        that a sentence begins with.
        """
        words = context.words
        kind = self._registry.listing_at(reading.listing).kind
        if reading.quality is NameQuality.PRIMARY and kind in (PartyKind.PERSON, PartyKind.ORGANISATION):
            return True
        begins = reading.quality is NameQuality.WEAK and words.stop[place] and words.shape[place] == Shape.CAPITAL
        return not is_one_of_many(words.text, words.start[place]) and (
            not begins or context.is_quoted(place) or context.is_acronym(place)
        )

    def _is_written_as_a_name(self, context: Context, place: int) -> bool:
        word, start = context.words.word(place), context.words.start[place]
        if context.words.shape[place] == Shape.CASELESS:
            return len(word) >= RULES.short_form
        if context.is_acronym(place) and not context.is_shouted(place):
            return not stands_otherwise(context.words.text, start, context.words.end[place], lambda *_: False)
        plain = word.casefold() in context.ordinary or opens_no_name(word) or classes_of(word) & _NEVER
        return len(word) >= RULES.short_form and not plain and not word.isupper()

    @functools.cached_property
    def _single(self) -> frozenset[str]:
        index = self._listed.index
        alone = np.flatnonzero(np.diff(index.name_offset) == 1)
        return self._listed.spelt(index.name_token[index.name_offset[alone]].tolist())

    @functools.cached_property
    def _last(self) -> frozenset[str]:
        index = self._listed.index
        many = np.flatnonzero((np.diff(index.name_offset) > 1) & (index.name_other == 0))
        return self._listed.spelt(index.name_token[index.name_offset[many + 1] - 1].tolist())


def _initialled(words: Words, place: int) -> list[tuple[int, int]]:
    """Return the stretches of a surname with the initials before it, or else behind it."""
    first = place
    while (
        first > 0
        and place - first < 3
        and words.gap[first] == Gap.SPACE
        and len(words.word(first - 1)) == 1
        and words.word(first - 1).isupper()
    ):
        first -= 1
    if first < place:
        return [(first, place)]
    last = place
    while (
        last + 1 < len(words.start) and last - place < 3 and words.gap[last + 1] in (Gap.SPACE, Gap.WRAP) and len(words.word(last + 1)) == 1
        and words.word(last + 1).isupper() and words.text[words.end[last + 1] : words.end[last + 1] + 1] == "."
    ):  # fmt: skip
        last += 1
    return [(place, last)] if last > place else []
