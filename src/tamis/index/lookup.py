"""Names of queries -> the listed names worth comparing, with the tokens they have in common.

In: tokenised names, a batch at a time, and how much must agree. Out: Candidates, then Overlaps. A listed name is a
candidate when the tokens that it shares with the query, at their best, reach `COVERAGE` of the query's weight and the
bar that the asker sets; both are upper bounds of what the comparison can find, so no name that could reach the
threshold is lost, and there is no cap. Sums are kept on a scoreboard whose slots several names may share: that can
only add candidates. Must not know: thresholds, policies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tamis.index.arrays import Index
from tamis.index.keys import maybe_present
from tamis.index.known import KnownTokens, expand
from tamis.index.leftovers import Leftovers
from tamis.index.outlook import Outlook, outlook_of
from tamis.index.spellings import Spellings
from tamis.index.units import EPSILON, SHORTEST_JOINED, Entries, Units, reach_of, units_of, worth_of
from tamis.values.arrays import F64, I32, I64, U64, Bools
from tamis.values.overlap import COVERAGE, INITIAL_ALIKE, Overlaps
from tamis.values.rarity import Rarity, Role

_FEWEST_SLOTS = 1 << 12  # of the scoreboard, for each query; one for every four names where there are more
_BOARD = 1 << 18  # slots at a time: a scoreboard of 2 MB stays in the cache
_WRITTEN_AS_ONE = 0.97  # how alike "abdul rahman" and "abdulrahman" count

Bar = Callable[[I64, I64, Outlook], tuple[F64, F64]]
"""Given n queries, whether they meet other than persons, and what queries may reach: float64[n] nats to be covered where some
naming word is met by another spelling, and where one is not met."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a query's name and a listed name that may agree enough.

    Attributes:
        query: int64[n_pairs]; name: int64[n_pairs]; sorted by both.
        reach: float64[n_pairs], the most nats that the names cover, words left over aside.
        lacking: float64[n_pairs], nats that words left over must add before the pair agrees enough; 0 where none must.
        outlook: What the queries may reach.
        units: What was looked up.
        entries: What was found, of these pairs only.
    """

    query: I64
    name: I64
    reach: F64
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
            self.query[keep], self.name[keep], self.reach[keep], self.lacking[keep], self.outlook, self.units, entries
        )


@dataclass(frozen=True, slots=True)
class _Near:
    """What one look at postings or pairs found for units: rows of units, how alike, nats, where the names stand, letters."""

    row: I64
    alike: F64
    name_nats: F64
    worth: F64
    begin: I64
    length: I64
    full: Bools
    letters: I64


@dataclass(frozen=True, slots=True)
class _Promising:
    """Entries before they are made: rows of `near` and places of postings, rows of pairs; key of the pair and what each adds."""

    row: I64
    place: I64
    paired: I64
    key: I64
    adds: F64


class Lookup:
    """Finds candidates in one index; `hidden` listings (bool[n_listings]) never are."""

    def __init__(self, index: Index, hidden: Bools | None = None) -> None:
        self.index = index
        spellings = Spellings(index)
        self.known = KnownTokens(index, spellings, Rarity.of_steps(index.rarity_key, index.rarity_steps))
        self._letters: I64 = index.raw_offset[1:].astype(np.int64) - index.raw_offset[:-1]
        self._slots = max(_FEWEST_SLOTS, min(_BOARD, 1 << (index.n_names // 4).bit_length()))
        self._leftovers = Leftovers(index, spellings, self.known)
        self._hidden_listing = hidden if hidden is not None and hidden.any() else None
        self._hidden = None if self._hidden_listing is None else self._hidden_listing[index.name_listing]

    def hidden_listings(self, listings: Iterable[int]) -> set[int]:
        """Return those of the listings (rows) that are hidden."""
        if self._hidden_listing is None:
            return set()
        return {listing for listing in listings if self._hidden_listing[listing]}

    def overlaps(self, names: Sequence[Sequence[str]], cut: Sequence[bool] = ()) -> Overlaps:
        """Return the overlaps of a batch of tokenised names with all listed names that cover enough of them.

        Args:
            names: Tokens of each name.
            cut: For each name, whether its last word may be cut; none may where left out.
        """
        return self.overlaps_of(names, self.candidates(names, cut))

    def candidates(
        self, names: Sequence[Sequence[str]], cut: Sequence[bool] = (), bar: Bar | None = None
    ) -> Candidates:
        """Return the pairs worth comparing.

        Args:
            names: Tokens of each name.
            cut: For each name, whether its last word may be cut; none may where left out.
            bar: How much must agree; None asks for `COVERAGE` alone.
        """
        self.known.make_room()
        units = units_of(names, cut, self.known)
        near = self.near_of(units)
        pairs = self.pairs_of(units)
        outlook = outlook_of(units, [(one.row, one.alike, one.worth, one.full) for one in (near, pairs)], self.known)
        least = COVERAGE * units.total - units.given
        if bar is not None:
            query, other = (places.ravel() for places in np.indices(least.shape))
            otherwise, without = bar(query, other, outlook)
            sought = np.minimum(otherwise.reshape(least.shape) - outlook.left, without.reshape(least.shape))
            least = np.maximum(least, np.minimum(sought - units.given, outlook.all_near))
        found = self._promising(units, near, pairs, least - EPSILON)
        order = np.argsort(found.key, kind="stable")
        key = found.key[order]
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        pair = np.cumsum(first) - 1
        total = np.bincount(pair, weights=found.adds[order], minlength=int(first.sum())).astype(np.float64)
        query, name = np.divmod(key[first], np.int64(self.index.n_names or 1))
        keep = total >= least[query, self.index.name_other[name]] - EPSILON
        lacking = np.zeros(len(total))
        if bar is not None:
            lacking, enough = self._lacking(query, name, total, (units, outlook), bar)
            keep &= enough
        entries = self._entries(units, near, pairs, found, order[keep[pair]])
        return Candidates(query[keep], name[keep], total[keep], lacking[keep], outlook, units, entries)

    def above(self, found: Candidates, bar: Bar) -> Candidates:
        """Return the candidates that may still reach a bar, told what they lack for it; `bar` is asked pair by pair."""
        lacking, enough = self._lacking(found.query, found.name, found.reach, (found.units, found.outlook), bar)
        return replace(found, lacking=lacking).only(enough)

    def _lacking(self, query: I64, name: I64, reach: F64, asked: tuple[Units, Outlook], bar: Bar) -> tuple[F64, Bools]:
        """Return the nats that words left over must add for pairs to reach a bar, and whether they can."""
        units, outlook = asked
        other = self.index.name_other[name].astype(np.int64)
        otherwise, without = bar(query, other, outlook)
        whole = reach + units.given[query, other]
        met = (reach >= outlook.all_near[query, other] - EPSILON) | (whole >= without - EPSILON)
        lacking = np.where(met, 0.0, np.maximum(0.0, otherwise - whole))
        return lacking, lacking <= outlook.left[query, other] + EPSILON

    def overlaps_of(self, names: Sequence[Sequence[str]], found: Candidates) -> Overlaps:
        """Return the overlaps of candidates, words left over and initials with them."""
        strangers, enough = self._leftovers.entries(found.units, found.entries, found.lacking)
        entries = found.entries if enough.all() else found.only(enough).entries
        return self._grouped(names, Entries.join([entries, strangers]), found.units)

    def near_of(self, units: Units) -> _Near:
        """Return each unit's near listed tokens; of two written as one only those that are like them."""
        index, known = self.index, self.known
        starts, counts = known.near(units.uid)
        row = np.repeat(np.arange(len(counts)), counts)
        flat = expand(starts, counts)
        alike = known.near_alike[flat]
        keep = ~units.two[row] | (alike > 0.85)
        row, listed, alike = row[keep], known.near_token[flat[keep]].astype(np.int64), alike[keep]
        nats = index.token_nats[listed]
        worth = worth_of(units, row, alike, nats, index.token_unseen[listed])
        begin = index.posting_offset[listed].astype(np.int64)
        full = units.full[row] & (index.token_role[listed] != Role.INITIAL)
        return _Near(
            row, alike, nats, worth, begin, index.posting_offset[listed + 1] - begin, full, self._letters[listed]
        )

    def pairs_of(self, units: Units) -> _Near:
        """Return where two neighbouring tokens of a listed name, written as one, are a word of the query, or two of it."""
        index, known = self.index, self.known
        rows = np.flatnonzero((units.plain | units.two) & (known.lengths[units.uid, 0] >= SHORTEST_JOINED))
        keys = known.hashes[units.uid[rows]].T.ravel()
        rows = np.concatenate([rows, rows])
        there = np.flatnonzero(maybe_present(index.pair_presence, keys))
        rows, keys = rows[there], keys[there]
        starts = np.searchsorted(index.pair_key, keys, side="left")
        counts = np.searchsorted(index.pair_key, keys, side="right") - starts
        source = np.repeat(rows, counts)
        found = expand(starts, counts)
        name = index.pair_name[found].astype(np.int64)
        begin = index.name_offset[name].astype(np.int64) + index.pair_place[found]
        many = index.pair_many[found].astype(np.int64)
        moved = (
            ~units.two[source]
            | (many > 2)
            | (known.lengths[units.first[source], 0] != self._letters[index.name_token[begin]])
        )
        kept = np.flatnonzero(moved)[np.argsort(source[moved], kind="stable")]
        source, found, begin, many = source[kept], found[kept], begin[kept], many[kept]
        owner = np.repeat(np.arange(len(source)), many)
        token = index.name_token[expand(begin, many)]
        nats = np.zeros((len(source), 2))
        np.add.at(nats, owner, index.token_nats[token])
        letters = np.bincount(owner, weights=self._letters[token], minlength=len(source)).astype(np.int64)
        alike = np.full(len(source), _WRITTEN_AS_ONE)
        worth = worth_of(units, source, alike, nats, np.zeros(nats.shape, dtype=bool))
        ones = np.ones(len(source), dtype=np.int64)
        return _Near(source, alike, nats, worth, found, ones, ones > 0, letters)

    def _promising(self, units: Units, near: _Near, pairs: _Near, least: F64) -> _Promising:
        """Return what belongs to pairs that may reach the least."""
        many = min(_BOARD // self._slots, len(units.total)) or 1
        starts = range(0, max(len(units.total), 1), many)
        parts = [self._on_board(units, (near, pairs), least, slice(start, start + many)) for start in starts]
        row, place, paired, row_adds, paired_adds = (np.concatenate(part) for part in zip(*parts, strict=True))
        index, count = self.index, np.int64(self.index.n_names or 1)
        key = np.concatenate([
            units.query[near.row[row]] * count + index.posting_name[place],
            units.query[pairs.row[paired]] * count + index.pair_name[pairs.begin[paired]],
        ])  # fmt: skip
        return _Promising(row, place, paired, key, np.concatenate([row_adds, paired_adds]))

    def _on_board(
        self, units: Units, found: tuple[_Near, _Near], least: F64, queries: slice
    ) -> tuple[I64, I64, I64, F64, F64]:
        """Return what may reach the least of some queries, a few at a time so that their scoreboard stays in the cache.

        Returns:
            int64 rows of `near` and places of postings, int64 rows of `pairs`, and what each of both adds.
        """
        index, start, stop = self.index, queries.start, min(queries.stop, len(units.total))
        slots, columns, adds, names, sources = [], [], [], [], []
        for one, table in zip(found, (index.posting_name, index.pair_name), strict=True):
            low, high = np.searchsorted(units.query[one.row], [start, stop]).tolist()
            entry = np.repeat(np.arange(low, high), one.length[low:high])
            place = expand(one.begin[low:high], one.length[low:high])
            name = table[place]
            column = entry * 2 + index.name_other[name]
            adds.append(
                reach_of(units, one.row[low:high], one.alike[low:high], one.worth[low:high]).ravel()[column - 2 * low]
            )
            base = (units.query[one.row[low:high]] - start) * self._slots
            slots.append(base[entry - low] + (name & (self._slots - 1)))
            columns.append(least[units.query[one.row[low:high]]].ravel()[column - 2 * low])
            names.append(name)
            sources.append((entry, place))
        slot = np.concatenate(slots)
        board = np.bincount(slot, weights=np.concatenate(adds), minlength=(stop - start) * self._slots)
        enough = board[slot] >= np.concatenate(columns)
        if self._hidden is not None:
            enough &= ~self._hidden[np.concatenate(names)]
        many = len(slots[0])
        near, pairs = np.flatnonzero(enough[:many]), np.flatnonzero(enough[many:])
        return sources[0][0][near], sources[0][1][near], sources[1][0][pairs], adds[0][near], adds[1][pairs]

    def _entries(self, units: Units, near: _Near, pairs: _Near, found: _Promising, rows: I64) -> Entries:
        """Return the entries of some of what is promising, sorted by query and name."""
        index, one, many = self.index, np.uint64(1), len(found.row)
        of_near, of_pairs = rows[rows < many], rows[rows >= many] - many
        spot = index.posting_place[found.place[of_near]].astype(np.uint64)
        begin = pairs.begin[found.paired[of_pairs]]
        together = (one << index.pair_many[begin].astype(np.uint64)) - one
        made = Entries.join([
            self.entries_of(units, near, found.row[of_near], index.posting_name[found.place[of_near]], one << spot),
            self.entries_of(units, pairs, found.paired[of_pairs], index.pair_name[begin], together << index.pair_place[begin].astype(np.uint64)),
        ])  # fmt: skip
        return made.take(np.argsort(np.concatenate([found.key[of_near], found.key[many + of_pairs]]), kind="stable"))

    def entries_of(self, units: Units, near: _Near, rows: I64, name: I32, mask: U64) -> Entries:
        """Return the entries of rows of `near` in listed names, int32[n], whose words uint64[n] masks tell."""
        source, other = near.row[rows], self.index.name_other[name]
        return Entries(
            units.query[source], name.astype(np.int64), units.mask[source], mask, near.alike[rows], near.worth[rows, other], units.nats[source, other],
            near.name_nats[rows, other], near.full[rows], units.syllable[source], units.letters[source], near.letters[rows],
        )  # fmt: skip

    def _grouped(self, names: Sequence[Sequence[str]], entries: Entries, units: Units) -> Overlaps:
        """Sort entries by pair, and add those of the queries' initials."""
        index = self.index
        key = entries.query * np.int64(index.n_names or 1) + entries.name
        initials = self._of_initials(names, key)
        if len(initials.query):
            entries = Entries.join([entries, initials])
            key = entries.query * np.int64(index.n_names or 1) + entries.name
        order = np.argsort(key, kind="stable")
        entries, key = entries.take(order), key[order]
        first = np.ones(len(key), dtype=bool)
        first[1:] = key[1:] != key[:-1]
        query, name = entries.query[first], entries.name[first]
        other = index.name_other[name]
        letters = np.bincount(
            units.query[units.plain], weights=units.letters[units.plain], minlength=len(units.total)
        ).astype(np.float64)
        return Overlaps(
            query=query, name=name.astype(np.int32), other=other,
            query_numbers=units.numbers[query], name_numbers=index.name_numbers[name],
            query_filiation=units.filiation[query], name_filiation=index.name_filiation[name].astype(np.int64),
            query_nats=units.total[query, other], name_nats=index.name_nats[name],
            pair=np.cumsum(first) - 1, query_mask=entries.query_mask, name_mask=entries.name_mask, alike=entries.alike,
            worth=entries.worth, query_part=entries.query_part, name_part=entries.name_part, full=entries.full, syllable=entries.syllable,
            letters=entries.letters, name_letters=entries.name_letters, query_letters=letters[query],
        )  # fmt: skip

    def _of_initials(self, names: Sequence[Sequence[str]], keys: I64) -> Entries:
        """Return entries for initials of queries and the words of candidate names that begin with them."""
        index = self.index
        letters = {
            query: found
            for query, name in enumerate(names)
            if (
                found := [
                    (place, ord(token)) for place, token in enumerate(name) if len(token) == 1 and token.isalpha()
                ]
            )
        }
        rows: list[tuple[int, int, int, int, float]] = []
        if letters:
            keys = np.unique(keys)
            query, name = keys // (index.n_names or 1), keys % (index.n_names or 1)
            chosen = np.isin(query, list(letters))
            for one, listed in zip(query[chosen].tolist(), name[chosen].tolist(), strict=True):
                start, end = index.name_offset[listed : listed + 2].tolist()
                for spot, token in enumerate(index.name_token[start:end].tolist()):
                    begin, stop = index.raw_offset[token : token + 2].tolist()
                    for place, letter in letters[one]:
                        if stop - begin > 1 and index.raw[begin] == letter:
                            nats = float(index.token_nats[token, index.name_other[listed]])
                            rows.append((one, listed, 1 << place, 1 << spot, nats))
        alike = np.full(len(rows), INITIAL_ALIKE)
        return Entries(
            np.array([r[0] for r in rows], np.int64), np.array([r[1] for r in rows], np.int64),
            np.array([r[2] for r in rows], np.uint64), np.array([r[3] for r in rows], np.uint64), alike,
            np.ones(len(rows)), np.ones(len(rows)), np.array([r[4] for r in rows], np.float64),
            np.zeros(len(rows), bool), np.zeros(len(rows), bool), np.ones(len(rows), np.int64), np.ones(len(rows), np.int64),
        )  # fmt: skip
