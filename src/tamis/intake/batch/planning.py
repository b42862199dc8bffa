"""How every row is screened: told by the headings, the first rows, what the user asked, and the lists.

In: the map of columns, a chunk from the head of the customers, options. Out: a Plan. What cannot be screened so is refused here,
before any work, for a file and for a table of another engine alike. Must not know files.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Protocol

from tamis.errors import BatchError, QueryError
from tamis.intake.batch.birthdays import detect_order
from tamis.intake.batch.chunks import Chunk
from tamis.intake.batch.columns import NAME_PARTS, ColumnMap
from tamis.intake.batch.screening import Plan

if TYPE_CHECKING:
    from tamis.screening import Screener

_AFTER_LISTS = dt.timedelta(days=366)  # customers are born after the lists were published, but not long after


class Wishes(Protocol):
    """What the user asks of every row."""

    @property
    def date_order(self) -> str | None:
        """`dmy`, `mdy` or `ymd`; None where the rows tell it."""
        ...

    @property
    def threshold(self) -> float | None:
        """Least score of a hit; the policy's own when None."""
        ...

    @property
    def limit(self) -> int | None:
        """Most hits of a customer; all when None."""
        ...

    @property
    def per_customer(self) -> bool:
        """One row for each customer instead of one for each hit."""
        ...


def make_plan(columns: ColumnMap, head: Chunk, wishes: Wishes, latest: dt.date) -> tuple[Plan, str]:
    """Return how every row is screened, and what to say of the order of its dates.

    Args:
        columns: What each column holds.
        head: The first rows: they tell whether names are names, and which of 05/06/1950 is the day.
        wishes: What the user asks.
        latest: The last day on which anybody can be born.

    Raises:
        BatchError: a column of numbers as names, or dates whose order nothing tells.
    """
    _check_names(head, columns)
    cells = itertools.chain.from_iterable(head.column(place) for place in columns.fields.get("birth_date", ()))
    order, said = detect_order(cells, wishes.date_order)
    plan = Plan(
        columns=columns, order=order, threshold=wishes.threshold, limit=wishes.limit,
        per_customer=wishes.per_customer, latest=latest,
    )  # fmt: skip
    return plan, said


def _check_names(head: Chunk, columns: ColumnMap) -> None:
    """Refuse a column of numbers as names."""
    for field_name in ("name", *NAME_PARTS):
        for place in columns.fields.get(field_name, ()):
            texts = [str(cell).strip() for cell in head.column(place) if cell not in (None, "")]
            if texts and all(text.replace(".", "", 1).replace("-", "").isdigit() for text in texts):
                raise BatchError(
                    f"the column {columns.headings[place]!r} holds numbers such as {texts[0]}, which are no names; name "
                    f"another one with --map {field_name}=COLUMN"
                )


def latest_birth(screener: Screener) -> dt.date:
    """Return the last day on which a customer can be born, from the lists and not from the clock."""
    days = [dt.date.fromisoformat(snapshot.partition("@")[2][:10]) for snapshot in screener.snapshots]
    return max(days) + _AFTER_LISTS if days else dt.date.max


def check_threshold(screener: Screener, plan: Plan) -> None:
    """Refuse a threshold or a limit that the policy cannot keep.

    Raises:
        BatchError: says what may be asked.
    """
    try:
        next(screener.screen_many(["x"], threshold=plan.threshold, limit=plan.limit))
    except QueryError as error:
        raise BatchError(str(error)) from None
