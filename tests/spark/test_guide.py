"""The guide's notebook runs as it is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "spark.md"


@pytest.mark.runtime("java")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_notebook_runs(spark: Any) -> None:
    """Cell by cell, with the session that a notebook has."""
    cells = re.findall(r"```py\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(cells) > 4
    names: dict[str, Any] = {"spark": spark}
    for cell in cells:
        exec(compile(cell, GUIDE.name, "exec"), names)
