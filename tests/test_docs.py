"""The documentation: its Python examples run, its commands exist, its outputs are made by a script."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from tamis.cli.app import tamis

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_PYTHON = [page for page in PAGES if "```python\n" in page.read_text(encoding="utf-8")]


COMMAND = re.compile(r"^(?:\$ |<!-- output(?: lines=\d+)?: )(tamis .+?)(?: -->)?$", re.MULTILINE)
COMMANDS = sorted({command for page in PAGES for command in COMMAND.findall(page.read_text(encoding="utf-8"))})


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


@pytest.mark.parametrize("line", COMMANDS)
def test_printed_commands_exist(line: str) -> None:
    """Every command that a page shows exists, with the options that it shows."""
    words = shlex.split(line, comments=True)[1:]
    command: click.Command | None = tamis
    options = {option for parameter in tamis.params for option in parameter.opts}
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            inner = command.get_command(click.Context(command), word)
            assert inner is not None or command is not tamis, f"no command {word!r}"
            command = inner or command
            options |= {option for parameter in command.params for option in (*parameter.opts, "--help")}
    assert {word for word in words if word.startswith("--")} <= options
