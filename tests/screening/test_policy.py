"""Policies are known by their numbers, and every number has its reason."""

from __future__ import annotations

import dataclasses

import pytest

import tamis
from tamis.comparison.attributes import FAR
from tamis.errors import PolicyError
from tamis.records import Evidence
from tamis.screening.policy import REASONS, Policy, load_policy
from tamis.screening.score import FEATURES, score_evidence, score_of, weight_of


def test_a_policy_is_known_by_its_numbers_not_its_name() -> None:
    """The same numbers have the same id; any other number has another."""
    assert Policy(name="ours").id == Policy().id
    assert Policy(threshold=0.71).id != Policy().id
    assert Policy(weak_alone=True).id != Policy().id


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
