"""Keys: the hashes under which an index finds tokens, listings and identifiers, made alike when building and asking.

In: forms, ids, identifiers. Out: uint64. Which forms get their single deletions hashed decides which misspellings are
found; the comparison decides what they are worth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from tamis.records import Identifier
from tamis.values.arrays import I64, U64
from tamis.values.forms import Forms
from tamis.values.hashing import deletions_of, hashes_of
from tamis.values.identifiers import normalise_identifier

_SALTS = (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0)  # raw, sound, skeleton: kept apart
_SHORTEST_DELETED = (3, 4, 4)  # of raw, sound, skeleton: less than that less one is anybody's
_SHORTEST_SKELETON = 2  # a lone consonant is anybody's


def form_keys(forms: Forms) -> tuple[U64, I64]:
    """Return the keys of tokens and, for each key, the position of its token.

    Every token has the keys of its three forms and of their single deletions, deletions only of the longer ones.
    """
    keys, owners = [], []
    all_forms = (forms.raw, forms.sound, forms.skeleton)
    for salt, strings, shortest in zip(_SALTS, all_forms, _SHORTEST_DELETED, strict=True):
        hashes = hashes_of(strings)
        present = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        whole = np.flatnonzero(present >= (_SHORTEST_SKELETON if strings is forms.skeleton else 1))
        deleted, owner = deletions_of(strings, shortest)
        keys += [hashes[whole] ^ np.uint64(salt), deleted ^ np.uint64(salt)]
        owners += [whole, owner]
    return np.concatenate(keys), np.concatenate(owners)


def exact_keys(raw: Sequence[bytes]) -> U64:
    """Return the key that a token's raw form is found under."""
    return hashes_of(raw) ^ np.uint64(_SALTS[0])


def text_key(text: str) -> int:
    """Return the key of an exact text such as a listing id."""
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


def identifier_keys(identifiers: Iterable[Identifier]) -> list[int]:
    """Return the keys of identifiers after normalising; kinds are kept apart."""
    return [
        text_key(f"{one.kind}:{value}") for one in identifiers if (value := normalise_identifier(one.kind, one.value))
    ]


def pack_country(code: str) -> int:
    """Return an alpha-2 code as one number."""
    padded = code.lower() + "  "
    return (ord(padded[0]) & 0xFF) << 8 | ord(padded[1]) & 0xFF
