"""Refresh: a publisher's files, from disk or from its address, become a snapshot: all of a list or nothing.

Loaded on first use: the settings read the rules of refreshing on the path of every command.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tamis.refresh.importing import Dating, ImportReport, date_publication, import_list
    from tamis.refresh.outcome import ListRefresh, Refresh
    from tamis.refresh.refreshing import Accepted, refresh
    from tamis.refresh.rules import ListRules, Rules

_HOMES = {
    "importing": ("Dating", "ImportReport", "date_publication", "import_list"),
    "outcome": ("ListRefresh", "Refresh"),
    "refreshing": ("Accepted", "refresh"),
    "rules": ("ListRules", "Rules"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Accepted",
    "Dating",
    "ImportReport",
    "ListRefresh",
    "ListRules",
    "Refresh",
    "Rules",
    "date_publication",
    "import_list",
    "refresh",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'tamis.refresh' has no attribute {name!r}")
    return getattr(importlib.import_module(f"tamis.refresh.{home}"), name)
