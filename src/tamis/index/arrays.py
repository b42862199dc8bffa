"""Index: what is known of a set of snapshots, as flat arrays that processes share.

In: a folder of `.npy` files, or arrays just built. Out: the same arrays, memory-mapped. Nothing here searches or
builds; `build` makes an Index and `lookup` asks it. n_tokens, n_names, n_listings and so on are lengths.
"""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from tamis.errors import StoreError
from tamis.values.arrays import F64, I8, I32, I64, U8, U16, U32, U64, Bools

INDEX_VERSION = "8"
"""Raised whenever the arrays change shape or meaning, or a token gets other forms: an index of another version is
built again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The arrays. A `*_offset` has one element more than what it divides.

    Attributes:
        snapshots: Ids of the snapshots, in the order that `listing_snapshot` counts.
        raw, sound, skeleton: uint8 blobs of the tokens' forms, divided by `*_offset` uint32[n_tokens + 1].
        token_abjad: bool[n_tokens], kept in a script of its own.
        token_nats: float64[n_tokens, 2]: weight in the name of a person, of anything else.
        token_unseen: bool[n_tokens, 2].
        token_role: uint8[n_tokens].
        token_digits, token_syllable: bool[n_tokens], as `values.spelt.Spelt` says.
        token_letters: uint32[n_tokens, 2], the letters of the raw and of the sound form, one bit each.
        token_order: int32[n_tokens], the tokens sorted by the first eight bytes of their raw forms: those with one
            beginning stand together; token_prefix: uint64[n_tokens], these bytes as numbers, in that order.
        rarity_key, rarity_steps: the lexicon's weights, uint64[n] and uint16[n, 2] steps of `values.rarity.STEP`, so that
            opening need not read it.
        form_key, form_token: sorted uint64[n_forms] hashes of forms and of their single deletions -> int32 token.
        form_presence, pair_presence: uint8 maps of bits: which keys are surely not there.
        pair_key, pair_name, pair_place, pair_many: sorted uint64 hashes of neighbouring tokens written as one -> name, place of
            the first, how many.
        whole_key, whole_name: sorted uint64 hashes of the letters of whole names -> name.
        acronym_key, acronym_name: sorted uint64 keys of acronyms that names of no persons make, or are -> name.
        name_offset, name_token: int32: the tokens of each name, in order.
        posting_offset, posting_name, posting_place: int32, int32, uint8: the names that hold a token, and where.
        posting_other, pair_other: uint8, `name_other` of `posting_name` and of `pair_name`.
        name_listing: int32[n_names]; name_ordinal: uint16, the place among the listing's names. A name that may be read in
            several ways (`values.eastern`) has a row for each reading, one after another.
        name_quality: uint8, index into `QUALITIES`; name_other: uint8, 1 unless the listing is a person or unknown.
        name_numbers: uint64, name_filiation: int8: as `values.overlap.marks_of` says.
        name_nats: float64[n_names]: sum of its tokens' weights.
        listing_kind: uint8, index into `KINDS`; listing_snapshot: uint16; listing_listed: int32 day, 0 undated.
        listing_gender: uint8 bits, 1 male, 2 female.
        birth_offset, birth: int32[n, 6]: first day, last day, year, month, day, flags (1 circa, 2 range).
        country_offset, country: uint16: two letters packed; `birth_country_*` likewise.
        id_key, id_listing: sorted hashes of listing ids; identifier_key, identifier_listing: of identifiers.
        characters: uint8, the names in Chinese characters and Hangul, bare (`values.characters`), UTF-8, a line each.
        record_offset, record: each listing's JSON twin.
    """

    snapshots: tuple[str, ...]
    raw: U8
    raw_offset: U32
    sound: U8
    sound_offset: U32
    skeleton: U8
    skeleton_offset: U32
    token_abjad: Bools
    token_nats: F64
    token_unseen: Bools
    token_role: U8
    token_digits: Bools
    token_syllable: Bools
    token_letters: U32
    token_order: I32
    token_prefix: U64
    rarity_key: U64
    rarity_steps: U16
    form_key: U64
    form_token: I32
    form_presence: U8
    pair_key: U64
    pair_presence: U8
    pair_name: I32
    pair_place: U8
    pair_many: U8
    whole_key: U64
    whole_name: I32
    acronym_key: U64
    acronym_name: I32
    pair_other: U8
    name_offset: I32
    name_token: I32
    posting_offset: I32
    posting_name: I32
    posting_place: U8
    posting_other: U8
    name_listing: I32
    name_ordinal: U16
    name_quality: U8
    name_other: U8
    name_numbers: U64
    name_filiation: I8
    name_nats: F64
    listing_kind: U8
    listing_snapshot: U16
    listing_listed: I32
    listing_gender: U8
    birth_offset: I32
    birth: I32
    country_offset: I32
    country: U16
    birth_country_offset: I32
    birth_country: U16
    id_key: U64
    id_listing: I32
    identifier_key: U64
    identifier_listing: I32
    characters: U8
    record_offset: I64
    record: U8

    @property
    def n_listings(self) -> int:
        """Number of listings."""
        return len(self.listing_kind)

    @property
    def n_names(self) -> int:
        """Number of names, each reading counted."""
        return len(self.name_listing)

    def reading(self, name: int) -> int:
        """Return which reading of the published name a row is: 0 for the first, which most names have alone."""
        first = name
        while first and (self.name_listing[first - 1], self.name_ordinal[first - 1]) == (
            self.name_listing[name],
            self.name_ordinal[name],
        ):
            first -= 1
        return name - first

    @property
    def n_tokens(self) -> int:
        """Number of distinct tokens."""
        return len(self.token_role)

    def save(self, folder: Path) -> None:
        """Write the arrays into a new folder: under a temporary name first, so that it is there whole or not at all."""
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
        temporary.mkdir(mode=0o700)
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                with open(temporary / f"{field.name}.npy", "wb", opener=_private) as file:
                    np.save(file, value)
        with open(temporary / "index.json", "w", encoding="utf-8", opener=_private) as file:
            json.dump({"version": INDEX_VERSION, "snapshots": list(self.snapshots)}, file)
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, folder)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open a folder that `save` wrote; the arrays are read from disk as they are used.

        Raises:
            StoreError: it is damaged, or of another version.
        """
        try:
            about = json.loads((folder / "index.json").read_text(encoding="utf-8"))
            if about["version"] != INDEX_VERSION:
                raise StoreError(f"{folder}: an index of another version of tamis; delete the folder to build it again")
            arrays: dict[str, Any] = {
                field.name: np.load(folder / f"{field.name}.npy", mmap_mode="r")
                for field in dataclasses.fields(cls)
                if field.name != "snapshots"
            }
            snapshots = tuple(map(str, about["snapshots"]))
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{folder}: the index is damaged ({error}); delete the folder to build it again") from None
        return cls(snapshots=snapshots, **{name: _plain(array) for name, array in arrays.items()})


def _plain(array: Any) -> Any:
    """Return the array without numpy's memmap class, whose every slice costs more; the mapping stays."""
    return array.view(np.ndarray)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _publish(temporary: Path, folder: Path) -> None:
    """Give a finished folder its name; where another process was first, its folder is the same and stays."""
    try:
        temporary.rename(folder)
    except OSError:
        if not (folder / "index.json").exists():
            raise
        for file in temporary.iterdir():
            file.unlink()
        temporary.rmdir()
