"""Files become Documents, and with a screener a Scan; every person here is invented but for the real document."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tamis.errors import DocumentError
from tamis.intake import documents, reading
from tamis.intake.documents import read_document
from tamis.intake.scanning import scan_documents
from tamis.records import MatchedName, Mention, NameQuality, PartyKind, Reconstruction, Scan, decode
from tamis.records.document import Document


class OneNameScreener:
    """A screener that knows one name, with the properties that scanning asks of any."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def snapshots(self) -> tuple[str, ...]:
        return ("own@2024-01-31-0123456789ab",)

    @property
    def policy(self) -> Policy:
        return Policy()

    @property
    def engine(self) -> str:
        return "0.0.0"

    @property
    def as_of(self) -> dt.date | None:
        return dt.date(2016, 9, 7)

    @property
    def reconstructed(self) -> tuple[Reconstruction, ...]:
        return (Reconstruction(snapshot=self.snapshots[0], undated=1, left_out=0),)

    @property
    def warnings(self) -> tuple[str, ...]:
        return ("own: reconstructed",)

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        return map(self._scan, texts)

    def _scan(self, text: str) -> list[Mention]:
        return [
            Mention(
                start=match.start(), end=match.end(), text=match[0], listing="own:1", score=1.0,
                name=MatchedName(self._name, NameQuality.PRIMARY), passage=match[0], caption=self._name,
                kind=PartyKind.PERSON,
            )
            for match in re.finditer(re.escape(self._name), text)
        ]  # fmt: skip


class Policy:
    id = "policy-of-one-name"


SOURCE = Path(documents.__file__).parents[2]
SCREENER = OneNameScreener("Boris Invented")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text("😀 Board meets\n\n7 Sep 2016\n\nذكر Boris Invented.\n", encoding="utf-8")
    return file


def test_text_is_read_with_what_it_says_of_itself(article: Path) -> None:
    """A text file gives its text untouched, its title and its day of publication."""
    assert read_document(article) == Document(
        path=str(article),
        title="😀 Board meets",
        published_on=dt.date(2016, 9, 7),
        text="😀 Board meets\n\n7 Sep 2016\n\nذكر Boris Invented.\n",
        media_type="text/plain",
    )


def test_content_decides_what_a_file_is(tmp_path: Path) -> None:
    """A page named .txt is a page, a text named .html is a text."""
    page = read_document("page.txt", b"<!doctype html><title>Board</title><p>Boris Invented resigned.</p>")
    text = read_document("text.html", b"Boris Invented resigned.\n")
    assert (page.media_type, page.title) == ("text/html", "Board")
    assert (text.media_type, text.text) == ("text/plain", "Boris Invented resigned.\n")


def test_page_in_a_national_encoding_is_read() -> None:
    """A page in windows-1251 that declares it is read without a warning."""
    markup = '<html><head><meta charset="windows-1251"><title>Порт</title></head><body><p>Иван Вымышленный.</p></body></html>'
    read = read_document("page.html", markup.encode("cp1251"))
    assert "Иван Вымышленный" in read.text
    assert read.warnings == ()


def test_standard_input_is_read_as_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` and None both mean standard input."""
    for path in ("-", None):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Boris Invented\n")))
        read = read_document(path)
        assert (read.path, read.text) == ("-", "Boris Invented\n")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "it is a folder"),
        (lambda path: path.write_bytes(b""), "the file is empty"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "damaged PDF"),
        (lambda path: path.write_bytes(b"a\x00b"), "binary"),
        (lambda path: path.write_bytes(b"<html></html>"), "the page has no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, make: object, message: str) -> None:
    """The message names the file, what is wrong and what to do."""
    path = tmp_path / "document"
    make(path)  # type: ignore[operator]
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_names_of_files_cannot_break_the_message() -> None:
    """A file name with line ends or NUL characters gives one line too."""
    for name in ("no\nsuch\x1bfile", "nul\x00", "x" * 5_000):
        with pytest.raises(DocumentError) as caught:
            read_document(name)
        assert str(caught.value).isprintable()


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    """What is larger than the limit is refused with the limit named, and not read to its end."""
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(DocumentError, match="larger than"):
        read_document(article)


def test_endless_input_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that never ends is read up to the limit."""
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000)
    with pytest.raises(DocumentError, match="larger than"):
        read_document("/dev/zero")


def test_scan_holds_mentions_and_what_they_rest_on(article: Path) -> None:
    """A scan names documents, mentions, snapshots, policy, engine and the day asked for."""
    scan = scan_documents(SCREENER, [str(article)])
    document = scan.documents[0]
    assert (document.path, document.title, document.published_on) == (
        str(article),
        "😀 Board meets",
        dt.date(2016, 9, 7),
    )
    assert (scan.snapshots, scan.policy, scan.engine) == (SCREENER.snapshots, "policy-of-one-name", "0.0.0")
    assert (scan.as_of, scan.reconstructed, scan.warnings) == (
        SCREENER.as_of,
        SCREENER.reconstructed,
        SCREENER.warnings,
    )
    assert decode(Scan, json.loads(json.dumps(scan.to_json()))) == scan


def test_positions_count_code_points(article: Path) -> None:
    """`text[start:end]` is the mention, after emoji and Arabic too, and `characters` is the text's length."""
    text = read_document(article).text
    document = scan_documents(SCREENER, [article]).documents[0]
    (mention,) = document.mentions
    assert text[mention.start : mention.end] == "Boris Invented" == mention.text
    assert document.characters == len(text) == 47


def test_one_unreadable_document_among_several_is_a_warning(article: Path, tmp_path: Path) -> None:
    """The others are answered; the one that failed is named with its reason."""
    scan = scan_documents(SCREENER, [str(tmp_path / "gone.txt"), str(article)])
    assert [document.path for document in scan.documents] == [str(article)]
    assert scan.warnings[-1] == f"not read: {tmp_path / 'gone.txt'}: there is no such file"


def test_guessed_encoding_is_a_warning_of_the_scan(tmp_path: Path) -> None:
    """Who reads the answer learns that the characters of a document were guessed."""
    file = tmp_path / "alt.txt"
    file.write_bytes("Der Präsident Jürgen Erfunden sagte, er habe damit nichts zu tun.".encode("cp1252"))
    assert any(str(file) in warning and "guessed" in warning for warning in scan_documents(SCREENER, [file]).warnings)


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    """No path, one that fails, and several that all fail give no empty answer."""
    with pytest.raises(DocumentError, match="no document given"):
        scan_documents(SCREENER, [])
    with pytest.raises(DocumentError, match="no such file"):
        scan_documents(SCREENER, [tmp_path / "gone.txt"])
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(DocumentError, match=r"none of 2 documents could be read: .*gone.txt.*empty"):
        scan_documents(SCREENER, [tmp_path / "gone.txt", tmp_path])


def test_text_is_read_without_loading_the_extractor(article: Path) -> None:
    """Only a page pays for loading trafilatura."""
    code = (
        "import sys; from tamis.intake import read_document; "
        f"read_document({str(article)!r}); sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(SOURCE)}, check=False
        ).returncode
        == 0
    )


def test_real_news_page_saved_as_text(test_data: Path) -> None:
    """The real page gives its headline as title and the day that stands under it."""
    read = read_document(test_data / "documents" / "000_f2cdae8a492d10f5.txt")
    assert read.published_on == dt.date(2016, 9, 7)
    assert read.title is not None
    assert read.title.startswith("US Increases Pressure On Pakistan")
    assert "Jamaat-ud-Dawah chief Hafiz Saeed" in read.text
    assert read.warnings == ()
