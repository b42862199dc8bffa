"""`tamis watch` as a user types it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tamis.cli import main


def test_watch_from_file_to_alerts(
    loaded_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Customers are added from a file, screened, silenced and erased; the book is closed to others."""
    customers = tmp_path / "customers.csv"
    customers.write_text("customer_id,name\nc1,Stepan Volkodarsky\nc2,Nobody Whatever\nc3,\n")
    home = tmp_path / "home"
    import shutil

    shutil.copytree(loaded_home, home)

    def typed(*words: str) -> tuple[int, str, str]:
        status = main(["--home", str(home), "watch", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    status, out, err = typed("add", str(customers), "--book", "retail")
    assert (status, out) == (
        1,
        "Book retail: 2 added, 0 changed, 0 as before\n",
    ) and "row 3 was not added: no name" in err
    status, out, _ = typed("run", "--book", "retail", "--format", "jsonl", "--fail-on-hit")
    alert = json.loads(out)
    assert status == 3 and (alert["customer"], alert["listing"], alert["reason"]) == ("c1", "own:1", "customer added")
    status, out, err = typed("run", "--book", "retail", "--email")
    assert (status, out) == (0, "Nothing new, nothing changed, nothing ended.\n") and err.startswith("0 of 2 customers")
    assert typed("suppress", "c1", "own:1", "--reason", "another", "--by", "amira", "--book", "retail")[0] == 0
    assert json.loads(typed("suppressions", "--book", "retail", "--format", "jsonl")[1])["by"] == "amira"
    assert typed("remove", "c1", "--book", "retail")[:2] == (0, "Erased.\n")
    assert (
        typed("list", "--book", "retail", "--format", "csv")[1]
        == "reference,name,pending,hits\nc2,Nobody Whatever,,0\n"
    )
    assert typed("remove", "c1", "--book", "retail")[0] == 2
    assert typed("run", "--webhook", "https://example.test")[0] == 2
    assert stat.S_IMODE((home / "watch" / "books.sqlite").stat().st_mode) == 0o600
