"""Whole words dropped, added, moved, shortened, exchanged: what people do to names that they know or copy from papers.

Comes in: a Subject and a random generator. Goes out: the altered name, or None where the class does not apply.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from measure import subjects, words
from measure.subjects import Subject
from tamis.records import PartyKind


def _tokens(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _is_particle(word: str) -> bool:
    return word.lower().strip(".'-") in words.PARTICLES or len(word.strip(".")) < 2


def _core(tokens: Sequence[str]) -> list[int]:
    """Return the places of words that are no particles."""
    return [at for at, word in enumerate(tokens) if not _is_particle(word)]


def particle(subject: Subject, chance: random.Random) -> str | None:
    """A particle dropped, joined to its name, hyphened, or written the other way (`al`/`el`, `bin`/`ben`/`ibn`)."""
    pattern = re.compile(rf"\b({'|'.join(sorted(words.PARTICLES, key=len, reverse=True))})([ -])(?=\w)", re.IGNORECASE)
    found = list(pattern.finditer(subject.text))
    if not found:
        return None
    one = chance.choice(found)
    word, gap = one.groups()
    other = {
        "al": "el",
        "el": "al",
        "bin": "ibn",
        "ibn": "bin",
        "ben": "bin",
        "abu": "abou",
        "abou": "abu",
        "van": "von",
    }.get(word.lower())
    ways = ["", word, f"{word}{'-' if gap == ' ' else ' '}"]
    if other is not None:
        ways.append((other.upper() if word.isupper() else other) + gap)
    return (subject.text[: one.start()] + chance.choice(ways) + subject.text[one.end() :]).strip()


def omitted_name(subject: Subject, chance: random.Random) -> str | None:
    """A person's middle name left out: three full words or more, the first and the last stay; its particle goes along."""
    tokens = _tokens(subject.text)
    inner = _core(tokens)[1:-1]
    if not inner or not subject.is_person:
        return None
    at = chance.choice(inner)
    start = at
    while start > 1 and _is_particle(tokens[start - 1]):
        start -= 1
    return " ".join(tokens[:start] + tokens[at + 1 :])


def added_name(subject: Subject, chance: random.Random) -> str | None:
    """A common name of the person's own culture put after the first."""
    tokens = _tokens(subject.text)
    if not subject.is_person or len(_core(tokens)) < 2 or subject.culture in (subjects.KOREAN, subjects.CHINESE):
        return None
    table = words.ADDED_NAMES.get(subject.culture, words.ADDED_NAMES[None])
    new = chance.choice([name for name in table if name.lower() not in subject.text.lower()] or list(table))
    return " ".join([tokens[0], new.upper() if tokens[0].isupper() else new, *tokens[1:]])


def initial(subject: Subject, chance: random.Random) -> str | None:
    """The first or a middle name as its initial; two full words or more."""
    tokens = _tokens(subject.text)
    core = _core(tokens)
    if not subject.is_person or len(core) < 2:
        return None
    at = chance.choice(core[:-1])
    tokens[at] = tokens[at][0].upper() + chance.choice((".", ""))
    return " ".join(tokens)


def patronymic(subject: Subject, chance: random.Random) -> str | None:
    """The father's name dropped (`bin X`, `Ivanovich`) or added (`bin <common name>`)."""
    if not subject.is_person:
        return None
    text = subject.text
    dropped = re.sub(r"\b(?:bin|ben|ibn|bint|ould)\s+[\w'-]+\s+(?=\w)", "", text, count=1, flags=re.IGNORECASE)
    if dropped == text:
        dropped = re.sub(r"\s[\w-]+(?:vich|vych|ovna|evna|yevna)\b", "", text, count=1, flags=re.IGNORECASE)
    if dropped != text and len(dropped.split()) >= 2:
        return dropped.strip()
    tokens = _tokens(text)
    if subject.culture is not subjects.ARABIC or len(tokens) < 2 or re.search(r"\bbin\b", text, re.IGNORECASE):
        return None
    father = f"bin {chance.choice(words.FATHERS)}"
    return " ".join([tokens[0], father.upper() if tokens[0].isupper() else father, *tokens[1:]])


def nickname(subject: Subject, chance: random.Random) -> str | None:
    """A given name exchanged for its short form, or back."""
    tokens = _tokens(subject.text)
    if not subject.is_person or len(tokens) < 2:
        return None
    able = [
        (at, new)
        for at, word in enumerate(tokens)
        for pair in words.NICKNAMES
        for old, new in (pair, pair[::-1])
        if word.lower() == old
    ]
    if not able:
        return None
    at, new = chance.choice(able)
    tokens[at] = new.capitalize()
    return " ".join(tokens)


def order(subject: Subject, chance: random.Random) -> str | None:
    """Family name first, with or without a comma, or the first two words exchanged; never across `bin`."""
    tokens = _tokens(subject.text)
    if (
        not subject.is_person
        or len(tokens) < 2
        or re.search(r"\b(?:bin|ben|ibn|bint|ould)\b", subject.text, re.IGNORECASE)
    ):
        return None
    cut = len(tokens) - 1
    while cut > 1 and _is_particle(tokens[cut - 1]):
        cut -= 1
    given, family = tokens[:cut], tokens[cut:]
    if len(given) > 1 and chance.random() < 0.3:
        return " ".join([given[1], given[0], *given[2:], *family])
    return " ".join(family) + chance.choice((", ", " ")) + " ".join(given)


def titled(subject: Subject, chance: random.Random) -> str | None:
    """One title before the name, sometimes two."""
    if not subject.is_person:
        return None
    table = words.TITLES.get(subject.culture, words.TITLES[None])
    count = chance.choice((1, 1, 1, 2))
    return " ".join([*chance.sample(table, count), subject.text])


def _exchanged(text: str, table: Sequence[tuple[str, str]], chance: random.Random) -> str | None:
    """Exchange one word of the text by the table, keeping capitals."""
    able = []
    low = text.lower()
    for old, new in table:
        if old not in low:  # most words are not there: spares their patterns
            continue
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text, re.IGNORECASE):
            able.append((found.span(), new))
    if not able:
        return None
    (start, end), new = chance.choice(able)
    piece = text[start:end]
    return re.sub(
        r"\s+", " ", text[:start] + (new.upper() if piece.isupper() and len(piece) > 1 else new) + text[end:]
    ).strip(" ,")


def legal_form(subject: Subject, chance: random.Random) -> str | None:
    """A legal form written in full or short, exchanged for a neighbouring one, dropped, or put after a name without."""
    if subject.kind is not PartyKind.ORGANISATION:
        return None
    forms = sorted(words.LEGAL_FORMS, key=lambda form: -len(form[0]))
    for old, others in forms:  # the longest form that stands there, so that "Co., Ltd." is one
        changed = _exchanged(subject.text, [(old, new) for new in others], chance)
        if changed is not None:
            return changed if len(changed.split()) >= 1 and len(changed) > 3 else None
    return f"{subject.text} {chance.choice(words.ADDED_FORMS)}"


def abbreviated(subject: Subject, chance: random.Random) -> str | None:
    """A common word of organisations shortened as in a payment field."""
    return None if subject.is_person else _exchanged(subject.text, words.ABBREVIATIONS, chance)


def number_word(subject: Subject, chance: random.Random) -> str | None:
    """A number as word, digits, ordinal or Roman numeral."""
    return None if subject.is_person else _exchanged(subject.text, words.NUMBERS, chance)


def translated(subject: Subject, chance: random.Random) -> str | None:
    """One common word of an organisation in another of the lists' languages; two words or more."""
    if subject.is_person or len(subject.text.split()) < 3:
        return None
    return _exchanged(subject.text, words.TRANSLATIONS, chance)


def country_word(subject: Subject, chance: random.Random) -> str | None:
    """A country's name exchanged for its adjective, its abbreviation or its other name."""
    return None if subject.is_person else _exchanged(subject.text, words.COUNTRY_WORDS, chance)


def english(subject: Subject, chance: random.Random) -> str | None:
    """British for American spelling or back."""
    return None if subject.is_person else _exchanged(subject.text, words.ENGLISH, chance)


def omitted_word(subject: Subject, chance: random.Random) -> str | None:
    """A generic word of an organisation left out; two words or more stay."""
    tokens = subject.text.split()
    generic = [at for at, word in enumerate(tokens) if word.lower().strip(".,()") in words.GENERIC]
    if subject.is_person or len(tokens) < 3 or not generic:
        return None
    del tokens[chance.choice(generic)]
    return " ".join(tokens)


def added_word(subject: Subject, chance: random.Random) -> str | None:
    """A generic word put before or after an organisation's name."""
    if subject.kind is not PartyKind.ORGANISATION:
        return None
    word = chance.choice(words.ADDED_WORDS)
    return f"The {subject.text}" if word == "The" else f"{subject.text} {word}"


def vessel_prefix(subject: Subject, chance: random.Random) -> str | None:
    """A vessel's prefix put before its name."""
    if subject.kind is not PartyKind.VESSEL:
        return None
    return f"{chance.choice(words.VESSEL_PREFIXES)} {subject.text}"
