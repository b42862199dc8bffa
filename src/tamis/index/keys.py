"""Keys: the hashes under which an index finds tokens, listings and identifiers, made alike when building and asking.

In: forms, ids, identifiers. Out: uint64. Which forms get their single deletions hashed decides which misspellings are
found; the comparison decides what they are worth.

Raw and sound forms meet whole or less one letter on either side. Skeletons meet whole; less one letter they meet only
where one side is an abjad: between Latin spellings a consonant lost from the skeleton is heard in the sound form too,
and half of all tokens would be near each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tamis.records import Identifier
from tamis.values.arrays import I64, U8, U32, U64, Bools
from tamis.values.forms import Forms
from tamis.values.hashing import Lettered, deletions_of, hashes_of
from tamis.values.identifiers import normalise_identifier
from tamis.values.names import letters_in_order

_RAW, _SOUND, _SKELETON = np.uint64(0x243F6A8885A308D3), np.uint64(0x13198A2E03707344), np.uint64(0xA4093822299F31D0)
_OF_ABJAD = np.uint64(0x082EFA98EC4E6C89)  # whole skeletons of abjad tokens, once more
_LESS_ONE = (np.uint64(0x452821E638D01377), np.uint64(0xBE5466CF34E90C6C))  # skeletons less one letter: Latin, abjad
_SHORTEST_DELETED = (3, 4, 4)  # of raw, sound, skeleton: less than that less one is anybody's
_SHORTEST_SKELETON = 2  # a lone consonant is anybody's

_BITS_FOR_EACH = 8  # of a presence map, up to twice as many: one key in ten or so that is not there seems to be
_SPREAD = np.uint64(0xFF51AFD7ED558CCD)  # odd; the high bits of a product depend on all bits of the key


@dataclass(frozen=True, slots=True)
class TokenHashes:
    """Hashes of n tokens, unsalted.

    Attributes:
        raw, sound: uint64[n], of the whole forms.
        skeleton: uint64[k], of the whole skeletons that are long enough to be keys; `skeleton_of` int64[k], their tokens.
        raw_less, sound_less, skeleton_less: uint64[m] of the forms less one letter; `*_owner` int64[m], their tokens.
        abjad: bool[n].
        letters: uint32[n, 2], the letters of the raw and of the sound form, one bit each.
    """

    raw: U64
    sound: U64
    skeleton: U64
    skeleton_of: I64
    raw_less: U64
    raw_owner: I64
    sound_less: U64
    sound_owner: I64
    skeleton_less: U64
    skeleton_owner: I64
    abjad: Bools
    letters: U32

    @property
    def lexicon(self) -> U64:
        """uint64[n]: what the lexicon's weights go by, as `values.rarity.Rarity.weights` asks for it."""
        return np.where(self.abjad, self.raw, self.sound)


def hash_tokens(forms: Forms) -> TokenHashes:
    """Return the hashes of tokens' forms."""
    parts = [_hash_some(forms, start) for start in range(0, max(len(forms.raw), 1), _AT_ONCE)]
    found = parts[0] if len(parts) == 1 else [np.concatenate(some) for some in zip(*parts, strict=True)]
    raw, sound, whole, raw_less, raw_owner, sound_less, sound_owner, skeleton_less, less_owner, letters = found
    lengths = np.fromiter(map(len, forms.skeleton), dtype=np.int64, count=len(forms.skeleton))
    owner = np.flatnonzero(lengths >= _SHORTEST_SKELETON)
    skeleton = whole[owner]
    if forms.more:
        more = [one for one in forms.more if len(one[1]) >= _SHORTEST_SKELETON]
        strings, of = [one[1] for one in more], np.array([one[0] for one in more], dtype=np.int64)
        less, place = deletions_of(strings, _SHORTEST_DELETED[2])
        skeleton, owner = np.concatenate([skeleton, hashes_of(strings)]), np.concatenate([owner, of])
        skeleton_less, less_owner = np.concatenate([skeleton_less, less]), np.concatenate([less_owner, of[place]])
    return TokenHashes(
        raw, sound, skeleton, owner, raw_less, raw_owner, sound_less, sound_owner, skeleton_less, less_owner,
        np.array(forms.abjad, dtype=bool), letters,
    )  # fmt: skip


_AT_ONCE = 4096  # tokens hashed together: their letters stay in the cache


def _hash_some(forms: Forms, start: int) -> list[NDArray[Any]]:
    """Return what is worked out of the letters of some tokens: hashes of the three forms, those less a letter, the letters."""
    sides = [strings[start : start + _AT_ONCE] for strings in (forms.raw, forms.sound, forms.skeleton)]
    count = len(sides[0])
    strings = Lettered.of([*sides[0], *sides[1], *sides[2]])
    whole, less, owner = strings.deletions(np.repeat(_SHORTEST_DELETED, count))
    bounds = np.searchsorted(owner, [0, count, 2 * count, 3 * count]).tolist()
    found: list[NDArray[Any]] = [whole[:count], whole[count : 2 * count], whole[2 * count :]]
    for form in range(3):
        some = slice(bounds[form], bounds[form + 1])
        found += [less[some], owner[some] + (start - form * count)]
    return [*found, np.ascontiguousarray(strings.letters(2 * count).reshape(2, count).T)]


def listed_keys(hashes: TokenHashes) -> tuple[U64, I64]:
    """Return the keys under which listed tokens are found and, for each key, the position of its token."""
    everyone = np.arange(len(hashes.raw))
    whole, of_whole, abjad = _whole(hashes)
    less_salt = np.where(hashes.abjad[hashes.skeleton_owner], _LESS_ONE[1], _LESS_ONE[0])
    return _joined(
        (hashes.raw ^ _RAW, everyone),
        (hashes.raw_less ^ _RAW, hashes.raw_owner),
        (hashes.sound ^ _SOUND, everyone),
        (hashes.sound_less ^ _SOUND, hashes.sound_owner),
        (whole ^ _SKELETON, of_whole),
        (whole[abjad] ^ _OF_ABJAD, of_whole[abjad]),
        (hashes.skeleton_less ^ less_salt, hashes.skeleton_owner),
    )


def asked_keys(hashes: TokenHashes) -> tuple[U64, I64]:
    """Return the keys that a query's tokens are looked up by and, for each key, the position of its token."""
    everyone = np.arange(len(hashes.raw))
    whole, of_whole, abjad = _whole(hashes)
    less, owner = hashes.skeleton_less, hashes.skeleton_owner
    by_abjad = hashes.abjad[owner]
    return _joined(
        (hashes.raw ^ _RAW, everyone),
        (hashes.raw_less ^ _RAW, hashes.raw_owner),
        (hashes.sound ^ _SOUND, everyone),
        (hashes.sound_less ^ _SOUND, hashes.sound_owner),
        (whole ^ _SKELETON, of_whole),
        (whole ^ _LESS_ONE[1], of_whole),
        (whole[abjad] ^ _LESS_ONE[0], of_whole[abjad]),
        (less ^ np.where(by_abjad, _SKELETON, _OF_ABJAD), owner),
        (less ^ _LESS_ONE[1], owner),
        (less[by_abjad] ^ _LESS_ONE[0], owner[by_abjad]),
    )


def _whole(hashes: TokenHashes) -> tuple[U64, I64, Bools]:
    """Return the whole skeletons, their tokens, and which of them are of a token in another script."""
    return hashes.skeleton, hashes.skeleton_of, hashes.abjad[hashes.skeleton_of]


def joined_keys(raw: U64, sound: U64) -> U64:
    """Return uint64[n, 2]: the keys of raw and of sound forms, from their hashes."""
    return np.stack([raw ^ _RAW, sound ^ _SOUND], axis=1)


def _joined(*parts: tuple[U64, I64]) -> tuple[U64, I64]:
    return np.concatenate([keys for keys, _ in parts]), np.concatenate([owners for _, owners in parts])


def exact_keys(raw: Sequence[bytes]) -> U64:
    """Return the key that a token's raw form is found under."""
    return hashes_of(raw) ^ _RAW


def presence_of(keys: U64) -> U8:
    """Return a map of bits that says of most keys that are not there that they are not, in one look."""
    size = 8
    while size < _BITS_FOR_EACH * len(keys):
        size *= 2
    flags = np.zeros(size, dtype=bool)
    flags[_place(keys, size)] = True
    return np.packbits(flags, bitorder="little")


def maybe_present(presence: U8, keys: U64) -> Bools:
    """Say which keys may be there: all that are, and a few that are not."""
    place = _place(keys, 8 * len(presence))
    found: Bools = (presence[place >> 3] >> (place & 7).astype(np.uint8) & 1).astype(bool)
    return found


def _place(keys: U64, size: int) -> I64:
    place: I64 = ((keys * _SPREAD) >> np.uint64(65 - size.bit_length())).astype(np.int64)
    return place


def text_key(text: str) -> int:
    """Return the key of an exact text such as a listing id."""
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest(), "little")


def whole_keys(names: Sequence[str], *, turned: bool) -> tuple[U64, I64]:
    """Return the keys of whole names by their letters and, for each key, the position of its name.

    Args:
        names: Names as written.
        turned: Whether `Family, Given` is also keyed as `Given Family`: so a listed name is found in either order.
    """
    known = {name: list(map(text_key, letters_in_order(name, turned=turned))) for name in dict.fromkeys(names)}
    counts = [len(known[name]) for name in names]
    keys = np.array([key for name in names for key in known[name]], dtype=np.uint64)
    return keys, np.repeat(np.arange(len(names)), counts)


def identifier_keys(identifiers: Iterable[Identifier]) -> list[int]:
    """Return the keys of identifiers after normalising; kinds are kept apart."""
    return [
        text_key(f"{one.kind}:{value}") for one in identifiers if (value := normalise_identifier(one.kind, one.value))
    ]
