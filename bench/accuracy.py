"""Measure accuracy on the real lists, engines side by side, and hold what has been reached.

    TAMIS_TEST_DATA=... python bench/accuracy.py                 both halves, all sections: under ten minutes on one core
    python bench/accuracy.py --quick --gate                      under a minute, fails below a floor: for `make test`
    python bench/accuracy.py --half kept --only un-altered       one section
    python bench/accuracy.py --pin [--lower REASON]              write floors.json from this run

Exit status 0; 1 with --gate where a figure is below its floor; 2 for wrong usage or missing data.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from measure import calibration, exact, fairness, floors, pairs, policies, recall
from measure.goals import print_goals
from measure.ground import Ground
from measure.lists import OFAC, UN, NoDataError, data_folder
from measure.peers import ENGINES
from measure.report import Figure, print_report, to_json
from measure.stable import HALVES

Section = Callable[[Ground], list[Figure]]
SECTIONS: dict[str, Section] = {
    "un-altered": lambda ground: recall.altered(ground, UN),
    "un-alias": lambda ground: recall.alias_held_out(ground, UN),
    "un-script": recall.original_script,
    "script-elsewhere": recall.original_script_elsewhere,
    "un-dates": recall.altered_dates,
    "un-people": pairs.listed_people,
    "un-pakistani": lambda ground: recall.pakistani(ground, UN),
    "un-customers": lambda ground: recall.customers_alike(ground, UN),
    "scripts": exact.across_scripts,
    "un-policies": lambda ground: policies.policies(ground, UN),
    "un-fairness": lambda ground: fairness.fairness(ground, UN),
    "un-calibration": lambda ground: calibration.calibration(ground, UN),
    "ofac-altered": lambda ground: recall.altered(ground, OFAC),
    "ofac-alias": lambda ground: recall.alias_held_out(ground, OFAC),
    "ofac-pakistani": lambda ground: recall.pakistani(ground, OFAC),
    "ofac-customers": lambda ground: recall.customers_alike(ground, OFAC),
    "ofac-policies": lambda ground: policies.policies(ground, OFAC),
    "ofac-fairness": lambda ground: fairness.fairness(ground, OFAC),
    "ofac-calibration": lambda ground: calibration.calibration(ground, OFAC),
}
ONCE: dict[str, Section] = {
    "pairs": pairs.labelled_pairs,
    "un-exact": lambda ground: exact.exact_names(ground, UN),
    "ofac-exact": lambda ground: exact.exact_names(ground, OFAC),
    "further-exact": exact.exact_names_elsewhere,
    "every-exact": exact.exact_names_everywhere,
}
"""Sections that are not cut in halves."""
QUICK = ("un-altered", "un-alias", "un-script", "un-people", "pairs", "un-exact")
QUICK_SAMPLE = 60
"""Cases per class in a quick run: some 1,500 altered names, whose total stands within one and a half per cent."""
_OWN = ("policies", "fairness", "calibration")
GROUPS = {name: tuple(one for one in SECTIONS if one.endswith(f"-{name}")) for name in _OWN}
"""Words for several sections at once: `--only fairness` is that of every list."""
NEED_TAMIS = frozenset(
    (
        *(one for group in GROUPS.values() for one in group),
        "un-exact",
        "ofac-exact",
        "further-exact",
        "every-exact",
        "scripts",
    )
)


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    names = [*SECTIONS, *ONCE, *GROUPS]
    line = argparse.ArgumentParser(description="Measure accuracy on the real lists named by TAMIS_TEST_DATA.")
    line.add_argument(
        "--half",
        choices=(*HALVES, "both"),
        help="listed parties and customers to measure on (default: both; quick: kept)",
    )
    line.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"sections: {', '.join(names)}")
    line.add_argument(
        "--engine",
        action="append",
        choices=list(ENGINES),
        help="engines (default: tamis and sorted-token; quick: tamis)",
    )
    line.add_argument("--sample", type=int, help="cases per class of alteration (default 250; 0 for all)")
    line.add_argument("--customers", type=int, help="customers of each half (default: all)")
    line.add_argument("--seed", type=int, default=0, help="another seed gives other cases, the same halves")
    line.add_argument("--json", type=Path, metavar="FILE", help="write every figure")
    line.add_argument("--quick", action="store_true", help="a subset that takes under a minute")
    floors.add_options(line)
    return line


def measure(options: argparse.Namespace, console: Console) -> tuple[list[Figure], list[str]]:
    """Run the sections asked for and return their figures and notes."""
    root = data_folder()
    halves = HALVES if options.half in (None, "both") else (options.half,)
    if options.quick and options.half is None:
        halves = ("kept",)
    engines = options.engine or (["tamis"] if options.quick else ["tamis", "sorted-token"])
    wanted = [one for name in options.only or () for one in GROUPS.get(name, (name,))] or (
        QUICK if options.quick else (*SECTIONS, *ONCE)
    )
    sample = (
        QUICK_SAMPLE
        if options.quick and options.sample is None
        else 250
        if options.sample is None
        else options.sample or None
    )
    figures: list[Figure] = []
    notes: list[str] = []
    for place, half in enumerate(halves):
        ground = Ground(root, half, {name: ENGINES[name] for name in engines}, sample, options.seed, options.customers)
        for name in wanted:
            section = SECTIONS.get(name) or (ONCE[name] if place == 0 else None)
            if section is None or (name in NEED_TAMIS and "tamis" not in engines):
                continue
            started = time.process_time()
            figures += section(ground)
            console.print(f"{half} {name}: {time.process_time() - started:.1f} s", style="dim", highlight=False)
        notes += ground.notes
    return figures, notes


def judge(options: argparse.Namespace, figures: Sequence[Figure], console: Console) -> int:
    """Pin or gate the figures; return the exit status."""
    mode = "quick" if options.quick else "full"
    standard = options.seed == 0 and options.sample is None and options.customers is None
    if (options.pin or options.gate) and not standard:
        console.print(
            "floors are for the standard cases: leave --seed, --sample and --customers out with --pin and --gate"
        )
        return 2
    whole = options.only is None and options.half is None
    return floors.settle(figures, options, mode, whole, console)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write, judge."""
    options = parser().parse_args(arguments)
    progress = Console(stderr=True)
    try:
        figures, notes = measure(options, progress)
    except NoDataError as error:
        progress.print(str(error), highlight=False)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    print_report(figures, notes, console)
    print_goals(figures, console)
    if options.json:
        options.json.write_text(
            json.dumps({"figures": to_json(figures), "notes": notes}, ensure_ascii=False, indent=1), encoding="utf-8"
        )
    return judge(options, figures, progress)


if __name__ == "__main__":
    sys.exit(main())
