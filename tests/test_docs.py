"""The documentation: its Python examples run, its commands exist, its outputs are made by a script."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_PYTHON = [page for page in PAGES if "```python\n" in page.read_text(encoding="utf-8")]


def _short(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", WITH_PYTHON, ids=_short)
def test_python_examples_run(page: Path) -> None:
    """The Python of a page runs from top to bottom as it is printed there."""
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, _short(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=_short)
def test_output_regions_are_whole(page: Path) -> None:
    """Every region for an output opens with its command and is closed before the next one opens."""
    text = page.read_text(encoding="utf-8")
    markers = re.findall(r"^<!-- (output|end)\b.*-->$", text, re.MULTILINE)
    assert markers == ["output", "end"] * (len(markers) // 2)


def test_layers_are_drawn_as_they_are_checked() -> None:
    """The layers in docs/flow.md are the ones that import-linter checks."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    checked = [re.sub(r"[()]", "", layer) for layer in contracts[0]["layers"]]
    assert "\n".join(checked) in (ROOT / "docs" / "flow.md").read_text(encoding="utf-8")
