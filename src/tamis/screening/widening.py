"""A stretch that is a listed name -> the stretch with what the list has around it too: legal form, kind of firm, title.

In: a sighting and its listing's names. Out: the sighting with more words before and behind: `Bank` in Bank «Northern Capital»,
`Logistics FZE` behind Anchor Line, `Corporation` behind Nova Era Mining. So what the list knows of a name is no longer name of
somebody else, and is marked with it. Must not know: scores.
"""

from __future__ import annotations

import dataclasses

from tamis.records import Listing, NameQuality
from tamis.screening.gaps import Gap
from tamis.screening.spans import Shape
from tamis.screening.stretches import Sighting
from tamis.screening.vocabulary import opens_no_name
from tamis.screening.words import Words
from tamis.values.names import LEGAL_MARK, name_tokens

_TIED = (Gap.SPACE, Gap.HYPHEN, Gap.WRAP, Gap.QUOTE)
_MOST = 5
_LONGEST_FORM = 4  # letters of a legal form before a name in quotation marks: ООО, ПАО, ЧВК
_SMALL = (Shape.OPENER, Shape.NUMBER)


def widened(words: Words, sighting: Sighting, listing: Listing) -> Sighting:
    """Return a sighting with the words before and behind it that stand in its listing's names as well."""
    alone = sighting.first == sighting.last and sighting.readings[0].quality is NameQuality.WEAK
    if alone or words.shape[sighting.first] in (Shape.IDEOGRAPH, Shape.NUMBER):
        return sighting
    known = {token for name in listing.names for token in name_tokens(name.text)}
    own = {token for place in sighting.places for token in name_tokens(words.lookup_form(place))}
    first, last = sighting.first, sighting.last
    while (
        first > 0
        and sighting.first - first < _MOST
        and words.gap[first] in _TIED
        and _is_more(words, first - 1, known, own)
    ):
        first -= 1
    while (
        last + 1 < len(words.start)
        and last - sighting.last < _MOST
        and words.gap[last + 1] in _TIED[:3]
        and _is_more(words, last + 1, known, own)
    ):
        last += 1
    while first < sighting.first and opens_no_name(words.word(first)):
        first += 1  # "And JuD" opens a sentence, though the list has an "and" in another name
    while last > sighting.last and opens_no_name(words.word(last)):
        last -= 1
    last = _with_legal_form(words, sighting.first, last)
    return dataclasses.replace(sighting, first=first, last=last)


def _is_more(words: Words, place: int, known: set[str], own: set[str]) -> bool:
    tokens = name_tokens(words.lookup_form(place))
    if words.shape[place] in _SMALL or not tokens:
        return False
    quoted = place + 1 < len(words.gap) and words.gap[place + 1] == Gap.QUOTE
    if quoted and words.word(place).isupper() and len(words.word(place)) <= _LONGEST_FORM:
        return True
    if len(tokens) == 1 and len(words.word(place)) == 1 and words.word(place).isupper():
        return any(token.startswith(tokens[0]) for token in known)
    return all(
        (token in known and token not in own) or (token.startswith(LEGAL_MARK) and words.word(place).isupper())
        for token in tokens
    )


def _with_legal_form(words: Words, first: int, last: int) -> int:
    """Return the last word of the legal form behind a name, dotted or not; the name's own last word where there is none."""
    own, found = name_tokens(words.lookup_text(first, last)), last
    base = len(own)
    for more in range(last + 1, min(last + 5, len(words.start))):
        between = words.text[words.end[more - 1] : words.start[more]]
        if between not in (" ", ", ", ".", "\n", ". ", "., "):
            break
        end = words.end[more] + (words.text[words.end[more] : words.end[more] + 1] == ".")
        tokens = name_tokens(words.text[words.start[first] : end])
        taken_in = tokens == own and bool(own) and own[-1].startswith(LEGAL_MARK)  # Holdings Ltd is one form
        if taken_in or (len(tokens) > base and all(token.startswith(LEGAL_MARK) for token in tokens[base:])):
            found = more
        elif words.shape[more] != Shape.OPENER and words.end[more] - words.start[more] > 1:
            break
    while words.shape[found] == Shape.OPENER:
        found -= 1
    return found
