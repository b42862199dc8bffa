"""What the acts behind a listing come to, in the few words an answer has room for.

In: designations. Out: programmes, the earliest day of listing. Must not know who prints them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tamis.records import Designation


def programmes(designations: Iterable[Designation]) -> list[str]:
    """Return the programmes, each once; the authority where no programme is named."""
    return list(dict.fromkeys(act.programme or act.authority for act in designations))


def listed_on(designations: Iterable[Designation]) -> dt.date | None:
    """Return the earliest day of listing that the publisher gives."""
    return min((act.listed_on for act in designations if act.listed_on), default=None)
