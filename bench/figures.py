"""Print the tables of docs/scoring.md from what accuracy.py measured, or write them into the page.

    python bench/accuracy.py --json figures.json
    python bench/figures.py figures.json            print the tables as Markdown
    python bench/figures.py figures.json --write    put them between their markers in docs/scoring.md

Exit status 0; 2 where a section is missing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from measure.calibration import MEASURE

PAGE = Path(__file__).resolve().parents[1] / "docs" / "scoring.md"
REGION = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- /figures -->)", re.DOTALL)
LISTS = {"un": "UN", "ofac-sdn": "OFAC 2021"}
HOW = ("name only", "with birth date and country")
PEER = "sorted-token ratio"
Row = dict[str, Any]


class MissingFiguresError(Exception):
    """The run did not measure what a table needs."""


class Figures:
    """The figures of one run."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_key, self._of_peer = (
            {
                (row["half"], row["section"], row["measure"], row["group"]): row
                for row in rows
                if row["engine"] == engine
            }
            for engine in ("tamis", PEER)
        )

    def of_peer(self, *key: str) -> Row | None:
        """Return the peer's figure; None where it was not measured."""
        return self._of_peer.get(key)  # type: ignore[call-overload]

    def get(self, *key: str) -> Row | None:
        """Return the figure of a half, section, measure and group; None where there is none."""
        return self._by_key.get(key)  # type: ignore[call-overload]

    def need(self, *key: str) -> Row:
        """Return the figure, which the table cannot do without."""
        row = self.get(*key)
        if row is None:
            raise MissingFiguresError(f"no figure for {' | '.join(key)}; measure both halves")
        return row

    def groups(self, half: str, section: str, measure: str) -> list[str]:
        """Return the groups that a measure was taken for, in the order measured."""
        return [group for (one, two, three, group) in self._by_key if (one, two, three) == (half, section, measure)]


def recall(figures: Figures) -> list[str]:
    """Recall where 1 % and 0.1 % of customers alert; kept half, tuned half, and the peer on the kept half."""
    lines = ["| recall at 1 % / 0.1 % | kept apart | tuned | sorted-token ratio, kept apart |", "|---|---|---|---|"]
    what = (
        ("altered names", "altered names"),
        ("alias held out", "an alias held out"),
        ("original script held out", "original script held out"),
    )
    for watchlist, title in LISTS.items():
        for how in HOW:
            for name, said in what[: 3 if watchlist == "un" else 2]:
                section, measures = f"{watchlist} {name}, {how}", ("recall at 1 %", "recall at 0.1 %")
                kept, tuned = (
                    " / ".join(_share(figures.need(half, section, one, "all")["value"]) for one in measures)
                    for half in ("kept", "tuned")
                )
                peers = [figures.of_peer("kept", section, one, "all") for one in measures]
                peer = " / ".join(_share(row["value"]) for row in peers if row is not None)
                lines.append(f"| {title}, {how}: {said} | **{kept}** | {tuned} | {peer} |")
    return lines


def default(figures: Figures) -> list[str]:
    """What the default threshold finds and whom it alerts on; kept half, tuned half."""
    lines = ["| at the default threshold, name only | kept apart | tuned |", "|---|---|---|"]
    threshold, pakistani = "{} default threshold, name only", "{} Pakistani customers, name only"
    rows = (
        ("altered names found", threshold, "recall of altered names", _share),
        ("customers alerted", threshold, "customers alerted", _percent),
        ("Pakistani customers alerted", pakistani, "alerted at the default threshold", _percent),
        ("altered names found where 2 % of Pakistani customers alert", pakistani, "recall of altered names where 2 % alert", _share),
    )  # fmt: skip
    for watchlist, title in LISTS.items():
        for said, section, measure, form in rows:
            kept, tuned = (
                form(figures.need(half, section.format(watchlist), measure, "all")["value"])
                for half in ("kept", "tuned")
            )
            lines.append(f"| {title}: {said} | {kept} | {tuned} |")
    return lines


def policies(figures: Figures) -> list[str]:
    """What each policy finds, and whom it alerts on; kept half, tuned half."""
    lines = [
        "| kept apart / tuned, name only | altered names found | customers alerted | Pakistani customers alerted |",
        "|---|---|---|---|",
    ]
    for watchlist, title in LISTS.items():
        for name in ("strict", "default", "lenient"):
            section = f"{watchlist} policies, name only"
            cells = []
            for measure, form in (
                ("altered names found", _share),
                ("customers alerted", _percent),
                ("Pakistani customers alerted", _percent),
            ):
                halves = [
                    figures.need(half, section, f"{measure}: {name}", "all")["value"] for half in ("kept", "tuned")
                ]
                cells.append(" / ".join(map(form, halves)))
            lines.append(f"| {title}, `{name}` | {' | '.join(cells)} |")
    return lines


def calibration(figures: Figures) -> list[str]:
    """Share of true hits by band, in total and by script, on the half kept apart."""
    lines = []
    for watchlist, title in LISTS.items():
        for how in HOW:
            section = f"{watchlist} calibration, {how}"
            groups = figures.groups("kept", section, MEASURE)
            if not groups:
                raise MissingFiguresError(f"no figures for {section}, kept half")
            scripts = list(dict.fromkeys(group.partition(", script: ")[2] for group in groups if ", script: " in group))
            lines += [
                "",
                f"**{title}, {how}**",
                "",
                f"| score | all | {' | '.join(scripts)} |",
                "|---|---|" + "---|" * len(scripts),
            ]
            for band in dict.fromkeys(group.partition(",")[0] for group in groups):
                cells = [figures.get("kept", section, MEASURE, band)]
                cells += [figures.get("kept", section, MEASURE, f"{band}, script: {script}") for script in scripts]
                lines.append(f"| {band.removeprefix('band: ')} | {' | '.join(map(_interval, cells))} |")
    return lines[1:]


def fairness(figures: Figures) -> list[str]:
    """Alerts on people of common names and recall of altered names by culture, and the ratios, on the half kept apart."""
    lines = []
    for watchlist, title in LISTS.items():
        for how in HOW:
            section = f"{watchlist} fairness, {how}"
            default, loose = "at the default threshold", "where 1 % of customers alert"
            alerted, found = "people of common names alerted {}", "altered names found {}"
            columns = [measure.format(rule) for measure in (alerted, found) for rule in (default, loose)]
            own_script = f"names in their original script found {default}"
            groups = list(
                dict.fromkeys(
                    group for column in (*columns, own_script) for group in figures.groups("kept", section, column)
                )
            )
            if not groups:
                raise MissingFiguresError(f"no figures for {section}, kept half")
            lines += [
                "",
                f"**{title}, {how}**",
                "",
                "| | alerted, default | alerted, loose | found, default | found, loose |",
                "|---|---|---|---|---|",
            ]
            for group in sorted(groups, key=lambda one: (one != "all", one)):
                cells = [figures.get("kept", section, *_found_in(column, group)) for column in columns]
                shown = [
                    _percent(cell["value"]) if cell and place < 2 else _share(cell["value"]) if cell else ""
                    for place, cell in enumerate(cells)
                ]
                lines.append(f"| {group} | {' | '.join(shown)} |")
            ratios = [figures.get("kept", section, f"{column}, worst culture over best", "all") for column in columns]
            cells = [
                f"**{ratio['value']:.1f} x**" if ratio and place < 2 else f"**{ratio['value']:.2f}**" if ratio else ""
                for place, ratio in enumerate(ratios)
            ]
            lines.append(f"| worst culture over best | {' | '.join(cells)} |")
    return lines[1:]


def _found_in(column: str, group: str) -> tuple[str, str]:
    """Return where a script's recall stands: that of Latin letters is that of altered names, any other that of its own names."""
    if not group.startswith("script: ") or not column.startswith("altered names"):
        return column, group
    if group == "script: Latn":
        return column, "all"
    return column.replace("altered names", "names in their original script"), group


TABLES: dict[str, Callable[[Figures], list[str]]] = {
    "recall": recall,
    "default": default,
    "policies": policies,
    "calibration": calibration,
    "fairness": fairness,
}


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def _percent(value: float) -> str:
    return f"{value * 100:.2f} %"


def _interval(row: Row | None) -> str:
    if row is None:
        return ""
    return f"{_share(row['value'])} ({_share(row['low'])} to {_share(row['high'])})"


def filled(page: str, tables: dict[str, Iterable[str]]) -> str:
    """Return a page with the tables between their markers; a marker of another name stays as it is."""

    def fill(match: re.Match[str]) -> str:
        lines = tables.get(match[2])
        return match[0] if lines is None else match[1] + "\n".join(lines) + "\n" + match[3]

    return REGION.sub(fill, page)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print or write."""
    line = argparse.ArgumentParser(description="The tables of docs/scoring.md from a run of accuracy.py.")
    line.add_argument("figures", type=Path, help="what `accuracy.py --json` wrote")
    line.add_argument("--write", action="store_true", help="write them into docs/scoring.md")
    options = line.parse_args(arguments)
    figures = Figures(json.loads(options.figures.read_text(encoding="utf-8"))["figures"])
    try:
        tables = {name: table(figures) for name, table in TABLES.items()}
    except MissingFiguresError as error:
        print(error, file=sys.stderr)
        return 2
    if options.write:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), dict(tables)), encoding="utf-8")
    else:
        for name, lines in tables.items():
            print(f"<!-- figures: {name} -->", *lines, "<!-- /figures -->\n", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
