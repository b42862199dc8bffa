"""Bytes of a document become its characters, or are refused by kind."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamis.errors import DocumentError
from tamis.intake.decoding import decode_bytes

# Invented people in sentences of our own.
TEXTS = {
    "cp1252": "Der Vorsitzende der Hafenbehörde, Jürgen Erfunden, sagte am Freitag, er könne nichts dafür. Die Größe sei unklar.",
    "cp1250": "Prezes zarządu portu, Łukasz Wymyślony, powiedział w piątek, że nie ma z tą sprawą nic wspólnego.",
    "cp1251": "Председатель правления порта Иван Вымышленный заявил в пятницу, что не имеет отношения к этому делу.",
    "koi8_r": "Председатель правления порта Иван Вымышленный заявил в пятницу, что не имеет отношения к этому делу.",
    "cp1256": "قال رئيس مجلس إدارة الميناء حسن المخترع يوم الجمعة إنه لا علاقة له بهذه القضية وإن حجم الأضرار غير واضح.",
    "cp1255": "יושב ראש הנמל משה הבדוי אמר ביום שישי כי אין לו כל קשר לפרשה הזאת והיקף הנזק אינו ידוע.",
    "cp1253": "Ο πρόεδρος του λιμανιού Γιώργος Φανταστικός δήλωσε την Παρασκευή ότι δεν έχει καμία σχέση με την υπόθεση.",
    "big5": "港務局主席王虛構星期五表示，他與此案毫無關係，損失的規模仍不清楚。警方正在調查這起事件。",
    "gb18030": "港务局主席王虚构星期五表示，他与此案毫无关系，损失的规模仍不清楚。警方正在调查这起事件。",
    "cp932": "港湾局の田中架空会長は金曜日、この件とは何の関係もないと述べた。被害の規模はまだ明らかではない。",
    "cp949": "항만청 의장 김허구는 금요일 이 사건과 아무런 관련이 없다고 말했다. 피해 규모는 아직 명확하지 않다.",
}
WESTERN = (
    "El señor Peña Inventado dijo el viernes que no tenía nada que ver con este asunto, según la policía.",
    "O presidente da administração portuária, João Inventado, não quis responder na sexta-feira.",
    "Hamnens ordförande Åke Påhittad sade på fredagen att han inte har något med saken att göra.",
    "Havnens formand Søren Opfundet sagde fredag, at han ikke har noget med sagen at gøre, på trods af alt.",
    "Le président, François Inventé, a déclaré qu’il n’était pour rien là-dedans, à l’exception de la fête.",
    "Peña said so.",
    "The chairman, José Peña, said on Friday that he “had nothing to do with it” and that it’s over.",
)
LABELS = {
    "cp1252": "ISO-8859-1", "cp1251": "windows-1251", "koi8_r": "KOI8-R", "cp1256": "windows-1256", "big5": "Big5",
    "gb18030": "gb2312", "cp932": "Shift_JIS", "cp949": "euc-kr", "cp1250": "windows-1250", "cp1255": "windows-1255",
    "cp1253": "windows-1253",
}  # fmt: skip


@pytest.mark.parametrize("codec", TEXTS)
def test_national_encodings_are_guessed_with_a_warning(codec: str) -> None:
    """A text in an encoding that nothing declares is read as what it is, and the reader is told of the guess."""
    read = decode_bytes(TEXTS[codec].encode(codec))
    assert read.text == TEXTS[codec]
    assert "guessed" in read.warning


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_is_not_taken_for_central_european(text: str) -> None:
    """Where several Latin encodings give letters the commonest is meant: Peña stays Peña and Åke does not become Ĺke."""
    assert decode_bytes(text.encode("cp1252")).text == text


@pytest.mark.parametrize("codec", TEXTS)
def test_declared_encoding_needs_no_guess(codec: str) -> None:
    """What a page declares is believed, under the names that browsers know, and needs no warning."""
    page = f'<html><head><meta charset="{LABELS[codec]}"></head><body>{TEXTS[codec][:20]}</body></html>'
    read = decode_bytes(page.encode(codec))
    assert (read.text, read.warning) == (page, "")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides(codec: str) -> None:
    """A file that begins with a byte order mark is read by it, and the mark is no part of the text."""
    assert decode_bytes(TEXTS["cp1251"].encode(codec)) == (TEXTS["cp1251"], "")


def test_big_endian_utf16_is_read() -> None:
    """UTF-16 with the other byte order is read too."""
    assert decode_bytes(codecs.BOM_UTF16_BE + "Ann Ünreal".encode("utf-16-be")).text == "Ann Ünreal"


def test_valid_utf8_outweighs_what_a_page_declares() -> None:
    """A browser saves a page as UTF-8 and leaves the old declaration in it."""
    page = '<html><meta charset="windows-1251"><p>Иван Вымышленный</p></html>'
    assert decode_bytes(page.encode("utf-8")) == (page, "")


def test_seven_bit_japanese_is_read_as_declared() -> None:
    """ISO-2022-JP passes for ASCII; its escape characters and its declaration tell it."""
    page = '<html><meta charset="iso-2022-jp"><p>田中架空</p></html>'
    assert decode_bytes(page.encode("iso2022_jp")).text == page


def test_a_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    """One stray byte costs one character and a warning, not every name with an accent."""
    read = decode_bytes("Jürgen Erfunden, Łukasz Wymyślony, Иван Вымышленный ".encode() + b"\xff end")
    assert read.text.startswith("Jürgen Erfunden, Łukasz Wymyślony, Иван Вымышленный \ufffd")
    assert "1 characters are not valid utf-8" in read.warning


def test_a_cut_last_character_is_no_other_encoding() -> None:
    """A file that was cut in the middle of its last character is still UTF-8."""
    assert decode_bytes("Ann Wymyślony said ł".encode()[:-1]).text == "Ann Wymyślony said \ufffd"
    assert decode_bytes("José".encode("cp1252")).text == "José"


def test_line_ends_become_one_character() -> None:
    """Windows and old Macintosh line ends are read as Python reads them from a text file."""
    assert decode_bytes(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (_zip("[Content_Types].xml", "word/document.xml"), "a Word document (DOCX)"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet (XLSX)"),
        (_zip("names.txt"), "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "an old Office file"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"\x1f\x8b\x08\x00", "compressed with gzip"),
        (b"{\\rtf1\\ansi Ann Example}", "a rich text file"),
        (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a web page saved as one file"),
        (b"Ann\x00Example", "a binary file"),
    ],
)
def test_binaries_are_refused_by_kind(data: bytes, kind: str) -> None:
    """What is no text is refused in one line that names what it is and what to do."""
    with pytest.raises(DocumentError) as caught:
        decode_bytes(data)
    message = str(caught.value)
    assert kind in message
    assert "save it as text" in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF8 + b" \n"])
def test_empty_files_are_refused(data: bytes) -> None:
    """A file with nothing in it is an error and not an answer without mentions."""
    with pytest.raises(DocumentError, match="the file is empty"):
        decode_bytes(data)


def test_noise_is_refused() -> None:
    """Bytes that are text in no encoding are refused."""
    with pytest.raises(DocumentError, match="in no encoding"):
        decode_bytes(bytes(range(0x80, 0x100)) * 3 + bytes(range(1, 32)) * 9)


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\x00" not in text))
def test_any_utf8_text_is_read_or_refused(text: str) -> None:
    """Whatever its characters, UTF-8 is read as itself or refused as a binary by its first bytes."""
    try:
        read = decode_bytes(text.encode("utf-8"))
    except DocumentError:
        return
    assert read.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=200))
def test_no_bytes_crash(data: bytes) -> None:
    """Any bytes are read as some text or refused."""
    try:
        text = decode_bytes(data).text
    except DocumentError:
        return
    assert text.strip()
