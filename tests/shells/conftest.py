"""A home folder with a list of invented parties, and tamis as a user types it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tamis.cli import main

INVENTED = [
    {
        "id": "own:1",
        "kind": "person",
        "names": [
            {"text": "VOLKODARSKY, Stepan Ilyich"},
            {"text": "Степан Ильич Волкодарский", "quality": "alias"},
            {"text": "=cmd Volko", "quality": "weak"},
        ],
        "birth_dates": ["1971-05-19"],
        "countries": ["ua"],
        "genders": ["male"],
        "identifiers": [{"kind": "passport", "value": "ZZ000001", "country": "ua"}],
        "designations": [{"authority": "Own", "programme": "invented", "listed_on": "2024-01-31"}],
        "links": [{"relation": "leader of", "target": "own:2"}],
        "remarks": "Invented.",
    },
    {
        "id": "own:2",
        "kind": "organisation",
        "names": [{"text": "Zaryanka Frostworks Trading"}],
        "designations": [{"authority": "Own", "programme": "invented"}],
    },
    {
        "id": "own:3",
        "kind": "person",
        "names": [{"text": "مسعود برازنده"}],
        "birth_dates": ["1965~"],
        "designations": [{"authority": "Own", "programme": "invented", "listed_on": "2025-06-30"}],
    },
]
"""Nobody of these exists."""


@dataclass(frozen=True)
class Typed:
    """What came of a command."""

    status: int
    out: str
    err: str


@pytest.fixture
def own_list(tmp_path: Path) -> Path:
    """The invented list as a file, published 2026-01-15 by its name."""
    return write_list(tmp_path / "own-2026-01-15.jsonl", INVENTED)


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the invented list, published 2026-01-15; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("loaded")
    write_list(folder / "own-2026-01-15.jsonl", INVENTED)
    status = main(["--home", str(folder / "home"), "import", "own", str(folder / "own-2026-01-15.jsonl")])
    assert status == 0
    return folder / "home"


@pytest.fixture(scope="session")
def two_publications(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with two publications of an invented list; shared, so not to be changed."""
    folder = tmp_path_factory.mktemp("two")
    later = [{**INVENTED[0], "birth_dates": ["1971-05-20"]}, INVENTED[2], {"id": "own:4", "names": ["=New Invented"]}]
    for day, listings in (("2026-01-15", INVENTED), ("2026-02-15", later)):
        path = write_list(folder / f"own-{day}.jsonl", listings)
        assert main(["--home", str(folder / "home"), "import", "own", str(path)]) == 0
    return folder / "home"


@pytest.fixture
def tamis(loaded_home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Typed]:
    """Run a command in this process, on the loaded home unless another one is given."""

    def run(*arguments: str, home: Path = loaded_home) -> Typed:
        capsys.readouterr()
        status = main(["--home", str(home), *arguments])
        return Typed(status, *capsys.readouterr())

    return run


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Put bytes on standard input."""

    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return put


def write_list(path: Path, listings: list[dict[str, object]]) -> Path:
    """Write a list of one's own as JSON Lines."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in listings), encoding="utf-8")
    return path
