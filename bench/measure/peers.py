"""Engines side by side behind one protocol: tamis, and what a user would pick instead.

Comes in: listings and questions. Goes out: per question the best score and the score of the listing wanted.
Scores are in [0, 1]; an engine that has no score for a party says -1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

from tamis.records import Listing, PartyKind, Query

Scores = NDArray[np.float64]
_CHUNK = 256
"""Queries compared at a time: 256 x 21,000 names are 20 MB of scores."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the listing that should answer it; `wanted` is None for a customer on no list."""

    query: Query
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What an engine says.

    Attributes:
        best: float64[n_questions], the highest score of any listing.
        wanted: float64[n_questions], the score of the listing wanted; -1 where it is none or not found.
    """

    best: Scores
    wanted: Scores


class Engine(Protocol):
    """What is measured."""

    name: str
    uses_attributes: bool

    def answer(self, questions: Sequence[Question]) -> Answers:
        """Return best and wanted scores, in order."""
        ...

    def compare(self, query: str, listed: str, kind: PartyKind) -> float:
        """Return the score of one pair of names."""
        ...


Build = Callable[[Sequence[Listing]], Engine]


class NameRatio:
    """A whole-name string measure, brute force over every name: the yardstick.

    Names are lower-cased, punctuation becomes spaces (rapidfuzz's `default_process`).
    """

    uses_attributes = False

    def __init__(self, name: str, scorer: Any, prepare: Callable[[str], str], listings: Iterable[Listing]) -> None:
        """Keep the prepared names, those of one listing side by side."""
        self.name = name
        self._scorer = scorer
        self._prepare = prepare
        self._names: list[str] = []
        self._span: dict[str, tuple[int, int]] = {}
        for listing in listings:
            start = len(self._names)
            self._names += [prepare(one.text) for one in listing.names]
            self._span[listing.id] = (start, len(self._names))

    def answer(self, questions: Sequence[Question]) -> Answers:
        """Compare every question with every name, a chunk at a time, on one core."""
        best, wanted = np.full(len(questions), -1.0), np.full(len(questions), -1.0)
        for start in range(0, len(questions), _CHUNK):
            chunk = questions[start : start + _CHUNK]
            texts = [self._prepare(question.query.names[0].text) for question in chunk]
            table = process.cdist(texts, self._names, scorer=self._scorer, workers=1)
            for row, question in enumerate(chunk):
                best[start + row] = table[row].max()
                if question.wanted is not None and question.wanted in self._span:
                    first, last = self._span[question.wanted]
                    wanted[start + row] = table[row, first:last].max()
        return Answers(best, wanted)

    def compare(self, query: str, listed: str, kind: PartyKind) -> float:
        """Return the measure of two names."""
        return float(self._scorer(self._prepare(query), self._prepare(listed)))


def sorted_words(text: str) -> str:
    """Return the words of a name in alphabetical order, as rapidfuzz's token_sort_ratio takes them."""
    return " ".join(sorted(utils.default_process(text).split()))


def _hundredth(query: str, listed: str, **options: Any) -> float:
    return fuzz.ratio(query, listed, **options) / 100


class SortedTokenRatio(NameRatio):
    """rapidfuzz's sorted-token ratio, the yardstick of the published table."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        """Prepare the names of the listings."""
        super().__init__("sorted-token ratio", fuzz.ratio, sorted_words, listings)

    def answer(self, questions: Sequence[Question]) -> Answers:
        """Return the ratios scaled to [0, 1]."""
        raw = super().answer(questions)
        scaled = [np.where(scores > 0, scores / 100, scores) for scores in (raw.best, raw.wanted)]
        return Answers(scaled[0], scaled[1])

    def compare(self, query: str, listed: str, kind: PartyKind) -> float:
        """Return the ratio of two names in [0, 1]."""
        return _hundredth(sorted_words(query), sorted_words(listed))


class JaroWinklerWhole(NameRatio):
    """Jaro-Winkler over whole names."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        """Prepare the names of the listings."""
        super().__init__("Jaro-Winkler", JaroWinkler.similarity, utils.default_process, listings)


class Tamis:
    """tamis itself, through its public shapes only, down to the floor of its policy.

    Customers ask for the best hit alone. Listed names ask for `LIMIT` hits; where the listing wanted was cut off, they ask again
    without a limit, so that the measurement never mistakes a limit for a miss.
    """

    name = "tamis"
    uses_attributes = True
    LIMIT = 25

    def __init__(self, listings: Iterable[Listing]) -> None:
        """Build an index in memory."""
        from tamis.screening import Screener

        self.screener: Any = Screener.from_listings(listings)
        self.floor = float(self.screener.policy.floor)

    @classmethod
    def of(cls, screener: Any) -> Tamis:
        """Return the engine over a screener that is open: another policy over the same index."""
        engine = cls.__new__(cls)
        engine.screener, engine.floor = screener, float(screener.policy.floor)
        return engine

    def answer(self, questions: Sequence[Question]) -> Answers:
        """Screen all questions in batches."""
        best, wanted = np.full(len(questions), -1.0), np.full(len(questions), -1.0)
        customers = [place for place, question in enumerate(questions) if question.wanted is None]
        listed = [place for place, question in enumerate(questions) if question.wanted is not None]
        self._fill(questions, customers, 1, (best, wanted))
        cut = self._fill(questions, listed, self.LIMIT, (best, wanted))
        self._fill(questions, cut, None, (best, wanted))
        return Answers(best, wanted)

    def _fill(
        self, questions: Sequence[Question], places: list[int], limit: int | None, out: tuple[Scores, Scores]
    ) -> list[int]:
        """Screen the questions at `places` and write their scores; return those whose wanted listing the limit may have cut."""
        best, wanted = out
        cut = []
        queries = (questions[place].query for place in places)
        for place, screening in zip(
            places, self.screener.screen_many(queries, threshold=self.floor, limit=limit), strict=True
        ):
            if screening.hits:
                best[place] = max(hit.score for hit in screening.hits)
            found = [hit.score for hit in screening.hits if hit.listing == questions[place].wanted]
            if found:
                wanted[place] = found[0]
            elif screening.truncated and questions[place].wanted is not None:
                cut.append(place)
        return cut

    def compare(self, query: str, listed: str, kind: PartyKind) -> float:
        """Return tamis's score of two names of one kind."""
        from tamis.records import Name
        from tamis.screening import compare

        one = Listing(id="own:1", kind=kind, names=(Name(listed),))
        return float(compare(Query(kind=kind, names=(Name(query),)), one).score)


ENGINES: dict[str, Build] = {"tamis": Tamis, "sorted-token": SortedTokenRatio, "jaro-winkler": JaroWinklerWhole}


def threshold_at(best: Scores, share: float) -> float:
    """Return the lowest threshold at which no more than `share` of the customers raise a hit (score >= threshold)."""
    ranked = np.sort(best)[::-1]
    allowed = int(share * len(ranked) + 1e-9)
    if allowed >= len(ranked):
        return 0.0
    return max(float(np.nextafter(ranked[allowed], 2.0)), 0.0)
