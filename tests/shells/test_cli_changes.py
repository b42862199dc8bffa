"""`tamis changes` and `tamis history` as they are typed."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_changes_in_every_format(tamis, two_publications) -> None:
    """The same changes as a table, JSON, JSON Lines and CSV."""
    table = tamis("changes", "own", home=two_publications)
    assert "own from 2026-01-15 to 2026-02-15: +1 ~1 -1" in table.out
    assert "birth date amended: 1971-05-19 -> 1971-05-20" in table.out
    twin = json.loads(tamis("changes", "own", "--format", "json", home=two_publications).out)
    assert (twin["added"], twin["removed"]) == (["own:4"], ["own:2"])
    assert twin["amended"][0]["fields"] == ["birth_dates"]
    lines = tamis("changes", "own", "--format", "jsonl", home=two_publications).out.splitlines()
    assert [json.loads(line)["change"] for line in lines] == ["added", "amended", "removed"]
    rows = list(csv.DictReader(io.StringIO(tamis("changes", "own", "--format", "csv", home=two_publications).out)))
    assert [row["listing"] for row in rows] == ["own:4", "own:1", "own:2"]
    assert rows[0]["name"] == "'=New Invented"


def test_changes_of_days(tamis, two_publications) -> None:
    """The days asked for stand in the answer; the wrong way round is refused."""
    days = ("--from", "2026-01-20", "--to", "2026-03-01", "--format", "json")
    twin = json.loads(tamis("changes", "own", *days, home=two_publications).out)
    assert (twin["from"], twin["to"]) == ("2026-01-20", "2026-03-01")
    done = tamis("changes", "own", "--from", "2026-03-01", "--to", "2026-01-20", home=two_publications)
    assert (done.status, done.out) == (2, "")
    assert "the first day comes after the last" in done.err


@pytest.mark.parametrize("command", ["changes", "history"])
def test_a_page_is_written_whole_and_for_its_owner_alone(tamis, two_publications, tmp_path, command: str) -> None:
    """A page of HTML, nothing on standard output; any other suffix is refused."""
    page = tmp_path / "page.html"
    done = tamis(command, "own", "-o", str(page), home=two_publications)
    assert (done.status, done.out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page.stat().st_mode & 0o077 == 0
    refused = tamis(command, "own", "-o", str(tmp_path / "page.pdf"), home=two_publications)
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert ".html" in refused.err


def test_history_as_table_and_json(tamis, two_publications) -> None:
    """A line for each publication that is kept."""
    assert "2026-02-15" in tamis("history", "own", home=two_publications).out
    twin = json.loads(tamis("history", "own", "--format", "json", home=two_publications).out)
    assert [(step["added"], step["amended"], step["removed"]) for step in twin["steps"]] == [(None,) * 3, (1, 1, 1)]


def test_one_publication_alone_has_no_changes(tamis) -> None:
    """With one publication there is nothing to compare: what to do is said, status 2."""
    done = tamis("changes", "own")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "import an older one" in done.err
