"""Why not, what another search would say, and policies, as a user types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_screen_tells_why_listings_are_no_hits(tamis: Run) -> None:
    """Each in its turn, after the answer: a stranger, a near miss, a hit."""
    ids = ("own:1", "own:2", "own:3")
    done = tamis("screen", "Stepan Volkodarsky", *(word for one in ids for word in ("--explain-miss", one)))
    assert done.status == 0
    flat = " ".join(done.out.split())
    assert "own:1: it is a hit" in flat and "own:2: it is no candidate" in flat
    twin = json.loads(tamis("screen", "Stepan Volkodarsky", "--explain-miss", "own:2", "--format", "json").out)
    (miss,) = twin["misses"]
    assert (miss["listing"], miss["reason"]) == ("own:2", "not_a_candidate")
    assert [word["nearest"] for word in miss["words"]] == [None, None]
    assert "misses" not in json.loads(tamis("screen", "Stepan Volkodarsky", "--format", "json").out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--explain-miss", "own:9"), "no listing 'own:9'"),
        (("--explain-miss", "onw:1"), "no watchlist 'onw'; did you mean own"),
        (("--explain-miss", "own:1", "--format", "csv"), "no columns in csv"),
        (("--beside", "ofac", "--format", "csv"), "no columns in csv"),
        (("--beside", "lexis"), "'lexis' is not"),
        (("--policy", "strikt"), "did you mean 'strict'"),
    ],
)
def test_what_cannot_be_told_is_refused(tamis: Run, words: tuple[str, ...], told: str) -> None:
    """An unknown listing, list, format, search, policy: one line, nothing printed before it."""
    done = tamis("screen", "Stepan Volkodarsky", *words)
    assert (done.status, done.out) == (2, "") and told in done.err


def test_compare_tells_why_a_pair_is_no_hit(tamis: Run) -> None:
    """Beneath the evidence, and under `miss` in JSON; a hit has none."""
    done = tamis("compare", "Orsolya Ferndale", "own:1")
    assert done.status == 0 and "Why not?" in done.out and "no candidate" in done.out
    miss = json.loads(tamis("compare", "Orsolya Ferndale", "own:1", "--format", "json").out)["miss"]
    assert miss["reason"] == "not_a_candidate" and miss["short_by"] == 0.7
    same = tamis("compare", "Stepan Ilyich Volkodarsky", "own:1", "--format", "json")
    assert "miss" not in json.loads(same.out)


def test_beside_stands_beside_and_moves_nothing(tamis: Run) -> None:
    """In the table and in JSON, for a pair and for hits; the rest of the answer is the same without it."""
    with_it = json.loads(tamis("screen", "Stepan Volkodarsky", "--beside", "ofac", "--format", "json").out)
    without = json.loads(tamis("screen", "Stepan Volkodarsky", "--format", "json").out)
    for hit in with_it["hits"]:
        beside = hit.pop("beside")
        assert (beside["rule"], beside["seen"]) == ("ofac", True) and 0.9 <= beside["score"] <= 1
    assert with_it == without
    assert "decides nothing" in " ".join(
        tamis("screen", "Stepan Volkodarsky", "--explain", "--beside", "ofac").out.split()
    )
    pair = tamis("compare", "Xolkodarsky", "own:1", "--beside", "ofac", "--format", "json")
    assert json.loads(pair.out)["beside"]["seen"] is False
    assert "would not look" in " ".join(tamis("compare", "Xolkodarsky", "own:1", "--beside", "ofac").out.split())


def test_a_policy_of_ones_own_is_printed_and_used(tamis: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its numbers, what is its own among them, its digest in every answer; by option and by setting."""
    path = tmp_path / "ours.toml"
    path.write_text('base = "lenient"\nthreshold = 0.99\n[kind_thresholds]\nperson = 0.5\n', encoding="utf-8")
    shown = json.loads(tamis("policy", str(path), "--format", "json").out)
    numbers = {one["key"]: one for one in shown["numbers"]}
    assert (shown["name"], numbers["threshold"]["value"], numbers["kind_thresholds.person"]["value"]) == (
        "ours",
        0.99,
        0.5,
    )
    assert numbers["threshold"]["reason"].startswith("Your own; the default policy has 0.7")
    asked = ("screen", "Stepan Volkodarski", "--format", "json")
    answer = json.loads(tamis(*asked, "--policy", str(path)).out)
    assert answer["policy"] == shown["policy"] and [hit["listing"] for hit in answer["hits"]] == ["own:1"]
    pair = json.loads(tamis("compare", "Stepan Volkodarski", "own:1", "--policy", str(path), "--format", "json").out)
    assert (pair["hit"], pair["threshold"]) == (True, 0.5)
    assert "0.99 (person 0.5) or more" in tamis("screen", "Nobody", "--policy", str(path)).out
    monkeypatch.setenv("TAMIS_POLICY", str(path))
    assert json.loads(tamis(*asked).out)["policy"] == shown["policy"]
    assert "ours, policy-" in tamis("policy").out


def test_the_policies_that_come_with_tamis_are_printed(tamis: Run) -> None:
    """Every number with its reason."""
    for name in ("default", "strict", "lenient"):
        numbers = json.loads(tamis("policy", name, "--format", "json").out)["numbers"]
        assert all(one["reason"] for one in numbers) and len(numbers) >= 10
