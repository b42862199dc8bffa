"""Canada's SEMA XML: names told apart, what is reported, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamis.errors import FormatError
from tamis.records import Publication
from tamis.sources import read_publication
from tamis.sources.ca_aliases import split_aliases, split_bilingual

GOLDEN = Path(__file__).parents[1] / "golden"

PERSONS = (
    ("Testim Zafirko, Testow Zafyrko", ["Testim Zafirko", "Testow Zafyrko"]),
    ("Зафирко; Testim Zafirko", ["Зафирко", "Testim Zafirko"]),
    ("Тестим ЗАФИРКО / Тестім ЗАФІРКО", ["Тестим ЗАФИРКО", "Тестім ЗАФІРКО"]),
    ("(Тестим ЗАФИРКО / Тестім ЗАФІРКО", ["Тестим ЗАФИРКО", "Тестім ЗАФІРКО"]),
    ("Katsia or Katia Zafirko", ["Katsia Zafirko", "Katia Zafirko"]),
    ("Anna Zafirko or Olga Testova", ["Anna Zafirko", "Olga Testova"]),
    ("Testim, or Testym Testovich Zafirko", ["Testim Testovich Zafirko", "Testym Testovich Zafirko"]),
    ("Ilia Vasilyevich or Vasilievich Zafirko", ["Ilia Vasilyevich Zafirko", "Ilia Vasilievich Zafirko"]),
    ("Testim Zafirko and Testow Zafyrko", ["Testim Zafirko", "Testow Zafyrko"]),
    ("Dzim (Zim) Zafirko", ["Dzim (Zim) Zafirko"]),
    ("Tariq Zafiri, Jr.", ["Tariq Zafiri, Jr."]),
    ("ZAPHIRI, Testow AKA", ["ZAPHIRI, Testow"]),
    ("a.k.a. Tariq Zafiri", ["Tariq Zafiri"]),
    (" , ;", []),
)
BODIES = (
    ("Lantern Works Co., Ltd., Lamp LLC", ["Lantern Works Co., Ltd.", "Lamp LLC"]),
    ("Фонарь, АО", ["Фонарь, АО"]),
    ("LLC Lantern, JSC Lantern", ["LLC Lantern", "JSC Lantern"]),
    ('"Lantern, Green" JSC, Lamp', ['"Lantern, Green" JSC', "Lamp"]),
    ('АО "НПО "Фонарь", Лампа"; Lamp', ['АО "НПО "Фонарь", Лампа"', "Lamp"]),
    ("Лампа or АО «Лампа»", ["Лампа", "АО «Лампа»"]),
    ('Акционерное общество or АО "Лампа"', ['АО "Лампа"']),
    ("Lantern Company and Lantern International Works", ["Lantern Company", "Lantern International Works"]),
    ("Harun and Brothers for Lamps", ["Harun and Brothers for Lamps"]),
    ("GLI/ILV", ["GLI", "ILV"]),
)


@pytest.mark.parametrize(("text", "names"), PERSONS)
def test_the_names_of_a_persons_aliases_are_told_apart(text: str, names: list[str]) -> None:
    """Commas, semicolons, slashes, "or" and "and" join names; within a name they do not divide it."""
    assert [alias.text for alias in split_aliases(text, person=True)] == names


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_the_names_of_a_bodys_aliases_are_told_apart(text: str, names: list[str]) -> None:
    """A legal form stays with its name and is none alone; commas in quotation marks divide nothing."""
    assert [alias.text for alias in split_aliases(text, person=False)] == names


def test_a_language_mark_tells_the_language_of_what_follows_it() -> None:
    """`Russian:` holds until the next mark, and for names in Latin letters it does not."""
    aliases = split_aliases("Tsestim, Belarusian: Цестім, Russian: Тестим; Testim", person=True)
    assert [(alias.text, alias.language) for alias in aliases] == [
        ("Tsestim", None),
        ("Цестім", "be"),
        ("Тестим", "ru"),
        ("Testim", None),
    ]


def test_a_former_name_is_one_and_half_a_name_is_weak() -> None:
    """`formerly` makes a former name; single words joined by "and" are halves of names."""
    former, first, second = split_aliases("formerly Tariq Oldname, Zafirova and Testova", person=True)
    assert (former.text, former.former) == ("Tariq Oldname", True)
    assert [(half.text, half.fragment) for half in (first, second)] == [("Zafirova", True), ("Testova", True)]


def test_a_slash_divides_two_languages_and_nothing_else() -> None:
    """Both sides must be names: a slash in brackets or beside a single word stays."""
    assert split_bilingual("Green Army/Armée verte") == ["Green Army", "Armée verte"]
    assert split_bilingual("Lamp Mills (North/South)") == ["Lamp Mills (North/South)"]
    assert split_bilingual("Aleksander/ Aleksandr Testov") == ["Aleksander/ Aleksandr Testov"]


def test_what_is_not_known_is_reported_and_kept() -> None:
    """An unknown element is unread once, a date that is none is said, a place in the regulations given twice is told apart."""
    publication = read_publication("ca", [GOLDEN / "ca"])
    assert publication.unread == ("element record/Sector: 1, first in ru/1-part-2/904",)
    assert publication.warnings == ("ru/1-part-3/903 'soon': DateOfListing that is no date, kept as a detail",)
    assert (publication.parser, publication.published_at) == ("ca-sema/1", None)
    assert read_publication("ca", [GOLDEN / "ca-2020"]).warnings == (
        "zw/none/903#2: a reference that stands twice, told apart by #2 behind it",
    )


NAMED = "<record><Country>Iran</Country><Item>1</Item><LastName>A</LastName></record>"
REFUSED = (
    ("<data-set/>", "holds no record"),
    ("<data-set><record><Country>Iran</Country>", "cut off"),
    (
        "<data-set><record><Country>Iran</Country><Item>1</Item></record></data-set>",
        "no record has the element EntityOrShip",
    ),
    ("<data-set><record><Item>1</Item><LastName>A</LastName></record></data-set>", "no record has the element Country"),
    (
        f"<data-set>{NAMED}<record><Country>Iran</Country><Item>2</Item></record></data-set>",
        "record 2 (ir/none/2) has no name",
    ),
    ("<!DOCTYPE html><html><body>Service unavailable</body></html>", "an HTML page"),
    ('<!DOCTYPE d [<!ENTITY a "b">]><data-set><record/></data-set>', "document type declaration"),
    ("", "empty"),
)


@pytest.mark.parametrize(("text", "fault"), REFUSED)
def test_a_damaged_file_is_refused_in_one_line(text: str, fault: str, tmp_path: Path) -> None:
    """Empty, cut off, a web page or another layout: one line that names the file and the fault."""
    path = tmp_path / "sema-lmes.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_publication("ca", [path])
    assert fault in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    """Bytes that are not what the XML declares are damage, not names."""
    path = tmp_path / "sema-lmes.xml"
    path.write_bytes(
        (GOLDEN / "ca" / "sema-lmes.xml").read_text(encoding="utf-8").encode("utf-8").replace(b"\xc3\xa9", b"\xe9")
    )
    with pytest.raises(FormatError, match="damaged"):
        read_publication("ca", [path])


def test_twenty_thousand_records_are_read_in_seconds(tmp_path: Path) -> None:
    """A list four times as long as today's parses within the time that an import takes anyway."""
    import time

    record = (
        "<record><Country>Russia / Russie</Country><LastName>ZAFIRKO</LastName><GivenName>Testim</GivenName>"
        "<Aliases>Тестим Зафирко; Testim Testovich or Tesztim Zafyrko</Aliases><Schedule>1, Part 1</Schedule>"
        "<Item>{}</Item><DateOfListing>2031-01-01</DateOfListing></record>"
    )
    path = tmp_path / "sema-lmes.xml"
    path.write_text(f"<data-set>{''.join(map(record.format, range(20_000)))}</data-set>", encoding="utf-8")
    started = time.process_time()
    publication: Publication = read_publication("ca", [path])
    assert len(publication.listings) == 20_000
    assert time.process_time() - started < 15
