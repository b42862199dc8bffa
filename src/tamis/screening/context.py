"""Is this stretch of words a name by itself, or part of a longer one?

In: the words of a text and a stretch of them. Out: yes or no. A person's name inside that of somebody else (Saeed
Akhtar), of a street, mosque or trust is not that person; titles, function words, days, nationalities and acronyms
beside a name leave it whole, and so does the plain word that begins a sentence or fills a headline. Must not know:
listings, scores.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from tamis.records import Listing
from tamis.screening.endings import stems_of
from tamis.screening.gaps import Gap
from tamis.screening.particulars import country_of
from tamis.screening.passages import is_headline, is_shouted, line_at, passage_at
from tamis.screening.settings import Settings
from tamis.screening.spans import Shape
from tamis.screening.things import calling_behind, is_adjective, is_of_a_thing, is_title
from tamis.screening.tokens import is_borne_by_persons
from tamis.screening.vocabulary import bare_forms, classes_of
from tamis.screening.words import Words
from tamis.values.countries import country_code
from tamis.values.names import name_tokens
from tamis.values.rarity import Role, role_of

_LEAVES_WHOLE = frozenset({"function", "office", "calendar", "demonym", "ship"})
_NAMED_AFTER = frozenset({"place", "institution", "legal"})
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NEXT_WORD = re.compile(r"[ \t\u00a0]+([^\W\d_]+)")
_LAST_WORD = re.compile(
    r"([^\W\d_]+)[ \t\u00a0\n]+(?:(?:al|el|de|de la|du|des|della|von|of)[ \t\u00a0]+)?[«„“\"'‘*_]{0,2}$"
)
_LONGEST_ACRONYM = 6
_PERSONS_THINGS, _GROUND = frozenset({"place", "ground"}), frozenset({"ground", "plot"})
_ENDS = (Gap.BREAK, Gap.LINE, Gap.COMMA, Gap.OWNER, Gap.QUOTE)
_CONNECTING = frozenset(
    ["of", "and", "the", "for", "to", "in", "on", "&", "y", "et", "und", "wa", "va", "ve", "и", "e", "o"]
)
_WHERE = frozenset("in at from near to of en à de aus bei nach in im в на из из-за у з en desde em di da".split())
_OF_PHRASE = frozenset("der des dem den".split())
_VERBAL = ("s", "ed", "ing")
_ORDINARY_WORD = re.compile(r"[^\W\d_]{3,}")


_GERMAN = re.compile(
    r"\b(?:der|die|das|und|nicht|ist|ein|eine|einen|einem|mit|von|dem|den|des|auf|im|zu|zum|zur|für|wird|wurde|sich|hat|soll|nach|bei|über|als|am|aus)\b"
)
_GERMAN_SHARE = 60  # characters of text for each small German word
_GENITIVE = 5  # letters before a German genitive s
_GREEK_ENDING = re.compile("(?:ους|ου|ού|ος|ός|ης|ής|ας|άς|ες|ων|η|ή|ο|ό|α|ά|ι|ις)$")
_WORDS_BEFORE = re.compile(r"([^\W\d_]+)[.,،]?[ \t\u00a0\n]+$")
_DENIAL = re.compile(
    r"[ \t]*[,(][ \t]*(?:no relation|unrelated|(?:a |his |the )?namesake|nicht verwandt|sans (?:lien|rapport)|sin relación|однофамил|тёзк|тезк|"
    r"sem parentesco|non parent|nessuna parentela|akraba değil)",
    re.IGNORECASE,
)
_QUOTES = frozenset("\"'“”„«»‘’「」『』")
_CRAFT_WORDS = 2
_HAN_CRAFT = re.compile("[船轮輪舰舶]|飞机|飛機|客机|선박|항공기|여객기|유조선|화물선|어선")


def _count_craft(text: str) -> int:
    """Return how many words of a text speak of ships or aircraft."""
    words = (word.strip(".,;:()\"'“”«»") for word in text.replace("/", "").split())
    return sum("ship" in classes_of(word) for word in words) + len(_HAN_CRAFT.findall(text))


@functools.lru_cache(maxsize=50_000)
def _keys_of(form: str, german: bool) -> tuple[str, ...]:
    tokens = name_tokens(form)
    if len(tokens) != 1:
        return ()
    variants = [stem for stem in stems_of(form) if len(stem) > _GENITIVE - 1] if _CYRILLIC.search(form) else []
    if german and len(form) > _GENITIVE and form.endswith("s"):
        variants.append(form[:-1])
    if match := _GREEK_ENDING.search(form):
        variants.append(form[: match.start()])
    more = [token for variant in variants for token in name_tokens(variant)]
    return tuple(dict.fromkeys([tokens[0], *more]))


class Context:
    """What stands around the words of one text."""

    def __init__(self, words: Words) -> None:
        self.words = words

    @functools.cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that the text also writes in lower case."""
        return frozenset(word for word in set(_ORDINARY_WORD.findall(self.words.text)) if word.islower())

    @functools.cached_property
    def settings(self) -> Settings:
        """In what setting the text speaks, by place."""
        return Settings(self.words.text)

    def stands_alone(self, first: int, last: int, person: bool, named: Callable[[int], bool]) -> bool:
        """Say whether words first .. last are a whole name.

        Args:
            first: First word.
            last: Last word.
            person: Whether a person is meant: organisations may have their country behind their name.
            named: Says of a word whether it belongs to another mention; then it extends nothing.
        """
        if self._is_of_a_thing(first, last, person):
            return False
        if self.words.shape[last] == Shape.IDEOGRAPH:
            return True
        if self.words.shape[last] == Shape.CASELESS:
            if not person:
                return not self._has_adjective(last)
            return not (self._named_after_caseless(first, last) or self._goes_on_caseless(last, named))
        return not (self._extended_before(first, person, named) or self._extended_after(first, last, person, named))

    def keys(self, place: int) -> tuple[str, ...]:
        """Return what a word is known by whatever its ending, its own form first; nothing where it is not one token."""
        return self.keys_of(self.words.forms[place])

    def keys_of(self, form: str) -> tuple[str, ...]:
        """Return the same for the form of a word."""
        return _keys_of(form, self.is_german)

    @functools.cached_property
    def is_german(self) -> bool:
        """Whether the text is German, which writes nouns with capitals and the genitive without an apostrophe."""
        return len(_GERMAN.findall(self.words.text)) * _GERMAN_SHARE > len(self.words.text)

    def is_bystander(self, first: int, last: int, listing: Listing) -> bool:
        """Say whether the words beside a surname make it somebody else: the witness Karimov, Mrs Karimova, Karimov, no relation."""
        text, start, end = self.words.text, self.words.start[first], self.words.end[last]
        before = _WORDS_BEFORE.search(text, max(0, start - 40), start)
        if before is not None and not self._owns(last, listing):
            role = before[1].casefold()
            classes = frozenset().union(*(classes_of(form) for form in bare_forms(role)))
            if ("woman" in classes and "male" in listing.genders) or ("man" in classes and "female" in listing.genders):
                return True
            known = " ".join([*listing.positions, listing.remarks or ""]).casefold()
            if "bystander" in classes and role[:5] not in known:
                return True
        calling = calling_behind(text, end, self.is_german)
        if calling and calling[:5] not in " ".join([*listing.positions, listing.remarks or ""]).casefold():
            return True
        return bool(_DENIAL.match(text, end))

    def _owns(self, place: int, listing: Listing) -> bool:
        """Say whether a German surname stands in the genitive: der Anwalt Karimows is not he."""
        form = self.words.lookup_form(place)
        if not self.is_german or not form.endswith("s"):
            return False
        base = name_tokens(form[:-1])
        return len(base) == 1 and any(base[0] in name_tokens(name.text) for name in listing.names)

    def names_a_thing(self, first: int, last: int) -> bool:
        """Say whether a name stands within that of a street, firm or house and not within a person's."""
        words = self.words
        beside = [place for place in (first - 1, last + 1, first - 2) if 0 <= place < len(words.start)]
        named_after = any(classes_of(words.word(place)) & _NAMED_AFTER for place in beside)
        return named_after or self._named_after_after(last) or self._named_after_before(first, _PERSONS_THINGS)

    def speaks_of_craft(self, first: int, last: int) -> bool:
        """Say whether the sentence, or the text at several places, speaks of ships or aircraft: they bear every name there is."""
        text = self.words.text
        if self._many_craft or any(char.isdigit() for char in text[self.words.start[first] : self.words.end[last]]):
            return True
        return _count_craft(passage_at(text, self.words.start[first], self.words.end[last])) > 0

    @functools.cached_property
    def _many_craft(self) -> bool:
        return _count_craft(self.words.text) >= _CRAFT_WORDS

    def line(self, place: int) -> str:
        """Return the line that holds a word."""
        return line_at(self.words.text, self.words.start[place], self.words.end[place])

    def is_quoted(self, place: int) -> bool:
        """Say whether a word stands alone within quotation marks."""
        text, start, end = self.words.text, self.words.start[place], self.words.end[place]
        return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start > 0

    def is_shouted(self, place: int) -> bool:
        """Say whether a word stands in a line written in capitals."""
        return is_shouted(self.line(place))

    def is_acronym(self, place: int) -> bool:
        """Say whether a word is written as acronyms are: short, with two capitals or more."""
        word = self.words.word(place)
        return len(word) <= _LONGEST_ACRONYM and sum(char.isupper() for char in word) >= 2

    def is_name_like(self, place: int) -> bool:
        """Say whether a word is known as a person's name and never written small in this text."""
        word = self.words.word(place)
        return word.casefold() not in self.ordinary and is_borne_by_persons(word)

    def is_beside_a_name(self, first: int, last: int) -> bool:
        """Say whether a word next to words of a script without capitals is known as a person's name."""
        words = self.words
        before = first > 0 and words.gap[first] == Gap.SPACE and is_borne_by_persons(words.word(first - 1))
        after = last + 1 < len(words.start) and words.gap[last + 1] == Gap.SPACE
        return before or (after and is_borne_by_persons(words.word(last + 1)))

    def _extended_before(self, first: int, person: bool, named: Callable[[int], bool]) -> bool:
        words, place = self.words, first
        gap = words.gap[place]
        if gap in _ENDS:
            return self._named_after_before(first, _PERSONS_THINGS if person else _GROUND)
        place -= 1
        joiner = (
            words.text[words.end[place] : words.start[first]].strip(" -\n\t").casefold() if gap == Gap.JOINED else ""
        )
        if words.shape[place] == Shape.OPENER:
            if role_of(words.word(place)) is not Role.FILIATION:
                return False
            return place > 0 and words.gap[place] in (Gap.SPACE, Gap.HYPHEN) and words.shape[place - 1] == Shape.CAPITAL
        if words.shape[place] != Shape.CAPITAL or named(place):
            return False
        classes = classes_of(words.word(place))
        if joiner and any(part in _CONNECTING for part in joiner.split()):
            return bool(classes & _NAMED_AFTER) and joiner.split()[0] not in (
                "and",
                "&",
                "y",
                "et",
                "und",
                "in",
                "to",
                "on",
            )
        if classes & _LEAVES_WHOLE or "title-or-name" in classes or self._is_mark(place):
            return False
        if country_code(words.word(place)) is not None or country_of(words.word(place)) is not None:
            return False
        if classes & _NAMED_AFTER and gap != Gap.HYPHEN and not joiner:
            return words.word(place).casefold() not in self.ordinary or "place" in classes
        plain = words.stop[place] or self._is_loud(first) or self.is_german or self._is_place(place)
        return self.is_name_like(place) if plain else True

    def _extended_after(self, first: int, last: int, person: bool, named: Callable[[int], bool]) -> bool:
        words, place = self.words, last + 1
        if place >= len(words.start) or words.gap[place] in _ENDS:
            return self._named_after_after(last)
        gap, joiner = words.gap[place], ""
        if gap == Gap.JOINED:
            joiner = words.text[words.end[last] : words.start[place]].strip(" -\n\t").casefold()
        if words.shape[place] == Shape.OPENER:
            place += 1 if not (self.is_german and words.word(place) in _OF_PHRASE) else len(words.start)
        if place >= len(words.start) or words.shape[place] != Shape.CAPITAL or named(place):
            return False
        classes = classes_of(words.word(place))
        if self.is_german and (not _OF_PHRASE.isdisjoint(joiner.split()) or not self.is_name_like(place)):
            hyphened = gap == Gap.HYPHEN and words.text[words.end[last] : words.start[place]] == "-"
            return person and not joiner and (hyphened or (first < last and gap in (Gap.SPACE, Gap.WRAP)))
        if joiner and any(part in _CONNECTING for part in joiner.split()):
            return bool(classes & {"institution", "legal"}) and joiner.split()[0] in ("and", "&", "y", "et", "und")
        if "function" in classes and words.word(place).isupper() == words.word(last).isupper():
            return False
        if classes & _NAMED_AFTER or "suffix" in classes:
            return person or bool(classes & {"place"}) or not self._is_loud(last)
        if classes & _LEAVES_WHOLE or "behind" in classes or self._is_mark(place):
            return False
        if not person and country_code(words.word(place)) is not None:
            return False
        shouted = words.word(last).isupper() and words.word(place).isupper() and len(words.word(place)) > 1
        if (self.is_shouted(last) or shouted) and not joiner:
            return self.is_name_like(place)
        return "title-or-name" in classes or not self._is_loud(last) or not self._is_plain(place)

    def _is_of_a_thing(self, first: int, last: int, person: bool) -> bool:
        text, start, end = self.words.text, self.words.start[first], self.words.end[last]
        if is_title(text, start, end):
            return True
        nouns = self.is_german or self.words.shape[last] == Shape.CASELESS
        return not person and is_of_a_thing(text, start, end, nouns)

    def _has_adjective(self, last: int) -> bool:
        words, place = self.words, last + 1
        beside = place < len(words.start) and words.gap[place] in _CLOSE
        return beside and is_adjective(words.word(last), words.word(place))

    def _is_place(self, place: int) -> bool:
        """Say whether the word stands behind a small word for where: In Yangon Sai Htun was named."""
        start = self.words.start[place]
        before = _WORDS_BEFORE.search(self.words.text, max(0, start - 20), start)
        return before is not None and before[1].casefold() in _WHERE

    def _is_plain(self, place: int) -> bool:
        """Say whether a word behind a name in a headline is a plain word: known as one, or with a verb's ending."""
        word = self.words.word(place).casefold()
        return word in self.ordinary or (word.endswith(_VERBAL) and not self.is_name_like(place))

    def _is_mark(self, place: int) -> bool:
        """Say whether a word is an acronym in a line that is not written in capitals throughout."""
        return self.is_acronym(place) and not self.is_shouted(place)

    def _is_loud(self, place: int) -> bool:
        line = self.line(place)
        return is_headline(line) or is_shouted(line)

    def _named_after_after(self, last: int) -> bool:
        """Say whether a lower-case word behind the name makes it that of a place: the Hafiz Saeed mosque."""
        match = _NEXT_WORD.match(self.words.text, self.words.end[last])
        return bool(match and match[1].islower() and "place" in classes_of(match[1]) and len(match[1]) > 3)

    def _named_after_before(self, first: int, things: frozenset[str]) -> bool:
        """The same for a word before it: rue, calle, улица."""
        begin = self.words.start[first]
        match = _LAST_WORD.search(self.words.text, max(0, begin - 40), begin)
        if not (match and (match[1].islower() or self.is_german) and things & classes_of(match[1])):
            return False
        return match[1] not in _ENGLISH_BEHIND or match[0].endswith("of ")

    def _named_after_caseless(self, first: int, last: int) -> bool:
        """Say whether a word beside a name without capitals makes it that of a place, a school, a longer name."""
        words = self.words
        for place in (first - 1, first - 2):
            if place < 0 or not all(words.gap[at] in _CLOSE for at in range(place + 1, first + 1)):
                break
            word = words.word(place)
            thing = classes_of(word) & (_NAMED_AFTER if place == first - 1 else {"institution"})
            if thing or (place == first - 1 and role_of_word(word) is Role.FILIATION):
                return True
        after = last + 1 < len(words.start) and words.gap[last + 1] in _CLOSE
        if not after:
            return False
        word = words.word(last + 1)
        return role_of_word(word) is Role.FILIATION or (
            bool(classes_of(word) & {"place"}) and not _ARABIC_ARTICLE.match(word)
        )

    def _goes_on_caseless(self, last: int, named: Callable[[int], bool]) -> bool:
        """Say whether the word behind a name without capitals is one more name: a family's, a town's, a trade's."""
        words, place = self.words, last + 1
        if place >= len(words.start) or words.gap[place] not in _CLOSE or named(place):
            return False
        word = words.word(place)
        if classes_of(word) & {"function", "office", "calendar"} or country_of(word) is not None:
            return False
        return bool(_NISBA.match(word)) or (is_borne_by_persons(word) and len(word) > 2)


_CLOSE = (Gap.SPACE, Gap.WRAP)
_ARABIC_ARTICLE = re.compile("ال")
_NISBA = re.compile("(?:ال|با)[\u0621-\u064a\u064b-\u0652]{3,}(?:ي|ى|ى)$")
_ENGLISH_BEHIND = frozenset(
    [
        "court",
        "jail",
        "prison",
        "market",
        "palace",
        "park",
        "school",
        "university",
        "hospital",
        "mosque",
        "building",
        "hall",
        "island",
        "village",
        "town",
    ]
)
"""Places that English puts behind the name: `in court Hafiz Saeed said` names no court."""


def role_of_word(word: str) -> Role:
    """Return the part that a single word plays in a name."""
    tokens = name_tokens(word)
    return role_of(tokens[0]) if len(tokens) == 1 else Role.ORDINARY
