"""The house rules that a machine can check: size, names, docstrings, the headers of tables."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tamis"
FILE_LIMIT = 400
FUNCTION_LIMIT = 40
PARAMETER_LIMIT = 6
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "processor"}
# The library's front door: one query attribute per keyword reads better at a call than a record made for it.
FRONT_DOOR = {("screener.py", "screen"), ("front.py", "screen")}

SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted((ROOT / "bench").rglob("*.py")) + sorted((ROOT / "docs").rglob("*.py"))
LEXICON = sorted((PACKAGE / "values" / "lexicon").glob("*.tsv"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def _code_lines(function: Function) -> int:
    """Count a function's lines from `def` on, without its docstring: what it does, not what is said of it."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        assert first.end_lineno is not None
        lines -= first.end_lineno - first.lineno + 1
    return lines


def _parameters(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    extra = [one for one in (arguments.vararg, arguments.kwarg) if one]
    return len([one for one in named if one.arg not in {"self", "cls"}]) + len(extra)


def _is_command(function: Function) -> bool:
    """Say whether click calls this function: its parameters are then the command's options."""
    return any("command" in ast.unparse(decorator) for decorator in function.decorator_list)


@pytest.mark.parametrize("path", SOURCES + TESTS + SCRIPTS, ids=_short)
def test_file_is_short(path: Path) -> None:
    """No file has 400 lines: what grows beyond has two subjects."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < FILE_LIMIT


@pytest.mark.parametrize("path", SOURCES + SCRIPTS, ids=_short)
def test_functions_are_short(path: Path) -> None:
    """No function has 40 lines of code, docstring aside."""
    long = {one.name: _code_lines(one) for one in _functions(path) if _code_lines(one) >= FUNCTION_LIMIT}
    assert long == {}


@pytest.mark.parametrize("path", SOURCES, ids=_short)
def test_functions_have_few_parameters(path: Path) -> None:
    """No function takes more than six parameters; commands are exempt, since there options are parameters."""
    crowded = {
        one.name: _parameters(one)
        for one in _functions(path)
        if _parameters(one) > PARAMETER_LIMIT and not _is_command(one) and (path.name, one.name) not in FRONT_DOOR
    }
    assert crowded == {}


@pytest.mark.parametrize("path", SOURCES, ids=_short)
def test_module_says_what_it_is(path: Path) -> None:
    """Every module has a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SOURCES + SCRIPTS, ids=_short)
def test_name_says_what_is_inside(path: Path) -> None:
    """No file or folder is called utils, helpers, common, misc or the like."""
    words = {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.lower().split("_")}
    assert not words & FORBIDDEN


@pytest.mark.parametrize("path", TESTS, ids=_short)
def test_tests_state_their_facts(path: Path) -> None:
    """Every test has a docstring that states the fact."""
    silent = [one.name for one in _functions(path) if one.name.startswith("test_") and not ast.get_docstring(one)]
    assert silent == []


@pytest.mark.parametrize("path", LEXICON, ids=_short)
def test_lexicon_table_says_where_it_is_from(path: Path) -> None:
    """Every table of the lexicon begins with its source, its date and the module that reads it."""
    head: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lower())
    for word in ("source", "date", "consumer"):
        assert any(word in line for line in head), f"{path.name} has no {word} in its header"
