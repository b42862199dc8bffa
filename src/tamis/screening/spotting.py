"""Spotting: who in a text is listed, and where it says so.

In: a text. Out: Mentions, in the order of the text. The order of work: words (`words`), stretches worth asking about
(`windows`), the lookup and score of screening (`readings`), names that are whole (`sightings`, `context`), which
listing they mean (`meanings`), and the short forms that these support (`shortforms`). Must not know: files, formats.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tamis.records import Listing, Mention, NameQuality, Other, PartyKind
from tamis.screening.addresses import with_addresses
from tamis.screening.careless import with_capitals
from tamis.screening.context import Context
from tamis.screening.endings import settle_endings
from tamis.screening.listed_words import ListedWords
from tamis.screening.lone import Candidate, LoneFinder
from tamis.screening.matching import Matcher
from tamis.screening.meanings import Case, Company, Meaning, Registry, references_of
from tamis.screening.particulars import Particulars
from tamis.screening.passages import passage_at
from tamis.screening.portraits import Portraitist, Portrayed
from tamis.screening.quotations import read_quotations, voice_of
from tamis.screening.readings import Reader, least_agreement
from tamis.screening.rules import RULES, Reading
from tamis.screening.shortforms import short_forms
from tamis.screening.sightings import SightingFinder
from tamis.screening.stretches import Full, Short, Sighting, apart
from tamis.screening.windows import WindowFinder, Windows
from tamis.screening.words import Words, read_words, rejoined
from tamis.values.captions import caption_of
from tamis.values.groups import in_groups
from tamis.values.names import name_tokens
from tamis.values.rarity import UNSEEN

_ANY, _ELSEWHERE = -2, -1  # wordings that are nobody's own
_TOGETHER, _MOST_TOGETHER = 200_000, 64
"""Characters, and texts, that are read together."""

_BORN = re.compile(r"\bborn\b[^.\n]{0,60}?\b(1[89]\d\d|20\d\d)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b[A-Z]{2,3}[ie]\.\d{3}\b")


class Spotter:
    """Reads texts against one index; remembers tokens and what it worked out of listings."""

    def __init__(self, matcher: Matcher, listing_at: Callable[[int], Listing]) -> None:
        self._matcher = matcher
        self._registry = Registry(matcher, listing_at)
        self._windows = WindowFinder(matcher.lookup, least_agreement(matcher))
        self._reader = Reader(matcher)
        self._listed = ListedWords(matcher.index)
        self._lone = LoneFinder(self._reader, self._registry, self._listed)
        self._sightings = SightingFinder(matcher, self._registry, self._lone)
        self._portraitist = Portraitist(matcher, self._registry)

    def scan(self, text: str) -> list[Mention]:
        """Return the mentions of listed parties in a text.

        Args:
            text: Any text; offsets of the mentions count its code points.
        """
        return next(self.scan_many([text]))

    def scan_many(self, texts: Iterable[str]) -> Iterator[list[Mention]]:
        """Yield the mentions of each text: the same as one by one, and sooner, as new words are learnt together."""
        for group in in_groups(texts, len, _TOGETHER, _MOST_TOGETHER):
            read = read_words([with_capitals(text, self._listed) for text in group])
            contexts = [Context(with_addresses(settle_endings(words, self._listed))) for words in read]
            windows = self._windows.find_in([one.words for one in contexts])
            lone = [self._lone.seek(one) for one in contexts]
            self._reader.read(
                [*(name for one in windows for name in one.names), *(name for some in lone for *_, name, _ in some)],
                [*(rows for one in windows for rows in one.listed), *(None for some in lone for _ in some)],
            )
            for text, context, seen, some in zip(group, contexts, windows, lone, strict=True):
                yield self._mentions(text, context, seen, some)

    def _mentions(self, given: str, context: Context, windows: Windows, lone: Sequence[Candidate]) -> list[Mention]:
        """Return the mentions of a text whose words have been read."""
        words, text = context.words, context.words.text
        readings = self._reader.read(windows.names, windows.listed)
        alone, supported = self._sightings.find(context, windows, readings, lone)
        alone += (mutual := self._mutual(words, supported))
        if not alone and not _REFERENCE.search(text):
            return []
        taken = {place for one in mutual for place in one.places}
        supported = [one for one in supported if taken.isdisjoint(one.places)]
        portrayed, others = self._portraitist.portray(context, alone)
        strangers = [one.sighting for one in portrayed if not one.sighting.readings]
        fulls = self._fulls(text, [one for one in portrayed if one.sighting.readings])
        if not fulls and not _REFERENCE.search(text):
            return []
        backed = self._backed(words, supported, fulls)
        aside = [*others, *(place for one in strangers for place in one.places)]
        shorts = short_forms(context, [*fulls, *(full for full, _ in backed)], self._registry, aside)
        mentions = [self._mention(words, full, full.meaning.why) for full in fulls]
        mentions += [self._mention(words, full, support) for full, support in backed]
        mentions += [self._short(words, short) for short in shorts]
        mentions = _voiced(text, sorted(mentions, key=lambda mention: (mention.start, mention.end)))
        return mentions if given == text else [_as_given(given, mention) for mention in mentions]

    def _fulls(self, text: str, portrayed: Sequence[Portrayed]) -> list[Full]:
        """Decide what each name means in this document."""
        spoken = {f"born {match[1]}" for match in _BORN.finditer(text)} | set(_REFERENCE.findall(text))
        company = Company(
            (one.sighting.name, self._registry.listing_at(reading.listing))
            for one in portrayed
            for reading in one.sighting.readings
        )
        cases: dict[tuple[int, Particulars], Case] = {}
        for one in portrayed:
            sighting = one.sighting
            cases.setdefault((sighting.name, one.told), Case(sighting.readings, sighting.name, one.evidence))
        known = dict(zip(cases, self._registry.decide(list(cases.values()), company, spoken), strict=True))
        return [Full(one.sighting.first, one.sighting.last, known[one.sighting.name, one.told]) for one in portrayed]

    def _mutual(self, words: Words, supported: Sequence[Sighting]) -> list[Sighting]:
        """Return the sightings that support each other: near by, each too little alone, of parties that are linked."""
        places = sorted(
            (words.start[sighting.first], sighting.name, reading.listing)
            for sighting in supported
            for reading in sighting.readings
            if reading.full > 1 and reading.two_sided
        )
        starts = [start for start, _, _ in places]
        out = []
        for sighting in supported:
            start = words.start[sighting.first]
            low, high = bisect.bisect_left(starts, start - RULES.near_by), bisect.bisect(starts, start + RULES.near_by)
            near = Company((name, self._registry.listing_at(row)) for _, name, row in places[low:high])
            linked = tuple(
                reading
                for reading in sighting.readings
                if reading.full > 1
                and reading.two_sided
                and near.linked(self._registry.listing_at(reading.listing), sighting.name)
            )
            if linked:
                out.append(dataclasses.replace(sighting, readings=linked))
        return apart(out)

    def _backed(self, words: Words, supported: Sequence[Sighting], fulls: Sequence[Full]) -> list[tuple[Full, str]]:
        """Return the sightings on weak aliases and one-word names whose party the document supports, with how."""
        named = Company((_ELSEWHERE, full.meaning.listing) for full in fulls)
        spoken = frozenset(_REFERENCE.findall(words.text))
        by_twin = {twin: full for full in reversed(fulls) for twin in (full.meaning.listing.id, *full.meaning.also)}
        kept = []
        for sighting in supported:
            readings = tuple(one for one in sighting.readings if self._supports(one, by_twin, named, spoken))
            if readings:
                kept.append(dataclasses.replace(sighting, readings=readings))
        out = []
        chosen = apart(kept)
        meanings = self._registry.decide([Case(one.readings, one.name) for one in chosen], named, spoken)
        for sighting, meaning in zip(chosen, meanings, strict=True):
            full = by_twin.get(meaning.listing.id)
            support = self._in_full(words, full) if full else meaning.why
            out.append((Full(sighting.first, sighting.last, meaning), support))
        return out

    def _in_full(self, words: Words, full: Full) -> str:
        return _in_full(words, full, self._registry.family(full.meaning))

    def _supports(self, reading: Reading, by_twin: Mapping[str, Full], named: Company, spoken: frozenset[str]) -> bool:
        listing = self._registry.listing_at(reading.listing)
        if not spoken.isdisjoint(references_of(listing)):
            return True
        party = listing.kind in (PartyKind.PERSON, PartyKind.ORGANISATION)
        primary = party and reading.full == 1 and reading.quality is NameQuality.PRIMARY and reading.covered >= UNSEEN
        plain = (
            reading.ordinary
            and reading.ordered
            and reading.full > 1
            and reading.two_sided
            and reading.score >= RULES.exact
        )
        if (primary or plain) and by_twin:
            return True
        part = listing.kind is PartyKind.PERSON and _is_part(reading)
        if part and by_twin and reading.surname and reading.covered >= RULES.least_part:
            return True
        said = reading.two_sided or part
        return listing.id in by_twin or (said and named.linked(listing, _ANY) is not None)

    def _mention(self, words: Words, full: Full, support: str) -> Mention:
        return self._made(words, (full.first, full.last), full.meaning, full.meaning.reading, support)

    def _short(self, words: Words, short: Short) -> Mention:
        """Return the mention of a short form: by a listed name with that name's score, else with that of the full name."""
        meaning, support = short.full.meaning, self._in_full(words, short.full)
        reading, others = meaning.reading, meaning.others
        if short.listed:
            tokens = name_tokens(words.text[words.start[short.first] : words.end[short.last]])
            family = {listing.id for listing in self._registry.family(meaning)}
            readings = self._reader.read([tokens])[0]
            own = [one for one in readings if self._registry.listing_at(one.listing).id in family]
            chosen = next((one for one in own if one.listing == meaning.reading.listing), own[0] if own else None)
            if chosen is not None:
                reading, others = chosen, self._registry.unsupported([one for one in readings if one not in own])
        return self._made(words, (short.first, short.last), meaning, reading, support, others)

    def _made(
        self,
        words: Words,
        span: tuple[int, int],
        meaning: Meaning,
        reading: Reading,
        support: str,
        others: tuple[Other, ...] | None = None,
    ) -> Mention:
        start, end = words.start[span[0]], _closed(words.text, words.start[span[0]], words.end[span[1]])
        listing = meaning.listing
        return Mention(
            start=start, end=end, text=words.text[start:end], listing=listing.id,
            score=meaning.score if reading is meaning.reading else reading.score,
            name=self._registry.matched(reading), passage=passage_at(words.text, start, end),
            caption=caption_of(listing.primary_name.text, listing.kind is PartyKind.PERSON), kind=listing.kind,
            designations=listing.designations, support=support, also=meaning.also,
            others=meaning.others if others is None else others, evidence=meaning.evidence,
        )  # fmt: skip


def _is_part(reading: Reading) -> bool:
    """Say whether the words are a person's name short of one more, spelt as it is listed, or initials with the surname."""
    plain = reading.generic or reading.ordinary
    return (
        reading.person
        and not plain
        and reading.missing <= RULES.strangers
        and reading.alike >= RULES.exact
        and reading.ordered
    )


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a name that holds an opening quotation mark: behind the mark that closes it."""
    opening = max(text.rfind(mark, start, end) for mark in "«„“")
    return end + 1 if opening >= 0 and text[end : end + 1] in ("»", "“", "”") else end


def _as_given(text: str, mention: Mention) -> Mention:
    """Return a mention with its words as the text has them, which was read with capitals."""
    start, end = mention.start, mention.end
    return dataclasses.replace(mention, text=text[start:end], passage=passage_at(text, start, end))


def _voiced(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, each with how it stands to the quotations of the text."""
    quotations = read_quotations(text, [(one.start, one.end) for one in mentions])
    if not quotations:
        return mentions
    out = []
    for mention in mentions:
        voice = voice_of(text, mention.start, mention.end, quotations)
        out.append(dataclasses.replace(mention, quoted=voice.quoted, speaker=voice.speaker, speaks=voice.speaks))
    return out


def _in_full(words: Words, full: Full, family: Sequence[Listing]) -> str:
    """Say in words that the document names somebody in full."""
    genders = {gender for listing in family for gender in listing.genders}
    who = {"male": "him", "female": "her"}.get(genders.pop(), "") if len(genders) == 1 else ""
    person = full.meaning.listing.kind is PartyKind.PERSON
    text = " ".join(rejoined(words.text[words.start[full.first] : words.end[full.last]]).split())
    return f'the page names {(who or "the person") if person else "it"} in full: "{text}"'
