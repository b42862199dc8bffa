"""What the laws are tried on: names as people and machines write them, parties that nobody is."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from tamis.errors import QueryError
from tamis.records import Designation, Identifier, Listing, Name, NameQuality, PartialDate, PartyKind, Query, check_name

_WORDS = """
    Bashar Qasimov Kassimof Qasimof Orsolya Ferndale Tarek Kovalchuk Mohammed Muhammad Ali Hassan Husayn Khan Maria Lopez Lopes John Jon
    Smith Kim Jong Un Wang Wei Li al el bin ibn van de la O'Neil Abd Abdul ur Rahman Ullah Din uddin Dr. Haji Jr B. K. s x a 9 IV 22
    Tolmezza Bank Banco of the General Trading Shipping Company Co. Ltd LLC OOO d.o.o. GmbH First Second Sea Lantern M/V
    محمد حسن حسين سعيد قاسموف عبدالرحمن الله Владимир Ковальчук ООО Банк 习 近 平 王伟 김정은 חיים Γιώργος サイード नरेन्द्र สมชาย
""".split()

words = st.sampled_from(_WORDS)
_separators = st.sampled_from([" ", " ", " ", "-", ", ", "  ", "/", " \u200f"])


def _is_screened(text: str) -> bool:
    try:
        check_name(text)
    except QueryError:
        return False
    return True


@st.composite
def written_names(draw: st.DrawFn) -> str:
    """Return one to five words of several cultures with what stands between words."""
    chosen = draw(st.lists(words, min_size=1, max_size=5))
    return draw(_separators).join(chosen)


@st.composite
def slips(draw: st.DrawFn, name: str) -> str:
    """Return the name with up to two letters left out, put in or exchanged."""
    letters = list(name)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(letters) - 1))
        letters[place] = draw(st.sampled_from(["", "a", "k", letters[place] * 2, "o"]))
        letters = list("".join(letters)) or ["a"]
    return "".join(letters)


names = st.one_of(written_names(), st.text(max_size=40)).filter(_is_screened)
"""Names that a query may hold, sensible or not."""

days = st.dates(dt.date(1930, 1, 1), dt.date(2005, 12, 28))


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Return a day, month, year, circa or range."""
    day = draw(days)
    precision = draw(st.integers(0, 4))
    if precision == 4:
        return PartialDate(day.year, until=PartialDate(day.year + draw(st.integers(0, 5))))
    return PartialDate(
        day.year, day.month if precision > 0 else None, day.day if precision > 1 else None, draw(st.booleans()) and precision == 0
    )  # fmt: skip


kinds = st.sampled_from(list(PartyKind))
countries = st.lists(st.sampled_from(["pk", "kp", "ru", "br"]), max_size=2).map(tuple)
genders = st.sampled_from([(), (), ("male",), ("female",)])
identifiers = st.lists(
    st.builds(Identifier, st.sampled_from(["passport", "tax"]), st.sampled_from(["AB 123456", "ab-123456", "C7654321"])), max_size=1
).map(tuple)  # fmt: skip


@st.composite
def parties(draw: st.DrawFn) -> dict[str, object]:
    """Return the attributes of a party but its names."""
    return {
        "kind": draw(kinds),
        "birth_dates": tuple(draw(st.lists(dates(), max_size=2))),
        "countries": draw(countries),
        "genders": draw(genders),
        "identifiers": draw(identifiers),
    }


@st.composite
def listings(draw: st.DrawFn, count: int = 6) -> list[Listing]:
    """Return one to `count` listings of two watchlists."""
    found = []
    for number in range(draw(st.integers(1, count))):
        texts = draw(st.lists(names, min_size=1, max_size=3))
        qualities = draw(st.lists(st.sampled_from(list(NameQuality)), min_size=len(texts), max_size=len(texts)))
        act = Designation("Own", "invented", draw(st.one_of(st.none(), days)))
        found.append(
            Listing(
                id=f"{draw(st.sampled_from(['own', 'un']))}:{number}",
                names=tuple(Name(text, quality) for text, quality in zip(texts, qualities, strict=True)),
                designations=(act,),
                remarks=draw(st.one_of(st.none(), st.text(max_size=20))),
                **draw(parties()),
            )
        )
    return found


@st.composite
def queries_about(draw: st.DrawFn, listed: list[Listing]) -> Query:
    """Return a query: a listed name with slips, or any name; with attributes or without."""
    name = draw(st.one_of(st.sampled_from([name.text for one in listed for name in one.names]).flatmap(slips), names))
    attributes = draw(st.one_of(st.just({}), parties()))
    return Query(names=(Name(name if _is_screened(name) else "Bashar Qasimov"),), **attributes)
