"""Which column holds what."""

from __future__ import annotations

from typing import Any

import pytest

from tamis.errors import BatchError
from tamis.intake.batch.columns import map_columns


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("id,full_name,dob,nationality,passport", "reference,name,birth_date,country,passport"),
        ("Customer ID,First Name,Middle Name,Last Name,Date of Birth", "reference,first_name,middle_name,last_name,birth_date"),
        ("Nom,Prénom,Date de naissance,Nationalité", "last_name,first_name,birth_date,country"),
        ("Nom,Date de naissance", "name,birth_date"),
        ("Name;Vorname;Geburtsdatum;Staatsangehörigkeit;Geschlecht", "last_name,first_name,birth_date,country,gender"),
        ("nombre,apellidos,fecha_nacimiento,DNI", "first_name,last_name,birth_date,national_id"),
        ("nombre,fecha_nacimiento", "name,birth_date"),
        ("Nome,Cognome,Data di nascita,Cittadinanza", "first_name,last_name,birth_date,country"),
        ("ФИО,Дата рождения,Гражданство,Пол", "name,birth_date,country,gender"),
        ("姓名,出生日期,国籍,性别", "name,birth_date,country,gender"),
        ("imię,nazwisko,data urodzenia", "first_name,last_name,birth_date"),
        ("companyName,LEI,registration_no,type", "name,lei,registration,kind"),
    ],
)  # fmt: skip
def test_usual_headings_are_recognised(headings: str, fields: str) -> None:
    """In several languages, whatever the case, the accents and the signs between words."""
    names = headings.replace(";", ",").split(",")
    found = map_columns(names).to_json()
    assert {heading: field for field, (heading,) in found.items()} == dict(zip(names, fields.split(","), strict=True))


@pytest.mark.parametrize(
    "heading", ["date_of_birth", "Date of Birth", "DATE-OF-BIRTH", "dateOfBirth", " Date  of birth"]
)
def test_spelling_of_a_heading_does_not_matter(heading: str) -> None:
    """Blanks, hyphens, underscores and case are one."""
    assert map_columns(["name", heading]).fields["birth_date"] == (1,)


def test_the_closer_word_is_taken() -> None:
    """Nationality says more than country, a full name more than its parts; what is passed over is told."""
    columns = map_columns(["country", "nationality", "first_name", "full_name"])
    assert columns.to_json() == {"country": ["nationality"], "name": ["full_name"]}
    assert columns.passed_over == ("country", "first_name")


@pytest.mark.parametrize(
    ("headings", "given", "message"),
    [
        (["name", "company_name"], [], "--map 'name=name'"),
        (["name", "dob", "birth_date"], [], "'dob' and 'birth_date' could all be the birth date; say which: --map 'birth_date=dob'"),
        (["name", "name"], [], "two columns are called 'name'"),
        (["amount", "city"], [], "no column is recognised as a name among 'amount', 'city'"),
        (["name", "tamis_row"], [], "is one that tamis writes"),
        (["name"], ["name"], "write FIELD=COLUMN"),
        (["name"], ["nmae=name"], "did you mean 'name'?"),
        (["customer"], ["name=custoner"], "did you mean 'customer'?"),
        (["a", "b"], ["reference=a", "reference=b"], "reference is one column"),
    ],
)  # fmt: skip
def test_doubt_is_one_clear_error(headings: list[str], given: list[str], message: str) -> None:
    """It says what to type, before anything is read."""
    with pytest.raises(BatchError) as error:
        map_columns(headings, given)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (["name=Kunde"], {"name": ["Kunde"], "country": ["land"]}),
        (["name=kunde", "country="], {"name": ["Kunde"]}),
        (["name=Kunde", "name=Firma"], {"name": ["Kunde", "Firma"], "country": ["land"]}),
        (["passport=Firma", "name=Kunde"], {"name": ["Kunde"], "passport": ["Firma"], "country": ["land"]}),
    ],
)
def test_the_user_decides(given: list[str], fields: dict[str, Any]) -> None:
    """What is given overrules what is recognised; a field may have several columns, or be dropped."""
    assert map_columns(["Kunde", "Firma", "land"], given).to_json() == fields
