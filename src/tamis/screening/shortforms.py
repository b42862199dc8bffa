"""Single words that stand for somebody whom the same document names in full: Saeed, JuD, Hamas in brackets.

In: the words of a text and the mentions in full. Out: which further words mean the same parties, each with the words
that support it. A surname goes to the nearest full name before it that bears it (captions come first: else behind),
listed or not; an acronym must be written as one. Nothing here counts by itself.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tamis.records import Listing, NameQuality, PartyKind
from tamis.screening.context import Context, role_of_word
from tamis.screening.otherwise import is_one_of_many, stands_otherwise
from tamis.screening.meanings import Meaning, Registry
from tamis.screening.rules import RULES
from tamis.screening.vocabulary import classes_of, opens_no_name
from tamis.screening.words import Shape, Words
from tamis.values.names import name_tokens
from tamis.values.rarity import Rarity, Role

_NO_SHORT_FORM = frozenset({"function", "office", "calendar", "demonym", "place", "institution"})
_TWO_SURNAMES = frozenset("ar bo cl co cr cu do ec es gt hn mx ni pa pe pr py sv uy ve gq".split())
"""Countries where the father's surname, by which people are called, is the last but one."""
_BRACKETED = re.compile(r"\s*[(\[]\s*(?:[^\W_]+\s+){0,3}[\"“'‘]?([^\W_]{2,10})[\"”'’]?\s*[)\]]")


@dataclass(frozen=True, slots=True)
class Full:
    """A mention in full: words first .. last, what they mean."""

    first: int
    last: int
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Short:
    """A word or two that stand for a party named in full elsewhere; `listed` where a listed name says so."""

    first: int
    last: int
    full: Full
    listed: bool


def short_forms(context: Context, fulls: Sequence[Full], registry: Registry, strangers: Sequence[int] = ()) -> list[Short]:
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
    by_listed = _listed_words(fulls, registry)
    by_bracket = _bracketed(words, fulls)
    surnames = _surnames(context, fulls)
    wanted = by_listed.keys() | surnames.keys()
    calm = _acronyms(context, by_listed)
    places: dict[str, list[int]] = {}
    found: list[Short] = []
    for place in range(len(words.start)):
        word = words.word(place)
        token = _token(words.lookup_form(place))
        surname = next((key for key in context.keys(place) if key in surnames), None)
        if surname is None and token not in wanted and word not in by_bracket:
            continue
        if surname is not None:
            places.setdefault(surname, []).append(place)
        if place in taken or place in strangers or words.shape[place] not in (Shape.CAPITAL, Shape.CASELESS):
            continue
        listed = by_listed.get(token)
        if listed and not (word in by_bracket or _is_written_so(context, place, listed, calm)):
            listed = None
        full = listed or by_bracket.get(word)
        if full and _means_otherwise(context, place, full, word, taken):
            continue
        if full and context.stands_alone(place, place, False, taken.__contains__):
            found.append(Short(place, place, full, listed is not None))
            taken.add(place)
    for token, occurrences in places.items():
        found.extend(_of_surname(context, occurrences, surnames[token], taken, frozenset(strangers)))
    return sorted(found, key=lambda one: one.first)


def _means_otherwise(context: Context, place: int, full: Full, word: str, taken: AbstractSet[int]) -> bool:
    """Say whether a listed word stands for something else here."""
    words = context.words
    start, end = words.start[place], words.end[place]
    if words.shape[place] != Shape.CAPITAL:
        return False
    if is_one_of_many(words.text, start):
        return True
    if not context.is_acronym(place):
        token = _token(word)
        weak = all(
            name.quality is NameQuality.WEAK for name in full.meaning.listing.names if _token(name.text) == token
        )
        return weak and words.stop[place] and not context.is_quoted(place)
    return stands_otherwise(
        words.text, start, end, lambda one, two: any(one <= words.start[at] < two for at in taken)
    )


@functools.lru_cache(maxsize=50_000)
def _token(word: str) -> str:
    """Return the only token of a word, or nothing."""
    tokens = name_tokens(word)
    return tokens[0] if len(tokens) == 1 else ""


@functools.lru_cache(maxsize=50_000)
def _rarity_of(token: str) -> float:
    """Return what a word weighs in a person's name, 0 for particles, titles and the like."""
    weights = Rarity.shipped().weights((token,))
    return float(weights.nats[0, 0]) if weights.role[0] == Role.ORDINARY else 0.0


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
                token = _token(name.text)
                if len(token) > 1:
                    found.setdefault(token, full)
    return found


def _is_written_so(context: Context, place: int, full: Full | None, calm: AbstractSet[str]) -> bool:
    """Say whether a word is written as a name: an acronym in capitals, another word with one that tells something."""
    if full is None:
        return False
    word = context.words.word(place)
    if context.is_acronym(place):
        return _token(word) in calm
    if full.meaning.listing.kind is not PartyKind.PERSON and len(word) < RULES.acronym:
        return context.words.shape[place] == Shape.CASELESS
    return len(word) >= RULES.short_form and not opens_no_name(word) and word.casefold() not in context.ordinary


def _acronyms(context: Context, listed: Mapping[str, Full]) -> frozenset[str]:
    """Return the tokens that are written as acronyms where other words are not in capitals: LET US GO names nobody."""
    words = context.words
    places = (place for place in range(len(words.start)) if _token(words.word(place)) in listed)
    return frozenset(
        _token(words.word(place)) for place in places if context.is_acronym(place) and not context.is_shouted(place)
    )


def _bracketed(words: Words, fulls: Sequence[Full]) -> dict[str, Full]:
    """Return acronyms that the text defines: Jamaat-ud-Dawah (JuD), or JuD (Jamaat-ud-Dawah)."""
    found: dict[str, Full] = {}
    for full in fulls:
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


def _surnames(context: Context, fulls: Sequence[Full]) -> dict[str, list[Full]]:
    """Return the keys of words by which a person may be called, with the full mentions that bear them."""
    words = context.words
    found: dict[str, list[Full]] = {}
    parties: dict[str, set[str]] = {}
    for full in fulls:
        places = [place for place in range(full.first, full.last + 1) if _token(words.lookup_form(place))]
        for place in places:
            keys = context.keys(place)
            for key in keys:  # another listed party that bears the token, under whatever role, makes it nobody's
                parties.setdefault(key, set()).add(full.meaning.listing.id)
            if _may_be_called(context, full, places, place):
                for key in keys:
                    found.setdefault(key, []).append(full)
        for key in _listed_surnames(full.meaning.listing):
            parties.setdefault(key, set()).add(full.meaning.listing.id)
            found.setdefault(key, []).append(full)
    return {token: bearers for token, bearers in found.items() if len(parties[token]) == 1}


def _listed_surnames(listing: Listing) -> list[str]:
    """Return the last words of a person's listed names of several, each spelling that the list has: Charrouf, Sharrouf."""
    if listing.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN):
        return []
    if father := _fathers_surname(listing):
        return [father]
    names = (name_tokens(name.text) for name in listing.names if name.quality is not NameQuality.WEAK)
    last = dict.fromkeys(tokens[-1] for tokens in names if len(tokens) > 1)
    return [token for token in last if len(token) > RULES.short_form and _rarity_of(token) >= RULES.caseless_token]


def _fathers_surname(listing: Listing) -> str | None:
    """Return the surname by which somebody with two is called: Quiroz of Ernesto Quiroz Valtierra; None for others."""
    if _TWO_SURNAMES.isdisjoint(listing.countries):
        return None
    names = [name_tokens(name.text) for name in listing.names if name.quality is not NameQuality.WEAK]
    longest = max(names, key=len, default=())
    return longest[-2] if len(longest) > 2 else None


def _may_be_called(context: Context, full: Full, places: Sequence[int], place: int) -> bool:
    """Say whether one word of a full name may stand for the person."""
    listing, words = full.meaning.listing, context.words
    if listing.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN):
        return False
    token = _token(words.lookup_form(place))
    nats = _rarity_of(token)
    if nats <= 0 or len(token) < RULES.short_form or classes_of(words.word(place)) & _NO_SHORT_FORM:
        return False
    if words.shape[place] == Shape.CASELESS and nats < RULES.caseless_token:
        return False
    father = _fathers_surname(listing)
    if father is not None:
        return token == father
    return place == full.last or nats >= RULES.rare_token


def _of_surname(
    context: Context, places: Sequence[int], bearers: Sequence[Full], taken: set[int], strangers: AbstractSet[int]
) -> list[Short]:
    """Give each bare surname to the nearest full name that bears it, before it or else behind."""
    words = context.words
    owner: dict[int, Full | None] = {}
    bare: list[tuple[int, int]] = []
    inside = {place: full for full in bearers for place in range(full.first, full.last + 1)}
    for place in places:
        if place in inside:
            owner[place] = inside[place]
        elif place in strangers:
            owner[place] = None
        elif (
            place in taken
            or words.word(place).casefold() in context.ordinary
            or words.shape[place]
            not in (
                Shape.CAPITAL,
                Shape.CASELESS,
            )
        ):
            continue
        elif words.shape[place] == Shape.CASELESS and context.is_beside_a_name(place, place):
            owner[place] = None
        elif context.stands_alone(first := _with_particles(words, place, bearers[0]), place, True, taken.__contains__):
            beside = context.is_bystander(first, place, bearers[0].meaning.listing)
            if not beside and not is_one_of_many(words.text, words.start[first], surname=True):
                bare.append((first, place))
        elif not context.names_a_thing(first, place):
            owner[place] = None  # somebody else's full name
    carriers = sorted(owner)
    found = []
    for first, place in bare:
        at = bisect.bisect(carriers, place)
        nearest = carriers[at - 1] if at else carriers[at] if carriers else -1
        full = owner.get(nearest)
        given = full is not None and place_of(words, full, place) == full.first and full.last > full.first
        if full is not None and not (given and None in owner.values()):
            found.append(Short(first, place, full, listed=False))
            taken.add(place)
    return found


def place_of(words: Words, full: Full, place: int) -> int:
    """Return which word of a full name another word is."""
    token = _token(words.lookup_form(place))
    same = (own for own in range(full.first, full.last + 1) if _token(words.lookup_form(own)) == token)
    return next(same, full.last)


def _with_particles(words: Words, place: int, full: Full) -> int:
    """Return where the surname begins with the small words that the full name has before it: bin Laden."""
    own: Mapping[str, None] = dict.fromkeys(name_tokens(words.text[words.start[full.first] : words.end[full.last]]))
    while (
        place and words.gap[place] in (1, 2) and role_of_word(words.word(place - 1)) in (Role.PARTICLE, Role.FILIATION)
    ):
        if _token(words.word(place - 1)) not in own:
            break
        place -= 1
    return place
