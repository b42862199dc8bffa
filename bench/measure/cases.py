"""Questions made from the lists: altered names, held-out aliases and scripts, altered birth dates, exact names in other dress.

Comes in: listings of one half. Goes out: cases, each with the listing that answers it, its class, kind and script.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from measure.alterations import ALTERATIONS, BY_LABEL, Alteration, alter
from measure.lists import party_half
from measure.peers import Question
from measure.stable import digest, plain_words, script_of, stream
from measure.subjects import good_names, natural_order, subject_of
from tamis.records import Listing, Name, PartialDate, PartyKind, Query


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what the report groups it by.

    Attributes:
        question: Query and listing wanted.
        label: Class of alteration.
        kind: Kind of the listed party.
        script: Script of the name asked.
        share: Share of its stratum in the mix.
        stratum: What is averaged over: the class of alteration, or the listing, so that a listing with forty spellings
            counts once.
    """

    question: Question
    label: str
    kind: PartyKind
    script: str
    share: float = 1.0
    stratum: str = ""


def case_of(listing: Listing, text: str, label: str, share: float = 1.0) -> Case:
    """Return a case that asks for a listing by a name alone."""
    return Case(Question(Query(names=(Name(text),)), listing.id), label, listing.kind, script_of(text), share, label)


def of_half(listings: Sequence[Listing], half: str) -> list[Listing]:
    """Return the listings whose party is in the half."""
    return [listing for listing in listings if party_half(listing) == half]


def _altered_once(listing: Listing, alteration: Alteration, seed: int) -> Case | None:
    """Alter one of the listing's good names by a class: the first, in an order drawn per class, that the class applies to."""
    names = sorted(good_names(listing), key=lambda name: digest("name", alteration.label, seed, listing.id, name.text))
    for name in names:
        text = alter(subject_of(listing, name), alteration, seed)
        if text is not None:
            return case_of(listing, text, alteration.label, alteration.share)
    return None


def altered_names(listings: Sequence[Listing], per_class: int | None, seed: int) -> list[Case]:
    """Return altered names, up to `per_class` listings for each class, persons and organisations as the list has them."""
    cases: list[Case] = []
    for alteration in ALTERATIONS:
        drawn = sorted(listings, key=lambda listing: digest("altered", alteration.label, seed, listing.id))
        made = (_altered_once(listing, alteration, seed) for listing in drawn)
        cases += itertools.islice((case for case in made if case is not None), per_class)
    return cases


def alias_rounds(
    listings: Sequence[Listing], wanted: set[str], rounds: int, seed: int
) -> Iterator[tuple[list[Listing], list[Case]]]:
    """Leave one alias of every listing out of the list, a different one each round, and ask by it.

    A good name in Latin letters is held out where another name stays; one that has the words of another is no question, and
    leaves none of its twins in the index.
    """
    for number in range(rounds):
        kept: list[Listing] = []
        cases: list[Case] = []
        for listing in listings:
            held = _held_out(listing, number, seed) if listing.id in wanted else None
            if held is None:
                kept.append(listing)
                continue
            rest = tuple(name for name in listing.names if plain_words(name.text) != plain_words(held))
            kept.append(replace(listing, names=rest))
            case = case_of(listing, natural_order(held, listing.kind), "alias held out")
            cases.append(replace(case, stratum=listing.id))
        yield kept, cases


def _held_out(listing: Listing, number: int, seed: int) -> str | None:
    """Return the name to hold out in one round; None where the listing has no more, or nothing would stay."""
    wordings = {plain_words(name.text): name.text for name in reversed(good_names(listing))}
    stay = {plain_words(name.text) for name in listing.names if script_of(name.text) == "Latn"}
    if len(stay) < 2 or number >= len(wordings):
        return None
    ranked = sorted(wordings, key=lambda words: digest("alias", seed, listing.id, words))
    return wordings[ranked[number]]


def script_round(listings: Sequence[Listing], wanted: set[str]) -> tuple[list[Listing], list[Case]]:
    """Leave every name that is not in Latin letters out of the list, and ask by each of them."""
    kept: list[Listing] = []
    cases: list[Case] = []
    for listing in listings:
        latin = tuple(name for name in listing.names if script_of(name.text) in ("Latn", "Zyyy"))
        if latin:
            kept.append(replace(listing, names=latin))
        if latin and listing.id in wanted:
            others = [name.text for name in listing.names if script_of(name.text) not in ("Latn", "Zyyy")]
            cases += [case_of(listing, text, "original script") for text in dict.fromkeys(others)]
    return kept, cases


def with_attributes(case: Case, listing: Listing) -> Case:
    """Return the case with one of the listed party's own birth dates, and its countries."""
    question = case.question
    dates = (_stated(listing, question.query.names[0].text),) if listing.birth_dates else ()
    query = replace(question.query, birth_dates=dates, countries=listing.countries[:1])
    return replace(case, question=Question(query, question.wanted))


def _stated(listing: Listing, text: str) -> PartialDate:
    """Return one published birth date as a customer would state it: a range as a year inside, circa as the year itself."""
    chance = stream("date", listing.id, text)
    date = chance.choice(listing.birth_dates)
    if date.until is not None:
        return PartialDate(chance.randint(date.first.year, date.last.year))
    return replace(date, circa=False)


DATE_SLIPS = ("day and month swapped", "one digit wrong", "a year more or less", "1 January")


def slipped_date(date: PartialDate, slip: str, *seed: object) -> PartialDate | None:
    """Return a full birth date with one slip, or None where the slip changes nothing or makes no date."""
    if date.month is None or date.day is None or date.is_range:
        return None
    chance = stream("slip", slip, *seed)
    if slip == "day and month swapped":
        made = (date.year, date.day, date.month)
    elif slip == "1 January":
        made = (date.year, 1, 1)
    elif slip == "a year more or less":
        made = (date.year + chance.choice((-1, 1)), date.month, date.day)
    else:
        made = _wrong_digit(date, chance.random(), chance.randrange(10))
    year, month, day = made
    if (
        month > 12
        or month < 1
        or not 1 <= day <= calendar.monthrange(year, month)[1]
        or not 1900 <= year <= dt.date.max.year
    ):
        return None
    slipped = PartialDate(year, month, day)
    return slipped if slipped != replace(date, circa=False) else None


def _wrong_digit(date: PartialDate, place: float, digit: int) -> tuple[int, int, int]:
    """Exchange one digit of the tens and ones of year, month or day."""
    text = f"{date.year:04d}{date.month:02d}{date.day:02d}"
    at = 2 + int(place * 6)
    text = text[:at] + str(digit) + text[at + 1 :]
    return int(text[:4]), int(text[4:6]), int(text[6:])


def altered_dates(listings: Sequence[Listing], seed: int) -> list[Case]:
    """Return persons with one typing error in the name and a slip in the birth date; every listing and slip where it applies."""
    cases = []
    for listing in listings:
        full = [date for date in listing.birth_dates if date.day is not None and not date.is_range]
        if listing.kind is not PartyKind.PERSON or not full:
            continue
        for slip in DATE_SLIPS:
            date = slipped_date(full[0], slip, listing.id, seed)
            name = good_names(listing)[:1]
            text = (
                alter(subject_of(listing, name[0]), BY_LABEL["one typing error"], seed + digest(slip) % 1000)
                if name
                else None
            )
            if date is not None and text is not None:
                query = Query(names=(Name(text),), birth_dates=(date,), countries=listing.countries[:1])
                cases.append(Case(Question(query, listing.id), slip, listing.kind, "Latn", stratum=slip))
    return cases


_PATRONYMIC = re.compile(r"\b(?:bin|ben|ibn|bint|ould|oglu|ogly|qizi)\b", re.IGNORECASE)
_LINKS = frozenset(
    [
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "bint",
        "abu",
        "abou",
        "abd",
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "di",
        "du",
        "le",
        "ould",
        "umm",
    ]
)


def exact_forms(name: Name, kind: PartyKind) -> dict[str, str]:
    """Return a published name in every dress in which it must be found: wording by name of the dress.

    The family name is what stands before the comma, else the last word with the particles before it; the order of a patronymic
    (`A bin B`) is never turned.
    """
    text = name.text
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    forms = {
        "as written": text,
        "capitals": text.upper(),
        "punctuation as spaces": " ".join(re.sub(r"[^\w\s]", " ", text).split()),
        "punctuation removed": " ".join(re.sub(r"[^\w\s]", "", text).split()),
    }
    if script_of(text) == "Latn":
        forms["without accents"] = bare
    if kind is PartyKind.PERSON and script_of(text) == "Latn":
        forms |= _turned(text)
    return {dress: words for dress, words in forms.items() if any(char.isalnum() for char in words)}


def _turned(text: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        words = text.split()
        cut = len(words) - 1
        while cut > 1 and words[cut - 1].lower().strip("-'") in _LINKS:
            cut -= 1
        given, family = " ".join(words[:cut]), " ".join(words[cut:])
        if _PATRONYMIC.search(text):
            return {}
    if not given or not family or "," in given:
        return {}
    return {
        "family name last": f"{given} {family}",
        "family name first": f"{family} {given}",
        "with a comma": f"{family}, {given}",
    }
