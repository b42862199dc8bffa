"""What a person may type, and that SQLite takes whatever comes of it."""

from __future__ import annotations

import sqlite3

import pytest

from tamis.errors import QueryError
from tamis.index.search_text import folded_copy, parse_text

TEXTS = ("rose red", "rose blue", "red blue", "rosette", "Розов", "Sa'id Łukasz", "Müller", "سَعِيد")


def _finds(text: str) -> list[str]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
    rows = [(f"{text} \ue001 {folded_copy(text)}",) for text in TEXTS]
    connection.executemany("INSERT INTO words VALUES (?)", rows)
    found = connection.execute(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", [parse_text(text).expression]
    )
    return [TEXTS[row - 1] for (row,) in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("red rose", ["rose red"]),
        ('"red rose"', []),
        ('"rose red"', ["rose red"]),
        ("“rose red”", ["rose red"]),
        ("ros*", ["rose red", "rose blue", "rosette"]),
        ('"rose re"*', ["rose red"]),
        ("rose OR red", ["rose red", "rose blue", "red blue"]),
        ("rose NOT red", ["rose blue"]),
        ("rose AND NOT red", ["rose blue"]),
        ("rose NOT (red OR blue)", []),
        ("(rose OR red) blue", ["rose blue", "red blue"]),
        ("rose or red", []),
        ("rose - red", ["rose red"]),
        ("ROSE;red--", ["rose red"]),
        ('"OR" OR blue', ["rose blue", "red blue"]),
        ("rozov", ["Розов"]),
        ("РОЗОВ", ["Розов"]),
        ("роз*", ["rosette", "Розов"][1:]),
        ("said", ["Sa'id Łukasz"]),
        ("Sa’id lukasz", ["Sa'id Łukasz"]),
        ("muller", ["Müller"]),
        ("سعيد", ["سَعِيد"]),
        ("text : rose", []),
        ("NEAR(rose", None),
        ("rose ^ red + blue", []),
    ],
)
def test_what_is_typed_finds(typed: str, found: list[str] | None) -> None:
    """Words in any order, phrases, prefixes, operators, brackets; accents, alphabets and apostrophes are read through."""
    if found is None:
        with pytest.raises(QueryError):
            _finds(typed)
    else:
        assert _finds(typed) == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no letter and no digit"),
        ("?! -", "no letter and no digit"),
        ('rose "red', "no partner"),
        ("rose AND", "missing at the end"),
        ("OR rose", "missing before OR"),
        ("NOT rose", "missing before NOT"),
        ("rose AND OR red", "missing before OR"),
        ("(rose", "not closed"),
        ("rose)", "not opened"),
        ("rose ()", "missing before )"),
        ("r*se", "end of a word"),
        ("x" * 1001, "1,001 characters"),
        ("(" * 400 + "rose" + ")" * 400, "nested"),
        ("rose \ud800", "encoding"),
        ("a b " * 21, "more than 40 words"),
    ],
)
def test_what_is_not_whole_is_refused_in_one_line(typed: str, said: str) -> None:
    """The message says what is wrong, and SQLite never sees it."""
    with pytest.raises(QueryError, match=r"[^\n]*") as refused:
        parse_text(typed)
    assert said in str(refused.value) and "\n" not in str(refused.value)


def test_only_words_alone_are_sought_close_together() -> None:
    """With operators, or one word, there is nothing to be close to."""
    assert parse_text("rose red").near is not None
    assert parse_text("rose").near is None and parse_text("rose OR red").near is None


def test_a_copy_is_kept_only_where_folding_reads_something_else() -> None:
    """Plain Latin text is kept once, accents or not."""
    assert [folded_copy(text) for text in ("rose red", "a.k.a. 'X'", "Müller")] == ["", "", ""]
    assert [folded_copy(text) for text in ("Sa'id", "Розов", "Łódź")] == ["said", "rozov", "lodz"]
