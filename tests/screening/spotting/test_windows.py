"""Windows: what is narrowed before names are read may let too much through, and never too little."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.comparison.bounds import may_agree
from tamis.comparison.names import align
from tamis.index import Lookup, build
from tamis.index.meetings import overlaps_among
from tamis.records import Listing
from tamis.screening import POLICIES
from tamis.screening.matching import Matcher
from tamis.screening.readings import Reader, least_agreement, read_names
from tamis.screening.windows import WindowFinder
from tamis.screening.words import read_words

NAMES = (
    "Ruslan Gorbatikhin", "Abdulrahman Makkarvi", "Al Noor Petrochem Company", "Jose Ramon Quintelmo Varga", "Zarafshon Front",
    "Chongryong Shipping Company", "Tariq Sialvani", "Мурод Зарафшонов", "حسين الكردوسي", "Kim Chol Su", "欧阳振海", "Boğaz Denizcilik A.Ş.",
)  # fmt: skip
TEXTS = (
    "R. Gorbatikhin met Ruslan Gorbatikhin.", "Abdul Rahman Makkarvi", "AL NOOR PETRO-\nCHEM COMPANY, Dubai", "Jose R. Quintelmo",
    "the Zarafshan Front and Chongryong Shipping Company said", "SIALVANI, Tariq", "Murod Zarafshonov", "Мурода Зарафшонова",
    "قال حسين الكردوسي اليوم", "Kim Chol-su", "Boğaz Denizcilik A.Ş. kurdu", "Python Software Foundation",
)  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """A matcher over a handful of invented parties."""
    listings = [
        Listing.from_json({"id": f"own:{place}", "kind": "unknown", "names": [name]})
        for place, name in enumerate(NAMES)
    ]
    return Matcher(Lookup(build((0, listing) for listing in listings)), POLICIES["default"])


@pytest.mark.parametrize("text", TEXTS)
def test_no_stretch_with_a_reading_is_left_out(matcher: Matcher, text: str) -> None:
    """Every stretch of a text that has a reading by itself is a window, with the listed name among those that it could be."""
    words = read_words([text])[0]
    windows = WindowFinder(matcher.lookup, least_agreement(matcher)).find_in([words])[0]
    every = WindowFinder(matcher.lookup, -1e9).find_in([words])[0]
    for name, readings in zip(every.names, read_names(matcher, every.names), strict=True):
        for reading in readings:
            listed = windows.listed[windows.names.index(name)]
            assert listed is None or reading.name in listed


def test_characters_may_be_any_listed_name(matcher: Matcher) -> None:
    """A stretch of characters is asked of every listed name: one by one they say too little to leave any out."""
    windows = WindowFinder(matcher.lookup, least_agreement(matcher)).find_in(read_words(["发言人说欧阳振海昨天到访"]))[
        0
    ]
    assert windows.names
    assert set(windows.listed) == {None}


def test_hidden_names_are_none_that_a_stretch_could_be(matcher: Matcher) -> None:
    """A listing that is hidden, as one listed after the day that is asked about, is read nowhere."""
    index = matcher.lookup.index
    hidden = np.arange(len(NAMES)) == NAMES.index("Tariq Sialvani")
    words = read_words(["Tariq Sialvani met Ruslan Gorbatikhin."])[0]
    windows = WindowFinder(Lookup(index, hidden), least_agreement(matcher)).find_in([words])[0]
    assert windows.names == [("ruslan", "gorbatikhin")]


def test_readings_among_some_names_are_not_taken_for_those_among_others(matcher: Matcher) -> None:
    """Words that another text left other listed names for are read anew, so that no answer depends on what was read before."""
    name = ("ruslan", "gorbatikhin")
    own = matcher.lookup.overlaps([name]).name[:1].astype(np.int64)
    reader = Reader(matcher)
    assert reader.read([name], [own[:0]]) == [()]
    assert [one.name for one in reader.read([name], [own])[0]] == own.tolist()
    assert reader.read([name]) == reader.read([name], [own]) == [read_names(matcher, [name])[0]]


def test_what_is_learnt_does_not_change_an_answer(matcher: Matcher) -> None:
    """Asked again, and among other texts, a text has the same windows."""
    finder = WindowFinder(matcher.lookup, least_agreement(matcher))
    first = [finder.find_in(read_words([text]))[0] for text in TEXTS]
    again = [finder.find_in(read_words([text]))[0] for text in reversed(TEXTS)]
    for one, two in zip(first, reversed(again), strict=True):
        assert (one.first.tolist(), one.last.tolist(), one.names) == (two.first.tolist(), two.last.tolist(), two.names)


def test_prose_without_names_has_no_windows(matcher: Matcher) -> None:
    """Capitalised words that are near no listed name cost nothing further."""
    windows = WindowFinder(matcher.lookup, least_agreement(matcher)).find_in(
        read_words(["Apache License, Version Two. The Python Guide."])
    )[0]
    assert windows.names == []


def test_a_legal_form_is_one_behind_a_name_only(matcher: Matcher) -> None:
    """`Company` alone is a word and behind a name a legal form: the whole name is a window either way."""
    windows = WindowFinder(matcher.lookup, least_agreement(matcher)).find_in(
        read_words(["Chongryong Shipping Company"])
    )[0]
    assert ("chongryong", "shipping", "=co") in windows.names


def test_asked_of_some_listed_names_the_answer_is_the_same(matcher: Matcher) -> None:
    """A name compared with chosen listed names alone agrees with them just as it does when all are looked through."""
    names = [("ruslan", "gorbatikhin"), ("abdul", "rahman", "makkarvi"), ("kim", "chol", "su")]
    everything = matcher.lookup.overlaps(names)
    rows = [everything.name[everything.query == place].astype(np.int64) for place in range(len(names))]
    some = overlaps_among(matcher.lookup, names, rows)
    assert align(some).agreement.tolist() == align(everything).agreement.tolist()
    assert (some.query.tolist(), some.name.tolist()) == (everything.query.tolist(), everything.name.tolist())


def test_the_bound_is_never_below_what_is_reached(matcher: Matcher) -> None:
    """Whatever a pair agrees, the most that could meet lets it through."""
    names = [
        ("ruslan", "gorbatikhin"),
        ("tariq", "sialvany"),
        ("jose", "quintelmo"),
        ("noor", "petrochem"),
        ("kim", "chol"),
    ]
    overlaps = matcher.lookup.overlaps(names)
    aligned = align(overlaps)
    alike = aligned.measured[:, 5]
    for pair, agreement in enumerate(aligned.agreement.tolist()):
        met = tuple(values[pair : pair + 1] for values in (aligned.covered, aligned.name_over, alike))
        assert may_agree(agreement, met, overlaps.other[pair : pair + 1].astype(np.int64)).all()
