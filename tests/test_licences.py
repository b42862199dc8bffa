"""The licences of what is installed: free of strings in the core, known by name among the tools.

The core is the closure of the package's own dependencies: what every user gets. Development tools are never shipped
and may be anything, but what is stronger than MPL among them is named here.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DEV_STRONGER_THAN_MPL: frozenset[str] = frozenset()
"""Development tools under LGPL, GPL or AGPL: none."""

_STRONG = re.compile(
    r"\b(?:A|L)?GPL|(?:GNU|Affero) .*General Public|\bSSPL|\bBUSL|Commons Clause|CC[- ]BY-NC", re.IGNORECASE
)
_WEAK = re.compile(r"\bMPL|Mozilla Public", re.IGNORECASE)
_FREE = re.compile(
    r"\bMIT(?:-CMU)?\b|\bBSD|\bApache|\bISCL?\b|\bPSF|Python Software Foundation|\b0BSD|\bZlib|\bCC0|\bCNRI|Unlicense",
    re.IGNORECASE,
)
_GRADES = ("free", "weak", "strong")


@cache
def _project() -> dict[str, list[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    chosen = [text for name, extra in extras.items() if name != "dev" for text in extra]
    return {"core": project["dependencies"], "dev": extras["dev"], "extras": chosen}


def _closure(requirements: list[str]) -> set[str]:
    """Return the canonical names of what these requirements bring on this machine."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        for text in importlib.metadata.requires(wanted.name) or []:
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": one}) for one in {"", *wanted.extras}):
                waiting.append(needed)
    return {name for name, _ in seen}


def _licence_of(name: str) -> str:
    """Return a distribution's licence in its own words: the SPDX expression, else classifiers, else free text."""
    metadata = importlib.metadata.metadata(name)
    expression = metadata.get("License-Expression")
    if expression:
        return str(expression)
    prefix = "License :: "
    classifiers = [
        text.removeprefix(prefix) for text in metadata.get_all("Classifier") or [] if text.startswith(prefix)
    ]
    if classifiers:
        return " OR ".join(classifiers)
    return str(metadata.get("License") or "unknown").splitlines()[0]


def _grade(licence: str) -> str:
    """Return how much a licence binds: free, weak (MPL) or strong; one that no rule knows is strong.

    `A OR B` binds as little as the freer of the two, `A AND B` as much as the stricter.
    """

    def one(words: str) -> int:
        if _STRONG.search(words):
            return 2
        return 1 if _WEAK.search(words) else 0 if _FREE.search(words) else 2

    choices = re.split(r"\s+OR\s+", licence)
    return _GRADES[min(max(one(part) for part in re.split(r"\s+AND\s+", choice)) for choice in choices)]


@pytest.mark.parametrize(
    ("licence", "grade"),
    [
        ("MIT", "free"),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "free"),
        ("OSI Approved :: ISC License (ISCL)", "free"),
        ("Apache Software License", "free"),
        ("MPL-2.0", "weak"),
        ("MIT AND MPL-2.0", "weak"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "weak"),
        ("MIT OR GPL-3.0-only", "free"),
        ("LGPL-2.1-or-later", "strong"),
        ("OSI Approved :: GNU Affero General Public License v3", "strong"),
        ("GPLv3", "strong"),
        ("unknown", "strong"),
        ("Proprietary", "strong"),
    ],
)
def test_licence_grade(licence: str, grade: str) -> None:
    """A licence is graded by what it asks of those who ship tamis; an unknown one is taken for the strictest."""
    assert _grade(licence) == grade


@pytest.mark.parametrize("requirement", _project()["core"])
def test_direct_dependency_is_free(requirement: str) -> None:
    """What the core itself asks for is under MIT, BSD, Apache, ISC or the like."""
    name = Requirement(requirement).name
    assert _grade(_licence_of(name)) == "free", f"{name}: {_licence_of(name)}"


def test_core_closure_is_at_most_weakly_bound() -> None:
    """What comes along with the core's dependencies is at most under MPL."""
    licences = {name: _licence_of(name) for name in sorted(_closure(_project()["core"]))}
    assert len(licences) > len(_project()["core"])
    assert {name: licence for name, licence in licences.items() if _grade(licence) == "strong"} == {}


def test_extras_are_at_most_weakly_bound() -> None:
    """What an extra brings is at most under MPL; one under LGPL would be named here."""
    licences = {name: _licence_of(name) for name in sorted(_closure(_project()["extras"]))}
    assert {name: licence for name, licence in licences.items() if _grade(licence) == "strong"} == {}


def test_development_tools_are_known() -> None:
    """Development tools, never shipped, may be anything; those stronger than MPL are named in this file."""
    tools = _closure(_project()["dev"]) - _closure(_project()["core"])
    assert {name for name in tools if _grade(_licence_of(name)) == "strong"} == DEV_STRONGER_THAN_MPL


def test_everything_installed_is_accounted_for() -> None:
    """Nothing stronger than MPL is installed beside what the package asks for."""
    installed = {canonicalize_name(str(one.name)) for one in importlib.metadata.distributions()} - {"tamis"}
    others = installed - _closure(_project()["core"]) - _closure(_project()["dev"]) - _closure(_project()["extras"])
    assert {name: _licence_of(name) for name in sorted(others) if _grade(_licence_of(name)) == "strong"} == {}


def test_documentation_names_every_dependency_and_its_licence() -> None:
    """docs/dependencies.md gives each direct dependency a row with its licence family."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+?) \|", page, re.MULTILINE))
    assert set(rows) >= {Requirement(text).name for text in [*_project()["core"], *_project()["extras"]]}
