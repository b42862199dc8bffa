"""`tamis scan`: real files, a screener that knows one invented name, so that what is printed can be told beforehand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tamis.cli import mentions
from tamis.cli.demo import show_tour
from tamis.cli.scan import CSV_COLUMNS
from tamis.cli.tables import terminal
from tamis.demo import Tour
from tamis.records import (
    Designation,
    Document,
    MatchedName,
    Mention,
    Name,
    NameQuality,
    Other,
    PartyKind,
    Query,
    Reconstruction,
    Scan,
    ScannedDocument,
    Screening,
)
from tamis.screening import Screener

Run = Callable[..., Any]

PAGE = """Frost and trade
15 January 2026

The trader Stepan Volkodarsky was seen in Zaryanka. Volkodarsky did not comment.
"""


OTHER = Other(
    listing="own:9", score=0.8, name=MatchedName("Ivan Volkodarsky", NameQuality.ALIAS), why="not named in full"
)


@dataclass(frozen=True)
class KnownId:
    """A policy, as far as a scan knows it."""

    id: str = "policy-000000000000"


@dataclass(frozen=True)
class OneNameScreener:
    """Knows "Stepan Volkodarsky" and, as his, "Volkodarsky"."""

    as_of: dt.date | None
    snapshots: tuple[str, ...] = ("own@2026-01-15-000000000000",)
    policy: KnownId = KnownId()
    engine: str = "engine-0"
    reconstructed: tuple[Reconstruction, ...] = ()
    warnings: tuple[str, ...] = ("own: an invented warning",)

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        return map(self.scan, texts)

    def scan(self, text: str) -> list[Mention]:
        """Return where the name stands."""
        return [
            Mention(
                start=found.start(),
                end=found.end(),
                text=found[0],
                listing="own:1",
                score=1.0,
                name=MatchedName("VOLKODARSKY, Stepan", NameQuality.PRIMARY),
                passage=text,
                caption="Stepan Volkodarsky",
                kind=PartyKind.PERSON,
                designations=(Designation("Own", "invented", dt.date(2024, 1, 31)),),
                support="" if " " in found[0] else "the document names him in full",
                also=("own-b:7",),
                others=(OTHER,),
            )
            for found in re.finditer("(Stepan )?Volkodarsky", text)
        ]


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Open the screener that knows one name, and note what was asked for."""
    asked: list[dict[str, Any]] = []

    def open_lists(**arguments: Any) -> OneNameScreener:
        asked.append(arguments)
        return OneNameScreener(arguments["as_of"])

    monkeypatch.setattr("tamis.screening.open", open_lists)
    return asked


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A text with its own date and two mentions."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_document_is_told_with_its_mentions(tamis: Run, page: Path) -> None:
    """The page, its day, who is in it, on which line, by which name, what supports it, who else it could be."""
    done = tamis("scan", str(page))
    text = " ".join(done.out.split())
    assert done.status == 0
    for words in (
        "! own: an invented warning", "published 2026-01-15", "1 listed party in 2 mentions", "own:1; invented",
        "listed 2024-01-31", "same party: own-b:7", 'line 4 "Stepan Volkodarsky"', "the document names him in full",
        "could also be own:9", "not named in full", "Asked: own of 2026-01-15",
    ):  # fmt: skip
        assert words in text


def test_json_is_one_scan(tamis: Run, page: Path) -> None:
    """The keys that the design fixes; positions count the text's code points."""
    twin = json.loads(tamis("scan", str(page), "--format", "json").out)
    assert set(twin) == {"documents", "snapshots", "policy", "engine", "as_of", "reconstructed", "warnings", "unread"}
    (document,) = twin["documents"]
    assert {"path", "title", "published_on", "characters", "mentions"} <= set(document)
    first = document["mentions"][0]
    assert PAGE[first["start"] : first["end"]] == first["text"] == "Stepan Volkodarsky"
    assert {"listing", "score", "name", "passage", "also", "others"} <= set(first)


def test_json_lines_stand_alone(tamis: Run, page: Path) -> None:
    """One document a line, each with the lists that it was asked of."""
    again = page.with_name("again.txt")
    again.write_text(PAGE, encoding="utf-8")
    lines = tamis("scan", str(page), str(again), str(page), "--format", "jsonl").out.splitlines()
    assert len(lines) == 2
    assert {"path", "mentions", "snapshots", "warnings"} <= set(json.loads(lines[0]))


def test_csv_has_a_row_for_each_mention(tamis: Run, page: Path, tmp_path: Path) -> None:
    """A document that names nobody has a row, too."""
    empty = tmp_path / "empty-handed.txt"
    empty.write_text("Nobody is named here.", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(tamis("scan", str(page), str(empty), "--format", "csv").out)))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [(row["path"], row["text"], row["listing"]) for row in rows] == [
        (str(page), "Stepan Volkodarsky", "own:1"),
        (str(page), "Volkodarsky", "own:1"),
        (str(empty), "", ""),
    ]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv"])
def test_the_suffix_of_the_file_says_how(tamis: Run, page: Path, tmp_path: Path, suffix: str) -> None:
    """-o writes what --format would print, and says on screen what it wrote."""
    target = tmp_path / f"answer.{suffix}"
    done = tamis("scan", str(page), "-o", str(target))
    assert done.status == 0
    assert "2 mentions in 1 documents" in done.out
    assert "an invented warning" in done.out
    assert target.read_text(encoding="utf-8") == tamis("scan", str(page), "--format", suffix).out


def test_one_unreadable_document_stops_nothing(tamis: Run, page: Path, tmp_path: Path) -> None:
    """The others are answered, the missing one is named in the warnings, status 0."""
    done = tamis("scan", str(page), str(tmp_path / "missing.txt"))
    assert done.status == 0
    assert "missing.txt" in "".join(done.out.split())


@pytest.mark.parametrize("make", ["missing", "folder", "binary", "empty"])
def test_what_is_no_document_is_refused(tamis: Run, tmp_path: Path, make: str) -> None:
    """A missing file, a folder, a binary, nothing: one line, status 2."""
    path = tmp_path / "page.txt"
    if make == "folder":
        path.mkdir()
    elif make != "missing":
        path.write_bytes(bytes(range(256)) * 40 if make == "binary" else b"")
    done = tamis("scan", str(path))
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "page.txt" in done.err
    assert "bug" not in done.err


def test_each_document_is_asked_as_of_its_own_day(
    tamis: Run, page: Path, tmp_path: Path, opened: list[dict[str, Any]]
) -> None:
    """--as-of published opens the lists of each document's day; JSON lines say which."""
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("15 January 2026", "7 September 2016"), encoding="utf-8")
    done = tamis("scan", str(page), str(other), "--as-of", "published", "--format", "jsonl")
    assert done.status == 0
    assert [one["as_of"] for one in opened] == [dt.date(2026, 1, 15), dt.date(2016, 9, 7)]
    assert [json.loads(line)["as_of"] for line in done.out.splitlines()] == ["2026-01-15", "2016-09-07"]
    refused = tamis("scan", str(page), str(other), "--as-of", "published", "--format", "json")
    assert (refused.status, refused.out) == (2, "")
    assert "use --format jsonl" in refused.err


def test_a_document_without_a_day_cannot_be_asked_as_of_it(tamis: Run, tmp_path: Path) -> None:
    """--as-of published on a text that states no day is refused; another day would be a guess."""
    path = tmp_path / "undated.txt"
    path.write_text("Stepan Volkodarsky was seen.", encoding="utf-8")
    done = tamis("scan", str(path), "--as-of", "published")
    assert (done.status, done.out) == (2, "")
    assert "it states no day of publication; give --as-of YYYY-MM-DD" in done.err


def test_standard_input_is_scanned(tamis: Run, stdin: Callable[[bytes], None]) -> None:
    """`-` reads the document from a pipe; the line of each mention is told, as for a file."""
    stdin(PAGE.encode())
    done = tamis("scan", "-")
    assert done.status == 0
    assert "line 4" in done.out


def test_marks_are_numbered_brackets_where_there_is_no_colour() -> None:
    """The words stay as they are; brackets and the party's number stand around them."""
    found = OneNameScreener(None).scan(PAGE)
    marked = mentions.marked(terminal("never"), PAGE, found).plain
    assert "The trader [[Stepan Volkodarsky]](1) was seen in Zaryanka. [[Volkodarsky]](1) did not" in marked
    assert marked.replace("[[", "").replace("]](1)", "").split() == PAGE.split()


def test_marks_are_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """In colour no brackets are needed; the number stays."""
    monkeypatch.setenv("TERM", "xterm-256color")
    found = OneNameScreener(None).scan(PAGE)
    assert "The trader Stepan Volkodarsky(1) was seen" in mentions.marked(terminal("always"), PAGE, found).plain


def test_the_tour_is_told_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    """The marked page, who they are, the names screened, what to type next."""
    document = Document(path="page.html", title="Frost", published_on=None, text=PAGE, media_type="text/html")
    screener = OneNameScreener(None)
    found = tuple(screener.scan(PAGE))
    scanned = ScannedDocument(path="page.html", title="Frost", published_on=None, characters=len(PAGE), mentions=found)
    scan = Scan(documents=(scanned,), snapshots=(), policy="policy-0", engine="engine-0")
    query = Query(names=(Name("Ottoline"),))
    screening = Screening(query=query, hits=(), snapshots=(), policy="policy-0", engine="engine-0")
    show_tour(terminal("never"), Tour(document, scan, (screening,), Screener.from_listings([])))
    out = capsys.readouterr().out
    told = [
        "[[Stepan Volkodarsky]](1)",
        "Who they are",
        "1 listed party",
        "own:1; invented",
        '"Ottoline": no hit',
        "tamis import un",
    ]
    places = [out.index(words) for words in told]
    assert places == sorted(places)


def test_a_folder_becomes_an_index_with_a_page_for_each(tamis: Run, page: Path, tmp_path: Path) -> None:
    """The worst stands first, what could not be read is named, markup of a document is text; a second run reads nothing."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Nobody is named here.", encoding="utf-8")
    (folder / "b.txt").write_text(PAGE.replace("Frost and trade", "<script>alert(1)</script>"), encoding="utf-8")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    target = tmp_path / "report.html"
    done = tamis("scan", str(folder), "-o", str(target))
    assert done.status == 0
    index = target.read_text(encoding="utf-8")
    assert index.index("b.txt") < index.index("a.txt") < index.index("c.pdf")
    assert "damaged PDF" in index
    pages = sorted((tmp_path / "report_pages").glob("*.html"))
    assert len(pages) == 2
    assert not any("<script" in one.read_text(encoding="utf-8") for one in [target, *pages])
    before = [one.stat().st_mtime_ns for one in pages]
    assert tamis("scan", str(folder), "-o", str(target), "--resume").status == 0
    assert [one.stat().st_mtime_ns for one in pages] == before
    assert target.read_text(encoding="utf-8") == index


def test_one_document_is_one_page(tamis: Run, page: Path, tmp_path: Path) -> None:
    """A single document's report is a single file, with its words marked; --fail-on-hit tells of it."""
    target = tmp_path / "report.html"
    done = tamis("scan", str(page), "-o", str(target), "--fail-on-hit")
    assert done.status == 3
    text = target.read_text(encoding="utf-8")
    assert '<mark id="m1">' in text
    assert "the document names him in full" in text
    assert not (tmp_path / "report_pages").exists()
