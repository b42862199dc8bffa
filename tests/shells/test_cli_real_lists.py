"""The command line on the real lists of the UN and OFAC, as a user would type it."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tamis.cli import main
from tamis.screening import open as open_lists

Run = Callable[..., Any]


@pytest.fixture(scope="session")
def real_home(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the UN list of 2026-02-27 and OFAC's of 2021-07-07; shared, so not to be changed."""
    home = tmp_path_factory.mktemp("real")
    lists = test_data / "lists"
    for name, path in (("un", lists / "un/2026-02-27/consolidated.xml.gz"), ("ofac-sdn", lists / "ofac/2021-07-07")):
        assert main(["--home", str(home), "import", name, str(path)]) == 0
    return home


@pytest.mark.parametrize(
    ("name", "best", "also"),
    [
        ("Hafiz Saeed", "un:QDi.263", "ofac-sdn:10689"),
        ("حافظ سعيد", "un:QDi.263", "ofac-sdn:10689"),
        ("Zaki ur Rehman Lakhvi", "un:QDi.264", "ofac-sdn:10690"),
        ("Lashkar e Taiba", "un:QDe.118", "ofac-sdn:7140"),
        ("KIM Jong Sik", "un:KPi.066", "ofac-sdn:23214"),
    ],
)
def test_a_party_on_both_lists_is_one(tamis: Run, real_home: Path, name: str, best: str, also: str) -> None:
    """The UN's listing comes first, and the same party on OFAC's list stands under `also`."""
    done = tamis("screen", name, "--format", "json", home=real_home)
    hit = json.loads(done.out)["hits"][0]
    assert done.status == 0
    assert hit["listing"] == best
    assert also in hit["also"]


@pytest.mark.parametrize("name", ["Mark C. Toner", "Zalmay Khalilzad", "Maria Gonzalez", "John Smith"])
def test_who_is_not_listed_is_no_hit(tamis: Run, real_home: Path, name: str) -> None:
    """No hit, and the answer names the lists that were asked."""
    done = tamis("screen", name, home=real_home)
    assert done.status == 0
    assert ": no hit" in done.out
    assert "Asked: ofac-sdn of 2021-07-07, un of 2026-02-27" in " ".join(done.out.split())


def test_a_reconstructed_day_is_warned_of(tamis: Run, real_home: Path) -> None:
    """2016 asked of lists of 2026 and 2021: both stand in for that day, and the answer never means "was not listed"."""
    done = tamis("screen", "Hafiz Saeed", "--as-of", "2016-09-07", home=real_home)
    assert 'never supports "was not listed"' in " ".join(done.out.split())
    twin = json.loads(tamis("screen", "Hafiz Saeed", "--as-of", "2016-09-07", "--format", "json", home=real_home).out)
    assert {one["snapshot"].partition("@")[0]: one["undated"] for one in twin["reconstructed"]} == {
        "ofac-sdn": 8976,
        "un": 0,
    }


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_tables_fit_the_terminal(tamis: Run, real_home: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    """No line is wider than the terminal, however narrow."""
    monkeypatch.setenv("COLUMNS", width)
    for line in (("screen", "Hafiz Saeed", "--explain"), ("show", "un:QDi.263"), ("lists",), ("policy",)):
        done = tamis(*line, home=real_home)
        assert done.status == 0
        assert max(map(len, done.out.splitlines())) <= int(width)


def test_a_corrupt_publication_is_refused_and_changes_nothing(tamis: Run, real_home: Path, test_data: Path) -> None:
    """A damaged copy of the list: one line, status 2, the list in force as before."""
    before = tamis("lists", "--format", "json", home=real_home).out
    done = tamis("import", "un", str(test_data / "lists/un/2025-08-16"), home=real_home)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert tamis("lists", "--format", "json", home=real_home).out == before


def test_grouping_can_be_turned_off(tamis: Run, real_home: Path) -> None:
    """The same hits with the same scores, none of them told to be the same party."""
    grouped = json.loads(tamis("screen", "Hafiz Saeed", "--format", "json", home=real_home).out)["hits"]
    single = json.loads(tamis("screen", "Hafiz Saeed", "--no-group", "--format", "json", home=real_home).out)["hits"]
    assert {hit["listing"]: hit["score"] for hit in single} == {hit["listing"]: hit["score"] for hit in grouped}
    assert [hit["score"] for hit in single] == sorted((hit["score"] for hit in single), reverse=True)
    assert not any(hit["also"] for hit in single)


def test_lists_that_have_their_index_open_at_once(real_home: Path) -> None:
    """UN and OFAC as of a day: the first time an index is built, afterwards opening takes milliseconds of CPU."""
    times_s = []
    for _ in range(6):
        start = time.process_time()
        open_lists(real_home, as_of="2026-06-01")
        times_s.append(time.process_time() - start)
    assert statistics.median(times_s[1:]) < 0.1
