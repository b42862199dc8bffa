"""Rows become queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tamis.errors import BatchError
from tamis.intake.batch.birthdays import detect_order, read_birth_dates
from tamis.intake.batch.chunks import RowChunk
from tamis.intake.batch.columns import map_columns
from tamis.intake.batch.rows import Asked, RowReader
from tamis.records import NAME_LIMIT, Identifier, Name, PartialDate, PartyKind, Query


def ask(headings: list[str], *rows: list[Any], given: tuple[str, ...] = (), order: str = "dmy") -> Asked:
    """Return what rows ask."""
    chunk = RowChunk(0, list(range(1, len(rows) + 1)), list(rows))
    return RowReader(map_columns(headings, given), order, dt.date(2026, 11, 23)).read(chunk)


def test_every_field_reaches_the_query() -> None:
    """Name, alias, date, country, kind, gender, reference and identifiers."""
    headings = ["id", "name", "aka", "dob", "nationality", "type", "sex", "passport", "identifiers"]
    row = ["C1", " Ann  Lee ", "A. Lee; Annie", "1950-06-05", "Pakistan; DE", "Individual", "F", "X1", "imo:9074729"]
    assert ask(headings, row).queries == [
        Query(
            kind=PartyKind.PERSON,
            names=(Name("Ann Lee"), Name("A. Lee"), Name("Annie")),
            birth_dates=(PartialDate(1950, 6, 5),),
            countries=("pk", "de"),
            genders=("female",),
            identifiers=(Identifier("passport", "X1"), Identifier("imo", "9074729")),
            reference="C1",
        )
    ]


def test_parts_make_a_name() -> None:
    """In the order first, middle, last, whatever the order of the columns; a part may be missing."""
    asked = ask(["last name", "first name", "middle name"], ["Lee", "Ann", "B."], ["Roy", "", None])
    assert [query.names[0].text for query in asked.queries] == ["Ann B. Lee", "Roy"]


def test_numbers_dates_and_lists_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells of a sheet and of JSON have types."""
    headings = ["id", "name", "dob", "nationality"]
    asked = ask(headings, [17, ["Ann", "Lee Ann"], dt.date(1950, 6, 5), ["pk", "de"]], [None, "Bob", 1950, None])
    first, second = asked.queries
    assert [name.text for name in first.names] == ["Ann", "Lee Ann"]
    assert (first.reference, first.birth_dates, first.countries) == ("17", (PartialDate(1950, 6, 5),), ("pk", "de"))
    assert (second.birth_dates, second.countries) == ((PartialDate(1950),), ())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "no name"), (None, "no name"), ("  ", "no name"), ("N/A", "no name"), ("...", "name without letters"),
        ("x" * (NAME_LIMIT + 1), "name too long"), ("A\x00B", "name holds control characters"), ({"first": "A"}, "nested name"),
    ],
)  # fmt: skip
def test_a_row_that_names_nobody_is_rejected(name: Any, reason: str) -> None:
    """Also where it has a birth date; the rows around it are screened."""
    asked = ask(["name", "dob"], ["Ann", "1950"], [name, "1950-06-05"], ["Bob", ""])
    assert [query.names[0].text for query in asked.queries] == ["Ann", "Bob"]
    assert [(reject.row, reject.reason) for reject in asked.rejects] == [(2, reason)]
    assert asked.rejects[0].cells == (name, "1950-06-05")
    assert asked.places == [0, 2]


def test_an_identifier_is_enough() -> None:
    """A row without a name is screened by its passport."""
    asked = ask(["name", "passport"], ["", "X1"])
    assert asked.queries == [Query(identifiers=(Identifier("passport", "X1"),))]


def test_what_cannot_be_read_is_noted_and_the_row_screened() -> None:
    """A wrong date loses nobody; blanks in their usual words are no faults."""
    headings = ["name", "dob", "nationality", "gender", "type"]
    wrong = ["Ann", "31.02.1950", "Atlantis", "x", "alien"]
    blank = ["Bob", "n/a", "unknown", "-", ""]
    asked = ask(headings, wrong, blank, ["Cid", "2091-01-01", "", "", ""])
    assert [len(query.birth_dates) for query in asked.queries] == [0, 0, 0]
    assert sorted(asked.notes[0]) == [
        "birth date not read",
        "country not read",
        "gender not read",
        "kind of party not read",
    ]
    assert asked.notes.keys() == {0, 2}


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["25/06/1950", "05/06/1950"], "dmy"),
        (["05/06/1950", "06/25/1950"], "mdy"),
        (["1950-06-05", "5 Jun 1950", "", None], "dmy"),
        (["05.05.1950"], "dmy"),
    ],
)
def test_order_of_dates_is_told_by_the_column(cells: list[Any], order: str) -> None:
    """One date that can be one day only tells them all."""
    assert detect_order(cells, None)[0] == order


@pytest.mark.parametrize("cells", [["05/06/1950"], ["25/06/1950", "06/25/1950"]])
def test_doubtful_order_is_asked(cells: list[str]) -> None:
    """Neither told nor told twice: one line says what to type; what is given is taken."""
    with pytest.raises(BatchError, match="--date-order"):
        detect_order(cells, None)
    assert detect_order(cells, "mdy")[0] == "mdy"


def test_year_first_leaves_what_can_be_two_days() -> None:
    """Where the user says that the year comes first, `05/06/1950` is not guessed at."""
    with pytest.raises(ValueError, match="two days"):
        read_birth_dates("05/06/1950", "ymd", dt.date(2026, 1, 1))
    assert read_birth_dates("1950-06-05", "ymd", dt.date(2026, 1, 1)) == (PartialDate(1950, 6, 5),)


@pytest.mark.parametrize(
    ("text", "order", "dates"),
    [
        ("05/06/1950", "dmy", ["1950-06-05"]), ("05/06/1950", "mdy", ["1950-05-06"]), ("06/25/1950", "dmy", ["1950-06-25"]),
        ("25.06.1950", "mdy", ["1950-06-25"]), ("1950-06-05 00:00:00", "mdy", ["1950-06-05"]), ("1950-00-00", "dmy", ["1950"]),
        ("00/00/1950", "mdy", ["1950"]), ("1950; 1951-02", "dmy", ["1950", "1951-02"]), ("circa 1950", "dmy", ["1950~"]),
        ("05/06/1950 00:00", "mdy", ["1950-05-06"]), ("1950-06-00", "dmy", ["1950-06"]),
    ],
)  # fmt: skip
def test_dates_are_read_in_their_order(text: str, order: str, dates: list[str]) -> None:
    """Numbers follow the order; what can be one day only is that day."""
    assert [str(date) for date in read_birth_dates(text, order, dt.date(2026, 1, 1))] == dates
