"""Countries: names as lists, papers and people write them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tamis.values.countries import FORMER, country_code, country_codes, country_name, is_country_name, only_country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pk", "pk"),
        ("PAK", "pk"),
        ("Pakistan", "pk"),
        ("  PAKISTAN ", "pk"),
        ("Pakistani", "pk"),
        ("Iran (Islamic Republic of)", "ir"),
        ("Korea, North", "kp"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Democratic People’s Republic of Korea", "kp"),
        ("Korea, South", "kr"),
        ("Congo, Democratic Republic of the", "cd"),
        ("Republic of the Congo", "cg"),
        ("Congo", "cg"),
        ("Côte d'Ivoire", "ci"),
        ("St. Kitts & Nevis", "kn"),
        ("Türkiye", "tr"),
        ("Turkey", "tr"),
        ("Burma", "mm"),
        ("State of Palestine", "ps"),
        ("West Bank", "ps"),
        ("Kosovo", "xk"),
        ("USSR", "su"),
        ("former Soviet Union", "su"),
        ("Yugoslavia", "yu"),
        ("Mexico (previous)", "mx"),
        ("Россия", "ru"),
        ("روسيا", "ru"),
        ("باكستان", "pk"),
        ("Deutschland", "de"),
        ("中国", "cn"),
        ("대한민국", "kr"),
        ("U.S.A.", "us"),
        ("UK", "gb"),
    ],
)
def test_a_country_is_known_by_its_usual_names(text: str, code: str) -> None:
    """Codes, English and native names, publishers' word orders, nationalities, countries that are no more."""
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "None Identified", "undetermined", "Stateless", "Ruritania", "12"])
def test_what_is_no_country_has_no_code(text: str) -> None:
    """Words that lists put where a country is not known are no country."""
    assert country_code(text) is None


def test_remarks_on_nationality_name_their_countries() -> None:
    """Every country in running words is found; short words such as `by` are no country codes there."""
    assert country_codes("United States. Also believed to hold Syrian nationality") == ("us", "sy")
    assert country_codes("Sudanese by birth") == ("sd",)
    assert country_codes("Kuwaiti citizenship withdrawn in 2002") == ("kw",)
    assert country_codes("nothing in it") == ()


def test_a_name_with_a_remark_is_told_from_a_name() -> None:
    """Brackets that belong to the name are no remark."""
    assert is_country_name("Iran (Islamic Republic of)")
    assert not is_country_name("Bahrain (citizenship revoked)")


def test_codes_have_english_names() -> None:
    """A code is told in words; an unknown one is returned in capitals."""
    assert country_name("pk") == "Pakistan"
    assert country_name("PS") == "Palestinian Territories"
    assert country_name("zz") == "ZZ"


def test_countries_that_are_no_more_name_those_on_their_land() -> None:
    """Every former country and every successor has a name."""
    for code, successors in FORMER.items():
        assert all(country_name(one) != one.upper() for one in (code, *successors))


def test_the_table_is_read_only_when_asked() -> None:
    """Importing the module opens no file."""
    code = "import tamis.values.countries as c; print(c._tables.cache_info().currsize)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tunisian passport", "tn"),
        ("Iran / unknown", "ir"),
        ("Sudan/South Sudan", None),
        ("nowhere", None),
        ("pk", "pk"),
    ],
)
def test_one_country_among_other_words_is_found(text: str, code: str | None) -> None:
    """Where a text names exactly one country it is that; of two, neither."""
    assert only_country(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("Region: West Bank", "ps"), ("Region: Russia", "ru"), ("Region: Kashmir", None)]
)
def test_regions_as_ofac_writes_them(text: str, code: str | None) -> None:
    """`Region:` is left out; disputed regions have no code."""
    assert country_code(text) == code
