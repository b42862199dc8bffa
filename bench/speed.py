"""Measure speed beside what a user would pick instead: brute force with rapidfuzz's sorted-token ratio, in the same run.

    TAMIS_TEST_DATA=... python bench/speed.py                    every part: takes long, the million most
    python bench/speed.py --only lists --only everything         UN and OFAC alone, and every list that is there together
    python bench/speed.py --peer-python PATH                     beside nomenklatura's LogicV2, from an environment of its own

CPU seconds, medians of five; two processes by the clock on the wall. The scale figure says how fast this core is: brute force over
20,000 names, milliseconds a query; it is measured before and after each part. Exit status 0; 2 for wrong usage or missing data.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils
from rich.console import Console
from rich.table import Table

from measure import clock, large, multitude, speed_goals
from measure.lists import (
    FOLDERS,
    UN,
    NoDataError,
    data_folder,
    every_list,
    read_customers,
    read_list,
    read_listed_people,
)
from measure.peers import sorted_words
from measure.stable import pick
from measure.subjects import good_names, natural_order
from tamis.records import Listing

SCALE_NAMES = 20_000
Rows = list[tuple[str, float, str]]
"""What was measured: label, value, unit."""


def brute_force(names: Sequence[str], queries: Sequence[str]) -> dict[str, clock.Latency]:
    """Return the latency of brute force over the names, three ways: as users write it, names prepared before, words sorted before."""
    lowered = [utils.default_process(name) for name in names]
    ordered = [sorted_words(name) for name in names]
    ways = {
        "names as they are": lambda text: process.extract(
            text, names, scorer=fuzz.token_sort_ratio, processor=utils.default_process, limit=5
        ),
        "names prepared before": lambda text: process.extract(
            utils.default_process(text), lowered, scorer=fuzz.token_sort_ratio, limit=5
        ),
        "words sorted before": lambda text: process.extract(sorted_words(text), ordered, scorer=fuzz.ratio, limit=5),
    }
    return {way: clock.latency(ask, queries) for way, ask in ways.items()}


def brute_force_batch(names: Sequence[str], queries: Sequence[str]) -> float:
    """Return names a second of brute force in bulk (`process.cdist`, words sorted before, one core)."""
    ordered = [sorted_words(name) for name in names]

    def run() -> None:
        for start in range(0, len(queries), 256):
            texts = [sorted_words(text) for text in queries[start : start + 256]]
            process.cdist(texts, ordered, scorer=fuzz.ratio, workers=1).max(axis=1)

    return len(queries) / clock.median_of_five(run)


def scale(names: Sequence[str], queries: Sequence[str]) -> Rows:
    """Return what the core does: brute force over 20,000 names."""
    repeated = (list(names) * (SCALE_NAMES // len(names) + 1))[:SCALE_NAMES]
    return [
        (f"scale: brute force over 20,000, {way}", one.median_ms, "ms")
        for way, one in brute_force(repeated, queries).items()
    ]


def peers(names: Sequence[str], customers: Sequence[str], batch: Sequence[str]) -> Rows:
    """Return the peer's figures over the same names as tamis."""
    rows: Rows = []
    for way, one in brute_force(names, customers).items():
        rows += [
            (f"brute force, one name, {way}: median", one.median_ms, "ms"),
            (f"brute force, one name, {way}: p95", one.p95_ms, "ms"),
        ]
    return [*rows, ("brute force, many names, words sorted before", brute_force_batch(names, batch), "names/s")]


def tamis_rows(
    listings: Sequence[Listing], customers: tuple[list[str], list[str]], listed: tuple[list[str], list[str]]
) -> Rows:
    """Return tamis's figures: build, single names warm, many names cold; `customers` and `listed` are (single, batch)."""
    from tamis.screening import Screener

    make: Any = Screener.from_listings
    count = sum(len(listing.names) for listing in listings)
    rows: Rows = [("tamis, build a name", clock.median_of_five(lambda: make(listings)) / count * 1e6, "us")]
    screener = make(listings)
    for _ in screener.screen_many(customers[1][:100]):  # warm: code paths loaded, common tokens known
        pass
    for label, (single, _) in (("customers", customers), ("listed names", listed)):
        one = clock.latency(screener.screen, single)
        rows += [
            (f"tamis, one name, {label}: median", one.median_ms, "ms"),
            (f"tamis, one name, {label}: p95", one.p95_ms, "ms"),
            (f"tamis, one name, {label}: median when first asked", one.first_ms, "ms"),
        ]
    for label, (_, batch) in (("customers", customers), ("listed names", listed)):
        fresh = [make(listings) for _ in range(clock.REPEATS)]  # cold: nothing cached from the run before
        seconds = clock.median_of_five(lambda: sum(1 for _ in fresh.pop().screen_many(batch)))  # noqa: B023  used at once
        rows.append((f"tamis, many names cold, {label}", len(batch) / seconds, "names/s"))
    return rows


def start_rows() -> Rows:
    """Return what a new process pays: importing the package, and the part that screens."""
    bare = clock.python_seconds("pass")
    return [
        ("tamis, import tamis", (clock.python_seconds("import tamis") - bare) * 1e3, "ms"),
        ("tamis, import tamis.screening", (clock.python_seconds("import tamis.screening") - bare) * 1e3, "ms"),
        ("numpy and rapidfuzz alone", (clock.python_seconds("import numpy, rapidfuzz.process") - bare) * 1e3, "ms"),
    ]


def open_rows(root: Path, watchlists: Sequence[str]) -> Rows:
    """Return how long opening a built index takes: import into a home of its own, open once to build, then open again."""
    from tamis import refresh, snapshots
    from tamis.screening import open as open_screener

    with tempfile.TemporaryDirectory() as home:
        store: Any = snapshots.Store(Path(home), create=True)
        for watchlist in watchlists:
            folder = root / "lists" / FOLDERS[watchlist]
            paths = sorted(folder.glob("consolidated.xml*")) if watchlist == "un" else [folder]
            refresh.import_list(store, watchlist, paths, None)
        open_screener(home=Path(home))
        return [("tamis, open", clock.median_of_five(lambda: open_screener(home=Path(home))) * 1e3, "ms")]


def ratios(rows: Rows) -> Rows:
    """Return tamis as a multiple of the peer, from the rows measured."""
    known = {label: value for label, value, _ in rows}
    pairs = [
        (
            "one name, customers",
            "brute force, one name, names prepared before: median",
            "tamis, one name, customers: median",
        ),
        (
            "one name, listed names",
            "brute force, one name, names prepared before: median",
            "tamis, one name, listed names: median",
        ),
        ("many names, customers", "tamis, many names cold, customers", "brute force, many names, words sorted before"),
    ]
    return [
        (f"brute force / tamis: {label}", known[top] / known[under], "x")
        for label, top, under in pairs
        if top in known and under in known
    ]


def of_lists(root: Path, options: argparse.Namespace) -> Rows:
    """Return the figures over some lists, in one process, beside brute force over the same names."""
    watchlists = options.lists
    listings = [
        listing for watchlist in watchlists for listing in read_list(watchlist, root / "lists" / FOLDERS[watchlist])
    ]
    names = [name.text for listing in listings for name in listing.names]
    everyone = _customers(root)
    of_list = [natural_order(name.text, listing.kind) for listing in listings for name in good_names(listing)]
    customers = (pick(everyone, options.queries, str, 1), pick(everyone, options.batch, str, 2))
    listed = (pick(of_list, options.queries, str, 1), pick(of_list, options.batch, str, 2))
    rows: Rows = [("names in the lists", float(len(names)), "")]
    rows += peers(names, customers[0][:50], customers[1][:2_000])
    if not options.peer_only:
        rows += tamis_rows(listings, customers, listed) + open_rows(root, watchlists)
    return rows + ratios(rows)


def _customers(root: Path) -> list[str]:
    return [customer.name for half in ("kept", "tuned") for customer in read_customers(root, half)]


def _large(
    title: str, root: Path, options: argparse.Namespace, listings: Iterable[Listing], names: Sequence[str]
) -> Rows:
    """Return the figures over many names: an index on disk, asked by processes of their own, beside brute force over the names."""
    everyone, people = _customers(root), read_listed_people(root)
    single = pick(everyone, options.queries, str, 1)
    batch = pick(everyone, options.batch, str, 2)
    altered = [query.names[0].text for _, query in people]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "index"
        rows = large.build_index(folder, listings)
        questions = {
            "single": {"customers": single, "altered listed names": altered[: options.queries]},
            "batch": batch,
        }
        rows += large.answers(
            folder, questions | {"wanted": [(wanted, query.names[0].text) for wanted, query in people]}
        )
        rows += large.processes(folder, batch)
    few = max(5, min(50, 3_000_000 // len(names)))
    prepared = [utils.default_process(name) for name in names]
    one = clock.latency(
        lambda text: process.extract(utils.default_process(text), prepared, scorer=fuzz.token_sort_ratio, limit=5),
        single[:few],
    )
    rows += [("brute force, one name: median", one.median_ms, "ms"), ("brute force, one name: p95", one.p95_ms, "ms")]
    rows.append(("brute force, many names", brute_force_batch(names, batch[: 20 * few]), "names/s"))
    known = {label: value for label, value, _ in rows}
    rows += [
        ("brute force / tamis, one name", one.median_ms / known["one name, customers: median"], "x"),
        ("tamis / brute force, many names", known["many names cold"] / known["brute force, many names"], "x"),
    ]
    return [(f"{title}: {label}", value, unit) for label, value, unit in rows]


def of_everything(root: Path, options: argparse.Namespace) -> Rows:
    """Return the figures over every list that is there, together."""
    listings = [listing for one in every_list(root).values() for listing in one]
    return _large("all lists", root, options, listings, [name.text for listing in listings for name in listing.names])


def of_multitude(count: int) -> Callable[[Path, argparse.Namespace], Rows]:
    """Return what measures the UN list among so many names of nobody, recombined from parts of real ones."""

    def measured(root: Path, options: argparse.Namespace) -> Rows:
        title = f"UN and {count:,} names"
        un = read_list(UN, root / "lists" / FOLDERS[UN])
        names = list(multitude.recombined(root, count, 0))
        rows = [(f"{title}: within one letter of another", multitude.near_duplicates(names, 200), "share")]
        people = ((wanted, query.names[0].text) for wanted, query in read_listed_people(root))
        alone = _recall(un, list(people))
        rows.append((f"{title}: recall of the 342 people in the UN list alone", alone, ""))
        rows += _large(title, root, options, _chained(un, root, count), names)
        among = {label: value for label, value, _ in rows}[f"{title}: recall of the 342 people"]
        return [*rows, (f"{title}: recall of the 342 people, lost", alone - among, "")]

    return measured


def _chained(un: Sequence[Listing], root: Path, count: int) -> Iterable[Listing]:
    yield from un
    yield from multitude.listings(root, count, 0)


def _recall(listings: Sequence[Listing], people: Sequence[tuple[str, str]]) -> float:
    from tamis.screening import Screener

    found = Screener.from_listings(listings).screen_many(text for _, text in people)
    pairs = zip(people, found, strict=True)
    return sum(any(hit.listing == wanted for hit in screening.hits) for (wanted, _), screening in pairs) / len(people)


def logic_rows(root: Path, python: Path) -> Rows:
    """Return what a pair costs nomenklatura's LogicV2, run under another Python that has it, and a name against the UN list."""
    names = [name.text for listing in read_list(UN, root / "lists" / FOLDERS[UN]) for name in listing.names]
    questions = {"queries": pick(_customers(root), 10, str, 1), "names": pick(names, 200, str, 1)}
    script = Path(__file__).with_name("peer_logic.py")
    done = subprocess.run([python, script], input=json.dumps(questions), text=True, capture_output=True, check=False)
    if done.returncode:
        raise NoDataError(
            f"{python} cannot run LogicV2: {done.stderr.strip().splitlines()[-1:]}; install nomenklatura there"
        )
    pair_us = float(json.loads(done.stdout)["pair_us"])
    return [
        ("LogicV2, one pair", pair_us, "us"),
        ("LogicV2, one name against every name of the UN list", pair_us * len(names) / 1e3, "ms"),
    ]


PARTS: dict[str, Callable[[Path, argparse.Namespace], Rows]] = {
    "start": lambda root, options: start_rows(),
    "lists": of_lists,
    "everything": of_everything,
    "300k": of_multitude(300_000),
    "million": of_multitude(1_000_000),
}


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(
        description="Measure speed beside rapidfuzz brute force on the lists named by TAMIS_TEST_DATA."
    )
    line.add_argument("--only", action="append", choices=list(PARTS), help="parts (default: all of them)")
    line.add_argument("--lists", nargs="+", choices=list(FOLDERS), default=list(FOLDERS), help="default: all of them")
    line.add_argument("--queries", type=int, default=200, help="single names timed (default 200)")
    line.add_argument("--batch", type=int, default=5_000, help="names of a batch (default 5,000)")
    line.add_argument("--peer-only", action="store_true", help="brute force and the scale figure over the lists alone")
    line.add_argument(
        "--peer-python", type=Path, metavar="PATH", help="a Python that has nomenklatura, to measure LogicV2 too"
    )
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    return line


def measure(options: argparse.Namespace) -> Rows:
    """Run everything asked for and return the rows."""
    root = data_folder()
    un = [name.text for listing in read_list(UN, root / "lists" / FOLDERS[UN]) for name in listing.names]
    asked = pick(_customers(root), 50, str, 1)
    rows = scale(un, asked)
    if options.peer_only:
        return rows + of_lists(root, options)
    for name in options.only or PARTS:
        rows += PARTS[name](root, options)
        rows += scale(un, asked)
    return rows + (logic_rows(root, options.peer_python) if options.peer_python else [])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = parser().parse_args(arguments)
    try:
        rows = measure(options)
    except NoDataError as error:
        print(error, file=sys.stderr)
        return 2
    table = Table(title="CPU time, medians of five", title_justify="left")
    table.add_column("what")
    table.add_column("value", justify="right")
    table.add_column("unit")
    for label, value, unit in rows:
        table.add_row(label, f"{value:,.0f}" if value >= 1000 else f"{value:.3g}", unit)
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    console.print(speed_goals.goal_table(rows))
    if options.json:
        twin = [{"what": label, "value": value, "unit": unit} for label, value, unit in rows]
        options.json.write_text(json.dumps(twin, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
