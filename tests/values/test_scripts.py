"""Scripts: which writing system a text is in."""

from __future__ import annotations

import pytest

from tamis.values.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "Latn"),
        ("123 --", "Latn"),
        ("Hafiz Saeed", "Latn"),
        ("JÉRÔME Đặng", "Latn"),
        ("حافظ سعيد", "Arab"),
        ("ﻣﺻطﻔﻰ", "Arab"),
        ("Ахмад", "Cyrl"),
        ("金正恩", "Hani"),
        ("김정은", "Hang"),
        ("やまだ 太郎", "Jpan"),
        ("תמר", "Hebr"),
        ("ኤርሚኣስ", "Ethi"),
        ("Ελλάδα", "Grek"),
        ("राम", "Deva"),
        ("สมชาย", "Thai"),
        ("საქართველო", "Geor"),
        ("Հայաստան", "Armn"),
        ("Abu (أبو بكر البغدادي)", "Arab"),
        ("Abu Bakr al-Baghdadi (أبو)", "Latn"),
        ("\u200fحافظ\u200f", "Arab"),
        ("😀😀", "Latn"),
    ],
)
def test_most_letters_decide(text: str, script: str) -> None:
    """Digits, marks, signs and emoji do not count; without a letter it is Latin."""
    assert script_of(text) == script
