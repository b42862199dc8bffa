"""The rule for a day, clause by clause, on successive publications of the real UN list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import tamis
from tamis.snapshots import Store
from tamis.snapshots.store import KEPT_INDEXES
from tamis.sources import read_publication

DAYS = ("2023-03-27", "2024-09-26", "2025-11-18")
RETURNED = ("un:IRi.013", "Ahmad Derakhshandeh")
"""Listed 2007-03-24; gone from the publication of 2024-09-26, back in that of 2025-11-18."""
NEW = ("un:HTi.008", "Dimitri Herard")
"""Listed 2025-10-17."""


@pytest.fixture(scope="module")
def home(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three publications of the UN list."""
    store = Store(tmp_path_factory.mktemp("days") / "home", create=True)
    for day in DAYS:
        store.add(read_publication("un", [test_data / "lists/un" / day]), dt.date.fromisoformat(day), False)
    return store.home


def _listed(home: Path, name: str, as_of: str) -> set[str]:
    """Return whom a name and a sentence with it mean as of a day; both ways of asking agree."""
    screener = tamis.open(home, as_of=as_of)
    asked = {hit.listing for hit in screener.screen(name, threshold=0.95).hits}
    read = {mention.listing for mention in screener.scan(f"The sanctioned {name} was seen in the port on Monday.")}
    assert read <= asked | {hit.listing for hit in screener.screen(name).hits}
    assert asked <= read
    return asked


@pytest.mark.parametrize(
    ("as_of", "snapshot", "returned", "new"),
    [
        ("2023-03-27", "2023-03-27", True, False),
        ("2024-09-25", "2023-03-27", True, False),
        ("2024-09-26", "2024-09-26", False, False),
        ("2025-10-31", "2024-09-26", False, False),
        ("2025-11-18", "2025-11-18", True, True),
        ("2026-06-01", "2025-11-18", True, True),
    ],
)
def test_the_newest_publication_up_to_the_day_answers(
    home: Path, as_of: str, snapshot: str, returned: bool, new: bool
) -> None:
    """What was listed, delisted and listed again is answered as it stood; the answer names its snapshot."""
    assert (RETURNED[0] in _listed(home, RETURNED[1], as_of)) is returned
    assert (NEW[0] in _listed(home, NEW[1], as_of)) is new
    answer = tamis.open(home, as_of=as_of).screen(RETURNED[1])
    assert [one[:13] for one in answer.snapshots] == [f"un@{snapshot}"]
    assert answer.as_of == dt.date.fromisoformat(as_of)
    assert answer.reconstructed == ()


def test_a_day_before_all_publications_leaves_out_what_was_listed_later(home: Path) -> None:
    """The oldest publication stands in; only listings of later date are left out, and the answer says so."""
    answer = tamis.open(home, as_of="2010-01-01").screen(RETURNED[1])
    assert [hit.listing for hit in answer.hits][:1] == [RETURNED[0]]
    (stand_in,) = answer.reconstructed
    store = Store(home)
    listings = list(store.listings(store.snapshots("un")[0]))
    later = [one for one in listings if one.listed_on and one.listed_on > dt.date(2010, 1, 1)]
    assert (stand_in.snapshot[:13], stand_in.left_out, stand_in.undated) == ("un@2023-03-27", len(later), 0)
    assert 0 < len(later) < len(listings)
    assert any('never supports "was not listed"' in warning for warning in answer.warnings)
    screener = tamis.open(home, as_of="2010-01-01")
    for one in later[:: len(later) // 10]:
        assert one.id not in {hit.listing for hit in screener.screen(one.primary_name.text).hits}
    assert RETURNED[0] not in _listed(home, RETURNED[1], "2007-03-23")
    assert RETURNED[0] in _listed(home, RETURNED[1], "2007-03-24")


def test_twenty_publications_with_indexes_are_small(home: Path, test_data: Path) -> None:
    """A publication takes half a megabyte and its index under four; twenty with the indexes that are kept stay under 40 MB."""
    for day in DAYS:
        tamis.open(home, as_of=day)
    indexes = [sum(path.stat().st_size for path in folder.iterdir()) for folder in (home / "index").iterdir()]
    kept = [sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            for folder in (home / "lists/un").iterdir()]  # fmt: skip
    assert len(indexes) == len(kept) == 3
    assert 20 * max(kept) + KEPT_INDEXES * max(indexes) < 40_000_000
    assert max(indexes) < 4_000_000  # listings stand in them as they are: a third larger, and a quarter less to build
