"""Fixtures that every test may use, and the rules for what is skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

_SOURCE = Path(__file__).parents[1] / "src"
_TERMINAL = ("FORCE_COLOR", "CLICOLOR_FORCE", "NO_COLOR", "COLUMNS", "LINES")


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real lists that TAMIS_TEST_DATA names."""
    folder = os.environ.get("TAMIS_TEST_DATA")
    if not folder:
        pytest.skip("TAMIS_TEST_DATA is not set: the folder of real lists is not here")
    return Path(folder)


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the developer's own lists, settings and terminal out of the tests, and the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        settings = [name for name in os.environ if name.startswith("TAMIS_") and name != "TAMIS_TEST_DATA"]
        for name in (*settings, *_TERMINAL):
            patch.delenv(name, raising=False)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        patch.setenv("PYTHONPATH", str(_SOURCE))  # what a test starts runs this checkout, installed or not
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose runtime is missing, by name; where CI says so, fail instead."""
    for mark in item.iter_markers("runtime"):
        name = mark.args[0]
        if shutil.which(name) is None:
            reason = f"{name} is not installed: {item.name} did not run"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason}; continuous integration must install it", pytrace=False)
            pytest.skip(reason)
