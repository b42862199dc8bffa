"""Acronyms of organisations: the letters that the words of a name begin with, in their order.

In: tokens of a whole name and their roles. Out: its acronyms. LTTE is the Liberation Tigers of Tamil Eelam, AEOI the Atomic
Energy Organization of Iran, GLBC the Great Lakes Business Company: small words and a legal form give a letter or give none.
Must not know: whose name it is (a person has no acronym), lists, weights.
"""

from __future__ import annotations

from collections.abc import Sequence

from tamis.values.names import LEGAL_MARK
from tamis.values.rarity import Role

SHORTEST, LONGEST = 3, 8
"""Letters of an acronym: with fewer it is anybody's, and nobody says more."""

_SMALL = (Role.PARTICLE, Role.FILIATION)


def acronyms_of(tokens: Sequence[str], roles: Sequence[int]) -> tuple[str, ...]:
    """Return the acronyms that a whole name makes, none where it has a number or less than two naming words.

    Args:
        tokens: The name, as `names.name_tokens` gives it.
        roles: The part that each token plays.
    """
    if len(tokens) < SHORTEST or not all(token[-1].isalpha() and token.isascii() for token in tokens):
        return ()
    words = [(token[0], role) for token, role in zip(tokens, roles, strict=True) if token[0] != LEGAL_MARK]
    naming = "".join(letter for letter, role in words if role not in _SMALL)
    legal = next((token[1] for token in tokens if token[0] == LEGAL_MARK), "")
    made = (naming, "".join(letter for letter, _ in words), naming + legal)
    return tuple(dict.fromkeys(one for one in made if SHORTEST <= len(one) <= LONGEST)) if len(naming) > 1 else ()


def may_be_acronym(token: str) -> bool:
    """Say whether a token has the letters that an acronym may have."""
    return SHORTEST <= len(token) <= LONGEST and token.isascii() and token.isalpha()
