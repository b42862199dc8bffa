"""The tables of the lexicon keep their promises: headers, order, folded keys, and figures that make sense."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest

COUNTED = ("persons", "organisations")
COMPILED = {
    "particles": 2,
    "honorifics": 2,
    "legal_forms": 3,
    "business_words": 4,
    "numbers": 2,
    "nicknames": 3,
    "transliterations": 3,
    "translations": 4,
}
LEARNT = {"correspondences": 3, "names_across_scripts": 3, "hanja": 2}
"""Tables by scripts that no token of a list is a key of."""
SEVERAL = ("nicknames", "transliterations", "translations")
TABLES = {**dict.fromkeys(COUNTED, 2), **COMPILED}
# Letters that folding replaces: hamza carriers, ta marbuta, alif maksura, Persian and Urdu forms, tatweel; ё.
UNFOLDED = re.compile("[أإآٱةىکیہھۀے\u0640ё]|[\u0300-\u0304\u064b-\u0655\u0591-\u05bd]")


def lines(table: str) -> list[str]:
    """Lines of a table as they stand."""
    text = files("tamis.values").joinpath(f"lexicon/{table}.tsv").read_text("utf-8")
    assert text.endswith("\n")
    return text.removesuffix("\n").split("\n")


def rows(table: str) -> list[list[str]]:
    """Rows of a table, split."""
    return [line.split("\t") for line in lines(table) if not line.startswith("#")]


def shares(table: str) -> dict[str, int]:
    """Token -> parts per million."""
    return {token: int(share) for token, share in rows(table)}


@pytest.mark.parametrize("table", [*TABLES, *LEARNT])
def test_header_tells_source_date_licence_consumer_and_columns(table: str) -> None:
    """A table says in its header where it is from and who reads it."""
    header = [line for line in lines(table) if line.startswith("#")]
    assert lines(table)[: len(header)] == header
    for wanted in ("# source: ", "# date: ", "# licence: ", "# consumer: tamis.values.", "# columns: "):
        assert any(line.startswith(wanted) for line in header), wanted


@pytest.mark.parametrize(("table", "width"), [*TABLES.items(), *LEARNT.items()])
def test_rows_have_the_columns_of_their_table(table: str, width: int) -> None:
    """Every row has as many cells as the table has columns, none empty, none padded."""
    for row in rows(table):
        assert len(row) == width, row
        assert all(cell and cell == cell.strip() for cell in row), row


@pytest.mark.parametrize("table", [*TABLES, *LEARNT])
def test_rows_are_sorted_and_given_once(table: str) -> None:
    """Rows stand in the order of their code points, so that a difference of two versions can be read."""
    body = [line for line in lines(table) if not line.startswith("#")]
    assert body == sorted(set(body))


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_folded(table: str) -> None:
    """A key is lower case without accents in Latin script, and without points and variant letters elsewhere."""
    for key, *_ in rows(table):
        assert key == unicodedata.normalize("NFKC", key).casefold(), key
        assert not UNFOLDED.search(key), key
        for token in key.split(" "):
            assert token, key
            if any("LATIN" in unicodedata.name(letter, "") for letter in token):
                assert re.fullmatch("[a-z0-9]+", token), key


@pytest.mark.parametrize("table", [table for table in TABLES if table not in SEVERAL])
def test_a_key_has_one_meaning(table: str) -> None:
    """Only short forms, romanisations and further translations may belong to several classes."""
    keys = [key for key, *_ in rows(table)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", SEVERAL)
def test_a_class_has_at_least_two_forms(table: str) -> None:
    """A class of one form says nothing."""
    classes = [row[1] for row in rows(table)]
    assert all(classes.count(name) > 1 for name in set(classes))


@pytest.mark.parametrize("table", COUNTED)
def test_shares_are_parts_per_million(table: str) -> None:
    """No token is borne by more than half of the parties, none by so few that chance decides."""
    values = shares(table).values()
    assert max(values) <= 500_000
    assert min(values) >= 160


@pytest.mark.parametrize(
    ("token", "least", "most"),
    [
        ("john", 40_000, 80_000),
        ("smith", 20_000, 40_000),
        ("mohammed", 20_000, 45_000),
        ("محمد", 15_000, 60_000),
        ("kim", 90_000, 130_000),
        ("김", 90_000, 130_000),
        ("nguyen", 150_000, 250_000),
        ("francisco", 5_000, 20_000),
        ("александр", 10_000, 50_000),
        ("王", 20_000, 60_000),
    ],
)
def test_common_names_of_every_culture_are_common(token: str, least: int, most: int) -> None:
    """A name's share is that of the world, not that of the lists."""
    assert least <= shares("persons")[token] <= most


@pytest.mark.parametrize("token", ["zawahiri", "lakhvi", "kalashnikov"])
def test_names_of_few_are_rare(token: str) -> None:
    """A name that few bear is left out or under one in a thousand."""
    assert shares("persons").get(token, 0) < 1_000


def test_persons_table_stays_small() -> None:
    """The table of persons is read at every start: under 300 kB, 12,000 to 20,000 rows."""
    assert 12_000 <= len(rows("persons")) <= 20_000
    assert sum(len(line.encode()) + 1 for line in lines("persons")) < 300_000


def test_words_of_organisations_are_common_among_organisations() -> None:
    """Company, bank and shipping are no evidence; a founder's name counts a little."""
    organisations = shares("organisations")
    assert organisations["company"] > organisations["trading"] > organisations["shipping"] > 10_000
    assert 1_000 < organisations["john"] < 10_000


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("particles", ["bin", "filiation"]),
        ("particles", ["بن", "filiation"]),
        ("particles", ["al", "article"]),
        ("honorifics", ["hafiz", "honorific-or-name"]),
        ("honorifics", ["lt col", "rank"]),
        ("honorifics", ["jr", "generation"]),
        ("legal_forms", ["ooo", "llc", "limited"]),
        ("legal_forms", ["obshchestvo s ogranichennoy otvetstvennostyu", "llc", "limited"]),
        ("legal_forms", ["sdn bhd", "ltd", "limited"]),
        ("legal_forms", ["주식회사", "chusik", "stock"]),
        ("business_words", ["banque", "bank", "fr", "word"]),
        ("business_words", ["شركه", "company", "ar", "word"]),
        ("business_words", ["intl", "international", "en", "abbreviation"]),
        ("numbers", ["first", "1"]),
        ("numbers", ["xiv", "14"]),
        ("nicknames", ["bill", "william", "nickname"]),
        ("nicknames", ["mehmet", "mohammed", "variant"]),
        ("transliterations", ["cheung", "chinese-zhang", "chinese"]),
        ("transliterations", ["pak", "korean-park", "korean"]),
    ],
)
def test_compiled_tables_hold_what_they_are_for(table: str, row: list[str]) -> None:
    """One row of each kind stands where it belongs."""
    assert row in rows(table)


@pytest.mark.parametrize("name", ["xi", "vi", "thani", "rabi"])
def test_number_words_that_are_names_are_left_out(name: str) -> None:
    """Xi Jinping is no eleventh, Al Thani no second."""
    assert name not in {key for key, _ in rows("numbers")}
