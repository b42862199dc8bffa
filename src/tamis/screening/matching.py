"""Queries -> scored pairs with listings: names through the index, then everything else that the query gives.

In: a batch of queries. Out: for each query the listings that reach the threshold, with what they agree on as numbers;
`explain` puts them into words. Must not know: order of hits, words, files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.comparison.bounds import lacking_of, least_covered
from tamis.comparison.names import Aligned, align
from tamis.index import KINDS, QUALITIES, Candidates, Index, Lookup, Outlook, identifier_keys
from tamis.records import NameQuality, PartyKind, Query
from tamis.screening.attributes import AskedAttributes, agreements_of, asked_attributes
from tamis.screening.policy import Policy, WeakAliases
from tamis.screening.score import score_of, weight_of
from tamis.values.arrays import F64, I64
from tamis.values.names import COMPARED_TOKENS, may_be_cut, name_readings
from tamis.values.overlap import Meeting, Overlaps

_WEAK = QUALITIES.index(NameQuality.WEAK)
_ROUNDING = 1e-6
_THRESHOLDS = 100  # that are remembered


@dataclass(frozen=True, slots=True)
class Terms:
    """What a query and a listing agree on.

    Attributes:
        listing: Row of the listing.
        pair: Row of the overlaps whose name met the query, -1 for none.
        weak: True where that name is a weak alias.
        reading: Which of the readings of that name met.
        agreements: feature -> agreement, for every feature that the query speaks of.
        score: What they add up to.
    """

    listing: int
    pair: int
    weak: bool
    agreements: dict[str, float]
    score: float
    reading: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """What a batch came to: for each query its terms, and the overlaps and alignment that explain them.

    `cut`: the queries with a name of which only the first words are compared.
    """

    terms: list[list[Terms]]
    withheld: list[int]
    overlaps: Overlaps
    aligned: Aligned
    tokens: list[tuple[str, ...]]
    cut: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Queries scored together.

    Attributes:
        queries: What is asked.
        owner: int64[n_names], the query of each name.
        asked: The queries' attributes.
        least: float64[len(KINDS)], the least score of a hit by the listing's kind; None where everything is wanted.
    """

    queries: Sequence[Query]
    owner: I64
    asked: AskedAttributes
    least: F64 | None


class Matcher:
    """Scores queries against one index under one policy."""

    def __init__(self, lookup: Lookup, policy: Policy) -> None:
        self.lookup = lookup
        self.policy = policy
        self._least: dict[float | None, F64] = {}  # by threshold

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
        texts: list[str] = []
        for place, query in enumerate(queries):
            for name in query.names:
                for reading in name_readings(name.text):
                    owner.append(place)
                    tokens.append(reading)
                    texts.append(name.text)
        batch = _Batch(
            queries,
            np.array(owner, dtype=np.int64),
            asked_attributes(queries),
            None if everything else self.least(threshold),
        )
        overlaps = self.lookup.overlaps_of(tokens, self._candidates(tokens, texts, batch))
        aligned = align(overlaps)
        owners = batch.owner[overlaps.query]
        best = self._best_names(owners, overlaps, aligned)
        found = self._scored(batch, overlaps, aligned, best)
        cut_short = (place for place, one in zip(owner, tokens, strict=True) if len(one) >= COMPARED_TOKENS)
        terms, withheld = [one[0] for one in found], [one[1] for one in found]
        return Matched(terms, withheld, overlaps, aligned, tokens, frozenset(cut_short))

    def least(self, threshold: float | None) -> F64:
        """Return float64[len(KINDS)]: the least score of a hit by the listing's kind; the policy's own for None."""
        known = self._least.get(threshold)
        if known is None:
            if len(self._least) > _THRESHOLDS:
                self._least.clear()
            each = [self.policy.threshold_for(kind) if threshold is None else threshold for kind in KINDS]
            known = self._least[threshold] = np.array(each, dtype=np.float64)
        return known

    def _candidates(self, tokens: list[tuple[str, ...]], texts: list[str], batch: _Batch) -> Candidates:
        """Return the pairs of names that may score enough, what their attributes say included."""
        policy, asked, lookup = self.policy, batch.asked, self.lookup
        cut = list(map(may_be_cut, texts))
        if batch.least is None or policy.name_weight <= 0:
            return lookup.candidates(tokens, cut, None, texts)
        sure = float(batch.least.min())
        if not asked.any and not any(query.identifiers for query in batch.queries):
            return lookup.candidates(tokens, cut, _Least(np.full(len(tokens), sure / policy.name_weight)), texts)
        identified = np.array([bool(query.identifiers) for query in batch.queries], dtype=bool)
        spared = policy.identifier_weight * identified
        bonus = policy.birth_date_weight * asked.dated + policy.country_weight * asked.placed
        bonus = bonus + policy.gender_weight * (asked.gender > 0)
        least = (sure - spared - bonus)[batch.owner] / policy.name_weight
        found = lookup.candidates(tokens, cut, _Least(least), texts)
        if not asked.any:
            return found
        owner, listing = batch.owner[found.query], self.index.name_listing[found.name].astype(np.int64)
        said = np.zeros(len(owner))
        for feature, agreement in agreements_of(asked, self.index, owner, listing).items():
            said += agreement * weight_of(policy, feature)
        wanted = (batch.least[self.index.listing_kind[listing]] - spared[owner] - said) / policy.name_weight
        return lookup.above(found, _Least(wanted, by_pair=True))

    def _best_names(self, owners: I64, overlaps: Overlaps, aligned: Aligned) -> I64:
        """Return the pairs that matter, sorted by query: per listing the best name, and the best weak alias beside it."""
        index = self.index
        if not len(owners):
            return owners
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

    def _scored(self, batch: _Batch, overlaps: Overlaps, aligned: Aligned, best: I64) -> list[tuple[list[Terms], int]]:
        """Return the terms of each query that reach the threshold, and how many weak aliases were kept back."""
        asks_more = batch.least is None or any(query.identifiers for query in batch.queries)
        if not len(best) and not asks_more:
            return [([], 0) for _ in batch.queries]
        query, listing = (
            batch.owner[overlaps.query[best]],
            self.index.name_listing[overlaps.name[best]].astype(np.int64),
        )
        extra = self._without_a_name(batch, query, listing) if asks_more else []
        pair = np.concatenate([best, np.full(len(extra), -1, dtype=np.int64)])
        query = np.concatenate([query, np.array([one for one, _ in extra], dtype=np.int64)])
        listing = np.concatenate([listing, np.array([one for _, one in extra], dtype=np.int64)])
        agreements = {
            "name": np.where(pair >= 0, aligned.agreement[pair], 0.0) if len(aligned.agreement) else np.zeros(len(pair))
        }
        shared = self._identified(batch, query, listing)
        if shared is not None:
            agreements["identifier"] = shared
        agreements |= agreements_of(batch.asked, self.index, query, listing)
        total = np.zeros(len(pair))
        for feature, agreement in agreements.items():
            total += agreement * weight_of(self.policy, feature)
        rows = np.arange(len(pair))
        if batch.least is not None:
            rows = np.flatnonzero(total >= batch.least[self.index.listing_kind[listing]] - _ROUNDING)
        rows = rows[np.argsort(query[rows], kind="stable")]
        bounds = np.searchsorted(query[rows], np.arange(len(batch.queries) + 1)).tolist()
        found: list[tuple[list[Terms], int]] = []
        for place, asked in enumerate(batch.queries):
            if bounds[place] == bounds[place + 1]:
                found.append(([], 0))
                continue
            some = rows[bounds[place] : bounds[place + 1]].tolist()
            terms = [
                self._terms(asked, int(pair[row]), int(listing[row]), {name: float(value[row]) for name, value in agreements.items()}, overlaps)
                for row in some
            ]  # fmt: skip
            found.append(self._best_terms(terms, batch.least))
        return found

    def _terms(self, query: Query, pair: int, listing: int, agreements: dict[str, float], overlaps: Overlaps) -> Terms:
        """Return the terms of one pair: of each feature that the query speaks of."""
        spoken = {
            "identifier": bool(query.identifiers), "birth_date": bool(query.birth_dates), "country": bool(query.countries),
            "gender": bool(query.genders), "kind": query.kind is not PartyKind.UNKNOWN or agreements.get("kind", 0.0) != 0.0,
        }  # fmt: skip
        agreements = {name: value for name, value in agreements.items() if spoken.get(name, True)}
        if spoken["kind"]:
            agreements.setdefault("kind", 0.0)
        weak = pair >= 0 and bool(self.index.name_quality[overlaps.name[pair]] == _WEAK)
        score = score_of((value, weight_of(self.policy, feature)) for feature, value in agreements.items())
        reading = self.index.reading(int(overlaps.name[pair])) if pair >= 0 else 0
        return Terms(listing, pair, weak, agreements, score, reading)

    def _best_terms(self, terms: list[Terms], least: F64 | None) -> tuple[list[Terms], int]:
        """Return the best terms of each listing, and how many listings only a weak alias was kept back from."""
        found: dict[int, Terms] = {}
        withheld: set[int] = set()
        for one in terms:
            if least is not None and one.score < least[self.index.listing_kind[one.listing]]:
                continue
            counts = not one.weak or self.weak_counts(one.agreements)
            if least is not None and not counts:
                withheld.add(one.listing)
            elif one.listing not in found or (counts and one.score > found[one.listing].score):
                found[one.listing] = one
        return list(found.values()), len(withheld - set(found))

    def _without_a_name(self, batch: _Batch, query: I64, listing: I64) -> list[tuple[int, int]]:
        """Return (query, listing) that are looked at though no name is near: a shared identifier, or all are wanted."""
        there = set(zip(query.tolist(), listing.tolist(), strict=True))
        wanted = (
            (place, row)
            for place, asked in enumerate(batch.queries)
            for row in sorted(self._by_identifier(asked) if batch.least is not None else range(self.index.n_listings))
        )
        return [one for one in wanted if one not in there]

    def _identified(self, batch: _Batch, query: I64, listing: I64) -> F64 | None:
        """Return float64[n_pairs]: 1 where an identifier is shared; None where no query has one."""
        if not any(query.identifiers for query in batch.queries):
            return None
        shared = [self._by_identifier(asked) for asked in batch.queries]
        return np.array(
            [float(row in shared[place]) for place, row in zip(query.tolist(), listing.tolist(), strict=True)]
        )

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


@dataclass(frozen=True, slots=True)
class _Least:
    """The least that names must agree, float64: of each query, or of each pair that is asked about."""

    agreement: F64
    by_pair: bool = False

    def of_queries(self, query: I64, other: I64, outlook: Outlook) -> tuple[F64, F64]:
        """Return the nats that queries must cover for their names to agree so much."""
        return least_covered(self._of(query), outlook.lightest[query, other], other)

    def of_pairs(self, query: I64, meeting: Meeting) -> F64:
        """Return the nats that words left over must add for names to agree so much."""
        return lacking_of(self._of(query), meeting)

    def _of(self, query: I64) -> F64:
        return self.agreement if self.by_pair else self.agreement[query]
