"""Letter correspondences: Latin spellings of words in other scripts, and how well a Latin word fits one."""

from __future__ import annotations

import pytest

from tamis.values.correspondences import costs_a_letter, script_of_raw, spellings_of
from tamis.values.packed import Packed
from tamis.values.tables import read_table
from tamis.values.units import MARKS, raw_of, raw_units, unit_names


def _costs(written: list[bytes], latin: list[bytes]) -> list[float]:
    found: list[float] = costs_a_letter(Packed.of(written), Packed.of(latin)).tolist()
    return found


@pytest.mark.parametrize(
    ("word", "right", "wrong"),
    [
        ("조던", "jordan", "jarvis"),
        ("워싱턴", "washington", "wellington"),
        ("로베르토", "roberto", "ruprecht"),
        ("ロベルト", "roberto", "rupert"),
        ("ヴィクトル", "viktor", "bertolt"),
        ("利文斯顿", "livingston", "lindbergh"),
        ("וושינגטונ", "washington", "wellington"),
        ("غياث", "ghiath", "ghazal"),
    ],
)
def test_the_right_name_costs_less(word: str, right: str, wrong: str) -> None:
    """The name that a word spells fits it better than one that begins alike."""
    raw = raw_of(word)
    good, bad = _costs([raw, raw], [right.encode(), wrong.encode()])
    assert 0 <= good < bad and good < 1.2


def test_costs_do_not_depend_on_the_company() -> None:
    """A pair costs the same alone as among pairs of other scripts and lengths."""
    pairs = [("조던", "jordan"), ("マリア", "maria"), ("ロベルト", "roberto"), ("دمشق", "damascus"), ("조던", "jo")]
    pairs += [("عبدالرحمنالرحيم", "abdulrahmanulrahim"), ("عبدالرحمنالرحيمي", "abdulrahman")]  # of 15 letters and of 16
    written, latin = [raw_of(one) for one, _ in pairs], [two.encode() for _, two in pairs]
    together = _costs(written, latin)
    assert together == [_costs([one], [two])[0] for one, two in zip(written, latin, strict=True)]


def test_very_long_words_cost_something_finite() -> None:
    """A word of a thousand letters is compared by its beginning."""
    assert _costs([raw_of("조" * 1000)], [b"jo" * 500])[0] < 10


def test_spellings_begin_with_the_likeliest() -> None:
    """A word has several spellings, each given once."""
    found = spellings_of(raw_of("마리아"))
    assert found[0] == "maria" and len(found) == len(set(found)) > 1


@pytest.mark.parametrize(
    ("word", "script"), [("سعيد", "Arab"), ("דוד", "Hebr"), ("존", "Hang"), ("ジョン", "Kana"), ("约翰", "Hani")]
)
def test_a_raw_form_tells_its_script(word: str, script: str) -> None:
    """The mark is the script's, and what follows are units that the table may name."""
    raw = raw_of(word)
    assert script_of_raw(raw) == script and raw.startswith(MARKS[script])
    assert all(unit in unit_names(script) for unit in raw_units(raw))
    assert script_of_raw(b"john") is None


def test_every_row_names_a_unit_and_letters_that_cost() -> None:
    """The likeliest letters of a unit cost nothing, no letters are given twice, and none is longer than two."""
    for script, unit, spellings in read_table("correspondences"):
        assert unit in unit_names(script).values()
        entries = [entry.rpartition(":") for entry in spellings.split(" ")]
        costs = [int(cost) for _, _, cost in entries]
        assert costs == sorted(costs) and costs[0] == 0 and costs[-1] <= 50
        assert len({letters for letters, _, _ in entries}) == len(entries)
        assert all(len(letters) <= 2 and (letters.isalpha() or not letters) for letters, _, _ in entries)
