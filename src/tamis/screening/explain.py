"""Terms -> Evidence: what was compared, in numbers that add up to the score and in words that a person can check.

In: what `matching` found for one query and one listing. Out: Evidence. Rendered last and only for hits. Must not know:
thresholds, other listings.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tamis.records import Evidence, Listing, MatchedName, Name, NameQuality, PartialDate, Query
from tamis.screening.glimpses import Glimpse
from tamis.screening.matching import Matched, Terms
from tamis.screening.policy import Policy
from tamis.screening.score import FEATURES, weight_of
from tamis.values.countries import country_name
from tamis.values.names import LEGAL_MARK, name_readings
from tamis.values.overlap import SAME_LETTERS

_QUALITY_WORDS = {
    NameQuality.PRIMARY: "the primary name",
    NameQuality.ALIAS: "an alias",
    NameQuality.WEAK: "a weak alias",
    NameQuality.FORMER: "a former name",
}


def matched_name(listing: Listing | Glimpse, terms: Terms, ordinal: int) -> MatchedName | None:
    """Return the listed name that met the query; None where none did."""
    if terms.pair < 0:
        return None
    name = listing.names[ordinal]
    return MatchedName(name.text, name.quality)


def explain(
    query: Query, listing: Listing | Glimpse, matched: Matched, terms: Terms, ordinal: int, policy: Policy
) -> tuple[Evidence, ...]:
    """Return the evidence of one pair, in the order of `FEATURES`."""
    pieces = []
    for feature in FEATURES:
        if feature not in terms.agreements:
            continue
        agreement = terms.agreements[feature]
        if feature == "name":
            asked, listed, text = _of_names(query, listing, matched, terms, ordinal)
        else:
            asked, listed, text = _WORDS[feature](query, listing, agreement)
        pieces.append(Evidence(feature, agreement, weight_of(policy, feature), asked, listed, text))
    return tuple(pieces)


def _of_names(
    query: Query, listing: Listing | Glimpse, matched: Matched, terms: Terms, ordinal: int
) -> tuple[str, str, str]:
    if terms.pair < 0:
        asked = query.names[0].text if query.names else ""
        return asked, "", "no listed name is near" if asked else "no name was asked"
    listed = listing.names[ordinal]
    row = int(matched.overlaps.query[terms.pair])
    tokens = matched.tokens[row]
    name = _name_at(query, matched, row)
    kind = _QUALITY_WORDS[listed.quality]
    if terms.agreements["name"] == 1.0:
        return name.text, listed.text, f"the same words as {kind}"
    listed_tokens = name_readings(listed.text)[terms.reading]
    query_used = name_used = 0
    words = []
    for query_mask, name_mask, alike in _met(matched, terms.pair):
        query_used, name_used = query_used | query_mask, name_used | name_mask
        left, right = _words(tokens, query_mask), _words(listed_tokens, name_mask)
        if alike == SAME_LETTERS:
            return name.text, listed.text, f"the same letters as {kind}, divided into other words"
        words.append((query_mask, f"{left} = {right}" if alike == 1.0 else f"{left} ~ {right} ({alike:.2f})"))
    text = f"{kind}: " + ", ".join(word for _, word in sorted(words))
    if (
        all("~" not in word for _, word in words)
        and query_used.bit_count() == len(tokens)
        and name_used.bit_count() == len(listed_tokens)
    ):
        text += "; the same words, but who is the son of whom is exchanged"
    if rest := _words(tokens, ~query_used):
        text += f"; only asked: {rest}"
    if rest := _words(listed_tokens, ~name_used):
        text += f"; only listed: {rest}"
    return name.text, listed.text, text


def _met(matched: Matched, pair: int) -> Iterable[tuple[int, int, float]]:
    """Return which words of the query and of the listed name meet, and how alike they are, in the order of the overlaps."""
    overlaps = matched.overlaps
    start, end = overlaps.pair.searchsorted(np.array([pair, pair + 1])).tolist()
    chosen = start + matched.aligned.chosen[start:end].nonzero()[0]
    parts = overlaps.query_mask[chosen], overlaps.name_mask[chosen], overlaps.alike[chosen]
    return zip(*(part.tolist() for part in parts), strict=True)


def _name_at(query: Query, matched: Matched, row: int) -> Name:
    """Return the query's name that stands in this row of the batch: rows of one query follow each other."""
    if len(query.names) == 1:
        return query.names[0]
    tokens = matched.tokens[row]
    return next((name for name in query.names if tokens in name_readings(name.text)), query.names[0])


def _words(tokens: tuple[str, ...], mask: int) -> str:
    return " ".join(token.removeprefix(LEGAL_MARK) for place, token in enumerate(tokens) if mask >> place & 1)


def _of_birth_dates(query: Query, listing: Listing | Glimpse, agreement: float) -> tuple[str, str, str]:
    asked, listed = _dates(query.birth_dates), _dates(listing.birth_dates)
    if not listing.birth_dates:
        return asked, listed, "no date of birth is listed"
    if agreement == 1.0:
        return asked, listed, "the same date of birth"
    if agreement >= 0.5:
        return (
            asked,
            listed,
            "the date of birth agrees but for a slip: exchanged parts or one digit, or as far as it is known",
        )
    if agreement > 0:
        return asked, listed, "the date of birth agrees in part"
    return asked, listed, "the date of birth is near" if agreement > -0.3 else "another date of birth"


def _dates(dates: tuple[PartialDate, ...]) -> str:
    return ", ".join(map(str, dates))


def _of_countries(query: Query, listing: Listing | Glimpse, agreement: float) -> tuple[str, str, str]:
    asked = ", ".join(map(country_name, query.countries))
    listed = ", ".join(map(country_name, listing.countries))
    born = ", ".join(country_name(place.country) for place in listing.birth_places if place.country)
    if agreement == 1.0:
        return asked, listed, "the same country"
    if agreement > 0:
        return asked, born, "the country of birth"
    return asked, listed, "another country" if agreement < 0 else "no country is listed"


def _of_genders(query: Query, listing: Listing | Glimpse, agreement: float) -> tuple[str, str, str]:
    text = "the same gender" if agreement > 0 else "another gender" if agreement < 0 else "no gender is listed"
    return ", ".join(query.genders), ", ".join(listing.genders), text


def _of_kinds(query: Query, listing: Listing | Glimpse, agreement: float) -> tuple[str, str, str]:
    if agreement == 0:
        return (
            query.kind.value,
            listing.kind.value,
            "the same kind" if query.kind is listing.kind else "the kind is not known",
        )
    if agreement == -1.0:
        return query.kind.value, listing.kind.value, "another kind of party"
    return query.kind.value, listing.kind.value, "a date of birth was given, and the listing is no person"


def _of_identifiers(query: Query, listing: Listing | Glimpse, agreement: float) -> tuple[str, str, str]:
    asked = ", ".join(f"{one.kind} {one.value}" for one in query.identifiers)
    listed = ", ".join(f"{one.kind} {one.value}" for one in listing.identifiers)
    return asked, listed, "the same identifier" if agreement else "no identifier in common"


_WORDS = {
    "birth_date": _of_birth_dates,
    "country": _of_countries,
    "gender": _of_genders,
    "kind": _of_kinds,
    "identifier": _of_identifiers,
}


def describe_attribute(
    feature: str, query: Query, listing: Listing | Glimpse, agreement: float
) -> tuple[str, str, str]:
    """Return the query's value, the listed value and what they say of each other, for a feature other than the name."""
    return _WORDS[feature](query, listing, agreement)
