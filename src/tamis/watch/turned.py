"""The index turned round: customers under the words that listings would be met by.

In: customers. Out: arrays in which a changed listing finds, word by word, the customers who could meet it. Customers are
kept under the keys that they would ask for, with what the engine weighs of their names and compares beside them, so that
nobody has to be read and screened who could not reach a hit. Must not know listings, policies and scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from tamis.screening.attributes import AskedAttributes
from tamis.values.arrays import F64, I32, I64, U8, U16, U64, Bools

PLAIN, TWO, CUT_WORD = range(3)
"""What a unit is: a word as it stands, two neighbouring words written as one, a last word that may be cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The arrays; a `*_start` or `*_offset` has one element more than what it divides.

    Attributes:
        key, key_unit: sorted uint64 keys -> int32 unit.
        text, text_start: uint8, the units' words in UTF-8.
        unit_start, unit_name: int64, int32: the names that hold each unit, as often as they do.
        unit_kind: uint8[n_units], `PLAIN`, `TWO` or `CUT_WORD`.
        unit_nats: float64[n_units, 2], unit_unseen: bool[n_units, 2], unit_naming: bool[n_units], as `index.units` has them.
        unit_letter: uint8[n_units], the first letter of a plain word that a listed initial may stand for, else 0.
        name_customer: int32[n_names], row of the customer.
        name_total, name_given, name_left, name_lightest: float64[n_names, 2], as `index.units` and `index.outlook` have them.
        name_naming: int32[n_names], how many naming words the name has.
        identifier, identifier_customer: sorted uint64 keys of identifiers, of whole names by their letters and of acronyms -> int32
            row of the customer.
        birth_offset, birth, country_offset, country, gender, kind: as `screening.attributes` has them, of each customer.
        number: int64[n_customers], what the caller calls each, ascending.
    """

    key: U64
    key_unit: I32
    text: U8
    text_start: I64
    unit_start: I64
    unit_name: I32
    unit_kind: U8
    unit_nats: F64
    unit_unseen: Bools
    unit_naming: Bools
    unit_letter: U8
    name_customer: I32
    name_total: F64
    name_given: F64
    name_left: F64
    name_lightest: F64
    name_naming: I32
    identifier: U64
    identifier_customer: I32
    birth_offset: I64
    birth: I32
    country_offset: I64
    country: U16
    gender: U8
    kind: U8
    number: I64

    @property
    def asked(self) -> AskedAttributes:
        """What the customers' attributes say, by row."""
        return AskedAttributes(self.birth_offset, self.birth, self.country_offset, self.country, self.gender, self.kind)

    def words(self, units: I64) -> list[str]:
        """Return the words of some units."""
        starts, ends = self.text_start[units].tolist(), self.text_start[units + 1].tolist()
        view = memoryview(self.text.data)
        return [bytes(view[start:end]).decode(errors="surrogatepass") for start, end in zip(starts, ends, strict=True)]

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder of their own."""
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> Turned:
        """Open what `save` wrote; arrays are read from disk as they are used."""
        return cls(
            **{
                field.name: np.load(folder / f"{field.name}.npy", mmap_mode="r").view(np.ndarray)
                for field in fields(cls)
            }
        )

    def without(self, numbers: Sequence[int]) -> Turned:
        """Return the arrays without some customers, and without the words that nobody else's name holds."""
        stays = ~np.isin(self.number, numbers)
        name_stays = stays[self.name_customer]
        held_by = np.repeat(np.arange(len(self.unit_kind)), np.diff(self.unit_start))
        posting = name_stays[self.unit_name]
        many = np.bincount(held_by[posting], minlength=len(self.unit_kind))
        unit_stays = many > 0
        keys = unit_stays[self.key_unit]
        identified = stays[self.identifier_customer]
        customer, name, unit = (np.cumsum(some) - 1 for some in (stays, name_stays, unit_stays))
        taken = {"text": _parts(self.text, self.text_start, unit_stays)}
        taken |= {"birth": _parts(self.birth, self.birth_offset, stays)}
        taken |= {"country": _parts(self.country, self.country_offset, stays)}
        return Turned(
            key=self.key[keys], key_unit=unit[self.key_unit[keys]].astype(np.int32),
            text=taken["text"][0], text_start=taken["text"][1],
            unit_start=starts_of(many[unit_stays]), unit_name=name[self.unit_name[posting]].astype(np.int32),
            **{one: getattr(self, one)[unit_stays] for one in ("unit_kind", "unit_nats", "unit_unseen", "unit_naming", "unit_letter")},
            name_customer=customer[self.name_customer[name_stays]].astype(np.int32),
            **{one: getattr(self, one)[name_stays] for one in ("name_total", "name_given", "name_left", "name_lightest", "name_naming")},
            identifier=self.identifier[identified],
            identifier_customer=customer[self.identifier_customer[identified]].astype(np.int32),
            birth=taken["birth"][0], birth_offset=taken["birth"][1],
            country=taken["country"][0], country_offset=taken["country"][1],
            gender=self.gender[stays], kind=self.kind[stays], number=self.number[stays],
        )  # fmt: skip


def starts_of(counts: I64) -> I64:
    """Return where runs of such lengths start, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def _parts(values: Any, starts: I64, stays: Bools) -> tuple[Any, I64]:
    """Return the runs that stay, and where they start."""
    counts = np.diff(starts)
    return values[np.repeat(stays, counts)], starts_of(counts[stays])
