"""Delta screening against screening everybody anew, on synthetic customers and a real ordinary day's change.

Usage: python bench/watch_speed.py FOLDER [CUSTOMERS]    FOLDER is what TAMIS_TEST_DATA names
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from measure.synthetic import customers, read_names
from tamis.records import Query
from tamis.refresh import import_list
from tamis.screening import open as open_lists
from tamis.screening.screener import as_query
from tamis.snapshots import Store
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.running import Run, RunResult

T = TypeVar("T")


def timed(what: str, work: Callable[[], T]) -> tuple[T, float]:
    """Do something and say how long it took."""
    began = time.perf_counter()
    result = work()
    passed = time.perf_counter() - began
    print(f"{what:<58}{passed:9.2f} s", flush=True)
    return result, passed


def main() -> None:
    """Measure."""
    data, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        store = Store(home, create=True)
        import_list(store, "un", [data / "lists/un/2024-09-26/consolidated.xml.gz"])
        import_list(store, "ofac-sdn", [data / "lists/ofac/2024-05-01/sdn.csv.gz"])
        book = Book(tables.open_engine(Path(folder) / "book.sqlite"))

        def people() -> list[Query]:
            rows = customers(read_names(data), count)
            return [
                as_query(name, birth_date=born, country=nation, reference=number) for number, name, born, nation in rows
            ]

        def run(full: bool = False) -> RunResult:
            return Run(book, open_lists(home), store).screen(full=full)

        made, _ = timed(f"making {count:,} customers", people)
        timed("adding them to the book", lambda: book.add(made))
        timed("the first run: everybody", run)
        book.add([as_query("Nobody Whatever", reference="one more")])
        import_list(store, "ofac-sdn", [data / "lists/ofac/2024-05-02/sdn.csv.gz"])
        result, _ = timed("the first delta run, which builds the turned index", run)
        print(f"  {result.listings} listings changed, {result.screened:,} customers screened")
        _, whole = timed("everybody anew", lambda: run(full=True))
        # The same change once more, as on an ordinary day: the book is set back to the publication before.
        with book.writing() as connection:
            before = [one.id for one in (store.in_force("un"), store.snapshots("ofac-sdn")[0]) if one]
            import json

            connection.execute(tables.books.update().values(snapshots=json.dumps(sorted(before))))
        result, delta = timed("a delta run", run)
        print(
            f"  {result.listings} listings changed, {result.screened:,} customers screened: {whole / delta:.0f} times as fast"
        )
        for moment in sorted(result.__slots__):
            print(f"    {moment}: {getattr(result, moment)}")


if __name__ == "__main__":
    main()
