"""Bytes of a document -> its characters.

In: the bytes of one file. Out: text, and a warning where the encoding had to be guessed or characters were lost. What
is not text is refused by its kind. Must not know what the text says, nor where the bytes came from.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tamis.errors import DocumentError

BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16: the mark of UTF-16-LE begins that of UTF-32-LE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of what people hand in by mistake. Longest first where one begins another.
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text file (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS, PPT or MSG)"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh91AY&SY", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"bplist00", "a web archive or property list"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_ZIP = b"PK\x03\x04"
_ZIPPED = (  # a member's name tells what the archive is
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "a spreadsheet (XLSX)"),
    (b"ppt/", "a presentation (PPTX)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub+zip", "an e-book (EPUB)"),
)
_ZIP_WINDOW_BYTES = 65_536  # names of members stand at both ends of an archive

# Browsers read these labels as the wider encoding (WHATWG Encoding Standard, section 4.2, "names and labels").
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "chinese": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "korean": "cp949", "windows-949": "cp949", "iso-2022-jp": "iso2022_jp",
    "tis-620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874", "koi8-r": "koi8_r", "koi8-u": "koi8_u",
    "ibm866": "cp866", "cp866": "cp866", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso8859_8",
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"cp{number}": f"cp{number}" for number in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}  # fmt: skip
_DECLARED = re.compile(
    rb"<meta\b[^<>]{0,400}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN_BYTES = 8_192  # the standard says 1,024; pages that open with a long script put it later

_GUESSED_FROM = (
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258", "koi8_r", "big5hkscs",
    "gb18030", "cp932", "euc_jp", "cp949", "cp874", "iso8859_2", "iso8859_5", "cp866",
)  # fmt: skip
_WESTERN_AND_CENTRAL = ("cp1252", "cp1250", "cp1257", "cp1258", "iso8859_2")
_LEVEL = 0.025  # the detector's "chaos" of right and wrong Latin readings of one paragraph lies closer together
_SIGN_IN_WORD = re.compile(r"[^\W\d_][^\w\s'’.\-/,;:!?)»”\"]|[¹³£¿¥][^\W\d_]|[^\W\d_][¹³]")
GUESS_SAMPLE_BYTES = 200_000
# A file in another encoding reads as UTF-8 with almost every character outside ASCII broken; a UTF-8 file with a
# cut or a stray byte has one broken in many. One in ten lies far from both.
_BROKEN_AT_MOST = 0.1
_ACCENTS_AT_MOST = 0.15  # bytes outside ASCII in Latin text; other scripts are made of them


class Decoded(NamedTuple):
    """The characters of a file; `warning` says what a reader must know of them, "" for nothing."""

    text: str
    warning: str = ""


def decode_bytes(data: bytes) -> Decoded:
    """Return the characters of a file, line ends as `\\n`, without its byte order mark.

    A byte order mark decides; then valid UTF-8; then the encoding that an HTML page declares; then UTF-8 with few
    broken bytes; then a guess from the usual national encodings.

    Raises:
        DocumentError: nothing in it, a binary (its kind is named), or no encoding fits; the message has no path.
    """
    if not data.strip(b" \t\r\n\x0b\x0c"):
        raise DocumentError("the file is empty")
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_with_losses(data[len(mark) :], codec, limit=1.0) or Decoded(""))
    _refuse_binary(data)
    return _checked(_without_mark(data))


def _without_mark(data: bytes) -> Decoded:
    declared = _declared_codec(data)
    if declared == "iso2022_jp" and b"\x1b" in data:  # seven bits: it would pass for UTF-8
        return _with_losses(data, declared, limit=1.0) or Decoded("")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if declared is not None and (read := _with_losses(data, declared)) is not None:
        return read
    return _with_losses(data, "utf-8") or _guess(data)


def _declared_codec(data: bytes) -> str | None:
    """Return Python's name of the encoding that the page declares, None where it is unknown or some UTF."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN_BYTES)
    if match is None:
        return None
    return _LABELS.get((match[1] or match[2]).decode("ascii").lower())


def _with_losses(data: bytes, codec: str, limit: float = _BROKEN_AT_MOST) -> Decoded | None:
    """Return `data` read as `codec`, None where more than `limit` of the characters outside ASCII are broken.

    A last character that is cut through is no sign of another encoding, where another one is whole.
    """
    try:
        return Decoded(data.decode(codec))
    except UnicodeDecodeError as error:
        text = data.decode(codec, "replace")
        if error.reason == "unexpected end of data":
            limit = max(limit, 0.5)
    broken = text.count("\ufffd")
    outside_ascii = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text))
    if broken > limit * outside_ascii:
        return None
    return Decoded(text, f"{broken} characters are not valid {codec} and were read as U+FFFD")


def guess_codecs(data: bytes) -> list[str]:
    """Return the national encodings that bytes could be in, likeliest first; empty where none fits.

    Args:
        data: Text in some encoding other than UTF-8; its first 200,000 bytes are looked at.
    """
    from charset_normalizer import from_bytes

    sample = data[:GUESS_SAMPLE_BYTES]
    among = _WESTERN_AND_CENTRAL if _is_accented(sample) else _GUESSED_FROM
    results = list(from_bytes(sample, cp_isolation=list(among)))
    if results and results[0].encoding in _WESTERN_AND_CENTRAL:
        least = results[0].chaos
        results.sort(key=lambda one: _latin_rank(one.encoding, str(one), one.chaos - least))
    return [result.encoding for result in results]


def _guess(data: bytes) -> Decoded:
    for codec in guess_codecs(data):
        read = _with_losses(data, codec)
        if read is not None:
            guess = f"its encoding was guessed: {codec}; if names look wrong, save it as UTF-8"
            return Decoded(read.text, "; ".join(filter(None, (guess, read.warning))))
    raise DocumentError("its characters are in no encoding that tamis knows; save it as UTF-8")


def _is_accented(sample: bytes) -> bool:
    """Tell Latin text, in which single bytes outside ASCII stand among letters, from scripts that are runs of them."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", sample)]
    alone = sum(length == 1 for length in runs)
    return sum(runs) <= _ACCENTS_AT_MOST * len(sample) and 2 * alone > len(runs)


def _latin_rank(codec: str, text: str, worse_by: float) -> tuple[bool, int, bool]:
    """Order the Latin encodings, between which a detector is at sea: those without signs inside words, then cp1252.

    Read as cp1252, the Polish letters of cp1250 become signs ("zarz¹du"); the other way round they become letters.
    """
    rival = codec in _WESTERN_AND_CENTRAL and worse_by <= _LEVEL
    return (not rival, len(_SIGN_IN_WORD.findall(text)) if rival else 0, codec != "cp1252")


def _checked(read: Decoded) -> Decoded:
    """Refuse what decodes but is no text; make line ends one character."""
    if "\x00" in read.text:
        raise DocumentError("it holds NUL characters and is no text")
    if not read.text.strip():
        raise DocumentError("the file is empty")
    return Decoded(read.text.replace("\r\n", "\n").replace("\r", "\n"), read.warning)


def _refuse_binary(data: bytes) -> None:
    kind = binary_kind(data)
    if kind is not None:
        raise DocumentError(f"it is {kind}; this version reads text and HTML: save it as one of these")
    if b"\x00" in data:
        raise DocumentError("it is a binary file, or UTF-16 without its mark; this version reads text and HTML")


def binary_kind(data: bytes) -> str | None:
    """Return the kind of a known binary, None for anything else."""
    if data.startswith(_ZIP):
        ends = data[:_ZIP_WINDOW_BYTES] + data[-_ZIP_WINDOW_BYTES:]
        return next((kind for name, kind in _ZIPPED if name in ends), "a ZIP archive")
    for magic, kind in _KINDS:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP image"
    head = data[:2_000].lower()
    if b"mime-version:" in head and b"multipart/related" in head:
        return "a web page saved as one file (MHTML)"
    return None
