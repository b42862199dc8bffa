"""Pakistan's JSON and the Emirates' sheet: what is told apart, reported and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import PartyKind
from tamis.sources import read_publication
from tamis.sources.ae_words import countries_in, documents_in, names_in

GOLDEN = Path(__file__).parents[1] / "golden"


def test_an_identity_number_identifies_unless_it_was_typed_to_fill_the_field() -> None:
    """Thirteen digits are an identifier and the id; 1111111111111, or none, is not; one number twice is told apart."""
    listings = read_publication("pk", [GOLDEN / "pk"]).listings
    assert [listing.id for listing in listings] == [
        "pk:9990000000017",
        "pk:9990000000028",
        "pk:9990000000017#2",
        "pk:none-tin-smith-jhang",
        "pk:none-nobody-o-jhang",
    ]
    assert [len(listing.identifiers) for listing in listings] == [1, 1, 1, 0, 0]


def test_keys_that_are_not_known_are_reported_and_kept() -> None:
    """A key that no parser knows is unread once, and a detail."""
    publication = read_publication("pk", [GOLDEN / "pk"])
    assert publication.unread == ("key Remarks: 1, first in none-nobody-o-jhang",)
    assert publication.parser == "pk-nacta/1"


PK_REFUSED = (
    ("[]", "no form|one JSON array|holds no entry"),
    ('[{"Name": "A", "CNIC": "1"}', "is not JSON"),
    ('[{"CNIC": "1"}]', "entry 1 has no 'Name'"),
    ('[{"Name": "A", "CNIC": "1"}, 7]', "entry 2 is no object"),
    ('[{"Name": "...", "CNIC": "1"}]', "entry 1 has no 'Name'"),
    ('[{"Name": "A", "CNIC": ' + "[" * 10_000 + "]" * 10_000 + "}]", "nested too deeply"),
    ("<html><body>busy</body></html>", "an HTML page"),
)


@pytest.mark.parametrize(("text", "fault"), PK_REFUSED)
def test_damaged_json_is_refused_in_one_line(text: str, fault: str, tmp_path: Path) -> None:
    """Cut off, nested ten thousand deep, or without names: one line that names the file."""
    path = tmp_path / "source.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=fault) as caught:
        read_publication("pk", [path])
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_json_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are refused with their line."""
    path = tmp_path / "source.json"
    path.write_bytes('[{"Name":"Zafír","CNIC":"1"}]'.encode("latin-1"))
    with pytest.raises(FormatError, match="line 1 is not UTF-8"):
        read_publication("pk", [path])


COUNTRIES = (
    ("قطر", ["qa"]),
    ("إيراني", ["ir"]),
    ("السعودية / الكويت", ["sa", "kw"]),
    ("تركيا و الإمارات", ["tr", "ae"]),
    ("الحالية: السويد السابقة: ليبيريا", ["se", "lr"]),
    ("سانت كيتس - نافيس", ["kn"]),
    ("طرابلس - ليبيا", ["ly"]),
    ("مصر (الجيزة)", ["eg"]),
    ("", []),
)


@pytest.mark.parametrize(("text", "codes"), COUNTRIES)
def test_countries_are_read_in_arabic(text: str, codes: list[str]) -> None:
    """Countries, nationalities and several in one cell."""
    assert countries_in(text) == codes


NAMES = (
    ("HAZEM TESTOV + HAZIM TESTOV", ["HAZEM TESTOV", "HAZIM TESTOV"]),
    ("Alaa Fanus - Alaa Al Fanus", ["Alaa Fanus", "Alaa Al Fanus"]),
    ("علاء فانوس أو علاء الفانوس", ["علاء فانوس", "علاء الفانوس"]),
    ("فادي فانوس، فادي الفانوس", ["فادي فانوس", "فادي الفانوس"]),
    ("محمد فانوس (أبو فانوس)", ["محمد فانوس", "أبو فانوس"]),
    ("عبدالعزيز <حاجي فانوس>", ["عبدالعزيز", "حاجي فانوس"]),
    ("((MOHSEN FANUS", ["MOHSEN FANUS"]),
    ("ABD AL-FANUS", ["ABD AL-FANUS"]),
)


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_the_names_of_a_cell_are_told_apart(text: str, names: list[str]) -> None:
    """Spellings joined by signs or "or", and by-names in brackets; a hyphen within a word joins."""
    assert names_in(text) == names


def test_several_passports_in_one_cell_have_their_own_countries() -> None:
    """A number with a nationality before it is that country's."""
    found, rest = documents_in("جواز السفر", "تركي رقم: Z990003 إماراتي رقم: Z990004", "", ("", ""))
    assert [(one.kind, one.value, one.country) for one in found] == [
        ("passport", "Z990003", "tr"),
        ("passport", "Z990004", "ae"),
    ]
    assert rest == ""


def test_every_table_of_the_sheet_is_read() -> None:
    """Persons, then bodies: each table with its own headings; a kind that the row does not tell is the title's."""
    publication = read_publication("ae", [GOLDEN / "ae"])
    assert [listing.kind for listing in publication.listings] == [PartyKind.PERSON] * 4 + [PartyKind.ORGANISATION] * 2
    assert publication.unread == ("column ملاحظة: 1, first in row 3",)
    assert publication.warnings == ("samir-testov 'غير معروف': birth date that could not be read, kept as a detail",)


AE_REFUSED = (
    ("قائمة الإرهاب المحلية,,,\n", "no table of names"),
    ("قائمة الإرهاب\n#,التصنيف,الجنسية,تاريخ الميلاد\n1,شخص,قطر,1960\n", "'الاسم الكامل' is missing"),
    ('قائمة الإرهاب\n"1,2', "cut off or no CSV"),
)


@pytest.mark.parametrize(("text", "fault"), AE_REFUSED)
def test_a_sheet_without_names_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    """A sheet whose headings changed, or that ends within a cell, is no list."""
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8-sig")
    with pytest.raises(FormatError, match=fault):
        read_publication("ae", [path])


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """The sheet saved in a Windows code page is refused by its first line that is no UTF-8."""
    path = tmp_path / "sheet.csv"
    path.write_bytes("#,التصنيف,الاسم الكامل\n".encode() + "1,شخص,طارق\n".encode("cp1256"))
    with pytest.raises(FormatError, match="line 2 is not UTF-8"):
        read_publication("ae", [path])
