"""Single words that stand for somebody whom the same document names in full: Saeed, JuD, Hamas in brackets.

In: the words of a text and the mentions in full. Out: which further words mean the same parties, each with the words
that support it. A surname goes to the nearest full name before it that bears it (captions come first: else behind),
listed or not; an acronym must be written as one. Nothing here counts by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from tamis.records import NameQuality, PartyKind
from tamis.screening.context import Context
from tamis.screening.meanings import Registry
from tamis.screening.otherwise import is_one_of_many, stands_otherwise
from tamis.screening.rules import RULES
from tamis.screening.spans import Shape
from tamis.screening.stretches import Full, Short
from tamis.screening.surnames import Surnames
from tamis.screening.tokens import token_of
from tamis.screening.vocabulary import opens_no_name
from tamis.screening.words import Words
from tamis.values.names import name_tokens
from tamis.values.rarity import Role, role_of

_DEFINED = re.compile(
    r"[\"”»]?[,.]?\s*[(\[]\s*(?:[^\W\d_]+[,:]?\s+){0,4}[\"“„«'‘](?:the |die |der |das |la |le |el |l['’])?([^\W\d_][\w-]{3,})[\"”“»'’]\s*[)\]]",
    re.IGNORECASE,
)
"""A word of a firm's name in quotation marks and brackets behind it: what a contract calls the firm from there on."""
_BRACKETED = re.compile(r"\s*[(\[]\s*(?:[^\W_]+\s+){0,3}[\"“'‘]?([^\W_]{2,10})[\"”'’]?\s*[)\]]")


def short_forms(
    context: Context, fulls: Sequence[Full], registry: Registry, strangers: Sequence[int] = ()
) -> list[Short]:
    """Return the short forms of the parties that a text names in full, in the order of the text.

    Args:
        context: The text.
        fulls: The mentions in full.
        registry: Of the listings.
        strangers: Words of full names that belong to somebody who is not listed.
    """
    if not fulls:
        return []
    words = context.words
    taken = {place for full in fulls for place in range(full.first, full.last + 1)}
    surnames = Surnames(context, fulls)
    places: dict[str, list[int]] = {}
    name_of = {form: surnames.name_of(form) for form in set(words.forms)}
    for place, form in enumerate(words.forms):
        if (name := name_of[form]) is not None:
            places.setdefault(name, []).append(place)
    found = _listed_or_bracketed(context, fulls, registry, taken, frozenset(strangers))
    for name, occurrences in places.items():
        found.extend(surnames.short_forms(name, occurrences, taken, frozenset(strangers)))
    return sorted(found, key=lambda one: one.first)


def _listed_or_bracketed(
    context: Context, fulls: Sequence[Full], registry: Registry, taken: set[int], strangers: AbstractSet[int]
) -> list[Short]:
    """Return the listed names of one word and the acronyms that the text defines; what is found is added to `taken`."""
    words, found = context.words, []
    by_listed = _listed_words(fulls, registry)
    by_bracket = _bracketed(words, fulls)
    calm = _acronyms(context, by_listed)
    for place, (word, form) in enumerate(zip(words.written, words.forms, strict=True)):
        token = token_of(form)
        named = (token not in by_listed and word not in by_bracket) or place in taken or place in strangers
        if named or words.shape[place] not in (Shape.CAPITAL, Shape.CASELESS):
            continue
        listed = by_listed.get(token)
        if listed and not (word in by_bracket or _is_written_so(context, place, listed, calm)):
            listed = None
        full = listed or by_bracket.get(word)
        defined = word in by_bracket and not context.is_acronym(place)  # the document itself says what it stands for
        if full is None or (not defined and _means_otherwise(context, place, full, word, taken)):
            continue
        if context.stands_alone(place, place, False, taken.__contains__):
            found.append(Short(place, place, full, listed is not None))
            taken.add(place)
    return found


def _means_otherwise(context: Context, place: int, full: Full, word: str, taken: AbstractSet[int]) -> bool:
    """Say whether a listed word stands for something else here."""
    words = context.words
    start, end = words.start[place], words.end[place]
    if words.shape[place] != Shape.CAPITAL:
        return False
    token = token_of(word)
    weak = all(name.quality is NameQuality.WEAK for name in full.meaning.listing.names if token_of(name.text) == token)
    if (weak or context.is_acronym(place)) and is_one_of_many(words.text, start):
        return True
    if not context.is_acronym(place):
        return weak and words.stop[place] and not context.is_quoted(place)
    return stands_otherwise(words.text, start, end, lambda one, two: any(one <= words.start[at] < two for at in taken))


def _listed_words(fulls: Sequence[Full], registry: Registry) -> dict[str, Full]:
    """Return the listed names of one word, of the parties named in full and of those linked with them."""
    found: dict[str, Full] = {}
    parties: dict[str, Full] = {}
    for full in fulls:
        parties.setdefault(full.meaning.listing.id, full)
    families = [(full, registry.family(full.meaning)) for full in parties.values()]
    own = [(full, family[:1]) for full, family in families]
    for full, listings in [*own, *families]:  # a listing's own names before those of its twins
        for listing in listings:
            for name in listing.names:
                token = token_of(name.text)
                if len(token) > 1:
                    found.setdefault(token, full)
    return found


def _is_written_so(context: Context, place: int, full: Full | None, calm: AbstractSet[str]) -> bool:
    """Say whether a word is written as a name: an acronym in capitals, another word with one that tells something."""
    if full is None:
        return False
    word = context.words.word(place)
    if context.is_acronym(place):
        return token_of(word) in calm
    if full.meaning.listing.kind is not PartyKind.PERSON and len(word) < RULES.acronym:
        return context.words.shape[place] == Shape.CASELESS
    return len(word) >= RULES.short_form and not opens_no_name(word) and word.casefold() not in context.ordinary


def _acronyms(context: Context, listed: Mapping[str, Full]) -> frozenset[str]:
    """Return the tokens that are written as acronyms where other words are not in capitals: LET US GO names nobody."""
    words = context.words
    places = (place for place, word in enumerate(words.written) if token_of(word) in listed)
    return frozenset(
        token_of(words.word(place)) for place in places if context.is_acronym(place) and not context.is_shouted(place)
    )


def _bracketed(words: Words, fulls: Sequence[Full]) -> dict[str, Full]:
    """Return what the text defines: Jamaat-ud-Dawah (JuD), or JuD (Jamaat-ud-Dawah); Anchor Line Logistics FZE ("Anchor")."""
    found: dict[str, Full] = {}
    for full in fulls:
        own = name_tokens(words.text[words.start[full.first] : words.end[full.last]])
        defined = _DEFINED.match(words.text, words.end[full.last])
        firm = full.meaning.listing.kind is not PartyKind.PERSON
        token = token_of(defined[1]) if defined else ""
        if defined and firm and token in own and role_of(token) is Role.ORDINARY:  # no "Bank", no "Company"
            found.setdefault(defined[1], full)
        match = _BRACKETED.match(words.text, words.end[full.last])
        near = [match[1]] if match else []
        if words.text[max(0, words.start[full.first] - 2) : words.start[full.first]].strip() == "(" and full.first:
            near.append(words.word(full.first - 1))
        for word in near:
            initials = "".join(
                token[0] for token in name_tokens(words.text[words.start[full.first] : words.end[full.last]])
            )
            if sum(char.isupper() for char in word) >= 2 and _runs_through(word.casefold(), initials):
                found.setdefault(word, full)
    return found


def _runs_through(acronym: str, initials: str) -> bool:
    """Say whether most letters of an acronym are initials, in order, the first one first."""
    if not initials or acronym[0] != initials[0]:
        return False
    rest = iter(initials)
    return sum(letter in rest for letter in acronym if letter in initials) >= max(2, len(acronym) - 1)
