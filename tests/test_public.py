"""What `import tamis` offers, and what it costs."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tamis

ROOT = Path(__file__).parents[1]
PUBLIC = {
    "Comparison",
    "DEFAULT_THRESHOLD",
    "Designation",
    "Evidence",
    "Found",
    "Hit",
    "Identifier",
    "Link",
    "Listing",
    "Mention",
    "Name",
    "NameQuality",
    "PartialDate",
    "PartyKind",
    "Passage",
    "Place",
    "Query",
    "Scan",
    "Screener",
    "Screening",
    "Search",
    "SearchAnswer",
    "Snapshot",
    "__version__",
    "compare",
    "find",
    "open",
}


def test_public_names_are_pinned() -> None:
    """The public names are these: adding one is a decision, losing one breaks users."""
    assert set(tamis.__all__) == PUBLIC
    assert len(tamis.__all__) == len(PUBLIC)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_name_is_reachable(name: str) -> None:
    """Every public name can be had from the package itself, lazily or not."""
    assert getattr(tamis, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    """A name that tamis does not have is refused by Python's own rule."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        tamis.nonsense  # noqa: B018  # reading it is the test


def test_import_loads_no_heavy_library() -> None:
    """`import tamis` loads none of the libraries that the stages need, nor any stage."""
    program = (
        "import sys, tamis\n"
        "heavy = {'numpy', 'lxml', 'rich', 'trafilatura', 'rapidfuzz', 'click', 'anyascii', 'platformdirs', 'urllib3'}\n"
        "print(sorted(name for name in sys.modules if name in heavy or name.startswith('tamis.')))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    )
    assert result.stdout.strip() == "[]"


def test_installed_version_is_the_package_own() -> None:
    """The version stands once, in the package; what pip shows is the same."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/tamis/__init__.py"
    try:
        installed = importlib.metadata.version("tamis")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("tamis is not installed here: it runs from its source folder")
    assert installed == tamis.__version__
