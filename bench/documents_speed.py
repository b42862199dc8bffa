"""Measure how fast documents are read and scanned against every list, beside pyahocorasick over the same names.

    TAMIS_TEST_DATA=... python bench/documents_speed.py [--only PART] [--pages 1000] [--json FILE]

CPU seconds, medians of five, on one core; the pages with two workers by the clock on the wall. "Warm" is a process that has read other
text of the same kind: what it is then timed on it has never seen. The scale figure is that of `bench/speed.py`: absolute goals are
for a core on which it is 9 ms. Exit status 0; 2 for wrong usage or missing data.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import clock, ordinary
from measure.lists import FOLDERS, UN, data_folder, every_list, read_list
from measure.plain import Rows, report
from speed import scale
from tamis.index import Index, build
from tamis.records import Listing
from tamis.screening import POLICIES, Screener
from tamis.values.normalise import fold

PAGE_CHARACTERS, HTML_BYTES = 3_000, 40_000
_MENU = '<li><a href="/section/{0}">Section {0}</a></li>'


def open_folder(folder: Path, _day: dt.date | None = None) -> Screener:
    """Return a screener over an index in a folder; other processes open it by themselves."""
    return Screener(Index.load(folder), POLICIES["default"])


def split(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two halves, every other text: one to warm up with, one to be timed on."""
    return list(texts[::2]), list(texts[1::2])


def size_mb(texts: Sequence[str]) -> float:
    """Return megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def scan_seconds(folder: Path, warm: Sequence[str], timed: Sequence[str]) -> tuple[float, float, float]:
    """Return CPU seconds of scanning texts: with nothing learnt, after other texts, and once more; medians of three."""
    rounds = []
    for _ in range(3):
        screener = open_folder(folder)
        cold = clock.cpu_seconds(lambda: list(screener.scan_many(warm)))  # noqa: B023  used at once
        first = clock.cpu_seconds(lambda: list(screener.scan_many(timed)))  # noqa: B023
        again = clock.cpu_seconds(lambda: list(screener.scan_many(timed)))  # noqa: B023
        rounds.append((cold, first, again))
    cold, first, again = (sorted(values)[1] for values in zip(*rounds, strict=True))
    return cold, first, again


def text_rows(folder: Path, names: Sequence[str], options: argparse.Namespace) -> Rows:
    """Return megabytes a second of plain text, English and other languages, beside exact search over the same names."""
    texts = ordinary.read_ordinary(options.megabytes)
    rows: Rows = []
    kinds = {
        "English": [one.text for one in texts if not one.source.endswith(".po")],
        "a hundred other languages": [one.text for one in texts if one.source.endswith(".po")],
    }
    for label, some in kinds.items():
        warm, timed = split(some)
        cold, first, again = scan_seconds(folder, warm, timed)
        exact = exact_seconds(names, timed)
        rows += [
            (f"plain text, {label}, nothing learnt", size_mb(warm) / cold, "MB/s"),
            (f"plain text, {label}, warm, text not seen before", size_mb(timed) / first, "MB/s"),
            (f"plain text, {label}, the same text again", size_mb(timed) / again, "MB/s"),
        ]
        if exact is None:
            rows.append((f"pyahocorasick has no wheel here: not compared, {label}", 0.0, ""))
        else:
            rows += [
                (f"pyahocorasick, exact only, {label}", size_mb(timed) / exact, "MB/s"),
                (f"tamis / pyahocorasick, {label}, warm", first / exact, "x"),
                (f"tamis / pyahocorasick, {label}, the same text again", again / exact, "x"),
            ]
    return rows


def exact_seconds(names: Sequence[str], texts: Sequence[str]) -> float | None:
    """Return the CPU seconds of finding folded names, word for word, in folded texts; None without pyahocorasick."""
    try:
        import ahocorasick
    except ImportError:
        return None
    automaton: Any = ahocorasick.Automaton()
    for name in {folded for name in names if len((folded := fold(name)).split()) > 1}:
        automaton.add_word(f" {name} ", name)
    automaton.make_automaton()
    return clock.median_of_five(lambda: [sum(1 for _ in automaton.iter(f" {fold(text)} ")) for text in texts])


def page_rows(folder: Path) -> Rows:
    """Return what a page of 3 kB takes, with everything open and warm."""
    texts = [one.text for one in ordinary.read_ordinary(2.0) if not one.source.endswith(".po")]
    pages = [text[start : start + PAGE_CHARACTERS] for text in texts for start in range(0, len(text), PAGE_CHARACTERS)]
    warm, timed = split([page for page in pages if len(page) == PAGE_CHARACTERS])
    screener = open_folder(folder)
    for page in warm:
        screener.scan(page)
    one = clock.latency(screener.scan, timed[:200])
    return [
        ("a page of 3 kB, not seen before: median", one.first_ms, "ms"),
        ("a page of 3 kB, again: median", one.median_ms, "ms"),
        ("a page of 3 kB, again: p95", one.p95_ms, "ms"),
    ]


def html_pages(count: int, names: Sequence[str], seed: int = 0) -> Iterator[str]:
    """Yield seeded web pages of some 40 kB: furniture, paragraphs of documentation, a listed name in one of five."""
    chosen = random.Random(seed)
    texts = [one.text for one in ordinary.read_ordinary(2.0) if not one.source.endswith(".po")]
    sentences = [line.strip() for text in texts for line in text.split("\n\n") if 200 < len(line) < 1200]
    menu = "".join(_MENU.format(number) for number in range(60))
    for number in range(count):
        paragraphs, size = [], 12_000
        while size < HTML_BYTES:
            paragraph = chosen.choice(sentences).replace("&", "&amp;").replace("<", "&lt;")
            paragraphs.append(f"<p>{paragraph} <a href='/{size}'>More</a></p>")
            size += len(paragraphs[-1])
        if number % 5 == 0:
            paragraphs.insert(len(paragraphs) // 2, f"<p>Yesterday {chosen.choice(names)} was named in the report.</p>")
        style = "p { margin: 0 } " * 500
        yield (
            f"<!doctype html><html lang='en'><head><title>Report {number}</title><style>{style}</style></head><body>"
            f"<nav><ul>{menu}</ul></nav><article><h1>Report {number}</h1>{''.join(paragraphs)}</article>"
            f"<footer>Copyright</footer></body></html>"
        )


def html_rows(folder: Path, names: Sequence[str], options: argparse.Namespace) -> Rows:
    """Return how long a folder of web pages takes with two workers, by the wall clock, and reading alone on one core."""
    from tamis.intake import read_document
    from tamis.intake.folders import Work, scan_paths
    from tamis.intake.scanning import Task

    with tempfile.TemporaryDirectory() as home:
        pages = Path(home) / "pages"
        pages.mkdir()
        for number, page in enumerate(html_pages(options.pages, names)):
            (pages / f"{number:05}.html").write_text(page, encoding="utf-8")
        some = sorted(pages.iterdir())[:50]
        reading = clock.cpu_seconds(lambda: [read_document(path) for path in some]) / len(some)
        started = time.perf_counter()
        scans = scan_paths(Task(functools.partial(open_folder, folder)), [pages], Work(workers=2))
        wall = time.perf_counter() - started
    found = sum(len(document.mentions) for document in scans[0].documents)
    return [
        ("a web page of 40 kB: its main text found", reading * 1e3, "ms"),
        (f"{options.pages:,} web pages, two workers, wall", wall, "s"),
        ("mentions found in them", float(found), ""),
    ]


def measure(options: argparse.Namespace, home: Path) -> Rows:
    """Run the parts asked for, over an index made in a folder."""
    root = data_folder()
    un = [name.text for listing in read_list(UN, root / "lists" / FOLDERS[UN]) for name in listing.names]
    rows: Rows = scale(un, un[:30])
    listings: list[Listing] = [listing for some in every_list(root).values() for listing in some]
    names = [name.text for listing in listings for name in listing.names]
    rows.append(("names loaded", float(len(names)), ""))
    folder = home / "index"
    build((0, listing) for listing in listings).save(folder)
    del listings
    parts: dict[str, Callable[[], Rows]] = {
        "text": lambda: text_rows(folder, names, options),
        "page": lambda: page_rows(folder),
        "html": lambda: html_rows(folder, un, options),
    }
    for part in options.only or parts:
        rows += parts[part]()
        rows += scale(un, un[:30])
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    line = argparse.ArgumentParser(description="Measure the speed of documents on the lists named by TAMIS_TEST_DATA.")
    line.add_argument("--only", action="append", choices=("text", "page", "html"), help="parts (default: all)")
    line.add_argument("--pages", type=int, default=1_000, help="web pages (default 1,000)")
    line.add_argument("--megabytes", type=float, default=ordinary.MEGABYTES, help="plain text (default 5)")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    options = line.parse_args(arguments)
    return report("CPU time, documents", functools.partial(measure, options), options.json)


if __name__ == "__main__":
    sys.exit(main())
