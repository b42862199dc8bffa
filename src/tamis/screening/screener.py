"""Screener: lists that are open, ready to be asked.

In: queries. Out: Screenings, Comparisons, Mentions. One law for one and many: every answer goes through
`Matcher.match` and `explain`. Must not know: files of lists, formats, terminals.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tamis.errors import QueryError, UnknownListError
from tamis.index import Index, Lookup, build
from tamis.records import (
    Comparison,
    Hit,
    Listing,
    Mention,
    Miss,
    PartyKind,
    Query,
    Reconstruction,
    Screening,
)
from tamis.screening.asked import as_listing, as_query
from tamis.screening.explain import explain, matched_name
from tamis.screening.glimpses import Glimpse
from tamis.screening.matching import Matched, Matcher, Terms
from tamis.screening.order import in_order
from tamis.screening.parties import IndexedTraits, same_traits
from tamis.screening.policy import Policy
from tamis.screening.policy_files import load_policy
from tamis.screening.score import ENGINE, score_evidence
from tamis.values.arrays import Bools
from tamis.values.captions import caption_of
from tamis.values.names import COMPARED_TOKENS

if TYPE_CHECKING:
    from tamis.screening.spotting import Spotter

_BATCH = 1024  # queries scored together: large enough to share the work, small enough to stay in the cache


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a screener's lists come from and what its answers must say; empty for listings from memory.

    Attributes:
        snapshots: Ids of the snapshots.
        as_of: The day asked for.
        reconstructed: Snapshots that stand in for that day.
        warnings: What every answer must say.
        hidden: bool[n_listings], the listings left out; None for none.
    """

    snapshots: tuple[str, ...] = ()
    as_of: dt.date | None = None
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ()
    hidden: Bools | None = field(default=None, compare=False)


class Screener:
    """Lists that are open: `tamis.open` opens those of the store, `from_listings` takes listings from memory.

    Attributes:
        policy: Thresholds and weights in force.
        engine: Version of the engine and of its lexicon.
        snapshots: Ids of the snapshots asked.
        as_of: The day asked for, None for today.
        reconstructed: Snapshots that stand in for that day.
        warnings: What every answer must say.
    """

    def __init__(self, index: Index, policy: Policy, opened: Opened | None = None) -> None:
        opened = opened or Opened()
        self.policy = policy
        self._policy_id = policy.id
        self.engine = ENGINE
        self.snapshots = opened.snapshots
        self.as_of = opened.as_of
        self.reconstructed = opened.reconstructed
        self.warnings = opened.warnings
        self.matcher = Matcher(Lookup(index, opened.hidden), policy)
        self._hidden = opened.hidden
        self._listings: dict[int, Listing] = {}
        self._glimpses: dict[int, tuple[Glimpse, IndexedTraits]] = {}

    @classmethod
    def from_listings(cls, listings: Iterable[Listing], policy: Policy | str | None = None) -> Screener:
        """Return a screener over listings from memory."""
        return cls(build((0, listing) for listing in listings), _policy(policy))

    @property
    def index(self) -> Index:
        """The index asked."""
        return self.matcher.index

    def screen(
        self,
        query: Query | str,
        *,
        threshold: float | None = None,
        limit: int | None = None,
        group: bool = True,
        **attributes: object,
    ) -> Screening:
        """Screen one party.

        Args:
            query: A Query, or a name.
            threshold: Least score of a hit, 0 to 1; the policy's own, by kind of listing, when None.
            limit: Most hits to return; the answer counts those cut.
            group: Whether listings of the same party stand together; else every hit has its place by score.
            **attributes: With a name: `kind`, `birth_date`, `country`, `gender` (each a text or a sequence of texts),
                `identifiers` (a sequence of Identifier or "KIND:VALUE").

        Returns:
            The full answer.

        Raises:
            QueryError: the query, the threshold or the limit makes no sense.
        """
        asked = as_query(query, **attributes)
        return next(self.screen_many([asked], threshold=threshold, limit=limit, group=group))

    def screen_many(
        self,
        queries: Iterable[Query | str],
        *,
        threshold: float | None = None,
        limit: int | None = None,
        group: bool = True,
    ) -> Iterator[Screening]:
        """Screen many parties, in order and lazily; inside, they are scored in batches. Arguments as for `screen`.

        Raises:
            QueryError: a query, the threshold or the limit makes no sense.
        """
        self._check_threshold(threshold)
        if limit is not None and limit < 1:
            raise QueryError(f"a limit of {limit} shows nothing; give 1 or more")
        stream = iter(queries)
        while batch := [as_query(query) for query in itertools.islice(stream, _BATCH)]:
            matched = self.matcher.match(batch, threshold)
            for place, query in enumerate(batch):
                yield self._screening(query, matched, place, limit, group)

    def compare(self, query: Query | str, listing: str) -> Comparison:
        """Compare a query with one loaded listing, whatever the threshold.

        Raises:
            UnknownListError: no such listing is loaded.
            QueryError: the query makes no sense.
        """
        return compare(as_query(query), self.listing(listing), self.policy)

    def explain_miss(
        self, query: Query | str, listing: str, *, threshold: float | None = None, **attributes: object
    ) -> Miss:
        """Say why a listing was not a hit: not asked, no candidate, withheld, or how far below the threshold.

        Args:
            query: A Query, or a name with `attributes` as in `screen`.
            listing: Id of the listing.
            threshold: Least score of a hit; the policy's own when None.
            **attributes: With a name, as in `screen`.

        Raises:
            UnknownListError: the lists that are asked hold no such listing, and no day was asked for.
            QueryError: the query or the threshold makes no sense.
        """
        from tamis.screening.misses import explain_miss

        self._check_threshold(threshold)
        return explain_miss(self, as_query(query, **attributes), listing, threshold)

    def scan(self, text: str) -> list[Mention]:
        """Return the mentions of listed parties in a text, in its order.

        Args:
            text: Any text; `text[mention.start:mention.end]` is the mention.

        Returns:
            Mentions at or above the policy's threshold, by the same score as `screen`; see the guide on spotting for
            what counts in a document.
        """
        return self._spotter.scan(text)

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        """Yield the mentions of each of many texts, in order: what `scan` returns, several times sooner where texts are short.

        Args:
            texts: Taken as they are needed, some dozens ahead of what is yielded.
        """
        return self._spotter.scan_many(texts)

    @functools.cached_property
    def _spotter(self) -> Spotter:
        from tamis.screening.spotting import Spotter

        return Spotter(self.matcher, self.listing_at)

    def listing(self, listing_id: str) -> Listing:
        """Return a loaded listing.

        Raises:
            UnknownListError: it is not among the lists that are open.
        """
        row = self.row_of(listing_id)
        if row is not None and not self.is_hidden(row):
            return self.listing_at(row)
        raise UnknownListError(f"no listing {listing_id!r} is loaded; see `tamis lists` for the lists that are")

    def row_of(self, listing_id: str) -> int | None:
        """Return the row of a listing in the index, hidden or not; None where it is not there."""
        return self.matcher.lookup.row_of(listing_id)

    def is_hidden(self, row: int) -> bool:
        """Say whether a listing is left out: it was listed after the day asked for."""
        return self._hidden is not None and bool(self._hidden[row])

    def listing_at(self, row: int) -> Listing:
        """Return the listing in a row of the index."""
        known = self._listings.get(row)
        if known is None:
            known = self._listings[row] = Listing.from_json(self._twin(row))
        return known

    def _twin(self, row: int) -> dict[str, Any]:
        start, end = self.index.record_offset[row : row + 2].tolist()
        twin: dict[str, Any] = json.loads(self.index.record[start:end].tobytes().decode(errors="surrogatepass"))
        return twin

    def _glimpse(self, row: int) -> tuple[Glimpse, IndexedTraits]:
        """Return what hits show of a listing, and what tells whose it is."""
        known = self._glimpses.get(row)
        if known is None:
            glimpse = Glimpse(self._twin(row))
            known = self._glimpses[row] = glimpse, IndexedTraits(glimpse, self.index, row)
        return known

    def _check_threshold(self, threshold: float | None) -> None:
        if threshold is None:
            return
        if not 0 <= threshold <= 1:
            raise QueryError(f"a threshold is a number from 0 to 1, not {threshold}")
        if threshold < self.policy.floor:
            raise QueryError(
                f"a threshold of {threshold} lies below the policy's floor of {self.policy.floor}: no candidates are "
                "sought there; ask for at least the floor, or compare a pair with `tamis compare`"
            )

    def _screening(self, query: Query, matched: Matched, place: int, limit: int | None, group: bool) -> Screening:
        ordered: tuple[Hit, ...] = ()
        if terms := matched.terms[place]:
            hits = [self._hit(query, matched, one) for one in terms]
            ordered = in_order(hits, self._same_parties([one.listing for one in terms]) if group else {})
        shown = ordered[:limit] if limit is not None else ordered
        warnings = self.warnings
        if place in matched.cut:
            warnings += (f"only the first {COMPARED_TOKENS} words of the name were compared",)
        return Screening(
            query=query, hits=shown, snapshots=self.snapshots, policy=self._policy_id, engine=self.engine,
            as_of=self.as_of, reconstructed=self.reconstructed, warnings=warnings, withheld=matched.withheld[place],
            truncated=len(ordered) - len(shown),
        )  # fmt: skip

    def _hit(self, query: Query, matched: Matched, terms: Terms) -> Hit:
        listing, _ = self._glimpse(terms.listing)
        ordinal = self._ordinal(matched, terms)
        return Hit(
            listing=listing.id, watchlist=listing.watchlist, caption=caption(listing), kind=listing.kind, score=terms.score,
            name=matched_name(listing, terms, ordinal),
            evidence=explain(query, listing, matched, terms, ordinal, self.policy),
            designations=listing.designations, birth_dates=listing.birth_dates, countries=listing.countries,
        )  # fmt: skip

    def _ordinal(self, matched: Matched, terms: Terms) -> int:
        return int(self.index.name_ordinal[matched.overlaps.name[terms.pair]]) if terms.pair >= 0 else 0

    def _same_parties(self, rows: Sequence[int]) -> dict[str, dict[str, str]]:
        """Return, for each listing, which of the others are the same party, and why."""
        found: dict[str, dict[str, str]] = {}
        if len(rows) < 2:
            return found
        for one, two in itertools.combinations([self._glimpse(row)[1] for row in rows], 2):
            if one.watchlist != two.watchlist and (why := same_traits(one, two)):
                found.setdefault(one.id, {})[two.id] = why
                found.setdefault(two.id, {})[one.id] = why
        return found


def caption(listing: Listing | Glimpse) -> str:
    """Return a listing's primary name, recased for reading."""
    return caption_of(listing.primary_name.text, listing.kind is PartyKind.PERSON)


def compare(query: Query | str, listing: Listing | str, policy: Policy | str | None = None) -> Comparison:
    """Compare a query with one listing, whatever the threshold: the same score that screening gives the pair.

    Args:
        query: A Query, or a name.
        listing: A Listing, or a name to compare with.
        policy: A Policy, its name or its TOML file; None for the default one.

    Raises:
        QueryError: a name makes no sense.
    """
    asked, shown = as_query(query), as_listing(listing)
    screener = Screener.from_listings([shown], policy)
    matched = screener.matcher.match([asked], 0.0, everything=True)
    terms = matched.terms[0][0]
    ordinal = int(screener.index.name_ordinal[matched.overlaps.name[terms.pair]]) if terms.pair >= 0 else 0
    evidence = explain(asked, shown, matched, terms, ordinal, screener.policy)
    score = score_evidence(evidence)
    threshold = screener.policy.threshold_for(shown.kind)
    hit = score >= threshold and screener.matcher.counts(terms)
    return Comparison(
        query=asked, listing=shown.id, score=score, threshold=threshold, hit=hit,
        name=matched_name(shown, terms, ordinal), evidence=evidence,
    )  # fmt: skip


def _policy(policy: Policy | str | None) -> Policy:
    return policy if isinstance(policy, Policy) else load_policy(policy)
