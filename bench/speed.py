"""Measure speed beside what a user would pick instead: brute force with rapidfuzz's sorted-token ratio, in the same run.

    TAMIS_TEST_DATA=... python bench/speed.py [--lists un ofac-sdn] [--queries 200] [--batch 5000] [--json FILE]

CPU seconds, medians of five. The scale figure says how fast this core is: brute force over 20,000 names, milliseconds a query.
Exit status 0; 2 for wrong usage or missing data.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils
from rich.console import Console
from rich.table import Table

from measure import clock
from measure.lists import FOLDERS, NoDataError, data_folder, read_customers, read_list
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


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(
        description="Measure speed beside rapidfuzz brute force on the lists named by TAMIS_TEST_DATA."
    )
    line.add_argument("--lists", nargs="+", choices=list(FOLDERS), default=list(FOLDERS), help="default: all of them")
    line.add_argument("--queries", type=int, default=200, help="single names timed (default 200)")
    line.add_argument("--batch", type=int, default=5_000, help="names of a batch (default 5,000)")
    line.add_argument("--peer-only", action="store_true", help="brute force and the scale figure alone")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    return line


def measure(options: argparse.Namespace) -> Rows:
    """Run everything and return the rows."""
    root = data_folder()
    watchlists = options.lists
    listings = [
        listing for watchlist in watchlists for listing in read_list(watchlist, root / "lists" / FOLDERS[watchlist])
    ]
    names = [name.text for listing in listings for name in listing.names]
    everyone = [customer.name for half in ("kept", "tuned") for customer in read_customers(root, half)]
    of_list = [natural_order(name.text, listing.kind) for listing in listings for name in good_names(listing)]
    customers = (pick(everyone, options.queries, str, 1), pick(everyone, options.batch, str, 2))
    listed = (pick(of_list, options.queries, str, 1), pick(of_list, options.batch, str, 2))
    rows: Rows = [("names in the lists", float(len(names)), ""), *scale(names, customers[0][:50])]
    rows += peers(names, customers[0][:50], customers[1][:2_000])
    if not options.peer_only:
        rows += tamis_rows(listings, customers, listed) + start_rows() + open_rows(root, watchlists)
    return rows + ratios(rows)


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
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    if options.json:
        twin = [{"what": label, "value": value, "unit": unit} for label, value, unit in rows]
        options.json.write_text(json.dumps(twin, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
