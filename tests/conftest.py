"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of real lists that TAMIS_TEST_DATA names."""
    folder = os.environ.get("TAMIS_TEST_DATA")
    if not folder:
        pytest.skip("TAMIS_TEST_DATA is not set: the folder of real lists is not here")
    return Path(folder)
