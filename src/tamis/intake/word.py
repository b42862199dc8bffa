"""A Word document (DOCX) -> its text, with the paragraph in which each stretch stands.

In: bytes. Out: a Reading: the main text, then headers, footers, footnotes, endnotes, comments. Insertions that were not
yet accepted are read, deletions are not. Macros, links and embedded files are left alone. Must not know where the bytes
came from.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tamis.errors import DocumentError, MissingExtraError
from tamis.intake.plain import read_plain
from tamis.intake.reading import MAX_CHARACTERS, Deadline, Reading, in_one_line
from tamis.records.document import Location, Stretch

MAX_UNPACKED_BYTES = 200_000_000
"""Pictures apart, the text of a novel is two million; twice that in markup for each letter is rich."""
MAX_RATIO = 100
"""Of unpacked to packed bytes: Word's own files stay below 30."""
_RATIO_FROM_BYTES = 10_000_000

_OTHER_PARTS = re.compile(r"/word/((?:header|footer)\d*|footnotes|endnotes|comments)\.xml")
_LOCAL = re.compile(r"\{[^}]*\}")
_SKIPPED = {"del", "moveFrom", "Fallback", "instrText", "delText"}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, OSError, AttributeError, TypeError,
    NotImplementedError, RuntimeError, EOFError, IndexError,
)  # fmt: skip


def read_word(content: bytes, deadline: Deadline, latest: dt.date | None = None) -> Reading:
    """Return the text of a Word document and what it says of itself.

    The day of publication is the one that the text states: the file's own dates say when it was typed.

    Args:
        content: The file.
        deadline: When to give up.
        latest: Later days are not believed; today where nothing is given.

    Raises:
        DocumentError: damaged, locked, a bomb, or without text; the message has no path.
        MissingExtraError: `python-docx` is not installed.
    """
    package_class = _package()
    _check_size(content)
    try:
        package = package_class.open(io.BytesIO(content))
        about = _about(package)
        text, stretches = _text(package, deadline)
    except (DocumentError, MissingExtraError):
        raise
    except _DAMAGED:
        raise DocumentError("it is a damaged Word document; open it in a word processor and save it again") from None
    if not text.strip():
        raise DocumentError("the Word document has no text")
    plain = read_plain(text, latest)
    return Reading(
        text=text,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title=about.get("title") or plain.title,
        published_on=plain.published_on,
        author=about.get("author"),
        language=about.get("language"),
        stretches=stretches,
    )


def _package() -> Any:
    try:
        from docx.opc.package import OpcPackage
    except ImportError:
        raise MissingExtraError("a Word document needs python-docx: pip install 'tamis[documents]'") from None
    return OpcPackage


def _check_size(content: bytes) -> None:
    """Refuse what would unpack to far more than a document; Python's zipfile never unpacks more than it promises."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except _DAMAGED:
        raise DocumentError("it is a damaged Word document; get it again") from None
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError("it is locked with a password; save it without one")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or unpacked > max(_RATIO_FROM_BYTES, MAX_RATIO * len(content)):
        raise DocumentError("it unpacks to far more than a document holds; refused as a decompression bomb")


def _about(package: Any) -> dict[str, str | None]:
    """Return what the file's properties say; properties that are not there or not as they should be say nothing."""
    try:
        found = package.core_properties
        return {key: in_one_line(getattr(found, key)) for key in ("title", "author", "language")}
    except _DAMAGED:
        return {}


def _text(package: Any, deadline: Deadline) -> tuple[str, tuple[Stretch, ...]]:
    main = package.main_document_part
    others = []
    for part in package.iter_parts():
        match = _OTHER_PARTS.fullmatch(str(part.partname))
        if match:
            others.append((match[1], part))
    pieces: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for name, part in [(None, main), *sorted(others, key=lambda one: one[0])]:
        row = None
        for number, (paragraph, its_row, text) in enumerate(_paragraphs(part.blob), 1):
            if not number % 1_000:
                deadline.check()
            if not text.strip():
                continue
            gap = "" if not pieces else "; " if its_row is not None and its_row is row else "\n"
            row = its_row
            stretches.append(Stretch(length + len(gap), Location(paragraph=number, part=name)))
            pieces.append(gap + text)
            length += len(pieces[-1])
            if length > MAX_CHARACTERS:
                raise DocumentError(f"it holds more than {MAX_CHARACTERS // 1_000_000} million characters; split it")
            del paragraph
    return "".join(pieces), tuple(stretches)


def _paragraphs(xml: bytes) -> Iterator[tuple[Any, Any, str]]:
    """Yield each paragraph of a part, the table row around it, and its own text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Any = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise DocumentError("its XML has a document type, which no Word document has; refused")
    for paragraph in root.iter("{*}p"):
        if _is_of_word(paragraph) and not _is_left_out(paragraph):
            yield paragraph, next(paragraph.iterancestors("{*}tr"), None), "".join(_pieces(paragraph))


def _is_of_word(element: Any) -> bool:
    """Tell Word's paragraphs from those of drawings, by the namespace of either flavour of the format."""
    return "wordprocessingml" in element.tag


def _is_left_out(element: Any) -> bool:
    return any(_name(one) in _SKIPPED for one in element.iterancestors())


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text below an element, without that of paragraphs inside it: text boxes have their own turn."""
    for child in element:
        name = _name(child)
        if name in _SKIPPED or (name == "p" and _is_of_word(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS and _is_of_word(child):
            if _name(element) != "tabs":  # where tab stops are defined, nothing is written
                yield _SIGNS[name]
        else:
            yield from _pieces(child)


def _name(element: Any) -> str:
    return _LOCAL.sub("", element.tag) if isinstance(element.tag, str) else ""
