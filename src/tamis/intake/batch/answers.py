"""What is written for a hit: the columns behind the customer's own.

In: a Screening. Out: rows of plain values, the same for every format and for Spark. Must not know formats.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from tamis.records import Hit, Screening
from tamis.values.acts import listed_on, programmes


class Column(NamedTuple):
    """A column of the answer: its heading, the type of its cells, what it says."""

    name: str
    type: type
    says: str


COLUMNS = (
    Column("tamis_row", int, "number of the customer's row below the headings, from 1"),
    Column("tamis_hits", int, "how many hits the customer has"),
    Column("tamis_listing", str, "id of the listing"),
    Column("tamis_watchlist", str, "its watchlist"),
    Column("tamis_score", float, "0 to 1, four decimals"),
    Column("tamis_name", str, "the listed name that met the customer's, as published"),
    Column("tamis_quality", str, "how the publisher rates that name"),
    Column("tamis_caption", str, "the listing's primary name, recased for reading"),
    Column("tamis_kind", str, "kind of the listed party"),
    Column("tamis_programmes", str, "programmes of the listing, divided by `; `"),
    Column("tamis_listed_on", dt.date, "earliest day of listing that the publisher gives"),
    Column("tamis_birth_dates", str, "dates of birth as listed"),
    Column("tamis_countries", str, "countries as listed, two-letter codes"),
    Column("tamis_evidence", str, "what was compared, in words"),
    Column("tamis_also", str, "other hits of this customer that are the same party on other lists"),
    Column("tamis_lists", str, "watchlists on which the customer has hits"),
    Column("tamis_withheld", int, "hits on weak aliases that the policy keeps back"),
    Column("tamis_truncated", int, "hits cut by --limit"),
    Column("tamis_notes", str, "what of the customer's row could not be read, or was not compared"),
    Column("tamis_snapshots", str, "ids of the snapshots asked"),
    Column("tamis_policy", str, "id of the policy"),
    Column("tamis_engine", str, "version of the engine"),
    Column("tamis_as_of", dt.date, "the day asked for"),
)
"""The answer's columns, in order. Their prefix keeps them apart from any column of the customer's own."""

_JOIN = "; "


def answer_rows(row: int, screening: Screening, notes: list[str], per_customer: bool) -> list[tuple[Any, ...]]:
    """Return the rows of one customer.

    Args:
        row: Number of the customer's row.
        screening: The answer.
        notes: What could not be read of the row, and warnings of this answer alone.
        per_customer: One row with the best hit, whether there is one or not; otherwise a row for each hit.
    """
    whole = (
        _JOIN.join(dict.fromkeys(hit.watchlist for hit in screening.hits)) or None,
        screening.withheld, screening.truncated, _JOIN.join(notes) or None,
        _JOIN.join(screening.snapshots), screening.policy, screening.engine, screening.as_of,
    )  # fmt: skip
    count = len(screening.hits) + screening.truncated
    if per_customer and not screening.hits:
        return [(row, 0, *(None,) * _OF_HIT, *whole)]
    shown = screening.hits[:1] if per_customer else screening.hits
    return [(row, count, *_hit_cells(hit), *whole) for hit in shown]


def _hit_cells(hit: Hit) -> tuple[Any, ...]:
    return (
        hit.listing, hit.watchlist, hit.score, hit.name.listed if hit.name else None,
        hit.name.quality.value if hit.name else None, hit.caption, hit.kind.value,
        _JOIN.join(programmes(hit.designations)) or None, listed_on(hit.designations),
        _JOIN.join(map(str, hit.birth_dates)) or None, _JOIN.join(hit.countries) or None,
        _JOIN.join(piece.text for piece in hit.evidence), _JOIN.join(hit.also) or None,
    )  # fmt: skip


_OF_HIT = 13
"""Columns that speak of one hit: from the listing to the other hits of the same party."""
