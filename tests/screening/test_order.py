"""Ties are ordered by what else speaks, and the answer says by what."""

from __future__ import annotations

import itertools

from tamis import Screener


def _ids(listings, name: str = "Bashar Qasimov", **attributes: object) -> list[str]:
    found = {tuple(hit.listing for hit in Screener.from_listings(order).screen(name, **attributes).hits)
             for order in itertools.permutations(listings)}  # fmt: skip
    assert len(found) == 1  # the order of loading makes no difference
    return list(found.pop())


def test_a_better_score_comes_first(make) -> None:
    """Whatever else would order a tie."""
    assert _ids([make("un:B", "Bashar Qasimof"), make("own:Z", "Bashar Qasimov")]) == ["own:Z", "un:B"]


def test_among_equals_the_one_whose_attributes_agree_comes_first(make) -> None:
    """Also where the score cannot rise above 1."""
    listings = [make("un:A", "Bashar Qasimov"), make("own:Z", "Bashar Qasimov", countries=("pk",))]
    assert _ids(listings, country="pk") == ["own:Z", "un:A"]
    hits = Screener.from_listings(listings).screen("Bashar Qasimov", country="pk").hits
    assert hits[0].score == hits[1].score == 1.0
    assert hits[0].order_why == "before un:A: more of its attributes agree"


def test_then_the_better_name_then_the_un_then_the_id(make) -> None:
    """A primary name before an alias before a former one; the UN before others; the id decides at last."""
    listings = [
        make("own:A", "Orsolya Ferndale", "=Bashar Qasimov"),
        make("own:B", "Tarek Kovalchuk", "+Bashar Qasimov"),
        make("own:D", "Bashar Qasimov"),
        make("own:C", "Bashar Qasimov"),
        make("un:Z", "Bashar Qasimov"),
    ]
    assert _ids(listings) == ["un:Z", "own:C", "own:D", "own:B", "own:A"]
    reasons = [hit.order_why for hit in Screener.from_listings(listings).screen("Bashar Qasimov").hits]
    assert [why.partition(": ")[2] for why in reasons] == [
        "it stands on the UN list, which other lists cite",
        "its id comes first",
        "the listed name that met is of better quality",
        "the listed name that met is of better quality",
        "",
    ]


def test_a_hit_without_a_tie_has_no_reason(make) -> None:
    """Nothing had to decide."""
    hits = (
        Screener.from_listings([make("own:1", "Bashar Qasimov"), make("own:2", "Bashar Qasimof")])
        .screen("Bashar Qasimov")
        .hits
    )
    assert [hit.order_why for hit in hits] == ["", ""]


def test_listings_of_one_party_stand_together(make) -> None:
    """Behind the best of them, before a better hit of somebody else."""
    listings = [
        make("own:1", "Bashar Qasimov", born=["1970-04-05"], ids=["passport:AB123456"]),
        make("own-b:2", "Bashar Qasimof", born=["1970-04-05"], ids=["passport:AB123456"]),
        make("own-c:3", "Bashar Qasimov"),
    ]
    assert _ids(listings) == ["own-c:3", "own:1", "own-b:2"]
    hits = {hit.listing: hit for hit in Screener.from_listings(listings).screen("Bashar Qasimov").hits}
    assert hits["own:1"].also == ("own-b:2",) and hits["own-b:2"].also == ("own:1",)
    assert hits["own:1"].also_why == "own-b:2: the same passport and date of birth 1970-04-05"
    assert hits["own-c:3"].also == ()


def test_grouping_can_be_turned_off(make) -> None:
    """Alone by score: the same party's second listing falls behind a stranger of a better score; no score changes."""
    ids = ["passport:AB123456"]
    listings = [
        make("un:A", "Bashar Qasimov", born=["1970-04-05"], ids=ids),
        make("own:M", "Bashar Qasimov"),
        make("own:A", "Bashir Kassimof", born=["1970-04-05"], ids=ids),
    ]
    screener = Screener.from_listings(listings)
    grouped = screener.screen("Bashar Qasimov", birth_date="1970", threshold=0.5).hits
    single = screener.screen("Bashar Qasimov", birth_date="1970", threshold=0.5, group=False).hits
    assert [hit.listing for hit in grouped] == ["un:A", "own:A", "own:M"]
    assert grouped[0].also == ("own:A",)
    assert [hit.listing for hit in single] == ["un:A", "own:M", "own:A"]
    assert all(hit.also == () and hit.also_why == "" for hit in single)
    assert {hit.listing: hit.score for hit in single} == {hit.listing: hit.score for hit in grouped}
