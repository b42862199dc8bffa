"""The pages about a list: what changed between two days, and its size over all publications that are kept.

In: Changes, a ListHistory. Out: HTML. Must not know where they come from.
"""

from __future__ import annotations

from tamis.errors import MissingExtraError
from tamis.records import Changes, ListHistory, Listing
from tamis.report.charts import draw_sizes
from tamis.report.pages import as_markup, render_page
from tamis.screening import caption


def changes_page(changes: Changes, title: str) -> str:
    """Return the page of what changed in a list.

    Args:
        changes: What changed.
        title: The list's name for people.
    """
    delta = changes.delta
    listings = (*delta.added, *delta.removed, *(one.after for one in delta.amended))
    return render_page(
        "changes.html",
        title=f"{title}: changes from {changes.since} to {changes.until}",
        delta=delta,
        captions={one.id: caption(one) for one in listings},
        programmes=_programmes,
        returned={one.listing: one.text for one in changes.returned},
        warnings=changes.warnings,
        footer=[f"Compared: {changes.older} and {changes.newer}"],
    )


def history_page(history: ListHistory) -> tuple[str, str | None]:
    """Return the page of a list's history, and what is missing in it, in words: the chart, where nothing can draw it."""
    chart, missing = "", None
    try:
        chart = draw_sizes(history)
    except MissingExtraError as error:
        missing = str(error)
    first, newest = history.steps[0], history.steps[-1]
    page = render_page(
        "history.html",
        title=f"{history.title}: size over time",
        lead=f"Publications from {first.published} to {newest.published}",
        history=history,
        newest=newest,
        chart=as_markup(chart),
        no_chart=f"No chart: {missing}",
        warnings=history.warnings,
        footer=[
            "A publication that is not kept is not counted: what was added and removed again in between is not seen."
        ],
    )
    return page, missing


def _programmes(listing: Listing) -> str:
    return ", ".join(dict.fromkeys(act.programme or act.authority for act in listing.designations))
