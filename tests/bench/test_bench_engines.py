"""The engines behind one protocol, and a whole run on the real lists. People outside the real lists are invented."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from rapidfuzz import fuzz, utils

import accuracy
from measure.peers import JaroWinklerWhole, Question, SortedTokenRatio, Tamis
from tamis.records import Listing, Name, PartyKind, Query

LISTINGS = [
    Listing(id="own:1", kind=PartyKind.PERSON, names=(Name("SIEVE, Anna"), Name("Ann Sift"))),
    Listing(id="own:2", kind=PartyKind.PERSON, names=(Name("Bruno Mesh"),)),
]


def ask(text: str, wanted: str | None = None) -> Question:
    """Return a question by a name."""
    return Question(Query(names=(Name(text),)), wanted)


def test_yardstick_is_the_sorted_token_ratio() -> None:
    """The vectorised yardstick gives what rapidfuzz's token_sort_ratio gives, best and wanted."""
    answers = SortedTokenRatio(LISTINGS).answer([ask("Anna Seive", "own:1"), ask("Bruno Mesch", "own:1")])
    expected = fuzz.token_sort_ratio("Bruno Mesch", "Bruno Mesh", processor=utils.default_process) / 100
    assert answers.best[1] == pytest.approx(expected)
    assert answers.wanted[1] < answers.best[1]
    assert answers.wanted[0] == answers.best[0] > 0.8


def test_no_listing_wanted_is_no_score() -> None:
    """A customer has a best score and no wanted one; so has a question for a listing that is not there."""
    for engine in (SortedTokenRatio(LISTINGS), JaroWinklerWhole(LISTINGS)):
        answers = engine.answer([ask("Anna Sieve"), ask("Anna Sieve", "own:9")])
        assert (answers.best > 0.5).all()
        assert (answers.wanted == -1.0).all()


class Screener:
    """A stand-in with the shapes of tamis's screener: the yardstick's scores over three names."""

    def __init__(self) -> None:
        self.engine = SortedTokenRatio(LISTINGS)
        self.limits: list[int | None] = []

    def screen_many(
        self, queries: Iterable[Query], *, threshold: float, limit: int | None
    ) -> Iterator[SimpleNamespace]:
        """Yield hits best first, cut by the limit."""
        for query in queries:
            self.limits.append(limit)
            pairs = [(one.id, float(self.engine.answer([Question(query, one.id)]).wanted[0])) for one in LISTINGS]
            found = sorted((pair for pair in pairs if pair[1] >= threshold), key=lambda pair: -pair[1])
            shown = found if limit is None else found[:limit]
            hits = [SimpleNamespace(listing=listing, score=score) for listing, score in shown]
            yield SimpleNamespace(query=query, hits=hits, truncated=len(found) - len(shown))


@pytest.fixture
def tamis(monkeypatch: pytest.MonkeyPatch) -> Tamis:
    """The adapter over the stand-in, with a limit of one."""
    engine = object.__new__(Tamis)
    engine.screener = Screener()
    engine.floor = 0.0
    monkeypatch.setattr(Tamis, "LIMIT", 1)
    return engine


def test_adapter_never_mistakes_a_limit_for_a_miss(tamis: Tamis) -> None:
    """A listing wanted that a limit cut off is asked for again without one; a customer asks for the best hit alone."""
    answers = tamis.answer([ask("Bruno Mesh", "own:1"), ask("Bruno Mesh", "own:2"), ask("Bruno Mesh")])
    assert answers.best.tolist() == [1.0, 1.0, 1.0]
    assert 0.0 < answers.wanted[0] < 1.0
    assert answers.wanted[1:].tolist() == [1.0, -1.0]
    assert tamis.screener.limits == [1, 1, 1, None]


def test_a_run_on_the_real_lists(test_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The yardstick runs over the UN list: no name in another script is found by it, and altered names mostly are."""
    flags = [
        "--half",
        "kept",
        "--engine",
        "sorted-token",
        "--only",
        "un-script",
        "--only",
        "un-altered",
        "--sample",
        "10",
        "--customers",
        "500",
    ]
    options = accuracy.parser().parse_args(flags)
    figures, _ = accuracy.measure(options, accuracy.Console(stderr=True))
    totals = {(one.section, one.measure): one.value for one in figures if one.group == "all"}
    assert totals["un original script held out, name only", "recall at 1 %"] == 0.0
    assert 0.8 < totals["un altered names, name only", "recall at 1 %"] < 1.0
    assert np.isfinite([one.low for one in figures]).all()


def test_missing_data_says_what_to_set(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the folder of real lists the run ends with status 2 and the variable to set."""
    monkeypatch.delenv("TAMIS_TEST_DATA", raising=False)
    assert accuracy.main(["--only", "pairs"]) == 2
    assert "TAMIS_TEST_DATA" in capsys.readouterr().err
