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
        Hit,
        Identifier,
        Link,
        Listing,
        Mention,
        Name,
        NameQuality,
        PartialDate,
        PartyKind,
        Place,
        Query,
        Scan,
        Screening,
        Snapshot,
    )
    from tamis.screening import DEFAULT_THRESHOLD, Screener, compare, open

__version__ = "0.1.0"

_HOMES = {
    "tamis.records": (
        "Comparison", "Designation", "Evidence", "Hit", "Identifier", "Link", "Listing", "Mention", "Name",
        "NameQuality", "PartialDate", "PartyKind", "Place", "Query", "Scan", "Screening", "Snapshot",
    ),
    "tamis.screening": ("DEFAULT_THRESHOLD", "Screener", "compare", "open"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "DEFAULT_THRESHOLD",
    "Comparison",
    "Designation",
    "Evidence",
    "Hit",
    "Identifier",
    "Link",
    "Listing",
    "Mention",
    "Name",
    "NameQuality",
    "PartialDate",
    "PartyKind",
    "Place",
    "Query",
    "Scan",
    "Screener",
    "Screening",
    "Snapshot",
    "__version__",
    "compare",
    "open",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'tamis' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
