"""The UN's alias texts: several names in one, in two scripts, with remarks."""

from __future__ import annotations

import pytest

from tamis.sources.un_names import split_alias


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tariq Zafiri", ["Tariq Zafiri"]),
        ("Lantern Co.", ["Lantern Co."]),
        ("ZAFIRI, Tariq", ["ZAFIRI, Tariq"]),
        ("Green Lantern Brigade (GLB)", ["Green Lantern Brigade (GLB)"]),
        ("Tarik; Tareq ;  Tariq", ["Tarik", "Tareq", "Tariq"]),
        ("Tarik; Tareq b) Walid; Waleed", ["Tarik", "Tareq", "Walid", "Waleed"]),
        ("أبو فانوس (Abu Fanus; Abu Fanous)", ["أبو فانوس", "Abu Fanus", "Abu Fanous"]),
        ("Abu Fanus (أبو فانوس)", ["Abu Fanus", "أبو فانوس"]),
        ("Abu Fanus (original script: Абу Фанус)", ["Abu Fanus", "Абу Фанус"]),
        ("Abu Fanus أبو فانوس", ["Abu Fanus", "أبو فانوس"]),
        ("The Lantern (combat name)", ["The Lantern"]),
        ("Tariq Zafiri, born 1 Jan. 1953 (passport no. 1)", ["Tariq Zafiri"]),
        ("Front (FR) (جبهة (original script); Jabha; The Front)", ["Front (FR)", "جبهة", "Jabha", "The Front"]),
        ("", []),
    ],
)
def test_each_name_is_told_apart(text: str, names: list[str]) -> None:
    """Packed names are split, names in another script stand alone, acronyms stay, remarks go."""
    assert [name for name, _ in split_alias(text)] == names


def test_remarks_are_kept_with_the_name() -> None:
    """What stands in brackets or behind `born` is the name's remark."""
    assert split_alias("The Lantern (combat name)") == [("The Lantern", "combat name")]
    assert split_alias("Tariq Zafiri born in 1963") == [("Tariq Zafiri", "born in 1963")]


def test_names_in_the_note_are_names() -> None:
    """A note may hold the name in another script, or transliterations of it."""
    assert split_alias("Fanus", "original script: Фанус") == [
        ("Fanus", "original script: Фанус"),
        ("Фанус", "original script: Фанус"),
    ]
    assert [name for name, _ in split_alias("أبو فانوس", "Abu Fanus; Abu Fanous")] == [
        "أبو فانوس",
        "Abu Fanus",
        "Abu Fanous",
    ]
    assert split_alias("Fanus", "previously listed as") == [("Fanus", "previously listed as")]
