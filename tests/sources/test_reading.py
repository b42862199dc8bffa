"""Opening files: within limits, and refused in one line otherwise."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.sources import reading
from tamis.sources.reading import OpenedFile, decode_text, open_file, parse_xml


def _refused(path: Path) -> str:
    with pytest.raises(FormatError) as caught:
        open_file(path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(str(path))
    return message


def test_plain_and_gzip_are_the_same_file(tmp_path: Path) -> None:
    """Name and content are the decompressed ones, whatever the ending; several gzip members are one file."""
    (tmp_path / "a.csv").write_bytes(b"1,2\n3,4\n")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"1,2\n") + gzip.compress(b"3,4\n"))
    (tmp_path / "b.csv").write_bytes(gzip.compress(b"1,2\n3,4\n"))
    assert open_file(tmp_path / "a.csv").content == open_file(tmp_path / "a.csv.gz").content == b"1,2\n3,4\n"
    assert open_file(tmp_path / "a.csv.gz").name == "a.csv"
    assert open_file(tmp_path / "b.csv").content == b"1,2\n3,4\n"


def test_devices_are_refused() -> None:
    """A device that never ends is not read."""
    assert "a device or pipe" in _refused(Path("/dev/zero"))


def test_what_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder, an empty file, one with nothing but an end mark."""
    assert "no such file" in _refused(tmp_path / "absent.xml")
    assert "a folder" in _refused(tmp_path)
    for content in (b"", b"\n \n", b"\x1a", gzip.compress(b"")):
        (tmp_path / "empty").write_bytes(content)
        assert "empty" in _refused(tmp_path / "empty")


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    """Cut off, altered within, or with bytes behind."""
    whole = gzip.compress(bytes(range(256)) * 40)
    path = tmp_path / "list.gz"
    for content, told in (
        (whole[:-20], "ends early"),
        (whole[:20] + b"\xff\xff\xff" + whole[23:], "gz"),
        (whole + b"rubbish", "after the end"),
        (whole[:-8] + b"\0\0\0\0" + whole[-4:], "damaged"),
    ):
        path.write_bytes(content)
        assert told in _refused(path)


def test_decompression_bombs_are_refused(tmp_path: Path) -> None:
    """What unpacks to more than a hundred times its size is not read to its end."""
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * 64 * 2**20))
    assert "bomb" in _refused(tmp_path / "bomb.gz")
    (tmp_path / "many.gz").write_bytes(gzip.compress(b"") * 5000)
    assert "gzip members" in _refused(tmp_path / "many.gz")


def test_files_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for plain files and for what gzip holds."""
    monkeypatch.setattr(reading, "SIZE_LIMIT_BYTES", 1000)
    (tmp_path / "large").write_bytes(b"x" * 1001)
    assert "larger" in _refused(tmp_path / "large")
    (tmp_path / "large.gz").write_bytes(gzip.compress(b"x" * 1001))
    assert "unpacks" in _refused(tmp_path / "large.gz")


@pytest.mark.parametrize(("magic", "told"), [(b"PK\x03\x04", "ZIP"), (b"%PDF-1.7", "PDF"), (b"BZh91AY", "bzip2")])
def test_binaries_are_named(tmp_path: Path, magic: bytes, told: str) -> None:
    """A file of another kind is refused by what it is."""
    (tmp_path / "file").write_bytes(magic + b"\x00\x01")
    assert told in _refused(tmp_path / "file")


def _file(content: bytes) -> OpenedFile:
    return OpenedFile(Path("list"), "list", content)


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<!-- " + b"x" * 9000 + b' --><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    ],
)
def test_xml_with_a_document_type_is_refused(content: bytes) -> None:
    """No entity is resolved and nothing is fetched: not hidden behind a long comment, not in another encoding."""
    with pytest.raises(FormatError, match="document type"):
        parse_xml(_file(content))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<a><b>", "cut off"),
        (b"<a><b></b>", "cut off"),
        (b"<a>\x07</a>", "damaged"),
        (b"<a>\xff</a>", "damaged"),
        (b"<a/><b/>", "damaged"),
        (b"<a>" * 400 + b"</a>" * 400, "damaged"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "damaged"),
    ],
)
def test_faulty_xml_is_refused_in_one_line(content: bytes, told: str) -> None:
    """Cut off or damaged, with the line where it shows; nested beyond reason is damaged too."""
    with pytest.raises(FormatError, match=told) as caught:
        parse_xml(_file(content))
    assert "\n" not in str(caught.value)


def test_text_is_utf8(tmp_path: Path) -> None:
    """A byte order mark is dropped; another encoding and NUL characters are refused with their line."""
    assert decode_text(_file(b"\xef\xbb\xbfa\n")) == "a\n"
    with pytest.raises(FormatError, match="line 2 is not UTF-8"):
        decode_text(_file(b"a\nM\xfcller\n"))
    with pytest.raises(FormatError, match="line 1 holds a NUL"):
        decode_text(_file(b"a\x00b\n"))
