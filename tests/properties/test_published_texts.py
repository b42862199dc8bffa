"""Law: whatever a publisher writes into a field, telling it apart raises nothing and makes no empty value."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tamis.sources.ae_words import countries_in, names_in
from tamis.sources.au_texts import amended_on, birth_dates_in, identifiers_in, listed_on
from tamis.sources.ca_aliases import split_aliases, split_bilingual
from tamis.sources.numbering import items_in
from tamis.sources.targets_csv import values_in

PIECES = st.sampled_from(
    [
        *(" ", ",", ";", "/", "(", ")", '"', "«", "»", "“", "”", ":", ".", "-", "@", "\n", "\xa0", "+", "<", ">"),
        *(" or ", " and ", "Russian:", "aka", "formerly", "Ltd.", "АО", "Jr.", "a) ", "b) ", "ZAFIR", "Zafiri", "ظافر"),
        *(
            "Approximately ",
            "1968",
            "1969",
            "1970",
            "/02/1961",
            "10/061962",
            "Listed on ",
            "amended",
            "Passport no: ",
            "X9",
        ),
        *("رقم:", " و ", " أو ", "ليبيا"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
def test_telling_a_field_apart_never_fails(text: str) -> None:
    """Names, dates, places and numbers come out whole or not at all."""
    for person in (True, False):
        assert all(alias.text.strip() for alias in split_aliases(text, person=person))
    assert "".join(split_bilingual(text)).strip() or not any(map(str.isalnum, text))
    for values in (birth_dates_in(text), names_in(text), countries_in(text), items_in(text), values_in(text)):
        assert all(value.strip() for value in values)
    listed_on(text)
    amended_on(text)
    assert all(one.value.strip() for one in identifiers_in(text))
