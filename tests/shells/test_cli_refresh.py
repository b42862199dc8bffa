"""`tamis refresh` as it is typed: what it prints, its exit status, and what `tamis lists` says afterwards."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "refresh"))

from loopback import Publisher, names, serving, status, un_list, whole

Run = Callable[..., object]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A server on loopback, named by the environment as the address of the UN's list."""
    with serving() as one:
        settings = {
            "UN_ADDRESSES": f"{one.root}/consolidated.xml",
            "UN_LEAST_LISTINGS": "10",
            "BACKOFF_S": "0.01",
            "ATTEMPTS": "2",
        }
        for name, value in settings.items():
            monkeypatch.setenv(f"TAMIS_REFRESH_{name}", value)
        one.give(whole(un_list(names(40))))
        yield one


def test_refresh_says_what_became_of_each_list(tamis: Run, tmp_path: Path, publisher: Publisher) -> None:
    """One line a list, with the counts; a second time there is nothing newer, and the day of that is shown."""
    home = tmp_path / "home"
    done = tamis("refresh", "un", home=home)
    assert (done.status, done.err) == (0, "")
    assert "un updated +41 ~0 -0 41 2026-11-20" in " ".join(done.out.split())
    done = tamis("refresh", "un", home=home)
    assert done.status == 0
    assert "un unchanged 41 2026-11-20" in " ".join(done.out.split())
    (row,) = json.loads(tamis("lists", "--format", "json", home=home).out)["lists"]
    assert row["confirmed_on"] is not None
    assert (row["stale"], row["failure"]) == (False, None)


def test_refresh_that_failed_exits_with_1(tamis: Run, tmp_path: Path, publisher: Publisher) -> None:
    """A list that could not be refreshed is kept, cron notices, and `tamis lists` goes on saying so."""
    home = tmp_path / "home"
    tamis("refresh", "un", home=home)
    publisher.give(status(503))
    done = tamis("refresh", "un", "--format", "json", home=home)
    assert done.status == 1
    (report,) = json.loads(done.out)["lists"]
    assert (report["outcome"], report["listings"], report["added"], report["not_found"]) == ("kept", 41, 0, [])
    assert "answers 503 Service Unavailable; tried 2 times" in report["why"]
    shown = " ".join(tamis("lists", home=home).out.split())
    assert "last refresh failed" in shown
    assert "answers 503" in shown
    publisher.give(whole(un_list(names(40), "2026-11-22")))
    assert tamis("refresh", "un", home=home).status == 0
    assert "failed" not in tamis("lists", home=home).out


def test_refresh_takes_a_fall_when_told_so(tamis: Run, tmp_path: Path, publisher: Publisher) -> None:
    """--accept-drop lets a much shorter list through, and says what was accepted."""
    home = tmp_path / "home"
    tamis("refresh", "un", home=home)
    publisher.give(whole(un_list(names(15), "2026-11-22")))
    refused = tamis("refresh", "un", home=home)
    assert refused.status == 1
    assert "type it with --accept-drop" in " ".join(refused.out.split())
    done = tamis("refresh", "un", "--accept-drop", home=home)
    assert done.status == 0
    assert "+0 ~0 -25" in " ".join(done.out.split())


def test_refresh_of_a_list_that_is_none(tamis: Run, tmp_path: Path) -> None:
    """A wrong name, or a list without an address: status 2, one line, nothing asked."""
    for name, said in (("uno", "did you mean un?"), ("own", "[refresh.own] in tamis.toml")):
        done = tamis("refresh", name, home=tmp_path / "home")
        assert (done.status, done.out) == (2, "")
        assert said in done.err


def test_refresh_of_all_names_what_it_left_out(
    tamis: Run, tmp_path: Path, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a name the lists that the settings ask are refreshed; the others are named with why."""
    monkeypatch.setenv("TAMIS_LISTS", "un")
    done = tamis("refresh", "--format", "json", home=tmp_path / "home")
    assert done.status == 0
    answer = json.loads(done.out)
    assert [one["watchlist"] for one in answer["lists"]] == ["un"]
    left = {one["watchlist"]: one["why"] for one in answer["left_out"]}
    assert left["ofac-sdn"] == "not among the lists that your settings ask"
    assert left["eu"]
