"""Law: any text is looked for or refused in one line, and what is found holds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tamis.errors import QueryError
from tamis.records import Detail, Listing, Name
from tamis.screening.finding import Finder

LISTED = (
    "Bashar Qasimov",
    "KIM Jong Un",
    "حافظ سعيد",
    "B S X Q K",
    "Владимир Ковальчук",
    "李明",
    "O'Neil",
    "NOT AND OR",
)
FINDER = Finder.from_listings(
    Listing(id=f"own:{number}", names=(Name(text),), remarks=f'Says "{text}" (AND) * {text}')
    for number, text in enumerate(LISTED)
)
SYNTAX = st.lists(
    st.sampled_from(["AND", "OR", "NOT", "(", ")", '"', "*", "kim", "NEAR", ":", "^", "{", "un", "-", "ن", "+"])
)


@settings(max_examples=400)
@given(st.text(st.characters(), max_size=60) | SYNTAX.map(" ".join) | SYNTAX.map("".join))
def test_any_text_is_answered_or_refused(text: str) -> None:
    """Control characters, half characters, brackets, stars and operators in any order never reach SQLite as syntax."""
    for fields in ((), ("names", "remarks")):
        try:
            answer = FINDER.find(text, fields=fields)
        except QueryError as error:
            assert "\n" not in str(error)
        else:
            assert answer.total == len(answer.found) <= len(LISTED)


@settings(max_examples=200)
@given(st.text(st.characters(), min_size=1, max_size=80), st.text(st.characters(), max_size=200))
def test_any_listing_is_found_by_its_reference(name: str, remarks: str) -> None:
    """Whatever a publisher writes, the listing is kept, found, and every mark lies inside its passage."""
    if not name.strip():
        return
    listing = Listing(id="own:xq17", names=(Name(name),), remarks=remarks, details=(Detail(name, remarks),))
    answer = Finder.from_listings([listing]).find("xq17")
    assert [found.listing for found in answer.found] == ["own:xq17"]
    for passage in answer.found[0].passages:
        assert all(0 <= start < end <= len(passage.text) for start, end in passage.marks)


@settings(max_examples=200)
@given(st.sampled_from(LISTED), st.data())
def test_a_listed_name_is_found_by_its_own_words(name: str, data: st.DataObject) -> None:
    """In any order, in quotation marks so that no word is an operator, in either case."""
    words = data.draw(st.permutations(name.split()))
    typed = " ".join(f'"{word}"' for word in words)
    for text in (typed, typed.lower(), typed.upper()):
        assert f"own:{LISTED.index(name)}" in {found.listing for found in FINDER.find(text).found}


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_filter_is_read_or_refused(text: str) -> None:
    """A country, a programme, a kind, a day, a field: read, or a QueryError."""
    for name in ("country", "address_country", "programme", "kind", "listed_from", "fields"):
        try:
            FINDER.find("kim", **{name: text})
        except QueryError as error:
            assert str(error)
