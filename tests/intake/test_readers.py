"""Each kind of file gives its text and where it stands, or one line that says why not; everybody here is invented."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tamis.intake import reading
from tamis.intake.documents import read_document, read_documents
from tamis.intake.scanning import files_below
from tamis.records import Document, Unread

pypdf = pytest.importorskip("pypdf")
docx = pytest.importorskip("docx")


def pdf(*pages: str) -> bytes:
    """Return a PDF with the lines of each page in Helvetica; an empty page has no text layer."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        lines = "".join(f"({line}) Tj T* " for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines}ET".encode() if page else b""
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        box = b"/MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (box, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


def zipped(**files: bytes) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def word() -> bytes:
    """Return a Word document with a heading, a paragraph, a table and a header."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Board", "Ann Example"
    document.add_paragraph("Published: 7 September 2016")
    document.add_paragraph("Boris Inven").add_run("ted resigned.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Name", "Carla Erfunden"
    document.sections[0].header.paragraphs[0].text = "Zaryanka Trading"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def located(document: Document, words: str) -> object:
    """Return where words stand."""
    return document.locate(document.text.index(words))


def test_pdf_gives_pages() -> None:
    """Pages in order, divided words whole, the page of each word, a page without text told, the language."""
    read = read_document("a.pdf", pdf("The organi-\nsation of Boris", "", "Abd al-\nRahman Invented"))
    assert "organisation of Boris" in read.text
    assert "al-Rahman Invented" in read.text
    assert located(read, "Rahman").page == 3
    assert read.language == "en-GB"
    assert "1 of its 3 pages" in read.warnings[0]


def test_pdf_names_join_over_pages() -> None:
    """A running head is kept once, and a sentence goes on over the page's end."""
    read = read_document(
        "a.pdf",
        pdf("Court of Zaryanka\nseen with Boris\n1", "Court of Zaryanka\nInvented in\n2", "Court of Zaryanka\nMay\n3"),
    )
    assert read.text.count("Court of Zaryanka") == 1
    assert "Boris\nInvented in\nMay" in read.text


def test_locked_and_scanned_pdfs_are_told() -> None:
    """A password, pictures only, damage: each in one line."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Boris")))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    for content, words in ((locked.getvalue(), "password"), (pdf("", ""), "text layer"), (b"%PDF-1.4 x", "damaged")):
        (found,) = read_documents("a.pdf", content)
        assert isinstance(found, Unread)
        assert words in found.reason


def test_word_gives_paragraphs_tables_and_headers() -> None:
    """Runs are joined, a table's row is a line, headers are read, properties give title and author."""
    read = read_document("wrong.txt", word())
    assert "Boris Invented resigned.\nName; Carla Erfunden" in read.text
    assert (read.title, read.author, str(read.published_on)) == ("Board", "Ann Example", "2016-09-07")
    assert located(read, "Boris").paragraph == 2
    assert "header" in located(read, "Zaryanka").part


def test_bombs_are_refused() -> None:
    """A Word document and an archive that unpack to far more than they hold; archives in archives without end."""
    bomb = zipped(**{"word/document.xml": b" " * 60_000_000, "[Content_Types].xml": b""})
    (found,) = read_documents("a.docx", bomb)
    assert isinstance(found, Unread)
    assert "decompression bomb" in found.reason
    flat = zipped(**{f"{number}.txt": b"a" * 15_000_000 for number in range(3)})
    assert any("decompression bomb" in one.reason for one in read_documents("a.zip", flat) if isinstance(one, Unread))
    nested = b"Boris"
    for _ in range(6):
        nested = zipped(inner=nested)
    (found,) = read_documents("a.zip", nested)
    assert isinstance(found, Unread)
    assert "nested more than 3 deep" in found.reason


def test_archive_gives_its_files_and_names_the_bad_ones() -> None:
    """One bad member stops nothing; names from the archive are only names."""
    found = list(read_documents("a.zip", zipped(**{"../b.txt": b"Boris", "c.png": b"\x89PNG\r\n\x1a\n", "d.txt": b""})))
    assert [one.path for one in found] == ["a.zip!../b.txt", "a.zip!c.png", "a.zip!d.txt"]
    assert [type(one) for one in found] == [Document, Unread, Unread]


def test_mail_gives_headers_body_and_attachments() -> None:
    """Who wrote to whom stands in the text; what is attached is a document of its own."""
    mail = (
        b"From: Ann Example <a@example.org>\r\nTo: Boris Invented <b@example.org>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n"
        b"Date: Wed, 7 Sep 2016 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/html\r\n\r\n<p>Dear <b>Boris</b></p>\r\n"
        b"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=n.txt\r\n\r\nCarla\r\n--x--\r\n"
    )
    first, second = read_documents("m.eml", mail)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.author, str(first.published_on)) == ("Grüße", "Ann Example", "2016-09-07")
    assert "Boris Invented" in first.text
    assert "Dear Boris" in first.text
    assert (second.path, second.text.strip()) == ("m.eml!n.txt", "Carla")


def test_markdown_and_csv_lose_their_marks() -> None:
    """Emphasis, links and quotation marks of cells are no part of a name; a CSV's row is known."""
    read = read_document(
        "a.md", b"---\ndate: 2016-09-07\n---\n# Board\n\n**Boris** [Invented](http://x.example/) *left*.\n"
    )
    assert "Boris Invented left." in read.text
    assert (read.title, str(read.published_on)) == ("Board", "2016-09-07")
    rows = read_document("a.csv", b'id,name\n1,"Invented, Boris"\n2,Carla\n')
    assert rows.text == "id; name\n1; Invented, Boris\n2; Carla"
    assert located(rows, "Boris").row == 2


def test_pages_know_their_elements() -> None:
    """The words of a page are found again in the element that holds them."""
    markup = "<html><body><nav><a>Menu</a></nav><article><p>One paragraph of news, long enough.</p><p>Then <b>Boris Invented</b> left the board.</p></article></body></html>"
    read = read_document("a.html", markup.encode())
    assert located(read, "Boris").element == "/html/body/article/p[2]/b"


def test_a_million_tags_and_too_large_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is one line, and the file beside them is read."""
    (found,) = read_documents("a.html", b"<html><body>" + b"<i>" * 2_100_000)
    assert isinstance(found, Unread)
    assert "tags" in found.reason
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    (found,) = read_documents("a.txt", b"a" * 200)
    assert isinstance(found, Unread)
    assert "larger than" in found.reason


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Hidden files are passed over, the rest comes by name, each file once."""
    for name in ("b.txt", "a.txt", ".hidden", "~$lock.docx"):
        (tmp_path / name).write_text("Boris", encoding="utf-8")
    assert [Path(one).name for one in files_below([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "b.txt"]
