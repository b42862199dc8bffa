"""The commands on a list of invented parties, from import to answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tamis.cli.screen import CSV_COLUMNS

Run = Callable[..., Any]


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV by their headings."""
    return list(csv.DictReader(io.StringIO(text)))


def test_import_says_what_it_read(tamis: Run, tmp_path: Path, own_list: Path) -> None:
    """Counts, the day and who told it, and the snapshot; the second time that nothing changed."""
    first = tamis("import", "own", str(own_list), home=tmp_path / "home")
    assert first.status == 0
    assert "Imported own, 3 listings, 5 names" in first.out
    assert "published on 2026-01-15" in first.out
    assert own_list.name in first.out
    again = tamis("import", "own", str(own_list), "--format", "json", home=tmp_path / "home")
    twin = json.loads(again.out)
    assert (twin["changed"], twin["listings"], twin["names"], twin["published"]) == (False, 3, 5, "2026-01-15")
    assert {"watchlist", "snapshot", "published_assumed", "unread", "incomplete"} <= set(twin)


def test_an_older_publication_stays_behind_a_newer_one(tamis: Run, tmp_path: Path, own_list: Path) -> None:
    """The import is kept, the newer one stays in force, and the answer says so."""
    tamis("import", "own", str(own_list), home=tmp_path / "home")
    older = own_list.rename(own_list.with_name("older.jsonl"))
    older.write_text(older.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    done = tamis("import", "own", str(older), "--published", "2025-01-01", home=tmp_path / "home")
    assert done.status == 0
    assert "not in force" in done.out
    assert "stays in force" in " ".join(done.out.split())
    everything = json.loads(tamis("lists", "--all", "--format", "json", home=tmp_path / "home").out)["lists"]
    assert [(one["published"], one["in_force"]) for one in everything] == [("2025-01-01", False), ("2026-01-15", True)]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "list.jsonl"),
        (lambda path: path.mkdir(), "list.jsonl"),
        (lambda path: path.write_bytes(b""), "list.jsonl"),
        (lambda path: path.write_bytes(bytes(range(256)) * 40), "list.jsonl"),
        (lambda path: path.write_text("<html><body>not found</body></html>"), "list.jsonl"),
    ],
    ids=["missing", "folder", "empty", "binary", "page"],
)
def test_what_is_no_list_is_refused(tamis: Run, tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    """A missing file, a folder without a list, nothing, a binary, a web page: one line, status 2, nothing loaded."""
    path = tmp_path / "list.jsonl"
    make(path)
    done = tamis("import", "own", str(path), home=tmp_path / "home")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err
    assert "bug" not in done.err
    assert json.loads(tamis("lists", "--format", "json", home=tmp_path / "home").out) == {"lists": []}


def test_lists_shows_what_is_loaded(tamis: Run) -> None:
    """One line a list; JSON with the keys that programs rely on."""
    done = tamis("lists")
    assert done.status == 0
    assert "own" in done.out
    assert "2026-01-15" in done.out
    (one,) = json.loads(tamis("lists", "--format", "json").out)["lists"]
    fixed = {"watchlist", "title", "published", "imported_at", "listings", "names", "snapshot", "stale", "incomplete"}
    assert fixed <= set(one)
    assert (one["watchlist"], one["listings"], one["stale"], one["incomplete"]) == ("own", 3, False, [])
    assert json.loads(tamis("lists", "--format", "jsonl").out) == one
    assert rows(tamis("lists", "--format", "csv").out)[0]["snapshot"] == one["snapshot"]


def test_without_a_list_lists_says_what_to_type(tamis: Run, tmp_path: Path) -> None:
    """An empty home is shown as such, with the way on."""
    done = tamis("lists", home=tmp_path / "none")
    assert done.status == 0
    assert "No list is loaded" in done.out
    assert "tamis import un PATH" in " ".join(done.out.split())


@pytest.mark.parametrize(
    "line", [("screen", "Saeed"), ("show", "own:1"), ("compare", "Saeed", "own:1"), ("lists", "verify")]
)
def test_without_a_list_there_is_no_answer(tamis: Run, tmp_path: Path, line: tuple[str, ...]) -> None:
    """Nothing loaded: status 2 and what to type, never "no hit"."""
    done = tamis(*line, home=tmp_path / "none")
    assert (done.status, done.out) == (2, "")
    assert "no list is loaded" in done.err


def test_a_list_that_is_not_loaded_is_no_empty_answer(tamis: Run) -> None:
    """A list named with --list that is not there: status 2 and how to load it."""
    done = tamis("screen", "Saeed", "--list", "un")
    assert (done.status, done.out) == (2, "")
    assert "tamis import un PATH" in done.err


def test_verify_finds_damage(tamis: Run, tmp_path: Path, own_list: Path) -> None:
    """Sound: status 0. One byte other than written: status 1, and the file is named."""
    home = tmp_path / "home"
    tamis("import", "own", str(own_list), home=home)
    assert tamis("lists", "verify", home=home).status == 0
    source = next(home.glob("lists/own/*/source/*"))
    source.write_bytes(source.read_bytes()[:-9])
    done = tamis("lists", "verify", home=home)
    assert done.status == 1
    assert "damaged" in done.out
    (finding,) = json.loads(tamis("lists", "verify", "--format", "json", home=home).out)["snapshots"]
    assert (finding["sound"], source.name in finding["problems"][0]) == (False, True)


def test_a_mistaken_import_is_taken_out(tamis: Run, tmp_path: Path, own_list: Path) -> None:
    """`lists remove` says what it took out and that nothing of the list is left."""
    home = tmp_path / "home"
    tamis("import", "own", str(own_list), home=home)
    done = tamis("lists", "remove", "own", home=home)
    assert done.status == 0
    assert "Taken out: own@2026-01-15-" in done.out
    assert "No publication of own is loaded any more." in done.out
    assert tamis("lists", "remove", "own", home=home).status == 2
    assert "Deleted: own@" in tamis("lists", "remove", "own", "--purge", home=home).out


def test_show_tells_all_of_a_listing(tamis: Run) -> None:
    """Names, acts, particulars, links from both sides, remarks, history."""
    done = tamis("show", "own:1")
    assert done.status == 0
    for words in ("VOLKODARSKY, Stepan Ilyich", "weak", "invented", "1971-05-19", "Ukraine", "leader of", "Invented."):
        assert words in done.out
    assert "says of it: leader of" in " ".join(tamis("show", "own:2").out.split())
    twin = json.loads(tamis("show", "own:1", "--format", "json").out)
    assert {"listing", "snapshot", "history", "links"} <= set(twin)
    assert twin["listing"]["identifiers"] == [{"kind": "passport", "value": "ZZ000001", "country": "ua"}]


def test_screen_shows_the_listing_and_why(tamis: Run) -> None:
    """Score, listed name and quality, programme, listing date, birth date, nationality, the evidence, what was asked."""
    done = tamis("screen", "Stepan Volkodarsky", "--birth-date", "1971")
    text = " ".join(done.out.split())
    assert done.status == 0
    for words in ("own:1", "(primary)", "invented", "listed 2024-01-31", "born 1971-05-19", "Ukraine"):
        assert words in text
    assert "Asked: own of 2026-01-15" in text
    assert "A hit scores" in text


def test_no_hit_says_what_was_asked(tamis: Run) -> None:
    """An empty answer names the lists, their days and the threshold."""
    done = tamis("screen", "Ottoline Featherstonehaugh")
    assert done.status == 0
    assert "no hit" in done.out
    assert "Asked: own of 2026-01-15" in done.out


def test_screen_json_is_one_screening(tamis: Run) -> None:
    """The keys that the design fixes, and the name as it was asked."""
    twin = json.loads(tamis("screen", "Степан Волкодарский", "--format", "json").out)
    fixed = {"query", "hits", "snapshots", "policy", "engine", "as_of", "reconstructed", "warnings"}
    assert fixed | {"withheld", "truncated"} <= set(twin)
    assert twin["query"]["names"] == ["Степан Волкодарский"]
    hit = twin["hits"][0]
    assert hit["listing"] == "own:1"
    assert {"watchlist", "caption", "kind", "score", "name", "evidence", "designations"} <= set(hit)


def test_the_format_may_stand_before_the_command(tamis: Run) -> None:
    """--format before the name of the command and after it is the same; the later one wins."""
    before = tamis("--format", "json", "screen", "Stepan Volkodarsky").out
    assert before == tamis("screen", "Stepan Volkodarsky", "--format", "json").out
    assert before == tamis("--format", "csv", "screen", "Stepan Volkodarsky", "--format", "json").out


def test_fail_on_hit_is_status_3(tamis: Run) -> None:
    """A hit ends with 3, no hit with 0, a mistake with 2."""
    assert tamis("screen", "Stepan Volkodarsky", "--fail-on-hit").status == 3
    assert tamis("screen", "Ottoline Featherstonehaugh", "--fail-on-hit").status == 0
    assert tamis("screen", "?", "--fail-on-hit").status == 2


def test_explain_adds_up(tamis: Run) -> None:
    """Agreement, weight and what each adds, and the sum that is the score."""
    done = tamis("screen", "Stepan Volkodarsky", "--birth-date", "1971-05-19", "--explain")
    assert "Agreement" in done.out
    assert "birth date" in done.out
    assert "held between 0 and 1, is the score" in " ".join(done.out.split())


def test_names_from_standard_input(tamis: Run, stdin: Callable[[bytes], None]) -> None:
    """`-` reads a name a line and answers each, in order; blank lines are no names."""
    stdin("\ufeffStepan Volkodarsky\r\n\nOttoline Featherstonehaugh\n".encode())
    lines = [json.loads(line) for line in tamis("screen", "-", "--format", "jsonl").out.splitlines()]
    assert [(one["query"]["names"], bool(one["hits"])) for one in lines] == [
        (["Stepan Volkodarsky"], True),
        (["Ottoline Featherstonehaugh"], False),
    ]


def test_csv_tells_of_every_name(tamis: Run, stdin: Callable[[bytes], None]) -> None:
    """A row for each hit, and a row for a name without one; nothing that a spreadsheet would run."""
    stdin(b"Stepan Volkodarsky\nOttoline Featherstonehaugh\n=1+1 Nobody\n")
    done = tamis("screen", "-", "--format", "csv")
    found = rows(done.out)
    assert tuple(found[0]) == CSV_COLUMNS
    assert [(one["query"], one["hits"], one["listing"]) for one in found] == [
        ("Stepan Volkodarsky", "1", "own:1"),
        ("Ottoline Featherstonehaugh", "0", ""),
        ("'=1+1 Nobody", "0", ""),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "standard input: empty"),
        (b"\n \n", "standard input: empty"),
        (b"Saeed\n\n!!!\n", "standard input, line 3: the name '!!!' holds no letter"),
        (b"Sa\xe4d\n", "standard input: not UTF-8 text at byte 2"),
        (b"a\x00b\n", "standard input, line 1: the name holds the control character U+0000"),
    ],
)
def test_bad_standard_input_is_told_by_line(
    tamis: Run, stdin: Callable[[bytes], None], content: bytes, told: str
) -> None:
    """One bad line refuses the whole before any name is screened."""
    stdin(content)
    done = tamis("screen", "-", "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert told in done.err


@pytest.mark.parametrize("name", ["x" * 1001, "\x01\x02abc", "\u200e\u200f", "🙂", "\u200b", "\u2066\u2069"])
def test_names_that_mean_nobody_are_refused(tamis: Run, name: str) -> None:
    """Over 1,000 characters, control characters, marks or emoji alone: one line, status 2."""
    done = tamis("screen", name)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "bug" not in done.err


@pytest.mark.parametrize(
    "name",
    [
        "\u202bمسعود برازنده\u202c",
        "مسعود\u200cبرازنده",
        "Stepan 🙂 Volkodarsky",
        "김 정은",
        "a\u0301\u0327b",
        "-x",
        "x" * 1000,
        "𝔖𝔱𝔢𝔭𝔞𝔫",
    ],
)
def test_names_in_any_script_are_screened(tamis: Run, name: str) -> None:
    """Right-to-left marks, joiners, emoji, stacked accents, a leading hyphen after --: an answer, no crash."""
    for form in ("table", "json", "csv", "jsonl"):
        done = tamis("screen", "--format", form, "--", name)
        assert (done.status, done.err) == (0, "")


def test_a_day_before_the_list_is_warned_of(tamis: Run) -> None:
    """--as-of before the oldest publication: the listings of later date are left out, and the answer says so."""
    done = tamis("screen", "Stepan Volkodarsky", "--as-of", "2023-01-01")
    assert "reconstructed" in done.out
    assert "no hit" in done.out
    twin = json.loads(tamis("screen", "Stepan Volkodarsky", "--as-of", "2024-06-01", "--format", "json").out)
    assert twin["as_of"] == "2024-06-01"
    assert [one["left_out"] for one in twin["reconstructed"]] == [1]
    assert [hit["listing"] for hit in twin["hits"]] == ["own:1"]


def test_compare_two_names(tamis: Run) -> None:
    """Both names, score against threshold, the verdict, the evidence; in JSON the keys of a Comparison."""
    done = tamis("compare", "Stepan Volkodarsky", "Stepan Volkodarsky")
    assert done.status == 0
    assert ": hit" in done.out
    assert ": not a hit" in tamis("compare", "Stepan Volkodarsky", "Ottoline Featherstonehaugh").out
    twin = json.loads(tamis("compare", "Stepan Volkodarsky", "own:1", "--format", "json").out)
    assert {"query", "listing", "score", "threshold", "hit", "name", "evidence"} <= set(twin)
    assert (twin["listing"], twin["hit"]) == ("own:1", True)


def test_compare_and_screen_give_the_same_score(tamis: Run) -> None:
    """One law for one and many."""
    screened = json.loads(tamis("screen", "Stepan Volkodarskij", "--format", "json").out)["hits"][0]
    compared = json.loads(tamis("compare", "Stepan Volkodarskij", "own:1", "--format", "json").out)
    assert (compared["score"], compared["evidence"]) == (screened["score"], screened["evidence"])


def test_a_listing_that_is_not_there_is_told(tamis: Run) -> None:
    """An unknown id is status 2, for show and for compare."""
    for line in (("show", "own:99"), ("compare", "x", "own:99")):
        done = tamis(*line)
        assert (done.status, done.out) == (2, "")
        assert "own:99" in done.err


def test_policy_shows_reasons(tamis: Run) -> None:
    """Every number of the policy stands there with its reason."""
    twin = json.loads(tamis("policy", "--format", "json").out)
    assert twin["policy"].startswith("policy-")
    assert [one["key"] for one in twin["numbers"] if not one["reason"]] == []
    assert "threshold" in tamis("policy").out
