"""`tamis find` as a user types it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tamis as front_door

Run = Callable[..., Any]


def test_a_table_shows_who_and_where(tamis: Run) -> None:
    """The listing, what is behind it, the passage with its field, and what was asked."""
    done = tamis("find", "leader", "of", "Zaryanka")
    text = " ".join(done.out.split())
    assert (done.status, done.err) == (0, "")
    assert "Stepan Ilyich Volkodarsky own:1, person invented; listed 2024-01-31; Ukraine" in text
    assert "links leader of Zaryanka Frostworks Trading (own:2)" in text
    assert "Asked: own of 2026-01-15" in text and "What the lists do not say cannot be found" in text


def test_words_may_be_typed_with_or_without_quotation_marks(tamis: Run) -> None:
    """The shell's own marks make no difference; those that reach tamis make a phrase."""
    ids = [
        [
            found["listing"]
            for found in json.loads(tamis("find", *typed, "--in", "names", "--format", "json").out)["found"]
        ]
        for typed in (("ilyich", "stepan"), ("ilyich stepan",), ('"ilyich stepan"',))
    ]
    assert ids == [["own:1"], ["own:1"], []]


def test_json_is_what_the_library_answers(tamis: Run, loaded_home: Path) -> None:
    """Every key of it."""
    done = tamis("find", "invented", "--kind", "person", "--listed-from", "2025-01-01", "--format", "json")
    library = front_door.find("invented", home=loaded_home, kind="person", listed_from="2025-01-01")
    assert json.loads(done.out) == library.to_json()
    assert [found.listing for found in library.found] == ["own:3"]


def test_lines_and_csv_have_a_row_for_each_listing(tamis: Run) -> None:
    """Each row says what holds for all; CSV lets no formula through."""
    lines = [json.loads(line) for line in tamis("find", "volko", "--format", "jsonl").out.splitlines()]
    assert [(line["listing"], line["total"]) for line in lines] == [("own:1", 1)]
    (row,) = csv.DictReader(io.StringIO(tamis("find", "volko", "--format", "csv").out))
    assert (row["listing"], row["total"], row["fields"], row["passages"]) == ("own:1", "1", "names", "'=cmd Volko")
    assert row["programmes"] == "invented" and row["snapshots"].startswith("own@2026-01-15")


def test_nothing_found_is_said_in_every_format(tamis: Run) -> None:
    """With status 0: the question was answered."""
    done = tamis("find", "xyzzy")
    assert done.status == 0 and "No listing says so" in done.out
    (row,) = csv.DictReader(io.StringIO(tamis("find", "xyzzy", "--format", "csv").out))
    assert (row["text"], row["total"], row["listing"]) == ("xyzzy", "0", "")
    line = json.loads(tamis("find", "xyzzy", "--format", "jsonl").out)
    assert (line["listing"], line["total"]) == (None, 0)


def test_pages_lead_on(tamis: Run) -> None:
    """The total stands on each, and the last lines say what to type next."""
    first = tamis("find", "--programme", "invented", "--limit", "2")
    assert "3 listings, 1 to 2 of them here" in first.out and "--page 2" in first.out
    second = tamis("find", "--programme", "invented", "--limit", "2", "--page", "2")
    assert "3 listings, 3 to 3 of them here" in second.out and "--page" not in second.out
    assert "3 listings, none so far on" in tamis("find", "--programme", "invented", "--page", "9").out
    assert len(json.loads(tamis("find", "--programme", "invented", "--all", "--format", "json").out)["found"]) == 3


def test_what_a_filter_cannot_judge_is_warned_of(tamis: Run) -> None:
    """A listing without a date is not left out in silence."""
    done = tamis(
        "find", "invented", "--listed-to", "2026-01-01", "--programme", "nothing such", "--programme", "invented"
    )
    text = " ".join(done.out.split())
    assert "1 more listing without a published date of listing" in text
    assert "no programme of these lists holds the words 'nothing such'" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "give words to look for"),
        (("--in", "names"), "give words to look for"),
        (('"open',), "no partner"),
        (("(open",), "not closed"),
        (("a", "AND"), "missing at the end"),
        (("...",), "no letter and no digit"),
        (("x", "--country", "Atlantis"), "names no country"),
        (("x", "--kind", "dragon"), "dragon"),
        (("x", "--list", "unn"), "did you mean"),
        (("x", "--list", "un"), "tamis import un"),
        (("x", "--listed-from", "2021-02-30"), "2021-02-30"),
        (("x", "--page", "0"), "page"),
    ],
)
def test_what_makes_no_sense_is_refused(tamis: Run, typed: tuple[str, ...], said: str) -> None:
    """Status 2, one line, nothing on standard output."""
    done = tamis("find", *typed)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_without_lists_it_says_what_to_type(tamis: Run, tmp_path: Path) -> None:
    """Never an empty answer."""
    done = tamis("find", "anything", home=tmp_path / "nothing")
    assert (done.status, done.out) == (2, "")
    assert "tamis import" in done.err


def test_text_that_could_steer_a_terminal_is_shown_safely(tamis: Run) -> None:
    """Right-to-left names are isolated, and their marks stand where the letters are."""
    done = tamis("find", "برازنده")
    assert done.status == 0 and "\u2068مسعود برازنده\u2069" in done.out


def test_making_the_words_shows_a_bar_where_somebody_looks(tmp_path: Path) -> None:
    """On a terminal's standard error, and only while there is something to wait for."""
    lines = "".join(json.dumps({"id": f"own:{n}", "names": [f"Invented {n}"]}) + "\n" for n in range(1200))
    path = tmp_path / "own-2026-01-15.jsonl"
    path.write_text(lines, encoding="utf-8")
    base = [sys.executable, "-m", "tamis", "--home", str(tmp_path / "home")]
    subprocess.run([*base, "import", "own", str(path)], check=True, capture_output=True)
    shown = []
    for _ in range(2):
        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        subprocess.run(
            [*base, "find", "7"], check=True, stdout=subprocess.DEVNULL, stderr=theirs, env=environment, timeout=60
        )
        os.set_blocking(ours, False)
        try:
            shown.append(os.read(ours, 65536).decode())
        except BlockingIOError:
            shown.append("")
        os.close(theirs)
        os.close(ours)
    assert "Making the lists searchable" in shown[0] and "Making" not in shown[1]
