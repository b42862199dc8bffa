"""The words that listed names are made of: whether a word is one, and which words stand behind it.

In: an index. Out: answers on single tokens, exact. Must not know: texts, scores.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable

from tamis.index import Index
from tamis.values.forms import forms_of
from tamis.values.names import LEGAL_MARK, name_tokens

_REMEMBERED = 200_000  # words, so that a long run stays within bounds
_KEY = 5
"""Letters by which the words behind a word are known: endings differ by case and language."""

_MANY = 3000
"""Listed names with a word, from which the words behind it are not gathered: anything may follow `company`."""


class ListedWords:
    """What one index knows of single tokens."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._behind: dict[str, frozenset[str]] = {}
        self._held: dict[str, bool] = {}

    @functools.cached_property
    def _tokens(self) -> dict[bytes, int]:
        index = self._index
        blob, bounds = bytes(index.raw), index.raw_offset.tolist()
        return {blob[one:two]: place for place, (one, two) in enumerate(itertools.pairwise(bounds))}

    def holds(self, word: str) -> bool:
        """Say whether some listed name holds this very word."""
        held = self._held.get(word)
        if held is None:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            tokens = name_tokens(word)
            held = self._held[word] = len(tokens) == 1 and self._place(tokens[0]) is not None
        return held

    def spelt(self, tokens: Iterable[int]) -> frozenset[str]:
        """Return listed tokens, given by their rows, as `name_tokens` writes them; those of abjads by their raw forms."""
        index = self._index
        rows = set(tokens)
        return frozenset(
            bytes(index.raw[index.raw_offset[one] : index.raw_offset[one + 1]]).decode("ascii", "replace")
            for one in rows
        )

    def followers(self, word: str) -> frozenset[str]:
        """Return the first letters of the words that stand behind a word in listed names."""
        known = self._behind.get(word)
        if known is None:
            if len(self._behind) >= _REMEMBERED:
                self._behind.clear()
            tokens = name_tokens(word)
            place = self._place(tokens[-1]) if tokens else None
            known = self._behind[word] = frozenset() if place is None else self._after(place)
        return known

    def _after(self, token: int) -> frozenset[str]:
        index = self._index
        low, high = index.posting_offset[token], index.posting_offset[token + 1]
        if high - low > _MANY:
            return frozenset()
        found: set[int] = set()
        for name, place in zip(
            index.posting_name[low:high].tolist(), index.posting_place[low:high].tolist(), strict=True
        ):
            found.update(index.name_token[index.name_offset[name] + place + 1 : index.name_offset[name + 1]].tolist())
        keys = (bytes(index.raw[index.raw_offset[one] : index.raw_offset[one + 1]]) for one in found)
        return frozenset(key.lstrip(b"=")[:_KEY].decode("ascii", "replace") for key in keys)

    def _place(self, token: str) -> int | None:
        return self._tokens.get(forms_of([token]).raw[0])


@functools.lru_cache(maxsize=50_000)
def _key_of(word: str) -> tuple[str, ...]:
    return tuple(token.removeprefix(LEGAL_MARK)[:_KEY] for token in name_tokens(word))


def follows(followers: frozenset[str], word: str) -> bool:
    """Say whether a word is one of the followers, whatever its ending."""
    keys = _key_of(word)
    return bool(keys) and all(key in followers for key in keys)
