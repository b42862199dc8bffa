"""tamis screens names, customer files and documents against the sanctions and terror lists, and says why.

Everything public is reached from here and loaded on first use, so that `import tamis` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tamis.records import (
        Comparison,
        Designation,
        Evidence,
        Found,
        Hit,
        Identifier,
        Link,
        Listing,
        Mention,
        Name,
        NameQuality,
        PartialDate,
        PartyKind,
        Passage,
        Place,
        Query,
        Scan,
        Screening,
        Search,
        SearchAnswer,
        Snapshot,
    )
    from tamis.screening import DEFAULT_THRESHOLD, Screener, compare, open
    from tamis.screening.finding import find

__version__ = "0.1.0"

_HOMES = {
    "tamis.records": (
        "Comparison", "Designation", "Evidence", "Found", "Hit", "Identifier", "Link", "Listing", "Mention", "Name",
        "NameQuality", "PartialDate", "PartyKind", "Passage", "Place", "Query", "Scan", "Screening", "Search",
        "SearchAnswer", "Snapshot",
    ),
    "tamis.screening": ("DEFAULT_THRESHOLD", "Screener", "compare", "open"),
    "tamis.screening.finding": ("find",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "DEFAULT_THRESHOLD",
    "Comparison",
    "Designation",
    "Evidence",
    "Found",
    "Hit",
    "Identifier",
    "Link",
    "Listing",
    "Mention",
    "Name",
    "NameQuality",
    "PartialDate",
    "PartyKind",
    "Passage",
    "Place",
    "Query",
    "Scan",
    "Screener",
    "Screening",
    "Search",
    "SearchAnswer",
    "Snapshot",
    "__version__",
    "compare",
    "find",
    "open",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'tamis' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
