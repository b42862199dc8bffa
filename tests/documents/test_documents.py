"""The labelled set of documents keeps its promises: labels are right, varied, and enough."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from marked import KINDS, TRAP_KINDS, WATCHLIST, LabelledDocument, read_all, read_marked

from tamis.records import Listing, PartyKind
from tamis.sources import read_publication
from tamis.values.scripts import script_of_char

HERE = Path(__file__).parent
HALVES = ("development", "kept")
Half = list[LabelledDocument]


@pytest.fixture(scope="module")
def listings() -> dict[str, Listing]:
    """The invented watchlist by id."""
    read = read_publication(WATCHLIST, [HERE / "watchlist.jsonl"])
    return {listing.id: listing for listing in read.listings}


@pytest.fixture(scope="module", params=HALVES)
def half(request: pytest.FixtureRequest) -> Half:
    """The documents of one half."""
    return list(read_all(HERE / request.param))


def _words(text: str) -> int:
    """Count words; two ideographs count as one."""
    ideographs = sum(script_of_char(letter) == "Hani" for letter in text)
    return len([word for word in text.split() if any(letter.isalnum() for letter in word)]) + ideographs // 2


def _small(text: str) -> str:
    """Return a text in small letters and with blanks for line ends, each letter where it was."""
    return "".join(" " if c.isspace() else c.lower() if len(c.lower()) == 1 else c for c in text)


def _asked(half: Half) -> Iterable[str]:
    return (one.listing for document in half for one in document.mentions if not one.optional)


def test_watchlist_is_as_varied_as_real_ones(listings: dict[str, Listing]) -> None:
    """Several hundred listings, every kind and quality of name, ten scripts and more."""
    assert len(listings) >= 300
    assert {listing.kind for listing in listings.values()} == set(PartyKind) - {PartyKind.UNKNOWN}
    names = [name for listing in listings.values() for name in listing.names]
    assert min(Counter(name.quality for name in names).values()) >= 8
    assert len({name.script for name in names}) > 10


def test_links_lead_somewhere(listings: dict[str, Listing]) -> None:
    """Every link of the watchlist names a listing of it, by id and name."""
    for listing in listings.values():
        for link in listing.links:
            assert link.target is not None
            assert listings[link.target].primary_name.text == link.name


def test_every_label_names_a_listing(half: Half, listings: dict[str, Listing]) -> None:
    """Mentions and traps point at listings that exist."""
    for document in half:
        named = {one.listing for one in document.mentions}
        named |= {other for one in document.mentions for other in one.also}
        named |= {tempted for trap in document.traps for tempted in trap.tempts}
        assert named <= listings.keys(), document.document


def test_positions_are_right(half: Half) -> None:
    """`text[start:end]` is what the label says, beginning and ending with a letter or digit of the name."""
    for document in half:
        for one in (*document.mentions, *document.traps):
            assert document.text[one.start : one.end] == one.text, document.document
            assert one.text == one.text.strip(), (document.document, one.text)
            assert any(letter.isalnum() for letter in one.text)


def test_no_listed_name_is_left_unlabelled(half: Half, listings: dict[str, Listing]) -> None:
    """Where a listed name of two words or more stands letter by letter, there is a label: a mention or a trap."""
    names = {_small(name.text) for listing in listings.values() for name in listing.names if " " in name.text}
    for document in half:
        text = _small(document.text)
        labelled = [(one.start, one.end) for one in (*document.mentions, *document.traps)]
        for name in names:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                covered = any(start < found.end() and found.start() < end for start, end in labelled)
                assert covered, (document.document, found[0])


def test_mentions_do_not_overlap(half: Half) -> None:
    """One place is one mention."""
    for document in half:
        for one, after in zip(document.mentions, document.mentions[1:], strict=False):
            assert one.end <= after.start, (document.document, one.text, after.text)


def test_headers_say_what_there_is(half: Half) -> None:
    """Kinds are known ones, and the text is in the script that the header names."""
    for document in half:
        assert document.kind in KINDS, document.document
        letters = Counter(script_of_char(letter) for letter in document.text if letter.isalpha())
        most = letters.most_common(1)[0][0]
        assert most == {"Hans": "Hani", "Hant": "Hani", "Kore": "Hang"}.get(document.script, document.script)


def test_stated_days_stand_in_the_document(half: Half) -> None:
    """A day of publication is written in the file itself, at least its year."""
    for document in half:
        if document.published_on:
            assert str(document.published_on.year) in document.content.decode(), document.document


def test_half_is_large_enough(half: Half) -> None:
    """At least 64 documents, 320 mentions, 110 traps, 150 listings; none shorter than 120 words, several long ones."""
    assert len(half) >= 64
    assert sum(1 for _ in _asked(half)) >= 320
    assert sum(len(document.traps) for document in half) >= 110
    assert len(set(_asked(half))) >= 150
    words = {document.document: _words(document.text) for document in half}
    assert {name: count for name, count in words.items() if count < 120} == {}
    assert sum(count >= 600 for count in words.values()) >= 4


def test_half_is_varied_enough(half: Half) -> None:
    """Eight languages, five scripts, eight kinds of document, three formats, every kind of trap five times."""
    assert len({document.language for document in half}) >= 8
    assert len({document.script for document in half}) >= 5
    assert len({document.kind for document in half}) >= 8
    assert {Path(document.document).suffix for document in half} == {".txt", ".html", ".md"}
    traps = Counter(trap.kind for document in half for trap in document.traps)
    assert {kind: traps[kind] for kind in TRAP_KINDS if traps[kind] < 5} == {}


def test_third_of_half_is_silent(half: Half) -> None:
    """Three documents in ten or more name nobody listed, and nearly all of those hold traps."""
    silent = [document for document in half if not document.mentions]
    assert len(silent) >= 0.3 * len(half)
    assert sum(bool(document.traps) for document in silent) >= 0.9 * len(silent)


def test_halves_share_nothing() -> None:
    """No line of forty letters or more stands in both halves: neither was made out of the other."""
    lines = [
        {line.strip() for document in read_all(HERE / name) for line in document.text.splitlines() if len(line) >= 40}
        for name in HALVES
    ]
    assert not lines[0] & lines[1]


def test_labels_are_ready_for_json(half: Half) -> None:
    """A document's labels can be written as JSON, with as many mentions and traps."""
    for document in half:
        twin = json.loads(json.dumps(document.labels()))
        assert (len(twin["mentions"]), len(twin["traps"])) == (len(document.mentions), len(document.traps))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[[1|Karim", "never closed"),
        ("Karim]]", "closes nothing"),
        ("[[1|Karim}}", "closes nothing"),
        ("{{road|Karim Road}}", "'road' is no kind of trap"),
        ("[[one|Karim]]", "closes nothing"),
        ("[[one Karim", "is its number or its kind mistyped"),
    ],
)
def test_mistyped_mark_is_refused(tmp_path: Path, body: str, told: str) -> None:
    """A mark that nobody can read stops the reading, with the file's name."""
    path = tmp_path / "note.txt"
    path.write_text(f"language: en\nscript: Latn\nkind: news\n===\n{body}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"^note\.txt: .*{told}"):
        read_marked(path)


def test_marks_may_stand_in_one_another(tmp_path: Path) -> None:
    """A trap inside a mention has its own place; the outer mark closes last."""
    path = tmp_path / "note.txt"
    text = "language: en\nscript: Latn\nkind: news\n===\nThe [[202|{{organisation-name>201|Ehsan}} Foundation]] said.\n"
    path.write_text(text, encoding="utf-8")
    document = read_marked(path)
    assert document.text == "The Ehsan Foundation said.\n"
    assert [(one.start, one.text, one.listing) for one in document.mentions] == [
        (4, "Ehsan Foundation", "own-docs:202")
    ]
    assert [(one.start, one.text, one.tempts) for one in document.traps] == [(4, "Ehsan", ("own-docs:201",))]
