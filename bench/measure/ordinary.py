"""Ordinary text that names no listed party: documentation of the packages installed here, in English and a hundred other languages.

Comes in: the environment's packages, and every list that is there. Goes out: texts, what is found in them, and how often that is wrong.
`true_mentions.tsv` names what a person has looked at and found to be true. Must not know how names are found in a text.

English: READMEs, changelogs, licences and docstrings. Other languages: the translated sentences of Django's message
catalogues (`bench/requirements.txt`), without their comments.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import inspect
import itertools
import re
import sysconfig
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure.lists import data_folder, every_list
from measure.report import LOWER, Figure, Place, plain_figure
from tamis.records import Mention
from tamis.screening import Screener

MEGABYTES = 5.0
PER_WORDS = 50_000
LIMIT = 1.0
"""False mentions per so many words of ordinary text that are too many."""
SECTION, FALSE = "ordinary text, all lists", f"false mentions per {PER_WORDS:,} words"
_SHARE = 200_000  # bytes of a package or language: none fills the whole
_LINE_WORDS = 5  # a file whose lines hold fewer words on average is a table or a word list
_MESSAGE = re.compile(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HAS_LETTER = re.compile(r"[^\W\d_]")
TRUE = Path(__file__).with_name("true_mentions.tsv")


@dataclass(frozen=True, slots=True)
class Ordinary:
    """One document: where it is from and its text."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A mention reported in ordinary text, and why it is true; None where it is false."""

    source: str
    mention: Mention
    reason: str | None


def read_ordinary(megabytes: float = MEGABYTES) -> list[Ordinary]:
    """Return so many megabytes of UTF-8: one half English, one half the other languages, or less where there is less."""
    root = Path(sysconfig.get_paths()["purelib"])
    half = int(megabytes * 500_000)
    return [*_until(half, _english(root)), *_until(half, _translated(root))]


def count_words(text: str) -> int:
    """Count words; two ideographs or kana count as one."""
    return sum(1 for word in text.split() if _HAS_LETTER.search(word)) + len(_IDEOGRAPH.findall(text)) // 2


def find_mentions(screener: Screener, documents: Iterable[Ordinary]) -> list[Found]:
    """Return what is reported in ordinary text, with the reason where a person found it true."""
    reasons = _true_mentions()
    return [
        Found(document.source, mention, reasons.get((mention.listing, " ".join(mention.text.split()).casefold())))
        for document in documents
        for mention in screener.scan(document.text)
    ]


def full_screener() -> Screener:
    """Return a screener over every list that is there.

    Raises:
        NoDataError: the folder of real lists is not here.
    """
    return Screener.from_listings(one for listings in every_list(data_folder()).values() for one in listings)


def told(found: Found) -> dict[str, Any]:
    """Return what was found, ready for JSON."""
    mention = found.mention
    listed = mention.name.listed if mention.name else None
    return {
        "source": found.source, "start": mention.start, "end": mention.end, "text": mention.text, "listing": mention.listing,
        "listed": listed, "score": mention.score, "passage": mention.passage, "true": found.reason,
    }  # fmt: skip


def ordinary_figures(documents: Iterable[Ordinary], found: Iterable[Found]) -> list[Figure]:
    """Return how many mentions are false for so many words; none where there is no text."""
    words = sum(count_words(document.text) for document in documents)
    false = sum(one.reason is None for one in found)
    place = Place("all", SECTION, FALSE, "tamis", LOWER)
    figure = plain_figure(place, false * PER_WORDS / max(words, 1), words)
    return [figure] if words else []


def _true_mentions() -> dict[tuple[str, str], str]:
    with TRUE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {(row["listing"], row["text"].casefold()): row["reason"] for row in rows}


def _until(size: int, documents: Iterable[Ordinary]) -> Iterator[Ordinary]:
    """Yield documents until they hold so many bytes, each text once; the last one is cut."""
    seen: set[bytes] = set()
    for one in documents:
        content = one.text.encode()
        digest = hashlib.sha256(content).digest()
        if digest in seen:
            continue
        seen.add(digest)
        yield Ordinary(one.source, content[:size].decode(errors="ignore"))
        size -= len(content)
        if size <= 0:
            return


def _english(root: Path) -> Iterator[Ordinary]:
    """Yield the documentation of each package, in an order that no new package changes for the others."""
    # Our own documentation names listed parties, as examples.
    folders = [one for one in root.iterdir() if one.is_dir() and not one.name.startswith(("__", "tamis"))]
    for folder in sorted(folders, key=_digest):
        texts = itertools.chain(_prose(folder), _docstrings(folder))
        yield from _until(_SHARE, (Ordinary(f"{path.relative_to(root)}", text) for path, text in texts))


def _prose(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".md", ".rst", ".txt") and path.name not in ("METADATA", "README", "LICENSE"):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore") if path.is_file() else ""
        lines = [line for line in text.splitlines() if line.strip()]
        if lines and len(text.split()) >= _LINE_WORDS * len(lines):
            yield path, text


def _docstrings(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*.py")):
        if "locale" in path.parts or "tests" in path.parts:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                tree = ast.parse(path.read_bytes())
            except (SyntaxError, ValueError):
                continue
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        nodes = (node for node in ast.walk(tree) if isinstance(node, documented))
        text = "\n\n".join(inspect.cleandoc(found) for node in nodes if (found := ast.get_docstring(node, clean=False)))
        if text:
            yield path, text


def _translated(root: Path) -> Iterator[Ordinary]:
    """Yield the message catalogues, every language in turn."""
    files = list((root / "django").rglob("locale/*/LC_MESSAGES/*.po"))
    languages: dict[str, list[Path]] = {}
    for path in sorted(files):
        if not path.parts[-3].startswith("en"):
            languages.setdefault(path.parts[-3], []).append(path)
    for rank in itertools.zip_longest(*(sorted(languages[one], key=_digest) for one in sorted(languages, key=str))):
        for path in filter(None, rank):
            text = "\n\n".join(_messages(path.read_text(encoding="utf-8")))
            if text:
                yield Ordinary(str(path.relative_to(root)), text)


def _messages(catalogue: str) -> Iterator[str]:
    """Yield the translated sentences of a catalogue, its header left out."""
    for match in itertools.islice(_MESSAGE.finditer(catalogue), 1, None):
        message = ast.literal_eval("(" + match[1] + ")")
        if message:
            yield message


def _digest(path: Path) -> str:
    return hashlib.sha256(path.name.encode()).hexdigest()
