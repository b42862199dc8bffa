"""Two names are aligned word by word: what is the same, what each side has over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import tamis
from tamis.comparison.names import SAME_BUT_LIGHT, align
from tamis.index import Lookup, build
from tamis.records import Listing, Name, PartyKind
from tamis.values.names import name_tokens

CASES = Path(__file__).parents[1] / "cases"


def _cases(file: str) -> list[tuple[str, str, str]]:
    with (CASES / file).open(encoding="utf-8", newline="") as lines:
        return [(row["query"], row["listed"], row["kind"]) for row in csv.DictReader(lines)]


def _agreement(query: str, listed: str, kind: str = "person") -> float:
    listing = Listing(id="own:1", kind=PartyKind(kind), names=(Name(listed),))
    aligned = align(Lookup(build([(0, listing)])).overlaps([name_tokens(query)]))
    return float(aligned.agreement[0]) if len(aligned.agreement) else 0.0


@pytest.mark.parametrize(("query", "listed", "kind"), _cases("name_hits.csv"))
def test_ways_of_writing_one_name_are_hits(query: str, listed: str, kind: str) -> None:
    """Each row of the table is a hit at the default threshold, by the name alone."""
    assert _agreement(query, listed, kind) >= tamis.DEFAULT_THRESHOLD


@pytest.mark.parametrize(("query", "listed", "kind"), _cases("name_misses.csv"))
def test_near_names_of_others_are_no_hits(query: str, listed: str, kind: str) -> None:
    """Each row of the table stays below the default threshold."""
    assert _agreement(query, listed, kind) < tamis.DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("query", "listed"),
    [("Qasimov Bashar", "Bashar Qasimov"), ("general s", "GENERAL S"), ("Jian G Jiang", "JIANG, Jian G"), ("Ali Ali", "ALI ALI"),
     ("b bank", "B BANK"), ("O Neil", "O NEIL"), ("al-din", "AL-DIN")],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_the_same_words_agree_in_full(query: str, listed: str, kind: str) -> None:
    """In any order, and also where two of them written as one are like a third."""
    assert _agreement(query, listed, kind) == 1.0


def test_a_middle_name_costs_less_than_another_surname() -> None:
    """People leave out middle names; a different word on both sides is another name."""
    assert _agreement("Bashar Qasimov", "Bashar Ilyas Qasimov") > _agreement("Bashar Ferndale", "Bashar Qasimov")
    assert _agreement("Bashar Qasimov", "Bashar Ilyas Qasimov") > _agreement(
        "Bashar Ferndale Qasimov", "Bashar Ilyas Qasimov"
    )


def test_a_rare_name_agrees_better_than_a_common_one() -> None:
    """The same slip in names of the same length weighs by how many people bear them."""
    assert _agreement("Bashar Kovalchok", "Bashar Kovalchuk") > _agreement("Maria Lopes", "Maria Lopez")


@pytest.mark.parametrize("titled", ["Mr. Ahmad Basir", "Dr. Ahmad Basir", "Capt. General Ahmad Basir"])
def test_a_title_is_no_part_of_a_name(titled: str) -> None:
    """Common names too agree nearly in full when one side has titles and the other has none."""
    assert _agreement(titled, "Ahmad Basir") == SAME_BUT_LIGHT == _agreement("Ahmad Basir", titled)
    assert _agreement("Ahmad Basir Ilyas", "Ahmad Basir") < SAME_BUT_LIGHT


def test_who_shares_all_names_but_one_is_another() -> None:
    """However rare the shared names are, a word that meets nothing like it keeps the pair below the default threshold."""
    assert _agreement("Umar Mahmud Irhayyim Ferndale", "Umar Mahmud Irhayyim Qasimov") < tamis.DEFAULT_THRESHOLD
    assert _agreement("Umar Mahmud Irhayyim", "Umar Mahmud Irhayyim Qasimov") > tamis.DEFAULT_THRESHOLD


def test_words_of_people_left_over_speak_against_a_ship() -> None:
    """Sabrina Smith is a person; what else an organisation may be called speaks less."""
    assert _agreement("Sabrina Smith", "SABRINA", "vessel") < _agreement("Sabrina Pipeline", "SABRINA", "vessel")


def test_a_word_without_its_vowels_is_that_word() -> None:
    """Hssn is Hassan, and what lacks a consonant too is less so."""
    assert _agreement("Hssn Qasimov", "Hassan Qasimov") >= tamis.DEFAULT_THRESHOLD
    assert _agreement("Hsn Qasimov", "Hassan Qasimov") > _agreement("Hs Qasimov", "Hassan Qasimov")


def test_syllables_in_the_other_order_are_another_name() -> None:
    """Ho Jin is not Jin Ho."""
    assert _agreement("Jin Ho Kim", "Yun Ho Jin") < _agreement("Ho Jin Kim", "Yun Ho Jin")
