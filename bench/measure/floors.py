"""Floors: what has been reached stays reached.

Comes in: figures and `floors.json`. Goes out: which figures fell, and the floors raised. A floor is lowered only with a reason,
which is kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from measure.report import HIGHER, NEITHER, Figure

MARGIN = 0.001
"""Slack of a figure over many questions. Cases and halves are fixed by digests, so a figure moves only with the engine, or where
another numpy or processor rounds a score across a threshold."""


def slack(count: int) -> float:
    """Return how far a figure may lie below its floor: one question, and never less than `MARGIN`."""
    return max(MARGIN, 1.0 / max(count, 1) + 1e-9)


def pinned(figures: Iterable[Figure], mode: str) -> dict[str, Figure]:
    """Return the figures that are pinned, by key: tamis's totals and kinds; classes and scripts are too small to hold alone."""
    return {
        f"{mode} | {figure.key}": figure
        for figure in figures
        if figure.engine == "tamis"
        and figure.better != NEITHER
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
