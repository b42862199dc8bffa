"""Own lists, invented multitudes, calibration, fairness and the tables that are printed of them."""

import gzip
import json
from pathlib import Path

import pytest

import figures
from measure import calibration, multitude, ownlists, populace
from measure.calibration import Best
from measure.fairness import _ratio
from measure.report import LOWER, Outcome, Place
from tamis.records import NameQuality, PartyKind


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with invented lists and tables of names."""
    lists, names = tmp_path / "lists", tmp_path / "names"
    eu = "celex,recordId,schema,name,alias,weakAlias,previousName,nationality,country,birthDate\n"
    eu += '1,1,Person,Bashar QASIMOV,Basar Kasimof (Башар Касимов); B. Q.,Kestrel,,Syrian,SY,"(a) 5.4.1970; (b) 1971"\n'
    eu += "1,2,Asset,A barge,,,,,,\n"
    _write(lists / "derived/eu-journal/2026-08/consolidated/1.csv", eu)
    csl = "type,name,alt_names,dates_of_birth,nationalities,citizenships\n"
    csl += 'Individual,"FERNDALE, Orsolya",Orsi Ferndale; O. Ferndale,1970-04-05,HU,\nEntity,-- !!,,,,\n'
    _write(lists / "us-csl/2022-05-16/consolidated.csv.gz", csl)
    _write(lists / "pk/2026-06-03/source.json", json.dumps([{"Name": "Tarek Kovalchuk "}, {"Name": " "}]))
    people = "\n".join(["latin\tother", *(f"Qas{chr(97 + n)}im Fern{chr(97 + n)}dale\tx" for n in range(20))])
    tokens = "\n".join(["latin\tother\tcount", *(f"kov{chr(97 + n)}lch\tx\t1" for n in range(20)), "ab\tx\t1"])
    for script in ("hebrew", "korean"):
        _write(names / f"people_{script}.tsv.gz", people)
    for script in multitude.TABLES:
        _write(names / f"tokens_{script}.tsv.gz", tokens)
    given = "Country,Gender,Localized Name,Romanized Name\n"
    given += "".join(f"GR,M,Νίκ{letter},Nik{latin}\n" for letter, latin in zip("αβγδε", "abgde", strict=True))
    given += "EG,M,,Tarek\nEG,M,,Bashar\nFR,F,,Odile\n"
    _write(names / "forenames_by_country.csv", given)
    _write(
        names / "surnames_by_country.csv",
        "Country,Localized Name,Romanized Name\nGR,Πέτροβας,Petrovas\nGR,Λέκκας,Lekkas\n",
    )
    return tmp_path


def test_files_without_a_parser_become_own_lists(root: Path) -> None:
    """Names with their qualities, other scripts out of their brackets, kinds, dates, countries; what has no name is left out."""
    lists = ownlists.own_lists(root)
    assert {name: len(listings) for name, listings in lists.items()} == {
        "own-eu-journal": 1, "own-us-screening": 1, "own-pakistan": 1,
    }  # fmt: skip
    (listing,) = lists["own-eu-journal"]
    assert {name.text: name.quality for name in listing.names} == {
        "Bashar QASIMOV": NameQuality.PRIMARY, "Basar Kasimof": NameQuality.ALIAS, "Башар Касимов": NameQuality.ALIAS,
        "B. Q.": NameQuality.ALIAS, "Kestrel": NameQuality.WEAK,
    }  # fmt: skip
    assert [str(date) for date in listing.birth_dates] == ["1970-04-05"] and "sy" in listing.countries
    (listing,) = lists["own-us-screening"]
    assert (listing.kind, listing.countries, len(listing.names)) == (PartyKind.PERSON, ("hu",), 3)


def test_a_multitude_is_the_same_on_every_machine_and_has_no_twins(root: Path) -> None:
    """By its seed; different names; plain letters."""
    names = list(multitude.recombined(root, 200, 0))
    assert names == list(multitude.recombined(root, 200, 0)) != list(multitude.recombined(root, 200, 1))
    assert len(set(names)) == 200 and all(name.replace(" ", "").isalpha() for name in names)
    assert next(iter(multitude.listings(root, 1, 0))).names[0].text == names[0]


def test_near_duplicates_are_counted() -> None:
    """Names whose sorted words are a letter apart, in any order; a name alone is none."""
    names = ["Bashar Qasimov", "Qasimof Bashar", "Orsolya Ferndale", "Tarek Kovalchuk"]
    assert multitude.near_duplicates(names, 10) == 0.5
    assert multitude.near_duplicates(names[1:], 10) == 0.0


def test_people_of_common_names_have_a_culture(root: Path) -> None:
    """With a family name, or father's names where none are tabled; written in their own script where all parts are."""
    people = [person for half in ("kept", "tuned") for person in populace.common_people(root, half, 5, 0)]
    assert {person.culture for person in people} == {"greek", "arabic"}
    assert {person.customer.script for person in people if person.culture == "greek"} == {"Latn", "Grek"}
    assert all(person.customer.birth_date for person in people)
    assert set(populace.written_in_script(root, 20, 0)) == {"Grek"}


def test_a_band_without_strangers_is_not_certain() -> None:
    """Half of the listed at .9 and no customer: a share of 1, and an interval that says how little that is."""
    listed = [Best(0.9, True, "Latn"), Best(0.5, True, "Latn")] * 50
    strangers = [Best(0.1, False, "Latn")] * 1000
    found = calibration._true_share(listed, strangers, lambda one: one.score == 0.9)
    assert found is not None
    value, low, high, count = found
    assert (value, count) == (1.0, 50) and 0.05 < low < 0.2 and high == pytest.approx(1.0)


def test_the_mix_is_one_in_a_thousand() -> None:
    """As large a share of customers as of listed people in a band: one hit in a thousand is true."""
    listed, strangers = [Best(0.7, True, "Latn")] * 10, [Best(0.7, False, "Latn")] * 10
    found = calibration._true_share(listed, strangers, lambda one: one.score == 0.7)
    assert found is not None and found[0] == pytest.approx(0.001)
    assert calibration._true_share(listed, strangers, lambda one: one.score > 0.7) is None


def test_the_ratio_of_cultures_is_of_the_worst_to_the_best() -> None:
    """Alerts: the highest share over the lowest; small cultures and those without an alert do not make it endless."""
    place = Place("kept", "s", "m", "tamis", LOWER)
    outcomes = [Outcome(number < 50, ("culture: one",)) for number in range(200)]
    outcomes += [Outcome(False, ("culture: two",)) for _ in range(200)]
    outcomes += [Outcome(True, ("culture: small",)) for _ in range(20)]
    (alerts,) = _ratio(place, outcomes, worst_over_best=True)
    assert alerts.value == pytest.approx(50.5 / 0.5)
    (recall,) = _ratio(place, outcomes, worst_over_best=False)
    assert recall.value == pytest.approx(0.5 / 50.5)
    assert _ratio(place, outcomes[:200], worst_over_best=True) == []


def test_tables_go_between_their_markers() -> None:
    """What stands there is replaced; other regions and other text stay."""
    page = "a\n<!-- figures: policies -->\nold\n<!-- /figures -->\nb\n<!-- figures: other -->\nx\n<!-- /figures -->\n"
    filled = figures.filled(page, {"policies": ["| new |"]})
    assert filled == page.replace("old", "| new |")
    assert figures.filled(filled, {"policies": ["| new |"]}) == filled


def test_every_table_has_its_region_in_the_page() -> None:
    """What the script prints is what the page shows."""
    regions = [match[2] for match in figures.REGION.finditer(figures.PAGE.read_text(encoding="utf-8"))]
    assert sorted(regions) == sorted(figures.TABLES)
