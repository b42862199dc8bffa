"""tamis in a process of its own: what it imports, what it writes to which kind of terminal, what its help says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tamis.cli.app import tamis as group

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "command-line.md"
CONTEXT = click.Context(group)
COMMANDS = group.list_commands(CONTEXT)


def typed(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run tamis as a user does."""
    environment = {**os.environ, **(env or {})}
    command = [sys.executable, "-m", "tamis", *arguments]
    return subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)


def declared(name: str) -> click.Command:
    """Return a command of tamis."""
    command = group.get_command(CONTEXT, name)
    assert command is not None
    return command


def options(command: click.Command) -> list[str]:
    """Return every option of a command, long form and short."""
    return [text for one in command.params if isinstance(one, click.Option) for text in one.opts]


def test_starting_costs_no_heavy_import() -> None:
    """`import tamis.cli` loads nothing that only some commands need: numpy, lxml, trafilatura, rich, rapidfuzz."""
    heavy = {"numpy", "lxml", "trafilatura", "rich", "rapidfuzz"}
    code = f"import sys, tamis.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_terminal_without_utf8_gets_escapes_and_no_crash() -> None:
    """Where standard error holds ASCII alone, a message with an Arabic word still comes out."""
    done = typed("screen", "x", "--list", "حافظ", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"})
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"\\u062d" in done.stderr


def test_json_is_utf8_whatever_the_terminal(loaded_home: Path) -> None:
    """A program that reads JSON gets UTF-8, though the terminal holds ASCII alone."""
    done = typed("--home", str(loaded_home), "show", "own:3", "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "مسعود برازنده".encode() in done.stdout


def test_a_table_on_an_ascii_terminal_does_not_crash(loaded_home: Path) -> None:
    """A table falls back to escapes and lines that the terminal has."""
    done = typed("--home", str(loaded_home), "show", "own:3", env={"PYTHONIOENCODING": "ascii:strict"})
    assert done.returncode == 0
    assert b"\\u0645" in done.stdout


def test_no_colour_where_nobody_looks(loaded_home: Path) -> None:
    """Into a pipe goes no escape sequence, unless the settings ask for it."""
    assert b"\x1b" not in typed("--home", str(loaded_home), "lists").stdout
    coloured = typed("--home", str(loaded_home), "lists", env={"TAMIS_COLOUR": "always", "TERM": "xterm-256color"})
    assert b"\x1b[" in coloured.stdout


def test_a_name_in_another_encoding_is_refused() -> None:
    """Bytes that are no UTF-8 are not screened as something else."""
    done = typed("screen", os.fsdecode(b"S\xe4d"), env={"PYTHONUTF8": "1"})
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is not valid text" in done.stderr


def test_a_reader_who_leaves_early_sees_no_traceback(loaded_home: Path) -> None:
    """`tamis show ... | head -1` ends quietly."""
    line = f"{sys.executable} -m tamis --home {loaded_home} show own:1 --format json | head -1"
    done = subprocess.run(line, shell=True, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"{\n", b"")


def test_the_version_is_one_line() -> None:
    """`tamis --version` names the version and the engine whose answers can be replayed."""
    done = typed("--version")
    assert done.returncode == 0
    assert re.fullmatch(rb"tamis \S+, \S+\n", done.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_help(name: str) -> None:
    """`--help` of a command fits 100 columns, names every option, and ends with an example."""
    done = typed(name, "--help", env={"COLUMNS": "200"})
    text = done.stdout.decode()
    assert done.returncode == 0
    assert max(map(len, text.splitlines())) <= 100
    assert f"Example:\n\n    tamis {name}" in text
    assert [one for one in options(declared(name)) if one not in text] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_guide(name: str) -> None:
    """The guide to the command line has a section for each command, with each of its options."""
    sections = re.split(r"^## ", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    section = next(one for one in sections if one.startswith((f"`tamis {name}`", f"`tamis {name} ")))
    shared = {"--home", "--format", "--help", "-h"}
    assert [one for one in options(declared(name)) if one not in shared and f"`{one}" not in section] == []
