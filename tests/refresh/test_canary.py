"""The canary sings for a listing that its own name does not find, and for no other."""

from __future__ import annotations

import pytest
from loopback import names

from tamis.records import Listing, Name, NameQuality
from tamis.refresh import canary
from tamis.refresh.canary import not_found
from tamis.screening import Screener


def listings(count: int) -> list[Listing]:
    """Return so many invented listings."""
    return [Listing(id=f"own:{number}", names=(Name(name),)) for number, name in enumerate(names(count))]


def test_who_is_in_the_index_is_found() -> None:
    """A listing is a hit for its own primary name."""
    all_of_them = listings(40)
    assert list(not_found(Screener.from_listings(all_of_them), all_of_them)) == []


@pytest.mark.parametrize("searched", [300, 10], ids=["in the index", "in lots, some in the index"])
def test_who_is_not_in_the_index_is_named(searched: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A listing that the index lacks, or holds under another name, is not found, though its namesake is."""
    monkeypatch.setattr(canary, "SEARCHED", searched)
    came = listings(20)
    held = [came[0], Listing(id="own:2", names=(Name("Somebody Quite Different"),)), *came[3:]]
    twin = Listing(id="own:namesake", names=came[1].names)
    assert {"own:2"} <= set(not_found(Screener.from_listings([*held, twin]), came)) <= {"own:1", "own:2"}


def test_a_name_that_no_index_finds_is_named_also_in_a_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a lot a listing is as lost as in the index: a name without a word that can be compared."""
    monkeypatch.setattr(canary, "SEARCHED", 2)
    came = [*listings(20), Listing(id="own:mark", names=(Name("؟"),))]
    assert list(not_found(Screener.from_listings(came), came)) == ["own:mark"]


def test_weak_names_are_not_asked_for() -> None:
    """A listing that has weak aliases alone is kept back by the policy, and is no fault."""
    weak = Listing(id="own:weak", names=(Name("Abu Shadow", NameQuality.WEAK),))
    assert list(not_found(Screener.from_listings(listings(3)), [weak])) == []
