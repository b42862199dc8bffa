"""A document's page and the index, in text and in a real browser: what a document says is text, never markup."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tamis.records import (
    Designation,
    Document,
    Location,
    MatchedName,
    Mention,
    NameQuality,
    PartyKind,
    Scan,
    ScannedDocument,
    Unread,
)
from tamis.report.document_pages import document_page, index_page, write_page
from tamis.report.marking import cut_text, place_text

EVIL = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"
TEXT = f"Boris Invented met {EVIL} in Zaryanka.\nقال بوريس Boris Invented ذلك.\n"


def mention(start: int, end: int) -> Mention:
    return Mention(
        start=start, end=end, text=TEXT[start:end], listing="own:1", score=0.97,
        name=MatchedName(EVIL, NameQuality.ALIAS), passage=EVIL, caption=f"Boris {EVIL}", kind=PartyKind.PERSON,
        designations=(Designation(EVIL, EVIL, dt.date(2024, 1, 31)),), support=EVIL, location=Location(line=1),
    )  # fmt: skip


DOCUMENT = Document(path=f"{EVIL}.txt", title=EVIL, published_on=None, text=TEXT, media_type="text/plain", author=EVIL)
SCAN = Scan(
    documents=(
        ScannedDocument(
            path=DOCUMENT.path, title=EVIL, published_on=None, characters=len(TEXT),
            mentions=(mention(0, 14), mention(TEXT.rindex("Boris"), TEXT.rindex("Boris") + 14)), page="a.html",
        ),
    ),
    snapshots=("own@2026-01-15-000000000000",), policy="policy-0", engine="engine-0", warnings=(EVIL,),
    unread=(Unread(EVIL, EVIL),),
)  # fmt: skip


def test_nothing_of_a_document_is_markup() -> None:
    """Names, titles, paths and reasons with tags in them are escaped on both pages."""
    for page in (document_page(DOCUMENT, SCAN, "../index.html"), index_page([SCAN], "x_pages")):
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_marks_hold_the_words_and_lead_to_the_party() -> None:
    """Without its tags and numbers the marked text is the document's."""
    page = document_page(DOCUMENT, SCAN)
    assert page.count('<mark id="m') == 2
    assert re.findall(r'<mark id="m1"><a href="#p1"[^>]*>([^<]*)<sup>1</sup>', page) == ["Boris Invented"]
    assert "".join(one.text for one in cut_text(TEXT, SCAN.documents[0].mentions)) == TEXT


def test_a_long_text_is_cut_around_its_marks() -> None:
    """What is left out is counted; nothing is lost in silence."""
    text = "a" * 10_000 + "Boris Invented" + "b" * 10_000
    one = replace(mention(0, 14), start=10_000, end=10_014)
    pieces = list(cut_text(text, [one], around=100))
    assert sum(len(piece.text) + piece.left_out for piece in pieces) == len(text)
    assert [len(piece.text) for piece in pieces] == [100, 14, 100, 0]


def test_places_are_told_in_words() -> None:
    """A page, a paragraph of a part, a row of a sheet, a line."""
    told = [
        place_text(one)
        for one in (
            Location(page=3, line=9),
            Location(paragraph=2, part="footnotes"),
            Location(sheet="S", row=5),
            Location(line=4),
            None,
        )
    ]
    assert told == ["page 3", "paragraph 2 of footnotes", "S, row 5", "line 4", ""]


@pytest.mark.runtime("chromium")
def test_a_browser_runs_nothing(tmp_path: Path) -> None:
    """In a real browser the page keeps its own title, and shows tags as text."""
    name = write_page(tmp_path, None, DOCUMENT, SCAN)
    (tmp_path / "index.html").write_text(index_page([SCAN], "pages"), encoding="utf-8")
    for file in (name, "index.html"):
        shown = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={tmp_path / 'browser'}", "--dump-dom", (tmp_path / file).as_uri()],
            capture_output=True, text=True, timeout=120, check=True,
        ).stdout  # fmt: skip
        assert "<title>run</title>" not in shown
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
