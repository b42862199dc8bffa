"""A screener asks once and for many alike, refuses what makes no sense, and counts what it cuts."""

from __future__ import annotations

import pytest

import tamis
from tamis import Screener
from tamis.errors import PolicyError, QueryError, UnknownListError
from tamis.records import Query


@pytest.fixture
def screener(make) -> Screener:
    """Three invented people of one name and one of another."""
    return Screener.from_listings(
        [make(f"own:{number}", "Bashar Qasimov", born=[f"19{number}0"]) for number in (5, 6, 7)]
        + [make("own:8", "Orsolya Ferndale")]
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("-- !!", "no letter"),
        ("😀😀", "no letter"),
        ("x" * 1001, "1,001 characters; at most 1,000"),
        ("Bashar\x00Qasimov", "U\\+0000"),
        ("Bashar\x1bQasimov", "U\\+001B"),
        ("Bashar \udcff", "half a character"),
    ],
)
def test_a_name_that_means_nobody_is_refused(screener: Screener, name: str, words: str) -> None:
    """In one line that says why."""
    with pytest.raises(QueryError, match=words) as raised:
        screener.screen(name)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"kind": "horse"}, "'horse' is no kind of party"),
        ({"birth_date": "soon"}, "date of birth"),
        ({"birth_date": "1970-02-30"}, "date of birth"),
        ({"birth_date": "9000"}, "future"),
        ({"country": "Ruritania"}, "'Ruritania' is no country"),
        ({"gender": "x"}, "'x' is no gender"),
        ({"identifiers": ["AB123456"]}, "KIND:VALUE"),
        ({"identifiers": ["passport:"]}, "KIND:VALUE"),
        ({"born": "1970"}, "unknown attribute 'born'; known: kind"),
        ({"threshold": 1.5}, "from 0 to 1, not 1.5"),
        ({"threshold": -1}, "from 0 to 1"),
        ({"threshold": float("nan")}, "from 0 to 1"),
        ({"threshold": 0.39}, "below the policy's floor of 0.4"),
        ({"limit": 0}, "give 1 or more"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(screener: Screener, attributes: dict, words: str) -> None:
    """Wrong values, unknown attributes, thresholds below the floor, empty limits: said, not guessed at."""
    with pytest.raises(QueryError, match=words):
        screener.screen("Bashar Qasimov", **attributes)


def test_attributes_are_read_as_people_write_them(screener: Screener) -> None:
    """A country by its name, a date in words, a gender by its letter."""
    query = screener.screen(
        "Bashar Qasimov", country="Pakistan", birth_date="5 Apr 1970", gender="M", kind="person"
    ).query
    assert (query.countries, [str(date) for date in query.birth_dates], query.genders) == (
        ("pk",),
        ["1970-04-05"],
        ("male",),
    )


def test_attributes_go_into_a_query_not_beside_it(screener: Screener) -> None:
    """A Query is whole: what stands beside it would be lost."""
    with pytest.raises(QueryError, match="into the Query"):
        screener.screen(Query.from_json({"names": ["Bashar Qasimov"]}), country="pk")


def test_a_limit_cuts_the_last_and_counts_them(screener: Screener) -> None:
    """The best stay; the answer says how many are not shown."""
    whole, cut = screener.screen("Bashar Qasimov"), screener.screen("Bashar Qasimov", limit=2)
    assert (len(whole.hits), whole.truncated) == (3, 0)
    assert (cut.hits, cut.truncated) == (whole.hits[:2], 1)


def test_the_threshold_is_met_by_equality(screener: Screener) -> None:
    """A hit scores at least the threshold."""
    score = screener.screen("Bashar Qasimof").hits[0].score
    assert screener.screen("Bashar Qasimof", threshold=score).hits
    assert not screener.screen("Bashar Qasimof", threshold=score + 0.0001).hits
    assert len(screener.screen("Bashar Qasimov", threshold=1.0).hits) == 3


def test_many_are_answered_in_order_and_one_at_a_time(screener: Screener) -> None:
    """Nothing is read ahead of the first batch, and the answers follow the questions."""
    queries = ["Orsolya Ferndale", "Bashar Qasimov", "Nobody Known"] * 200
    answers = screener.screen_many(iter(queries))
    assert next(answers).query.names[0].text == "Orsolya Ferndale"
    rest = list(answers)
    assert [answer.query.names[0].text for answer in rest] == queries[1:]
    assert rest[0] == screener.screen("Bashar Qasimov")


def test_nothing_asked_is_answered_with_nothing(screener: Screener) -> None:
    """An empty file of customers is no error."""
    assert list(screener.screen_many([])) == []


def test_an_answer_names_its_policy_and_engine(screener: Screener) -> None:
    """What is needed to replay it; lists from memory have no snapshots."""
    answer = screener.screen("Bashar Qasimov")
    assert answer.policy == screener.policy.id and answer.engine == screener.engine
    assert (answer.snapshots, answer.as_of, answer.reconstructed, answer.warnings) == ((), None, (), ())


def test_words_beyond_the_compared_ones_are_said(screener: Screener) -> None:
    """A name of sixty words and more is compared by its first sixty, and the answer says so."""
    answer = screener.screen("Bashar Qasimov " * 40)
    assert any("first 60 words" in warning for warning in answer.warnings)


def test_listings_are_found_by_id(screener: Screener) -> None:
    """An unknown id is an error that says where to look."""
    assert screener.listing("own:8").names[0].text == "Orsolya Ferndale"
    assert screener.compare("Orsolya Ferndale", "own:8").score == 1.0
    with pytest.raises(UnknownListError, match="own:9"):
        screener.listing("own:9")


def test_an_empty_list_answers_with_no_hits() -> None:
    """A list without entries is a list."""
    assert Screener.from_listings([]).screen("Bashar Qasimov").hits == ()


def test_two_names_are_compared_without_a_list() -> None:
    """A text as the listed side is a name; the answer has the default threshold."""
    comparison = tamis.compare("Bashar Qasimof", "Bashar Qasimov")
    assert comparison.hit and comparison.score >= comparison.threshold == tamis.DEFAULT_THRESHOLD
    far = tamis.compare("Orsolya Ferndale", "Bashar Qasimov")
    assert (far.score, far.hit, far.name) == (0.0, False, None)


def test_an_unknown_policy_is_refused() -> None:
    """By `from_listings` and `compare` alike."""
    with pytest.raises(PolicyError):
        Screener.from_listings([], "severe")
    with pytest.raises(PolicyError):
        tamis.compare("Bashar Qasimov", "Bashar Qasimov", "severe")
