"""The lists of the world and OpenSanctions' datasets, as a user types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"
Run = Callable[..., Any]

IMPORTED = (
    ("ca", "ca/sema-lmes.xml", "ca:ru/1-part-2/904", "Green Lantern Institute"),
    ("au", "au/dfat.xlsx", "au:902#2", "HARUN TESTOV THE YOUNGER"),
    ("pk", "pk/source.json", "pk:none-tin-smith-jhang", "Tin Smith"),
    ("ae", "ae/sheet.csv", "ae:tariq-walid-al-zafiri", "TARIQ WALID AL ZAFIRI"),
    ("os-invented_list", "os-senzing/senzing.json", "os-invented_list:in-1", "Tariq Zafiri"),
)


@pytest.mark.parametrize(("watchlist", "path", "listing", "name"), IMPORTED)
def test_a_list_is_imported_shown_and_screened(
    watchlist: str, path: str, listing: str, name: str, tamis: Run, tmp_path: Path
) -> None:
    """Imported from its file, a listing is shown by its id and found by its name, whatever signs the id holds."""
    done = tamis(
        "import", watchlist, str(GOLDEN / path), "--published", "2026-01-15", "--format", "json", home=tmp_path
    )
    assert done.status == 0, done.err
    shown = json.loads(tamis("show", listing, "--format", "json", home=tmp_path).out)
    assert shown["listing"]["names"][0]["text"] == name
    screened = json.loads(tamis("screen", name, "--format", "json", home=tmp_path).out)
    assert listing in [hit["listing"] for hit in screened["hits"]]
