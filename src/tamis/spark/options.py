"""Options: what may be asked of a DataFrame of customers beside its columns.

In: what the caller gives. Out: a frozen record, checked. Must not know Spark.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from tamis.errors import BatchError
from tamis.intake.batch.birthdays import ORDERS
from tamis.screening import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a DataFrame of customers is screened; what is left out is as `tamis batch` has it.

    Attributes:
        lists: Names of watchlists; all that are loaded when None.
        as_of: A day, also as YYYY-MM-DD: every list as it stood then.
        policy: A Policy, its name or its TOML file; the default one when None.
        threshold: Least score of a hit; the policy's own when None.
        limit: Most hits of a customer; all when None.
        per_customer: One row for each customer instead of one for each hit.
        date_order: `dmy`, `mdy` or `ymd`; None where the first rows tell it.
        row: The column of whole numbers that `tamis_row` repeats, such as one that `number_rows` made; `tamis_row` is
            null when None, for rows of a DataFrame have no numbers.
        run: What `tamis_run` says; a digest of what decides the answers when None.

    Raises:
        BatchError: a value that means nothing.
    """

    lists: tuple[str, ...] | None = None
    as_of: dt.date | str | None = None
    policy: Policy | str | Path | None = None
    threshold: float | None = None
    limit: int | None = None
    per_customer: bool = False
    date_order: str | None = None
    row: str | None = None
    run: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.lists, str):
            raise BatchError(f"lists={self.lists!r}: give several names, such as lists=({self.lists!r},)")
        if self.lists is not None:
            object.__setattr__(self, "lists", tuple(self.lists))
        if self.date_order not in (None, *ORDERS):
            raise BatchError(f"date_order={self.date_order!r}: it is one of {', '.join(ORDERS)}")
        if isinstance(self.as_of, str):
            try:
                object.__setattr__(self, "as_of", dt.date.fromisoformat(self.as_of))
            except ValueError:
                raise BatchError(f"as_of={self.as_of!r}: write the day as YYYY-MM-DD") from None
