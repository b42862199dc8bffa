"""Queries -> scored pairs with listings: names through the index, then everything else that the query gives.

In: a batch of queries. Out: for each query the listings that reach the threshold, with what they agree on as numbers;
`explain` puts them into words. Must not know: order of hits, words, files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.comparison.attributes import compare_countries, compare_dates, compare_genders, compare_kinds
from tamis.comparison.names import Aligned, align
from tamis.index import KINDS, QUALITIES, Index, Lookup, identifier_keys, pack_country
from tamis.records import NameQuality, PartyKind, Query
from tamis.screening.policy import Policy, WeakAliases
from tamis.screening.score import score_of, weight_of
from tamis.values.arrays import F64, I64
from tamis.values.names import may_be_cut, name_tokens
from tamis.values.overlap import Overlaps

_WEAK = QUALITIES.index(NameQuality.WEAK)
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Terms:
    """What a query and a listing agree on.

    Attributes:
        listing: Row of the listing.
        pair: Row of the overlaps whose name met the query, -1 for none.
        weak: True where that name is a weak alias.
        agreements: feature -> agreement, for every feature that the query speaks of.
        score: What they add up to.
    """

    listing: int
    pair: int
    weak: bool
    agreements: dict[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Matched:
    """What a batch came to: for each query its terms, and the overlaps and alignment that explain them."""

    terms: list[list[Terms]]
    withheld: list[int]
    overlaps: Overlaps
    aligned: Aligned
    tokens: list[tuple[str, ...]]


class Matcher:
    """Scores queries against one index under one policy."""

    def __init__(self, lookup: Lookup, policy: Policy) -> None:
        self.lookup = lookup
        self.policy = policy

    @property
    def index(self) -> Index:
        """The index asked."""
        return self.lookup.index

    def match(self, queries: Sequence[Query], threshold: float | None, *, everything: bool = False) -> Matched:
        """Score a batch; terms below the threshold (None: the policy's own, by kind of listing) are left out.

        With `everything`, every listing of the index gets terms for every query, near or not, weak alias or not.
        """
        owner: list[int] = []
        tokens: list[tuple[str, ...]] = []
        cut: list[bool] = []
        for place, query in enumerate(queries):
            for name in query.names:
                owner.append(place)
                tokens.append(name_tokens(name.text))
                cut.append(may_be_cut(name.text))
        overlaps = self.lookup.overlaps(tokens, cut)
        aligned = align(overlaps)
        owners = np.array(owner, dtype=np.int64)[overlaps.query] if owner else np.zeros(0, np.int64)
        best = self._best_names(owners, overlaps, aligned)
        bounds = np.searchsorted(owners[best], np.arange(len(queries) + 1))
        least = None if everything else self.least(threshold)
        terms, withheld = [], []
        for place, query in enumerate(queries):
            rows = best[bounds[place] : bounds[place + 1]]
            found, kept_back = self._of_query(query, rows, overlaps, aligned, least)
            terms.append(found)
            withheld.append(kept_back)
        return Matched(terms, withheld, overlaps, aligned, tokens)

    def _best_names(self, owners: I64, overlaps: Overlaps, aligned: Aligned) -> I64:
        """Return the pairs that matter, sorted by query: per listing the best name, and the best weak alias beside it."""
        index = self.index
        listing = index.name_listing[overlaps.name]
        weak = index.name_quality[overlaps.name] == _WEAK
        order = np.lexsort(
            (
                index.name_ordinal[overlaps.name],
                index.name_quality[overlaps.name],
                -aligned.agreement,
                weak,
                listing,
                owners,
            )
        )
        first = np.ones(len(order), dtype=bool)
        a, b = order[1:], order[:-1]
        first[1:] = (owners[a] != owners[b]) | (listing[a] != listing[b]) | (weak[a] != weak[b])
        order = order[first]
        result: I64 = order[aligned.agreement[order] > 0]
        return result

    def _of_query(
        self, query: Query, rows: I64, overlaps: Overlaps, aligned: Aligned, least: F64 | None
    ) -> tuple[list[Terms], int]:
        """Return the terms of one query that reach the least score, and how many weak aliases were kept back."""
        if least is not None:
            enough = float(least.min()) - self._bonus(query) - _ROUNDING
            rows = rows[aligned.agreement[rows] * self.policy.name_weight >= enough]
        by_identifier = self._by_identifier(query)
        wanted = by_identifier if least is not None else set(range(self.index.n_listings))
        if not len(rows) and not wanted:
            return [], 0
        index = self.index
        listings = index.name_listing[overlaps.name[rows]].astype(np.int64)
        extra = np.array(sorted(wanted - set(listings.tolist())), dtype=np.int64)
        listings = np.concatenate([listings, extra])
        births = self._birth_agreements(query, listings)
        found: dict[int, Terms] = {}
        withheld: set[int] = set()
        for place, listing in enumerate(listings.tolist()):
            pair = int(rows[place]) if place < len(rows) else -1
            weak = pair >= 0 and index.name_quality[overlaps.name[pair]] == _WEAK
            agreements = {"name": float(aligned.agreement[pair]) if pair >= 0 else 0.0}
            if query.identifiers:
                agreements["identifier"] = float(listing in by_identifier)
            if births is not None:
                agreements["birth_date"] = float(births[place])
            agreements |= self._other_agreements(query, listing)
            score = score_of((value, weight_of(self.policy, feature)) for feature, value in agreements.items())
            if least is not None and score < least[index.listing_kind[listing]]:
                continue
            counts = not weak or self.weak_counts(agreements)
            if least is not None and not counts:
                withheld.add(listing)
            elif listing not in found or (counts and score > found[listing].score):
                found[listing] = Terms(listing, pair, bool(weak), agreements, score)
        return list(found.values()), len(withheld - set(found))

    def least(self, threshold: float | None) -> F64:
        """Return float64[len(KINDS)]: the least score of a hit by the listing's kind; the policy's own for None."""
        if threshold is not None:
            return np.full(len(KINDS), threshold)
        return np.array([self.policy.threshold_for(kind) for kind in KINDS])

    def _bonus(self, query: Query) -> float:
        """Return the most that the query's attributes can add to a name."""
        policy = self.policy
        bonus = policy.identifier_weight if query.identifiers else 0.0
        bonus += policy.birth_date_weight if query.birth_dates else 0.0
        bonus += policy.country_weight if query.countries else 0.0
        return bonus + (policy.gender_weight if query.genders else 0.0)

    def counts(self, terms: Terms) -> bool:
        """Say whether a pair that reaches the threshold is a hit: by a name that met or by an identifier, never without."""
        if terms.pair < 0:
            return terms.agreements.get("identifier", 0.0) > 0
        return not terms.weak or self.weak_counts(terms.agreements)

    def weak_counts(self, agreements: dict[str, float]) -> bool:
        """Say whether a weak alias may raise a hit: exact, with an attribute that agrees; or as the policy says.

        With an identifier that agrees it always may: that would raise the hit by itself.
        """
        if agreements.get("identifier", 0.0) > 0:
            return True
        if self.policy.weak_aliases is not WeakAliases.CONFIRM:
            return self.policy.weak_alone
        supported = any(value > 0 for feature, value in agreements.items() if feature != "name")
        return agreements["name"] == 1.0 and supported

    def _by_identifier(self, query: Query) -> set[int]:
        """Return the rows of the listings that share an identifier with the query."""
        index = self.index
        found: set[int] = set()
        for key in identifier_keys(query.identifiers):
            start = int(np.searchsorted(index.identifier_key, np.uint64(key), side="left"))
            end = int(np.searchsorted(index.identifier_key, np.uint64(key), side="right"))
            found.update(index.identifier_listing[start:end].tolist())
        return found - self.lookup.hidden_listings(found)

    def _birth_agreements(self, query: Query, listings: I64) -> F64 | None:
        """Return float64[n]: how far the nearest listed date of birth agrees; 0 where none is listed."""
        if not query.birth_dates:
            return None
        index = self.index
        result = np.zeros(len(listings))
        for place, listing in enumerate(listings.tolist()):
            start, end = index.birth_offset[listing : listing + 2].tolist()
            if end > start:
                rows = index.birth[start:end]
                result[place] = max(float(compare_dates(date, rows).max()) for date in query.birth_dates)
        return result

    def _other_agreements(self, query: Query, listing: int) -> dict[str, float]:
        index = self.index
        found: dict[str, float] = {}
        if query.countries:
            codes = tuple(pack_country(code) for code in query.countries)
            start, end = index.country_offset[listing : listing + 2].tolist()
            first, last = index.birth_country_offset[listing : listing + 2].tolist()
            found["country"] = compare_countries(codes, index.country[start:end], index.birth_country[first:last])
        if query.genders:
            found["gender"] = compare_genders(query.genders, int(index.listing_gender[listing]))
        kind = compare_kinds(query.kind, KINDS[index.listing_kind[listing]], bool(query.birth_dates))
        if kind or query.kind is not PartyKind.UNKNOWN:
            found["kind"] = kind
        return found
