"""What the attributes of a batch of queries say of listings: many (query, listing) pairs at once.

In: queries, pairs of a query and a row of the index. Out: one agreement a pair and feature. Must not know: names, policies.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.comparison.attributes import compare_countries, compare_dates, compare_genders, compare_kinds
from tamis.index import GENDER_BITS, KINDS, Index, birth_row
from tamis.index.known import expand
from tamis.records import PartyKind, Query
from tamis.values.arrays import F64, I32, I64, U8, U16, Bools
from tamis.values.packed_countries import pack_country

_KIND_CODE = {kind: code for code, kind in enumerate(KINDS)}
_PERSON, _UNKNOWN = _KIND_CODE[PartyKind.PERSON], _KIND_CODE[PartyKind.UNKNOWN]


@dataclass(frozen=True, slots=True)
class AskedAttributes:
    """Attributes of n queries; a `*_offset` divides what follows it.

    Attributes:
        birth_offset, birth: int32[m, 6], rows as `index.birth_row` makes them.
        country_offset, country: uint16[m], packed.
        gender: uint8[n], bits as the index has them. kind: uint8[n], index into `KINDS`.
    """

    birth_offset: I64
    birth: I32
    country_offset: I64
    country: U16
    gender: U8
    kind: U8

    @property
    def any(self) -> bool:
        """Whether any query has an attribute at all."""
        return bool(len(self.birth) or len(self.country) or self.gender.any() or (self.kind != _UNKNOWN).any())

    @property
    def dated(self) -> Bools:
        """bool[n]: whether a query has a date of birth."""
        result: Bools = self.birth_offset[1:] > self.birth_offset[:-1]
        return result

    @property
    def placed(self) -> Bools:
        """bool[n]: whether a query has a country."""
        result: Bools = self.country_offset[1:] > self.country_offset[:-1]
        return result


def asked_attributes(queries: Sequence[Query]) -> AskedAttributes:
    """Return the attributes of queries as arrays."""
    if not any(
        query.birth_dates or query.countries or query.genders or query.kind is not PartyKind.UNKNOWN
        for query in queries
    ):
        return _silent(len(queries))
    births = [birth_row(date) for query in queries for date in query.birth_dates]
    countries = [pack_country(code) for query in queries for code in query.countries]
    return AskedAttributes(
        birth_offset=_offsets([len(query.birth_dates) for query in queries]),
        birth=np.array(births, dtype=np.int32).reshape(-1, 6),
        country_offset=_offsets([len(query.countries) for query in queries]),
        country=np.array(countries, dtype=np.uint16),
        gender=np.array([_gender_bits(query) if query.genders else 0 for query in queries], dtype=np.uint8),
        kind=np.array([_KIND_CODE[query.kind] for query in queries], dtype=np.uint8),
    )


@functools.lru_cache(maxsize=4)
def _silent(count: int) -> AskedAttributes:
    """Return the attributes of so many queries that are names alone."""
    offset = np.zeros(count + 1, dtype=np.int64)
    return AskedAttributes(
        birth_offset=offset, birth=np.zeros((0, 6), dtype=np.int32), country_offset=offset,
        country=np.zeros(0, dtype=np.uint16), gender=np.zeros(count, dtype=np.uint8),
        kind=np.full(count, _UNKNOWN, dtype=np.uint8),
    )  # fmt: skip


def _gender_bits(query: Query) -> int:
    return sum(GENDER_BITS.get(one, 0) for one in set(query.genders))


def agreements_of(asked: AskedAttributes, index: Index, query: I64, listing: I64) -> dict[str, F64]:
    """Return float64[n_pairs] for each feature that some query speaks of: how far each pair agrees; 0 is silent."""
    found = {}
    if len(asked.birth):
        found["birth_date"] = _birth_dates(asked, index, query, listing)
    if len(asked.country):
        found["country"] = _countries(asked, index, query, listing)
    if asked.gender.any():
        found["gender"] = compare_genders(asked.gender[query], index.listing_gender[listing])
    if len(asked.birth) or (asked.kind != _UNKNOWN).any():
        kinds = asked.kind[query], index.listing_kind[listing]
        found["kind"] = compare_kinds(*kinds, asked.dated[query], (_PERSON, _UNKNOWN))
    return found


def _birth_dates(asked: AskedAttributes, index: Index, query: I64, listing: I64) -> F64:
    """Return how far the nearest dates agree; 0 where none is listed."""
    pair, own, there = _products(asked.birth_offset, query, index.birth_offset, listing)
    return _best(pair, compare_dates(asked.birth[own], index.birth[there]), len(query))


def _countries(asked: AskedAttributes, index: Index, query: I64, listing: I64) -> F64:
    """Return how far the countries agree; nationalities and the like before countries of birth."""
    pair, own, there = _products(asked.country_offset, query, index.country_offset, listing)
    born_pair, born_own, born = _products(asked.country_offset, query, index.birth_country_offset, listing)
    codes = np.concatenate([index.country[there], index.birth_country[born]])
    nationality = np.arange(len(codes)) < len(there)
    pair = np.concatenate([pair, born_pair])
    others = (index.country_offset[listing + 1] > index.country_offset[listing])[pair]
    agreement = compare_countries(asked.country[np.concatenate([own, born_own])], codes, nationality, others)
    return _best(pair, agreement, len(query))


def _products(asked_offset: I64, query: I64, listed_offset: I32, listing: I64) -> tuple[I64, I64, I64]:
    """Return (pair, row asked, row listed) for every value asked for against every value listed."""
    start = listed_offset[listing].astype(np.int64)
    many = listed_offset[listing + 1] - start
    first = asked_offset[query]
    counts = (asked_offset[query + 1] - first) * many
    pair = np.repeat(np.arange(len(query)), counts)
    place = expand(np.zeros(len(counts), dtype=np.int64), counts)
    return pair, first[pair] + place // many[pair], start[pair] + place % many[pair]


def _best(pair: I64, agreement: F64, count: int) -> F64:
    best = np.full(count, -np.inf)
    np.maximum.at(best, pair, agreement)
    return np.where(np.isfinite(best), best, 0.0)


def _offsets(counts: Sequence[int]) -> I64:
    offset = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offset[1:])
    return offset
