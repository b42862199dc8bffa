"""Measure what is found in documents, and what is found where nothing should be; hold what has been reached.

    python bench/documents.py                                    both halves of the labelled set; with TAMIS_TEST_DATA ordinary text too
    python bench/documents.py --only labelled --misses development    what is missed and what is wrong, document by document
    python bench/documents.py --json FILE                        every figure, and the misses of the halves that were run
    python bench/documents.py --gate | --pin [--lower REASON]    against floors.json, as bench/accuracy.py

The half kept apart is run and not looked at: its misses are written to the JSON file, and nobody tunes on them.
Exit status 0; 1 with --gate where a figure is below its floor or its limit; 2 for wrong usage or missing data.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from measure import floors, labelled, ordinary
from measure.goals import print_goals
from measure.lists import NoDataError
from measure.report import Figure, print_report, to_json

MODE = "documents"
SECTIONS = ("labelled", "ordinary")


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    line = argparse.ArgumentParser(description="Measure the scan of documents: labelled ones, and ordinary text.")
    line.add_argument("--only", action="append", choices=SECTIONS, help="sections (default: both)")
    line.add_argument("--half", choices=labelled.FOLDERS, help="half of the labelled set (default: both)")
    line.add_argument("--misses", choices=labelled.FOLDERS, help="list the misses of a half")
    line.add_argument("--megabytes", type=float, default=ordinary.MEGABYTES, help="ordinary text read (default 5)")
    line.add_argument("--found", action="store_true", help="list what is found in ordinary text, for a person to judge")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure and every miss")
    floors.add_options(line)
    return line


def measure(
    options: argparse.Namespace, console: Console
) -> tuple[list[Figure], dict[str, list[labelled.Miss]], list[ordinary.Found]]:
    """Run the sections asked for; return their figures, the misses by half, and what was found in ordinary text."""
    wanted = options.only or SECTIONS
    figures: list[Figure] = []
    misses: dict[str, list[labelled.Miss]] = {}
    found: list[ordinary.Found] = []
    if "labelled" in wanted:
        screener = labelled.invented_screener()
        for half in [options.half] if options.half else labelled.FOLDERS:
            documents = labelled.read_half(half)
            verdict = labelled.judge(documents, labelled.report_mentions(screener, documents))
            figures += labelled.label_figures(half, verdict)
            misses[half] = verdict.misses
    if "ordinary" in wanted:
        console.print("reading every list and the documentation of packages ...", style="dim")
        screener = ordinary.full_screener()
        texts = ordinary.read_ordinary(options.megabytes)
        found = ordinary.find_mentions(screener, texts)
        figures += ordinary.ordinary_figures(texts, found)
    return figures, misses, found


def print_misses(misses: Sequence[labelled.Miss], console: Console) -> None:
    """Print one line a miss."""
    for one in misses:
        near = f" (there: {', '.join(one.near)})" if one.near else ""
        text = " ".join(one.text.split())
        console.print(
            f"{one.document} {one.start}-{one.end} {one.error} {one.listing} {text!r}{near}",
            highlight=False,
            soft_wrap=True,
            markup=False,
        )


def print_found(found: Sequence[ordinary.Found], console: Console) -> None:
    """Print what was found in ordinary text, for a person to judge; what is true goes into `true_mentions.tsv`."""
    for one in found:
        mention, listed = one.mention, one.mention.name.listed if one.mention.name else ""
        verdict = f"true: {one.reason}" if one.reason else "false"
        line = f"{one.source}: {' '.join(mention.text.split())!r} = {mention.listing} {listed!r} {mention.score} ({verdict})"
        console.print(line, highlight=False, soft_wrap=True, markup=False)


def over_limit(figures: Sequence[Figure]) -> list[str]:
    """Return the figures that are beyond a limit which no floor can hold, since the text measured is not always the same."""
    return [
        f"{one.section}: {one.measure}: {one.value:.2f}, the limit is {ordinary.LIMIT:g}"
        for one in figures
        if one.measure == ordinary.FALSE and one.value >= ordinary.LIMIT
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, judge."""
    options = parser().parse_args(arguments)
    progress = Console(stderr=True)
    try:
        figures, misses, found = measure(options, progress)
    except NoDataError as error:
        progress.print(str(error), highlight=False)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    if options.found:
        print_found(found, console)
    if options.misses:
        print_misses(misses.get(options.misses, ()), console)
    print_report(figures, (), console)
    print_goals(figures, console)
    if options.json:
        twin = {half: [dataclasses.asdict(one) for one in some] for half, some in misses.items()}
        content = {"figures": to_json(figures), "misses": twin, "ordinary": [ordinary.told(one) for one in found]}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    status = floors.settle(figures, options, MODE, options.only is None and options.half is None, progress)
    beyond = over_limit(figures) if options.gate else []
    for line in beyond:
        progress.print(line, style="red", highlight=False)
    return 1 if beyond else status


if __name__ == "__main__":
    sys.exit(main())
