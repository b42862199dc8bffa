"""Delta screening against screening everybody anew: synthetic customers, two real days that follow each other.

    TAMIS_TEST_DATA=... python bench/watch_speed.py [--customers 1000000] [--seed 0] [--json FILE]

The book is screened once against the UN list and OFAC's SDN list of 1 May 2024; then come the SDN lists of 2 May (listings
were added) and 3 May (listings were taken off), a run after each, and a run after a thousand new customers. At the end all
customers are screened anew in the same process: that run must find no difference, and its seconds are those that the others
are compared with. Every run opens the lists first, as `tamis watch run` does. CPU seconds, and seconds of the clock beside
them. Exit status 0; 1 where a difference was found; 2 for missing data.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from measure.lists import NoDataError, data_folder, read_list
from measure.synthetic import customers, read_names
from tamis.records import Listing, Query
from tamis.refresh import import_list
from tamis.screening import as_query
from tamis.screening import open as open_lists
from tamis.snapshots import Store
from tamis.watch import tables
from tamis.watch.book import Book
from tamis.watch.running import Run, RunResult

UN, DAYS = "un/2024-09-26", ("ofac/2024-05-01", "ofac/2024-05-02", "ofac/2024-05-03")
_LISTED = 50  # customers who are called as somebody that is listed on the second day, less one letter
_NEW = 1000


@dataclass(frozen=True, slots=True)
class Timed:
    """What was done, its result, and the seconds of CPU and of the clock that it took."""

    what: str
    result: RunResult | None
    cpu_s: float
    wall_s: float


def timed(what: str, work: Callable[[], object]) -> Timed:
    """Do something and say how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    done = Timed(
        what, result if isinstance(result, RunResult) else None, time.process_time() - cpu, time.perf_counter() - wall
    )
    print(f"{what}: {done.cpu_s:.2f} s of CPU, {done.wall_s:.2f} s", file=sys.stderr, flush=True)
    return done


def people(root: Path, count: int, seed: int, listed: Sequence[Listing] = ()) -> Iterator[Query]:
    """Yield customers: invented ones, and a few who are called nearly as somebody listed."""
    for code, name, born, country in customers(read_names(root), count, seed):
        yield as_query(name, birth_date=born, country=country, reference=f"{seed}-{code}")
    chance = random.Random(seed)
    for number, one in enumerate(chance.sample(listed, min(_LISTED, len(listed)))):
        text = chance.choice(one.names).text
        cut = chance.randrange(1, len(text))
        yield as_query(text[: cut - 1] + text[cut:], reference=f"{seed}-listed-{number}")


def measure(root: Path, folder: Path, count: int, seed: int) -> list[Timed]:
    """Run everything; the last is the run over everybody."""
    home = folder / "home"
    store = Store(home, create=True)
    book = Book(tables.open_engine(folder / "book.sqlite"))

    def load(watchlist: str, place: str) -> None:
        import_list(store, watchlist, [next((root / "lists" / place).iterdir())])

    def run(full: bool = False) -> RunResult:
        return Run(book, open_lists(home), store).screen(full=full)

    listed = list(read_list("ofac-sdn", root / "lists" / DAYS[1]))
    load("un", UN)
    load("ofac-sdn", DAYS[0])
    told = [timed(f"{count:,} customers added to the book", lambda: book.add(people(root, count, seed, listed)))]
    told.append(timed("first run: everybody, and the index over the book", run))
    for place in DAYS[1:]:
        load("ofac-sdn", place)
        told.append(timed(f"a day's change: {place}", run))
    book.add(people(root, _NEW, seed + 1))
    told.append(timed(f"{_NEW:,} customers added", run))
    told.append(timed("everybody anew", lambda: run(full=True)))
    book.engine.dispose()
    return told


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(description="Measure delta screening against screening everybody anew.")
    line.add_argument("--customers", type=int, default=1_000_000, help="customers of the book (default 1,000,000)")
    line.add_argument("--seed", type=int, default=0)
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    return line


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            told = measure(data_folder(), Path(folder), options.customers, options.seed)
    except NoDataError as error:
        print(error, file=sys.stderr)
        return 2
    whole = told[-1]
    rows = []
    for one in told:
        result = one.result
        ratio = whole.cpu_s / one.cpu_s if result is not None and not result.full else None
        counts = (result.listings, result.screened, result.new, result.ended) if result is not None else (None,) * 4
        rows.append((one.what, *counts, one.cpu_s, one.wall_s, ratio))
    headings = ("what", "listings", "screened", "new", "ended", "CPU s", "s", "x as fast")
    table = Table(title="tamis watch", title_justify="left")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for row in rows:
        table.add_row(
            *("" if cell is None else f"{cell:,.2f}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell for cell in row)
        )  # fmt: skip
    Console(width=120).print(table)
    if options.json is not None:
        twins = [dict(zip(headings, row, strict=True)) for row in rows]
        options.json.write_text(json.dumps(twins, indent=1) + "\n", encoding="utf-8")
    return 1 if whole.result is None or whole.result.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
