"""Own watchlists: ids, columns, and what refuses a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import NameQuality, PartyKind
from tamis.sources import read_publication


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _refusal(path: Path, watchlist: str = "own") -> str:
    with pytest.raises(FormatError) as caught:
        read_publication(watchlist, [path])
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "read"), [("1", "own-desk:1"), ("own-desk:1", "own-desk:1"), ("urn:x:1", "own-desk:urn:x:1")]
)
def test_ids_get_the_watchlist_as_prefix(tmp_path: Path, written: str, read: str) -> None:
    """An id without the prefix is given it; one that has it keeps it; a colon of the customer's own stays."""
    path = _write(tmp_path, "a.jsonl", f'{{"id": "{written}", "names": ["Tariq"]}}\n')
    assert read_publication("own-desk", [path]).listings[0].id == read


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "1", "names": ["A"]', "line 2 is not JSON"),
        ('{"id": "1", "names": []}', "line 2: $: own:1: a listing needs at least one name"),
        ('{"id": "1", "names": ["A"], "shoe": 43}', "unknown key 'shoe'"),
        ('{"id": "1", "names": ["A"], "birth_dates": ["5.6.1950"]}', "$.birth_dates[0]: '5.6.1950' is not a date"),
        ('{"id": "1", "names": ["A"], "countries": ["Ruritania"]}', "'Ruritania' is no country"),
        ('{"id": "1", "names": ["A"], "genders": ["x"]}', "the gender 'x'"),
        ('{"id": "1", "names": ["A"], "identifiers": [{"kind": "shoe", "value": "1"}]}', "'shoe' is no kind"),
        ('{"id": "un:QDi.1", "names": ["A"]}', "belongs to the watchlist un, not to own"),
        ('{"id": "own-x:1", "names": ["A"]}', "belongs to the watchlist own-x, not to own"),
        ('{"id": " ", "names": ["A"]}', "the id is empty"),
        ('{"names": ["A"]}', "'id' is missing"),
        ('{"id": true, "names": ["A"]}', "expected str"),
        ("[1]", "expected an object"),
        ('{"id": "1", "names": ["..."]}', "line 2: the name '...' holds no letter and no digit"),
        ('{"id": "1", "names": ["A\\u0007"]}', "control character U+0007"),
        ('{"id": "1", "names": ["A\\ud800"]}', "half of a surrogate pair"),
        ('{"id": ' + "1" * 5000 + ', "names": ["A"]}', "a number too long"),
        ('{"id": "0", "names": ["A"]}', "stands twice"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_wrong_line_refuses_the_file(tmp_path: Path, line: str, told: str) -> None:
    """The message names the line, the field and what to do; nothing is imported."""
    path = _write(tmp_path, "own.jsonl", f'{{"id": "0", "names": ["B"]}}\n{line}\n')
    assert told in _refusal(path)


def test_one_json_array_is_refused(tmp_path: Path) -> None:
    """JSON Lines is one listing per line."""
    assert "write JSON Lines" in _refusal(_write(tmp_path, "own.json", '[{"id": "1", "names": ["A"]}]'))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    """Comma, semicolon and tab; with a byte order mark and Windows line ends, as Excel writes them."""
    text = "\ufeffid,name,birth_date\r\n1,Tariq,1950\r\n".replace(",", delimiter)
    (listing,) = read_publication("own", [_write(tmp_path, "own.csv", text)]).listings
    assert str(listing.birth_dates[0]) == "1950"


def test_columns_of_csv(tmp_path: Path) -> None:
    """Names of every quality, notations of dates and countries, several values in one cell, the act behind."""
    text = (
        "id,names,aliases,weak_aliases,former_names,kind,birth_dates,nationality,gender,identifiers,authority,programme,"
        "listed_on,legal_basis,positions,addresses,remarks\n"
        '7,"Tariq; Tarik",T. Zafiri,Lamp,Brown,Individual,"5 Jun 1950; 1951 to 1953",Pakistani,M,'
        '"passport:X1:pk;imo:9000001",Board,"a; b",31.1.2024,Minutes 4,Treasurer,"1 Tin Road, Quetta",Two words.\n'
    )
    (listing,) = read_publication("own", [_write(tmp_path, "own.csv", text)]).listings
    assert [(name.text, name.quality) for name in listing.names] == [
        ("Tariq", NameQuality.PRIMARY),
        ("Tarik", NameQuality.ALIAS),
        ("T. Zafiri", NameQuality.ALIAS),
        ("Lamp", NameQuality.WEAK),
        ("Brown", NameQuality.FORMER),
    ]
    assert listing.kind is PartyKind.PERSON
    assert [str(date) for date in listing.birth_dates] == ["1950-06-05", "1951/1953"]
    assert (listing.countries, listing.genders) == (("pk",), ("male",))
    assert [act.programme for act in listing.designations] == ["a", "b"]
    assert listing.listed_on == dt.date(2024, 1, 31)
    assert listing.designations[0].legal_basis == "Minutes 4"
    assert listing.addresses[0].text == "1 Tin Road, Quetta"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,A,,,", "line 2 has 5 columns where the headings are 4"),
        (",A,,", "line 2: the column 'id' is empty"),
        ("1,,,", "column 'names': there is no name"),
        ("1,?,,", "line 2: the name '?' holds no letter"),
        ("1,A,soon,", "line 2, column 'birth_dates': 'soon' is not a date"),
        ("1,A,31 Jun 1950,", "no such date"),
        ("1,A,,Ruritania", "column 'countries': 'Ruritania' is no country"),
        ('1,"A,,', "cut off"),
    ],
)
def test_a_wrong_row_refuses_the_file(tmp_path: Path, row: str, told: str) -> None:
    """The message names line and column."""
    assert told in _refusal(_write(tmp_path, "own.csv", f"id,name,birth_date,country\n{row}\n"))


def test_headings_that_are_lacking_or_doubled_are_refused(tmp_path: Path) -> None:
    """An id and a name are needed; one heading for one column."""
    assert "no column 'names'" in _refusal(_write(tmp_path, "a.csv", "id,kind\n1,person\n"))
    assert "no column 'id'" in _refusal(_write(tmp_path, "a.csv", "name,kind\nA,person\n"))
    assert "two columns are called 'names'" in _refusal(_write(tmp_path, "a.csv", "id,name,names\n1,A,B\n"))
    assert "holds no listing" in _refusal(_write(tmp_path, "a.csv", "id,name\n"))
