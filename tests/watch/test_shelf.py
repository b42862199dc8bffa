"""The turned index of a book on disk: segments, what is added, who is erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from tamis.errors import QueryError, StoreError
from tamis.records import Query
from tamis.refresh import import_list
from tamis.screening import open as open_lists
from tamis.snapshots import Store
from tamis.watch import shelf, tables
from tamis.watch.book import Book
from tamis.watch.running import Run, RunResult
from tamis.watch.shelf import Shelf

LISTED: list[dict[str, Any]] = [{"id": "own:1", "kind": "person", "names": ["Stepan Volkodarsky"]}]
"""Nobody of that name exists."""


class Place:
    """A home folder with a book of customers in it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.store = Store(self.home, create=True)
        self.engine = tables.open_engine(self.home / "watch" / "books.sqlite")
        self.book = Book(self.engine)

    def publish(self, day: str, listings: list[dict[str, Any]]) -> None:
        """Load a publication of the invented list."""
        path = self.home.parent / f"own-{day}.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in listings))
        import_list(self.store, "own", [path])

    def add(self, *names: str) -> None:
        """Add a customer for each name, whose reference is the name in short."""
        self.book.add(Query.from_json({"reference": name.replace(" ", "")[:20], "names": [name]}) for name in names)

    def run(self, full: bool = False) -> RunResult:
        """Run over the book."""
        return Run(self.book, open_lists(self.home), self.store).screen(full=full)

    def segments(self) -> list[int]:
        """The sizes of the segments."""
        kept = next((self.home / "watch").glob("*/shelf.json"))
        return [count for _, count in json.loads(kept.read_text())["segments"]]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A home folder with one publication."""
    made = Place(tmp_path)
    made.publish("2026-01-15", LISTED)
    yield made
    made.engine.dispose()


def test_what_is_added_is_not_paid_for_by_what_is_there(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few new customers are screened as they are, more become a segment; many small segments become one; nobody is lost."""
    monkeypatch.setattr(shelf, "_WAITING", 3)
    monkeypatch.setattr(shelf, "_SEGMENT", 10)
    monkeypatch.setattr(shelf, "_SMALL", 6)
    monkeypatch.setattr(shelf, "_MOST_SMALL", 2)
    place.add(*(f"Nobody Whatever {number}" for number in range(25)))
    place.run()
    assert place.segments() == [10, 10, 5]
    seen = set()
    for step in range(6):
        place.add(*(f"Ilmara Testowicz {step} {number}" for number in range(2 + step % 3)))
        place.run()
        place.publish(f"2026-02-0{step + 1}", [*LISTED, {"id": f"own:new{step}", "names": ["Ilmara Testowicz"]}])
        result = place.run()
        assert not result.full and result.listings and result.new, result
        assert (again := place.run(full=True)).differences == 0 and not (again.new or again.ended)
        seen.add(tuple(place.segments()))
    assert len(seen) > 2 and max(map(len, seen)) <= 5, seen


def test_erased_customers_leave_no_byte(place: Place) -> None:
    """Erasing takes words of the name out of the database and the index, also where another process erased the customer."""
    place.add("Zebulon Quuxley", "Stepan Volkodarski", "Tabitha Vexworth")
    place.run()

    def holds(word: str) -> list[str]:
        files = (path for path in (place.home / "watch").rglob("*") if path.is_file())
        return [path.name for path in files if word in path.read_bytes().decode("utf-8", "replace").lower()]

    assert "text.npy" in holds("quuxley") and "books.sqlite" in holds("quuxley")
    place.book.remove("ZebulonQuuxley")
    place.book.remove("TabithaVexworth")
    place.publish("2026-02-15", [*LISTED, {"id": "own:2", "names": ["Stepan Volkodarskij"]}])
    assert place.run().new == 1
    for word in ("quuxley", "zebulon", "vexworth"):
        assert holds(word) == []
    assert place.segments() == [1]
    place.book.remove("StepanVolkodarski")
    with place.book.writing() as connection:
        Shelf(place.home / "watch", "default", place.book.token(connection)).settle(connection)
    assert place.segments() == [] and holds("volkodar") == []


def test_index_that_was_deleted_or_damaged_is_made_again(place: Place) -> None:
    """What stands beside the book may be lost at any time."""
    place.add("Ilmara Testowicz")
    place.run()
    next((place.home / "watch").glob("*/shelf.json")).write_text("{")
    place.publish("2026-02-15", [*LISTED, {"id": "own:2", "names": ["Ilmara Testowicz"]}])
    assert place.run().new == 1 and place.segments() == [1]


def test_full_disk_tells_nothing_and_says_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that cannot be written is one line; hits and alerts are as before, and the next run has them all."""
    place.add("Stepan Volkodarski")

    def full(*_: object) -> None:
        raise OSError("27000 requested and 10208 written")

    with monkeypatch.context() as patched:
        patched.setattr("tamis.watch.turned.np.save", full)
        with pytest.raises(StoreError, match="the disk is full"):
            place.run()
    assert not list((place.home / "watch").glob("*/*"))
    assert place.run().new == 1


def test_book_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    """Where a file stands in the folder's place, or nothing may be written, the line names the path."""
    (tmp_path / "watch").write_text("")
    with pytest.raises(StoreError, match=r"books\.sqlite: the book of customers cannot be opened"):
        tables.open_engine(tmp_path / "watch" / "books.sqlite")


def test_change_of_a_remark_seeks_nobody(place: Place) -> None:
    """Where nothing that is compared changed, only those who have a hit already are looked at."""
    place.add("Stepan Volkodarski", *(f"Stepan Whatever {number}" for number in range(20)))
    place.run()
    place.publish("2026-02-15", [{**LISTED[0], "remarks": "amended"}])
    result = place.run()
    assert (result.listings, result.screened, result.changed) == (1, 1, 1)


def test_book_that_nobody_made_is_refused(place: Place) -> None:
    """A name that was mistyped is no book without alerts."""
    with pytest.raises(QueryError, match=r"no book 'default' \(there is none yet\)"):
        place.run()
    place.add("Ilmara Testowicz")
    for work in (
        lambda: list(Book(place.engine, "retial").customers()),
        lambda: list(Book(place.engine, "retial").suppressions()),
        lambda: Book(place.engine, "retial").remove("x"),
    ):
        with pytest.raises(QueryError, match=r"no book 'retial' \(there are default\)"):
            work()


def test_book_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """A database that an earlier version made gets the indexes that a run uses."""
    path = tmp_path / "books.sqlite"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(tables.__file__).with_name("migrations")))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    made = tables.open_engine(path)
    names = {one["name"] for one in sa.inspect(made).get_indexes("customer")}
    made.dispose()
    assert names == {"customer_pending", "customer_version"}
