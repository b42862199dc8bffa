"""Words of a text -> the windows worth asking the index about, each with the tokens of a name.

In: `Words` and an index. Out: `Windows`: stretches of two to ten words (ideographs: up to twelve) that hang together,
whose first and whose last word are each near a token of one and the same listed name, and which could reach the score
asked for if all else were at its best. Characters say too little one by one to be bounded so: a stretch of them is asked of
every listed name. What is learnt of words and stretches is kept from text to text, so that ordinary prose costs next to
nothing. Must not know: what a reading is worth.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tamis.comparison.bounds import may_agree
from tamis.index.growing import Growing
from tamis.index.known import expand
from tamis.index.lookup import Lookup
from tamis.index.nearby import INITIAL_COVERS, NamesNear
from tamis.screening.characters import ListedCharacters, tokens_of
from tamis.screening.gaps import Gap
from tamis.screening.joined_texts import JoinedTexts
from tamis.screening.rules import RULES
from tamis.screening.spans import Shape
from tamis.screening.tokens import is_borne_by_persons
from tamis.screening.vocabulary import opens_no_name
from tamis.screening.words import Words
from tamis.values.arrays import I64, U64, Bools
from tamis.values.characters import is_of_characters
from tamis.values.names import name_tokens
from tamis.values.rarity import UNSEEN

LONGEST = 10
"""Most words of a window; the text names an organisation in full with up to ten."""

LONGEST_IDEOGRAPHS = 12
"""The same where every character is a word."""

_ACROSS_LINES = 4  # most words of a name that begins on one short line and ends on the next
_LONG = 6  # words from which two of those between may be strangers
_WHOLE = 4  # characters of a firm's name in Hangul that is one word
_SLACK = 1e-3  # nats: sums are kept in single precision
_CHUNK = 20_000  # windows looked at together
_REMEMBERED = 1_000_000  # stretches of rows: some 100 MB
_WORDS = 200_000  # words: some 50 MB
_NONE = np.zeros(0, dtype=np.int64)
_NEVER = frozenset("the and los las der die das les und une".split())
_SOME_NAME = "Zzyzx"
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Windows:
    """n windows.

    Attributes:
        first: int64[n], first word.
        last: int64[n], last word.
        name: int64[n], the position of its tokens in `names`.
        names: Tokens.
        listed: For each of `names` the rows of the listed names that it could be, ascending; None where it could be any.
    """

    first: I64
    last: I64
    name: I64
    names: list[tuple[str, ...]]
    listed: list[I64 | None]


class WindowFinder:
    """Finds windows over one index; what it learns of tokens, the screener knows too.

    Args:
        lookup: What asks the index.
        least: The agreement of names that a window must be able to reach.
    """

    def __init__(self, lookup: Lookup, least: float) -> None:
        self._index = lookup.index
        self._near = NamesNear(lookup)
        self._least = least
        self._characters = ListedCharacters(self._index)
        self._forget()

    def _forget(self) -> None:
        self._words: dict[str, int] = {}
        self._tokens: list[tuple[str, ...]] = []
        self._plain = Growing(np.int64)  # the row of a word by itself
        self._joined: dict[int, bool] = {}  # two words -> whether they may be one
        self._could_be: dict[int, I64] = {}  # by the digest of the rows of a stretch

    def find_in(self, texts: Sequence[Words]) -> list[Windows]:
        """Return the windows of each of several texts: what is new in them is learnt in one go."""
        if self._near.make_room() or len(self._could_be) > _REMEMBERED or len(self._words) > _WORDS:
            self._forget()
        row = JoinedTexts.of(texts)
        first, last = self._open_and_closed(row)
        if not len(first):
            return [Windows(_NONE, _NONE, _NONE, [], []) for _ in texts]
        whole = _covered(first, last, len(row.shape))
        together = row.linked[whole] & (np.diff(whole, prepend=-2) == 1)
        rows = self._rows(self._ids(row.keys(whole)), together)
        first, last = np.searchsorted(whole, first), np.searchsorted(whole, last)
        any_of = _hold_characters(row.shape[whole], first, last)
        could_be = self._promising(rows, (first, last), any_of)
        keep = np.fromiter(map(len, could_be), dtype=np.int64, count=len(could_be)) > 0
        found = [None if free else one for one, free in zip(could_be, any_of.tolist(), strict=True) if len(one)]
        first, last = whole[first[keep]], whole[last[keep]]
        bounds = np.searchsorted(first, row.begin)
        return [
            _named(words, first[one:two] - begin, last[one:two] - begin, found[one:two])
            for words, begin, (one, two) in zip(texts, row.begin[:-1], itertools.pairwise(bounds.tolist()), strict=True)
        ]

    def _open_and_closed(self, row: JoinedTexts) -> tuple[I64, I64]:
        """Return (first word, last word) of the stretches that words open and close which may open and close names."""
        whole = np.flatnonzero(row.linked | np.append(row.linked[1:], False))  # the rest hangs together with nothing
        if not self._index.n_names or not len(whole):
            return _NONE, _NONE
        shape, linked = row.shape[whole], row.linked[whole]
        forms = [row.forms[place] for place in whole.tolist()]
        blocked = self._no_ends(forms, (shape != Shape.CAPITAL) | row.stop[whole])
        estranged = linked & (shape == Shape.IDEOGRAPH)
        estranged[1:] &= shape[:-1] == Shape.IDEOGRAPH
        for place in np.flatnonzero(estranged).tolist():
            estranged[place] = not self._characters.hang_together(forms[place - 1], forms[place])
        first, last = _stretches(shape, row.gap[whole], ~linked | estranged)
        keep = ~blocked[first] & ~blocked[last]
        for place in np.flatnonzero(keep & _hold_characters(shape, first, last)).tolist():
            keep[place] = self._characters.holds(row.text_between(whole[first[place]], whole[last[place]]))
        return whole[first[keep]], whole[last[keep]]

    def _no_ends(self, words: Sequence[str], plain: Bools) -> Bools:
        """Return bool[n_words]: which words neither open nor close a name; Sin and Han, not plain within a sentence, are names."""
        blocked = np.fromiter(map(opens_no_name, words), dtype=bool, count=len(words))
        for place in np.flatnonzero(blocked & ~plain).tolist():
            word = words[place]
            blocked[place] = word.casefold() in _NEVER or not is_borne_by_persons(word)
        return blocked

    def _ids(self, words: Sequence[str]) -> I64:
        """Return int64[n_words]: the number of each word, working out what is near those that have not come up yet."""
        known = self._words
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            tokens = list(map(tokens_of, new))
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
            self._tokens.extend(tokens)
            asked = [("", (*one, *_legal_forms(word, one)), "") for word, one in zip(new, tokens, strict=True)]
            self._plain.add(self._near.rows(asked))
        return np.fromiter(map(known.__getitem__, words), dtype=np.int64, count=len(words))

    def _rows(self, ids: I64, linked: Bools) -> I64:
        """Return int64[n_words]: what is near each word."""
        rows: I64 = self._plain.rows[ids]
        behind = np.flatnonzero(linked)
        behind = behind[self._joins(ids[behind - 1], ids[behind])]
        if len(behind):
            rows[np.concatenate([behind - 1, behind])] = -1
            odd, tokens = np.flatnonzero(rows < 0), self._tokens
            joined = np.zeros(len(ids) + 1, dtype=bool)
            joined[behind] = True
            rows[odd] = self._near.rows([
                (tokens[ids[place - 1]][-1] if joined[place] else "", tokens[ids[place]], tokens[ids[place + 1]][0] if joined[place + 1] else "")
                for place in odd.tolist()
            ])  # fmt: skip
        return rows

    def _joins(self, one: I64, two: I64) -> Bools:
        """Say which neighbouring words may be one word of a listed name."""
        keys, inverse = np.unique((one << 32) | two, return_inverse=True)
        known, tokens = self._joined, self._tokens
        new = [key for key in keys.tolist() if key not in known]
        if new:
            pairs = [(tokens[key >> 32], tokens[key & 0xFFFFFFFF]) for key in new]
            told = self._near.joins(
                [(before[-1], after[0]) if before and after else ("", "") for before, after in pairs]
            )
            known.update(zip(new, told, strict=True))
        result: Bools = np.fromiter(map(known.__getitem__, keys.tolist()), dtype=bool, count=len(keys))[inverse]
        return result

    def _promising(self, rows: I64, stretches: tuple[I64, I64], any_of: Bools) -> list[I64]:
        """Return for each stretch the listed names that it may be; each sequence of rows is judged once.

        Args:
            rows: int64[n_words].
            stretches: int64[n] first and last word.
            any_of: bool[n], whether a stretch may be a name that its words are no bound for.
        """
        first, last = stretches
        digests = _digests(rows, first, last) ^ any_of.astype(np.uint64)
        keys, where, inverse = np.unique(digests, return_index=True, return_inverse=True)
        known = self._could_be
        new = np.array([place for place, key in enumerate(keys.tolist()) if key not in known], dtype=np.int64)
        begin, many = first[where[new]], (last - first + 1)[where[new]]
        for length in np.unique(many).tolist():
            of_length = np.flatnonzero(many == length)
            for start in range(0, len(of_length), _CHUNK):
                some = of_length[start : start + _CHUNK]
                told = self._judge(rows[begin[some][:, None] + np.arange(length)], any_of[where[new[some]]])
                known.update(zip(keys[new[some]].tolist(), told, strict=True))
        told = [known[key] for key in keys.tolist()]
        return [told[place] for place in inverse.tolist()]

    def _judge(self, stretches: I64, any_of: Bools) -> list[I64]:
        """Return the listed names that stretches, int64[n, n_words] of rows, could be; bool[n] says which are not bounded."""
        near, many = self._near, stretches.shape[1]
        wild = near.wild[stretches]
        named: Bools = np.asarray(~wild.all(axis=1))
        # Initials meet so many words that they narrow nothing: the first and the last word that are none do.
        one = np.argmin(wild, axis=1)
        two = many - 1 - np.argmin(wild[:, ::-1], axis=1)
        every = np.arange(len(stretches))
        met = near.common(stretches[every, one], stretches[every, two])
        met = met.take(named[met.owner])
        half = np.where(one[met.owner] == two[met.owner], 0.5, 1.0)
        covers, part, full = (values.astype(np.float64) * half for values in (met.covers, met.part, met.full))
        missing = np.zeros(len(met.owner), dtype=np.int64)
        other = self._index.name_other[met.name].astype(np.int64)
        for step in range(many):
            row = stretches[met.owner, step]
            between = np.flatnonzero((step != one[met.owner]) & (step != two[met.owner]))
            if not len(between):
                continue
            row, initial = row[between], near.wild[row[between]]
            there, more = near.find(row, met.name[between])
            adds = np.where(initial, INITIAL_COVERS, near.stranger[row, other[between]])
            parts, names = np.full(len(row), UNSEEN), np.where(initial, 0.0, 1.0)
            adds[there] = np.maximum(more.covers, np.where(initial[there], INITIAL_COVERS, 0.0))
            parts[there] = np.maximum(more.part, np.where(initial[there], UNSEEN, 0.0))
            names[there] = more.full
            covers[between] += adds
            part[between] += parts
            full[between] += names
            missing[between] += ~(there | initial)
        few = missing <= (2 if many >= _LONG else 1)
        over = np.maximum(0.0, self._index.name_nats[met.name] - part)
        # One word that names is a name where it is all of it; then nothing of the listed name is over.
        enough = (full >= 2) | (over <= RULES.names_left_out + _SLACK)
        enough &= may_agree(self._least, (covers, over, met.alike.astype(np.float64)), other)
        found = met.take(few & (enough | any_of[met.owner]))
        found = found.take(np.lexsort((found.name, found.owner)))
        bounds = np.searchsorted(found.owner, np.arange(len(stretches) + 1)).tolist()
        return [found.name[one:two] if two > one else _NONE for one, two in itertools.pairwise(bounds)]


def _covered(first: I64, last: I64, count: int) -> I64:
    """Return the words, of so many, that lie within one of the stretches first .. last."""
    open_ = np.zeros(count + 1, dtype=np.int64)
    np.add.at(open_, first, 1)
    np.add.at(open_, last + 1, -1)
    result: I64 = np.flatnonzero(np.cumsum(open_)[:-1])
    return result


def _hold_characters(shape: I64, first: I64, last: I64) -> Bools:
    """Return bool[n]: which stretches first .. last hold an ideograph."""
    before = np.append(0, np.cumsum(shape == Shape.IDEOGRAPH))
    result: Bools = before[last + 1] > before[first]
    return result


def _legal_forms(word: str, tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tokens that a word is only behind a name: `Company` alone is a word, and behind a name a legal form."""
    if is_of_characters(word):
        return ()
    return tuple(token for token in name_tokens(f"{_SOME_NAME} {word}")[1:] if token not in tokens)


def _named(words: Words, first: I64, last: I64, could_be: Sequence[I64 | None]) -> Windows:
    """Return windows with their tokens; a stretch of one token is none, but a firm's name in Hangul."""
    names: dict[tuple[str, ...], int] = {}
    known: dict[str, int] = {}
    rows: list[int] = []
    listed: list[list[I64 | None]] = []
    for one, two, some in zip(first.tolist(), last.tolist(), could_be, strict=True):
        text = words.lookup_text(one, two)
        place = known.get(text)
        if place is None:
            tokens = name_tokens(text)
            firm = len(tokens) == 1 and len(text) >= _WHOLE and words.shape[one] == Shape.IDEOGRAPH
            place = known[text] = names.setdefault(tokens, len(names)) if len(tokens) > 1 or firm else -1
        rows.append(place)
        if place == len(listed):
            listed.append([])
        if place >= 0:
            listed[place].append(some)
    name = np.array(rows, np.int64)
    there = name >= 0
    return Windows(first[there], last[there], name[there], list(names), list(map(_united, listed)))


def _united(parts: Sequence[I64 | None]) -> I64 | None:
    """Return all rows of parts, ascending; None where one part is any row."""
    known = [part for part in parts if part is not None]
    return np.unique(np.concatenate(known)) if len(known) == len(parts) else None


def _digests(rows: I64, first: I64, last: I64) -> U64:
    """Return uint64[n]: a number for the rows first .. last, the same wherever they stand."""
    mixed = (rows.astype(np.uint64) + np.uint64(1)) * _MIX
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX
    mixed ^= mixed >> np.uint64(32)
    result = last.astype(np.uint64) - first.astype(np.uint64)
    for step in range(int((last - first).max(initial=-1)) + 1):
        there = first + step <= last
        result[there] = (result[there] ^ mixed[first[there] + step]) * _MIX
    return result


def _stretches(shape: I64, gap: I64, breaks: Bools) -> tuple[I64, I64]:
    """Return (first word, last word) of every stretch that hangs together; `breaks` says before which words it does not."""
    count = len(shape)
    starts = np.flatnonzero(breaks)
    ends = np.append(starts[1:], count)
    most = np.minimum(np.repeat(ends, ends - starts) - np.arange(count), LONGEST_IDEOGRAPHS) - 1
    first = np.repeat(np.arange(count), most)
    last = first + expand(np.ones(count, dtype=np.int64), most)
    lines, commas, quotes = (np.cumsum(gap == one) for one in (Gap.LINE, Gap.COMMA, Gap.QUOTE))
    fits = (shape != Shape.TAIL)[first] & (shape != Shape.OPENER)[last]
    fits &= (lines[last] - lines[first] <= (last - first < _ACROSS_LINES)) & (commas[last] - commas[first] <= 1)
    fits &= quotes[last] - quotes[first] <= 1
    long = np.flatnonzero(last - first >= LONGEST)
    ideograph = np.cumsum(shape != Shape.IDEOGRAPH)
    fits[long] &= (ideograph[first[long]] == ideograph[last[long]]) & (shape[first[long]] == Shape.IDEOGRAPH)
    return first[fits], last[fits]
