"""The judge of labelled documents and the reader of ordinary text, on tiny input of their own."""

from __future__ import annotations

import argparse
import datetime as dt
import io
from pathlib import Path

import pytest
from rich.console import Console

import documents
from measure import floors, labelled, ordinary
from measure.report import LOWER, Figure, Outcome, clustered_share
from tamis.records import Listing, Mention, PartyKind
from tamis.screening import Screener
from tamis.sources import read_publication

from marked import Trap  # isort: skip  labelled puts its folder on the path

marked = labelled.LabelledDocument


def _document(text: str, mentions: list[labelled.LabelledMention], name: str = "a.txt", traps: tuple = ()) -> marked:
    """Return a labelled document."""
    return marked(name, "en", "Latn", "news", dt.date(2020, 1, 1), text.encode(), text, tuple(mentions), traps)


def _mention(start: int, end: int, listing: str) -> Mention:
    """Return a reported mention."""
    return Mention(
        start=start, end=end, text="x" * (end - start), listing=listing, score=1.0, name=None, passage="",
        caption="", kind=PartyKind.PERSON, designations=(), support="", also=(), others=(),
    )  # fmt: skip


def _label(
    start: int, end: int, listing: str, also: tuple[str, ...] = (), optional: bool = False
) -> labelled.LabelledMention:
    return labelled.LabelledMention(start, end, "x" * (end - start), listing, also, optional)


def _shares(verdict: labelled.Verdict) -> dict[str, float]:
    return {one.measure: one.value for one in labelled.label_figures("development", verdict) if one.group == "all"}


def test_judge_counts_as_the_law_says() -> None:
    """Overlap and the right listing count, another listing does not; an optional mention counts for neither when missed."""
    document = _document(
        "x" * 100, [_label(0, 10, "o:1"), _label(20, 30, "o:2", ("o:3",)), _label(50, 60, "o:4", (), True)]
    )
    reported = [_mention(2, 10, "o:1"), _mention(20, 30, "o:3"), _mention(70, 80, "o:1")]
    shares = _shares(labelled.judge([document], [reported]))
    assert shares[labelled.RECALL] == 1.0
    assert shares[labelled.PRECISION] == pytest.approx(2 / 3)
    assert shares[labelled.EXACT] == 0.5


def test_a_found_optional_mention_is_right() -> None:
    """What may be found or not is no error when it is found."""
    document = _document("x" * 100, [_label(0, 10, "o:1", (), True)])
    verdict = labelled.judge([document], [[_mention(0, 10, "o:1")]])
    assert [one.right for one in verdict.reported] == [True]
    assert verdict.labelled == []


def test_misses_name_document_and_what_is_there_instead() -> None:
    """Another listing on the same words is one miss and one wrong mention, each with what stands there."""
    document = _document("x" * 100, [_label(0, 10, "o:1")])
    missed = labelled.judge([document], [[_mention(0, 10, "o:9")]]).misses
    assert sorted((one.error, one.listing, one.near) for one in missed) == [
        ("missed", "o:1", ("o:9",)),
        ("wrong", "o:9", ("o:1",)),
    ]


def test_silence_and_traps() -> None:
    """A silent document is silent when nothing is reported; a mention in a trap falls into it."""
    trap = Trap(5, 9, "xxxx", "capitals")
    quiet, loud = _document("x" * 20, [], "a.txt", (trap,)), _document("x" * 20, [], "b.txt", (trap,))
    verdict = labelled.judge([quiet, loud], [[], [_mention(4, 8, "o:1")]])
    shares = _shares(verdict)
    assert shares[labelled.SILENT] == 0.5
    assert shares[labelled.AVOIDED] == 0.5
    assert {one.group for one in labelled.label_figures("kept", verdict)} >= {
        "trap: capitals",
        "language: en",
        "script: Latn",
    }


def test_documents_are_read_from_files_and_asked() -> None:
    """A document goes through the reader and the screener as with `tamis scan`."""
    listing = Listing.from_json({"id": "own-docs:1", "kind": "person", "names": ["Ruslan Gorbatikhin"]})
    document = _document("Yesterday Ruslan Gorbatikhin left.", [_label(10, 28, "own-docs:1")])
    silent = _document("Nobody was there, and nothing happened at all.", [], "b.txt")
    found = labelled.report_mentions(Screener.from_listings([listing]), [document, silent])
    assert [[(one.start, one.end) for one in some] for some in found] == [[(10, 28)], []]


def test_mentions_of_one_document_are_not_independent() -> None:
    """Twenty answers from two documents that go right and wrong as a whole are worth two questions."""
    rows = [Outcome(True, (), "a")] * 10 + [Outcome(False, (), "b")] * 10
    assert clustered_share(rows) == (0.5, 2.0)
    assert clustered_share([Outcome(bool(place % 2), (), str(place)) for place in range(100)])[1] == pytest.approx(
        99, abs=2
    )


def test_words_are_counted_in_every_script() -> None:
    """Numbers and signs are no words; two ideographs are one."""
    assert ordinary.count_words("Three plain words, 12 % - !") == 3
    assert ordinary.count_words("北京大学") == 1 + 2


def test_catalogues_give_their_translations_alone() -> None:
    """The header, comments and originals of a message catalogue are left out; plural forms are not."""
    catalogue = (
        'msgid ""\nmsgstr ""\n"Last-Translator: Some Body\\n"\n\n# Some One, 2011\nmsgid "Yes"\nmsgstr "Ja"\n\n'
        'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d Tag"\nmsgstr[1] ""\n"%d "\n"Tage"\n'
    )
    assert list(ordinary._messages(catalogue)) == ["Ja", "%d Tag", "%d Tage"]


def test_ordinary_text_is_held_by_a_limit_and_not_by_a_floor(tmp_path: Path) -> None:
    """Which packages are installed differs: the figure is never pinned, and the gate breaks from one in 50,000 words."""
    figure = Figure("all", ordinary.SECTION, ordinary.FALSE, "all", "tamis", 1.2, 1.2, 1.2, 600_000, LOWER)
    assert floors.pinned([figure], documents.MODE) == {}
    assert len(documents.over_limit([figure])) == 1


def test_gate_needs_floors_and_pins_them(tmp_path: Path) -> None:
    """A gate without floors fails and says so; pinned, the same figures pass."""
    document = _document("x" * 100, [_label(0, 10, "o:1")])
    figures = labelled.label_figures("kept", labelled.judge([document], [[_mention(0, 10, "o:1")]]))
    told = io.StringIO()
    for arguments, status in ((["--gate"], 1), (["--pin"], 0), (["--gate"], 0)):
        options = documents.parser().parse_args([*arguments, "--floors", str(tmp_path / "floors.json")])
        assert floors.settle(figures, options, documents.MODE, False, Console(file=told)) == status
    assert "no floor is pinned" in told.getvalue()
    assert isinstance(options, argparse.Namespace)


def test_the_invented_watchlist_is_read() -> None:
    """The bench screens against the watchlist shipped with the tests."""
    assert read_publication(labelled.WATCHLIST, [labelled.SET / "watchlist.jsonl"]).listings
