"""A query and a listing by another search's published rule: a reading aid, beside our own score.

In: a query, a listing. Out: a Beside. Must not know: policies, thresholds; and no part of screening knows this module.
"""

from __future__ import annotations

from tamis.comparison.ofac_search import OfacScore, ofac_score
from tamis.records import Beside, Listing, Query

RULES = ("ofac",)
"""The searches whose rule is known."""

_UNSEEN = (
    "OFAC's own search would not look at it: no word typed begins with the letter of a listed word that is half alike"
)


def beside_ofac(query: Query | str, listing: Listing | str) -> Beside:
    """Score a pair by the published rule of OFAC's Sanctions List Search, the best of all names on both sides.

    An upper bound, see `tamis.comparison.ofac_search`; attributes play no part in it.

    Args:
        query: A Query, or a name.
        listing: A Listing, or a name to compare with.
    """
    asked = [query] if isinstance(query, str) else [name.text for name in query.names]
    listed = [listing] if isinstance(listing, str) else [name.text for name in listing.names]
    scored = [(ofac_score(one, other), other) for one in asked for other in listed]
    if not scored:
        return Beside(
            rule="ofac", score=0.0, seen=False, name=None, text="OFAC's own search compares names; none was asked"
        )
    best, name = max(scored, key=lambda pair: (pair[0].seen, pair[0].score, pair[0].whole))
    return Beside(rule="ofac", score=best.score, seen=best.seen, name=name, text=_text(best, name))


def _text(score: OfacScore, name: str) -> str:
    if not score.seen:
        return _UNSEEN
    return (
        f"OFAC's own search would give at most {score.score * 100:.0f} of 100, against {name}: "
        f"{score.whole:.2f} as a whole, {score.parts:.2f} word by word"
    )
