"""What a publication amounts to: how many listings, how much of each is filled in, and what differs from another.

In: the listings as their JSON twins. Out: Measures, Differences. Must not know limits.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Twin = Mapping[str, Any]

PARTICULARS: dict[str, Callable[[Twin], bool]] = {
    "other names": lambda twin: len(twin["names"]) > 1,
    "dates of birth": lambda twin: bool(twin.get("birth_dates")),
    "countries": lambda twin: bool(twin.get("countries")),
    "addresses": lambda twin: bool(twin.get("addresses")),
    "identifiers": lambda twin: bool(twin.get("identifiers")),
    "programmes": lambda twin: any(act.get("programme") for act in twin.get("designations", ())),
    "days of listing": lambda twin: any(act.get("listed_on") for act in twin.get("designations", ())),
}
"""What a listing may tell, in words, and how to see whether it does."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a publication amounts to.

    Attributes:
        filled: Particular -> number of listings that have it.
        digests: Id -> digest of what the listing says, wherever in the file it stands; in the publisher's order.
    """

    filled: Mapping[str, int]
    digests: Mapping[str, bytes]

    @property
    def listings(self) -> int:
        """Number of listings."""
        return len(self.digests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What came, went, or says something else.

    Attributes:
        added: Ids of the listings that came.
        amended: Ids of those that are in both and differ.
        removed: Ids of those that went.
    """

    added: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any."""
        return bool(self.added or self.amended or self.removed)


def measure(twins: Iterable[Twin]) -> Measures:
    """Return what the listings amount to, each given as its JSON twin."""
    filled: Counter[str] = Counter()
    digests = {}
    for twin in twins:
        filled.update(what for what, tells in PARTICULARS.items() if tells(twin))
        said = {key: value for key, value in twin.items() if key != "source"}  # its place moves with all above it
        text = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
        digests[twin["id"]] = hashlib.blake2b(text, digest_size=16).digest()
    return Measures(filled, digests)


def compare(before: Measures | None, after: Measures) -> Differences:
    """Return what changed; without a publication before, everything came."""
    old = before.digests if before is not None else {}
    new = after.digests
    return Differences(
        added=tuple(one for one in new if one not in old),
        amended=tuple(one for one in new if one in old and old[one] != new[one]),
        removed=tuple(one for one in old if one not in new),
    )
