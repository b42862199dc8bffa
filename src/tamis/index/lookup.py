"""Names of queries -> the listed names worth comparing, with the tokens they have in common.

In: tokenised names, a batch at a time, and how much must agree. Out: Candidates, then Overlaps. A listed name is a
candidate when the tokens that it shares with the query, at their best, reach `COVERAGE` of the query's weight and the
bar that the asker sets; both are upper bounds of what the comparison can find, so no name that could reach the
threshold is lost, and there is no cap. Sums are kept on a scoreboard whose slots several names may share: that can
only add candidates. Must not know: thresholds, policies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from tamis.index.acronyms import Acronyms
from tamis.index.arrays import Index
from tamis.index.at_best import meeting_of
from tamis.index.board import Board, Near, Promising
from tamis.index.keys import text_key
from tamis.index.known import KnownTokens, expand
from tamis.index.leftovers import Leftovers
from tamis.index.outlook import Outlook, outlook_of
from tamis.index.spellings import Spellings
from tamis.index.units import EPSILON, Entries, Units, units_of
from tamis.index.vicinity import Vicinity
from tamis.index.wholes import Wholes
from tamis.values.arrays import F64, I64, U8, Bools
from tamis.values.overlap import COVERAGE, INITIAL_ALIKE, NO_OVERLAPS, SAME_WHOLE, Meeting, Overlaps
from tamis.values.rarity import Rarity


class Bar(Protocol):
    """How much must agree."""

    def of_queries(self, query: I64, other: I64, outlook: Outlook) -> tuple[F64, F64]:
        """Return what n queries must cover, whether they meet other than persons given.

        Returns:
            float64[n] nats where some naming word is met by another spelling, and where one is not met.
        """
        ...

    def of_pairs(self, query: I64, meeting: Meeting) -> F64:
        """Return float64[n_pairs]: nats that words left over must add; 0 where none must, infinite where none can."""
        ...


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a query's name and a listed name that may agree enough.

    Attributes:
        query: int64[n_pairs]; name: int64[n_pairs]; sorted by both.
        meeting: What the names have in common at their best; `SAME_WHOLE` is covered where they are the same letters.
        lacking: float64[n_pairs], nats that words left over must add before the pair agrees enough; 0 where none must.
        outlook: What the queries may reach.
        units: What was looked up.
        entries: What was found, of these pairs only.
    """

    query: I64
    name: I64
    meeting: Meeting
    lacking: F64
    outlook: Outlook
    units: Units
    entries: Entries

    def only(self, keep: Bools) -> Candidates:
        """Return some of the candidates."""
        if keep.all():
            return self
        pair = self.entries.query, self.entries.name
        first = np.ones(len(pair[0]), dtype=bool)
        first[1:] = (pair[0][1:] != pair[0][:-1]) | (pair[1][1:] != pair[1][:-1])
        entries = self.entries.take(keep[np.cumsum(first) - 1])
        return Candidates(
            self.query[keep],
            self.name[keep],
            self.meeting.take(keep),
            self.lacking[keep],
            self.outlook,
            self.units,
            entries,
        )


def _with_wholes(found: Candidates, wholes: Entries, name_other: U8) -> Candidates:
    """Return the candidates and those that are the same letters as the query: no bar holds these back."""
    if not len(wholes.query):
        return found
    entries = Entries.join([found.entries, wholes])
    entries = entries.take(np.lexsort((entries.name, entries.query)))
    first = np.ones(len(entries.query), dtype=bool)
    first[1:] = (entries.query[1:] != entries.query[:-1]) | (entries.name[1:] != entries.name[:-1])
    query, name = entries.query[first], entries.name[first]
    key = query * np.int64(len(name_other)) + name
    by_words = np.searchsorted(key, found.query * np.int64(len(name_other)) + found.name)
    whole = np.zeros(len(key), dtype=bool)
    whole[np.searchsorted(key, wholes.query * np.int64(len(name_other)) + wholes.name)] = True
    lacking = np.zeros(len(key))
    lacking[by_words] = found.lacking
    lacking[whole] = 0.0
    meeting = found.meeting.spread(by_words, name_other[name].astype(np.int64), whole)
    return Candidates(query, name, meeting, lacking, found.outlook, found.units, entries)


class Lookup:
    """Finds candidates in one index; `hidden` listings (bool[n_listings]) never are."""

    def __init__(self, index: Index, hidden: Bools | None = None) -> None:
        self.index = index
        spellings = Spellings(index)
        self.known = KnownTokens(index, spellings, Rarity.of_steps(index.rarity_key, index.rarity_steps))
        self._letters: I64 = index.raw_offset[1:].astype(np.int64) - index.raw_offset[:-1]
        self._vicinity = Vicinity(index, self.known)
        self._leftovers = Leftovers(index, spellings, self.known)
        self._hidden_listing = hidden if hidden is not None and hidden.any() else None
        hidden = None if self._hidden_listing is None else self._hidden_listing[index.name_listing]
        self.hidden_name = hidden
        self._wholes = Wholes(index, hidden)
        self._acronyms = Acronyms(index, self.known, hidden)
        self._board = Board(index, hidden)

    def hidden_listings(self, listings: Iterable[int]) -> set[int]:
        """Return those of the listings (rows) that are hidden."""
        if self._hidden_listing is None:
            return set()
        return {listing for listing in listings if self._hidden_listing[listing]}

    def row_of(self, listing_id: str) -> int | None:
        """Return the row of a listing, hidden or not; None where the index does not hold it."""
        key = np.uint64(text_key(listing_id))
        place = int(np.searchsorted(self.index.id_key, key))
        found = place < len(self.index.id_key) and self.index.id_key[place] == key
        return int(self.index.id_listing[place]) if found else None

    def overlaps(self, names: Sequence[Sequence[str]], cut: Sequence[bool] = ()) -> Overlaps:
        """Return the overlaps of a batch of tokenised names with all listed names that cover enough of them.

        Args:
            names: Tokens of each name.
            cut: For each name, whether its last word may be cut; none may where left out.
        """
        return self.overlaps_of(names, self.candidates(names, cut))

    def candidates(
        self,
        names: Sequence[Sequence[str]],
        cut: Sequence[bool] = (),
        bar: Bar | None = None,
        texts: Sequence[str] = (),
    ) -> Candidates:
        """Return the pairs worth comparing.

        Args:
            names: Tokens of each name.
            cut: For each name, whether its last word may be cut; none may where left out.
            bar: How much must agree; None asks for `COVERAGE` alone.
            texts: The names as written, to be found by their letters too; left out where words alone count.
        """
        self.known.make_room()
        units = units_of(names, cut, self.known)
        around = self._vicinity.of(units)
        near, outlook = around.near, outlook_of(units, around)
        least = COVERAGE * units.total - units.given
        if bar is not None:
            both = np.arange(least.size)
            otherwise, without = (nats.reshape(least.shape) for nats in bar.of_queries(both >> 1, both & 1, outlook))
            sought = np.minimum(otherwise - outlook.left, without)
            least = np.maximum(least, np.minimum(sought - units.given, outlook.all_near))
        found = self._board.promising(units, near, least - EPSILON)
        key = units.query[near.unit[found.row]] * np.int64(self.index.n_names or 1) + found.name
        order = key.argsort(kind="stable")
        key, found = key[order], found.take(order)
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        start, unit = first.nonzero()[0], near.unit[found.row]
        query, name = units.query[unit[start]], found.name[start]
        meeting = meeting_of(self.index, (units, near, outlook), (found, unit), (start, query, name))
        reach = meeting.covered - units.given[query, meeting.other]
        keep = reach >= least[query, meeting.other] - EPSILON
        lacking = np.zeros(len(keep))
        if bar is not None:
            told = otherwise[query, meeting.other], without[query, meeting.other]
            lacking, enough = self._lacking(query, meeting, (units, outlook), (bar, told))
            keep &= enough
        rows = keep[first.cumsum() - 1].nonzero()[0]
        entries = self._entries(units, near, found.take(rows), unit[rows])
        kept = keep.nonzero()[0]
        by_words = Candidates(query[kept], name[kept], meeting.take(kept), lacking[kept], outlook, units, entries)
        return self._with_wholes(by_words, names, texts) if texts else by_words

    def _with_wholes(self, found: Candidates, names: Sequence[Sequence[str]], texts: Sequence[str]) -> Candidates:
        """Return the candidates and those that are met as a whole: by all their letters, or by an acronym."""
        wholes = [self._wholes.entries(texts, found.units), self._acronyms.entries(names, found.units)]
        return _with_wholes(found, Entries.join(wholes), self.index.name_other)

    def above(self, found: Candidates, bar: Bar) -> Candidates:
        """Return the candidates that may still reach a bar, told what they lack for it; `bar` is asked pair by pair."""
        told = bar.of_queries(found.query, found.meeting.other, found.outlook)
        lacking, enough = self._lacking(found.query, found.meeting, (found.units, found.outlook), (bar, told))
        return replace(found, lacking=lacking).only(enough)

    def _lacking(
        self, query: I64, meeting: Meeting, asked: tuple[Units, Outlook], wanted: tuple[Bar, tuple[F64, F64]]
    ) -> tuple[F64, Bools]:
        """Return the nats that words left over must add for pairs to reach a bar, and whether they can.

        Args:
            query: The query of each pair.
            meeting: What the pairs have in common at their best.
            asked: The units of the batch and what its queries may reach.
            wanted: The bar, and what it says of the query of each pair.
        """
        (units, outlook), (bar, (otherwise, without)) = asked, wanted
        other, whole = meeting.other, meeting.agreed
        reach = meeting.covered - units.given[query, other]
        met = (reach >= outlook.all_near[query, other] - EPSILON) | (whole >= without - EPSILON) | (whole == SAME_WHOLE)
        lacking = np.where(met, 0.0, np.maximum(0.0, otherwise - whole))
        lacking = np.maximum(lacking, bar.of_pairs(query, meeting))
        return lacking, lacking <= meeting.left + EPSILON

    def overlaps_of(self, names: Sequence[Sequence[str]], found: Candidates) -> Overlaps:
        """Return the overlaps of candidates, words left over and initials with them."""
        strangers, enough = self._leftovers.entries(found.units, found.entries, found.lacking)
        if not enough.any():
            return NO_OVERLAPS
        entries = found.entries if enough.all() else found.only(enough).entries
        return self._grouped(names, Entries.join([entries, strangers]), found.units)

    def overlaps_from(self, names: Sequence[Sequence[str]], units: Units, entries: Entries) -> Overlaps:
        """Return the overlaps of entries, sorted by query and name, and words left over and initials with them."""
        key = entries.query * np.int64(self.index.n_names or 1) + entries.name
        count = int((np.diff(key, prepend=-1) != 0).sum())
        strangers, _ = self._leftovers.entries(units, entries, np.zeros(count))
        return self._grouped(names, Entries.join([entries, strangers]), units)

    def near_of(self, units: Units) -> Near:
        """Return what is near units."""
        return self._vicinity.of(units).near

    def _entries(self, units: Units, near: Near, found: Promising, unit: I64) -> Entries:
        """Return the entries of some of what is promising, in its order; `unit` is the unit of each."""
        index, row = self.index, found.row
        of_token = row < near.tokens
        spot = index.posting_place[np.where(of_token, found.place, 0)] if len(index.posting_place) else row
        if not of_token.all():
            spot[~of_token] = index.pair_place[found.place[~of_token]]
        return self.entries_at(units, near, (row, unit), found.name, spot)

    def entries_at(self, units: Units, near: Near, rows: tuple[I64, I64], name: I64, spot: U8 | I64) -> Entries:
        """Return the entries of rows of `near`, with the unit of each, in listed names at the places where their words begin."""
        row, unit = rows
        other = self.index.name_other[name].astype(np.int64)
        both = 2 * row + other
        return Entries(
            units.query[unit], name, units.mask[unit], near.together[row] << spot.astype(np.uint64), near.alike[row],
            near.worth.ravel().take(both), units.nats.ravel().take(2 * unit + other), near.name_nats.ravel().take(both),
            near.full[row], units.syllable[unit], units.letters[unit], near.letters[row],
        )  # fmt: skip

    def _grouped(self, names: Sequence[Sequence[str]], entries: Entries, units: Units) -> Overlaps:
        """Sort entries by pair, and add those of the queries' initials."""
        index = self.index
        key = entries.query * np.int64(index.n_names or 1) + entries.name
        of_query = [
            (query, place, ord(token))
            for query, name in enumerate(names)
            for place, token in enumerate(name)
            if len(token) == 1 and token.isalpha()
        ]
        if of_query:
            entries = Entries.join([entries, self._of_initials(of_query, key)])
            key = entries.query * np.int64(index.n_names or 1) + entries.name
        order = np.argsort(key, kind="stable")
        entries, key = entries.take(order), key[order]
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        query, name = entries.query[first], entries.name[first]
        other = index.name_other[name]
        return Overlaps(
            query=query, name=name.astype(np.int32), other=other,
            query_numbers=units.numbers[query], name_numbers=index.name_numbers[name],
            query_filiation=units.filiation[query], name_filiation=index.name_filiation[name].astype(np.int64),
            across=units.abjad[query] != index.token_abjad[index.name_token[index.name_offset[name]]],
            query_nats=units.total[query, other], query_otherwise=units.total[query, 1 - other], name_nats=index.name_nats[name],
            pair=np.cumsum(first) - 1, query_mask=entries.query_mask, name_mask=entries.name_mask, alike=entries.alike,
            worth=entries.worth, query_part=entries.query_part, name_part=entries.name_part, full=entries.full, syllable=entries.syllable,
            letters=entries.letters, name_letters=entries.name_letters, query_letters=units.all_letters[query],
        )  # fmt: skip

    def _of_initials(self, of_query: list[tuple[int, int, int]], keys: I64) -> Entries:
        """Return entries for initials (query, place, letter) and the words of candidate names that begin with them."""
        index = self.index
        asked, place, letter = np.array(of_query, dtype=np.int64).T
        keys = keys[np.isin(keys // (index.n_names or 1), asked)]
        keys.sort()
        first = np.ones(len(keys), dtype=bool)
        first[1:] = keys[1:] != keys[:-1]
        query, name = np.divmod(keys[first], index.n_names or 1)
        start = np.searchsorted(asked, query)
        counts = np.searchsorted(asked, query, side="right") - start
        pair, initial = np.repeat(np.arange(len(query)), counts), expand(start, counts)
        begin = index.name_offset[name[pair]].astype(np.int64)
        counts = index.name_offset[name[pair] + 1] - begin
        initial, pair, row = np.repeat(initial, counts), np.repeat(pair, counts), expand(begin, counts)
        spot = row - np.repeat(begin, counts)
        token = index.name_token[row]
        meets = np.flatnonzero((self._letters[token] > 1) & (index.raw[index.raw_offset[token]] == letter[initial]))
        initial, pair, spot, token = initial[meets], pair[meets], spot[meets], token[meets]
        nats, ones, one = index.token_nats[token, index.name_other[name[pair]]], np.ones(len(meets)), np.uint64(1)
        return Entries(
            query[pair], name[pair], one << place[initial].astype(np.uint64), one << spot.astype(np.uint64),
            np.full(len(meets), INITIAL_ALIKE), ones, ones, nats, ones < 0, ones < 0, ones.astype(np.int64), ones.astype(np.int64),
        )  # fmt: skip
