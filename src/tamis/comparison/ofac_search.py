"""What OFAC's own Sanctions List Search would show: its published rule, for two names.

In: a name asked and a name listed. Out: an `OfacScore`. A reading aid beside our score: nothing here takes part in
finding, scoring or leaving out a hit. Must not know: listings, policies.

The rule is that of OFAC's FAQ 249 (<https://ofac.treasury.gov/faqs/249>, April 2021): names that begin with the first
letter of what is typed and are at least half alike by edit distance are looked at; they are scored by Jaro-Winkler over
the whole name, and part by part by Jaro-Winkler and Soundex; the higher score counts. How the two algorithms and the
parts are put together is not published. Wherever it leaves room, the reading that scores higher is taken here, so that
the figure is an upper bound: what stays low here, that search would not have shown.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler, Levenshtein

from tamis.values.soundex import soundex

LEAST_ALIKE = 0.5
"""Least similarity by edit distance of what is looked at; FAQ 249."""

_APOSTROPHES = "'`´‘’ʼʻʾʿ"
_BETWEEN_WORDS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class OfacScore:
    """Two names by the published rule.

    Attributes:
        seen: Whether the search would look at the listed name at all.
        whole: Jaro-Winkler over the whole names, 0 to 1.
        parts: The mean over the words typed of the best that each meets, 0 to 1.
        score: The higher of both, two decimals, 0 where it is not seen.
    """

    seen: bool
    whole: float
    parts: float
    score: float


def ofac_score(query: str, listing: str) -> OfacScore:
    """Score a listed name by the published rule of OFAC's Sanctions List Search; an upper bound where the rule leaves room."""
    asked, listed = _words(query), _words(listing)
    if not asked or not listed:
        return OfacScore(False, 0.0, 0.0, 0.0)
    whole = max(JaroWinkler.similarity(" ".join(asked), " ".join(words)) for words in (listed, _given_first(listing)))
    parts = sum(max(_part(word, other) for other in listed) for word in asked) / len(asked)
    seen = _is_seen(asked, listed)
    return OfacScore(seen, round(whole, 4), round(parts, 4), round(max(whole, parts), 2) if seen else 0.0)


def _part(word: str, other: str) -> float:
    """Return how one word meets another: by letters, or in full where both have one Soundex code."""
    code = soundex(word)
    return 1.0 if code and code == soundex(other) else JaroWinkler.similarity(word, other)


def _is_seen(asked: list[str], listed: list[str]) -> bool:
    """Say whether a listed name passes the first look: by any word typed, or by the name as a whole."""
    pairs = [(" ".join(asked), " ".join(listed)), *((word, other) for word in asked for other in listed)]
    return any(one[0] == two[0] and Levenshtein.normalized_similarity(one, two) >= LEAST_ALIKE for one, two in pairs)


def _given_first(name: str) -> list[str]:
    """Return the words of `FAMILY, Given` in the order in which it is typed; of any other name as they stand."""
    family, _, given = name.partition(",")
    return _words(f"{given} {family}")


def _words(name: str) -> list[str]:
    """Return the words in capitals without accents; OFAC publishes its names in plain Latin letters."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in plain if not unicodedata.combining(char) and char not in _APOSTROPHES)
    return _BETWEEN_WORDS.sub(" ", bare.upper()).split()
