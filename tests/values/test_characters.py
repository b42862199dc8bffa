"""Characters of a name, bare: what divides them and how each is written make no difference."""

from __future__ import annotations

from tamis.values.characters import bare, bare_names, is_of_characters


def test_variants_and_brackets_are_one() -> None:
    """Traditional and simplified characters, wide letters and brackets: one bare text."""
    assert bare("鄭國棟") == bare("郑国栋")
    assert bare("松江（香港）ＡＢ") == bare("松江香港ab")


def test_only_names_of_characters_are_kept_once() -> None:
    """Names in letters are no names of characters; two ways to write one are one."""
    assert bare_names(["Ana", "郑国栋", "鄭國棟", "Дмитрий"]) == [bare("郑国栋")]
    assert is_of_characters("한빛 Co.") and not is_of_characters("かな Co.")
