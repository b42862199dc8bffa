"""Names in Chinese characters and Hangul, character for character: traditional, simplified and Japanese forms are one.

In: texts. Out: the same without what is no letter or digit, each variant of a character written alike. Must not know: how
characters sound (`eastern`), listings.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from tamis.values.tables import read_table

HAN_OR_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")


def is_of_characters(text: str) -> bool:
    """Say whether a text holds Chinese characters or Hangul."""
    return bool(HAN_OR_HANGUL.search(text))


def bare(text: str) -> str:
    """Return a text's letters and digits, each variant of a character written alike."""
    plain = (char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
    return "".join(map(_simple, plain)).casefold()


def bare_names(texts: Iterable[str]) -> list[str]:
    """Return the names among texts that hold characters, bare, each once, sorted."""
    return sorted({bare(text) for text in dict.fromkeys(texts) if not text.isascii() and is_of_characters(text)})


@functools.cache
def _variants() -> dict[str, str]:
    return {row[0]: row[1] for row in read_table("han_variants")}


@functools.lru_cache(maxsize=20_000)
def _simple(char: str) -> str:
    return _variants().get(char, char)
