"""Floors: what has been reached stays reached.

Comes in: figures and `floors.json`. Goes out: which figures fell, and the floors raised. A floor is lowered only with a reason,
which is kept beside it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from measure.report import HIGHER, NEITHER, Figure

FLOORS = Path(__file__).resolve().parents[1] / "floors.json"
ORDINARY = "ordinary text"
MARGIN = 0.001
"""Slack of a figure over many questions. Cases and halves are fixed by digests, so a figure moves only with the engine, or where
another numpy or processor rounds a score across a threshold."""


def add_options(line: argparse.ArgumentParser) -> None:
    """Give a command line its options about floors."""
    line.add_argument("--gate", action="store_true", help="exit 1 where a figure is below its floor")
    line.add_argument("--pin", action="store_true", help="raise the floors to this run's figures")
    line.add_argument("--lower", metavar="REASON", help="with --pin: lower floors too, and write down why")
    line.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)


def settle(figures: Sequence[Figure], options: argparse.Namespace, mode: str, whole: bool, console: Console) -> int:
    """Pin or gate the figures as the options say; return the exit status.

    Args:
        figures: What was measured.
        options: A command line's, with those of `add_options`.
        mode: Prefix of the floors that are meant: `full`, `quick`, `documents`.
        whole: Whether everything was measured, so that a floor without a figure is broken.
        console: Where to say so.
    """
    pins = read_floors(options.floors)
    if options.pin:
        pins, refused = raised(figures, pins, mode, options.lower)
        write_floors(options.floors, pins)
        for line in refused:
            console.print(f"not lowered: {line}; give --lower REASON", highlight=False)
        return 1 if refused else 0
    if options.gate:
        held = [key for key in pins if key.startswith(f"{mode} | ")]
        lines = broken(figures, pins, mode, whole) if held else [f"no floor is pinned for a {mode} run; pin with --pin"]
        for line in lines:
            console.print(line, style="red", highlight=False)
        console.print(f"{len(held):,} floors, {len(lines)} broken")
        return 1 if lines else 0
    return 0


def slack(count: int) -> float:
    """Return how far a figure may lie below its floor: one question, and never less than `MARGIN`."""
    return max(MARGIN, 1.0 / max(count, 1) + 1e-9)


def pinned(figures: Iterable[Figure], mode: str) -> dict[str, Figure]:
    """Return the figures that are pinned, by key: tamis's totals and kinds; classes and scripts are too small to hold alone.

    Ordinary text is that of the packages at hand: it is held by a limit, and not by what one machine's packages gave.
    """
    return {
        f"{mode} | {figure.key}": figure
        for figure in figures
        if figure.engine == "tamis"
        and figure.better != NEITHER
        and not figure.section.startswith(ORDINARY)
        and (figure.group == "all" or figure.group.startswith("kind: "))
    }


def read_floors(path: Path) -> dict[str, dict[str, Any]]:
    """Return the floors by key; none where the file is not there."""
    if not path.exists():
        return {}
    floors: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["floors"]
    return floors


def _fell(figure: Figure, floor: float) -> bool:
    gap = floor - figure.value if figure.better == HIGHER else figure.value - floor
    return gap > slack(figure.count)


def broken(figures: Sequence[Figure], floors: dict[str, dict[str, Any]], mode: str, whole: bool) -> list[str]:
    """Return one line for every figure that fell below its floor and, after a whole run, for every floor nobody measured."""
    now = pinned(figures, mode)
    lines = []
    for key, row in floors.items():
        if not key.startswith(f"{mode} | "):
            continue
        if key not in now:
            if whole:
                lines.append(f"{key}: pinned at {row['value']:.4f}, not measured in this run")
        elif _fell(now[key], row["value"]):
            lines.append(f"{key}: {now[key].value:.4f}, worse than its floor {row['value']:.4f}")
    return lines


def raised(
    figures: Sequence[Figure], floors: dict[str, dict[str, Any]], mode: str, reason: str | None
) -> tuple[dict[str, Any], list[str]]:
    """Return the new floors, and the keys that would have to be lowered and were not, for want of a reason."""
    new, refused = dict(floors), []
    for key, figure in pinned(figures, mode).items():
        old = floors.get(key)
        value = round(figure.value, 6)
        row: dict[str, Any] = {"value": value, "count": figure.count, "better": figure.better}
        if old is None or _better(figure, value, old["value"]):
            new[key] = row
        elif not _fell(figure, old["value"]):
            continue  # within the slack the old floor stays, so that it cannot creep down
        elif reason:
            new[key] = {**row, "lowered_from": old["value"], "reason": reason}
        else:
            refused.append(f"{key}: {value:.4f} is worse than its floor {old['value']:.4f}")
    return new, refused


def _better(figure: Figure, value: float, floor: float) -> bool:
    return value > floor if figure.better == HIGHER else value < floor


def write_floors(path: Path, floors: dict[str, Any]) -> None:
    """Write the floors sorted by key, one a line, so that a change reads in a diff."""
    lines = [
        f"    {json.dumps(key, ensure_ascii=False)}: {json.dumps(floors[key], ensure_ascii=False)}"
        for key in sorted(floors)
    ]
    path.write_text('{\n  "floors": {\n' + ",\n".join(lines) + "\n  }\n}\n", encoding="utf-8")
