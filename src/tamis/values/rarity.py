"""How rare a token is in the world, and what part it plays in a name: from the lexicon, never from the lists loaded.

In: tokens. Out: weights in nats (-ln of the share of persons, or of organisations, that bear the token) and roles.
A pair of names decides alone because these come with the package: version `LEXICON_VERSION`.

Shares are summed over spellings with the same sound form: Mohammed is as common as all its spellings together.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.values.arrays import F64, U8, U16, U64, Bools
from tamis.values.classes import syllables
from tamis.values.forms import lexicon_forms
from tamis.values.hashing import hashes_of
from tamis.values.names import LEGAL_MARK
from tamis.values.tables import read_table

LEXICON_VERSION = "2026.11"

UNSEEN = 9.0
"""Weight in nats of a token that the lexicon does not know: fewer than one person in 8,000 bears it."""

_LEAST = 0.5
STEP = 64
"""Weights are multiples of 1/STEP, so that sums do not depend on their order."""


class Role(enum.IntEnum):
    """What part a token plays in a name."""

    ORDINARY = 0
    PARTICLE = 1
    FILIATION = 2
    HONORIFIC = 3
    LEGAL = 4
    NUMBER = 5
    INITIAL = 6
    BUSINESS = 7


_FIXED = {
    Role.PARTICLE: 0.5,
    Role.FILIATION: 0.75,
    Role.HONORIFIC: 0.1875,
    Role.LEGAL: 0.75,
    Role.NUMBER: 3.0,
    Role.INITIAL: 1.0,
}
"""Weights of roles whose rarity says nothing: they are added and left out at will. Fitted with the token costs."""

_TITLE_OR_NAME = 2.5
"""Most that a word counts which is a title to one man and a name to another (Hafiz, Sheikh, Haji)."""


@functools.cache
def _roles() -> dict[str, Role]:
    roles = {row[0]: Role.BUSINESS for row in read_table("business_words")}
    for row in read_table("honorifics"):
        if row[1] != "honorific-or-name":
            roles[row[0]] = Role.HONORIFIC
    for row in read_table("particles"):
        roles[row[0]] = Role.FILIATION if row[1] == "filiation" else Role.PARTICLE
    return roles


_SYLLABLE = 4.0
"""Most that a syllable of Chinese, Korean or Vietnamese names counts: one such name in fifty holds it, and the next
syllable tells nothing more about which people it is of."""


@functools.cache
def _titles_or_names() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("honorifics") if row[1] == "honorific-or-name")


def role_of(token: str) -> Role:
    """Return the part that a token plays, whoever bears it."""
    if token.startswith(LEGAL_MARK):
        return Role.LEGAL
    if token.isdecimal():
        return Role.NUMBER
    if len(token) == 1 and token.isascii():
        return Role.INITIAL
    return _roles().get(token, Role.ORDINARY)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of n tokens.

    Attributes:
        nats: float64[n, 2]: as the name of a person, as the name of anything else.
        unseen: bool[n, 2]: the lexicon does not know the token; a partner that it knows tells more.
        role: uint8[n]: `Role`.
        syllable: bool[n]: a syllable of Chinese, Korean or Vietnamese names.
    """

    nats: F64
    unseen: Bools
    role: U8
    syllable: Bools


@dataclass(frozen=True, slots=True)
class Rarity:
    """Weights by sound form: sorted uint64[m] keys, float64[m, 2] nats."""

    keys: U64
    nats: F64

    @classmethod
    @functools.cache
    def shipped(cls) -> Rarity:
        """Return the table that comes with the package."""
        shares: dict[int, list[float]] = {}
        for column, table in enumerate(("persons", "organisations")):
            rows = read_table(table)
            for key, row in zip(hashes_of(lexicon_forms([row[0] for row in rows])).tolist(), rows, strict=True):
                shares.setdefault(key, [0.0, 0.0])[column] += float(row[1]) * 1e-6
        keys = np.array(sorted(shares), dtype=np.uint64)
        table_of = np.array([shares[key] for key in keys.tolist()], dtype=np.float64)
        nats = np.maximum(_LEAST, -np.log(np.minimum(table_of, 1.0) + np.exp(-UNSEEN)))
        return cls(keys, np.floor(nats * STEP + 0.5) / STEP)

    @classmethod
    def of_steps(cls, keys: U64, steps: U16) -> Rarity:
        """Return the table that `steps` was taken from."""
        return cls(keys, steps / float(STEP))

    @property
    def steps(self) -> U16:
        """uint16[m, 2]: the nats as multiples of 1/STEP."""
        return (self.nats * STEP).astype(np.uint16)

    def weights(self, tokens: Sequence[str], keys: U64 | None = None) -> Weights:
        """Return the weights of tokens as `names.name_tokens` gives them.

        Args:
            tokens: n of them.
            keys: uint64[n], the hashes of what `forms.lexicon_forms` gives of them, where they are known already.
        """
        if keys is None:
            keys = hashes_of(lexicon_forms(tokens))
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        role = np.fromiter(map(role_of, tokens), dtype=np.uint8, count=len(tokens))
        fixed = _NATS_OF_ROLE[role][:, None]
        free = fixed == 0
        nats = np.where((self.keys[place] == keys)[:, None], self.nats[place], UNSEEN)
        nats = np.where(free, nats, fixed)
        known_syllables, titles = syllables(), _titles_or_names()
        syllable = np.zeros(len(tokens), dtype=bool)
        for row, token in enumerate(tokens):
            if token in known_syllables:
                syllable[row] = True
                nats[row] = np.minimum(nats[row], _SYLLABLE)
            if token in titles:
                nats[row] = np.minimum(nats[row], _TITLE_OR_NAME)
        return Weights(nats, (nats >= UNSEEN) & free, role, syllable)


_NATS_OF_ROLE = np.array([_FIXED.get(role, 0.0) for role in Role])
"""float64 by role: its weight where that is fixed, else 0."""
