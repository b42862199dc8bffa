"""The token of a single word of a text, and whether people bear it, remembered.

In: a word. Out: its token, a yes or no. Must not know: texts, listings.
"""

from __future__ import annotations

import functools
import re

from tamis.values.names import name_tokens
from tamis.values.rarity import UNSEEN, Rarity, Role

_SHORTEST_UNHEARD = 5


@functools.lru_cache(maxsize=50_000)
def token_of(word: str) -> str:
    """Return the only token of a word, or nothing."""
    tokens = name_tokens(word)
    return tokens[0] if len(tokens) == 1 else ""


@functools.lru_cache(maxsize=50_000)
def is_borne_by_persons(word: str) -> bool:
    """Say whether a word is known as part of a person's name."""
    tokens = name_tokens(word)
    if not tokens:
        return False
    weights = Rarity.shipped().weights(tokens)
    return bool(((weights.nats[:, 0] < UNSEEN) & (weights.role == Role.ORDINARY)).any())


@functools.lru_cache(maxsize=50_000)
def is_unheard_of(word: str) -> bool:
    """Say whether a word of some length is known neither as part of persons' names nor of firms'."""
    tokens = name_tokens(word)
    if len(word) < _SHORTEST_UNHEARD or len(tokens) != 1:
        return False
    weights = Rarity.shipped().weights(tokens)
    return bool(weights.role[0] == Role.ORDINARY and (weights.nats[0] >= UNSEEN).all())


def initialled_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a surname with initials, each initial one letter: L. P. is no legal form, and Ю. one letter, not Yu."""
    tokens: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text):
        own = name_tokens(word)
        tokens += [own[0][0]] if len(word) == 1 and own else own
    return tuple(tokens)
