"""Policies are known by their numbers, and every number has its reason."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

import tamis
from tamis.comparison.attributes import FAR
from tamis.errors import PolicyError
from tamis.records import Evidence, PartyKind
from tamis.screening import POLICIES, Screener
from tamis.screening.policy import DIFFERENCES, REASONS, Policy, WeakAliases, reason_of
from tamis.screening.policy_files import load_policy
from tamis.screening.score import FEATURES, score_evidence, score_of, weight_of


def test_a_policy_is_known_by_its_numbers_not_its_name() -> None:
    """The same numbers have the same id; any other number has another."""
    assert Policy(name="ours").id == Policy().id
    assert Policy(threshold=0.71).id != Policy().id
    assert Policy(weak_aliases=WeakAliases.COUNT).id != Policy().id
    assert Policy(kind_thresholds=((PartyKind.VESSEL, 0.7),)).id != Policy().id


def test_every_number_has_its_reason() -> None:
    """Nothing weighs that is not explained."""
    numbers = {field.name.removesuffix("_weight") for field in dataclasses.fields(Policy)} - {"name"}
    assert numbers | {"name"} == set(REASONS)
    assert all(weight_of(Policy(), feature) > 0 for feature in FEATURES)


def test_the_default_policy_is_loaded_without_a_name() -> None:
    """None and `default` are one; the public threshold is its."""
    assert load_policy(None) == load_policy("default")
    assert load_policy(None).threshold == tamis.DEFAULT_THRESHOLD


def test_an_unknown_policy_is_refused() -> None:
    """The message names those that there are."""
    with pytest.raises(PolicyError, match="no policy 'severe'.*default"):
        load_policy("severe")


def test_the_default_policy_lets_no_date_of_birth_exclude_alone() -> None:
    """The worst that a date of birth can say leaves an exact name above the threshold."""
    policy = load_policy(None)
    assert score_of([(1.0, policy.name_weight), (FAR, policy.birth_date_weight)]) >= policy.threshold


def test_a_score_is_a_sum_held_between_0_and_1_with_four_decimals() -> None:
    """Clipped at both ends, rounded once."""
    assert score_of([(0.5, 1.0), (0.123456, 1.0)]) == 0.6235
    assert score_of([(1.0, 1.0), (1.0, 1.0)]) == 1.0
    assert score_of([(-1.0, 1.0)]) == 0.0
    assert score_of([]) == 0.0
    assert (
        score_evidence([Evidence("name", 0.8, 1.0, "a", "b", ""), Evidence("country", -0.72, 0.125, "", "", "")])
        == 0.71
    )


def test_the_policies_that_come_with_the_package_are_ordered() -> None:
    """Strict finds more than the default one, lenient less; each difference has its reason."""
    default, strict, lenient = (POLICIES[name] for name in ("default", "strict", "lenient"))
    assert default.floor <= strict.threshold < default.threshold < lenient.threshold
    for name, policy in POLICIES.items():
        changed = {
            field.name
            for field in dataclasses.fields(policy)
            if field.name != "name" and getattr(policy, field.name) != getattr(default, field.name)
        }
        assert changed == {key for of, key in DIFFERENCES if of == name}
        assert all(reason_of(policy, field.name) for field in dataclasses.fields(policy) if field.name != "name")


def _file(folder: Path, text: str) -> str:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_sets_some_numbers_and_takes_the_rest_from_its_base(tmp_path: Path) -> None:
    """Another base, a threshold by kind, a whole number; an empty file is the default policy under another name."""
    text = 'base = "strict"\nbirth_date_weight = 1\n[kind_thresholds]\nvessel = 0.8\nperson = 0.65\n'
    policy = load_policy(_file(tmp_path, text))
    kinds = ((PartyKind.PERSON, 0.65), (PartyKind.VESSEL, 0.8))
    strict = POLICIES["strict"]
    assert policy == dataclasses.replace(strict, name="ours", birth_date_weight=1.0, kind_thresholds=kinds)
    asked = (PartyKind.VESSEL, PartyKind.PERSON, PartyKind.AIRCRAFT)
    assert [policy.threshold_for(kind) for kind in asked] == [0.8, 0.65, strict.threshold]
    assert reason_of(policy, "birth_date_weight").startswith("Your own; the default policy has 0.35")
    assert load_policy(_file(tmp_path, "")).id == Policy().id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("treshold = 0.8", "unknown key 'treshold'; did you mean 'threshold'"),
        ("weak_alone = true", "unknown key 'weak_alone'; did you mean 'weak_aliases'"),
        ("name = 'x'", "unknown key 'name'"),
        ("threshold = 1.2", "threshold = 1.2 is out of range; it is a number from 0 to 1"),
        ("threshold = nan", "threshold = nan is out of range"),
        ("threshold = 0.3", "threshold = 0.3 lies below the floor of 0.4"),
        ("threshold = true", "threshold is a number, not True"),
        ("threshold = '0.7'", "threshold is a number, not '0.7'"),
        ("country_weight = -1", "country_weight = -1 is out of range; it is a number from 0 to 10"),
        ("country_weight = inf", "country_weight = inf is out of range"),
        ("weak_aliases = 'maybe'", "weak_aliases is one of count, confirm, ignore, not 'maybe'"),
        ("weak_aliases = ['count']", "weak_aliases is one of count, confirm, ignore"),
        ("base = 'strikt'", "base 'strikt' is no policy that comes with tamis; did you mean 'strict'"),
        ("base = 7", "base 7 is no policy"),
        ("base = []", r"base \[\] is no policy"),
        ("kind_thresholds = 0.8", "kind_thresholds is a table"),
        ("[kind_thresholds]\nvessels = 0.8", "'vessels' is no kind of party; did you mean 'vessel'"),
        ("[kind_thresholds]\nvessel = 0.1", "kind_thresholds.vessel = 0.1 lies below the floor"),
        ("threshold = ", "no TOML"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """In one line that names the file, the key and what is wanted."""
    with pytest.raises(PolicyError, match=rf"ours.toml: .*{words}") as raised:
        load_policy(_file(tmp_path, text))
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """What to give stands in the message."""
    with pytest.raises(PolicyError, match="give the name of a policy or of a TOML file"):
        load_policy(str(tmp_path / "none.toml"))


def test_numbers_out_of_range_are_refused_in_the_library_too() -> None:
    """A policy that is made in code is checked like one from a file."""
    with pytest.raises(PolicyError, match="floor = 2 is out of range"):
        Policy(floor=2.0)


def test_a_threshold_by_kind_is_that_of_the_listing(make) -> None:
    """Whatever kind the query says it is: the same pair, screened or compared, is a hit by the listing's own kind."""
    listed = [
        make("own:1", "Tarek Kovalchuk", kind=PartyKind.ORGANISATION),
        make("own:2", "Tarek Kovalchuk", kind=PartyKind.PERSON),
    ]
    policy = Policy(threshold=0.99, kind_thresholds=((PartyKind.ORGANISATION, 0.6),))
    screener = Screener.from_listings(listed, policy)
    for kind in ("unknown", "person", "organisation"):
        hits = {hit.listing for hit in screener.screen("Tarek Kovalchok", kind=kind).hits}
        pairs = [
            screener.compare(tamis.Query.from_json({"names": ["Tarek Kovalchok"], "kind": kind}), one.id)
            for one in listed
        ]
        assert hits == {pair.listing for pair in pairs if pair.hit} == {"own:1"}
        assert [pair.threshold for pair in pairs] == [0.6, 0.99]
    assert len(screener.screen("Tarek Kovalchok", threshold=0.5).hits) == 2


def test_weak_aliases_may_be_ignored(make) -> None:
    """Not even an exact one with an agreeing date raises a hit; it is counted as withheld, in a document it is nothing."""
    listing = make("own:1", "Bashar Qasimov", "~Black Kestrel Ferndale", born=["1970"])
    screener = Screener.from_listings([listing], Policy(weak_aliases=WeakAliases.IGNORE))
    answer = screener.screen("Black Kestrel Ferndale", birth_date="1970")
    assert (answer.hits, answer.withheld) == ((), 1)
    assert not screener.compare("Black Kestrel Ferndale", "own:1").hit
    text = "Bashar Qasimov was seen in town. Black Kestrel Ferndale was seen as well."
    assert [one.text for one in screener.scan(text)] == ["Bashar Qasimov"]
