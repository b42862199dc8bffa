"""Delta screening on real successive publications: the same result as screening everybody anew."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from tamis.records import Name, PartyKind, Query
from tamis.refresh import import_list
from tamis.screening import Screener
from tamis.screening import open as open_lists
from tamis.snapshots import Store
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.running import Run
from tamis.watch.seeking import Seeker
from tamis.watch.turning import turn

STEPS = [
    ("un", "un", ["2025-04-19", "2025-11-18"]),
    ("ofac-sdn", "ofac", ["2024-05-01", "2024-05-02", "2024-05-03"]),
]


def load(store: Store, data: Path, watchlist: str, folder: str, day: str) -> None:
    """Import one publication's main file."""
    found = sorted((data / "lists" / folder / day).iterdir())
    pattern = "sdn" if watchlist == "ofac-sdn" else "consolidated"
    chosen = [
        path
        for path in found
        if pattern in path.name.lower() and "cons" not in path.name.lower().replace("consolidated", "")
    ]
    import_list(store, watchlist, chosen[:1])


def people(store: Store, watchlist: str) -> list[Query]:
    """Customers made of listed names, altered, and of their words put together at random: invented people."""
    snapshot = store.in_force(watchlist)
    assert snapshot is not None
    listings = list(store.listings(snapshot))
    dice = random.Random(7)
    chosen = listings[-60:] + dice.sample(listings, min(300, len(listings)))
    words = sorted({word for one in listings for word in one.primary_name.text.split()})
    made = []
    for number, listing in enumerate(chosen):
        text = list(dice.choice(listing.names).text)
        if len(text) > 6:
            del text[dice.randrange(1, len(text) - 1)]
        made.append(
            Query(
                reference=f"listed-{number}", names=(Name("".join(text)),), birth_dates=listing.birth_dates[:1],
                countries=listing.countries[:1], identifiers=listing.identifiers[:1], kind=PartyKind.UNKNOWN,
            )
        )  # fmt: skip
    for number in range(300):
        made.append(Query(reference=f"mixed-{number}", names=(Name(" ".join(dice.sample(words, 2)) + " a"),)))
    return made


def hits_of(book: Book) -> dict[tuple[int, str], float]:
    """What the book holds."""
    with book.engine.connect() as connection:
        rows = connection.execute(sa.select(tables.hits)).all()
    return {(row.customer, row.listing): json.loads(row.body)["score"] for row in rows}


@pytest.mark.parametrize(("watchlist", "folder", "days"), STEPS)
def test_delta_equals_full(test_data: Path, tmp_path: Path, watchlist: str, folder: str, days: list[str]) -> None:
    """After each publication a delta run leaves the hits that screening everybody anew leaves."""
    other = Store(tmp_path / "last", create=True)
    load(other, test_data, watchlist, folder, days[-1])
    customers = people(other, watchlist)
    store = Store(tmp_path / "home", create=True)
    engine = tables.open_engine(tmp_path / "book.sqlite")
    book = Book(engine)
    book.add(customers)
    for step, day in enumerate(days):
        load(store, test_data, watchlist, folder, day)
        result = Run(book, open_lists(tmp_path / "home"), store).screen()
        assert bool(result.full) == (step == 0), result
        after = hits_of(book)
        again = Run(book, open_lists(tmp_path / "home"), store).screen(full=True)
        assert (again.differences, again.new, again.ended) == (0, 0, 0)
        assert hits_of(book) == after and after
    engine.dispose()


@pytest.mark.parametrize(("watchlist", "folder", "days"), STEPS)
def test_candidates_lose_nobody(test_data: Path, tmp_path: Path, watchlist: str, folder: str, days: list[str]) -> None:
    """Every customer with a hit on some listings is a candidate for them, found through the turned index."""
    store = Store(tmp_path / "home", create=True)
    load(store, test_data, watchlist, folder, days[-1])
    customers = people(store, watchlist)
    snapshot = store.in_force(watchlist)
    assert snapshot is not None
    turned = turn(enumerate(customers))
    listings = list(store.listings(snapshot))
    for start in range(0, len(listings), 100):
        some = listings[start : start + 100]
        small = Screener.from_listings(some)
        hit = {number for number, screening in enumerate(small.screen_many(customers)) if screening.hits}
        assert hit <= set(Seeker(small, some).among(turned).tolist())
