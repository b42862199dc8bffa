"""Why not? What kept a listing from being a hit, in numbers and in words.

In: a query and a listing. Out: a Miss. The pair is compared as screening compares it, whatever its score; then the
reasons are read off in the order in which they apply. Must not know: files, terminals.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from tamis.errors import UnknownListError
from tamis.index import Lookup, build
from tamis.records import (
    Comparison,
    Evidence,
    Listing,
    Miss,
    MissedWord,
    MissReason,
    NameQuality,
    Query,
    Shortfall,
)
from tamis.screening.asked import as_listing, as_query
from tamis.screening.policy import Policy, WeakAliases
from tamis.screening.screener import compare
from tamis.values.names import LEGAL_MARK, name_readings
from tamis.values.overlap import COVERAGE
from tamis.values.rarity import Rarity
from tamis.values.similarity import agreement_of

if TYPE_CHECKING:
    from tamis.screening.screener import Screener

_ATTRIBUTES = {
    "birth_date": ("birth_dates", "date of birth", 1.0),
    "country": ("countries", "country", 1.0),
    "gender": ("genders", "gender", 0.25),
    "identifier": ("identifiers", "identifier", 1.0),
}
"""By feature: the field of a party, its name in words, and the most that it can agree; `comparison.attributes`."""

_KEPT_BACK = {
    WeakAliases.CONFIRM: "the policy lets it raise a hit only where it is exact and an attribute agrees",
    WeakAliases.IGNORE: "the policy never lets one raise a hit",
}


def explain_miss(screener: Screener, query: Query, listing_id: str, threshold: float | None) -> Miss:
    """Say why a listing was not a hit; see `Screener.explain_miss`."""
    watchlist = listing_id.partition(":")[0]
    of_list = [one for one in screener.snapshots if one.partition("@")[0] == watchlist]
    if screener.snapshots and not of_list:
        asked = ", ".join(one.partition("@")[0] for one in screener.snapshots)
        text = f"{watchlist} is not among the lists asked: {asked}"
        return Miss(listing=listing_id, reason=MissReason.NOT_ASKED, text=text)
    row = screener.row_of(listing_id)
    if row is not None and screener.is_hidden(row):
        dates = [act.listed_on for act in screener.listing_at(row).designations if act.listed_on]
        text = f"it was listed on {min(dates)}, after {screener.as_of}: it is left out" if dates else "it is left out"
        return Miss(listing=listing_id, reason=MissReason.LEFT_OUT, text=text)
    if row is None and of_list and screener.as_of:
        text = f"{of_list[0]}, which answers for {screener.as_of}, holds no listing {listing_id}"
        return Miss(listing=listing_id, reason=MissReason.NOT_LISTED, text=text)
    if row is None:
        raise UnknownListError(f"no listing {listing_id!r} is loaded; see `tamis lists` for the lists that are")
    policy = screener.policy
    if threshold is not None:
        policy = dataclasses.replace(policy, threshold=threshold, kind_thresholds=())
    return why_not(query, screener.listing_at(row), policy)


def why_not(query: Query | str, listing: Listing | str, policy: Policy) -> Miss:
    """Say why a pair is no hit, whatever is loaded.

    Args:
        query: A Query, or a name.
        listing: A Listing, or a name to compare with.
        policy: Whose threshold and weights are in force.

    Raises:
        QueryError: a name makes no sense.
    """
    asked, listed = as_query(query), as_listing(listing)
    comparison = compare(asked, listed, policy)
    withheld = None if comparison.hit else _withheld(asked, listed, policy)
    reason = _reason(comparison, withheld)
    comparison = withheld or comparison
    short_by = round(max(0.0, comparison.threshold - comparison.score), 4)
    covered, words = _words(asked, listed)
    against, missing = _against(comparison.evidence), _missing(asked, listed, comparison.evidence, policy)
    if reason is MissReason.NOT_A_CANDIDATE:  # what agrees besides counts for nothing where no name is near
        missing = tuple(one for one in missing if one.feature in ("name", "identifier"))
    miss = Miss(
        listing=listed.id, reason=reason, text="", comparison=comparison, short_by=short_by, covered=covered, words=words,
        against=() if comparison.hit else against, missing=() if comparison.hit else missing,
    )  # fmt: skip
    return dataclasses.replace(miss, text=_text(miss, comparison, policy))


def _withheld(query: Query, listing: Listing, policy: Policy) -> Comparison | None:
    """Return the comparison with the listing's weak aliases alone, where that is what the policy keeps back."""
    weak = tuple(name for name in listing.names if name.quality is NameQuality.WEAK)
    if not weak:
        return None
    comparison = compare(query, dataclasses.replace(listing, names=weak), policy)
    kept_back = comparison.name is not None and comparison.score >= comparison.threshold and not comparison.hit
    return comparison if kept_back else None


def _reason(comparison: Comparison, withheld: Comparison | None) -> MissReason:
    if comparison.hit:
        return MissReason.HIT
    if withheld:
        return MissReason.WITHHELD
    by_identifier = any(one.feature == "identifier" and one.agreement > 0 for one in comparison.evidence)
    if comparison.name is None and not by_identifier:
        return MissReason.NOT_A_CANDIDATE
    return MissReason.BELOW_THRESHOLD


def _text(miss: Miss, comparison: Comparison, policy: Policy) -> str:
    if miss.reason is MissReason.HIT:
        return f"it is a hit: {comparison.score:.4f}, and the threshold is {comparison.threshold:g}"
    if miss.reason is MissReason.WITHHELD and comparison.name:
        return (
            f'only the weak alias "{comparison.name.listed}" reaches the threshold; {_KEPT_BACK[policy.weak_aliases]}'
        )
    if miss.reason is MissReason.NOT_A_CANDIDATE:
        if not miss.words:
            return "no name was asked, and no identifier is shared"
        strangers = ", ".join(one.word for one in miss.words if one.nearest is None)
        near = f"; no listed word is near {strangers}" if strangers else ""
        return f"it is no candidate: no listed name covers {COVERAGE:.0%} of what was asked{near}"
    able = [one for one in miss.missing if one.feature != "name" and one.amount >= (miss.short_by or 0.0)]
    lifted = f"; {' or '.join(one.feature.replace('_', ' ') for one in able)} alone could lift it" if able else ""
    return (
        f"it scores {comparison.score:.4f}, {miss.short_by:.4f} below the threshold of {comparison.threshold:g}{lifted}"
    )


def _against(evidence: tuple[Evidence, ...]) -> tuple[Shortfall, ...]:
    """Return the evidence that took from the score, worst first."""
    found = [Shortfall(one.feature, round(one.agreement * one.weight, 4), one.text) for one in evidence]
    return tuple(sorted((one for one in found if one.amount < 0), key=lambda one: one.amount))


def _missing(query: Query, listing: Listing, evidence: tuple[Evidence, ...], policy: Policy) -> tuple[Shortfall, ...]:
    """Return what could have added to the score: what the name lacks, and attributes that one side does not give."""
    found = [
        Shortfall("name", round((1 - one.agreement) * one.weight, 4), one.text)
        for one in evidence
        if one.feature == "name"
    ]
    for feature, (field, words, most) in _ATTRIBUTES.items():
        asked, listed = getattr(query, field), getattr(listing, field)
        weight: float = getattr(policy, f"{feature}_weight")
        if not asked and not listed:
            text = f"neither side gives {_article(words)}"
        elif not asked:
            text = f"the listing gives {_article(words)}, the query none"
        elif not listed:
            text = f"the query gives {_article(words)}, the listing none"
        else:
            continue
        if weight and (asked or listed):
            found.append(Shortfall(feature, round(most * weight, 4), text))
    return tuple(sorted((one for one in found if one.amount > 0), key=lambda one: -one.amount))


def _article(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _words(query: Query, listing: Listing) -> tuple[float | None, tuple[MissedWord, ...]]:
    """Return how much of the query the nearest listed name covers, and what each of the query's words meets there.

    Each word is looked up alone, by the same lookup as in screening: what is not near then is near to nothing.
    """
    index = build([(0, listing)])
    lookup, rarity = Lookup(index), Rarity.shipped()
    best: tuple[float, tuple[MissedWord, ...]] | None = None
    for tokens in dict.fromkeys(reading for name in query.names for reading in name_readings(name.text)):
        overlaps = lookup.overlaps([(token,) for token in tokens])
        nats = rarity.weights(tokens).nats
        gain = overlaps.worth * agreement_of(overlaps.alike)
        for name in range(index.n_names):
            weight = nats[:, int(index.name_other[name])]
            entries = np.flatnonzero(overlaps.name[overlaps.pair] == name)
            covered, words = 0.0, []
            listed = name_readings(listing.names[int(index.name_ordinal[name])].text)[index.reading(name)]
            for place, token in enumerate(tokens):
                mine = entries[overlaps.query[overlaps.pair[entries]] == place]
                nearest, alike = None, 0.0
                if len(mine):
                    entry = int(mine[np.argmax(gain[mine])])
                    covered += float(gain[entry])
                    alike = round(float(overlaps.alike[entry]), 4)
                    nearest = _joined(listed, int(overlaps.name_mask[entry]))
                words.append(MissedWord(token.removeprefix(LEGAL_MARK), nearest, alike, round(float(weight[place]), 2)))
            share = min(1.0, covered / max(float(weight.sum()), 1e-9))
            if best is None or share > best[0]:
                best = (share, tuple(words))
    return (round(best[0], 4), best[1]) if best else (None, ())


def _joined(tokens: tuple[str, ...], mask: int) -> str:
    return " ".join(token.removeprefix(LEGAL_MARK) for place, token in enumerate(tokens) if mask >> place & 1)
