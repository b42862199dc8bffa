"""Lookup finds every name worth comparing, and nothing depends on the company a query keeps."""

from __future__ import annotations

import numpy as np
import pytest

from tamis.index import Lookup, build, identifier_keys
from tamis.index.known import expand
from tamis.records import Identifier, Listing, Name, PartyKind
from tamis.values.names import name_tokens
from tamis.values.packed_countries import pack_country

NAMES = (
    "Bashar Qasimov",
    "Abdul Rahman Khalidi",
    "ABDULRAHMAN KHALIDI",
    "حافظ سعيد",
    "Tolmezza Shipping Company",
    "Zhang Weimin",
    "SEA LANTERN 9",
)
LISTINGS = tuple(
    Listing(id=f"own:{number}", kind=PartyKind.PERSON, names=(Name(name),)) for number, name in enumerate(NAMES)
)


def _found(lookup: Lookup, *names: str) -> list[set[str]]:
    overlaps = lookup.overlaps([name_tokens(name) for name in names])
    return [{NAMES[row] for row in overlaps.name[overlaps.query == place].tolist()} for place in range(len(names))]


@pytest.fixture
def lookup() -> Lookup:
    """A lookup over invented names."""
    return Lookup(build((0, listing) for listing in LISTINGS))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Bashar Qasimov", "Bashar Qasimov"),
        ("Qasimov Bashar", "Bashar Qasimov"),
        ("Xashar Qasimov", "Bashar Qasimov"),
        ("Bashar Kassimof", "Bashar Qasimov"),
        ("BasharQasimov", "Bashar Qasimov"),
        ("Bas har Qasimov", "Bashar Qasimov"),
        ("Abdulrahman Khalidi", "Abdul Rahman Khalidi"),
        ("Abdul Rahman Khalidi", "ABDULRAHMAN KHALIDI"),
        ("Hafiz Saeed", "حافظ سعيد"),
        ("Tolmezza Shipping", "Tolmezza Shipping Company"),
        ("Tolmezza Shipping Com pany", "Tolmezza Shipping Company"),
        ("Zhang Wei Min", "Zhang Weimin"),
        ("Sea Lantern Nine", "SEA LANTERN 9"),
    ],
)
def test_a_misspelt_name_is_worth_comparing(lookup: Lookup, query: str, name: str) -> None:
    """Also in its first letter, joined, split, in another order or script."""
    assert name in _found(lookup, query)[0]


def test_names_that_share_little_are_not_compared(lookup: Lookup) -> None:
    """Less than half of what was asked is another name."""
    assert _found(lookup, "Orsolya Ferndale", "") == [set(), set()]


def test_a_query_finds_the_same_alone_and_in_a_batch(lookup: Lookup) -> None:
    """The work is shared, the answer is not."""
    queries = ("Bashar Qasimof", "Hafiz Saeed", "", "Tolmeza Shiping", "Rahman")
    assert _found(lookup, *queries) == [_found(lookup, query)[0] for query in queries]
    assert _found(lookup, *reversed(queries)) == [_found(lookup, query)[0] for query in reversed(queries)]


def test_hidden_listings_are_never_found() -> None:
    """What is left out of a reconstruction is not compared."""
    hidden = np.zeros(len(LISTINGS), dtype=bool)
    hidden[0] = True
    lookup = Lookup(build((0, listing) for listing in LISTINGS), hidden)
    assert _found(lookup, "Bashar Qasimov") == [set()]
    assert lookup.hidden_listings([0, 1]) == {0}


def test_an_index_of_nothing_finds_nothing() -> None:
    """An empty list answers with no candidates."""
    overlaps = Lookup(build([])).overlaps([("bashar", "qasimov"), ()])
    assert len(overlaps.query) == len(overlaps.pair) == 0


def test_overlaps_are_sorted_by_pair_and_every_pair_has_entries(lookup: Lookup) -> None:
    """The shape that comparisons rely on."""
    overlaps = lookup.overlaps([name_tokens(name) for name in ("B. Qasimov", "Abdul Rahman", "Bank of Tolmezza")])
    assert (np.diff(overlaps.pair) >= 0).all()
    assert set(overlaps.pair.tolist()) == set(range(len(overlaps.query)))
    assert ((overlaps.alike > 0) & (overlaps.alike <= 1)).all()


def test_tokens_are_remembered_and_found_alike() -> None:
    """The second answer for a token is the first."""
    finder = Lookup(build((0, listing) for listing in LISTINGS)).known
    first = finder.find(["qasimof", "saeed"])
    second = finder.find(["saeed", "qasimof"])
    assert first.token[: first.offset[1]].tolist() == second.token[second.offset[1] :].tolist()
    assert finder.exact(["qasimov", "nobody"]).tolist()[1] == -1
    assert finder.exact(["qasimov"])[0] >= 0


def test_ranges_are_expanded_one_after_the_other() -> None:
    """Start and count of each, none where the count is 0."""
    assert expand(np.array([5, 9, 2]), np.array([2, 0, 3])).tolist() == [5, 6, 2, 3, 4]


def test_identifiers_meet_after_normalising_and_by_kind() -> None:
    """Spaces and hyphens make no difference; a passport is no tax number."""
    keys = [identifier_keys([Identifier(kind, value)]) for kind, value in
            (("passport", "AB 123-456"), ("passport", "ab123456"), ("tax", "AB123456"))]  # fmt: skip
    assert keys[0] == keys[1] != keys[2]


def test_countries_are_packed_without_loss() -> None:
    """Two letters, one number, case aside."""
    assert pack_country("pk") == pack_country("PK") != pack_country("kp")
