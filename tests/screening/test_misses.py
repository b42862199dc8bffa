"""Why not? The reason, and the numbers that it stands on."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

import tamis
from tamis.errors import QueryError, UnknownListError
from tamis.index import build
from tamis.records import Miss, MissReason
from tamis.screening import POLICIES, Policy, Screener, beside_ofac, why_not
from tamis.screening.screener import Opened


@pytest.fixture
def screener(make) -> Screener:
    """One invented person with everything, a weak alias among it."""
    return Screener.from_listings(
        [
            make(
                "own:1", "Bashar Ilyas Qasimov", "~Black Kestrel", born=["1970-04-05"], countries=("pk",),
                genders=("male",), ids=["passport:AB123456"],
            )
        ]
    )  # fmt: skip


def test_a_hit_is_no_miss(screener: Screener) -> None:
    """It is told so, with nothing against it."""
    miss = screener.explain_miss("Bashar Ilyas Qasimov", "own:1")
    assert (miss.reason, miss.short_by, miss.against, miss.missing) == (MissReason.HIT, 0.0, (), ())


def test_a_stranger_is_no_candidate(screener: Screener) -> None:
    """Its words meet nothing, and only a name or an identifier could make it one."""
    miss = screener.explain_miss("Orsolya Ferndale", "own:1", birth_date="1970-04-05")
    assert miss.reason is MissReason.NOT_A_CANDIDATE and miss.covered == 0
    assert [(one.word, one.nearest) for one in miss.words] == [("orsolya", None), ("ferndale", None)]
    assert "orsolya, ferndale" in miss.text and "30%" in miss.text
    assert {one.feature for one in miss.missing} == {"name", "identifier"}


def test_a_score_too_low_says_how_far_and_what_would_lift_it(screener: Screener) -> None:
    """The score, the gap, the word that met nothing, what counted against and what was not given."""
    miss = screener.explain_miss("Bashar Ferndale", "own:1", country="br", gender="female")
    assert miss.reason is MissReason.BELOW_THRESHOLD and miss.comparison is not None
    assert miss.short_by == round(miss.comparison.threshold - miss.comparison.score, 4) > 0
    assert [one.feature for one in miss.against] == ["gender", "country"]
    assert all(one.amount < 0 for one in miss.against)
    lifts = {one.feature: one.amount for one in miss.missing}
    assert lifts["birth_date"] == POLICIES["default"].birth_date_weight and "country" not in lifts
    met = {one.word: one.nearest for one in miss.words}
    assert met == {"bashar": "bashar", "ferndale": None}


def test_a_weak_alias_kept_back_is_told(screener: Screener) -> None:
    """Which alias, and what the policy asks for."""
    miss = screener.explain_miss("Black Kestrel", "own:1")
    assert miss.reason is MissReason.WITHHELD and miss.short_by == 0
    assert '"Black Kestrel"' in miss.text and "an attribute agrees" in miss.text
    assert screener.screen("Black Kestrel").withheld == 1


def test_the_threshold_asked_for_is_the_one_missed(screener: Screener) -> None:
    """A higher one makes a miss of a hit."""
    near = "Bashar Ilyas Kasimov"
    assert screener.explain_miss(near, "own:1", threshold=0.6).reason is MissReason.HIT
    miss = screener.explain_miss(near, "own:1", threshold=1.0)
    assert (
        miss.reason is MissReason.BELOW_THRESHOLD and miss.comparison is not None and miss.comparison.threshold == 1.0
    )
    with pytest.raises(QueryError, match="floor"):
        screener.explain_miss(near, "own:1", threshold=0.1)


def test_nothing_to_compare_with_is_told(screener: Screener) -> None:
    """An identifier alone, and another one."""
    query = tamis.Query.from_json({"identifiers": [{"kind": "passport", "value": "ZZ9"}]})
    miss = screener.explain_miss(query, "own:1")
    assert miss.reason is MissReason.NOT_A_CANDIDATE and "no identifier is shared" in miss.text


def test_an_unknown_listing_is_refused(screener: Screener) -> None:
    """A typing error in an id is an error, not a reason."""
    with pytest.raises(UnknownListError, match="no listing 'own:2'"):
        screener.explain_miss("Bashar Qasimov", "own:2")


def test_the_day_and_the_lists_asked_are_reasons(make) -> None:
    """Another list; listed later; not in the publication that answers for the day."""
    index = build([(0, make("own:1", "Bashar Qasimov", listed_on="2024-01-31"))], ["own@2026-01-15-000000000000"])
    opened = Opened(index.snapshots, dt.date(2020, 1, 1), (), (), np.array([True]))
    screener = Screener(index, Policy(), opened)
    reasons = {one: screener.explain_miss("Bashar Qasimov", one) for one in ("un:1", "own:1", "own:7")}
    assert [miss.reason for miss in reasons.values()] == ["not_asked", "left_out", "not_listed"]
    assert "2024-01-31" in reasons["own:1"].text and "own@2026-01-15" in reasons["own:7"].text


def test_a_miss_has_a_json_twin(screener: Screener) -> None:
    """Every key, and the comparison in it."""
    twin = json.loads(json.dumps(screener.explain_miss("Bashar Ferndale", "own:1").to_json()))
    assert set(twin) == set(Miss.__slots__)
    assert twin["comparison"]["listing"] == "own:1" and twin["words"][0]["nearest"] == "bashar"


def test_two_names_can_be_asked_about_without_any_list() -> None:
    """`why_not` takes a name on either side."""
    assert why_not("Orsolya Ferndale", "Bashar Qasimov", Policy()).reason is MissReason.NOT_A_CANDIDATE


def test_beside_is_the_best_of_all_listed_names_and_decides_nothing(make) -> None:
    """The name that comes nearest by that rule; our own answer is the same with or without it."""
    listing = make("own:1", "QASIMOV, Bashar Ilyas", "+KASIMOV, Bashar")
    beside = beside_ofac("Bashar Kasimov", listing)
    assert (beside.rule, beside.score, beside.seen, beside.name) == ("ofac", 1.0, True, "KASIMOV, Bashar")
    unseen = beside_ofac("Xeno Zed", listing)
    assert (unseen.score, unseen.seen) == (0.0, False) and "would not look" in unseen.text
    assert beside_ofac(tamis.Query.from_json({"identifiers": [{"kind": "tax", "value": "1"}]}), listing).name is None
