"""Countries: any usual name of a country, brought to its ISO 3166 alpha-2 code in lower case.

In: a name in one of some fifty languages, an alpha-2 or alpha-3 code, a nationality in English. Out: a code, or a code's
English name. Knows names only; whether two countries are the same for a comparison is not decided here.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources

FORMER: dict[str, tuple[str, ...]] = {
    "su": ("ru", "ua", "by", "uz", "kz", "ge", "az", "lt", "md", "lv", "kg", "tj", "am", "tm", "ee"),
    "yu": ("rs", "me", "hr", "si", "ba", "mk", "xk", "cs"),
    "cs": ("rs", "me", "xk"),
    "cshh": ("cz", "sk"),
    "dd": ("de",),
    "zr": ("cd",),
    "yd": ("ye",),
    "an": ("cw", "sx", "bq", "aw", "nl"),
}
"""Countries that are no more, with those that stand on their land: a passport of one does not contradict the others."""

_REGION = re.compile(r"^\s*region:\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_SAINT = re.compile(r"\bst\b")
_WORDS = re.compile(r"[^\W_]+")
_LONGEST_TEXT = 1000  # characters; no remark on a nationality is near it
_LONGEST_NAME = 6  # words
_CODE_LENGTH = 3  # letters of a code, at most
_SMALL_WORDS = frozenset({"the", "of", "and"})


def fold_country(text: str) -> str:
    """Return a country's name without case, accents, punctuation and small words: the key of the table."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace(".", "")
    words = _WORDS.findall(_SAINT.sub("saint", plain))
    return " ".join(word for word in words if word not in _SMALL_WORDS)


@functools.lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """Return the ISO 3166 alpha-2 code of a country, in lower case.

    Args:
        text: A name in any usual language or order (`Iran (Islamic Republic of)`, `Korea, North`, `Россия`, `روسيا`),
            a code (`PK`, `PAK`), an English nationality (`Pakistani`), a country that is no more (`USSR` -> `su`).

    Returns:
        The code; None for what is no country or what no table knows. What stands in brackets is read first and, where
        that is unknown, left out: `Mexico (previous)` is Mexico. `Region:` before it, as OFAC writes, is left out.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    codes = _tables()[1]
    text = _REGION.sub("", text)
    code = codes.get(fold_country(text))
    if code is None and ("(" in text or "[" in text):
        code = codes.get(fold_country(_BRACKETS.sub(" ", text)))
    return code


def only_country(text: str) -> str | None:
    """Return the one country that a text names, alone or among other words; None for none or several.

    `Tunisian passport` and `Iran / unknown` name one, `Sudan/South Sudan` two.
    """
    named = country_codes(text)
    return country_code(text) or (named[0] if len(named) == 1 else None)


def is_country_name(text: str) -> bool:
    """Say whether a text is a country's name and nothing more: `Mexico (previous)` says more."""
    return fold_country(text) in _tables()[1]


@functools.lru_cache(maxsize=4096)
def country_codes(text: str) -> tuple[str, ...]:
    """Return every country that a remark on nationality names, in its order.

    `United States. Also believed to hold Syrian nationality` names two. Words of three letters or fewer are skipped:
    in running text `by` and `in` are no countries.
    """
    if len(text) > _LONGEST_TEXT:
        return ()
    words = fold_country(text).split()
    codes = _tables()[1]
    found: list[str] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            name = " ".join(words[position : position + length])
            if len(name) > _CODE_LENGTH and name in codes:
                found.append(codes[name])
                position += length - 1
                break
        position += 1
    return tuple(dict.fromkeys(found))


def country_name(code: str) -> str:
    """Return the English name of a country by its code; an unknown code is returned as it is, in capitals."""
    return _tables()[0].get(code.lower(), code.upper())


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Return names by code, and codes by folded name; read once, in some 7 ms."""
    text = resources.files("tamis.values").joinpath("lexicon/countries.tsv").read_text(encoding="utf-8")
    body = text[text.index("\n", text.rindex("\n# ") + 1) + 1 :]
    first, _, second = body.partition("---\n")
    return _pairs(first), _pairs(second)


def _pairs(lines: str) -> dict[str, str]:
    """Return `left TAB right` lines as a mapping; one split of the whole is twice as fast as one of each line."""
    cells = iter(lines.rstrip("\n").replace("\n", "\t").split("\t"))
    return dict(zip(cells, cells, strict=True))
