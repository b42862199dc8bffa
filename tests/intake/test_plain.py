"""What a plain text says of itself."""

from __future__ import annotations

import datetime as dt

import pytest

from tamis.intake.plain import read_plain


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n Board meets \n\nAnn Example said so.\n", "Board meets"),
        ("Board meets\n7 Sep 2016\nAnn Example said so.", "Board meets"),
        ("7 Sep 2016\n\nBoard meets\n\nAnn Example said so.", "Board meets"),
        ("Ann Example said so.\nBoris Invented did not.", None),
        ("Only this line\n\n\n", None),
        ("7 Sep 2016\n\nAnn Example said so.", None),
        ("x" * 200 + "\n\nAnn Example said so.", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    """The first line is the title where it is short and a blank line or a date sets it off from more text."""
    assert read_plain(text).title == title


def test_date_is_the_texts_own() -> None:
    """The day of publication comes from a date line, not from a sentence."""
    plain = read_plain("Board meets\n\n7 Sep 2016\n\nIt last met on 5 June 2015.\n")
    assert plain.published_on == dt.date(2016, 9, 7)
