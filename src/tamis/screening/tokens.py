"""The token of a single word of a text, remembered.

In: a word. Out: its token. Must not know: texts, listings.
"""

from __future__ import annotations

import functools

from tamis.values.names import name_tokens


@functools.lru_cache(maxsize=50_000)
def token_of(word: str) -> str:
    """Return the only token of a word, or nothing."""
    tokens = name_tokens(word)
    return tokens[0] if len(tokens) == 1 else ""
