"""What a document says of somebody, weighed for and against a listing by the law of screening.

In: `Particulars` and a listing. Out: `Evidence` with the policy's weights, as a query with these attributes would get, and with the
weights of `rules` for what only documents say. Must not know: texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tamis.records import Evidence, Listing, PartialDate, PartyKind, Query
from tamis.screening.attributes import agreements_of, asked_attributes
from tamis.screening.births import born_between
from tamis.screening.explain import describe_attribute
from tamis.screening.matching import Matcher
from tamis.screening.particulars import Particulars
from tamis.screening.rules import RULES, Reading
from tamis.screening.score import weight_of
from tamis.screening.settings import Setting

_WEIGHTS = {
    "child": (RULES.another_life, "the document speaks of a child"),
    "elder": (RULES.another_life, "the document speaks of somebody's forebear"),
    "fiction": (RULES.another_life, "the document speaks of a figure in a work"),
    "civil": (RULES.calling, "the document gives a calling that the list does not know of"),
    "cited": (RULES.calling, "the document cites the author of a work"),
    "denial": (RULES.another_life, "the document says that only the name is the same"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a name stands: the setting, and whether a party that is linked with the listing is named near by."""

    setting: Setting
    accompanied: Callable[[], bool]


def weigh(
    matcher: Matcher, reading: Reading, listing: Listing, told: Particulars, scene: Scene
) -> tuple[Evidence, ...]:
    """Return the evidence of what a document says of the bearer of a name in such a scene, without what is silent."""
    if listing.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN):
        return ()
    born, sure = _born(listing, told)
    query = Query(names=listing.names[:1], birth_dates=born, countries=told.countries, genders=told.genders)
    pair = np.zeros(1, dtype=np.int64), np.array([reading.listing], dtype=np.int64)
    found = []
    for feature, agreements in agreements_of(asked_attributes([query]), matcher.index, *pair).items():
        agreement = float(agreements[0])
        if feature == "birth_date" and agreement > 0 and not sure:
            continue
        if agreement and feature != "kind" and not (feature == "gender" and agreement > 0):  # Mr and Mrs say little
            asked, listed, text = describe_attribute(feature, query, listing, agreement)
            found.append(Evidence(feature, agreement, weight_of(matcher.policy, feature), asked, listed, text))
    return (*found, *_of_documents(reading, listing, told, scene))


def _born(listing: Listing, told: Particulars) -> tuple[tuple[PartialDate, ...], bool]:
    """Return the dates of birth that a text leaves open, and whether it says so closely that agreement tells something.

    An age needs a year. A text that names none, or only years well before the listing, is taken to speak around it or later.
    """
    if told.birth_dates or told.age is None:
        return told.birth_dates, True
    listed = min((one.listed_on.year for one in listing.designations if one.listed_on), default=None)
    if told.year is not None and (told.died or listed is None or told.year >= listed - RULES.years_early):
        return told.born, True
    first = told.year or (listed or RULES.first_text) - RULES.years_early
    last = RULES.last_text if told.year is None or listed is None else listed + RULES.years_known
    return (born_between(first, max(first, last), told.age),), False


def _of_documents(reading: Reading, listing: Listing, told: Particulars, scene: Scene) -> list[Evidence]:
    """Return the evidence that only a document gives: a death before the listing, a calling, a denial.

    A calling says less where the text speaks of war and crime, or of a linked party: surgeons and footballers are listed too.
    """
    found = []
    listed = min((one.listed_on.year for one in listing.designations if one.listed_on), default=None)
    born = max((date.last.year for date in listing.birth_dates), default=None)
    if told.died and born and told.died < born + RULES.years_before:
        text = "died before who is listed was grown"
        found.append(Evidence("death", -1.0, RULES.another_life, str(told.died), str(born), text))
    elif told.died and listed and told.died < listed - RULES.years_late:
        text = "died before the listing was made"
        found.append(Evidence("death", -1.0, RULES.death, str(told.died), str(listed), text))
    known = " ".join([*listing.positions, listing.remarks or ""]).casefold()
    for calling, (weight, text) in _WEIGHTS.items():
        named = [word for word in told.words.split(", ") if word]
        if calling in told.callings and not any(word.casefold()[:5] in known for word in named):
            less = calling == "civil" and (scene.setting.grave >= RULES.few_grave or scene.accompanied())
            weighs = RULES.grave_calling if less else weight
            if calling == "cited" and reading.covered > RULES.common_name:
                weighs = RULES.rare_cited
            found.append(Evidence("calling", -1.0, weighs, told.words, "; ".join(listing.positions), text))
    return found[:2]


def weigh_setting(reading: Reading, scene: Scene, told: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence of where a name stands: few who are listed come up in a text of civic life alone, and many namesakes do.

    Args:
        reading: What the words could mean.
        scene: Where they stand; beside a linked party nothing is said against a name for another birth alone.
        told: What else the text tells: beside another birth a text with few grave words says a little more.
    """
    found = [*_peaceful(reading, scene.setting), *_without_reason(scene, told)]
    return tuple(sorted(found, key=lambda one: one.agreement * one.weight)[:1])


def _peaceful(reading: Reading, setting: Setting) -> Iterator[Evidence]:
    peace = round(setting.peace, 1)
    if peace >= RULES.least_peace and (reading.person or reading.covered < RULES.long_name):
        common = RULES.peace_common if reading.covered <= RULES.common_name else RULES.peace_person
        weight = common if reading.person else RULES.peace_other
        text = "the document speaks of school, sport, art or home"
        peace = peace if reading.person else min(1.0, 2 * peace)
        yield Evidence("setting", -peace, weight, str(setting.civic), "", text)


def _without_reason(scene: Scene, told: Sequence[Evidence]) -> Iterator[Evidence]:
    setting = scene.setting
    another = any(one.feature == "birth_date" and one.agreement < 0 for one in told)
    telling = setting.civic >= RULES.few_civic or setting.length >= RULES.telling_text
    alone = setting.grave < RULES.few_grave and not any(one.agreement > 0 for one in told)
    if another and telling and alone and not scene.accompanied():
        text = "the document speaks of little that people are listed for"
        yield Evidence("setting", -1.0, RULES.no_reason, str(setting.grave), "", text)
