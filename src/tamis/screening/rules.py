"""When words in a document are enough: the numbers of spotting in one table, each with its reason.

In: a reading, that is, words of a document and the listed name that they meet. Out: whether it stands alone, needs
support or is nothing. The score and its threshold are those of screening; these rules only ask for more, because a
document holds thousands of stretches that could be names where a query is one that somebody meant as a name.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from tamis.records import NameQuality
from tamis.screening.policy import WeakAliases


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottingRules:
    """The numbers; nats are those of `values.rarity`. `REASONS` says why each is what it is."""

    exact: float = 0.95
    least_exact: float = 4.5
    least_near: float = 8.5
    near_alike: float = 0.8
    near_other: float = 0.87
    turned_alike: float = 0.97
    least_shortened: float = 10.5
    least_generic: float = 12.0
    shortened_alike: float = 0.9
    shortened_person: float = 0.85
    shortened_other: float = 0.25
    least_part: float = 14.0
    least_crossing: float = 12.0
    caseless_alike: float = 0.85
    least_shouted: float = 20.0
    names_left_out: float = 1.5
    strangers: float = 0.5
    short_form: int = 3
    near_by: int = 300
    rare_token: float = 7.0
    caseless_token: float = 5.0
    acronym: int = 6
    others_shown: int = 5
    another_life: float = 0.35
    calling: float = 0.31
    rare_cited: float = 0.2
    common_name: float = 15.0
    grave_calling: float = 0.25
    few_grave: int = 3
    death: float = 0.12
    years_late: int = 1
    first_year: int = 1900
    peace_person: float = 0.2
    peace_common: float = 0.32
    peace_other: float = 0.32
    least_peace: float = 0.2
    no_reason: float = 0.08
    few_civic: int = 2
    telling_text: int = 140
    long_name: float = 30.0
    firm_characters: int = 4
    years_before: int = 10
    years_early: int = 3
    years_known: int = 10
    first_text: int = 1995
    last_text: int = 2040


REASONS = {
    "exact": "A score from which the words are the listed name but for a letter that is not heard.",
    "least_exact": "Two very common names together (Ali Mohammed) weigh 5 to 6 nats: written just so they count, but nothing commoner.",
    "least_near": "Names that are only like a listed one must say more: Mohamed Ali (5.6), Evan for Ivan Hernandez (7.5) stay silent.",
    "near_alike": "A word less like the listed one than that is another name (Duncan, Donovan: .75).",
    "near_other": "Firms and ships are called by words: one letter off is another firm (Phoenix Sitar, .84), another ship.",
    "turned_alike": "Surname first is the same person; turned about and spelt otherwise (Colley-Jammet, Jammeh-Colley) is another.",
    "least_shortened": "The listed name has more words: a common and a rare one (Viktor Bout, 10.9), not Hong Kong (8.0).",
    "least_generic": "Words that any body may have in its name (Ministry of Defence, 10.4) name one only with support, and so does a name "
    "that leaves out what tells: Research Center for Nuclear Research Center.",
    "shortened_alike": "Shortened and misspelt at once is another name.",
    "shortened_person": "Of two given names and two surnames one of each is somebody else; a patronymic or one more name is left out.",
    "shortened_other": "Organisations are named in full or by acronym; with more than a quarter left out it is another body.",
    "least_part": "Two rare names of three, spelt and in order, name a person where another listed party is named.",
    "least_crossing": "Between an abjad and Latin only consonants are compared: two or three rare names, or support.",
    "caseless_alike": "Without capitals nothing shows that words are a name: a plain word one letter off is none.",
    "least_shouted": "Where all words are capitals only an exact name counts, or one whose words are all very rare.",
    "names_left_out": "Nats that do not count as left out: an article, a filiation or an initial.",
    "strangers": "Nats of the document's words that the listed name may lack: a particle.",
    "short_form": "Letters that a surname or name used alone has at least.",
    "near_by": "Characters, about three sentences, within which two names too common alone support each other by a link.",
    "rare_token": "A word other than the last of a name stands for it alone where one person in 1,100 bears it.",
    "caseless_token": "The same for scripts without capitals, where surnames are also plain words.",
    "acronym": "Listed names of one word and up to so many letters, all capitals, are acronyms, and their case tells.",
    "others_shown": "More than five other parties help nobody; the last one says how many more there are.",
    "another_life": "A child, a forebear, a figure in a novel, a namesake by the text's own word: not who is listed, by itself.",
    "calling": "A poet, a goalkeeper, a baker by the text: a calling that the list does not know of tells two bearers of a name apart, just.",
    "common_name": "Nats of a name that many bear: who holds a copyright under it is a namesake, just; under a rarer one that says less.",
    "rare_cited": "See `common_name`: with one thing more against it.",
    "grave_calling": "The same in a text of crime, war or sanctions: an exact name stays a mention, a misspelt one does not.",
    "few_grave": "Different words of such matters, within a page, that make the text one of these.",
    "death": "A death before the listing speaks against as another gender does; lists keep few of the dead.",
    "peace_person": "A text of school, sport, art and home alone: with one more thing against, a person's name is a namesake's.",
    "peace_common": "The same of a name that many bear (see `common_name`): full peace tells, just.",
    "peace_other": "There firms and ships are clubs, boats and inns that bear the name; half a peace tells, just.",
    "no_reason": "Where a birth contradicts, a text with hardly a word of crime, war or sanctions makes it a namesake's, just.",
    "telling_text": "Letters: longer than a sentence, a text says what it is about; in a shorter one a birth that contradicts excludes nobody.",
    "few_civic": "Words of civic life by which such a text is known to be about that, and not only short.",
    "least_peace": "Less than a fifth of full peace is said of many texts about listed parties; labelled ones have up to .18.",
    "long_name": "Nats of a firm's name, with its trade and legal form, that no inn or club bears.",
    "firm_characters": "Chinese or Korean characters of a firm's name that stand short for the whole, where that is named.",
    "first_year": "A sentence that speaks only of earlier years names no ship, firm or person that is listed today.",
    "years_before": "Years before the birth of who is listed: a sentence about nothing later speaks of somebody else.",
    "years_early": "Years before a listing in which a text already speaks of its party; an older year in a text is not its own.",
    "years_known": "Years after a listing in which most texts about its party are written.",
    "first_text": "The year of the oldest texts where neither they nor the list give one.",
    "last_text": "The year of the youngest ones, far off: a text without a year may be read long after this was written.",
    "years_late": "Years that a listing may come after a death that its publisher had not heard of.",
}
"""Why each number is what it is; tuned on documentation of installed packages, where nothing should be found."""

RULES = SpottingRules()

TWO_SURNAMES = frozenset("ar bo cl co cr cu do ec es gt hn mx ni pa pe pr py sv uy ve gq".split())
"""Countries where the father's surname, by which people are called, is the last but one."""


class Strength(enum.IntEnum):
    """What a reading is worth by itself."""

    NOTHING = 0
    SUPPORTED = 1  # only if something else in the document speaks for it
    ALONE = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words could mean.

    Attributes:
        listing: Row of the listing.
        name: Row of the listed name that met the words.
        score: The score of screening for these words.
        covered: Nats that agree.
        missing: Nats of the words that the listed name lacks.
        over: Nats of the listed name that the words lack.
        full: How many words that are neither particles nor titles meet.
        alike: Least likeness among those.
        quality: As published.
        person: False for organisations, vessels and aircraft.
        caseless: Whether the words are written in a script without capitals.
        crossing: Whether either the words or the listed name, but not both, are written in an abjad.
        ordered: Whether the words stand in the order of the listed name.
        ordinary: Whether they are all words for plain things: Blue Lantern.
        surname: Whether the last word of the listed name is among those that meet.
        generic: Whether they are all words that any organisation may have in its name: Ministry of Defence.
    """

    listing: int
    name: int
    score: float
    covered: float
    missing: float
    over: float
    full: int
    alike: float
    quality: NameQuality
    person: bool
    caseless: bool
    crossing: bool
    ordered: bool
    generic: bool
    ordinary: bool = False
    surname: bool = True

    @property
    def two_sided(self) -> bool:
        """Whether neither side says more than the other."""
        return self.over <= RULES.names_left_out and self.missing <= RULES.strangers


def strength_of(reading: Reading, weak_aliases: WeakAliases) -> Strength:
    """Say what a reading is worth; weak aliases as the policy has it."""
    weak = reading.quality is NameQuality.WEAK
    if weak and weak_aliases is WeakAliases.IGNORE:
        return Strength.NOTHING
    if reading.full == 1 and reading.two_sided and reading.score >= RULES.exact:
        return Strength.SUPPORTED
    if reading.full < 2:
        return Strength.NOTHING
    if not _enough(reading):
        in_order = reading.ordered or not reading.caseless
        part = reading.person and not reading.crossing and reading.alike >= RULES.exact
        said = reading.two_sided or (part and reading.missing <= RULES.strangers)
        supportable = said and in_order and reading.covered >= RULES.least_exact
        return Strength.SUPPORTED if supportable else Strength.NOTHING
    turned = (
        reading.person and reading.two_sided and reading.score >= RULES.exact and reading.alike >= RULES.turned_alike
    )
    if not reading.ordered and not turned and not reading.generic:
        return Strength.SUPPORTED
    if reading.person and not reading.two_sided and not reading.surname:
        return Strength.SUPPORTED
    vague = reading.generic and (reading.covered < RULES.least_generic or not reading.two_sided)
    common = vague or (reading.ordinary and not reading.person)
    if common or (weak and weak_aliases is not WeakAliases.COUNT):
        return Strength.SUPPORTED
    return Strength.ALONE


def _enough(reading: Reading) -> bool:
    rules = RULES
    if (reading.crossing or reading.caseless) and not (reading.ordered and reading.alike >= rules.caseless_alike):
        return False
    if reading.crossing and not reading.two_sided:
        return False
    if (reading.crossing or (not reading.two_sided and reading.caseless)) and reading.covered < rules.least_crossing:
        return False
    if reading.two_sided:
        if reading.score >= rules.exact:
            return reading.covered >= rules.least_exact
        return reading.covered >= rules.least_near and reading.alike >= (
            rules.near_alike if reading.person else rules.near_other
        )
    if reading.missing > rules.strangers and reading.over > rules.names_left_out:
        return False
    if reading.covered < rules.least_shortened or reading.alike < rules.shortened_alike:
        return False
    return reading.over <= (rules.shortened_person if reading.person else rules.shortened_other) * reading.covered
