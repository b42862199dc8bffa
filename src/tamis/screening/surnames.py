"""Surnames and given names alone that stand for somebody whom the same text names in full.

In: the words of a text and the mentions in full. Out: the further words that mean the same people. Each goes to the nearest full
name before it that bears it (captions come first: else behind), listed or not; between two listed bearers of one name close by each
other it is nobody. Spellings that the list has of a surname, and its cases, are one name. Must not know: scores, lists.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from tamis.records import Listing, NameQuality, PartyKind
from tamis.screening.context import Context, role_of_word
from tamis.screening.gaps import Gap
from tamis.screening.otherwise import is_one_of_many
from tamis.screening.rules import RULES, TWO_SURNAMES
from tamis.screening.spans import Shape
from tamis.screening.stretches import Full, Short
from tamis.screening.tokens import token_of
from tamis.screening.vocabulary import classes_of
from tamis.screening.words import Words
from tamis.values.names import name_tokens
from tamis.values.rarity import Rarity, Role

_NEW_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n[^\n]{1,44}\n")
_NO_SHORT_FORM = frozenset({"function", "office", "calendar", "demonym", "place", "institution"})


class Surnames:
    """The names by which people are called, of those whom one text names in full."""

    def __init__(self, context: Context, fulls: Sequence[Full]) -> None:
        self._context = context
        self._name_of: dict[str, str] = {}  # key of a word -> the name that it is a form of
        self._bearers: dict[str, list[Full]] = {}
        for full in fulls:
            if full.meaning.listing.kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
                self._add(full)

    def name_of(self, form: str) -> str | None:
        """Return the name that a word is a form of, None for none by which somebody is called."""
        keys = self._context.keys_of(form)
        return next((self._name_of[key] for key in keys if self._name_of.get(key) in self._bearers), None)

    def short_forms(
        self, name: str, places: Sequence[int], taken: set[int], strangers: AbstractSet[int]
    ) -> list[Short]:
        """Give each bare form of a name to the nearest full name that bears it; what is given is added to `taken`."""
        bearers = self._bearers[name]
        owner, bare = self._sorted(bearers, places, taken, strangers)
        carriers = sorted(owner)
        found = []
        for first, place in bare:
            full = self._owner(carriers, owner, place)
            if full is None or (None in owner.values() and self._is_given(full, place)):
                continue
            found.append(Short(first, place, full, listed=False))
            taken.add(place)
        return found

    def _add(self, full: Full) -> None:
        context, words = self._context, self._context.words
        places = [place for place in range(full.first, full.last + 1) if token_of(words.lookup_form(place))]
        for place in places:
            if _may_be_called(context, full, places, place):
                self._join(full, context.keys(place))
        surname = next(
            (
                place
                for place in reversed(places)
                if token_of(words.lookup_form(place)) in _surnames_of(full.meaning.listing)
            ),
            None,
        )
        last = surname if surname is not None else places[-1] if places else None
        keys = context.keys(last) if last is not None and _may_be_called(context, full, places, last) else ()
        self._join(full, (*keys, *_surnames_of(full.meaning.listing)))

    def _join(self, full: Full, keys: Sequence[str]) -> None:
        """Make keys one name, borne by a mention."""
        if not keys:
            return
        known = [self._name_of[key] for key in keys if key in self._name_of]
        name = known[0] if known else keys[0]
        for other in known[1:]:
            if other != name:
                self._bearers[name] = self._bearers.pop(other, []) + self._bearers.get(name, [])
                self._name_of = {key: name if one == other else one for key, one in self._name_of.items()}
        self._name_of.update(dict.fromkeys(keys, name))
        bearers = self._bearers.setdefault(name, [])
        if full not in bearers:
            bearers.append(full)

    def _sorted(
        self, bearers: Sequence[Full], places: Sequence[int], taken: AbstractSet[int], strangers: AbstractSet[int]
    ) -> tuple[dict[int, Full | None], list[tuple[int, int]]]:
        """Return who bears the name at the places where it is part of a full one, None for strangers, and where it stands bare."""
        context, words = self._context, self._context.words
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
                or words.shape[place] not in (Shape.CAPITAL, Shape.CASELESS)
            ):
                continue
            elif words.shape[place] == Shape.CASELESS and context.is_beside_a_name(place, place):
                owner[place] = None
            elif context.stands_alone(
                first := _with_particles(words, place, bearers[0]), place, True, taken.__contains__
            ):
                beside = context.is_bystander(first, place, bearers[0].meaning.listing)
                if not beside and not is_one_of_many(words.text, words.start[first], surname=True):
                    bare.append((first, place))
            elif not context.names_a_thing(first, place):
                owner[place] = None  # somebody else's full name
        return owner, bare

    def _owner(self, carriers: Sequence[int], owner: Mapping[int, Full | None], place: int) -> Full | None:
        """Return who bears the nearest full name, None where that is a stranger or two listed people are as near."""
        text, begin = self._context.words.text, self._context.words.start
        party = sum(one is not None for one in owner.values())
        if party >= len(owner) - party:  # who is named in passing is spoken of in that paragraph alone
            carriers = [
                one for one in carriers
                if owner[one] is not None or one > place or not _NEW_PARAGRAPH.search(text, begin[one], begin[place])
            ]  # fmt: skip
        at = bisect.bisect(carriers, place)
        nearest = carriers[at - 1] if at else carriers[at] if carriers else -1
        full = owner.get(nearest)
        if full is None:
            return None
        start, parties = self._context.words.start, {full.meaning.listing.id}
        for other in carriers:
            rival = owner[other]
            if rival is not None and other != nearest and abs(start[other] - start[nearest]) < RULES.near_by:
                parties.add(rival.meaning.listing.id)
        return full if len(parties) == 1 else None

    def _is_given(self, full: Full, place: int) -> bool:
        """Say whether a word is the given name of a full one."""
        words = self._context.words
        token = token_of(words.lookup_form(place))
        return (
            token not in _surnames_of(full.meaning.listing)
            and token in _keys_at(self._context, full.first)
            and full.last > full.first
        )


def _keys_at(context: Context, place: int) -> tuple[str, ...]:
    return context.keys(place)


@functools.lru_cache(maxsize=50_000)
def _rarity_of(token: str) -> float:
    """Return what a word weighs in a person's name, 0 for particles, titles and the like."""
    weights = Rarity.shipped().weights((token,))
    return float(weights.nats[0, 0]) if weights.role[0] == Role.ORDINARY else 0.0


def _surnames_of(listing: Listing) -> list[str]:
    """Return the surnames of a person as the list spells them: Charrouf, Sharrouf."""
    if father := _fathers_surname(listing):
        return [father]
    names = (name_tokens(name.text) for name in listing.names if name.quality is not NameQuality.WEAK)
    last = dict.fromkeys(tokens[-1] for tokens in names if len(tokens) > 1)
    return [token for token in last if len(token) > RULES.short_form and _rarity_of(token) >= RULES.caseless_token]


def _fathers_surname(listing: Listing) -> str | None:
    """Return the surname by which somebody with two is called: Quiroz of Ernesto Quiroz Valtierra; None for others."""
    if TWO_SURNAMES.isdisjoint(listing.countries):
        return None
    names = [name_tokens(name.text) for name in listing.names if name.quality is not NameQuality.WEAK]
    longest = max(names, key=len, default=())
    return longest[-2] if len(longest) > 2 else None


def _may_be_called(context: Context, full: Full, places: Sequence[int], place: int) -> bool:
    """Say whether one word of a full name may stand for the person."""
    words = context.words
    token = token_of(words.lookup_form(place))
    nats = _rarity_of(token)
    if nats <= 0 or len(token) < RULES.short_form or classes_of(words.word(place)) & _NO_SHORT_FORM:
        return False
    if words.shape[place] == Shape.CASELESS and (nats < RULES.caseless_token or full.first == place < full.last):
        return False
    father = _fathers_surname(full.meaning.listing)
    if father is not None:
        return token == father or (len(places) > 2 and place == places[-2])
    return place == full.last or nats >= RULES.rare_token


def _with_particles(words: Words, place: int, full: Full) -> int:
    """Return where the surname begins with the small words that the full name has before it: bin Laden."""
    own: Mapping[str, None] = dict.fromkeys(name_tokens(words.text[words.start[full.first] : words.end[full.last]]))
    while (
        place
        and words.gap[place] in (Gap.SPACE, Gap.HYPHEN)
        and role_of_word(words.word(place - 1)) in (Role.PARTICLE, Role.FILIATION)
    ):
        if token_of(words.word(place - 1)) not in own:
            break
        place -= 1
    return place
