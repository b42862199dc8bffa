"""The alterations: made from clerks, scanners and standards, the same everywhere, and never nonsense. All people are invented."""

import unicodedata

import pytest

from measure import subjects
from measure.alterations import ALTERATIONS, BY_LABEL, alter
from measure.stable import plain_words, stream
from measure.subjects import Subject, culture_of, natural_order
from tamis.records import Designation, Listing, Name, PartyKind

MAN = Subject("own:1", "Yusuf Karim al-Tamisi", PartyKind.PERSON, subjects.ARABIC)
SON = Subject("own:2", "Yusuf bin Karim Tamisi", PartyKind.PERSON, subjects.ARABIC)
FIRM = Subject("own:3", "First Sieve Trading Company Limited", PartyKind.ORGANISATION, None)
SHIP = Subject("own:4", "GREY HERON 3", PartyKind.VESSEL, None)


def several(subject: Subject, label: str) -> list[str]:
    """Return what twenty seeds make of a name."""
    made = [alter(subject, BY_LABEL[label], seed) for seed in range(20)]
    return [text for text in made if text is not None]


def test_shares_add_up() -> None:
    """The shares of the classes are one whole."""
    assert sum(alteration.share for alteration in ALTERATIONS) == pytest.approx(1.0)


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda one: one.label)
def test_same_seed_same_text(alteration) -> None:
    """A name altered twice by one class and seed is the same text."""
    for subject in (MAN, SON, FIRM, SHIP):
        assert alter(subject, alteration, 7) == alter(subject, alteration, 7)


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda one: one.label)
def test_altered_names_differ(alteration) -> None:
    """An altered name is never the name itself, and its words differ unless the class keeps them by design."""
    for subject in (MAN, SON, FIRM, SHIP):
        for text in several(subject, alteration.label):
            assert text != subject.text
            assert alteration.keeps_words or plain_words(text) != plain_words(subject.text)


def test_altered_names_are_pinned() -> None:
    """The generators give the same texts on every machine and Python: floors depend on it."""
    made = [alter(MAN, BY_LABEL[label]) for label in ("one typing error", "transliteration", "title")]
    assert made == ["Yusuf Karim l-Tamisi", "Yusuf Karim al-Tamesi", "General Dr. Yusuf Karim al-Tamisi"]


def test_one_typing_error_is_one_edit() -> None:
    """One slip changes the length by one at most."""
    assert {abs(len(text) - len(MAN.text)) for text in several(MAN, "one typing error")} <= {0, 1}


def test_first_letters_are_altered_too() -> None:
    """Slips reach first letters, which engines that block on them would miss."""
    made = [alter(MAN, BY_LABEL["one typing error"], seed) or "" for seed in range(300)]
    assert any(text[:1] not in ("Y", "") for text in made)


def test_homoglyphs_are_other_characters() -> None:
    """Look-alike characters survive or vanish under NFKC, but the text typed is never plain ASCII."""
    assert all(not text.isascii() for text in several(MAN, "look-alike characters"))
    assert any(unicodedata.normalize("NFKC", text) == MAN.text for text in several(MAN, "look-alike characters"))


def test_order_leaves_patronymics() -> None:
    """`A bin B` never becomes `B bin A`: that is another man."""
    assert several(SON, "order") == []
    assert "al-Tamisi, Yusuf Karim" in several(MAN, "order")


def test_omitted_middle_name_keeps_both_ends() -> None:
    """The first and the family name stay when a middle name goes."""
    assert set(several(MAN, "omitted middle name")) == {"Yusuf al-Tamisi"}


def test_patronymic_goes_with_its_particle() -> None:
    """`bin Karim` is left out whole."""
    assert set(several(SON, "patronymic")) == {"Yusuf Tamisi"}


def test_classes_keep_to_their_kind() -> None:
    """Persons get no legal form, organisations no title, only vessels a vessel's prefix."""
    assert several(MAN, "legal form") == [] == several(FIRM, "title")
    assert several(MAN, "vessel prefix") == [] == several(FIRM, "vessel prefix")
    assert all(text.endswith(SHIP.text) for text in several(SHIP, "vessel prefix"))


def test_legal_forms_are_exchanged() -> None:
    """`Limited` becomes another form, or goes."""
    assert {"First Sieve Trading Company Ltd", "First Sieve Trading Company"} <= set(several(FIRM, "legal form"))


def test_number_words() -> None:
    """A number is written as a word or as digits."""
    assert "1st Sieve Trading Company Limited" in several(FIRM, "number word")
    assert "GREY HERON three" in several(SHIP, "number word")


def test_truncated_to_a_field() -> None:
    """Truncation cuts at 20 or 35 characters and leaves two words."""
    assert {len(text) for text in several(FIRM, "truncated")} <= {19, 20, 35}
    assert several(SHIP, "truncated") == []


def test_no_culture_no_transliteration() -> None:
    """Where nothing tells the culture, no rule of romanisation is drawn at random."""
    assert several(FIRM, "transliteration") == []


def test_common_words_are_not_transliterated() -> None:
    """Only the names inside an organisation's name are spelt another way."""
    firm = Subject("own:5", "Mehr Export Company", PartyKind.ORGANISATION, subjects.PERSIAN)
    made = several(firm, "transliteration")
    assert made
    assert all(text.endswith(" Export Company") for text in made)


@pytest.mark.parametrize(
    ("text", "countries", "programme", "culture"),
    [
        ("KIM Chol", ("kp",), None, subjects.KOREAN),
        ("Ivan Sitov", (), None, subjects.CYRILLIC),
        ("Omar al-Tamisi", ("nl",), None, subjects.ARABIC),
        ("Hossein Tamisi", ("ir",), None, subjects.PERSIAN),
        ("Mullah Sieve", (), "Taliban", subjects.PERSIAN),
        ("Ola Nordmann", ("no",), None, None),
    ],
)
def test_culture_is_read(text: str, countries: tuple[str, ...], programme: str | None, culture: str | None) -> None:
    """The culture follows nationality, letters and programme."""
    acts = (Designation("Own", programme),) if programme else ()
    listing = Listing(id="own:1", kind=PartyKind.PERSON, names=(Name(text),), countries=countries, designations=acts)
    assert culture_of(listing, text) == culture


def test_natural_order() -> None:
    """`FAMILY, Given` is turned for persons only."""
    assert natural_order("TAMISI, Yusuf", PartyKind.PERSON) == "Yusuf TAMISI"
    assert natural_order("SIEVES, Limited", PartyKind.ORGANISATION) == "SIEVES, Limited"


def test_streams_differ() -> None:
    """Two labels draw from two streams."""
    assert stream("a", "b").random() != stream("a", "c").random()
