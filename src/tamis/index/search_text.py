"""What a person types -> an expression of SQLite's FTS5.

In: words, "phrases", prefix*, AND, OR, NOT, ( ). Out: an expression that FTS5 always accepts: every word is quoted, so
nothing that is typed is syntax but what is listed here. A word is sought as it is typed and, where that differs, folded
(`values.normalise.fold`): in Latin letters, without apostrophes. Must not know tables, listings or ranks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from tamis.errors import QueryError
from tamis.records import SEARCH_LIMIT
from tamis.values.normalise import fold

BREAK, COPY, MARK, UNMARK = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private letters: between values, before a value's folded copy, around a word found. FTS5 reads the first two as words
of their own, so no phrase reaches over them."""

_MOST_WORDS = 40  # the commonest of them, all together, take a third of a second on 10,000 listings
_NEAR_WORDS = 12  # more words than that are a sentence; the phrase operator serves better
_NEAR_GAP = 4  # words between the first and the last of those typed: "leader of the banned group X"
_DEEPEST = 20  # brackets in brackets; FTS5 itself gives up at some 100
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PIECE = re.compile(r'"([^"]*)"(\*?)|([()])|([^\s()"]+)|(")')
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u0331]")  # those that unicode61 knows
_QUOTES = str.maketrans("“”„«»", '"""""')
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What FTS5 is asked.

    Attributes:
        expression: What a listing must meet.
        near: The same words close together, what ranks first; None where operators or one word leave no such thing.
    """

    expression: str
    near: str | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or phrase as typed (`text`, perhaps the beginning of a word), or an operator or bracket (`sign`)."""

    sign: str
    text: str = ""
    prefix: bool = False


def clean(text: str) -> str:
    """Return published or typed text without what means something to us or nothing to SQLite."""
    plain = _PRIVATE.sub(" ", text).replace("\x00", " ")
    return plain.encode("utf-8", "replace").decode() if not plain.isascii() else plain


def folded_copy(text: str) -> str:
    """Return the folded words of a text where FTS5 would not read the same from the text itself; else nothing."""
    if text.isascii() and "'" not in text and "`" not in text:
        return ""
    folded = fold(text).split()
    return "" if folded == _plain_words(text) else " ".join(folded)


def _plain_words(text: str) -> list[str]:
    """Return the words that FTS5's `unicode61 remove_diacritics 2` reads, as nearly as need be.

    It takes the accents off Latin, Greek and Cyrillic letters; other marks, such as Arabic vowels, divide words.
    """
    return _WORD.findall(_ACCENTS.sub("", unicodedata.normalize("NFD", text.lower())))


def parse_text(text: str) -> Wanted:
    """Return what FTS5 is asked for a text that somebody typed.

    Raises:
        QueryError: no letter and no digit, too long, no text at all, or syntax that is not whole.
    """
    if len(text) > SEARCH_LIMIT:
        raise QueryError(f"the text has {len(text):,} characters; at most {SEARCH_LIMIT:,} are looked for")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QueryError("the text is not valid: its bytes are in another encoding than the terminal's")
    pieces = list(_pieces(clean(text.translate(_QUOTES))))
    if not any(piece.text for piece in pieces):
        raise QueryError(f"{text.strip()[:40]!r} holds no letter and no digit; give words to look for")
    if sum(1 for piece in pieces if piece.text) > _MOST_WORDS:
        raise QueryError(f"more than {_MOST_WORDS} words; put those that stand together in quotation marks")
    reader = _Reader(pieces)
    return Wanted(reader.whole(), _near(pieces))


def _pieces(text: str) -> list[_Piece]:
    found = []
    for phrase, star, bracket, word, quote in _PIECE.findall(text):
        if quote:
            raise QueryError('a quotation mark has no partner: write a phrase as "words in this order"')
        if bracket or word in _OPERATORS:
            found.append(_Piece(bracket or word))
            continue
        prefix = bool(star) or word.endswith("*")
        body = phrase or word.removesuffix("*")
        if word and "*" in body:
            raise QueryError(f"{word[:40]!r}: a * stands at the end of a word and means any ending")
        if any(char.isalnum() for char in body):
            found.append(_Piece("", body, prefix))
    return found


class _Reader:
    """Reads pieces by recursive descent: OR binds least, then AND (also where nothing is written), then NOT."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self._pieces = pieces
        self._place = 0

    def whole(self) -> str:
        """Return the expression of all pieces."""
        expression = self._either(0)
        if self._sign == ")":
            raise QueryError("a bracket is closed that was not opened: put words with brackets in quotation marks")
        return expression

    @property
    def _sign(self) -> str | None:
        """The sign of the piece at hand; empty for words, None at the end."""
        return self._pieces[self._place].sign if self._place < len(self._pieces) else None

    def _either(self, depth: int) -> str:
        parts = [self._all(depth)]
        while self._sign == "OR":
            self._place += 1
            parts.append(self._all(depth))
        return _joined(parts, "OR")

    def _all(self, depth: int) -> str:
        wanted = [self._one(depth)]
        unwanted: list[str] = []
        while self._sign not in (None, "OR", ")"):
            sign = self._sign
            if sign in ("AND", "NOT"):
                self._place += 1
            if sign == "AND" and self._sign == "NOT":
                sign = "NOT"
                self._place += 1
            (unwanted if sign == "NOT" else wanted).append(self._one(depth))
        expression = _joined(wanted, "AND")
        return f"({expression} NOT {_joined(unwanted, 'OR')})" if unwanted else expression

    def _one(self, depth: int) -> str:
        sign = self._sign
        if sign == "(":
            if depth >= _DEEPEST:
                raise QueryError(f"brackets are nested more than {_DEEPEST} deep: write it more simply")
            self._place += 1
            inner = self._either(depth + 1)
            if self._sign != ")":
                raise QueryError("a bracket is not closed: put words with brackets in quotation marks")
            self._place += 1
            return inner
        if sign != "":
            where = "at the end" if sign is None else f"before {sign}"
            raise QueryError(
                f"words are missing {where}: AND, OR and NOT stand between words; in quotation marks they are words"
            )
        piece = self._pieces[self._place]
        self._place += 1
        return _joined([_quoted(text, piece.prefix) for text in _spellings(piece.text)], "OR")


def _joined(parts: Sequence[str], operator: str) -> str:
    different = list(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else f"({f' {operator} '.join(different)})"


def _spellings(text: str) -> list[str]:
    return [text, copy] if (copy := folded_copy(text)) else [text]


def _quoted(text: str, prefix: bool) -> str:
    return f'"{text}"' + (" *" if prefix else "")


def _near(pieces: Sequence[_Piece]) -> str | None:
    if not 2 <= len(pieces) <= _NEAR_WORDS or any(piece.sign for piece in pieces):
        return None
    spellings = [_spellings(piece.text) for piece in pieces]
    ways = {0, -1} if any(len(one) > 1 for one in spellings) else {0}
    nears = []
    for way in sorted(ways, reverse=True):
        words = " ".join(_quoted(one[way], piece.prefix) for one, piece in zip(spellings, pieces, strict=True))
        nears.append(f"NEAR({words}, {_NEAR_GAP})")
    return _joined(nears, "OR")
